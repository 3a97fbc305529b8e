"""The code of every function of the dialect, by name.

To add one: write it in the module of its family, add it to that module's table, and say how it is
written in ``signatures.py``. A plain function is given the values of its arguments; one that
chooses which arguments to work out is given the run and the call.
"""

from __future__ import annotations

from collections.abc import Callable

from stocktake.questionnaire.formula.functions import choices, days, logic, numbers, tables, texts
from stocktake.questionnaire.formula.running import Run
from stocktake.questionnaire.formula.syntax import Call
from stocktake.questionnaire.formula.values import Operand


def _plain(function: Callable[..., Operand]) -> Callable[[Run, Call], Operand]:
    """Make a function of values into one of a run and a call."""

    def call(run: Run, node: Call) -> Operand:
        return function(*[run.value(argument) for argument in node.arguments])

    return call


FUNCTIONS: dict[str, Callable[[Run, Call], Operand]] = {
    **{
        name: _plain(function)
        for family in (logic, numbers, texts, days, choices)
        for name, function in family.PLAIN.items()
    },
    **{
        name: function
        for family in (logic, days, choices, texts, tables)
        for name, function in family.CHOOSING.items()
    },
}
