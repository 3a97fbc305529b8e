"""Lines of rate cards put together: from five practices or held, in one unit, in any order."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.merge.card_lines import (
    CardLines,
    CostTold,
    LineIdentity,
    LineName,
    MinutesTold,
    held_costs,
    minutes_to_show,
    pool_of,
    unnamed,
)
from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.merge.stats import Quartiles
from stocktake.rates.pooled_cost import PARTS, pooled_line_cost
from tests.store.killing import runs

D = Decimal
YEAR = "2026/27"
ROLES = ("gp", "nurse", "hca", "admin", "pharmacist")
ECG = LineName("12-lead ECG with interpretation", "12-lead ECG", "test")
NO_COST = dict.fromkeys(PARTS, D(0))


def minutes(code: str, line: LineName = ECG, **by_role: int) -> CardLines:
    told = {role: D(each) for role, each in by_role.items()}
    return CardLines(code, (MinutesTold(line, told),))


def costs(code: str, staff: str, volume: int, line: LineName = ECG, year: str = YEAR) -> CardLines:
    parts = {**NO_COST, "staff": D(staff)}
    return CardLines(code, costs=(CostTold(line, year, D(volume), parts),))


def shown(*told: CardLines) -> list[tuple[str, str, object]]:
    found = minutes_to_show(pool_of(told, YEAR), ROLES)
    return [(each.line.called, each.role, each.shown) for each in found]


def test_quartiles_of_five_practices_are_those_worked_out_by_hand() -> None:
    told = [minutes(f"A{n}", hca=each) for n, each in enumerate((20, 15, 25, 18, 30))]
    assert shown(*told) == [("12-lead ECG", "hca", Quartiles(18, D(20), 25))]


def test_four_practices_are_held_and_their_number_is_said() -> None:
    told = [minutes(f"A{n}", hca=each) for n, each in enumerate((20, 15, 25, 18))]
    assert shown(*told) == [("12-lead ECG", "hca", "4 answered, held")]


def test_a_role_that_fewer_than_five_give_is_held_beside_one_that_is_shown() -> None:
    told = [minutes(f"A{n}", hca=20) for n in range(4)] + [minutes("A5", hca=20, gp=5)]
    assert shown(*told) == [
        ("12-lead ECG", "gp", "1 answered, held"),
        ("12-lead ECG", "hca", Quartiles(20, D(20), 20)),
    ]


def test_a_role_that_is_not_given_is_not_a_role_of_no_minutes() -> None:
    told = [minutes(f"A{n}", hca=20) for n in range(5)] + [minutes("A6", nurse=10)]
    assert shown(*told)[1] == ("12-lead ECG", "hca", Quartiles(20, D(20), 20))


def test_a_line_in_another_unit_is_never_merged_with_it() -> None:
    by_year = LineName("ECG", "12-lead ECG", "patient-year")
    told = [minutes(f"A{n}", hca=20) for n in range(3)]
    told += [minutes(f"B{n}", by_year, hca=60) for n in range(3)]
    assert [each[2] for each in shown(*told)] == ["3 answered, held"] * 2
    told = [costs(f"A{n}", "100", 10) for n in range(4)] + [costs("B", "100", 10, by_year)]
    assert pool_of(told, YEAR).shared_costs() == ()


def test_lines_of_one_name_meet_whatever_case_and_spaces_they_are_written_in() -> None:
    written = ("Ear care", "ear  care", "EAR CARE", "Ear Care", " ear care ")
    told = [minutes(f"A{n}", LineName(each, "", "Visit" if n else "visit"), nurse=25)
            for n, each in enumerate(written)]  # fmt: skip
    assert [each[2] for each in shown(*told)] == [Quartiles(25, D(25), 25)]


def test_a_name_of_a_practice_s_own_is_only_shown_from_five() -> None:
    own = LineName("Dr Smythe's clinic", "", "visit")
    pool = pool_of([minutes("A1", own, gp=20), costs("A2", "10", 1, own)], YEAR)
    assert minutes_to_show(pool, ROLES) == ()
    assert held_costs(pool) == ()
    assert unnamed(pool) == 1


def test_one_practice_that_names_a_service_twice_says_nothing_clear_of_its_minutes() -> None:
    home = LineName("ECG at home", "12-lead ECG", "test")
    twice = CardLines("A1", (MinutesTold(ECG, {"hca": D(20)}), MinutesTold(home, {"hca": D(40)})))
    pool = pool_of([twice, *(minutes(f"B{n}", hca=20) for n in range(4))], YEAR)
    assert pool.unclear == 2
    assert [each.shown for each in minutes_to_show(pool, ROLES)] == ["4 answered, held"]


def test_two_lines_of_one_service_are_one_practice_s_cost_of_it() -> None:
    home = LineName("ECG at home", "12-lead ECG", "test")
    cost = CostTold(ECG, YEAR, D(10), {**NO_COST, "staff": D(100)})
    other = CostTold(home, YEAR, D(30), {**NO_COST, "staff": D(500)})
    pool = pool_of([CardLines("A1", costs=(cost, other))], YEAR)
    (line,) = pool.costs.values()
    assert (line.practices, line.volume, line.parts["staff"]) == (1, D(40), D(600))


def test_pooled_cost_is_the_sum_over_the_sum_and_no_mean_of_means() -> None:
    told = [
        costs("A1", "68874.52", 6000),
        costs("A2", "10000", 1000),
        costs("A3", "24000", 2000),
        costs("A4", "39000", 3000),
        costs("A5", "56000", 4000),
    ]
    (line,) = pool_of(told, YEAR).shared_costs()
    cost = pooled_line_cost(line.pooled, D("0.1"))
    assert (line.practices, line.volume) == (5, D(16000))
    assert cost.cost == Fraction("197874.52") / 16000
    assert cost.price_gbp == D("13.60")
    assert pool_of(told[:4], YEAR).shared_costs() == ()
    (few,) = held_costs(pool_of(told[:4], YEAR))
    assert (few.line.called, few.words) == ("12-lead ECG", "4 answered, held")


def test_costs_of_another_year_are_left_out_and_counted() -> None:
    pool = pool_of([costs("A1", "10", 1), costs("A2", "10", 1, year="2025/26")], YEAR)
    assert (len(pool.costs), pool.other_years, pool.with_costs) == (1, 1, {"A1"})


def test_the_same_lines_twice_are_once_and_two_different_ones_are_refused() -> None:
    once = pool_of([minutes("A1", hca=20)], YEAR)
    assert pool_of([minutes("A1", hca=20)] * 3, YEAR) == once
    with pytest.raises(StocktakeError) as caught:
        pool_of([minutes("A1", hca=20), minutes("A1", hca=21)], YEAR)
    assert caught.value.code == "members_overlap"
    with pytest.raises(StocktakeError):
        once + once


def test_pools_of_different_years_are_not_added() -> None:
    with pytest.raises(StocktakeError) as caught:
        pool_of([], YEAR) + pool_of([], "2027/28")
    assert caught.value.code == "years_differ"


def test_nobody_shared_anything() -> None:
    assert pool_of([], YEAR).is_empty
    assert LineIdentity("12-lead ecg", "test") == ECG.identity


def test_the_caution_tells_practices_not_to_agree_prices() -> None:
    assert "Do not agree these with other practices." in COMPETITION_CAUTION


names = st.builds(
    LineName,
    st.sampled_from(("ECG", "ecg", "Ear care")),
    st.sampled_from(("", "12-lead ECG")),
    st.sampled_from(("test", "Test", "visit")),
)
amounts = st.decimals(0, 5000, places=2)
told_minutes = st.builds(
    MinutesTold, names, st.dictionaries(st.sampled_from(ROLES), amounts, min_size=1)
)
told_costs = st.builds(
    CostTold,
    names,
    st.sampled_from((YEAR, "2025/26")),
    st.integers(1, 999).map(Decimal),
    st.fixed_dictionaries(dict.fromkeys(PARTS, amounts)),
)
practices = st.lists(
    st.tuples(
        st.lists(told_minutes, max_size=3).map(tuple), st.lists(told_costs, max_size=3).map(tuple)
    ),
    max_size=9,
).map(lambda found: [CardLines(f"A{n}", *each) for n, each in enumerate(found)])


@settings(max_examples=runs(long=400, short=40))
@given(practices, st.randoms(use_true_random=False), st.integers(0, 9))
def test_order_and_the_way_they_are_grouped_never_matter(told, random, cut) -> None:
    direct = pool_of(told, YEAR)
    mixed = list(told)
    random.shuffle(mixed)
    assert pool_of(mixed, YEAR) == direct
    assert pool_of(mixed[:cut], YEAR) + pool_of(mixed[cut:], YEAR) == direct


@settings(max_examples=runs(long=400, short=40))
@given(practices)
def test_nothing_is_ever_shown_of_fewer_than_five(told) -> None:
    pool = pool_of(told, YEAR)
    for each in minutes_to_show(pool, ROLES):
        tellers = {
            one.code
            for one in told
            for line in one.minutes
            if line.line.identity == each.line.identity and each.role in line.minutes
        }
        assert isinstance(each.shown, str) or len(tellers) >= 5
    for line in pool.shared_costs():
        tellers = {
            one.code
            for one in told
            for cost in one.costs
            if cost.line.identity == line.line.identity and cost.base_year == YEAR
        }
        assert line.practices == len(tellers) >= 5
