"""Files that are recognised and cannot be used: each says what to use instead."""

import pytest

from stocktake.opendata import look_at
from tests.opendata.published import ROWS


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Patient_List_Size_2016Q4.csv", "before 2017"),
        ("22_July_2026_CQC_directory.csv", "“Care directory with filters”"),
        ("MAPPING_INDICATORS_2021.csv", "names the indicators of the QOF"),
        ("MAPPING_NHS_GEOGRAPHIES_2021.csv", "map of areas of one QOF year"),
        ("PRACTICE_VALIDATION_OUTCOMES_2021.csv", "how the QOF figures were checked"),
        ("GPW_detailed_definitions.csv", "explains the columns"),
        ("GPPS_2026_national_headlines.csv", "for all England"),
    ],
)
def test_it_says_what_it_is_and_what_to_use(name: str, says: str) -> None:
    (verdict,) = look_at(ROWS / name)
    assert not verdict.can_be_read
    assert says in verdict.sentence
    assert "See “Where to download”" in verdict.sentence
