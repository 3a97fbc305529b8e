"""When a question is asked, in words for paper: “Answer only if 4.2 is “Yes””.

Words are made from the formula that decides it on screen. Where a formula says more than a short
sentence can, the sentence names the questions it depends on instead of half of the rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.phrases import listed
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.formula import Expression
from stocktake.questionnaire.formula.syntax import Call, Chain, Node, Number, Reference, Text
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES, NotUnderstood, parse, show

_COMPARED = {
    ">": "is more than",
    ">=": "is at least",
    "<": "is less than",
    "<=": "is at most",
}


class SkipWords:
    """Puts the skip rules of one form into words.

    Args:
        loaded: the form.
        numbers: the number each question is known by.
    """

    def __init__(self, loaded: LoadedForm, numbers: Mapping[str, str]) -> None:
        self._loaded = loaded
        self._numbers = numbers

    def of(self, field_id: str) -> str:
        """When a question or column is asked; empty when it always is."""
        expression = self._loaded.rules.relevant.get(field_id)
        return self._sentence(expression) if expression else ""

    def of_rows(self, table: str) -> str:
        """Which rows of a table are asked for; empty when all are."""
        expression = self._loaded.rules.row_relevant.get(table)
        if expression is None:
            return ""
        said = self._words(expression.tree)
        return f"Only for rows where {said}." if said else ""

    def _sentence(self, expression: Expression) -> str:
        said = self._words(expression.tree)
        if said:
            return f"Answer only if {said}."
        names = sorted({self._name(each) for each in expression.references})
        return f"Whether this applies depends on {listed(names)}."

    def _name(self, field_id: str) -> str:
        """A question by its number, a column by its heading, anything else by its title."""
        number = self._numbers.get(field_id)
        if number:
            return f"question {number}"
        each = self._loaded.fields.get(field_id)
        if each is not None and field_id in self._loaded.table_of:
            table = self._numbers.get(self._loaded.table_of[field_id], "")
            heading = f"“{each.label}”"
            return f"{heading} in table {table}" if table else heading
        if each is not None:
            return f"“{each.label}”"
        indicator = self._loaded.indicators.get(field_id)
        return f"“{indicator.name}”" if indicator else "another answer"

    def _words(self, node: Node) -> str:
        """A rule in words; empty where it takes more than a short sentence."""
        if isinstance(node, Call):
            return self._call(node)
        if not isinstance(node, Chain):
            return ""
        operators = {link.operator for link in node.links}
        if len(operators) == 1 and operators <= {"and", "or"}:
            parts = [self._words(part) for part in (node.first, *(x.operand for x in node.links))]
            return f" {operators.pop()} ".join(parts) if all(parts) else ""
        if len(node.links) != 1:
            return ""
        return self._comparison(node.first, node.links[0].operator, node.links[0].operand)

    def _call(self, call: Call) -> str:
        if call.name == "any" and len(call.arguments) == 1:
            inside = self._words(call.arguments[0])
            return f"in any row {inside}" if inside else ""
        if call.name not in ("in", "selected") or not isinstance(call.arguments[0], Reference):
            return ""
        name = call.arguments[0].id
        codes = [each.value for each in call.arguments[1:] if isinstance(each, Text)]
        if len(codes) != len(call.arguments) - 1:
            return ""
        labels = [self._label(name, code) for code in codes]
        either = " or ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)
        verb = "includes" if call.name == "selected" else "is"
        return f"{self._name(name)} {verb} {either}"

    def _comparison(self, left: Node, operator: str, right: Node) -> str:
        default = ""
        if isinstance(left, Call) and left.name == "coalesce" and len(left.arguments) == 2:
            left, fallback = left.arguments
            if not isinstance(fallback, Text):
                return ""
            default = fallback.value
        if not isinstance(left, Reference) or not isinstance(right, Text | Number):
            return ""
        name = self._name(left.id)
        if isinstance(right, Text) and not right.value:
            return {"=": f"{name} is not answered", "!=": f"{name} is answered"}.get(operator, "")
        label = self._label(left.id, right.value)
        if operator in ("=", "!="):
            blank = " or is not answered" if operator == "=" and default == right.value else ""
            return f"{name} is {'not ' if operator == '!=' else ''}{label}{blank}"
        return f"{name} {_COMPARED[operator]} {label}" if operator in _COMPARED else ""

    def _label(self, field_id: str, code: object) -> str:
        """What a person reads in place of a stored value."""
        each = self._loaded.fields.get(field_id)
        if each is None:
            return f"“{code}”"
        try:
            value: Value | None = (
                TYPES[each.type].decode(code) if isinstance(code, str) else parse(f"{code}", each)
            )
        except NotUnderstood:
            return f"“{code}”"
        said = show(value, each)
        return f"“{said}”" if isinstance(code, str) else said
