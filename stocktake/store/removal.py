"""Remove for good: an answer, a row, a return, a round, a practice or everything.

What is removed goes from the tables, from the history and from every backup, and the files are
written anew so that no trace of it is left inside them. All that stays is the day it was done and
the role that did it. Damaged files that were set aside cannot be searched and are deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store import refusals
from stocktake.store.backups import BackupStore, files_set_aside, is_good
from stocktake.store.database import Clock, Database, apply_settings, connect
from stocktake.store.history import By, Change, HistoryStore, Kind
from stocktake.store.shared_out import NOT_BY_QUESTION, forget_baselines
from stocktake.store.submission_rows import (
    OF_A_SUBMISSION,
    OF_NO_SUBMISSION,
    count_on,
    refuse_signed,
    sealed_row,
)
from stocktake.store.whole_files import remove_empty_journal


@dataclass(frozen=True, slots=True)
class Removed:
    """What was done to the copies of what was removed."""

    backups_rewritten: int
    backups_deleted: int
    damaged_files_deleted: int


@dataclass(frozen=True, slots=True)
class _Target:
    """What goes, by names that mean the same in every backup.

    Attributes:
        return_ids: whole submissions, unless ``address`` or ``table_row`` narrows it down.
        codes: kind and code of subjects, former codes too.
        round: label of a round.
    """

    return_ids: tuple[str, ...] = ()
    address: Address | None = None
    table_row: tuple[str, str] | None = None
    codes: tuple[tuple[str, str], ...] = ()
    round: str = ""


class Removal:
    """Removes for good, in this file and in its backups.

    Raises:
        StocktakeError: when the file cannot be saved to; what was asked for is then still there.
    """

    def __init__(self, database: Database, backups: BackupStore) -> None:
        self._database = database
        self._backups = backups
        self._history = HistoryStore(database)

    def answer(self, submission_id: int, address: Address, *, role: str) -> Removed:
        """Remove one answer with its history, evidence.

        Signed copies that hold it go too; who signed them and when is kept.
        """
        refuse_signed(self._database, submission_id)
        target = _Target((self._return_id(submission_id),), address=address)
        return self._remove(target, role)

    def row(self, submission_id: int, table: str, row: str, *, role: str) -> Removed:
        """Remove a row of a table with all its cells, and signed copies that hold it."""
        refuse_signed(self._database, submission_id)
        target = _Target((self._return_id(submission_id),), table_row=(table, row))
        return self._remove(target, role)

    def submission(self, submission_id: int, *, role: str) -> Removed:
        """Remove a whole return."""
        return self._remove(_Target((self._return_id(submission_id),)), role)

    def round(self, label: str, *, role: str) -> Removed:
        """Remove a round with every return in it."""
        sql = "SELECT return_id FROM submissions WHERE round = ?"
        ids = tuple(str(row[0]) for row in self._database.rows(sql, label))
        return self._remove(_Target(ids, round=label), role)

    def subject(self, subject_id: int, *, role: str) -> Removed:
        """Remove a practice (or other subject), under every code it has had, with its returns."""
        fields = sealed_row(self._database, "subjects", subject_id)
        codes = {(str(fields["kind"]), str(fields["code"]))}
        for entry in self._history.of_subject(subject_id):
            if entry.old:
                old = json.loads(entry.old)
                codes.add((old["kind"], old["code"]))
        sql = "SELECT return_id FROM submissions WHERE subject_id = ?"
        ids = tuple(str(row[0]) for row in self._database.rows(sql, subject_id))
        return self._remove(_Target(ids, codes=tuple(sorted(codes))), role)

    def everything(self, *, role: str) -> Removed:
        """Remove every practice, round and answer; the empty workspace stays open."""
        backups = self._backups.list()
        for backup in backups:
            _unlink(backup.path)
        damaged = self._delete_set_aside()
        with self._database.transaction(), _history_open(self._database):
            tables = (*OF_A_SUBMISSION, "submissions", "subjects", "rounds", "forms")
            for table in (*tables, *OF_NO_SUBMISSION):
                self._database.run(f"DELETE FROM {table}")
            self._database.run("DELETE FROM meta WHERE key = 'ticks'")
            self._finish(role)
        self._shrink()
        return Removed(0, len(backups), damaged)

    def _return_id(self, submission_id: int) -> str:
        return str(sealed_row(self._database, "submissions", submission_id)["return_id"])

    def _remove(self, target: _Target, role: str) -> Removed:
        # Copies first: cut off half way, the workspace still shows it and it can be asked again.
        rewritten = deleted = 0
        for backup in self._backups.list():
            if _rewrite(backup.path, target, self._database.clock):
                rewritten += 1
            else:
                _unlink(backup.path)
                deleted += 1
        damaged = self._delete_set_aside()
        with self._database.transaction(), _history_open(self._database):
            _delete(self._database, target)
            self._finish(role)
        self._shrink()
        return Removed(rewritten, deleted, damaged)

    def _finish(self, role: str) -> None:
        """Forget what the first page showed; keep the day and the role, and nothing else."""
        self._database.run("DELETE FROM meta WHERE key IN ('first_page', 'place')")
        day = self._database.clock().replace(hour=0, minute=0, second=0, microsecond=0)
        self._history.record([Change("", "")], By(role, kind=Kind.REMOVED), day)
        self._database.count_change()

    def _shrink(self) -> None:
        # What was deleted is overwritten already (secure_delete); this only makes the file smaller,
        # and wants room for a copy of it that a full drive has not.
        with suppress(StocktakeError):
            self._database.run("VACUUM")

    def _delete_set_aside(self) -> int:
        files = files_set_aside(self._database.path)
        for file in files:
            _unlink(file)
        return len(files)


@contextmanager
def _history_open(database: Database) -> Iterator[None]:
    """Let history be deleted inside this transaction, and close it again before it ends."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
    triggers = [(str(row["name"]), str(row["sql"])) for row in database.rows(sql)]
    for name, _ in triggers:
        database.run(f"DROP TRIGGER {name}")
    yield
    for _, text in triggers:
        database.run(text)


