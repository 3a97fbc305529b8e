"""Deprivation scores, against rows read by eye."""

from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from tests.opendata.published import figures, release_of, value_of

SCORES = "fingertips_93553_IMD2019.csv"


def test_each_practice_has_its_score_and_england_is_no_practice() -> None:
    release = release_of(SCORES)
    assert release.period is not None and release.period.words == "2019"
    assert value_of(release, "A81001", "imd.score").value == Decimal("32.3609392614188")
    assert value_of(release, "A81001", "imd.version").value == "2019"
    assert "E92000001" not in release.codes


def test_a_part_of_england_has_no_tenths() -> None:
    assert "imd.decile" not in figures(release_of(SCORES), "A81001")


def test_another_indicator_is_named_and_refused() -> None:
    with pytest.raises(StocktakeError, match="Dementia: QOF prevalence") as refused:
        release_of("fingertips_247_dementia.csv")
    assert refused.value.code == "other_file"


def test_all_england_has_tenths(tmp_path: Path) -> None:
    heading = "Indicator ID,Indicator Name,Area Code,Area Type,Time period,Value"
    rows = [f"94240,Deprivation,A{n:05},GPs,2025,{n / 100}" for n in range(1, 6_501)]
    path = tmp_path / "imd.csv"
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    release = read(path)
    assert value_of(release, "A06500", "imd.decile").value == Decimal(1)
    assert value_of(release, "A00001", "imd.decile").value == Decimal(10)
    assert value_of(release, "A03251", "imd.decile").value == Decimal(5)
