"""Money, people and staff of a group: two series, funded and not, in a fixed order."""

from decimal import Decimal

from stocktake.merge.member import MoneyLine, PeopleLine, StaffLine
from stocktake.merge.resources import resources_of
from stocktake.merge.totals import totals_of
from tests.merge.making import practice


def money(series, funding, pounds, certainty="best_guess", year=2027):
    return MoneyLine(series, year, funding, Decimal(pounds), certainty)


def test_the_two_series_are_never_added():
    lines = (money("expectations", "funded", 100), money("safe_today", "unknown", 7, ""))
    rows = resources_of(totals_of([practice("P", 1, money=lines)])).money
    found = [(row.series, row.funded_gbp, row.other_gbp) for row in rows]
    assert found == [("expectations", 100, 0), ("safe_today", 0, 7)]


def test_only_money_that_is_there_is_funded():
    lines = tuple(
        money("expectations", funding, pounds)
        for funding, pounds in (("funded", 1), ("part", 10), ("unfunded", 100), ("unknown", 1000))
    )
    members = [practice(code, 1, money=lines) for code in "PQ"]
    (row,) = resources_of(totals_of(members)).money
    assert (row.year, row.funded_gbp, row.other_gbp) == (2027, 2, 2220)
    assert row.by_funding["part"] == 20


def test_people_are_summed_by_role_and_year():
    def gp(year, wte):
        return PeopleLine("gp", year, "unfunded", Decimal(wte), "firm")

    members = [
        practice("P", 1, people=(gp(2026, "0.25"), gp(2027, "0.5"))),
        practice("Q", 1, people=(gp(2027, "0.5"),)),
    ]
    rows = resources_of(totals_of(members)).people
    assert [(row.year, row.other_wte) for row in rows] == [(2026, Decimal("0.25")), (2027, 1)]


def test_a_role_nobody_gave_a_figure_for_is_not_nought():
    members = [practice("P", 1, staff=(StaffLine("gp", wte=Decimal(2)), StaffLine("hca")))]
    (gp,) = resources_of(totals_of(members)).staff
    assert (gp.role, gp.wte, gp.headcount) == ("gp", 2, None)


def test_nothing_shared_gives_no_rows():
    seen = resources_of(totals_of([practice("P", 1)]))
    assert seen.money == seen.people == seen.staff == ()
