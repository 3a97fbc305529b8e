"""Rulings are made again, joined from several leads, and travel as plain texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.tasks.pcn_rulings import (
    Carried,
    Ruling,
    Rulings,
    carried_in,
    check_ruling,
    records_of,
    records_to_write,
)

FIRST = Ruling("PCN lead", "2026-11-22", "same questions")
KEYS = st.sampled_from(["A81001", "practice_stocktake/2025.1", "WRONG"])
RULINGS = st.builds(
    Ruling,
    st.just("PCN lead"),
    st.sampled_from(["", "2026-11-22"]),
    st.text(max_size=8),
    st.booleans(),
    st.integers(1, 3),
)
MADE = st.dictionaries(KEYS, RULINGS, max_size=3)
ALL = st.builds(Rulings, MADE, MADE)


def test_a_later_ruling_stands_and_says_which_number_it_is() -> None:
    rulings = Rulings().ruled("rows", "A81001", Ruling(is_added=False))
    assert rulings.left_out == {"A81001"}
    again = rulings.ruled("rows", "A81001", FIRST)
    assert again.left_out == frozenset()
    assert again.rows["A81001"].number == 2
    assert rulings.joined(again) == again.joined(rulings) == again


@settings(max_examples=25)
@given(ALL, st.lists(st.text("ab ,9", min_size=1).filter(str.strip), max_size=3))
def test_what_travels_comes_back_as_it_was(rulings: Rulings, lines: list[str]) -> None:
    carried = Carried({"2026/27": rulings}, tuple(lines))
    records = records_of("U12345", carried)
    for each in records:
        check_ruling(each)
    back = carried_in(reversed(records), "U12345")
    assert back.of("2026/27") == rulings
    assert back.expected == tuple(lines)
    assert carried_in(records, "U99999") == Carried()


@settings(max_examples=25)
@given(ALL, ALL)
def test_joining_twice_is_joining_once(one: Rulings, other: Rulings) -> None:
    both = one.joined(other)
    assert both.joined(other) == both == both.joined(one)


def test_other_rounds_and_other_pcns_go_on_as_they_came() -> None:
    ours = records_of("U1", Carried({"2025/26": Rulings({"f/1": FIRST})}))
    theirs = records_of("U2", Carried({"2026/27": Rulings({"f/2": FIRST})}, ("Oak",)))
    now = Rulings({"f/3": FIRST})
    written = records_to_write((*theirs, *ours), "U1", "2026/27", now, ("Elm",))
    assert carried_in(written, "U1") == Carried(
        {"2025/26": Rulings({"f/1": FIRST}), "2026/27": now}, ("Elm",)
    )
    assert carried_in(written, "U2").expected == ("Oak",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "0"),
        ("number", "9" * 4300),
        ("number", "x"),
        ("made_on", "soon"),
        ("about", "thing"),
    ],
)
def test_a_record_that_was_spoilt_is_a_problem_and_no_more(name: str, value: str) -> None:
    (record,) = records_of("U1", Carried({"2026/27": Rulings({"f/1": FIRST})}))
    with pytest.raises(StocktakeError):
        check_ruling({**record, name: value})
    assert carried_in([{**record, name: value}], "U1") == Carried()


@pytest.mark.parametrize("name", ["round", "key", "made_by", "made_on", "reason", "number"])
def test_a_record_of_which_a_part_is_gone_is_a_problem_and_no_more(name: str) -> None:
    (record,) = records_of("U1", Carried({"2026/27": Rulings({"f/1": FIRST})}))
    del record[name]
    with pytest.raises(StocktakeError):
        check_ruling(record)
    assert carried_in([record], "U1") == Carried()
