"""The GP Patient Survey; its rows are invented, under attested headings."""

from decimal import Decimal
from pathlib import Path

from stocktake.opendata import read
from stocktake.opendata.release import Quality
from tests.opendata.published import ROWS, release_of, value_of


def test_shares_of_one_become_percentages() -> None:
    release = release_of("GPPS_2025_synthetic.csv")
    assert release.period is not None and release.period.words == "2025"
    overall = value_of(release, "Y99901", "gpps.overall")
    assert (overall.raw_text, overall.value, overall.unit) == (
        "0.7733", Decimal("77.33"), "percent",
    )  # fmt: skip
    assert value_of(release, "Y99901", "gpps.phone").value == Decimal("57.12")
    assert value_of(release, "Y99901", "gpps.received").value == Decimal(120)
    assert value_of(release, "Y99901", "gpps.overall_base").value == Decimal("118.2")


def test_what_was_held_back_is_no_figure() -> None:
    release = release_of("GPPS_2025_synthetic.csv")
    for key in ("gpps.overall", "gpps.phone", "gpps.contact"):
        value = value_of(release, "Y99902", key)
        assert (value.raw_text, value.value) == ("-97", None)
        assert value.quality is Quality.SUPPRESSED
    assert value_of(release, "Y99903", "gpps.phone").quality is Quality.SUPPRESSED
    blank = value_of(release, "Y99903", "gpps.app")
    assert (blank.value, blank.quality) == (None, Quality.NOT_PUBLISHED)


def test_a_wide_interval_is_said() -> None:
    value = value_of(release_of("GPPS_2025_synthetic.csv"), "Y99903", "gpps.overall")
    assert value.note == "From few answers: the true share may lie anywhere from 71% to 93%."
    assert value_of(release_of("GPPS_2025_synthetic.csv"), "Y99901", "gpps.phone").note == ""


def test_the_questions_before_2024_are_not_to_be_compared() -> None:
    release = release_of("GPPS_2023_synthetic.csv")
    value = value_of(release, "Y99901", "gpps.overall")
    assert value.value == Decimal("71.44")
    assert "do not compare" in value.note
    assert release.uses_old_areas


def test_a_copy_in_percentages_is_read_as_such_and_said(tmp_path: Path) -> None:
    text = (ROWS / "GPPS_2025_synthetic.csv").read_text(encoding="utf-8")
    path = tmp_path / "GPPS_2025.csv"
    path.write_text(text.replace("0.7733", "77.33").replace("0.5712", "57.12"), encoding="utf-8")
    release = read(path)
    assert value_of(release, "Y99901", "gpps.overall").value == Decimal("77.33")
    assert any(each.code == "percent" for each in release.problems)
