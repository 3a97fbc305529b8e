"""How many practices answered each question, so that a lead sees what a figure rests on.

Only states are counted, never answers. An answer that a practice kept to itself never left it, so
it cannot be told from a blank; the words say "answered and shared".
Source: design/screens.md F.12 (coverage per question).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stocktake.merge.collection import Collection
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.sheets import sheet_of

FORMS = (STOCKTAKE, EXPECTATIONS)
_NEVER_LEAVES = "X"


@dataclass(frozen=True, slots=True)
class QuestionCovered:
    """One question.

    Attributes:
        answered: practices that answered and shared it.
        not_known: practices that said they do not know, or would rather not say.
        not_asked: practices to which it does not apply.
        out_of: practices that sent this form.
    """

    id: str
    label: str
    answered: int
    not_known: int
    not_asked: int
    out_of: int

    @property
    def asked(self) -> int:
        """Practices to which it applies."""
        return self.out_of - self.not_asked

    @property
    def blank(self) -> int:
        """Practices that left it, or kept it to themselves."""
        return self.asked - self.answered - self.not_known


@dataclass(frozen=True, slots=True)
class SectionCovered:
    """One section with its questions, in the order they are asked."""

    form_id: str
    title: str
    questions: tuple[QuestionCovered, ...]

    @property
    def answered(self) -> int:
        """Answers that came."""
        return sum(each.answered for each in self.questions)

    @property
    def asked(self) -> int:
        """Answers there could be, over practices and questions that apply."""
        return sum(each.asked for each in self.questions)

    @property
    def by_none(self) -> int:
        """Questions that apply to somebody and that nobody answered."""
        return sum(1 for each in self.questions if each.asked and not each.answered)


def coverage(collection: Collection, round_label: str) -> tuple[SectionCovered, ...]:
    """Count the answers to every question that may leave a practice, section by section."""
    found: list[SectionCovered] = []
    counted = collection.counted(round_label)
    for form_id in FORMS:
        said = [
            sheet_of(version.submission)
            for version in counted
            if version.submission.form_id == form_id and version.identity.subject_kind == "practice"
        ]
        found += _sections(form_id, said)
    return tuple(found)


def _sections(form_id: str, sheets: list[Sheet]) -> Iterator[SectionCovered]:
    if not sheets:
        return
    companions = sheets[0].loaded.companion_ids
    for section in sheets[0].loaded.sections:
        # Expectations a practice added are its own and no other was asked them.
        if section.id.startswith(OWN_ROW_PREFIX):
            continue
        questions = tuple(
            _covered(question, sheets)
            for question in section.questions
            if question.type != "calculated"
            and question.sensitivity != _NEVER_LEAVES
            and question.id not in companions
        )
        if questions:
            yield SectionCovered(form_id, section.title, questions)


def _covered(question: Question, sheets: Iterable[Sheet]) -> QuestionCovered:
    answered = not_known = not_asked = out_of = 0
    for sheet in sheets:
        out_of += 1
        answer = sheet.answers.get(question.id)
        if _is_answered(question, sheet):
            answered += 1
        elif answer.state is State.NOT_APPLICABLE or not sheet.applies(question.id):
            not_asked += 1
        elif answer.state in (State.NOT_KNOWN, State.PREFER_NOT_TO_SAY):
            not_known += 1
    return QuestionCovered(question.id, question.label, answered, not_known, not_asked, out_of)


def _is_answered(question: Question, sheet: Sheet) -> bool:
    if question.type == "table":
        return any(sheet.is_touched(question.id, row) for row in sheet.answers.rows(question.id))
    return sheet.answers.get(question.id).is_answered
