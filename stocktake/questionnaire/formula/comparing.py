"""Checks comparisons: with codes that an option list lacks, and of order where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.questionnaire.formula.dates import read_date
from stocktake.questionnaire.formula.faults import FormulaFault, did_you_mean
from stocktake.questionnaire.formula.scope import CHOSEN, Family, Named, Scope
from stocktake.questionnaire.formula.signatures import SIGNATURES
from stocktake.questionnaire.formula.syntax import (
    COMPARISONS,
    ORDERINGS,
    Call,
    Chain,
    Node,
    Number,
    Reference,
    Text,
    This,
)
from stocktake.questionnaire.formula.values import number_text

_WORDED: frozenset[Family] = frozenset({"text", *CHOSEN})


def named_by(node: Node, scope: Scope) -> Named | None:
    """What an id or ``.`` stands for; None for anything else."""
    if isinstance(node, Reference):
        return scope.named(node.id)
    if isinstance(node, This) and scope.this_id is not None:
        return scope.named(scope.this_id)
    return None


def comparison_faults(node: Node, scope: Scope) -> Iterator[FormulaFault]:
    """Faults of one comparison, or of one call that compares a choice with codes."""
    if isinstance(node, Chain) and node.links[0].operator in COMPARISONS:
        left = node.first
        for link in node.links:
            for side, other in ((left, link.operand), (link.operand, left)):
                if link.operator in ORDERINGS:
                    yield from _order_faults(side, scope)
                else:
                    yield from _code_faults(side, other, scope)
                yield from _date_faults(side, other, scope)
            left = link.operand
    elif isinstance(node, Call) and node.name in ("in", "selected"):
        for code in node.arguments[1:]:
            yield from _code_faults(node.arguments[0], code, scope)


def _family(node: Node, scope: Scope) -> Family:
    named = named_by(node, scope)
    if named is not None:
        return named.family
    if isinstance(node, Call):
        return SIGNATURES[node.name].gives
    if isinstance(node, Text):
        return "text"
    return "number" if isinstance(node, Number) else "any"


def _order_faults(side: Node, scope: Scope) -> Iterator[FormulaFault]:
    """A text or a choice has no order, unless its codes are numbers or the text says a date."""
    if _family(side, scope) not in _WORDED:
        return
    if isinstance(side, Text) and (_is_figure(side.value) or read_date(side.value) is not None):
        return
    named = named_by(side, scope)
    if named is not None and named.codes and all(_is_figure(code) for code in named.codes):
        return
    what = "a text or a choice cannot be compared with < <= > or >=; those need a number or a date"
    yield FormulaFault("order_of_text", what, side.position)


def _is_figure(text: str) -> bool:
    return text.strip().replace(".", "", 1).removeprefix("-").isdecimal()


def _code_faults(side: Node, other: Node, scope: Scope) -> Iterator[FormulaFault]:
    """A choice compared with a code that its option list does not have."""
    named = named_by(side, scope)
    if named is None or named.codes is None or named.family not in CHOSEN:
        return
    if isinstance(other, Text):
        code = other.value
    elif isinstance(other, Number):
        code = number_text(other.value)
    else:
        return
    if code == "" or code in named.codes:
        return
    which = f"${{{side.id}}}" if isinstance(side, Reference) else "this answer"
    near = did_you_mean(code, named.codes, "'{}'")
    what = f"{which} has no option '{code}'. {near}".strip()
    yield FormulaFault("unknown_code", what, other.position)


def _date_faults(side: Node, other: Node, scope: Scope) -> Iterator[FormulaFault]:
    """A date compared with a text that is not one."""
    if _family(side, scope) != "date" or not isinstance(other, Text) or other.value == "":
        return
    if read_date(other.value) is None:
        what = "a date is written as '2026-06-30'"
        yield FormulaFault("not_a_date", what, other.position)
