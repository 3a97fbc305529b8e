"""The mean of three months of appointments."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.opendata import read
from stocktake.opendata.packing import PackRequest, build_pack
from stocktake.opendata.release import PublishedValue, Release
from stocktake.opendata.three_months import mean_of_months, months_before
from tests.opendata.published import ROWS, release_of

MAP = "gp-reg-pat-prac-map_2026-07-01.csv"
AUGUST = (ROWS / "Practice_Level_Crosstab_Aug_25.csv").read_text(encoding="utf-8")


def month(folder: Path, name: str, more: int = 0) -> Release:
    """Make August another month, with more appointments of one kind."""
    path = folder / f"{name}.csv"
    text = AUGUST.replace("01AUG2025", f"01{name}2025").replace(",17,DNA", f",{17 + more},DNA")
    path.write_text(text, encoding="utf-8")
    return read(path)


def mean(releases: list[Release], code: str = "Y02960") -> tuple[str, dict[str, PublishedValue]]:
    values = [(each.period, value) for each in releases for value in each.values]
    found = mean_of_months(values, code)
    if found is None:
        return "", {}
    return found[0].words, {each.field_key: each for each in found[1]}


def test_three_months_in_a_row_have_a_mean(tmp_path: Path) -> None:
    wrong = month(tmp_path, "JUL", 600)
    releases = [month(tmp_path, "AUG"), month(tmp_path, "JUN", 3), month(tmp_path, "JUL", 6)]
    months, said = mean([wrong, *releases])
    assert months == "June 2025 to August 2025"
    total = said["appts.month.total"]
    assert (total.value, total.raw_text) == (Decimal(2647), "(2647 + 2650 + 2644) ÷ 3")
    assert total.may_go_in_bulk
    missed = said["appts.month.dna_pct"]
    assert missed.raw_text == "441 ÷ 6957"


def test_months_with_a_gap_or_too_few_have_none(tmp_path: Path) -> None:
    august, june, may = (month(tmp_path, name) for name in ("AUG", "JUN", "MAY"))
    assert mean([august, june]) == ("", {})
    assert mean([august, june, may]) == ("", {})
    assert mean([august, june, may], "A81001") == ("", {})


def test_a_pack_carries_the_two_months_before_the_newest(tmp_path: Path) -> None:
    august, july, may = (month(tmp_path, name) for name in ("AUG", "JUL", "MAY"))
    assert august.period is not None
    assert months_before([may, august, july], august.period) == (july,)
    request = PackRequest(("U89141",), "Harbour and Vale Federation", date(2026, 11, 22))
    pack = build_pack([release_of(MAP), may, august, july], request)
    months = [each.period for each in pack.sources if each.dataset == "appointments"]
    assert months == [july.period, august.period]
