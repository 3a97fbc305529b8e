"""Rows, their hashes, and values kept with their kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Answer, Origin, State, encode_value
from stocktake.store.rows import (
    HASHED,
    answer_fields,
    answer_from_text,
    answer_text,
    decode_value,
    order_from_text,
    order_text,
    row_hash,
    value_kind,
)

CELLS = st.one_of(st.none(), st.text(), st.integers(), st.binary())


@pytest.mark.parametrize(
    "value",
    ["", "yes", " 7 ", Decimal("0"), Decimal("-1.50"), date(2026, 3, 31), (), ("a", "b"), None],
    ids=repr,
)
def test_a_value_comes_back_with_its_kind(value: object) -> None:
    back = decode_value(value_kind(value), encode_value(value))  # type: ignore[arg-type]
    assert back == value
    assert type(back) is type(value)


def test_a_kind_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="not a kind of value: money"):
        decode_value("money", "12")


@given(st.lists(CELLS, max_size=5), st.lists(CELLS, max_size=5))
def test_two_rows_have_one_hash_only_when_they_are_the_same(
    left: list[object], right: list[object]
) -> None:
    same = [type(cell) for cell in left] == [type(cell) for cell in right] and left == right
    assert (row_hash(*left) == row_hash(*right)) == same  # type: ignore[arg-type]


def test_the_hash_of_a_row_never_changes_between_versions() -> None:
    """A hash written today is read for years: these are held for ever."""
    assert row_hash(1, "workforce.gp_wte", "", "", "4.25", None) == "20f1435db65c704a"


def test_every_answer_column_is_covered_by_its_hash() -> None:
    assert {"value", "type", "state", "note", "role", "changed_at"} <= set(HASHED["answers"])


def test_a_whole_answer_comes_back_from_its_history_text() -> None:
    answer = Answer(
        Decimal("4.25"), State.COME_BACK_LATER, True, True, "ask Sam", True,
        {"X12": "a locum"}, ("rota.pdf",), Origin.ACCEPTED, "GP",
        datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    assert answer_from_text(answer_text(answer_fields(answer))) == answer
    assert answer_from_text(answer_text(None)) is None


def test_an_order_of_rows_comes_back_from_its_history_text() -> None:
    assert order_from_text(order_text(["r2", "r1"])) == ("r2", "r1")
    assert order_from_text("") == ()
