"""Load and save the answers of a submission.

One save is one transaction: the answers, their history, the order of rows, the revision. When
``save`` returns, it is on the disk and survives a power cut. What it costs depends on what changed,
not on how much is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import BLANK, MAX_TEXT_LENGTH, Address, Answer, Answers
from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryEntry, HistoryStore, Kind
from stocktake.store.rows import (
    ANSWER_FIELDS,
    PLACE,
    Cell,
    Row,
    address_of,
    answer_fields,
    answer_from_fields,
    answer_from_text,
    answer_text,
    order_text,
    seal,
)
from stocktake.store.submission_rows import count_on, refuse_signed, sealed_row

Changes = Mapping[Address, Answer | None]
"""Answers to save by address; None takes the answer away altogether."""

_SAID = tuple(column for column in ANSWER_FIELDS if column not in ("role", "changed_at"))
_AT = " AND ".join(f"{column} = ?" for column in PLACE)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did.

    Attributes:
        at: when; what the status bar shows.
        revision: of the submission, after it.
        answers: the answers as they now stand, with role and time.
    """

    at: datetime
    revision: int
    answers: Mapping[Address, Answer]


@dataclass(frozen=True, slots=True)
class Damaged:
    """An answer that changed on the disk by itself and is not shown.

    Attributes:
        last_saved: what the history says it was; None when the history does not know either.
    """

    address: Address
    last_saved: Answer | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers of a submission, and those that were found damaged."""

    answers: Answers
    damaged: tuple[Damaged, ...]


class AnswerStore:
    """Reads and saves answers and the order of table rows.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database, history: HistoryStore) -> None:
        self._database = database
        self._history = history

    def load(self, submission_id: int) -> Answers:
        """Read every sound answer; ``read`` also names the damaged ones."""
        return self.read(submission_id).answers

    def read(self, submission_id: int) -> Reading:
        """Read every answer whose hash fits, and name those that are damaged or missing."""
        count = sealed_row(self._database, "submissions", submission_id)["answer_count"]
        items: dict[Address, Answer] = {}
        doubtful: list[Address] = []
        for row in self._rows("answers", submission_id, "id"):
            answer = _sound_answer(row)
            if answer is None:
                doubtful.append(address_of(row))
            else:
                items[address_of(row)] = answer
        answers = Answers(items)
        self._set_orders(answers, submission_id)
        if not doubtful and len(items) == count:
            return Reading(answers, ())
        return Reading(answers, self._name_damaged(submission_id, items, doubtful))

    def _rows(self, table: str, submission_id: int, order: str) -> list[Row]:
        sql = f"SELECT * FROM {table} WHERE submission_id = ? ORDER BY {order}"
        return [dict(row) for row in self._database.rows(sql, submission_id)]

    def _set_orders(self, answers: Answers, submission_id: int) -> None:
        orders: dict[str, list[str]] = {table: [] for table in answers.tables}
        doubtful: set[str] = set()
        for row in self._rows("table_rows", submission_id, "question, position"):
            orders.setdefault(str(row["question"]), []).append(str(row["row"]))
            if seal("table_rows", row) != row["row_hash"]:
                doubtful.add(str(row["question"]))
        # A row with answers that its table does not list was left out by a person, or was lost.
        doubtful.update(a.question for a in answers if a.row and a.row not in orders[a.question])
        if doubtful:
            orders |= self._last_orders(submission_id, doubtful)
        for table, order in orders.items():
            answers.set_rows(table, order)

    def _last_orders(self, submission_id: int, tables: set[str]) -> dict[str, list[str]]:
        """The order of rows that the history says these tables have."""
        entries = self._history.of(submission_id)
        return {
            entry.address.question: list(entry.new_order)
            for entry in entries
            if entry.by.kind is Kind.ROWS and entry.address.question in tables
        }

    def _name_damaged(
        self, submission_id: int, sound: Mapping[Address, Answer], doubtful: list[Address]
    ) -> tuple[Damaged, ...]:
        latest = self._history.latest(submission_id)
        expected = {a: e.new_answer for a, e in latest.items() if e.new}
        named = [Damaged(a, answer) for a, answer in expected.items() if a not in sound]
        # A damaged row may read as an address that never was; it is named only if nothing else is.
        strangers = [Damaged(a, None) for a in doubtful if a not in expected] if not named else []
        return tuple(sorted(named + strangers, key=lambda each: each.address))

    def save(
        self,
        submission_id: int,
        changes: Changes,
        *,
        role: str,
        note_of_change: str = "",
        rows: Mapping[str, Iterable[str]] | None = None,
    ) -> Saved:
        """Save answers, and the order of table rows, in one go.

        A cell in a row that its table does not have yet adds the row at the foot. Answers that are
        already so are left alone and leave no trace.

        Args:
            submission_id: which submission.
            changes: the answers by address; None takes one away.
            role: who answers, as a role, kept with each answer and in the history.
            note_of_change: why, for the history.
            rows: row ids in order, for each table whose rows were added, removed or moved.

        Raises:
            StocktakeError: ``answer_too_long`` beyond 32,000 characters, and as for every method.
        """
        at = self._database.clock()
        stamped = {
            address: None if answer is None else replace(answer, role=role, changed_at=at)
            for address, answer in changes.items()
        }
        return self.write(submission_id, stamped, By(role, note_of_change), rows=rows, at=at)

    def remove_row(self, submission_id: int, table: str, row: str, *, role: str) -> Saved:
        """Take a row out of a table with all its cells; the history keeps them."""
        sql = "SELECT * FROM answers WHERE submission_id = ? AND question = ? AND row = ?"
        cells = [dict(each) for each in self._database.rows(sql, submission_id, table, row)]
        order = [each for each in self.order(submission_id, table) if each != row]
        changes: dict[Address, Answer | None] = {address_of(cell): None for cell in cells}
        return self.save(submission_id, changes, role=role, rows={table: order})

    def one(self, submission_id: int, address: Address) -> Answer:
        """Read one answer; blank when there is none, as last saved when it is damaged."""
        place = (submission_id, address.question, address.row, address.column)
        found = self._database.row(f"SELECT * FROM answers WHERE {_AT}", *place)
        if found is None:
            return BLANK
        answer = _sound_answer(dict(found))
        if answer is None:
            answer = answer_from_text(self._last_recorded(submission_id, address))
        return answer or BLANK

    def order(self, submission_id: int, table: str) -> tuple[str, ...]:
        """The row ids of a table, in order."""
        sql = "SELECT row FROM table_rows WHERE submission_id = ? AND question = ?"
        found = self._database.rows(f"{sql} ORDER BY position", submission_id, table)
        return tuple(str(each["row"]) for each in found)

    def history(self, submission_id: int, address: Address) -> tuple[HistoryEntry, ...]:
        """Everything an answer has been, oldest first."""
        return self._history.of(submission_id, address)

    def write(
        self,
        submission_id: int,
        changes: Changes,
        by: By,
        *,
        rows: Mapping[str, Iterable[str]] | None = None,
        at: datetime | None = None,
    ) -> Saved:
        """Save answers with the roles and times they carry; ``save`` is for what a person types.

        Raises:
            StocktakeError: as ``save``; ``signed`` when the return is signed off.
        """
        moment = at or self._database.clock()
        orders = {table: tuple(order) for table, order in (rows or {}).items()}
        with self._database.transaction():
            if by.kind is not Kind.MENDED:
                refuse_signed(self._database, submission_id)
            recorded: list[Change] = []
            added = 0
            standing: dict[Address, Answer] = {}
            for address, answer in changes.items():
                _refuse_too_long(answer)
                added += self._write_one(submission_id, address, answer, recorded, standing)
            moved = self._write_orders(submission_id, changes, orders)
            if not recorded and not moved:
                fields = sealed_row(self._database, "submissions", submission_id)
                return Saved(moment, fields["revision"], standing)
            self._history.record(recorded + moved, by, moment)
            is_mended = by.kind is Kind.MENDED
            revision = count_on(self._database, submission_id, added, moment, keeps_day=is_mended)
        return Saved(moment, revision, standing)

    def _write_one(
        self,
        submission_id: int,
        address: Address,
        answer: Answer | None,
        recorded: list[Change],
        standing: dict[Address, Answer],
    ) -> int:
        """Write one answer, note the change and how it stands; return how many more there are."""
        place = (submission_id, address.question, address.row, address.column)
        found = self._database.row(f"SELECT * FROM answers WHERE {_AT}", *place)
        if found is None and answer is None:
            return 0
        before = dict(found) if found else None
        sound = before is not None and seal("answers", before) == before["row_hash"]
        new = answer_fields(answer) if answer else None
        if before and sound and new and _say_the_same(before, new):
            standing[address] = answer_from_fields(before)
            return 0
        old = answer_text(before if sound else None)
        if before and not sound:
            old = self._last_recorded(submission_id, address)
        recorded.append(Change(old, answer_text(new), address, submission_id))
        if answer is None or new is None:
            self._database.run(f"DELETE FROM answers WHERE {_AT}", *place)
            return -1
        standing[address] = answer
        if before:
            self._database.change("answers", before, new)
            return 0
        fields: Row = dict(zip(PLACE, place, strict=True))
        self._database.put("answers", fields | new)
        return 1

    def _last_recorded(self, submission_id: int, address: Address) -> str:
        """What the history last has of an answer, as its text."""
        entries = self._history.of(submission_id, address)
        return entries[-1].new if entries else ""

    def _write_orders(
        self, submission_id: int, changes: Changes, orders: Mapping[str, tuple[str, ...]]
    ) -> list[Change]:
        """Write the order of each table that moved, and rows that were answered into being."""
        wanted = dict(orders)
        for address, answer in changes.items():
            if address.row and answer is not None and address.question not in orders:
                before = wanted.get(address.question)
                now = self.order(submission_id, address.question) if before is None else before
                wanted[address.question] = now if address.row in now else (*now, address.row)
        recorded = []
        for table, after in wanted.items():
            before = self.order(submission_id, table)
            if after != before:
                self._write_order(submission_id, table, before, after)
                old, new = order_text(before), order_text(after)
                recorded.append(Change(old, new, Address(table), submission_id, kind=Kind.ROWS))
        return recorded

    def _write_order(
        self, submission_id: int, table: str, before: tuple[str, ...], after: tuple[str, ...]
    ) -> None:
        start = len(before) if after[: len(before)] == before else 0
        if not start:
            sql = "DELETE FROM table_rows WHERE submission_id = ? AND question = ?"
            self._database.run(sql, submission_id, table)
        for position, row in enumerate(after[start:], start):
            fields: dict[str, Cell] = {"submission_id": submission_id, "question": table}
            self._database.put("table_rows", fields | {"row": row, "position": position})

    def mend(self, submission_id: int, *, role: str) -> tuple[Address, ...]:
        """Put damaged answers back as the history has them, and return their addresses.

        Those the history does not know are taken out, so that they can be answered afresh.
        """
        damaged = self.read(submission_id).damaged
        if not damaged:
            return ()
        with self._database.transaction():
            for row in self._rows("answers", submission_id, "id"):
                if _sound_answer(row) is None:
                    self._database.run("DELETE FROM answers WHERE id = ?", row["id"])
            fields = sealed_row(self._database, "submissions", submission_id)
            left = len(self._rows("answers", submission_id, "id"))
            self._database.change("submissions", fields, {"answer_count": left})
            back = {each.address: each.last_saved for each in damaged}
            self.write(submission_id, back, By(role, kind=Kind.MENDED))
        return tuple(back)


def _sound_answer(row: Row) -> Answer | None:
    """The answer in a row, or None when the row is not what was written."""
    if seal("answers", row) != row["row_hash"]:
        return None
    try:
        return answer_from_fields(row)
    except (ValueError, ArithmeticError):
        return None


def _say_the_same(before: Row, new: Row) -> bool:
    """Whether two answers say the same, whoever said it and when."""
    return all(before[column] == new[column] for column in _SAID)


def _refuse_too_long(answer: Answer | None) -> None:
    if answer is None:
        return
    longest = max(len(answer.note), len(answer.value) if isinstance(answer.value, str) else 0)
    if longest > MAX_TEXT_LENGTH:
        raise StocktakeError(
            "answer_too_long",
            f"This answer is {longest:,} characters long; the most that can be kept is "
            f"{MAX_TEXT_LENGTH:,}.",
            "Shorten it, or attach it as a file.",
        )
