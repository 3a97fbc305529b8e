"""Patients by age, against rows read by eye."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.opendata import read
from tests.opendata.published import ROWS, figures, release_of, value_of


def test_the_bands_of_july_2026_come_to_the_groups_the_stocktake_asks_for() -> None:
    release = release_of("gp-reg-pat-prac-quin-age_2026-07-01.csv")
    assert release.period is not None and release.period.start == date(2026, 7, 1)
    said = figures(release, "A81001")
    groups = [said[f"list.age_{each}"] for each in
              ("0_4", "5_14", "15_44", "45_64", "65_74", "75_84", "85_plus")]  # fmt: skip
    assert groups == ["171", "427", "1361", "891", "412", "322", "149"]
    assert said["list.by_age"] == "3733"
    share = value_of(release, "A81001", "list.pct_65plus")
    assert isinstance(share.value, Decimal) and round(share.value, 2) == Decimal("23.65")
    assert (share.unit, share.raw_text) == ("percent", "883 ÷ 3733")
    assert value_of(release, "A81001", "list.age_0_4").raw_text == "84 + 87"


def test_rows_of_pcns_are_not_counted_among_practices() -> None:
    release = release_of("gp-reg-pat-prac-quin-age_2026-07-01.csv")
    assert release.codes == {"A81001"}
    assert release.rows == 43


def test_the_bands_of_2017_are_read_though_their_date_is_written_otherwise() -> None:
    release = release_of("gp-reg-pat-prac-quin-age_2017-09.csv")
    assert release.period is not None and release.period.start == date(2017, 9, 1)
    assert value_of(release, "B85010", "list.by_age").value == Decimal(6939)


def test_bands_that_do_not_come_to_the_list_are_a_problem(tmp_path: Path) -> None:
    text = (ROWS / "gp-reg-pat-prac-quin-age_2026-07-01.csv").read_text(encoding="utf-8")
    path = tmp_path / "changed.csv"
    path.write_text(text.replace("ALL,ALL,3733", "ALL,ALL,3734"), encoding="utf-8")
    assert any("its age bands come to 3,733" in each.what for each in read(path).problems)
