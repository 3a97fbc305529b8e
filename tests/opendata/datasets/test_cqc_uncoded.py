"""CQC locations without a practice code: one is offered for a person to look at, or none."""

from pathlib import Path

import pytest

from stocktake.opendata import read, verdict_on
from stocktake.opendata.release import Place, Release, Wanted

HEADINGS = (
    "Location ID", "Location Name", "Location ODS Code", "Location Latest Overall Rating",
    "Publication Date", "Inherited Rating (Y/N)", "Location Postal Code",
)  # fmt: skip
DENSHAM = Place("A81001", "The Densham Surgery", "TS18 1HU")
OTHER = ("1-1", "Elm Practice", "B81002", "Good", "2023-02-28", "N", "LS1 1AA")
UNCODED = ("1-2", "Densham Medical Centre", "", "Good", "2023-02-28", "N", "TS18 1HU")


def release_of(folder: Path, *rows: tuple[str, ...], place: Place = DENSHAM) -> Release:
    path = folder / "01_January_2026_HSCA_Active_Locations.csv"
    path.write_text("\n".join(",".join(each) for each in (HEADINGS, OTHER, *rows)) + "\n")
    return read(path, Wanted(frozenset([place.code]), places=(place,)))


def ratings(release: Release) -> list[str]:
    return [
        str(each.value)
        for each in release.of_practice("A81001")
        if each.field_key == "cqc.location_id"
    ]


def test_the_one_location_at_the_postcode_is_offered_and_never_in_bulk(tmp_path: Path) -> None:
    release = release_of(tmp_path, UNCODED)
    values = {each.field_key: each for each in release.of_practice("A81001")}
    assert values["cqc.rating"].value == "Good"
    assert values["cqc.rating"].row == 3
    assert not any(each.may_go_in_bulk for each in values.values())
    assert values["cqc.rating"].note == (
        "The CQC gives no practice code for “Densham Medical Centre”, TS18 1HU. It lies at your "
        "postcode: accept it only if it is your practice."
    )
    verdict = verdict_on(release, "A81001")
    assert verdict.has_practice is False
    assert "Your practice's code, A81001, is not in it; a place at your postcode is." in (
        verdict.sentence
    )


def test_a_location_with_the_practices_code_goes_before_any_other(tmp_path: Path) -> None:
    coded = ("1-3", "The Densham Surgery", "A81001", "Outstanding", "2025-06-24", "N", "TS18 1HU")
    assert ratings(release_of(tmp_path, UNCODED, coded)) == ["1-3"]


def test_of_several_at_one_postcode_only_the_one_of_the_same_name_is_offered(
    tmp_path: Path,
) -> None:
    neighbour = ("1-4", "Oak Surgery", "", "Good", "2023-02-28", "N", "TS181HU")
    assert ratings(release_of(tmp_path, UNCODED, neighbour)) == ["1-2"]
    elsewhere = Place("A81001", "Riverside Practice", "TS18 1HU")
    assert ratings(release_of(tmp_path, UNCODED, neighbour, place=elsewhere)) == []


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place("A81001", "Densham Practice", "TS18"), ["1-2"]),
        (Place("A81001", "Riverside Practice", "TS18"), []),
        (Place("A81001", "The Densham Surgery", "TS17 1HU"), []),
        (Place("A81001", "The Surgery", "TS18"), []),
        (Place("A81001", "The Densham Surgery"), []),
    ],
)
def test_half_a_postcode_is_enough_with_the_name_alone(
    tmp_path: Path, place: Place, found: list[str]
) -> None:
    assert ratings(release_of(tmp_path, UNCODED, place=place)) == found
