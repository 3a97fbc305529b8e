"""The workforce of practices, wide file and long, against rows read by eye."""

from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.opendata import read
from stocktake.opendata.release import Basis, Quality, Release
from tests.opendata.published import ROWS, release_of, value_of

WIDE = "1 General Practice – July 2025 Practice Level - Detailed.csv"


@pytest.fixture(scope="module")
def july() -> Release:
    return release_of(WIDE)


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("staff.patients", "3849", "18732"),
        ("staff.gp.all.fte", "4.84", "9.32"),
        ("staff.gp.qualified.fte", "1", "6.546666667"),
        ("staff.gp.permanent.fte", "1", "6.546666667"),
        ("staff.gp.all.hc", "5", "13"),
        ("staff.gp.partners.hc", "1", "10"),
        ("staff.gp.partners.fte", "1", "6.546666667"),
        ("staff.gp.registrars.hc", "4", "2"),
        ("staff.gp.registrars.fte", "3.840000000", "1.706666667"),
        ("staff.dpc.all.fte", "0.426666667", "4.493333333"),
        ("staff.admin.all.fte", "4.2", "22.69333333"),
    ],
)
def test_the_file_of_july_2025_says_who_works_there(
    july: Release, key: str, first: str, second: str
) -> None:
    assert value_of(july, "A81001", key).value == Decimal(first)
    assert value_of(july, "A81002", key).value == Decimal(second)


def test_the_month_comes_from_the_name_for_the_file_has_none(july: Release) -> None:
    assert july.period is not None
    assert (july.period.words, july.period.basis) == ("July 2025", Basis.FILE_NAME)


def test_na_is_no_figure_and_never_zero(july: Release) -> None:
    nurses = value_of(july, "A81001", "staff.nurses.all.fte")
    assert (nurses.raw_text, nurses.value) == ("NA", None)
    assert nurses.quality is Quality.NOT_PUBLISHED
    assert "workforce return was not usable" in nurses.note
    assert value_of(july, "A81002", "staff.nurses.all.fte").value == Decimal("7.48")


def test_a_fact_made_of_two_columns_names_both(july: Release) -> None:
    partners = value_of(july, "A81002", "staff.gp.partners.hc")
    assert partners.raw_text == "0 + 10"
    assert partners.column_name == "TOTAL_GP_SEN_PTNR_HC + TOTAL_GP_PTNR_PROV_HC"


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path, july: Release) -> None:
    lines = (ROWS / WIDE).read_text(encoding="utf-8-sig").splitlines()
    moved = "\n".join(",".join(reversed(line.split(","))) for line in lines) + "\n"
    path = tmp_path / "June 2024.csv"
    path.write_text(moved, encoding="utf-8")
    there = value_of(read(path), "A81002", "staff.dpc.all.fte")
    assert there.value == value_of(july, "A81002", "staff.dpc.all.fte").value


def test_estimated_figures_say_so_and_are_not_taken_in_bulk(tmp_path: Path) -> None:
    text = (ROWS / WIDE).read_text(encoding="utf-8-sig")
    path = tmp_path / "estimated.csv"
    path.write_text(text.replace("Fully provided", "Partially estimated"), encoding="utf-8")
    value = value_of(read(path), "A81002", "staff.gp.all.fte")
    assert (value.quality, value.value) == (Quality.ESTIMATED, Decimal("9.32"))
    assert not value.may_go_in_bulk


def test_roles_that_do_not_come_to_their_total_are_a_problem(tmp_path: Path) -> None:
    text = (ROWS / WIDE).read_text(encoding="utf-8-sig")
    path = tmp_path / "changed.csv"
    path.write_text(text.replace(",9.32,", ",12.32,"), encoding="utf-8")
    assert any(each.code == "sum" and "A81002" in each.what for each in read(path).problems)


def test_the_long_file_gives_the_roles_it_names() -> None:
    release = release_of("GPW_highlevel_2024-08.csv")
    assert release.period is not None
    assert (release.period.words, release.period.basis) == ("August 2024", Basis.IN_FILE)
    assert value_of(release, "A81038", "staff.dpc.physio.fte").value == Decimal("0.0")


def test_the_total_of_a_group_is_the_group_and_no_role_besides(tmp_path: Path) -> None:
    path = tmp_path / "High level June 2026.csv"
    path.write_text(
        "PRAC_CODE,STAFF_GROUP,DETAILED_STAFF_ROLE,MEASURE,VALUE\n"
        "A81001,GP,Total,FTE,4.84\nA81001,GP,Senior Partners,FTE,1\nA81001,Nurses,Total,FTE,NA\n",
        encoding="utf-8",
    )
    release = read(path)
    assert [(each.field_key, each.value) for each in release.values] == [
        ("staff.gp.all.fte", Decimal("4.84")),
        ("staff.nurses.all.fte", None),
    ]
