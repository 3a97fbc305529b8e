"""The gathering of what leaves of one submission, cell by cell, with its layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stocktake.questionnaire.answers import (
    BLANK,
    STATE_WORDS,
    Address,
    Answer,
    Answers,
    State,
    answered,
)
from stocktake.questionnaire.form import Column, Question, Sensitivity
from stocktake.questionnaire.form_ids import CARD_LINES
from stocktake.questionnaire.indicators import figure
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.questionnaire.types import show
from stocktake.tasks.leaving_rules import (
    QUICK,
    ShareChoice,
    is_weakness,
    ruling,
    sensitivity_of,
)
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.exports.data import (
    FormAnswers,
    ShownFigure,
    ShownQuestion,
    ShownSection,
)

IDENTITY = "Says whose answers these are"
_NOTE = "A note you shared and ticked"
_SHARE_CHOICE, _SHOW_NAME = "admin.share_choice", "admin.show_name"
_NAME_OUTSIDE = "admin.name_outside"

_STATES = (State.ANSWERED, State.NOT_KNOWN, State.NOT_APPLICABLE, State.PREFER_NOT_TO_SAY)
"""What is told of an answer. Come back later is a note to oneself."""

_NO_LONGER = "answers to questions that do not apply any more"
_NOTES_STAY = "notes you did not share and tick"


@dataclass(frozen=True, slots=True)
class LeavingCell:
    """One cell of the preview.

    Attributes:
        form, section, label: titles, as they are read.
        question: the question's id.
        row: what the row of a table is called.
        shown: the answer in words.
        reason: why it goes; for what could be ticked, what kind of answer it is.
        address: where the answer stands; None for what says whose answers these are.
        tick: what was or could be ticked to let it go.
        is_note: it is the note of the answer, ticked in ``ShareChoice.notes``.
    """

    form: str
    section: str
    question: str
    label: str
    row: str
    shown: str
    sensitivity: Sensitivity
    reason: str
    address: Address | None = None
    tick: Address | None = None
    is_note: bool = False


@dataclass
class Gathering:
    """The gathering of what leaves of one submission."""

    submission: Submission
    sheet: Sheet
    choice: ShareChoice
    cells: list[LeavingCell] = field(default_factory=list)
    could_tick: list[LeavingCell] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    held_domains: set[str] = field(default_factory=set)
    kept: dict[Address, Answer] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)

    @property
    def leaves(self) -> bool:
        """Whether there is a submission to send: lines of a rate card only where one is ticked."""
        return self.submission.form_id != CARD_LINES or bool(self.kept)

    def gather(self) -> None:
        """Go through every answer once."""
        for question in self.sheet.loaded.questions.values():
            if question.asked == "table" or question.type == "calculated":
                continue
            self._look_at(question, Address(question.id), "")
            if question.type == "table":
                self._table(question)
        self._gone()

    def _answer(self, address: Address) -> Answer:
        """The answer as saved; what was agreed to share is this export's own choice."""
        if address.question == _SHARE_CHOICE:
            return answered(self.choice.kind)
        if address.question == _SHOW_NAME and self.choice.show_name is not None:
            return answered("yes" if self.choice.show_name else "no")
        if address.question == _NAME_OUTSIDE and self.choice.name_outside is not None:
            return answered("yes" if self.choice.name_outside else "no")
        return self.sheet.answers[address]

    def _look_at(self, question: Question, address: Address, row: str) -> bool:
        """Take an answer in or hold it back; whether it goes."""
        answer = self._answer(address)
        says = _says_something(answer, question if not address.row else None)
        if not says and not answer.note:
            return False
        rule = ruling(self.sheet.loaded, address, self.choice)
        does_apply = self.sheet.applies(address.field_id, address.row)
        is_noted = self._note(question, address, answer, does_apply and rule.goes)
        goes = says and does_apply and rule.goes
        if goes:
            self.cells.append(self._cell(address, row, answer, rule.reason, rule.tick))
        elif says:
            self._hold(address, rule.reason if does_apply else _NO_LONGER)
            if rule.tick and does_apply:
                self.could_tick.append(self._cell(address, row, answer, rule.reason, rule.tick))
        if goes or is_noted:
            self.kept[address] = _as_it_leaves(answer if says else BLANK, answer, is_noted)
        return goes

    def _note(self, question: Question, address: Address, answer: Answer, can_go: bool) -> bool:
        """Take in a note: shared, ticked, and its answer may go."""
        if not answer.note:
            return False
        can_tick = can_go and answer.note_shared and self.choice.kind in ("numbers", "custom")
        shown = self._cell(address, "", answer, _NOTE, None)
        cell = replace(shown, label=f"Note: {question.label}", shown=answer.note, is_note=True)
        if can_tick and question.id in self.choice.notes:
            self.cells.append(cell)
            return True
        self.held[_NOTES_STAY] += 1
        if can_tick:
            self.could_tick.append(replace(cell, reason=_NOTES_STAY))
        return False

    def _table(self, table: Question) -> None:
        if self.sheet.answers.is_set_aside(table.id):
            # As with a figure that is not known: what it says is told, and not what it held.
            return
        applying = set(self.sheet.rows(table.id))
        for row in self.sheet.answers.rows(table.id):
            if not self.sheet.is_touched(table.id, row):
                continue
            if row not in applying:
                self._row_does_not_apply(table, row)
                continue
            self._row(table, row)

    def _row(self, table: Question, row: str) -> None:
        """Take in the cells of a row; a row of which only its name would go stays."""
        name = self._row_name(table, row)
        first = len(self.cells)
        going: list[str] = []
        for column in table.columns:
            address = Address(table.id, row, column.id)
            if column.type == "calculated" or column.read_only:
                continue
            if self._look_at(table, address, name):
                going.append(column.id)
        if not set(going) - ({table.key} if table.rows != "free" else set()):
            del self.cells[first:]
            for column_id in going:
                del self.kept[Address(table.id, row, column_id)]
            return
        self.rows.setdefault(table.id, []).append(row)
        self._name_row(table, row)

    def _name_row(self, table: Question, row: str) -> None:
        """A starter row whose option was never touched says which option it is all the same."""
        key = Address(table.id, row, table.key)
        column = next((c for c in table.columns if c.id == table.key), None)
        if column is None or key in self.kept or not any(c.code == row for c in column.choice):
            return
        self.kept[key] = answered(row)
        self.cells.append(self._cell(key, self._row_name(table, row), answered(row), IDENTITY))

    def _row_does_not_apply(self, table: Question, row: str) -> None:
        for column in table.columns:
            if self.sheet.answers.get(table.id, row, column.id).state in _STATES:
                self._hold(Address(table.id, row, column.id), _NO_LONGER)

    def _hold(self, address: Address, kind: str) -> None:
        self.held[kind] += 1
        if kind == _NO_LONGER:
            return
        question = self.sheet.loaded.questions[address.question]
        if question.type == "rating" and question.domain:
            self.held_domains.add(question.domain)

    def _gone(self) -> None:
        """Count answers that no question of the form asks for, such as those of a card."""
        known = self.sheet.loaded.questions
        gone = sum(
            answer.state in _STATES and address.question not in known
            for address, answer in self.sheet.answers.items()
        )
        if gone:
            self.held[_NO_LONGER] += gone

    def _row_name(self, table: Question, row: str) -> str:
        """What a row is called: its option, or the first of its answers in words."""
        for column in table.columns:
            value = self.sheet.value(column.id, row)
            if value is not None and column.type in ("choice", "text"):
                return show(value, column)
        return "(no name)"

    def _cell(
        self, address: Address, row: str, answer: Answer, reason: str, tick: Address | None = None
    ) -> LeavingCell:
        loaded = self.sheet.loaded
        question, each = loaded.questions[address.question], loaded.fields[address.field_id]
        is_said = answer.is_answered
        shown = show(answer.value, each) if is_said else STATE_WORDS[answer.state]
        return LeavingCell(
            form=loaded.form.title,
            section=loaded.section_of[question.id].title,
            question=question.id,
            label=each.label,
            row=row,
            shown=f"{shown} (estimate)" if answer.estimate and is_said else shown,
            sensitivity=sensitivity_of(question, each),
            reason=reason,
            address=address,
            tick=tick,
        )

    def figures(self) -> Iterator[ShownFigure]:
        """The indicators that go, with a value.

        One goes when the answers that leave give it by themselves, or when it is local by its own
        right, no money, and the practice chose to share local answers (B.1 rule 9).
        """
        alone = sheet_of(self.sent(), self.sheet.loaded)
        for indicator in self.sheet.loaded.form.indicators:
            if indicator.scope != "form":
                continue
            made = figure(self.sheet, indicator.id)
            is_local = indicator.sensitivity in ("P", "L") and "pounds" not in indicator.unit
            if not (is_local and self.choice.kind == "numbers"):
                made, whole = figure(alone, indicator.id), made
                if made.shown != whole.shown:
                    continue
            if made.shown:
                yield ShownFigure(indicator, made)

    def sent(self) -> Submission:
        """The submission as it leaves."""
        return replace(self.submission, answers=Answers(self.kept, self.rows))

    def form_answers(self) -> FormAnswers:
        """What leaves, with the questions that stand on the sheets."""
        sections = []
        for section in self.sheet.loaded.sections:
            questions = [self._shown(question) for question in section.questions]
            shown = tuple(each for each in questions if each is not None)
            if shown:
                sections.append(ShownSection(section, shown))
        return FormAnswers(self.sheet.loaded, self.sent(), tuple(sections))

    def _shown(self, question: Question) -> ShownQuestion | None:
        """A question that leaves, or one left blank that the choice would let out."""
        has_rows = bool(self.rows.get(question.id))
        goes = Address(question.id) in self.kept or has_rows
        if not goes and not self._is_offered(question):
            return None
        return ShownQuestion(question, self._columns(question))

    def _is_offered(self, question: Question) -> bool:
        """Whether a blank question is put on the sheet to be filled in."""
        loaded = self.sheet.loaded
        if self.sheet.answers.get(question.id).state in _STATES or question.type == "calculated":
            return False
        if question.id in loaded.companion_ids or not self.sheet.is_asked(question):
            return False
        is_card = loaded.form.card is not None and loaded.section_of[question.id].id != "local"
        if is_card and question.id.partition(".")[2] not in QUICK:
            return False
        if question.type == "table":
            is_listed = any(
                self.sheet.is_touched(question.id, row) for row in self.sheet.rows(question.id)
            )
            return not is_listed and bool(self._columns(question))
        return ruling(loaded, Address(question.id), self.choice).goes

    def _columns(self, table: Question) -> tuple[Column, ...]:
        """The columns with something that leaves, and those the choice would let out."""
        sent = {address.column for address in self.kept if address.question == table.id}
        offered = set()
        if not is_weakness(table) or self.choice.kind in ("facts_weak", "numbers"):
            offered = {c.id for c in self.sheet.columns(table) if self._would_go(table, c.id)}
        return tuple(
            column
            for column in table.columns
            if column.id in sent | offered and not column.read_only and column.type != "calculated"
        )

    def _would_go(self, table: Question, column_id: str) -> bool:
        row = Address(table.id, "added")
        ticked = frozenset({row}) if is_weakness(table) else frozenset()
        choice = replace(self.choice, ticked=self.choice.ticked | ticked)
        return ruling(self.sheet.loaded, replace(row, column=column_id), choice).goes


def _says_something(answer: Answer, question: Question | None) -> bool:
    """Whether there is anything to tell; a table itself has a state and no value."""
    if answer.state is State.ANSWERED:
        return answer.value is not None or (question is not None and question.type == "table")
    return answer.state in _STATES


def _as_it_leaves(answer: Answer, whole: Answer, is_noted: bool) -> Answer:
    return Answer(
        value=answer.usable,
        state=answer.state,
        estimate=answer.estimate,
        carried_forward=answer.carried_forward,
        note=whole.note if is_noted else "",
        note_shared=is_noted,
    )
