"""The Quality and Outcomes Framework, against rows read by eye."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from stocktake.opendata.release import Quality
from tests.opendata.published import ROWS, release_of, value_of

POINTS = "ACHIEVEMENT_NORTH_EAST_AND_YORKSHIRE_2425_synthetic.csv"


def test_points_are_the_sum_of_the_indicators() -> None:
    release = release_of(POINTS)
    assert release.period is not None and release.period.words == "2024/25"
    assert value_of(release, "Y99901", "qof.points").value == Decimal("26.4")


def test_a_practice_without_points_has_none_rather_than_nought() -> None:
    value = value_of(release_of("ACHIEVEMENT_no_values.csv"), "A10001", "qof.points")
    assert (value.value, value.quality) == (None, Quality.NOT_PUBLISHED)


def test_more_patients_counted_than_there_are_is_a_problem(tmp_path: Path) -> None:
    text = (ROWS / POINTS).read_text(encoding="utf-8")
    path = tmp_path / "odd_2425.csv"
    path.write_text(text.replace("NUMERATOR,88", "NUMERATOR,98"), encoding="utf-8")
    assert [each.what for each in read(path).problems if each.code == "order"] == [
        "Y99901: AF006 counts 98 patients of 93."
    ]


def test_registers_and_prevalence_of_2020_21() -> None:
    release = release_of("PREVALENCE_2021.csv")
    assert release.period is not None and release.period.words == "2020/21"
    assert value_of(release, "A81001", "qof.register.AF").value == Decimal(95)
    assert value_of(release, "A81001", "qof.register.LD").value == Decimal(27)
    assert value_of(release, "A81002", "qof.register.MH").value == Decimal(155)
    share = value_of(release, "A81001", "qof.prevalence.AF")
    assert isinstance(share.value, Decimal) and round(share.value, 2) == Decimal("2.32")


def test_points_on_offer_are_each_practices_own() -> None:
    release = release_of("ORGANISATION_REFERENCE_2021.csv")
    assert value_of(release, "A81001", "qof.available").value == Decimal(567)


def test_points_of_the_pandemic_years_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "ACHIEVEMENT_2021.csv"
    path.write_bytes((ROWS / POINTS).read_bytes())
    assert "pandemic" in value_of(read(path), "Y99901", "qof.points").note
    assert value_of(release_of(POINTS), "Y99901", "qof.points").note == ""


def test_a_workbook_with_headings_alone_has_nothing_to_read() -> None:
    with pytest.raises(StocktakeError) as refused:
        release_of("qof-prac-dom-ach_headings_only.xlsx")
    assert refused.value.code == "empty"


def test_the_workbook_gives_points_and_the_points_on_offer(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(ROWS / "qof-prac-dom-ach_headings_only.xlsx")
    sheet = book["Overall domain achievement"]
    score = next(c for c in sheet[12] if str(c.value).startswith("Achievement score"))
    score.value = "Achievement score (635 max)"
    code = next(c for c in sheet[12] if c.value == "Practice code")
    for row, practice, points in ((13, "A81001", 601.25), (14, "A81002", "z")):
        sheet.cell(row, code.column, practice)
        sheet.cell(row, score.column, points)
    path = tmp_path / "qof-2324-prac-dom-ach.xlsx"
    book.save(path)
    release = read(path)
    assert release.period is not None and release.period.words == "2023/24"
    assert value_of(release, "A81001", "qof.points").value == Decimal("601.25")
    assert value_of(release, "A81001", "qof.available").value == Decimal(635)
    assert value_of(release, "A81002", "qof.points").value is None
