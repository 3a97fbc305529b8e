"""The tables of a workspace, as an append-only list of named SQL.

To change the tables: add a name and its statements at the foot of ``MIGRATIONS``, a test of that
name in ``tests/store/test_migrations.py``, and never touch what stands above. Names and SQL only,
never today's classes, because a migration runs for ever against files of its own day. A statement
that changes a column named in ``rows.HASHED`` gives the row its hash again with ``row_hash(...)``,
which every connection offers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

MIGRATION_SET = "stocktake"

MIGRATIONS: dict[str, tuple[str, ...]] = {
    "001_practices_and_answers": (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY, opened_at TEXT NOT NULL, closed_at TEXT NOT NULL DEFAULT '',
            version TEXT NOT NULL)""",
        """CREATE TABLE forms (
            id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, form_id TEXT NOT NULL,
            version TEXT NOT NULL, text TEXT NOT NULL)""",
        """CREATE TABLE subjects (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
            pcn_name TEXT NOT NULL, pcn_code TEXT NOT NULL, icb_name TEXT NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (kind, code))""",
        "CREATE TABLE rounds (id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE)",
        """CREATE TABLE submissions (
            id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL REFERENCES subjects (id),
            form_id TEXT NOT NULL, round TEXT NOT NULL REFERENCES rounds (label),
            instance TEXT NOT NULL, return_id TEXT NOT NULL, revision INTEGER NOT NULL,
            form_version TEXT NOT NULL, form_hash TEXT NOT NULL, assessed_on TEXT NOT NULL,
            assessed_pinned INTEGER NOT NULL, route TEXT NOT NULL, sample INTEGER NOT NULL,
            standing TEXT NOT NULL, started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
            answer_count INTEGER NOT NULL, row_hash TEXT NOT NULL)""",
        """CREATE UNIQUE INDEX one_current_submission
            ON submissions (subject_id, form_id, round, instance) WHERE standing = 'current'""",
        """CREATE TABLE answers (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            question TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL,
            value TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
            estimate INTEGER NOT NULL, carried_forward INTEGER NOT NULL, note TEXT NOT NULL,
            note_shared INTEGER NOT NULL, reasons TEXT NOT NULL, evidence TEXT NOT NULL,
            origin TEXT NOT NULL, role TEXT NOT NULL, changed_at TEXT NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (submission_id, question, row, col))""",
        """CREATE TABLE table_rows (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            question TEXT NOT NULL, row TEXT NOT NULL, position INTEGER NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (submission_id, question, row))""",
        """CREATE TABLE history (
            id INTEGER PRIMARY KEY, submission_id INTEGER REFERENCES submissions (id),
            subject_id INTEGER REFERENCES subjects (id), group_id TEXT NOT NULL,
            at TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, question TEXT NOT NULL,
            row TEXT NOT NULL, col TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
            note TEXT NOT NULL, row_hash TEXT NOT NULL)""",
        "CREATE INDEX history_by_address ON history (submission_id, question, row, col)",
        """CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END""",
        """CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END""",
    ),
    "002_sections_evidence_and_published_figures": (
        """CREATE TABLE sections_done (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            section TEXT NOT NULL, done_at TEXT NOT NULL, role TEXT NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (submission_id, section))""",
        """CREATE TABLE attachments (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            question TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, name TEXT NOT NULL,
            sha256 TEXT NOT NULL, added_at TEXT NOT NULL, role TEXT NOT NULL,
            row_hash TEXT NOT NULL, content BLOB NOT NULL,
            UNIQUE (submission_id, question, row, col, name))""",
        """CREATE TABLE published (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            question TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, dataset TEXT NOT NULL,
            value TEXT NOT NULL, type TEXT NOT NULL, period TEXT NOT NULL, read_on TEXT NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (submission_id, question, row, col, dataset))""",
    ),
    "003_sign_offs": (
        # The copy stands last, so that looking whether a return is signed never reads it.
        """CREATE TABLE sign_offs (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            version INTEGER NOT NULL, signing TEXT NOT NULL, name TEXT NOT NULL,
            role TEXT NOT NULL, signed_on TEXT NOT NULL, statement TEXT NOT NULL,
            second_name TEXT NOT NULL, second_role TEXT NOT NULL, signed_at TEXT NOT NULL,
            sha256 TEXT NOT NULL, reopened_at TEXT NOT NULL, reopened_by TEXT NOT NULL,
            reopened_why TEXT NOT NULL, row_hash TEXT NOT NULL, copy TEXT NOT NULL,
            UNIQUE (submission_id, version))""",
    ),
    "004_shared_out": (
        """CREATE TABLE shared_out (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            share_id TEXT NOT NULL, sections TEXT NOT NULL, left_out TEXT NOT NULL,
            colleague TEXT NOT NULL, return_by TEXT NOT NULL, file_name TEXT NOT NULL,
            shared_at TEXT NOT NULL, role TEXT NOT NULL, standing TEXT NOT NULL,
            ended_at TEXT NOT NULL, baseline TEXT NOT NULL, settled TEXT NOT NULL,
            row_hash TEXT NOT NULL, UNIQUE (submission_id, share_id))""",
        """CREATE TABLE shared_in (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            share_id TEXT NOT NULL, sections TEXT NOT NULL, left_out TEXT NOT NULL,
            from_role TEXT NOT NULL, return_by TEXT NOT NULL, received_at TEXT NOT NULL,
            sent_back_at TEXT NOT NULL, row_hash TEXT NOT NULL,
            UNIQUE (submission_id, share_id))""",
    ),
    "005_questions_to_practices": (
        """CREATE TABLE askings (
            id INTEGER PRIMARY KEY, asking_id TEXT NOT NULL UNIQUE, side TEXT NOT NULL,
            text TEXT NOT NULL, expected TEXT NOT NULL, picked TEXT NOT NULL,
            letters TEXT NOT NULL, seed TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL,
            sent_at TEXT NOT NULL, changed_at TEXT NOT NULL, row_hash TEXT NOT NULL)""",
        """CREATE TABLE positions (
            id INTEGER PRIMARY KEY, asking_id TEXT NOT NULL, origin TEXT NOT NULL,
            place TEXT NOT NULL, text TEXT NOT NULL, file_name TEXT NOT NULL,
            problems TEXT NOT NULL, changed_at TEXT NOT NULL, row_hash TEXT NOT NULL,
            UNIQUE (asking_id, origin, place))""",
    ),
    "006_evidence_in_parts": (
        """CREATE TABLE attachment_parts (
            id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions (id),
            question TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, name TEXT NOT NULL,
            part INTEGER NOT NULL, row_hash TEXT NOT NULL, content BLOB NOT NULL,
            UNIQUE (submission_id, question, row, col, name, part))""",
    ),
    "007_rate_cards": (
        # Without a return it is the card of the whole workspace, as a federation's.
        """CREATE TABLE rate_cards (
            id INTEGER PRIMARY KEY, submission_id INTEGER REFERENCES submissions (id),
            step INTEGER NOT NULL, what TEXT NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL,
            saved_at TEXT NOT NULL, undone INTEGER NOT NULL, row_hash TEXT NOT NULL,
            UNIQUE (submission_id, step))""",
    ),
    "008_cards_of_no_return": (
        # Steps of what belongs to no return: a card of a PCN, or what was said of two cards.
        """CREATE TABLE card_steps (
            id INTEGER PRIMARY KEY, place TEXT NOT NULL, step INTEGER NOT NULL, what TEXT NOT NULL,
            text TEXT NOT NULL, role TEXT NOT NULL, saved_at TEXT NOT NULL,
            undone INTEGER NOT NULL, row_hash TEXT NOT NULL, UNIQUE (place, step))""",
        """CREATE TABLE published_cards (
            id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, card_id TEXT NOT NULL,
            version TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL,
            published_at TEXT NOT NULL, folder TEXT NOT NULL, row_hash TEXT NOT NULL)""",
    ),
    "009_published_sets": (
        # Figures were to stand by single answers; no version ever wrote one there.
        "DROP TABLE published",
        """CREATE TABLE published_sets (
            id INTEGER PRIMARY KEY, ods_code TEXT NOT NULL, sha256 TEXT NOT NULL,
            role TEXT NOT NULL, kept_at TEXT NOT NULL, removed_at TEXT NOT NULL,
            row_hash TEXT NOT NULL, content BLOB NOT NULL)""",
    ),
}


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the migrations a file has had, in order; reads only.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if not found[0]:
        return ()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid",
        (MIGRATION_SET,),
    )
    return tuple(row[0] for row in rows)


def unknown(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``names`` that this version has never heard of."""
    return tuple(name for name in names if name not in MIGRATIONS)


def pending(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the migrations a file that has had ``names`` still needs."""
    return tuple(name for name in MIGRATIONS if name not in names)


def apply(
    connection: sqlite3.Connection,
    written_by: str,
    steps: Mapping[str, tuple[str, ...]] = MIGRATIONS,
) -> None:
    """Bring a file up to ``steps`` in one transaction: all of them, or the file as it was.

    ``written_by`` is the version named to someone who opens the file with an older one.

    Raises:
        sqlite3.Error: a statement failed; nothing has been changed.
    """
    # Slow to import (it brings numpy) and needed only when there is something to do.
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)

    def register(name: str, statements: tuple[str, ...]) -> None:
        @migrations(name=name)
        def run(db: Database) -> None:
            for statement in statements:
                db.conn.execute(statement)

    for name, statements in steps.items():
        register(name, statements)
    database = Database(connection)
    with database.atomic():
        migrations.apply(database)
        connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES ('written_by', ?)", (written_by,)
        )
