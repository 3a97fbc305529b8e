"""Checks the arguments that must be written out in the formula itself."""

from __future__ import annotations

import re

from stocktake.questionnaire.formula.dates import unknown_directive
from stocktake.questionnaire.formula.faults import error_at
from stocktake.questionnaire.formula.patterns import compile_pattern
from stocktake.questionnaire.formula.signatures import SIGNATURES
from stocktake.questionnaire.formula.syntax import Call, Node, Reference, Text, walk

_QUOTED_ID = re.compile(r"\s*\$\{\s*([A-Za-z_][A-Za-z0-9_.\-]*)\s*\}\s*")


def quoted_id(call: Call) -> str:
    """The id named by the second argument of ``jr:choice-name``, which ODK writes in quotes."""
    if call.name != "jr:choice-name":
        return ""
    named = call.arguments[1]
    if isinstance(named, Reference):
        return named.id
    match = _QUOTED_ID.fullmatch(named.value) if isinstance(named, Text) else None
    return match[1] if match else ""


def check_literals(tree: Node, text: str) -> None:
    """Refuse a pattern, column name, date format or id that is wrong as it is written.

    Raises:
        FormulaError: at the argument that is wrong.
    """
    for node in walk(tree):
        if isinstance(node, Call):
            _check_call(node, text)


def _check_call(call: Call, text: str) -> None:
    arguments = call.arguments
    last = arguments[-1] if arguments else None
    if call.name == "join" and not isinstance(arguments[0], Text):
        _refuse(call, 0, "the text that goes between, in quotes", text)
    if call.name == "regex" and isinstance(last, Text):
        compile_pattern(last.value, at=last.position + 1)
    elif call.name == "format-date" and isinstance(last, Text):
        unknown = unknown_directive(last.value)
        if unknown:
            what = f"{unknown} is not a part of a date that can be written"
            raise error_at("bad_format", what, text, last.position)
    elif call.name == "choice-value":
        _need_id(call, 0, text)
        if not isinstance(last, Text):
            _refuse(call, 1, "the name of a column of the option list, in quotes", text)
    elif call.name == "jr:choice-name" and not quoted_id(call):
        _refuse(call, 1, "the question whose options are meant, as '${id}'", text)
    elif call.name == "indexed-repeat":
        _need_id(call, 0, text)
        _need_id(call, 1, text)


def _need_id(call: Call, number: int, text: str) -> None:
    if not isinstance(call.arguments[number], Reference):
        _refuse(call, number, "an answer named as ${id}", text)


def _refuse(call: Call, number: int, wanted: str, text: str) -> None:
    order = ("first", "second")[number]
    usage = SIGNATURES[call.name].usage
    what = f"{call.name}() needs {wanted}, {order}: {usage}"
    raise error_at("bad_argument", what, text, call.arguments[number].position)
