"""What can be read of a damaged workspace, written to a new file, with a report of what could not.

A row counts as read when its hash fits. The row of a practice or return that does not fit is kept
all the same and named as doubtful, because a hundred answers may hang on it. An answer whose own
row is lost is taken from its history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import get_args

from stocktake.errors import StocktakeError
from stocktake.phrases import counted, listed
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form import SubjectKind
from stocktake.store import desk_marks, migrations, refusals
from stocktake.store.backups import Backup
from stocktake.store.beginning import write_empty
from stocktake.store.database import Database, apply_settings, connect, problems, system_clock
from stocktake.store.history import HistoryStore, Kind
from stocktake.store.reading_damage import TableRead, read_rows
from stocktake.store.returns import Standing
from stocktake.store.rows import HASHED, PLACE, Row, address_of, answer_fields, seal
from stocktake.store.submission_rows import OF_A_SUBMISSION, OF_NO_SUBMISSION
from stocktake.store.whole_files import remove_empty_journal

_HELD_UP = ("subjects", "submissions")

_ALL = ("rounds", "forms", *_HELD_UP, *OF_A_SUBMISSION, *OF_NO_SUBMISSION)


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was read and what was not.

    Attributes:
        answers_kept: answers in the new file, those from the history among them.
        from_history: answers whose own row was lost and that the history still had.
        lost: submission id and address of each answer known to be lost.
        answers_missing: answers that should be there and are not, where the count is known.
        doubtful: names of practices and returns whose own details may have changed by themselves.
        from_backup: rows of practices and returns that only the newest backup still had.
        other_rows_lost: rows of other sorts (order of rows, evidence, history) that are lost.
    """

    answers_kept: int = 0
    from_history: int = 0
    lost: tuple[tuple[int, Address], ...] = ()
    answers_missing: int = 0
    doubtful: tuple[str, ...] = ()
    from_backup: int = 0
    other_rows_lost: int = 0

    @property
    def sentence(self) -> str:
        """The outcome in plain words, with what is to be looked at."""
        words = [f"{counted(self.answers_kept, 'answer was', 'answers were')} got back"]
        if self.from_history:
            words.append(f"{self.from_history:,} of them from the history")
        missing = max(self.answers_missing, len(self.lost))
        words.append(f"{missing:,} could not be read" if missing else "none are missing")
        said = [", ".join(words) + "."]
        if self.other_rows_lost:
            lost = counted(self.other_rows_lost, "other record")
            said.append(f"Of the history, evidence and order of rows, {lost} could not be read.")
        if self.doubtful:
            names = listed(tuple(dict.fromkeys(self.doubtful)))
            said.append(f"Check the details of {names}: they may have changed by themselves.")
        return " ".join(said)


Kept = dict[str, dict[int, Row]]
"""Rows to keep, by table and row id."""


