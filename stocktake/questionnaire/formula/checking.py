"""Says what in a formula does not fit its form, before anyone fills the form in."""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.questionnaire.formula.comparing import comparison_faults, named_by
from stocktake.questionnaire.formula.faults import FormulaFault, did_you_mean
from stocktake.questionnaire.formula.literals import quoted_id
from stocktake.questionnaire.formula.parsing import Expression
from stocktake.questionnaire.formula.scope import CHOSEN, Scope
from stocktake.questionnaire.formula.syntax import (
    Call,
    Chain,
    Node,
    Reference,
    Text,
    This,
    children,
    is_summary,
    row_references,
)


def check(expression: Expression, scope: Scope) -> list[FormulaFault]:
    """List everything in a formula that does not fit its form, in the order it is written.

    Codes: ``unknown_id``, ``unknown_code``, ``order_of_text``, ``not_a_date``, ``truth_of_choice``,
    ``column_outside``, ``table_alone``, ``two_tables``, ``no_table``, ``no_row``, ``other_table``,
    ``unknown_extra``, ``pattern_not_written``, ``no_self``.
    """
    faults = _Checker(scope).faults(expression.tree, scope.row_table)
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.position)


class _Checker:
    """Goes down a tree knowing which table's row, if any, each part is worked out for."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def faults(self, node: Node, row_table: str | None) -> Iterator[FormulaFault]:
        """Faults of a part and of everything in it."""
        yield from self._own_faults(node, row_table)
        yield from comparison_faults(node, self._scope)
        inner, skipped = row_table, set[int]()
        if isinstance(node, Call):
            if is_summary(node):
                yield from self._summary_faults(node)
                inner = self._table_of(node) or row_table
            skipped = self._settled_arguments(node)
        for place, child in enumerate(children(node)):
            if place in skipped:
                yield from self._unknown_faults(child)
            else:
                yield from self.faults(child, inner)

    def _own_faults(self, node: Node, row_table: str | None) -> Iterator[FormulaFault]:
        if isinstance(node, Reference):
            yield from self._unknown_faults(node)
            yield from self._place_faults(node, row_table)
        elif isinstance(node, This):
            yield from self._self_faults(node)
        elif isinstance(node, Chain) and node.links[0].operator in ("and", "or"):
            for child in children(node):
                yield from self._truth_faults(child)
        elif isinstance(node, Call):
            yield from self._call_faults(node, row_table)

    def _unknown_faults(self, node: Node) -> Iterator[FormulaFault]:
        if isinstance(node, Reference) and self._scope.named(node.id) is None:
            near = did_you_mean(node.id, self._scope.ids(), "${{{}}}")
            what = f"there is no question or figure ${{{node.id}}}. {near}".strip()
            yield FormulaFault("unknown_id", what, node.position)

    def _place_faults(self, node: Reference, row_table: str | None) -> Iterator[FormulaFault]:
        """A column belongs in a row of its table, and a table's own id in few places."""
        named = self._scope.named(node.id)
        if named is None:
            return
        if named.kind == "table":
            what = f"${{{node.id}}} is a table; name one of its columns"
            yield FormulaFault("table_alone", what, node.position)
        elif named.kind == "column" and named.table != row_table:
            what = (
                f"${{{node.id}}} is a column, with a value for each row; "
                f"say what to make of them, such as sum(${{{node.id}}})"
            )
            yield FormulaFault("column_outside", what, node.position)

    def _self_faults(self, node: Node) -> Iterator[FormulaFault]:
        if self._scope.this_id is None:
            what = "'.' stands for the answer being checked, and here there is none"
            yield FormulaFault("no_self", what, node.position)

    def _truth_faults(self, node: Node) -> Iterator[FormulaFault]:
        """An answer in words is true whatever it says, even 'no', so it must be compared."""
        named = named_by(node, self._scope)
        if named is not None and named.family in CHOSEN:
            what = "say which answer is meant, such as = 'yes'; any answer, even 'no', is true"
            yield FormulaFault("truth_of_choice", what, node.position)

    def _call_faults(self, node: Call, row_table: str | None) -> Iterator[FormulaFault]:
        first = node.arguments[0] if node.arguments else None
        if first is not None and node.name in ("if", "not", "any", "count-if"):
            yield from self._truth_faults(first)
        if node.name == "sum-if":
            yield from self._truth_faults(node.arguments[1])
        if node.name == "position" and row_table is None:
            what = "position(..) is the number of a table's row, and this is not worked out by row"
            yield FormulaFault("no_row", what, node.position)
        elif node.name == "once":
            yield from self._self_faults(node)
        elif node.name == "regex" and not isinstance(node.arguments[1], Text):
            what = "the pattern of regex() must be written out, in quotes"
            yield FormulaFault("pattern_not_written", what, node.arguments[1].position)
        elif node.name == "choice-value":
            yield from self._extra_faults(node)
        elif node.name == "jr:choice-name":
            yield from self._choice_name_faults(node)
        elif node.name == "indexed-repeat":
            yield from self._indexed_faults(node)

    def _extra_faults(self, node: Call) -> Iterator[FormulaFault]:
        answer, column = node.arguments
        named = named_by(answer, self._scope)
        if named is None or not isinstance(column, Text) or column.value in named.extras:
            return
        near = did_you_mean(column.value, named.extras, "'{}'")
        what = f"its option list has no column '{column.value}'. {near}".strip()
        yield FormulaFault("unknown_extra", what, column.position)

    def _choice_name_faults(self, node: Call) -> Iterator[FormulaFault]:
        named = node.arguments[1]
        if isinstance(named, Text):
            yield from self._unknown_faults(Reference(quoted_id(node), named.position))

    def _indexed_faults(self, node: Call) -> Iterator[FormulaFault]:
        column, table = node.arguments[:2]
        first, second = named_by(column, self._scope), named_by(table, self._scope)
        if first is None or second is None:
            return
        if first.kind != "column" or second.kind != "table" or first.table != second.table:
            what = "indexed-repeat() needs a column, then the table it belongs to"
            yield FormulaFault("other_table", what, node.position)

    def _summary_faults(self, node: Call) -> Iterator[FormulaFault]:
        """A table function looks through one table: not two, and not none."""
        tables = self._tables_of(node)
        if not tables and not self._has_unknown(node):
            # join of one text is only odd, but for the others there is nothing to look through.
            if node.name != "join":
                what = f"{node.name}() looks through a table, and no column is named in it"
                yield FormulaFault("no_table", what, node.position)
        elif len(tables) > 1:
            what = f"{node.name}() looks through one table, and columns of two are named in it"
            yield FormulaFault("two_tables", what, node.position)

    def _tables_of(self, node: Call) -> list[str]:
        found = (self._scope.named(ref.id) for ref in row_references(node))
        return list(dict.fromkeys(named.table for named in found if named and named.table))

    def _table_of(self, node: Call) -> str | None:
        return next(iter(self._tables_of(node)), None)

    def _has_unknown(self, node: Call) -> bool:
        return any(self._scope.named(ref.id) is None for ref in row_references(node))

    def _settled_arguments(self, node: Call) -> set[int]:
        """Arguments whose place in a table has been checked, or does not matter."""
        if node.name == "indexed-repeat":
            return {0, 1}
        if node.name == "jr:choice-name":
            return {1}
        if node.name == "count":
            named = named_by(node.arguments[0], self._scope)
            return {0} if named is not None and named.kind == "table" else set()
        return set()
