"""The functions of the dialect: how each is written, how many arguments it takes, what it gives.

To add one: add its line here and its code in ``functions/``; a test holds the two together.

Source: the ODK XForms specification for the functions ODK has; design/data-model.md "The formula
dialect" for ``sum-if``, ``count-if``, ``any``, ``in``, ``choice-value`` and ``may-name-someone``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stocktake.phrases import counted

Gives = Literal["number", "text", "date", "truth", "any"]


@dataclass(frozen=True, slots=True)
class Signature:
    """How a function is written.

    Attributes:
        usage: the call as shown to an author.
        least, most: how many arguments it takes; ``most`` None is any number.
        gives: the family of what it returns; ``any`` depends on the arguments.
    """

    usage: str
    least: int
    most: int | None
    gives: Gives


SIGNATURES = {
    "if": Signature("if(condition, then, otherwise)", 3, 3, "any"),
    "coalesce": Signature("coalesce(first choice, otherwise)", 2, None, "any"),
    "once": Signature("once(value)", 1, 1, "any"),
    "not": Signature("not(condition)", 1, 1, "truth"),
    "true": Signature("true()", 0, 0, "truth"),
    "false": Signature("false()", 0, 0, "truth"),
    "boolean": Signature("boolean(value)", 1, 1, "truth"),
    "in": Signature("in(value, 'first code', 'second code')", 2, None, "truth"),
    "selected": Signature("selected(choices, 'code')", 2, 2, "truth"),
    "count-selected": Signature("count-selected(choices)", 1, 1, "number"),
    "selected-at": Signature("selected-at(choices, number from 0)", 2, 2, "text"),
    "jr:choice-name": Signature("jr:choice-name(${question}, '${question}')", 2, 2, "text"),
    "choice-value": Signature("choice-value(${choice}, 'column')", 2, 2, "text"),
    "string": Signature("string(value)", 1, 1, "text"),
    "number": Signature("number(value)", 1, 1, "number"),
    "int": Signature("int(value)", 1, 1, "number"),
    "round": Signature("round(number, places)", 1, 2, "number"),
    "floor": Signature("floor(number)", 1, 1, "number"),
    "ceiling": Signature("ceiling(number)", 1, 1, "number"),
    "abs": Signature("abs(number)", 1, 1, "number"),
    "pow": Signature("pow(number, power)", 2, 2, "number"),
    "sum": Signature("sum(${table.column})", 1, 1, "number"),
    "count": Signature("count(${table.column})", 1, 1, "number"),
    "count-non-empty": Signature("count-non-empty(${table.column})", 1, 1, "number"),
    "min": Signature("min(${table.column}) or min(first, second)", 1, None, "any"),
    "max": Signature("max(${table.column}) or max(first, second)", 1, None, "any"),
    "sum-if": Signature("sum-if(value, condition)", 2, 2, "number"),
    "count-if": Signature("count-if(condition)", 1, 1, "number"),
    "any": Signature("any(condition)", 1, 1, "truth"),
    "position": Signature("position(..)", 0, 0, "number"),
    "indexed-repeat": Signature(
        "indexed-repeat(${table.column}, ${table}, row number)", 3, 3, "any"
    ),
    "concat": Signature("concat(first, second)", 1, None, "text"),
    "join": Signature("join(', ', ${table.column}) or join(', ', first, second)", 2, None, "text"),
    "contains": Signature("contains(text, part)", 2, 2, "truth"),
    "starts-with": Signature("starts-with(text, start)", 2, 2, "truth"),
    "ends-with": Signature("ends-with(text, end)", 2, 2, "truth"),
    "string-length": Signature("string-length(text)", 1, 1, "number"),
    "normalize-space": Signature("normalize-space(text)", 1, 1, "text"),
    "translate": Signature("translate(text, characters, replacements)", 3, 3, "text"),
    "substr": Signature("substr(text, start from 0, end)", 2, 3, "text"),
    "regex": Signature("regex(text, 'pattern')", 2, 2, "truth"),
    "may-name-someone": Signature("may-name-someone(.)", 1, 1, "truth"),
    "today": Signature("today()", 0, 0, "date"),
    "now": Signature("now()", 0, 0, "date"),
    "date": Signature("date('2026-06-30')", 1, 1, "date"),
    "format-date": Signature("format-date(date, '%d %B %Y')", 2, 2, "text"),
}

REFUSED = {
    "instance": "instance() looks into another file, which formulas here cannot do. "
    "Use choice-value(${choice}, 'column') for a column of an option list",
    "pulldata": "pulldata() looks into another file, which formulas here cannot do. "
    "Use choice-value(${choice}, 'column') for a column of an option list",
}
"""ODK functions left out on purpose, with the reason."""

INSTEAD = {
    "average": "sum(${column}) div count-non-empty(${column})",
    "avg": "sum(${column}) div count-non-empty(${column})",
    "mean": "sum(${column}) div count-non-empty(${column})",
    "substring": "substr(text, start, end), which counts from 0",
    "len": "string-length(text)",
    "length": "string-length(text)",
    "isblank": "${id} = ''",
    "iif": "if(condition, then, otherwise)",
    "sumif": "sum-if(value, condition)",
    "countif": "count-if(condition)",
    "includes": "selected(${id}, 'code')",
    "answered": "${id} != ''",
}
"""Names people try, with what to write."""


def argument_problem(name: str, given: int) -> str:
    """Say what is wrong with a number of arguments; empty when it is right."""
    signature = SIGNATURES[name]
    least, most = signature.least, signature.most
    if given >= least and (most is None or given <= most):
        return ""
    if most is None:
        needed = f"at least {counted(least, 'argument')}"
    elif most == 0:
        needed = "no arguments"
    elif least == most:
        needed = counted(least, "argument")
    else:
        needed = f"{least} to {most} arguments"
    return f"{name}() needs {needed}: {signature.usage}"
