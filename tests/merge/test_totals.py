"""Adding groups up: to the last digit, whatever the grouping, and never a practice twice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from stocktake.errors import StocktakeError
from stocktake.merge.counts import Summed
from stocktake.merge.exact import minus, plus
from stocktake.merge.member import (
    MoneyLine,
    PeopleLine,
    RankedItem,
    ServiceLine,
    StaffLine,
    WeaknessLine,
)
from stocktake.merge.totals import GroupTotals, add_totals, shared_kinds, totals_of
from tests.merge.making import NO_DATED, groups, harbour_and_vale, practice, short_by
from tests.store.killing import runs


@settings(max_examples=runs(long=40, short=12))
@given(groups())
def test_totals_of_totals_equal_totals_of_the_practices_to_the_last_digit(four):
    a, b, c, d = (totals_of([each]) for each in four)
    direct = totals_of(four)
    assert (a + b) + (c + d) == direct
    assert add_totals([add_totals([d, b]), add_totals([c, a])]) == direct
    assert a + (b + (c + d)) == direct


@settings(max_examples=runs(long=40, short=12))
@given(groups(2))
def test_the_order_of_groups_makes_no_difference(two):
    a, b = (totals_of([each]) for each in two)
    assert a + b == b + a
    assert a + GroupTotals() == a


def test_a_practice_in_both_files_is_refused_by_its_code():
    everyone = harbour_and_vale()
    first, second = totals_of(everyone[:3]), totals_of(everyone[1:])
    with pytest.raises(StocktakeError) as refused:
        first + second
    assert refused.value.code == "members_overlap"
    assert "M and O are in both files" in refused.value.what


def test_two_rounds_are_never_added():
    this, last = practice("P", 1), replace(practice("Q", 1), round="2025/26")
    with pytest.raises(StocktakeError) as refused:
        totals_of([this, last])
    assert refused.value.code == "rounds_differ"


def test_sums_are_exact_however_long_the_numbers():
    huge, tiny = Decimal(10) ** 40, Decimal("0.01")
    assert minus(plus(huge, tiny), huge) == tiny


def test_no_dated_expectation_is_a_cell_of_its_own():
    gaps = {"best_guess": {"estate": (NO_DATED, short_by(1)), "access": (short_by(0), short_by(2))}}
    members = [practice("P", 1000, gaps=gaps), practice("Q", 3000, gaps=gaps), practice("R", 500)]
    totals = totals_of(members)
    estate = totals.gaps["best_guess", "estate", 2026]
    assert estate.no_dated_expectation.practices == 2
    assert estate.known.practices == estate.at[0].practices == 0
    later = totals.gaps["best_guess", "estate", 2027]
    assert (later.short.practices, later.short.patients) == (2, 4000)
    assert totals.gaps["best_guess", "access", 2026].short.practices == 0
    assert totals.gaps["firm", "access", 2026].unknown.practices == 2


def test_money_and_people_are_summed_apart_by_series_year_and_funding():
    def lines(*amounts):
        return tuple(
            MoneyLine("expectations", 2027, "funded", Decimal(amount), "firm") for amount in amounts
        )

    safe = MoneyLine("safe_today", 2027, "unknown", Decimal(5))
    people = (PeopleLine("gp", 2027, "funded", Decimal("0.25"), "firm"),) * 2
    totals = totals_of(
        [
            practice("P", 1, money=lines("0.10", "0.20"), people=people),
            practice("Q", 1, money=(*lines("1.05"), safe)),
        ]
    )
    assert totals.money["expectations", "firm", 2027, "funded"] == Decimal("1.35")
    assert totals.money["safe_today", "", 2027, "unknown"] == 5
    assert totals.people["firm", "gp", 2027, "funded"] == Decimal("0.50")


def test_staff_paid_by_the_pcn_are_left_out_of_sums_of_staff():
    own = StaffLine("gp", wte=Decimal("2.5"), headcount=Decimal(3))
    pcn = StaffLine("gp", wte=Decimal(1), headcount=Decimal(1), is_pcn_paid=True)
    blank = StaffLine("hca")
    totals = totals_of([practice("P", 1, staff=(own, pcn, blank)), practice("Q", 1, staff=(own,))])
    assert totals.staff == {"gp": Decimal("5.0")}
    assert totals.headcount == {"gp": 6}


def test_a_theme_counts_each_practice_once_and_keeps_shared_words():
    rows = (
        WeaknessLine("people", impact="high", text="No cover for the nurse"),
        WeaknessLine("people", impact="low"),
    )
    totals = totals_of(
        [practice("P", 1000, weaknesses=rows), practice("Q", 500, weaknesses=rows[1:])]
    )
    people = totals.weaknesses["people"]
    assert (people.rows, people.practices.practices, people.high) == (3, 2, 1)
    assert people.practices.patients == 1500
    assert people.examples == ("No cover for the nurse",)


def test_a_list_size_that_is_not_known_is_counted_and_never_nought():
    totals = totals_of(harbour_and_vale(F={"list_size": None}))
    assert totals.everyone.patients == 28800
    assert totals.everyone.without_list == 1


def test_each_kind_of_figure_has_a_base_of_its_own():
    some = practice("P", 1, levels={"access": 2}, needs=(), money=None)
    assert shared_kinds(some) == ("ratings", "needs")
    assert shared_kinds(replace(some, levels={}, needs=None)) == ()


def test_vacancies_are_summed_by_role_without_posts_a_pcn_pays():
    own = StaffLine("gp", vacancy_wte=Decimal("0.5"))
    pcn = StaffLine("gp", vacancy_wte=Decimal(1), is_pcn_paid=True)
    totals = totals_of([practice("P", 1, staff=(own, pcn)), practice("Q", 1, staff=(own,))])
    assert totals.vacancies == {"gp": Summed(Decimal("1.0"), 2)}


def test_rooms_say_how_many_practices_gave_them():
    rooms = {"consult_rooms": Decimal(6)}
    totals = totals_of([practice("P", 1, rooms=rooms), practice("Q", 1)])
    assert totals.rooms == {"consult_rooms": Summed(Decimal(6), 1)}


def ecg(provided, volume, code="P", pcn="U1"):
    line = ServiceLine("ecg", provided, "tests", Decimal(volume))
    return practice(code, 1, services=(line,), pcn_code=pcn)


def test_a_service_practices_share_is_counted_once_for_each_pcn():
    totals = totals_of(
        [
            ecg("by_group", 900, "P"),
            ecg("by_group", 880, "Q"),
            ecg("by_us", 100, "R"),
            ecg("by_group", 300, "S", "U2"),
            ecg("by_other", 70, "T"),
        ]
    )
    found = totals.services["ecg"]
    assert found.volumes == {"tests": Decimal(1300)}
    assert found.provided == {"by_group": 3, "by_us": 1, "by_other": 1}


def test_lists_with_a_practices_own_rows_leave_no_sums_of_ranks():
    own = (RankedItem(1, "P/w1", "Its own words", "weakness"),)
    assert totals_of([practice("P", 1, top_five=own)]).ranks.is_mixed
