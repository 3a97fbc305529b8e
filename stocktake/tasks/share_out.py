"""Share sections out to a colleague: what goes, the file, and who has what since when.

Answers about a person never go into a file; confidential questions go only by a tick, and so do the
answers given so far. What stays is left out whole, question and answer, and said.

Source: design/screens.md F.11; design/decisions.md 5.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, State
from stocktake.questionnaire.form import Column, Question, Section
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.store.shared_out import SharedOut, ShareStanding
from stocktake.tasks.export_practice import MADE_BY, file_name, free_path
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.shared_form import asks_elsewhere
from stocktake.tasks.shared_own_rows import all_of_own
from stocktake.workbooks.exports import EXPORTS, WorkbookData
from stocktake.workbooks.exports.data import FormAnswers, ShownQuestion, ShownSection
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text
from stocktake.workbooks.share_note import ShareNote

ONLY_IF = "Leave this blank if it does not apply."
_SENT_STATES = (
    State.ANSWERED,
    State.NOT_KNOWN,
    State.NOT_APPLICABLE,
    State.PREFER_NOT_TO_SAY,
)
_MOST_IN_NAME = 2


@dataclass(frozen=True, slots=True)
class ShareOrder:
    """What a person wants to share out.

    Attributes:
        colleague: a role or first name; it stays on this computer.
        has_answers: the answers given so far go too.
        has_confidential: confidential questions go too.
    """

    form_id: str
    sections: tuple[str, ...]
    colleague: str = ""
    return_by: date | None = None
    has_answers: bool = True
    has_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is about to go.

    Attributes:
        form: the questions and answers that go.
        staying_personal: questions and columns left out because they are about a person.
        staying_confidential: those left out because nobody ticked that they may go.
        answers: how many answers go.
    """

    note: ShareNote
    form: FormAnswers
    staying_personal: int
    staying_confidential: int
    answers: int

    @property
    def words(self) -> tuple[str, ...]:
        """What goes and what stays, in sentences."""
        questions = sum(len(shown.questions) for shown in self.form.sections)
        went = f"{counted(self.answers, 'answer')} given so far" if self.answers else "no answers"
        words = [f"{counted(questions, 'question')} and {went}."]
        if self.staying_personal:
            what = counted(self.staying_personal, "item")
            words.append(f"{what} about people or private notes never leave this computer.")
        if self.staying_confidential:
            what = counted(self.staying_confidential, "confidential item")
            words.append(f"{what} stay here.")
        return tuple(words)


def shareable(sheet: Sheet) -> tuple[Section, ...]:
    """The sections that can be shared out."""
    return tuple(section for section in sheet.loaded.sections if sheet.questions(section.id))


def sharing_of(submission: Submission, sheet: Sheet, order: ShareOrder, role: str) -> Sharing:
    """Work out what goes.

    Raises:
        StocktakeError: ``nothing_chosen`` without a section, ``nothing_to_share`` when every
            question of the sections has to stay, ``private_form``.
    """
    if sheet.loaded.form.private:
        raise StocktakeError(
            "private_form", "This form is personal and is not shared out.", "Choose another form."
        )
    if not order.sections:
        raise StocktakeError(
            "nothing_chosen", "No section is ticked.", "Tick the sections to share."
        )
    gathering = _Gathering(sheet, order)
    shown = gathering.sections()
    if not shown:
        raise StocktakeError(
            "nothing_to_share",
            "Every question in these sections is confidential or about people.",
            "Tick that confidential questions may go, or choose other sections.",
        )
    note = ShareNote(
        id=secrets.token_hex(8),
        sections=tuple(each.section.id for each in shown),
        left_out=tuple(sorted(gathering.left_out)),
        role=role,
        return_by=order.return_by,
        has_answers=order.has_answers,
    )
    answers = gathering.answers(shown)
    sent = replace(submission, answers=answers)
    return Sharing(
        note,
        FormAnswers(sheet.loaded, sent, shown, is_to_fill_in=True),
        gathering.personal,
        gathering.confidential,
        order.has_answers * sum(each.state is State.ANSWERED for _, each in answers.items()),
    )


