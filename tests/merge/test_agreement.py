"""Kendall's W: the worked figures, ties, and when it is not shown."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.merge.agreement import RankSums, kendall_w, rank_sums
from stocktake.units import round_half_up
from tests.merge.making import ranked


def summed(*orders):
    return sum((rank_sums(ranked(order)) for order in orders), RankSums())


def test_rank_sums_of_harbour_and_vale():
    ranks = summed("ABCDE", "ACBED", "BACDE", "CDABE")
    halves = {item: double / 2 for item, double in ranks.doubled.items()}
    assert halves == {"A": 7, "B": 10, "C": 9, "D": 15, "E": 19}
    mean = sum(halves.values()) / 5
    assert sum((each - mean) ** 2 for each in halves.values()) == 96
    assert ranks.w == Decimal("0.6")


def test_lists_of_different_items_give_no_figure_however_they_are_grouped():
    three, odd = summed("ABC", "ACB", "BCA"), summed("ABD")
    assert three.w is not None
    assert (three + odd).w is (odd + three).w is None
    assert (three + odd) + three == three + (odd + three)


def test_only_items_on_every_list_are_ranked():
    lists = [ranked(order) for order in ("ABCDE", "ACBXY", "XABYC")]
    assert kendall_w(lists) == summed("ABC", "ACB", "ABC").w


@pytest.mark.parametrize("orders", [(), ("ABC",), ("ABC", "ABC"), ("AB", "AB", "AB")])
def test_below_three_lists_or_three_items_it_is_not_shown(orders):
    assert kendall_w([ranked(order) for order in orders]) is None


def test_tied_places_share_their_average_and_are_corrected_for():
    first, second, third = ranked("ABC")
    tied = (first, replace(second, place=2), replace(third, place=2))
    ranks = sum((rank_sums(tied) for _ in range(3)), RankSums())
    assert ranks.doubled == {"A": 6, "B": 15, "C": 15}
    assert ranks.ties == 18
    assert ranks.w == 1


def test_lists_that_tie_everything_give_no_figure():
    first, second, third = ranked("ABC")
    tied = tuple(replace(each, place=1) for each in (first, second, third))
    assert kendall_w([tied, tied, tied]) is None


@given(st.lists(st.permutations("ABCD"), min_size=3, max_size=8))
def test_the_figure_is_that_of_the_formula(orders):
    m, n = len(orders), 4
    sums = [sum(order.index(item) + 1 for order in orders) for item in "ABCD"]
    mean = Fraction(sum(sums), n)
    s = sum((each - mean) ** 2 for each in sums)
    expected = 12 * s / (m * m * (n**3 - n))
    found = summed(*orders).w
    assert abs(Fraction(found) - expected) < Fraction(1, 10**20)
    assert 0 <= found <= 1


def test_rank_sums_without_quayside():
    ranks = summed("ACBED", "BACDE", "CDABE")
    halves = {item: double / 2 for item, double in ranks.doubled.items()}
    assert halves == {"A": 6, "B": 8, "C": 6, "D": 11, "E": 14}
    mean = sum(halves.values()) / 5
    assert sum((each - mean) ** 2 for each in halves.values()) == 48
    assert ranks.w is not None
    assert round_half_up(ranks.w, 2) == Decimal("0.53")
