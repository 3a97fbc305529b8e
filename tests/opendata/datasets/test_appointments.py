"""Appointments of a month, against the worked expectation of all 89 rows of one practice."""

from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from tests.opendata.published import ROWS, figures, release_of, value_of

AUGUST = "Practice_Level_Crosstab_Aug_25.csv"


def test_a_month_of_one_practice_comes_to_what_was_worked_out_by_hand() -> None:
    """Source: design/opendata.md 8, worked expectation."""
    release = release_of(AUGUST)
    assert release.rows == 89
    assert release.period is not None and release.period.words == "August 2025"
    said = figures(release, "Y02960")
    counts = {key.removeprefix("appts.month."): said[key] for key in said}
    expected = {
        "total": "2644", "gp": "1488", "other": "1156", "f2f": "1265", "phone": "1357",
        "home": "22", "attended": "2172", "dna": "144", "status_unknown": "328",
        "same_day": "1724",
    }  # fmt: skip
    assert {name: counts[name] for name in expected} == expected
    assert round(Decimal(counts["dna_pct"]), 1) == Decimal("6.2")
    assert round(Decimal(counts["poorly_mapped_pct"]), 1) == Decimal("11.5")
    assert value_of(release, "Y02960", "appts.month.dna_pct").raw_text == "144 ÷ 2316"


def test_waits_written_with_two_spaces_are_counted(tmp_path: Path) -> None:
    heading = (ROWS / AUGUST).read_text(encoding="utf-8").partition("\n")[0].strip()
    row = "01AUG2025,A81001,X,EMIS,U07506,Y,14L,Z,GP,Telephone,Unmapped,{},{},Attended\n"
    rows = row.format("8  to 14 Days", 3) + row.format("1 Day", 1)
    path = tmp_path / "month.csv"
    path.write_text(f"{heading}\n{rows}", encoding="utf-8")
    said = figures(read(path), "A81001")
    assert said["appts.month.within_7_pct"] == "25"
    assert said["appts.month.within_14_pct"] == "100"


def test_no_known_outcome_is_no_share(tmp_path: Path) -> None:
    text = (ROWS / AUGUST).read_text(encoding="utf-8")
    changed = text.replace(",Attended", ",Unknown").replace(",DNA", ",Unknown")
    path = tmp_path / "unknown.csv"
    path.write_text(changed, encoding="utf-8")
    assert value_of(read(path), "Y02960", "appts.month.dna_pct").value is None


def test_a_count_that_is_none_is_refused(tmp_path: Path) -> None:
    text = (ROWS / AUGUST).read_text(encoding="utf-8")
    path = tmp_path / "broken.csv"
    path.write_text(text.replace(",17,DNA", ",seventeen,DNA"), encoding="utf-8")
    with pytest.raises(StocktakeError, match="Row 2 says “seventeen” appointments"):
        read(path)


def test_the_map_of_the_appointments_says_who_a_practice_is() -> None:
    release = release_of("GPAD_Mapping_2025-08.csv")
    said = figures(release, "A81001")
    assert (said["clinical_system"], said["pcn.code"]) == ("TPP", "U89141")
    assert said["icb.code"] == "QHM"
