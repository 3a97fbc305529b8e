"""List sizes, against rows read by eye."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from stocktake.opendata.release import Basis
from tests.opendata.published import ROWS, release_of, value_of


def test_the_list_of_march_2026_says_how_many_patients_each_practice_has() -> None:
    release = release_of("gp-reg-pat-prac-all_2026-03-01.csv")
    assert release.period is not None
    assert (release.period.start, release.period.basis) == (date(2026, 3, 1), Basis.IN_FILE)
    value = value_of(release, "A81001", "list.registered")
    assert (value.value, value.raw_text, value.row) == (Decimal(3743), "3743", 2)
    assert value.column_name == "NUMBER_OF_PATIENTS"
    assert value_of(release, "A81002", "list.registered").value == Decimal(18654)


def test_the_list_of_january_2021_is_read_though_its_areas_and_dates_are_written_otherwise() -> (
    None
):
    release = release_of("gp-reg-pat-prac-all_2021-01-01_CCG.csv")
    assert release.layout_id == "list_size.ccg"
    assert release.period is not None and release.period.start == date(2021, 1, 1)
    assert value_of(release, "P91604", "list.registered").value == Decimal(17066)
    assert release.is_old(date(2026, 11, 22))


def test_two_months_in_one_file_are_refused(tmp_path: Path) -> None:
    heading = (ROWS / "gp-reg-pat-prac-all_2026-03-01.csv").read_text().partition("\n")[0] + "\n"
    rows = (
        "GP_PRAC_PAT_LIST,2026-03-01,GP,16C,E38000247,A81001,TS18 1HU,ALL,ALL,3743\n"
        "GP_PRAC_PAT_LIST,2026-04-01,GP,16C,E38000247,A81002,TS18 2AW,ALL,ALL,18654\n"
    )
    path = tmp_path / "two.csv"
    path.write_text(heading + rows, encoding="utf-8")
    with pytest.raises(StocktakeError, match="1 March 2026 and of 1 April 2026") as refused:
        read(path)
    assert refused.value.code == "two_periods"
