"""How much of a form is asked: express, core or full. Choosing is a change that can be undone."""

from __future__ import annotations

from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryStore
from stocktake.store.submission_rows import count_on, refuse_signed, sealed_row


def write_route(
    database: Database, history: HistoryStore, submission_id: int, route: str, by: By
) -> None:
    """Keep how much is asked, with history, as one more revision.

    Raises:
        StocktakeError: ``signed``; or the file cannot be saved to (``refusals``).
    """
    with database.transaction():
        refuse_signed(database, submission_id)
        fields = sealed_row(database, "submissions", submission_id)
        old = str(fields["route"])
        if old == route:
            return
        at = database.clock()
        database.change("submissions", fields, {"route": route})
        history.record([Change(old, route, submission_id=submission_id)], by, at)
        count_on(database, submission_id, 0, at)