class _Gathering:
    """Which questions go, and what stays for which reason."""

    def __init__(self, sheet: Sheet, order: ShareOrder) -> None:
        self.sheet = sheet
        self.order = order
        self.wanted = all_of_own(sheet.loaded, order.sections)
        self.left_out: set[str] = set()
        self.personal = self.confidential = 0

    def sections(self) -> tuple[ShownSection, ...]:
        loaded = self.sheet.loaded
        found = []
        for section in loaded.sections:
            if section.id in self.wanted:
                shown = tuple(self._questions(section))
                if shown:
                    found.append(ShownSection(section, shown))
        return tuple(found)

    def _questions(self, section: Section) -> Iterator[ShownQuestion]:
        for question in section.questions:
            self._leave_out(question)
            if question.asked != "form" or question.type == "calculated":
                continue
            if not self._may_be_asked(question):
                continue
            if question.type != "table":
                if self._may_go(question, question):
                    yield ShownQuestion(question, hint=self._hint(question))
                continue
            columns = tuple(self._columns(question))
            if any(not _names_rows(question, column) for column in columns):
                starters = self.sheet.starter_rows(question)
                yield ShownQuestion(question, columns, starters, self._hint(question))
            else:
                self.left_out.add(question.id)

    def _may_be_asked(self, question: Question) -> bool:
        """Whether it is asked now, or will be by an answer within these sections."""
        if not self.sheet.on_route(question):
            return False
        if self.sheet.applies(question.id):
            return True
        if asks_elsewhere(self.sheet.loaded, question, self.wanted):
            self.left_out.add(question.id)
            return False
        return True

    def _may_go(self, question: Question, field: Question | Column) -> bool:
        if _is_personal(question, field):
            self.personal += 1
        elif self._is_held(question, field):
            self.confidential += 1
        else:
            return True
        return False

    def _is_held(self, question: Question, field: Question | Column) -> bool:
        """Whether it is confidential, or the partners' alone, and nobody ticked that it may go."""
        is_guarded = field.sensitivity == "C" or question.partners_only
        return is_guarded and not self.order.has_confidential

    def _leave_out(self, question: Question) -> None:
        """Note what may not go, also of what another route would ask."""
        fields = question.columns or (question,)
        self.left_out |= {
            field.id
            for field in fields
            if _is_personal(question, field)
            or (self._is_held(question, field) and not _names_rows(question, field))
        }

    def _columns(self, table: Question) -> Iterator[Column]:
        for column in self.sheet.columns(table):
            if column.type == "calculated" or column.read_only:
                continue
            if _names_rows(table, column) or self._may_go(table, column):
                yield column

    def _hint(self, question: Question) -> str:
        applies = self.sheet.applies(question.id)
        parts = [question.hint] + ([] if applies else [ONLY_IF])
        return " ".join(part for part in parts if part)

    def answers(self, shown: Iterable[ShownSection]) -> Answers:
        """What goes of the answers given so far.

        Expectations of a practice's own always do: they are what their cards ask about.
        """
        kept: dict[Address, Answer] = {}
        rows: dict[str, list[str]] = {}
        for each in (q for section in shown for q in section.questions):
            name = each.question.id
            if not self.sheet.applies(name):
                continue
            if not self.order.has_answers and name != OWN_ROWS_TABLE:
                continue
            self._keep(kept, Address(name))
            for row in self.sheet.rows(name) if each.columns else ():
                if not self.sheet.is_touched(name, row):
                    continue
                before = len(kept)
                for column in each.columns:
                    self._keep(kept, Address(name, row, column.id))
                if len(kept) > before:
                    rows.setdefault(name, []).append(row)
        return Answers(kept, rows)

    def _keep(self, kept: dict[Address, Answer], address: Address) -> None:
        went = as_it_goes(self.sheet.answers[address])
        if went != BLANK:
            kept[address] = went


def _is_personal(question: Question, field: Question | Column) -> bool:
    return "X" in (question.sensitivity, field.sensitivity)


def _names_rows(table: Question, column: Question | Column) -> bool:
    """Whether a column says which starter row a row is, which is needed to make sense of it."""
    is_key = column.id == table.key and table.rows != "free"
    return is_key and not _is_personal(table, column)


def as_it_goes(answer: Answer, *, has_all_notes: bool = False) -> Answer:
    """An answer as it goes into a file: said or not known, with a note only where it is shared."""
    says = answer.state in _SENT_STATES
    note = answer.note if answer.note_shared or has_all_notes else ""
    return Answer(
        value=answer.usable,
        state=answer.state if says else State.BLANK,
        estimate=answer.estimate and says,
        carried_forward=answer.carried_forward and says,
        note=note,
        note_shared=bool(note),
    )


def prepare_sharing(practice: OpenPractice, order: ShareOrder) -> Sharing:
    """Gather what goes: the part that needs the workspace.

    Raises:
        StocktakeError: as ``sharing_of``, or the answers cannot be read.
    """
    opened = practice.open_return(order.form_id)
    saved = practice.workspace.returns.to_submission(opened.id)
    return sharing_of(saved, opened.sheet, order, practice.role)


def write_sharing(sharing: Sharing, folder: Path, now: datetime | None = None) -> Path:
    """Write the file: the part that takes a while and needs no workspace.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    moment = now or datetime.now(UTC).astimezone()
    path = free_path(folder, _file_name(sharing))
    data = WorkbookData(
        forms=(sharing.form,),
        shared=sharing.words,
        written_at=moment,
        made_by=MADE_BY,
        share=sharing.note,
    )
    EXPORTS["fill_in"].write(path, data)
    return path


def record_sharing(
    practice: OpenPractice, order: ShareOrder, sharing: Sharing, path: Path
) -> SharedOut:
    """Note who has the sections since when, and what the answers were."""
    opened = practice.open_return(order.form_id)
    shared = SharedOut(
        share_id=sharing.note.id,
        sections=sharing.note.sections,
        colleague=order.colleague.strip() or "a colleague",
        shared_at=datetime.now(UTC).astimezone(),
        left_out=sharing.note.left_out,
        return_by=order.return_by,
        file_name=path.name,
        role=practice.role,
        baseline=baseline_text(sharing.form.submission),
    )
    practice.workspace.shared_out.add(opened.id, shared)
    return shared


def baseline_text(submission: Submission) -> str:
    """The answers that went, as they are kept to compare with."""
    return to_text(Payload((Member(submission),), made_by=MADE_BY))


def end_sharing(practice: OpenPractice, form_id: str, share_id: str, *, is_back: bool) -> None:
    """Say that sections are back, or that they are not waited for any more."""
    standing = ShareStanding.BACK if is_back else ShareStanding.CANCELLED
    opened = practice.open_return(form_id)
    practice.workspace.shared_out.end(opened.id, share_id, standing)


def _file_name(sharing: Sharing) -> str:
    titles = [shown.section.title for shown in sharing.form.sections]
    named = ", ".join(titles) if len(titles) <= _MOST_IN_NAME else f"{len(titles)} sections"
    word = "sent back" if sharing.note.sent_back else "to fill in"
    return file_name(sharing.form.submission, f"{word} {named}")
