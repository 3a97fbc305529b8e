"""What last left the practice, so that two exports that differ are never taken for one.

What leaves depends on the answers and on what was ticked. Another revision tells a copy with other
ticks from the one before, so that a merge takes the later one instead of asking about a conflict.
"""

from __future__ import annotations

import json

from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryStore, Kind
from stocktake.store.submission_rows import sealed_row


class ExportedStore:
    """Remembers in the history what each submission last said when it left.

    Raises:
        StocktakeError: when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database, history: HistoryStore) -> None:
        self._database = database
        self._history = history

    def number(self, submission_id: int, fingerprint: str, *, role: str) -> int:
        """Say which revision an export carries, raising it where the last one said otherwise.

        The assessment date stays: ticking something is no change of an answer.

        Args:
            submission_id: what leaves.
            fingerprint: of what it says as it leaves, without its revision.
            role: who exports it.
        """
        with self._database.transaction():
            fields = sealed_row(self._database, "submissions", submission_id)
            revision = int(fields["revision"])
            last_revision, last = self._last(submission_id)
            if (last_revision, last) == (revision, fingerprint):
                return revision
            if last_revision >= revision:
                revision = last_revision + 1
                self._database.change("submissions", fields, {"revision": revision})
            new = json.dumps({"revision": revision, "fingerprint": fingerprint})
            by = By(role, kind=Kind.EXPORTED)
            change = Change("", new, submission_id=submission_id)
            self._history.record([change], by, self._database.clock())
            self._database.count_change()
            return revision

    def _last(self, submission_id: int) -> tuple[int, str]:
        """Revision and fingerprint of the last export; before the first, none."""
        entries = self._history.of_kind(submission_id, Kind.EXPORTED)
        if not entries:
            return -1, ""
        last = json.loads(entries[-1].new)
        return int(last["revision"]), str(last["fingerprint"])
