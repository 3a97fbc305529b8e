"""Tests of answers that are put together when they are first asked for."""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answers, answered

_CELL = Address("people", "r1", "people.wte")
_SIZE = Address("profile.list_size")


def test_answers_held_back_are_made_once_and_are_the_same() -> None:
    made = Answers({_CELL: answered(Decimal("0.5")), _SIZE: answered(Decimal(9000))})
    asked: list[str] = []

    def make() -> Answers:
        asked.append("made")
        return made

    held = Answers.later(make, {"people": ["r1"]})
    assert (held.rows("people"), asked) == (("r1",), [])
    assert held == made
    assert held[_SIZE].value == Decimal(9000)
    assert asked == ["made"]


def test_answers_held_back_can_be_changed_and_copied() -> None:
    made = Answers({_SIZE: answered(Decimal(9000))})
    held = Answers.later(lambda: made, {})
    held[_CELL] = answered(Decimal(1))
    assert len(held.copy()) == 2
    assert held.rows("people") == ("r1",)
    assert len(made) == 1
