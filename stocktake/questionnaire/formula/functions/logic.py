"""Conditions: ``if``, ``coalesce``, ``once``, ``not``, ``true``, ``false``, ``boolean``, ``in``."""

from __future__ import annotations

from collections.abc import Callable

from stocktake.questionnaire.formula.running import Findings, Run
from stocktake.questionnaire.formula.syntax import Call
from stocktake.questionnaire.formula.values import Operand, equal, settled, truth_of


def _if(run: Run, call: Call) -> Operand:
    """Work out only the branch taken, so that blanks in the other are not missed."""
    condition, then, otherwise = call.arguments
    return run.value(then if run.truth(condition) else otherwise)


def _coalesce(run: Run, call: Call) -> Operand:
    """Give the first value that is not blank; only if all are blank are they missed."""
    passed = Findings()
    for argument in call.arguments:
        value, found = run.aside(argument)
        if value not in (None, "", ()):
            run.findings.add(found)
            return value
        passed.add(found)
    run.findings.add(passed)
    return None


def _once(run: Run, call: Call) -> Operand:
    """Keep the answer once there is one; until then, the value. Source: ODK XForms, once()."""
    kept = settled(run.context.self_value)
    return kept if kept is not None else run.value(call.arguments[0])


def _in(value: Operand, *codes: Operand) -> bool:
    """Whether a value is one of several; of several choices, whether any of them is."""
    if isinstance(value, tuple):
        return any(equal(one, code) for one in value for code in codes)
    return any(equal(value, code) for code in codes)


PLAIN: dict[str, Callable[..., Operand]] = {
    "not": lambda value: not truth_of(value),
    "true": lambda: True,
    "false": lambda: False,
    "boolean": truth_of,
    "in": _in,
}

CHOOSING: dict[str, Callable[[Run, Call], Operand]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
}