def _rewrite(path: Path, target: _Target, clock: Clock) -> bool:
    """Remove the same from a backup and write it anew; False when it is none that can be read.

    Raises:
        StocktakeError: there is no room to write it anew, and it is as it was.
    """
    try:
        connection = connect(path)
    except refusals.FAULTS:
        return False
    try:
        apply_settings(connection, path)
        database = Database(path, connection, clock)
        with database.transaction(), _history_open(database):
            _delete(database, target)
            database.run("DELETE FROM meta WHERE key IN ('first_page', 'place')")
        database.run("VACUUM")
    except (*refusals.FAULTS, StocktakeError) as error:
        if refusals.is_of_the_world(error, path):
            raise _not_removed(path) from error
        return False
    finally:
        connection.close()
        remove_empty_journal(path)
    return is_good(path)


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_removed(path) from error


def _not_removed(backup: Path) -> StocktakeError:
    return StocktakeError(
        "not_removed",
        f"It was not deleted: it is in {backup.name} too, which could not be written.",
        f"Free at least 50 MB on {backup.drive or backup.parent}, close other programs that have "
        "it open, and delete it again.",
    )


def _delete(database: Database, target: _Target) -> None:
    sql = "SELECT id FROM submissions WHERE return_id = ?"
    found = [int(row[0]) for each in target.return_ids for row in database.rows(sql, each)]
    tables = {
        str(row[0]) for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for submission_id in found:
        if target.address is None and target.table_row is None and "published_cards" in tables:
            _delete_published(database, submission_id)
        for table in OF_A_SUBMISSION:
            if table in tables:
                _delete_from(database, table, submission_id, target)
        if target.address is None and target.table_row is None:
            database.run("DELETE FROM submissions WHERE id = ?", submission_id)
        else:
            _count_again(database, submission_id)
    _forget_ticks(database, found)
    for kind, code in target.codes:
        _delete_subject(database, kind, code)
        if "published_sets" in tables:
            database.run("DELETE FROM published_sets WHERE ods_code = ?", code)
    if target.round:
        _delete_round(database, target.round)


def _forget_ticks(database: Database, submission_ids: list[int]) -> None:
    """Forget what was ticked to leave of these returns; the ticks of the others stay."""
    try:
        kept = json.loads(database.meta("ticks") or "{}")
        left = {key: each for key, each in kept.items() if int(key) not in submission_ids}
    except (ValueError, AttributeError):
        left = {}
    if left:
        database.set_meta("ticks", json.dumps(left))
    else:
        database.run("DELETE FROM meta WHERE key = 'ticks'")


def _delete_from(database: Database, table: str, submission_id: int, target: _Target) -> None:
    """Delete what is meant from one table of one submission."""
    sql = f"DELETE FROM {table} WHERE submission_id = ?"
    if table in NOT_BY_QUESTION and (target.address or target.table_row):
        forget_baselines(database, submission_id)
        return
    if table == "rate_cards" and (target.address or target.table_row):
        # A card holds figures of its own; those that came from the table were copied by hand.
        return
    if table == "sign_offs" and (target.address or target.table_row):
        database.run("UPDATE sign_offs SET copy = '' WHERE submission_id = ?", submission_id)
        return
    if target.address is None and target.table_row is None:
        database.run(sql, submission_id)
    elif target.table_row is not None and table != "sections_done":
        database.run(f"{sql} AND question = ? AND row = ?", submission_id, *target.table_row)
    elif target.address is not None and table not in ("sections_done", "table_rows"):
        place = (target.address.question, target.address.row, target.address.column)
        database.run(f"{sql} AND question = ? AND row = ? AND col = ?", submission_id, *place)


def _delete_published(database: Database, submission_id: int) -> None:
    """Delete what was published of a return's card, unless another return has the same card."""
    card_ids = "SELECT json_extract(text, '$.id') FROM rate_cards WHERE json_valid(text)"
    database.run(
        f"""DELETE FROM published_cards WHERE card_id IN ({card_ids} AND submission_id = ?)
            AND card_id NOT IN ({card_ids} AND submission_id IS NOT ?)""",
        submission_id,
        submission_id,
    )


def _count_again(database: Database, submission_id: int) -> None:
    """Count a submission's answers afresh, as one more revision."""
    before = sealed_row(database, "submissions", submission_id)["answer_count"]
    row = database.row("SELECT count(*) FROM answers WHERE submission_id = ?", submission_id)
    left = int(row[0]) if row else 0
    if left != before:
        count_on(database, submission_id, left - before, database.clock())


def _delete_round(database: Database, label: str) -> None:
    returns = database.rows("SELECT return_id FROM submissions WHERE round = ?", label)
    if returns:
        _delete(database, _Target(tuple(str(each[0]) for each in returns)))
    database.run("DELETE FROM rounds WHERE label = ?", label)


def _delete_subject(database: Database, kind: str, code: str) -> None:
    sql = "SELECT id FROM subjects WHERE kind = ? AND code = ?"
    for row in database.rows(sql, kind, code):
        returns = database.rows("SELECT return_id FROM submissions WHERE subject_id = ?", row[0])
        _delete(database, _Target(tuple(str(each[0]) for each in returns)))
        database.run("DELETE FROM history WHERE subject_id = ?", row[0])
        database.run("DELETE FROM subjects WHERE id = ?", row[0])
