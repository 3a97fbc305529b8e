"""Works a tree out, keeping note of every answer that was needed and blank.

``Run`` is the state of working out one formula once; the functions of ``functions/`` are given it
when they choose for themselves which of their arguments to work out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, DecimalException
from typing import Protocol

from stocktake.questionnaire.formula.syntax import (
    COMPARISONS,
    Call,
    Chain,
    Link,
    Negation,
    Node,
    Number,
    Reference,
    Text,
    This,
    is_blank_text,
    row_references,
    walk,
)
from stocktake.questionnaire.formula.values import (
    Operand,
    Unworkable,
    arithmetic,
    compare,
    number_of,
    settled,
    truth_of,
)


class Context(Protocol):
    """What a formula can see of the answers. All values are those that may be used.

    An answer that is blank, hidden, not known, not applicable or withheld is None. Numbers and
    ratings are ``Decimal``, yes or no is ``"yes"`` or ``"no"``, a choice its code, several choices
    a tuple of codes. A calculated field or an indicator whose own ``Result.value`` is true or false
    may be given as that ``bool``. The evaluator reads and never keeps a context.

    ``value`` and ``cell`` give values already worked out: work formulas out in the order of a
    ``DependencyGraph`` and not from within these, so that one formula never waits on another.
    """

    @property
    def today(self) -> date:
        """The assessment date of the submission."""

    @property
    def now(self) -> datetime:
        """The assessment date with a time, as ``now()`` gives it; no time zone."""

    @property
    def this_row(self) -> tuple[str, str] | None:
        """The table and row a rule of a table is worked out for; None for any other formula."""

    @property
    def self_value(self) -> Operand:
        """The answer or cell that ``.`` stands for; None when blank, or when it has no meaning."""

    def value(self, id: str) -> Operand:  # noqa: A002
        """The value of a question, calculated field or indicator; None when there is none.

        A question with a ``fallback`` gives its fallback's value here while it is blank. An unknown
        id gives None.
        """

    def table_of(self, id: str) -> str | None:  # noqa: A002
        """The table a column belongs to; for a table, its own id; for anything else None."""

    def rows(self, table: str) -> Sequence[str]:
        """The row ids of a table, in order: only rows that are answered and apply."""

    def cell(self, column_id: str, row: str) -> Operand:
        """The value of one cell, calculated columns included; None when there is none."""

    def choice_label(self, id: str, code: str) -> str:  # noqa: A002
        """The label of an option of a question or column; the code when it has none."""

    def choice_extra(self, id: str, code: str, extra: str) -> str:  # noqa: A002
        """A further column of an option, such as its group; empty when it has none."""


@dataclass(slots=True)
class Findings:
    """What came up on the way: blank answers, reasons, and notes on sums. Order kept."""

    missing: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, other: Findings) -> None:
        """Take in what another part came upon."""
        self.missing.update(other.missing)
        self.reasons.update(other.reasons)
        self.notes.update(other.notes)


class Run:
    """One working out of one formula.

    Attributes:
        context: what can be seen of the answers.
        findings: what has come up so far.
        summaries: results of table functions, which are the same however often they are met.
    """

    def __init__(
        self, context: Context, functions: dict[str, Callable[[Run, Call], Operand]]
    ) -> None:
        self.context = context
        self.findings = Findings()
        self.summaries: dict[int, tuple[Operand, Findings]] = {}
        self._functions = functions
        self._rows: dict[str, str] = {}
        if context.this_row is not None:
            table, row = context.this_row
            self._rows[table] = row

    def value(self, node: Node) -> Operand:
        """Work out one part; None when blank or when it cannot be, with what was found noted."""
        match node:
            case Reference():
                return self._reference(node)
            case Text(text):
                return text
            case Number(figure):
                return figure
            case Chain():
                return self._chain(node)
            case Call():
                return self._call(node)
            case Negation(operand):
                number = self.number(operand)
                return None if number is None else -number
            case This():
                return settled(self.context.self_value)

    def truth(self, node: Node) -> bool:
        """Work out one part as true or false."""
        return truth_of(self.value(node))

    def number(self, node: Node) -> Decimal | None:
        """Work out one part as a number; a text that is not one is noted and gives None."""
        value = self.value(node)
        try:
            return number_of(value)
        except Unworkable:
            self.because(f"{described(node)} is not a number")
            return None

    def because(self, reason: str) -> None:
        """Note why something cannot be worked out."""
        self.findings.reasons[reason] = None

    def aside(self, node: Node) -> tuple[Operand, Findings]:
        """Work out one part and hand back what it came upon, leaving our own findings alone."""
        kept, self.findings = self.findings, Findings()
        try:
            return self.value(node), self.findings
        finally:
            self.findings = kept

    @contextmanager
    def row(self, table: str, row: str) -> Iterator[None]:
        """Within this, columns of the table are those of one row."""
        kept = self._rows
        self._rows = {other: at for other, at in kept.items() if other != table} | {table: row}
        try:
            yield
        finally:
            self._rows = kept

    def table_named(self, *nodes: Node) -> str | None:
        """The table whose columns these arguments of a table function name, if they name any."""
        for node in nodes:
            for reference in row_references(node):
                table = self.context.table_of(reference.id)
                if table is not None:
                    return table
        return None

    def current_row(self) -> tuple[str, str] | None:
        """The table and row now being worked out, the innermost if there are several."""
        return next(reversed(self._rows.items()), None)

    def _reference(self, node: Reference) -> Operand:
        table = self.context.table_of(node.id)
        value: Operand = None
        if table is None:
            value = settled(self.context.value(node.id))
        elif table in self._rows and table != node.id:
            value = settled(self.context.cell(node.id, self._rows[table]))
        if value is None:
            self.findings.missing[node.id] = None
        return value

    def _call(self, node: Call) -> Operand:
        try:
            return self._functions[node.name](self, node)
        except Unworkable as unworkable:
            self.because(str(unworkable))
        except DecimalException:
            self.because("the figures are too large to work out")
        return None

    def _chain(self, node: Chain) -> Operand:
        sign = node.links[0].operator
        if sign in ("and", "or"):
            # Stops at the first operand that settles it; those after it are not looked at.
            settles = sign == "or"
            if self.truth(node.first) is settles:
                return settles
            if any(self.truth(link.operand) is settles for link in node.links):
                return settles
            return not settles
        value = self._compared(node.first, node.links[0].operand, sign)
        before = node.first
        for link in node.links:
            value = self._linked(value, before, link)
            before = link.operand
        return value

    def _compared(self, node: Node, with_node: Node, sign: str) -> Operand:
        """Work out one side; compared with '' it is tested for blank, and so is not missed."""
        if sign in ("=", "!=") and is_blank_text(with_node):
            return self.aside(node)[0]
        return self.value(node)

    def _linked(self, left: Operand, before: Node, link: Link) -> Operand:
        sign = link.operator
        right = self._compared(link.operand, before, sign)
        if sign in COMPARISONS:
            return compare(sign, left, right)
        try:
            if sign in ("div", "mod") and not isinstance(right, date) and number_of(right) == 0:
                self.because(_zero_reason(link.operand))
                return None
            return arithmetic(sign, left, right)
        except Unworkable as unworkable:
            sides = ((before, left), (link.operand, right))
            words = [described(node) for node, value in sides if _is_word(value)]
            self.because(f"{words[0]} is not a number" if words else str(unworkable))
        return None


def _is_word(value: Operand) -> bool:
    """Whether a value is a text that is not a number."""
    try:
        number_of(value)
    except Unworkable:
        return True
    return False


def described(node: Node) -> str:
    """Name a part by the ids in it, each as ``${id}`` for the caller to put in words."""
    if isinstance(node, This):
        return "this answer"
    names = [f"${{{name}}}" for name in dict.fromkeys(ref.id for ref in _all_references(node))]
    return " and ".join(names) or "a figure in the formula"


def _all_references(node: Node) -> Iterator[Reference]:
    return (part for part in walk(node) if isinstance(part, Reference))


def _zero_reason(node: Node) -> str:
    """Say which answer is 0, when dividing by it."""
    name = described(node)
    if isinstance(node, Reference | This):
        return f"{name} is 0"
    return f"{name} {'come' if ' and ' in name else 'comes'} to 0"
