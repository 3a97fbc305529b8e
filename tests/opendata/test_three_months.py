"""The mean of three months of appointments."""

from decimal import Decimal
from pathlib import Path

from stocktake.opendata import read
from stocktake.opendata.release import Release
from stocktake.opendata.three_months import mean_of_months
from tests.opendata.published import ROWS

AUGUST = (ROWS / "Practice_Level_Crosstab_Aug_25.csv").read_text(encoding="utf-8")


def month(folder: Path, name: str, more: int = 0) -> Release:
    """Make August another month, with more appointments of one kind."""
    path = folder / f"{name}.csv"
    text = AUGUST.replace("01AUG2025", f"01{name}2025").replace(",17,DNA", f",{17 + more},DNA")
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_three_months_in_a_row_have_a_mean(tmp_path: Path) -> None:
    releases = [month(tmp_path, "AUG"), month(tmp_path, "JUN", 3), month(tmp_path, "JUL", 6)]
    again = month(tmp_path, "JUL", 600)
    found = mean_of_months([*releases, again], "Y02960")
    assert found is not None
    period, values = found
    assert period.words == "June 2025 to August 2025"
    said = {each.field_key: each for each in values}
    total = said["appts.month.total"]
    assert (total.value, total.raw_text) == (Decimal(2647), "(2647 + 2650 + 2644) ÷ 3")
    assert total.may_go_in_bulk
    missed = said["appts.month.dna_pct"]
    assert missed.raw_text == "441 ÷ 6957"


def test_months_with_a_gap_or_too_few_have_none(tmp_path: Path) -> None:
    august, june, may = (month(tmp_path, name) for name in ("AUG", "JUN", "MAY"))
    assert mean_of_months([august, june], "Y02960") is None
    assert mean_of_months([august, june, may], "Y02960") is None
    assert mean_of_months([august, june, may], "A81001") is None
