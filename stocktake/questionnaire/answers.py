"""Answers: values, states and the marks that go with them.

An answer's address is a question, and inside a table also a row and a column. The state of an
answer is apart from its value: a value is kept when its question is hidden or marked not known, and
blank is never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

Value = str | Decimal | date | tuple[str, ...]
"""A number (ratings too) is Decimal; yes or no is "yes" or "no"; a choice is its code."""

MAX_TEXT_LENGTH = 32_000
"""Characters of one answer, refused at entry beyond this. Source: design/data-model.md."""


class State(StrEnum):
    """What a person has said about a question, apart from the value (decisions 4)."""

    BLANK = "blank"
    ANSWERED = "answered"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"
    COME_BACK_LATER = "come_back_later"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


STATE_WORDS = {
    State.BLANK: "Not answered",
    State.ANSWERED: "Answered",
    State.NOT_KNOWN: "Not known",
    State.NOT_APPLICABLE: "Not applicable",
    State.COME_BACK_LATER: "Come back later",
    State.PREFER_NOT_TO_SAY: "Prefer not to say",
}


SET_ASIDE = (State.NOT_KNOWN, State.NOT_APPLICABLE, State.PREFER_NOT_TO_SAY)
"""States that let nothing count of what a question holds. Come back later is a note to oneself."""


class Origin(StrEnum):
    """How an answer came to be: typed, accepted from a published figure, and so on."""

    TYPED = "typed"
    ACCEPTED = "accepted"
    BROUGHT_BACK = "brought_back"
    CARRIED_FORWARD = "carried_forward"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where an answer stands: a question; inside a table also a row id and the full column id."""

    question: str
    row: str = ""
    column: str = ""

    @property
    def field_id(self) -> str:
        """The id of the question or column that describes the answer."""
        return self.column or self.question


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its state and marks.

    Attributes:
        value: what was answered; kept whatever the state.
        estimate: the person is unsure of the figure.
        carried_forward: last round's answer, not yet confirmed.
        note: the person's own note; leaves only when ``note_shared``.
        reasons: why a warning is accepted as it stands, by check id.
        evidence: names of the attached files.
        origin: how it came to be.
        role, changed_at: which role answered, and when.
    """

    value: Value | None = None
    state: State = State.BLANK
    estimate: bool = False
    carried_forward: bool = False
    note: str = ""
    note_shared: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    origin: Origin = Origin.TYPED
    role: str = ""
    changed_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the answer counts: its state says so and there is a value."""
        return self.state is State.ANSWERED and self.value is not None

    @property
    def usable(self) -> Value | None:
        """The value if it may be used in a calculation, otherwise None."""
        return self.value if self.is_answered else None


BLANK = Answer()


def answered(value: Value) -> Answer:
    """Make a plain answer with this value."""
    return Answer(value=value, state=State.ANSWERED)


def encode_value(value: Value | None) -> str:
    """Write a value as the text that is stored and sent; None is the empty text.

    Numbers keep every digit, dates are ISO, several choices are separated by spaces.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return value


class Answers:
    """All the answers of one submission: a mapping of addresses, and the order of table rows.

    Reading an address that was never answered gives ``BLANK``. Rows keep their order; a row exists
    here once it was added, answered or not.
    """

    def __init__(
        self,
        items: Mapping[Address, Answer] | Iterable[tuple[Address, Answer]] = (),
        rows: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._items: dict[Address, Answer] = dict(items)
        self._rows: dict[str, list[str]] = {t: list(ids) for t, ids in (rows or {}).items()}
        for address in self._items:
            self._note_row(address)

    @classmethod
    def later(
        cls, make: Callable[[], Answers], rows: Mapping[str, Iterable[str]] | None = None
    ) -> Self:
        """Hold answers that are put together when somebody first asks for one.

        Args:
            make: puts them together.
            rows: the rows of every table, where they are known beforehand.
        """
        held = cls(rows=rows)
        del held._items
        if rows is None:
            del held._rows
        held.__dict__["_make"] = make
        return held

    def __getattr__(self, name: str) -> object:
        """Put the answers together that were held back; nothing else is ever missing."""
        if name not in ("_items", "_rows") or "_make" not in self.__dict__:
            raise AttributeError(name)
        made = self.__dict__["_make"]().copy()
        del self.__dict__["_make"]
        self._items = made._items
        self.__dict__.setdefault("_rows", made._rows)
        return self.__dict__[name]

    def _note_row(self, address: Address) -> None:
        if address.row:
            order = self._rows.setdefault(address.question, [])
            if address.row not in order:
                order.append(address.row)

    def __getitem__(self, address: Address) -> Answer:
        return self._items.get(address, BLANK)

    def get(self, question: str, row: str = "", column: str = "") -> Answer:
        """Read one answer by its parts."""
        return self[Address(question, row, column)]

    def __setitem__(self, address: Address, answer: Answer) -> None:
        self._items[address] = answer
        self._note_row(address)

    def take_away(self, address: Address) -> None:
        """Let nothing stand at an address; its row stays."""
        self._items.pop(address, None)

    def change(self, address: Address, **changes: object) -> Answer:
        """Replace some fields of an answer and return the new one."""
        new = replace(self[address], **changes)  # type: ignore[arg-type]
        self[address] = new
        return new

    def __iter__(self) -> Iterator[Address]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def items(self) -> Iterator[tuple[Address, Answer]]:
        """Every address that holds something, with its answer."""
        return iter(self._items.items())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answers):
            return NotImplemented
        return self._items == other._items and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def rows(self, table: str) -> tuple[str, ...]:
        """Row ids of a table, in order."""
        return tuple(self._rows.get(table, ()))

    def is_set_aside(self, table: str) -> bool:
        """Whether a table is said to be not known or not applicable: its rows are kept."""
        return self.get(table).state in SET_ASIDE

    def counted_rows(self, table: str) -> tuple[str, ...]:
        """Row ids of a table in order; none while the table itself is set aside."""
        # Rows first: answers that are put together later are left alone where there are none.
        rows = self.rows(table)
        return () if rows and self.is_set_aside(table) else rows

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables that have rows."""
        return tuple(table for table, ids in self._rows.items() if ids)

    def set_rows(self, table: str, order: Iterable[str]) -> None:
        """Give a table its rows in order; answers of rows left out are kept but not reached."""
        self._rows[table] = list(order)

    def add_row(self, table: str, row: str) -> None:
        """Add a row at the foot of a table; adding one that is there changes nothing."""
        order = self._rows.setdefault(table, [])
        if row not in order:
            order.append(row)

    def remove_row(self, table: str, row: str) -> dict[Address, Answer]:
        """Take a row out of a table with its cells, which are returned so it can be put back."""
        order = self._rows.get(table, [])
        if row in order:
            order.remove(row)
        gone = {a: v for a, v in self._items.items() if a.question == table and a.row == row}
        for address in gone:
            del self._items[address]
        return gone

    def copy(self) -> Self:
        """Copy the answers; answers themselves are immutable."""
        return type(self)(self._items, self._rows)
