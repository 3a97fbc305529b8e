"""Telephone calls of a month, against rows read by eye."""

from pathlib import Path

import openpyxl

from stocktake.opendata import read
from stocktake.opendata.release import Basis
from tests.opendata.published import ROWS, figures, release_of

CALLS = "Cloud Based Telephony Publication Summary February 2026.xlsx"


def test_calls_and_waits_of_february_2026() -> None:
    release = release_of(CALLS)
    assert release.period is not None
    assert (release.period.words, release.period.basis) == ("February 2026", Basis.IN_FILE)
    assert figures(release, "A81004") == {
        "access.phone.inbound": "5564",
        "access.phone.answered_pct": "64",
        "access.phone.ivr_pct": "17.6",
        "access.phone.callback_pct": "9.7",
        "access.phone.missed_pct": "8.7",
        "access.phone.wait1_pct": "41.3",
        "access.phone.wait5_pct": "18.7",
    }
    assert figures(release, "A81002")["access.phone.missed_pct"] == "29.6"


def test_total_rows_and_shared_accounts_are_nobodys(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(ROWS / CALLS)
    sheet = book["Table 3"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    sheet.append([last[0], "Unassigned", *last[2:]])
    sheet.append(["Note 1: figures are rounded", None])
    path = tmp_path / "calls.xlsx"
    book.save(path)
    release = read(path)
    assert release.codes == {"Y00560", "A81002", "A81004"}
    assert release.rows == 3
