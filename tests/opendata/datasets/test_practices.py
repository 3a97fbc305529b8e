"""The national register of practices in both its vocabularies, against rows read by eye."""

from pathlib import Path

import pytest

from stocktake.opendata import read
from stocktake.opendata.release import Basis
from tests.opendata.published import ROWS, figures, release_of, value_of


@pytest.mark.parametrize(
    ("name", "layout", "words"),
    [
        ("epraccur_2015-10_legacy.csv", "practices.legacy", "October 2015"),
        ("epraccur_2023-01_legacy.csv", "practices.legacy", "January 2023"),
        ("epraccur_2025-08_legacy.csv", "practices.legacy", "August 2025"),
        ("epraccur_2026-02_DSE.csv", "practices.dse", "February 2026"),
    ],
)
def test_every_vintage_says_the_same_of_one_practice(name: str, layout: str, words: str) -> None:
    release = release_of(name)
    assert release.layout_id == layout
    assert release.period is not None
    assert (release.period.words, release.period.basis) == (words, Basis.FILE_NAME)
    said = figures(release, "A81001")
    assert said["practice.name"] == "THE DENSHAM SURGERY"
    assert said["practice.postcode"] == "TS18 1HU"
    assert said["practice.telephone"] == "01642 672351"
    assert said["practice.opened"] == "1974-04-01"
    assert said["practice.status"] == "Open"


def test_the_address_is_put_together_whichever_line_the_town_is_on() -> None:
    before = value_of(release_of("epraccur_2025-08_legacy.csv"), "A81001", "practice.address")
    after = value_of(release_of("epraccur_2026-02_DSE.csv"), "A81001", "practice.address")
    assert before.value == "THE HEALTH CENTRE, LAWSON STREET, STOCKTON ON TEES, CLEVELAND"
    assert after.value == "HEALTH CENTRE, LAWSON STREET, STOCKTON-ON-TEES"


def test_a_closed_practice_says_since_when() -> None:
    status = value_of(release_of("epraccur_2026-02_DSE.csv"), "A81003", "practice.status")
    assert (status.value, status.raw_text) == ("Closed", "INACTIVE")
    assert status.note == "The national register says it is closed since 31 October 2017."


def test_a_practice_with_two_roles_is_still_a_practice() -> None:
    release = release_of("epraccur_2026-02_DSE.csv")
    assert {"B81042", "D81085", "D82004", "K82049", "M84043"} <= release.codes


def test_practices_in_wales_are_left_out() -> None:
    release = release_of("epraccur_2023-01_legacy.csv")
    assert not [code for code in release.codes if code.startswith("W")]
    assert any("not about a practice in England" in each.what for each in release.problems)


def test_an_export_with_headings_is_read_by_the_row_below_them(tmp_path: Path) -> None:
    rows = (ROWS / "epraccur_2026-02_DSE.csv").read_text(encoding="utf-8")
    headings = ",".join(["Code", "Name", *[f"Field {n}" for n in range(3, 28)]])
    path = tmp_path / "epraccur (Include headers).csv"
    path.write_text(f"{headings}\n{rows}", encoding="utf-8")
    assert figures(read(path), "A81001")["practice.status"] == "Open"
