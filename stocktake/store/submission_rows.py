"""The row of one submission: read with its hash checked, and counted on with every change."""

from __future__ import annotations

from datetime import datetime

from stocktake.errors import StocktakeError
from stocktake.store import refusals
from stocktake.store.database import Database
from stocktake.store.rows import Row, seal

OF_A_SUBMISSION = (
    "answers",
    "table_rows",
    "history",
    "sections_done",
    "attachments",
    "attachment_parts",
    "sign_offs",
    "shared_out",
    "shared_in",
    "rate_cards",
)
"""Tables whose rows belong to one submission each, and go where it goes."""

OF_NO_SUBMISSION = ("askings", "positions", "card_steps", "published_cards", "published_sets")
"""Tables whose rows belong to the whole workspace."""


def sealed_row(database: Database, table: str, row_id: int) -> Row:
    """Read one row of a table by its id, with its hash.

    Raises:
        StocktakeError: ``no_such_return`` when there is none; ``workspace_damaged`` when it
            changed on the disk.
    """
    found = database.row(f"SELECT * FROM {table} WHERE id = ?", row_id)
    if found is None:
        raise StocktakeError(
            "no_such_return",
            "That return is not in this workspace any more.",
            "Go back to the first page and choose it again.",
        )
    fields = dict(found)
    if seal(table, fields) != fields["row_hash"]:
        raise refusals.damaged(database.path, "the name or date of a return has changed by itself")
    return fields


def refuse_signed(database: Database, submission_id: int) -> None:
    """Let nothing be written to a return that is signed off; reopening it comes first.

    Raises:
        StocktakeError: ``signed``.
    """
    sql = "SELECT max(version) FROM sign_offs WHERE submission_id = ? AND reopened_at = ''"
    found = database.row(sql, submission_id)
    if found is not None and found[0] is not None:
        raise StocktakeError(
            "signed",
            f"This return is signed as version {found[0]} and cannot be changed.",
            "Reopen it on the page “Sign off” first. The signed version is kept.",
        )


def count_on(
    database: Database, submission_id: int, added: int, at: datetime, *, keeps_day: bool = False
) -> int:
    """Count one more change of a submission, inside its transaction; return the new revision.

    ``added`` is how many more answers it holds. Its assessment date becomes today, except with
    ``keeps_day``, where nobody has said anything new.
    """
    fields = sealed_row(database, "submissions", submission_id)
    new: Row = {
        "revision": fields["revision"] + 1,
        "answer_count": fields["answer_count"] + added,
        "changed_at": at.isoformat(),
    }
    if not keeps_day:
        new["assessed_on"] = at.date().isoformat()
    database.change("submissions", fields, new)
    database.count_change()
    return int(fields["revision"]) + 1
