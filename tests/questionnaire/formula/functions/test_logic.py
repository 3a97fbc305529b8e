"""``in`` and plain truth; ``if``, ``coalesce`` and ``once`` are in ``test_evaluating``."""

from __future__ import annotations

import pytest

from stocktake.questionnaire.formula import Result


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("not(1 = 1)", False),
        ("not('')", True),
        ("boolean('no')", True),
        ("boolean('')", False),
        ("boolean(0) or boolean(-1)", True),
        ("true() and not(false())", True),
        ("in('b', 'a', 'b')", True),
        ("in(2, '1', '2')", True),
        ("in('b c', 'b', 'c')", False),
    ],
)
def test_truths(work, formula, expected) -> None:
    assert work(formula).value is expected


def test_a_choice_is_one_of_several_codes(work) -> None:
    assert work("in(${status}, 'met', 'exceeded')", answers={"status": "met"}) == Result(True)
    assert work("in(${status}, 'met', 'exceeded')") == Result(False, ("status",))


def test_several_choices_are_in_when_one_of_them_is(work) -> None:
    assert work("in(${groups}, 'pcn', 'lmc')", answers={"groups": ("icb", "lmc")}).holds