def salvage(source: Path, draft: Path, backup: Backup | None, named: Path) -> Salvage:
    """Read ``source`` (a copy that may be changed) into ``draft``, and check the draft.

    ``named`` is the workspace as the person knows it, for the sentences.

    Raises:
        StocktakeError: ``nothing_recovered`` when no return could be read.
    """
    found = _read_all(source)
    kept, doubtful = _sorted_out(found.tables)
    from_backup = _fill_from_backup(kept, backup)
    _drop_orphans(kept)
    if not kept["submissions"] and not kept["askings"]:
        raise StocktakeError(
            "nothing_recovered",
            f"Nothing could be read from {named.name}.",
            "Open the newest backup instead. " + refusals.UNCHANGED,
        )
    write_empty(draft, found.migrations or tuple(migrations.MIGRATIONS))
    connection = connect(draft)
    try:
        apply_settings(connection, draft)
        database = Database(draft, connection, system_clock)
        with database.transaction():
            _write(database, kept, found.meta)
            from_history = _complete(database)
            missing = _count_again(database)
        if problems(connection):
            raise refusals.damaged(named, "what was read from it did not fit together")
        answers_kept = database.rows("SELECT count(*) FROM answers")[0][0]
        lost = _lost_answers(database, found.tables["answers"])
    finally:
        connection.close()
        remove_empty_journal(draft)
    others = [each for each in (*OF_A_SUBMISSION, *OF_NO_SUBMISSION) if each != "answers"]
    return Salvage(
        answers_kept=answers_kept,
        from_history=from_history,
        lost=lost,
        answers_missing=missing,
        doubtful=doubtful,
        from_backup=from_backup,
        other_rows_lost=sum(len(found.tables[t].rows) - len(kept[t]) for t in others),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Whatever could be read of the damaged file."""

    tables: Mapping[str, TableRead]
    meta: Mapping[str, str]
    migrations: tuple[str, ...]


def _read_all(source: Path) -> _Found:
    connection = connect(source)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        present = _present(connection)
        nothing = TableRead((), False)
        tables = {
            table: read_rows(connection, table) if table in present else nothing for table in _ALL
        }
        return _Found(tables, _meta(connection), _known_migrations(connection))
    finally:
        connection.close()


def _present(connection: sqlite3.Connection) -> set[str]:
    """The tables there are; none when not even their list can be read."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table'"
    try:
        return {str(row[0]) for row in connection.execute(sql)}
    except refusals.FAULTS:
        return set()


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in connection.execute("SELECT * FROM meta")}
    except refusals.FAULTS:
        return {}


