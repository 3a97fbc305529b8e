"""Small numbers: what is shown, what is held, and that nothing held can be worked out."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.merge.counts import ChoiceCounts, DutyCounts, Histogram, PeopleCounts, one
from stocktake.merge.leaving import (
    contract_shown,
    domain_shown,
    duty_shown,
    gap_shown,
    held,
    intentions_shown,
    level_shown,
    minutes_shown,
    parts_shown,
    people_in_words,
    people_percent_in_words,
    trust_shown,
)
from stocktake.merge.member import GapCell, GapKind, Level, LevelStatus
from stocktake.merge.naming import Audience
from tests.merge.making import NO_DATED, at, short_by
from tests.merge.test_stats import counts

INSIDE, OUTSIDE = Audience.INSIDE, Audience.OUTSIDE


def chosen(**options):
    everyone = {}
    for option, number in options.items():
        everyone[option] = sum((one(Decimal(1)) for _ in range(number - 1)), one(Decimal(1)))
    return ChoiceCounts(everyone)


def test_a_held_figure_says_so_and_is_never_blank_or_nought():
    assert held(3) == "3 answered, held"


@pytest.mark.parametrize(
    ("people", "words"), [(0, "0"), (1, "<5"), (3, "<5"), (4, "<5"), (5, "5"), (12, "12")]
)
def test_one_to_four_people_print_under_five(people, words):
    assert people_in_words(people, 4) == words


def test_no_answer_about_people_is_not_nobody():
    assert people_in_words(0, 0) == "none answered"
    assert people_percent_in_words(PeopleCounts()) == "none answered"


@pytest.mark.parametrize(
    ("count", "base", "words"),
    [(6, 40, "15%"), (6, 9, "2 answered, held"), (3, 40, "2 answered, held"), (0, 40, "0%")],
)
def test_a_percentage_of_few_people_is_held(count, base, words):
    people = PeopleCounts(count, 2, base, 2, count)
    assert people_percent_in_words(people) == words


@pytest.mark.parametrize(
    ("levels", "range_words", "median_words"),
    [
        ((2, 3), "2 answered, held", "2 answered, held"),
        ((2, 3, 1), "1 to 3", "3 answered, held"),
        ((2, 3, 1, 2), "1 to 3", "4 answered, held"),
        ((2, 3, 1, 2, 4), "1 to 4", "2"),
    ],
)
def test_ranges_leave_from_three_practices_and_distributions_from_five(
    levels, range_words, median_words
):
    out = domain_shown(counts(levels), len(levels), OUTSIDE)
    assert (out.range_words, out.median_words) == (range_words, median_words)
    assert (out.counts is None) is (out.stats is None) is (len(levels) < 5)
    assert out.total == f"{len(levels)} of {len(levels)} answered"
    inside = domain_shown(counts(levels), len(levels), INSIDE)
    assert inside.counts is not None
    assert "held" not in inside.range_words + inside.median_words


@pytest.mark.parametrize("audience", [INSIDE, OUTSIDE])
def test_trust_minutes_and_intentions_wait_for_five_practices(audience):
    four, five = chosen(agree=3, neither=1), chosen(agree=3, neither=2)
    assert trust_shown(four) == "4 answered, held"
    assert trust_shown(five) == {"agree": 3, "neither": 2}
    assert intentions_shown(four, audience, group_consents=True) == "4 answered, held"
    assert intentions_shown(five, audience, group_consents=True) == {"agree": 3, "neither": 2}
    times = Histogram({10: 2, 12: 1, 15: 1})
    assert minutes_shown(times, audience, group_consents=True) == "4 answered, held"
    more = minutes_shown(times + Histogram({20: 1}), audience, group_consents=True)
    assert (more.lower, more.median, more.upper) == (10, 12, 15)


def test_minutes_and_intentions_leave_only_with_the_groups_consent():
    assert intentions_shown(chosen(stop=9), OUTSIDE) == "9 answered, held"
    assert minutes_shown(Histogram({10: 9}), OUTSIDE) == "9 answered, held"


def test_duties_overdue_are_counted_from_three_practices_and_never_sent():
    assert duty_shown(DutyCounts(1, 3), INSIDE) == "1 of 3 practices"
    assert duty_shown(DutyCounts(2, 2), INSIDE) == "2 answered, held"
    assert duty_shown(DutyCounts(3, 9), OUTSIDE) is None


@pytest.mark.parametrize(
    ("holds", "answered", "words"),
    [
        (3, 5, "3 of 5 practices"),
        (2, 5, "5 answered, held"),
        (0, 5, "5 answered, held"),
        (2, 2, "2 answered, held"),
    ],
)
def test_answers_about_the_contract_need_three_practices(holds, answered, words):
    assert contract_shown(holds, answered) == words


def shown(**parts):
    return parts_shown(parts, dict.fromkeys(parts, 6))


def test_a_second_part_is_held_when_the_total_would_give_the_first_away():
    result = shown(north=3, south=9, west=20)
    assert result.parts["north"] == "<5"
    assert result.parts["south"] == "6 answered, held"
    assert result.parts["west"] == "20"
    assert result.total == "32"


def test_two_masked_parts_that_a_total_gives_away_need_a_third():
    result = shown(north=1, south=1, west=20)
    assert result.parts == {"north": "<5", "south": "<5", "west": "6 answered, held"}


def test_when_no_part_is_left_the_total_is_held():
    assert shown(north=4, south=4).total == "12 answered, held"
    assert shown(north=1, south=1, west=1, east=1).total == "24 answered, held"


def test_a_lone_masked_part_beside_a_masked_total_needs_nothing_more():
    result = shown(north=3, south=0)
    assert result.parts == {"north": "<5", "south": "0"}
    assert result.total == "<5"


def test_without_a_masked_part_everything_is_shown():
    result = shown(north=5, south=0, west=12)
    assert result.parts == {"north": "5", "south": "0", "west": "12"}
    assert result.total == "17"


def possible(printed):
    """Every number that a printed part could stand for, up to 30."""
    if printed == "<5":
        return range(1, 5)
    if "held" in printed:
        return (0, *range(5, 31))
    return (int(printed),)


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 7]), min_size=1, max_size=4))
def test_no_masked_part_can_be_worked_out(people):
    parts = {f"part {number}": count for number, count in enumerate(people)}
    result = shown(**parts)
    totals = range(121) if "held" in result.total else possible(result.total)
    fitting = [
        values
        for values in product(*(possible(result.parts[name]) for name in parts))
        if sum(values) in totals
    ]
    for index, name in enumerate(parts):
        if result.parts[name] == "<5":
            assert len({values[index] for values in fitting}) > 1
    assert tuple(people) in fitting


def test_finance_is_a_figure_of_five_practices_and_never_of_one():
    assert level_shown("finance", at(2)) == Level(status=LevelStatus.HELD)
    assert level_shown("access", at(2)) == at(2)
    assert level_shown("finance", Level()) == Level()
    assert gap_shown("finance", short_by(2)) == GapCell(GapKind.HELD)
    assert gap_shown("finance", NO_DATED) == NO_DATED
    for audience in (INSIDE, OUTSIDE):
        four = domain_shown(counts((0, 1, 2, 3)), 5, audience, "finance")
        assert four.range_words == four.median_words == "4 answered, held"
        assert (four.counts, four.stats, four.lowest, four.highest) == (None, None, None, None)
        five = domain_shown(counts((0, 1, 2, 3, 4)), 5, audience, "finance")
        assert (five.range_words, five.median_words) == ("0 to 4", "2")
