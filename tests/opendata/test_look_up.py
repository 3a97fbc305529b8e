from datetime import date

import pytest

from stocktake.opendata.look_up import MOST, PracticeFound, Register
from stocktake.opendata.pack import Pack, PackedValue, PackSource
from stocktake.opendata.release import PublishedFigure, PublishedValue

SOURCE = PackSource("x", "x", "x", "x", "x", "0" * 64, 1, None, False, "x")


def fact(code: str, key: str, value: PublishedFigure) -> PackedValue:
    return PackedValue(0, PublishedValue(code, key, str(value), value, "text", 1, key))


def register(*facts: PackedValue) -> Register:
    codes = tuple(dict.fromkeys(each.value.ods_code for each in facts))
    return Register(Pack("", date(2026, 11, 22), "", (SOURCE,), codes, facts, (), {}, (), ()))


DENSHAM = (
    fact("A81001", "practice.name", "THE DENSHAM SURGERY"),
    fact("A81001", "practice.postcode", "TS18 1HU"),
    fact("A81001", "pcn.name", "STOCKTON PCN"),
)
QUEENS = (
    fact("A81002", "practice.name", "QUEENS PARK MEDICAL CENTRE"),
    fact("A81002", "practice.postcode", "TS18 2AW"),
)


def codes(found: tuple[PracticeFound, ...]) -> list[str]:
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a81001", ["A81001"]),
        ("A8100", ["A81002", "A81001"]),
        ("densham", ["A81001"]),
        ("surg dens", ["A81001"]),
        ("ts181hu", ["A81001"]),
        ("TS18", ["A81002", "A81001"]),
        ("TS18 2", ["A81002"]),
        ("medical park", ["A81002"]),
        ("harbour", []),
        ("T", []),
        ("", []),
    ],
)
def test_a_practice_is_found_by_code_name_or_postcode(typed: str, expected: list[str]) -> None:
    assert codes(register(*DENSHAM, *QUEENS).find(typed)) == expected


def test_a_practice_is_shown_in_one_line() -> None:
    (found,) = register(*DENSHAM).find("A81001")
    assert found.line == "The Densham Surgery, A81001, TS18 1HU, Stockton PCN"
    assert register(*DENSHAM).practice("a81001 ") == found
    assert register(*DENSHAM).practice("A81009") is None


def test_a_closed_practice_is_last_and_says_since_when() -> None:
    closed = (
        fact("A81003", "practice.name", "ALBERT STREET SURGERY"),
        PackedValue(
            0,
            PublishedValue(
                "A81003",
                "practice.status",
                "INACTIVE",
                "Closed",
                "text",
                1,
                "status",
                note="The national register says it is closed since 31 March 2024.",
            ),
        ),
    )
    found = register(*closed, *DENSHAM).find("surgery")
    assert codes(found) == ["A81001", "A81003"]
    assert found[1].note == (
        "The national register says it is closed since 31 March 2024. "
        "If it merged, choose the practice it merged with."
    )


def test_a_renamed_practice_is_found_by_either_name() -> None:
    renamed = register(fact("A81001", "practice.name", "OLD MILL SURGERY"), *DENSHAM)
    assert renamed.find("old mill") == renamed.find("densham")
    assert renamed.find("mill")[0].note == "It was called Old Mill Surgery before."


def test_no_more_than_a_screenful_is_shown() -> None:
    many = [fact(f"B{place:05}", "practice.name", f"SURGERY {place}") for place in range(40)]
    assert len(register(*many).find("surgery")) == MOST
