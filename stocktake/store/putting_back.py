"""Puts answers, rows, sections and routes back as the history has them: what undo and redo write.

An undoing is itself a group of the history, whose first entry names the groups it undoes; nothing
is taken out of the history, and what can be undone next follows from it alone. Undoing the taking
in of a file leaves what was decided of it open again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stocktake.questionnaire.answers import Address, Answer
from stocktake.store.answers import AnswerStore, Saved
from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryStore, Kind, new_group
from stocktake.store.routes import write_route
from stocktake.store.sections import SectionStore
from stocktake.store.shared_out import SharedOutStore


@dataclass(frozen=True, slots=True)
class Standing:
    """How things shall stand again in one submission.

    Attributes:
        answers: whole answers, with the role and time they had; None takes one away.
        rows: row ids in order, by table.
        sections: whether each is completed.
        route: how much is asked; empty where that does not change.
    """

    answers: Mapping[Address, Answer | None] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, bool] = field(default_factory=dict)
    route: str = ""


class PuttingBack:
    """Writes what is undone or done again; all of one step or nothing.

    Raises:
        StocktakeError: when the file cannot be saved to (``refusals``).
    """

    def __init__(
        self,
        database: Database,
        history: HistoryStore,
        answers: AnswerStore,
        sections: SectionStore,
        shared_out: SharedOutStore,
    ) -> None:
        self._database = database
        self._history = history
        self._answers = answers
        self._sections = sections
        self._shared_out = shared_out

    def put_back(
        self, standings: Mapping[int, Standing], groups: tuple[str, ...], by: By
    ) -> Mapping[int, Saved]:
        """Let things stand so, as the undoing or doing again of these groups.

        Args:
            standings: what changes, by submission; nothing, when it has become impossible.
            groups: the groups of the history that are undone or done again.
            by: whose hand it is in; its kind says which of the two.
        """
        mine = replace(by, group=new_group())
        with self._database.transaction():
            self._shared_out.turn(groups, is_undone=by.kind is Kind.UNDONE)
            return {
                submission_id: self._put_back(submission_id, standing, groups, mine)
                for submission_id, standing in standings.items()
            }

    def _put_back(
        self, submission_id: int, standing: Standing, groups: tuple[str, ...], by: By
    ) -> Saved:
        at = self._database.clock()
        named = Change(" ".join(groups), "", submission_id=submission_id)
        self._history.record([named], by, at)
        for section, done in standing.sections.items():
            self._sections.mark(submission_id, section, done, role=by.role, group=by.group)
        if standing.route:
            turned = replace(by, kind=Kind.ROUTE)
            write_route(self._database, self._history, submission_id, standing.route, turned)
        self._database.count_change()
        return self._answers.write(submission_id, standing.answers, by, rows=standing.rows, at=at)
