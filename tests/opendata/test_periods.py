"""What time a file is of, by the names that published files have had."""

from pathlib import Path

import pytest

from stocktake.opendata.periods import period_named
from stocktake.opendata.release import Basis, Source


@pytest.mark.parametrize(
    ("name", "style", "words"),
    [
        ("GPWPracticeCSV.062026.zip", "month", "June 2026"),
        ("GPWPracticeCSV.0919.zip", "month", "September 2019"),
        ("1 General Practice – July 2025 Practice Level - Detailed.csv", "month", "July 2025"),
        ("1 General Practice â€“ July 2025 Practice Level - Detailed.csv", "month", "July 2025"),
        ("Practice_Level_Crosstab_Aug_25.zip", "month", "August 2025"),
        ("epraccur_2025-08.csv", "month", "August 2025"),
        ("01_January_2026_HSCA_Active_Locations.ods", "day", "1 January 2026"),
        ("QOF2425.zip", "financial_year", "2024/25"),
        ("PREVALENCE_2021_v2.csv", "financial_year", "2020/21"),
        ("MAPPING_INDICATORS_2023_2024.csv", "financial_year", "2023/24"),
        ("nhspaymentsgp-24-25-prac-csv.csv", "financial_year", "2024/25"),
        ("GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv", "year", "2025"),
    ],
)
def test_a_name_says_the_period_and_asks_to_confirm_it(name: str, style: str, words: str) -> None:
    period = period_named(Source(Path(name)), style)
    assert period is not None
    assert (period.words, period.basis) == (words, Basis.FILE_NAME)


@pytest.mark.parametrize("style", ["day", "month", "year", "financial_year", ""])
def test_a_name_without_a_period_says_none(style: str) -> None:
    assert period_named(Source(Path("epraccur (1).csv")), style) is None


def test_the_file_inside_counts_before_its_zip() -> None:
    source = Source(Path("GPWPracticeCSV.062026.zip"), "1 General Practice – May 2026 Level.csv")
    period = period_named(source, "month")
    assert period is not None and period.words == "May 2026"
    source = Source(Path("Practice_Level_Crosstab_Aug_25.zip"), "Mapping.csv")
    period = period_named(source, "month")
    assert period is not None and period.words == "August 2025"
