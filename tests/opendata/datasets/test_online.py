"""Online consultation requests, against rows read by eye."""

from decimal import Decimal
from pathlib import Path

import openpyxl

from stocktake.opendata import read
from stocktake.opendata.release import Quality
from tests.opendata.published import ROWS, release_of, value_of

REQUESTS = "Submissions via OC Systems in General Practice - February 2026.xlsx"


def test_requests_of_february_2026() -> None:
    release = release_of(REQUESTS)
    assert release.period is not None and release.period.words == "February 2026"
    assert value_of(release, "A81001", "access.online.submissions").value == Decimal(157)
    rate = value_of(release, "A81001", "access.online.per1000").value
    assert isinstance(rate, Decimal) and round(rate, 1) == Decimal("41.8")
    supplier = value_of(release, "A81004", "access.online.supplier")
    assert supplier.value == "ECONSULT HEALTH LIMITED, TPP"


def test_a_practice_that_takes_no_part_has_no_figure(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(ROWS / REQUESTS)
    book["Table 2"].cell(13, 19).value = 0
    path = tmp_path / "requests.xlsx"
    book.save(path)
    value = value_of(read(path), "A81001", "access.online.submissions")
    assert (value.value, value.quality) == (None, Quality.NOT_PUBLISHED)
    assert "does not take part" in value.note
