"""Makes workspaces for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.questionnaire.submission import Subject
from stocktake.store.answers import AnswerStore
from stocktake.store.beginning import write_empty
from stocktake.store.database import Database, apply_settings, connect
from stocktake.store.history import HistoryStore
from stocktake.store.migrations import MIGRATIONS
from stocktake.store.returns import FormText, ReturnStore
from stocktake.store.whole_files import remove_empty_journal
from stocktake.store.workspace import Workspace

ELMS = Subject("practice", "A81001", "The Elms Surgery", "Northside PCN", "U12345", "Tees ICB")
OAKS = Subject("practice", "A81002", "The Oaks Practice", "Northside PCN", "U12345", "Tees ICB")
FORM = FormText("practice_stocktake", "2026.1", "5f0c", 'id = "practice_stocktake"')
ROUND = "2026/27"
MANAGER = "Practice manager"


class Clock:
    """A clock that moves on a second each time it is read, from 22 November 2026."""

    def __init__(self, start: datetime | None = None) -> None:
        self.now = start or datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_workspace(path: Path) -> tuple[Workspace, int]:
    """A workspace with one return begun, and its id."""
    workspace = Workspace.create(path, clock=Clock())
    return workspace, workspace.returns.start(ELMS, FORM, ROUND)


def fill(workspace: Workspace, submission: int, count: int) -> dict[Address, Answer]:
    """Save this many plain answers and return them as they then stand."""
    changes = {Address(f"q{n:03}"): answered(f"answer number {n}") for n in range(count)}
    return dict(workspace.answers.save(submission, changes, role=MANAGER).answers)


def write_first_schema(path: Path, count: int = 30) -> None:
    """A workspace as the very first version left it: only the first migration."""
    write_empty(path, (next(iter(MIGRATIONS)),))
    connection = connect(path)
    try:
        apply_settings(connection, path)
        # Today's code asks whether a return is signed, which no file of that day could say.
        connection.execute("CREATE TEMP TABLE sign_offs (submission_id, version, reopened_at)")
        database = Database(path, connection, Clock())
        history = HistoryStore(database)
        answers = AnswerStore(database, history)
        submission = ReturnStore(database, history, answers).start(ELMS, FORM, ROUND)
        for number in range(count):
            change: dict[Address, Answer | None] = {Address(f"q{number}"): answered(f"{number} x")}
            answers.save(submission, change, role=MANAGER)
        cell = Address("table", "gp_partner", "table.cell")
        answers.save(submission, {cell: answered("1 x")}, role=MANAGER)
    finally:
        connection.close()
        remove_empty_journal(path)


def numbers_kept(workspace: Workspace) -> dict[str, int]:
    """The number each answer of the first return begins with, by question and row."""
    reading = workspace.answers.read(workspace.returns.list()[0].id)
    assert not reading.damaged
    return {
        f"{address.question}{address.row}": int(str(answer.value).partition(" ")[0])
        for address, answer in reading.answers.items()
    }
