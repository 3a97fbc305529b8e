from datetime import date

from stocktake.planning.years import DEFAULT_YEARS, PlanYears


def test_the_plan_runs_from_2026_27_to_2031_32():
    assert DEFAULT_YEARS.labels == (
        "2026/27", "2027/28", "2028/29", "2029/30", "2030/31", "2031/32",
    )  # fmt: skip
    assert DEFAULT_YEARS.ends[0] == date(2027, 3, 31)
    assert DEFAULT_YEARS.ends[-1] == date(2032, 3, 31)


def test_a_later_round_starts_later():
    years = PlanYears(2027)
    assert (years.years[0], years.last) == (2027, 2032)
