"""A submission that comes from elsewhere: a workbook brought back, another person's copy.

Identity and return id decide, never a clock or a file name (design/data-model.md): of one return id
the higher revision replaces the lower; the same revision with other content, or another return id,
is a conflict and both are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stocktake.questionnaire.answers import Address, Answer
from stocktake.questionnaire.submission import Submission
from stocktake.store.answers import AnswerStore
from stocktake.store.database import Database
from stocktake.store.history import By, Kind
from stocktake.store.returns import FormText, ReturnStore, Standing
from stocktake.store.rows import Row, answer_fields
from stocktake.store.submission_rows import sealed_row


class Outcome(StrEnum):
    """What became of a submission that was taken in."""

    ADDED = "added"
    REPLACED = "replaced"
    ALREADY_HERE = "already_here"
    OLDER = "older"
    KEPT_BESIDE = "kept_beside"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of it, and the id of the submission that now holds it or stands against it."""

    id: int
    outcome: Outcome


class TakingIn:
    """Takes submissions in from elsewhere; all of one or nothing.

    Raises:
        StocktakeError: when the file cannot be saved to (``refusals``).
    """

    def __init__(self, database: Database, returns: ReturnStore, answers: AnswerStore) -> None:
        self._database = database
        self._returns = returns
        self._answers = answers

    def take_in(
        self, submission: Submission, *, role: str, form: FormText | None = None
    ) -> TakenIn:
        """Take a submission in, and keep its form's text where it came along."""
        with self._database.transaction():
            if form is not None:
                self._returns.keep_form(form)
            here = self._returns.current(submission)
            if here is None:
                return self._add(submission, Standing.CURRENT, role)
            return self._compare(here, submission, role)

    def replace(self, submission_id: int, theirs: Submission, *, role: str) -> None:
        """Put another desk's version of a return in the place of the one that is here."""
        with self._database.transaction():
            ours = self._returns.to_submission(submission_id)
            self._replace(submission_id, ours, theirs, role)

    def _compare(self, here: int, submission: Submission, role: str) -> TakenIn:
        ours = self._returns.to_submission(here)
        if _content(ours) == _content(submission):
            if submission.return_id != ours.return_id or submission.revision <= ours.revision:
                return TakenIn(here, Outcome.ALREADY_HERE)
        elif submission.return_id != ours.return_id or submission.revision == ours.revision:
            return self._beside(submission, role)
        elif submission.revision < ours.revision:
            return TakenIn(here, Outcome.OLDER)
        self._replace(here, ours, submission, role)
        return TakenIn(here, Outcome.REPLACED)

    def _beside(self, submission: Submission, role: str) -> TakenIn:
        """Keep the other version, once however often it is brought."""
        for listed in self._returns.list(Standing.BESIDE):
            if listed.return_id == submission.return_id:
                kept = self._returns.to_submission(listed.id)
                if _content(kept) == _content(submission) and kept.identity == submission.identity:
                    return TakenIn(listed.id, Outcome.ALREADY_HERE)
        return self._add(submission, Standing.BESIDE, role)

    def _add(self, submission: Submission, standing: Standing, role: str) -> TakenIn:
        added = self._returns.insert(submission, standing)
        self._fill(added, {}, submission, role)
        outcome = Outcome.ADDED if standing is Standing.CURRENT else Outcome.KEPT_BESIDE
        return TakenIn(added, outcome)

    def _replace(self, here: int, ours: Submission, theirs: Submission, role: str) -> None:
        gone = dict.fromkeys((address for address in ours.answers), None)
        self._fill(here, gone, theirs, role)

    def _fill(self, here: int, gone: dict[Address, None], theirs: Submission, role: str) -> None:
        """Write their answers, take away those they no longer have, and their revision."""
        changes: dict[Address, Answer | None] = {**gone, **dict(theirs.answers.items())}
        tables = {address.question for address in changes if address.row}
        tables.update(self._answers.load(here).tables, theirs.answers.tables)
        orders = {table: theirs.answers.rows(table) for table in tables}
        self._answers.write(here, changes, By(role, kind=Kind.TAKEN_IN), rows=orders)
        fields = sealed_row(self._database, "submissions", here)
        new: Row = {
            "revision": theirs.revision,
            "assessed_on": theirs.assessed_on.isoformat(),
            "form_version": theirs.form_version,
            "form_hash": theirs.form_hash,
            "route": theirs.route,
            "sample": int(theirs.sample),
        }
        self._database.change("submissions", fields, new)


def _content(submission: Submission) -> tuple[object, ...]:
    """What a person would call the same return: answers and rows, whoever wrote them and when."""
    said = {}
    for address, answer in submission.answers.items():
        fields = answer_fields(answer)
        said[address] = {k: v for k, v in fields.items() if k not in ("role", "changed_at")}
    rows = {table: submission.answers.rows(table) for table in submission.answers.tables}
    return submission.form_hash, submission.route, said, rows
