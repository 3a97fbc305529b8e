from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stocktake.planning.expectations import PeopleNeed
from stocktake.planning.resources import resource_plan, row_resources, working_years
from stocktake.planning.years import PlanYears
from stocktake.units import financial_year

YEARS = PlanYears(2026)


def money(*amounts):
    return tuple(Decimal(amount) for amount in amounts)


def worked_example(row, today):
    expectation = row(
        status="announced",
        due=date(2028, 3, 31),
        own={
            "oneoff_gbp": Decimal(12000),
            "recurrent_gbp": Decimal(8000),
            "people": (PeopleNeed("practice_nurse", Decimal("0.5"), "recruit"),),
            "funding": "unfunded",
        },
    )
    return row_resources(expectation, date(2027, 3, 31), today, YEARS)


def test_money_and_people_of_the_worked_example(row, today):
    plan = resource_plan([worked_example(row, today)], YEARS)
    assert plan.money == money(6000, 14000, 8000, 8000, 8000, 8000)
    assert plan.total_gbp == 52000
    assert plan.risk_weighted_gbp == 41600
    assert plan.wte_by_role == {"practice_nurse": money("0.25", "0.5", "0.5", "0.5", "0.5", "0.5")}


def test_funded_and_unfunded_money_are_kept_apart(row, today):
    funded = row("F", own={"oneoff_gbp": Decimal(100), "funding": "funded"})
    rows = [worked_example(row, today), row_resources(funded, today, today, YEARS)]
    plan = resource_plan(rows, YEARS)
    assert plan.by_funding["unfunded"] == money(6000, 14000, 8000, 8000, 8000, 8000)
    assert plan.by_funding["funded"] == money(100, 0, 0, 0, 0, 0)
    assert plan.by_funding["unknown"] == plan.by_funding["part"] == money(0, 0, 0, 0, 0, 0)


def test_people_of_one_role_add_up_and_stay_split_by_funding(row, today):
    def needing(row_id, wte, funding):
        own = {"people": (PeopleNeed("hca", Decimal(wte)),), "funding": funding}
        return row_resources(row(row_id, own=own), today, today, YEARS)

    plan = resource_plan([needing("A", "0.4", "funded"), needing("B", "0.3", "unfunded")], YEARS)
    assert [(line.funding, line.wte[0]) for line in plan.people] == [
        ("funded", Decimal("0.4")),
        ("unfunded", Decimal("0.3")),
    ]
    assert plan.wte_by_role["hca"][0] == Decimal("0.7")


def test_work_already_late_is_paid_for_from_this_year_on(today):
    assert working_years(date(2025, 10, 1), date(2026, 4, 1), today, YEARS) == (2026, 2026)
    assert working_years(date(2024, 10, 1), date(2025, 10, 1), today, YEARS) == (2026, 2026)
    assert working_years(date(2025, 3, 31), date(2028, 3, 31), today, YEARS) == (2026, 2027)


def test_a_blank_cost_is_counted_as_not_costed_not_as_nothing(row, today):
    blank = row_resources(row("B"), today, today, YEARS)
    free = row_resources(row("Z", own={"oneoff_gbp": Decimal(0)}), today, today, YEARS)
    plan = resource_plan([blank, free, worked_example(row, today)], YEARS)
    assert (plan.rows, plan.rows_costed) == (3, 2)


def test_people_without_a_wte_are_in_no_year(row, today):
    own = {"people": (PeopleNeed("hca", None), PeopleNeed("hca", Decimal(1)))}
    result = row_resources(row(own=own), today, today, YEARS)
    assert len(result.people) == 1


def test_money_after_the_plan_is_shown_apart(row, today):
    far = row(due=date(2034, 3, 31), own={"oneoff_gbp": Decimal(300), "recurrent_gbp": Decimal(9)})
    result = row_resources(far, date(2031, 4, 1), today, YEARS)
    assert result.oneoff == money(0, 0, 0, 0, 0, 100)
    assert result.oneoff_later == 200
    assert result.recurrent == money(0, 0, 0, 0, 0, 0)


def test_an_empty_plan_is_nought_in_every_year():
    plan = resource_plan([], YEARS)
    assert plan.money == money(0, 0, 0, 0, 0, 0)
    assert plan.people == ()
    assert (plan.rows, plan.rows_costed) == (0, 0)


amounts = st.decimals(0, 10_000_000, places=2)
days = st.dates(date(2022, 1, 1), date(2036, 12, 31))


@given(st.lists(st.tuples(amounts, amounts, days, days), max_size=6), st.randoms())
def test_the_years_add_up_exactly_in_any_order(row, today, drawn, random):
    rows = [
        row_resources(
            row(f"E{n}", due=due, own={"oneoff_gbp": once, "recurrent_gbp": yearly}),
            start, today, YEARS,
        )
        for n, (once, yearly, start, due) in enumerate(drawn)
    ]  # fmt: skip
    plan = resource_plan(rows, YEARS)
    assert sum(plan.oneoff) + plan.oneoff_later == sum(once for once, *_ in drawn)
    assert tuple(a + b for a, b in zip(plan.oneoff, plan.recurrent, strict=True)) == plan.money
    assert plan.risk_weighted_gbp <= plan.total_gbp
    assert all(amount >= 0 for amount in plan.oneoff)
    by_funding = [sum(year) for year in zip(*plan.by_funding.values(), strict=True)]
    assert tuple(by_funding) == plan.money
    random.shuffle(rows)
    assert resource_plan(rows, YEARS) == plan


@given(st.decimals("0.01", 50, places=2), days, days)
def test_people_build_up_and_are_all_there_by_the_due_year(row, today, wte, start, due):
    expectation = row(due=due, own={"people": (PeopleNeed("hca", wte),)})
    result = row_resources(expectation, start, today, YEARS)
    series = result.people[0].wte
    assert list(series) == sorted(series)
    due_year = max(2026, financial_year(due))
    for year, value in zip(YEARS.years, series, strict=True):
        assert value <= wte
        if year >= max(due_year, financial_year(start)):
            assert value == wte