def _known_migrations(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The migrations the file has had, as far as they are the first so many that there are."""
    try:
        names = migrations.applied(connection)
    except refusals.FAULTS:
        return ()
    return names if names == tuple(migrations.MIGRATIONS)[: len(names)] else ()


def _sorted_out(tables: Mapping[str, TableRead]) -> tuple[Kept, tuple[str, ...]]:
    """Rows whose hash fits, practices and returns that hold others up, and doubts about those."""
    kept: Kept = {table: {} for table in _ALL}
    doubtful: list[str] = []
    for table, read in tables.items():
        for row in read.rows:
            sound = table not in HASHED or _is_sealed(table, row)
            if not sound and table in _HELD_UP and _is_usable(table, row):
                doubtful.append(str(row["name" if table == "subjects" else "round"]))
                sound = True
            if sound:
                kept[table][int(row["id"])] = row
    return kept, tuple(doubtful)


def _drop_orphans(kept: Kept) -> None:
    """Leave out whatever belongs to a practice or return that could not be had."""
    subjects, submissions = kept["subjects"], kept["submissions"]
    held = {n: row for n, row in submissions.items() if row["subject_id"] in subjects}
    kept["submissions"] = held
    for table in OF_A_SUBMISSION:
        kept[table] = {
            n: row
            for n, row in kept[table].items()
            if row["submission_id"] in held
            or (row["submission_id"] is None and row.get("subject_id") in {None, *subjects})
        }


def _is_sealed(table: str, row: Row) -> bool:
    try:
        return bool(seal(table, row) == row["row_hash"])
    except KeyError:
        return False


def _is_usable(table: str, row: Row) -> bool:
    """Whether the row of a practice or return can be worked with, though its hash does not fit."""
    if not set(HASHED[table]) <= row.keys():
        return False
    try:
        if table == "submissions":
            date.fromisoformat(row["assessed_on"])
            datetime.fromisoformat(row["changed_at"])
            datetime.fromisoformat(row["started_at"])
            whole = (row["revision"], row["subject_id"], row["answer_count"])
            return row["standing"] in set(Standing) and all(isinstance(n, int) for n in whole)
        return row["kind"] in get_args(SubjectKind) and isinstance(row["name"], str)
    except (KeyError, ValueError, TypeError):
        return False


def _fill_from_backup(kept: Kept, backup: Backup | None) -> int:
    """Take practices and returns that could not be read from the newest good backup."""
    if backup is None:
        return 0
    connection = connect(backup.path, "ro")
    try:
        taken = 0
        for table in _HELD_UP:
            for row in read_rows(connection, table).rows:
                if row["id"] not in kept[table]:
                    kept[table][row["id"]] = row
                    taken += 1
        return taken
    finally:
        connection.close()


def _write(database: Database, kept: Kept, meta: Mapping[str, str]) -> None:
    """Write the rows that are kept into the draft, those that others point at first."""
    for key, value in meta.items():
        if key == "change_counter" and not value.isdigit():
            continue
        if key == desk_marks.KEY:
            # What was lost may be in a copy for another desk, which must not pass for the same.
            continue
        database.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)
    for row in kept["rounds"].values():
        database.run("INSERT OR IGNORE INTO rounds (label) VALUES (?)", row.get("label"))
    for row in kept["submissions"].values():
        database.run("INSERT OR IGNORE INTO rounds (label) VALUES (?)", row["round"])
    for table in _ALL:
        if table == "rounds":
            continue
        columns = [each["name"] for each in database.rows(f"PRAGMA table_info({table})")]
        for found in kept[table].values():
            row = {column: found.get(column) for column in columns}
            cells = {**row, "row_hash": seal(table, row)} if table in HASHED else row
            marks = ", ".join("?" * len(cells))
            sql = f"INSERT OR IGNORE INTO {table} ({', '.join(cells)}) VALUES ({marks})"
            database.run(sql, *cells.values())


def _complete(database: Database) -> int:
    """Put back from the history each answer, and order of rows, whose own row is lost."""
    history = HistoryStore(database)
    answers = 0
    for submission in database.rows("SELECT id FROM submissions"):
        number = int(submission["id"])
        there = {address_of(dict(row)) for row in _of(database, "answers", number)}
        for address, entry in history.latest(number).items():
            answer = entry.new_answer
            if answer is not None and address not in there:
                place = (number, address.question, address.row, address.column)
                fields: Row = dict(zip(PLACE, place, strict=True)) | answer_fields(answer)
                database.put("answers", fields)
                answers += 1
        _complete_orders(database, history, number)
    return answers


def _complete_orders(database: Database, history: HistoryStore, submission_id: int) -> None:
    moved = [each for each in history.of(submission_id) if each.by.kind is Kind.ROWS]
    for table, order in {each.address.question: each.new_order for each in moved}.items():
        rows = _of(database, "table_rows", submission_id)
        if {row["row"] for row in rows if row["question"] == table} == set(order):
            continue
        sql = "DELETE FROM table_rows WHERE submission_id = ? AND question = ?"
        database.run(sql, submission_id, table)
        for position, row in enumerate(order):
            fields: Row = {"submission_id": submission_id, "question": table}
            database.put("table_rows", fields | {"row": row, "position": position})


def _of(database: Database, table: str, submission_id: int) -> list[sqlite3.Row]:
    return database.rows(f"SELECT * FROM {table} WHERE submission_id = ?", submission_id)


def _count_again(database: Database) -> int:
    """Set each return's count to the answers it has, and say how many are missing in all."""
    missing = 0
    for row in map(dict, database.rows("SELECT * FROM submissions")):
        there = len(_of(database, "answers", row["id"]))
        missing += max(0, row["answer_count"] - there)
        database.change("submissions", row, {"answer_count": there})
    return missing


def _lost_answers(database: Database, read: TableRead) -> tuple[tuple[int, Address], ...]:
    """Answers that were seen, did not fit, and are not in the draft under that address."""
    lost = []
    for row in read.rows:
        if set(PLACE) <= row.keys() and not _is_sealed("answers", row):
            address = address_of(row)
            sql = "SELECT 1 FROM answers WHERE " + " AND ".join(f"{c} = ?" for c in PLACE)
            place = (row["submission_id"], address.question, address.row, address.column)
            if database.row(sql, *place) is None:
                lost.append((row["submission_id"], address))
    return tuple(lost)
