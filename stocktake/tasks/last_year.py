"""The answers of the round before, of the same practice, read with that round's own forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.questionnaire.answer_words import answer_in_words, row_in_words
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form_changes import FormChanges, form_changes
from stocktake.questionnaire.issues import row_name
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.moving import move
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject
from stocktake.store.returns import Listed
from stocktake.store.workspace import Workspace
from stocktake.tasks.compare import CHANGES, compare_sheets
from stocktake.tasks.kept_forms import kept_form
from stocktake.tasks.sheets import sheet_of

MOST_ROWS = 12
"""Rows of a table that are said; a longer one is looked up in its round."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What was answered in the round before.

    Attributes:
        round: its label, such as 2025/26.
        words: the answer, or what was said in its place.
        answer: as it was given.
        question_then: the question's words, where they were others.
    """

    round: str
    words: str
    answer: Answer
    question_then: str = ""

    @property
    def line(self) -> str:
        """The answer with the year it is from: "Last year (2025/26): 3 GPs"."""
        return f"Last year ({self.round}): {self.words}"


def form_given_to(workspace: Workspace, form_id: str, form_hash: str) -> LoadedForm:
    """The form that answers were given to; the shipped one where it was never kept here."""
    shipped = shipped_form(form_id)
    if form_hash == shipped.hash:
        return shipped
    return kept_form(workspace, form_hash) or shipped


class LastYear:
    """The newest earlier round of a practice, form by form; nothing is read until it is asked for.

    Attributes:
        subject: the practice.
        round: the round it is looked back from.
    """

    def __init__(self, workspace: Workspace, subject: Subject, round_label: str) -> None:
        self.subject = subject
        self.round = round_label
        self._workspace = workspace
        self._sheets: dict[str, Sheet | None] = {}
        self._rounds: dict[str, str] = {}
        self._changes: dict[tuple[str, str], FormChanges] = {}
        self._answers: dict[tuple[str, str], Mapping[Address, Answer]] = {}

    def is_there(self, form_id: str) -> bool:
        """Whether there is a round before for a form, without reading it."""
        return earlier(self._workspace, self.subject, self.round, form_id) is not None

    def sheet(self, form_id: str) -> Sheet | None:
        """The answers of the round before over their own form; None where there were none.

        Raises:
            StocktakeError: they cannot be read.
        """
        if form_id not in self._sheets:
            self._sheets[form_id] = self._read(form_id)
        return self._sheets[form_id]

    def round_of(self, form_id: str) -> str:
        """The label of the round that ``sheet`` is of; empty where there is none."""
        self.sheet(form_id)
        return self._rounds.get(form_id, "")

    def _read(self, form_id: str) -> Sheet | None:
        found = earlier(self._workspace, self.subject, self.round, form_id)
        if found is None:
            return None
        self._rounds[form_id] = found.round
        loaded = form_given_to(self._workspace, form_id, found.form_hash)
        return sheet_of(self._workspace.returns.to_submission(found.id), loaded)

    def changes(self, form_id: str, now: LoadedForm) -> FormChanges:
        """What became of the form since; nothing where there was no round before."""
        then = self.sheet(form_id)
        if then is None or then.loaded.hash == now.hash:
            return FormChanges()
        key = (form_id, now.hash)
        if key not in self._changes:
            self._changes[key] = form_changes(then.loaded, now)
        return self._changes[key]

    def last_answer(self, now: Sheet, question_id: str) -> LastAnswer | None:
        """What was answered to a question of this round in the one before; None for a blank."""
        form_id = now.loaded.id
        then = self.sheet(form_id)
        if then is None:
            return None
        asked_as = self.changes(form_id, now.loaded).old_id(question_id, of_parts=True)
        question = then.loaded.questions.get(asked_as)
        if question is None or not then.applies(asked_as):
            return None
        answer = then.answers.get(asked_as)
        words = answer_in_words(question, answer)
        if question.type == "table" and not words:
            words = table_in_words(then, asked_as)
        label = now.loaded.label(question_id)
        other = question.label if question.label != label else ""
        return LastAnswer(self.round_of(form_id), words, answer, other) if words else None

    def changed(self, now: Sheet) -> frozenset[str]:
        """The questions answered otherwise than in the round before, those new since among them.

        Empty where there was no round before.
        """
        then = self.sheet(now.loaded.id)
        if then is None:
            return frozenset()
        found = compare_sheets(then, now, self.changes(now.loaded.id, now.loaded))
        return frozenset(each.question_id for each in found if each.way in CHANGES)

    def values_to_use(self, now: Sheet, question_id: str) -> dict[Address, Answer]:
        """Last year's answers to a question as they would stand now; empty where they cannot.

        Of a table only rows that hold nothing now are offered.
        """
        question = now.loaded.questions[question_id]
        touched = set()
        if question.type == "table":
            rows = now.rows(question_id)
            touched = {row for row in rows if now.is_touched(question_id, row)}
        return {
            address: answer
            for address, answer in self._moved(now).items()
            if address.question == question_id
            and address.row not in touched
            and answer.state is not State.BLANK
            and (answer.value is not None or answer.state is not State.ANSWERED)
        }

    def _moved(self, now: Sheet) -> Mapping[Address, Answer]:
        """Last year's answers as they stand on this year's form."""
        form_id, key = now.loaded.id, (now.loaded.id, now.loaded.hash)
        then = self.sheet(form_id)
        if then is None:
            return {}
        if key not in self._answers:
            changes = self.changes(form_id, now.loaded)
            self._answers[key] = move(then.answers, then.loaded, now.loaded, changes).answers
        return self._answers[key]


def earlier(
    workspace: Workspace, subject: Subject, round_label: str, form_id: str
) -> Listed | None:
    """How the workspace lists the newest earlier submission of a form about a practice."""
    found = [
        each
        for each in workspace.returns.list()
        if each.subject.kind == subject.kind
        and each.subject.code == subject.code
        and each.form_id == form_id
        and each.round < round_label
        and not each.instance
    ]
    return max(found, key=lambda each: each.round, default=None)


def table_in_words(sheet: Sheet, table_id: str) -> str:
    """The rows of a table that hold something, one line each; of many the first dozen."""
    table = sheet.loaded.questions[table_id]
    rows = [row for row in sheet.rows(table_id) if sheet.is_touched(table_id, row)]
    lines = [f"{row_name(sheet, table, row)}: {row_in_words(sheet, table, row)}" for row in rows]
    rest = len(lines) - MOST_ROWS
    more = [f"and {rest} more"] if rest > 0 else []
    return "\n".join(lines[:MOST_ROWS] + more)
