"""Choices: ``selected``, ``count-selected``, ``selected-at``, names and columns of options.

Several choices are a tuple of codes; a text of codes between spaces, as ODK writes them, does as
well. A code that itself holds spaces is found too.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from stocktake.questionnaire.formula.literals import quoted_id
from stocktake.questionnaire.formula.running import Run
from stocktake.questionnaire.formula.syntax import Call, Reference, Text
from stocktake.questionnaire.formula.values import Operand, number_of, text_of


def _codes(value: Operand) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(text_of(value).split())


def _selected(value: Operand, code: Operand) -> bool:
    wanted = text_of(code).strip()
    return bool(wanted) and (wanted in _codes(value) or wanted == text_of(value))


def _selected_at(value: Operand, place: Operand) -> str | None:
    """The code at a place counted from 0; '' when there is none there."""
    number = number_of(place)
    if number is None:
        return None
    codes = _codes(value)
    return codes[int(number)] if 0 <= number < len(codes) else ""


def _each(value: Operand, one: Callable[[str], str], between: str) -> str | None:
    if value is None or value == "":
        return None
    codes = value if isinstance(value, tuple) else (text_of(value),)
    return between.join(one(code) for code in codes)


def _choice_name(run: Run, call: Call) -> str | None:
    """The label of an option; of several, their labels with commas between."""
    named = quoted_id(call)
    value = run.value(call.arguments[0])
    return _each(value, lambda code: run.context.choice_label(named, code), ", ")


def _choice_value(run: Run, call: Call) -> str | None:
    """A further column of the chosen option; of several, each with spaces between."""
    answer, column = call.arguments
    if not isinstance(answer, Reference) or not isinstance(column, Text):
        return None
    value = run.value(answer)
    extra = column.value
    return _each(value, lambda code: run.context.choice_extra(answer.id, code, extra), " ")


PLAIN: dict[str, Callable[..., Operand]] = {
    "selected": _selected,
    "count-selected": lambda value: Decimal(len(_codes(value))),
    "selected-at": _selected_at,
}

CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {
    "jr:choice-name": _choice_name,
    "choice-value": _choice_value,
}
