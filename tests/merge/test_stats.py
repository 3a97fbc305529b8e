"""Statistics of ordered levels: the worked examples of the content, and what makes them valid."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.merge.counts import Histogram, LevelCounts, count_level
from stocktake.merge.member import Level, LevelStatus
from stocktake.merge.stats import (
    Agreement,
    level_stats,
    outliers,
    quartiles,
    share_at_or_above,
)
from stocktake.units import round_half_up
from tests.merge.making import at

HARBOUR_LISTS = (12400, 9100, 7300, 5200)


def counts(levels, sizes=None):
    sizes = sizes or [1] * len(levels)
    each = [
        count_level(Level() if level is None else at(level), Decimal(size))
        for level, size in zip(levels, sizes, strict=True)
    ]
    return sum(each, LevelCounts())


def test_access_in_harbour_and_vale():
    access = counts((2, 3, 1, 2), HARBOUR_LISTS)
    stats = level_stats(access)
    assert access.known.patients == 34000
    assert (stats.lower_median, stats.upper_median) == (2, 2)
    assert stats.weighted_median == 2
    assert stats.range_words == "1 to 3"
    assert round_half_up(stats.index, 4) == Decimal("2.0529")
    assert stats.index_words == "2.1"
    assert round_half_up(share_at_or_above(access, 3), 1) == Decimal("26.8")
    assert stats.agreement is Agreement.MIXED
    assert stats.within_one == 4


def test_digital_in_harbour_and_vale():
    digital = counts((3, 3, 2, 0), HARBOUR_LISTS)
    stats = level_stats(digital)
    assert stats.median_words == "2 to 3"
    assert stats.weighted_median == 3
    assert stats.range_words == "0 to 3"
    assert round_half_up(stats.index, 4) == Decimal("2.3265")
    assert stats.index_words == "2.3"
    assert round_half_up(share_at_or_above(digital, 3), 1) == Decimal("63.2")
    assert stats.agreement is Agreement.SPLIT
    assert stats.within_one == 3
    levels = dict(zip("QMOF", (3, 3, 2, 0), strict=True))
    assert outliers(levels, stats) == ("F",)


def test_a_median_of_medians_is_not_the_median():
    first, second = counts((0, 0, 3)), counts((3, 3))
    assert level_stats(first).lower_median == 0
    assert level_stats(second).lower_median == 3
    both = first + second
    assert [count.practices for count in both.at] == [2, 0, 0, 3, 0]
    assert level_stats(both).lower_median == level_stats(both).upper_median == 3


def test_an_index_is_pooled_and_not_a_mean_of_means():
    first, second = counts((1, 3), (10000, 5000)), counts((2,), (20000,))
    pooled = level_stats(first + second).index
    assert round_half_up(pooled, 4) == Decimal("1.8571")


@pytest.mark.parametrize("levels", [(), (2,), (1, 3)])
def test_no_index_below_three_practices(levels):
    assert level_stats(counts(levels)).index is None


def test_a_practice_without_a_level_is_left_out_of_both_sums():
    with_unknown = counts((2, 3, 1, None), HARBOUR_LISTS)
    without = counts((2, 3, 1), HARBOUR_LISTS[:3])
    assert level_stats(with_unknown).index == level_stats(without).index
    assert with_unknown.unknown.practices == 1


def test_a_domain_that_does_not_apply_is_neither_a_level_nor_unknown():
    none = count_level(Level(status=LevelStatus.NOT_APPLICABLE), Decimal(100))
    assert none.known.practices == none.unknown.practices == 0
    assert none.not_applicable.practices == 1


def test_without_a_requirement_no_share_is_worked_out():
    assert share_at_or_above(counts((2, 3)), None) is None


def test_nobody_answering_gives_nothing_rather_than_nought():
    stats = level_stats(LevelCounts())
    assert stats.answered == 0
    assert stats.lower_median is stats.index is stats.agreement is None
    assert stats.median_words == stats.index_words == ""
    assert share_at_or_above(LevelCounts(), 3) is None


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ((2, 2), Agreement.STRONG),
        ((2, 3), Agreement.STRONG),
        ((1, 3), Agreement.MIXED),
        ((0, 3), Agreement.SPLIT),
        ((0, 4), Agreement.SPLIT),
        ((2,), None),
    ],
)
def test_agreement_goes_by_the_spread(levels, word):
    assert level_stats(counts(levels)).agreement is word


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 20000)), min_size=1, max_size=12))
def test_statistics_from_counts_equal_those_from_the_practices(pairs):
    levels, sizes = zip(*pairs, strict=True)
    stats = level_stats(counts(levels, sizes))
    ordered = sorted(levels)
    assert stats.lower_median == ordered[(len(ordered) + 1) // 2 - 1]
    assert stats.upper_median == ordered[-((len(ordered) + 1) // 2)]
    assert (stats.minimum, stats.maximum) == (min(levels), max(levels))
    half = sum(sizes) / 2
    reached = [v for v in range(5) if sum(s for lv, s in pairs if lv <= v) >= half]
    assert stats.weighted_median == reached[0]


def test_quartiles_never_give_the_lowest_or_the_highest_of_five():
    found = quartiles(Histogram({10: 1, 12: 1, 15: 1, 20: 1, 40: 1}))
    assert (found.lower, found.median, found.upper) == (12, 15, 20)


def test_nobody_timing_a_service_gives_no_quartiles():
    assert quartiles(Histogram()) is None
