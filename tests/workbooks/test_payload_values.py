"""Tests of names and values of answers as a payload spells them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, State, Value
from stocktake.workbooks.payload_values import (
    KINDS,
    Shape,
    address_from,
    answer_from,
    fields_and_rows,
    key_of,
    kinds_of,
    plain_value,
    value_from,
)

_VALUES = st.one_of(
    st.none(),
    st.text(),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999),
    st.lists(st.text(), max_size=3).map(tuple),
)


@given(_VALUES)
@settings(max_examples=50)
def test_every_value_comes_back_as_it_was(value: Value | None) -> None:
    found = value_from(plain_value(value))
    assert (type(found), str(found)) == (type(value), str(value))


@pytest.mark.parametrize("plain", ["", "x1", "n", "n1e5", "nNaN", "n1,5", "d20261122", "d2026"])
def test_what_is_no_value_is_refused(plain: str) -> None:
    with pytest.raises(ValueError):
        value_from(plain)
    with pytest.raises(ValueError):
        kinds_of([plain])


def test_answers_are_answered_and_made_once() -> None:
    assert answer_from("n12").value == Decimal(12)
    assert answer_from("n12").state is State.ANSWERED
    assert answer_from("n12") is answer_from("n12")


def test_ratings_and_yes_and_no_are_told_from_others_of_their_type() -> None:
    plain: list[Shape] = ["n3", "n5", "tyes", "twords", "d2026-11-22", ("a", "b"), None]
    kinds = kinds_of(plain)
    assert kinds[-1] == ""
    assert [KINDS[kind] for kind in kinds[:-1]] == [
        (Decimal, Decimal(3)),
        (Decimal, None),
        (str, "yes"),
        (str, None),
        (date, None),
        (tuple, None),
    ]


def test_names_are_read_with_their_rows() -> None:
    cell = Address("people", "r1", "people.wte")
    fields, rows = fields_and_rows(["profile.list_size", key_of(cell)])
    assert fields == ["profile.list_size", "people.wte"]
    assert rows == {("people", "r1")}
    assert address_from("people/r1/people.wte") == cell


@pytest.mark.parametrize("key", ["", "a/b", "a//c", "/b/c", "a/b/c/d"])
def test_what_is_no_name_is_refused(key: str) -> None:
    with pytest.raises(ValueError):
        address_from(key)
    with pytest.raises(ValueError):
        fields_and_rows([key])


def test_an_id_with_a_stroke_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="stroke"):
        key_of(Address("a/b/c"))
