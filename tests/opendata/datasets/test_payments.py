"""NHS payments, year by year, against rows read by eye."""

from pathlib import Path

import pytest

from stocktake.opendata import read
from tests.opendata.published import ROWS, figures, release_of, value_of


@pytest.mark.parametrize(
    ("years", "code", "registered", "weighted", "total", "net"),
    [
        ("16-17", "A81001", "4179", "4771.66", "624257.15", "561301.27"),
        ("19-20", "E83003", "9023.5", "8292.59", "1131382.35", "985417.71"),
        ("21-22", "A81001", "4060.75", "4645.53", "732879.24", "652250.22"),
        ("22-23", "A81001", "4029.25", "4579.78", "720462.51", "636119.75"),
        ("23-24", "A81001", "3922.75", "4471.19", "969102.2", "935437.75"),
        ("24-25", "A81001", "3893.75", "4460.62", "918363.21", "798015.52"),
    ],
)
def test_every_year_says_what_a_practice_was_paid(
    years: str, code: str, registered: str, weighted: str, total: str, net: str
) -> None:
    release = release_of(f"nhspaymentsgp-{years}.csv")
    assert release.period is not None
    assert release.period.words == f"20{years.replace('-', '/')}"
    said = figures(release, code)
    assert said["list.registered_average"] == registered
    assert said["list.weighted"] == weighted
    assert (said["payments.total"], said["payments.net"]) == (total, net)
    assert (said["contract_type"], said["dispensing"], said["rurality"]) == ("GMS", "No", "Urban")
    assert [each for each in release.problems if each.code == "sum"] == []


def test_the_weighted_list_says_that_it_is_not_this_quarters() -> None:
    value = value_of(release_of("nhspaymentsgp-24-25.csv"), "A81001", "list.weighted")
    assert "not the current quarter's" in value.note


def test_an_unknown_contract_fills_nothing(tmp_path: Path) -> None:
    text = (ROWS / "nhspaymentsgp-24-25.csv").read_text(encoding="utf-8")
    path = tmp_path / "nhspaymentsgp-24-25.csv"
    path.write_text(text.replace(",GMS,", ",Unknown,"), encoding="utf-8")
    assert value_of(read(path), "A81001", "contract_type").value is None


def test_payments_that_do_not_add_up_are_a_problem(tmp_path: Path) -> None:
    text = (ROWS / "nhspaymentsgp-24-25.csv").read_text(encoding="utf-8")
    path = tmp_path / "nhspaymentsgp-24-25.csv"
    path.write_text(text.replace("478553.58", "478653.58"), encoding="utf-8")
    assert [each.what for each in read(path).problems if each.code == "sum"] == [
        "A81001: its payments come to £918,463.21, its total to £918,363.21."
    ]
