"""Two rounds side by side: what is answered otherwise, and which levels moved.

Questions are matched by their ids; one that was given another id is followed there. What does not
apply counts as blank, as it does everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from stocktake.phrases import counted
from stocktake.planning.levels import DomainLevel
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.answer_words import answer_in_words
from stocktake.questionnaire.answers import Address, Answer, State, Value
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.form_changes import FormChanges, form_changes
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.issues import row_name
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.practice_plan import levels_of, plan_of


class Way(StrEnum):
    """Which way an answer went; only ratings are better, worse or the same."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "changed"
    ANSWERED_NOW = "answered now"
    NOT_ANSWERED_NOW = "not answered now"


CHANGES = (Way.BETTER, Way.WORSE, Way.OTHER, Way.ANSWERED_NOW, Way.NOT_ANSWERED_NOW)
"""Everything but a rating that stayed."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rounds.

    Attributes:
        name: what to call it, such as "2025/26".
        sheets: its answers over their own forms, by form id.
    """

    name: str
    subject: Subject
    round: str
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class MovedAnswer:
    """One question, or one row of a table, then and now in words.

    Attributes:
        section: the title of its section; ``section_id`` leads there.
        label: the question; for a row of a table, the row's name after it.
    """

    form_id: str
    section_id: str
    section: str
    question_id: str
    label: str
    then: str
    now: str
    way: Way


@dataclass(frozen=True, slots=True)
class MovedLevel:
    """The level of one domain, then and now, each with its floor."""

    domain: str
    then: DomainLevel
    now: DomainLevel

    @property
    def name(self) -> str:
        """What the domain is called."""
        return DOMAIN_NAMES[self.domain]

    @property
    def way(self) -> Way | None:
        """Which way it went; None while one of the two is not known."""
        if self.then.level is None or self.now.level is None:
            return None
        if self.then.level == self.now.level:
            return Way.SAME
        return Way.BETTER if self.now.level > self.then.level else Way.WORSE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything there is to say of two rounds.

    Attributes:
        answers: in the order of the forms, ratings that stayed the same among them.
        levels: the twelve domains; empty where one side has no stocktake.
        plans: then and now; None where one side has not both forms.
    """

    then: Side
    now: Side
    answers: tuple[MovedAnswer, ...]
    levels: tuple[MovedLevel, ...] = ()
    plans: tuple[PracticePlan, PracticePlan] | None = field(default=None, repr=False)

    def of(self, *ways: Way) -> tuple[MovedAnswer, ...]:
        """The answers that went one of these ways."""
        return tuple(each for each in self.answers if each.way in ways)

    @property
    def summary(self) -> str:
        """What is different, in a sentence or two."""
        found = Counter(each.way for each in self.answers)
        changed = sum(found[way] for way in CHANGES)
        if not changed:
            return f"Nothing is answered differently from {self.then.name}."
        parts = [f"{counted(changed, 'answer')} differ{'s' * (changed == 1)} from {self.then.name}"]
        ratings = found[Way.BETTER] + found[Way.WORSE] + found[Way.SAME]
        if ratings:
            parts.append(
                f"of {counted(ratings, 'rating')} given both times, {found[Way.BETTER]} "
                f"{'is' if found[Way.BETTER] == 1 else 'are'} better, {found[Way.WORSE]} worse and "
                f"{found[Way.SAME]} the same"
            )
        if found[Way.ANSWERED_NOW]:
            parts.append(f"{counted(found[Way.ANSWERED_NOW], 'answer')} given now and not before")
        return "; ".join(parts) + "."


def compare(then: Side, now: Side) -> Comparison:
    """Set two rounds side by side, form by form."""
    answers = [
        moved
        for form_id, sheet in now.sheets.items()
        if form_id in then.sheets
        for moved in compare_sheets(then.sheets[form_id], sheet)
    ]
    levels: tuple[MovedLevel, ...] = ()
    if STOCKTAKE in then.sheets and STOCKTAKE in now.sheets:
        before, after = levels_of(then.sheets[STOCKTAKE]), levels_of(now.sheets[STOCKTAKE])
        levels = tuple(MovedLevel(each, before[each], after[each]) for each in DOMAIN_IDS)
    both = {STOCKTAKE, EXPECTATIONS}
    plans = None
    if both <= then.sheets.keys() and both <= now.sheets.keys():
        plans = (_plan(then), _plan(now))
    return Comparison(then, now, tuple(answers), levels, plans)


def _plan(side: Side) -> PracticePlan:
    return plan_of(side.sheets[STOCKTAKE], side.sheets[EXPECTATIONS], side.round)


def compare_sheets(
    then: Sheet, now: Sheet, changes: FormChanges | None = None
) -> Iterator[MovedAnswer]:
    """What is answered otherwise on one form, in its order; ratings that stayed come too.

    Args:
        changes: what became of the form in between, where that is known already.
    """
    if changes is None:
        is_same = then.loaded.hash == now.loaded.hash
        changes = FormChanges() if is_same else form_changes(then.loaded, now.loaded)
    for section in now.loaded.sections:
        for question in section.questions:
            if not _is_compared(now, question):
                continue
            before = then.loaded.questions.get(changes.old_id(question.id))
            pairs = _Pair(then, before, now, question).moved()
            for label, was, is_now, way in pairs:
                yield MovedAnswer(
                    now.loaded.id, section.id, section.title, question.id, label, was, is_now, way
                )


def _is_compared(sheet: Sheet, question: Question) -> bool:
    """Whether a question is one a person answers on its page; dates of figures are always other."""
    return (
        question.asked == "form"
        and question.type != "calculated"
        and question.id not in sheet.loaded.companion_ids
    )


Found = tuple[str, str, str, Way]
"""A label, the words then and now, and which way it went."""


@dataclass(frozen=True, slots=True)
class _Pair:
    then: Sheet
    before: Question | None
    now: Sheet
    after: Question

    def moved(self) -> Iterator[Found]:
        question = self.after
        was = _said(self.then, self.before, self.before.id) if self.before else Answer()
        is_now = _said(self.now, question, question.id)
        if question.type == "table":
            yield from self._rows()
        way = _way(question, was, is_now)
        if way is not None:
            words = answer_in_words(self.before or question, was), answer_in_words(question, is_now)
            yield (question.label, *words, way)

    def _rows(self) -> Iterator[Found]:
        old = self.then.rows(self.before.id) if self.before else ()
        new = self.now.rows(self.after.id)
        for row in dict.fromkeys((*new, *old)):
            found = self._row(row, row in old, row in new)
            if found is not None:
                yield found

    def _row(self, row: str, was_there: bool, is_there: bool) -> Found | None:
        then, now = [], []
        columns = {column.id: column for column in self.before.columns} if self.before else {}
        for column in self.after.columns:
            if column.read_only or column.type == "calculated" or column.id == self.after.key:
                continue
            was = self._cell(self.then, self.before, columns.get(column.id), row)
            is_now = self._cell(self.now, self.after, column, row)
            if _worth(was) != _worth(is_now):
                then.append(_with_label(columns.get(column.id, column), was))
                now.append(_with_label(column, is_now))
        if not then and not now:
            return None
        sheet, table = (self.now, self.after) if is_there else (self.then, self.before)
        name = row_name(sheet, table or self.after, row)
        way = Way.OTHER
        if not was_there:
            way = Way.ANSWERED_NOW
        elif not is_there:
            way = Way.NOT_ANSWERED_NOW
        label = f"{self.after.label.rstrip('?. ')}: {name}"
        return label, _joined(then), _joined(now), way

    def _cell(
        self, sheet: Sheet, table: Question | None, column: Column | None, row: str
    ) -> Answer:
        if table is None or column is None or row not in sheet.rows(table.id):
            return Answer()
        return sheet.answers[Address(table.id, row, column.id)]


def _said(sheet: Sheet, question: Question, question_id: str) -> Answer:
    return sheet.answers.get(question_id) if sheet.applies(question.id) else Answer()


def _worth(answer: Answer) -> tuple[State, Value | None]:
    """What an answer comes to: a value under a state that sets it aside is not told."""
    if answer.state is State.ANSWERED and answer.value is None:
        return State.BLANK, None
    return answer.state, answer.value if answer.state is State.ANSWERED else None


def _way(question: Question, was: Answer, is_now: Answer) -> Way | None:
    """Which way an answer went; None where there is nothing to say."""
    before, after = was.usable, is_now.usable
    is_rating = question.type == "rating" and isinstance(before, Decimal)
    if is_rating and isinstance(before, Decimal) and isinstance(after, Decimal):
        if before == after:
            return Way.SAME
        return Way.BETTER if after > before else Way.WORSE
    if _worth(was) == _worth(is_now):
        return None
    if before is None and after is not None:
        return Way.ANSWERED_NOW
    if before is not None and after is None:
        return Way.NOT_ANSWERED_NOW
    return Way.OTHER


def _with_label(column: Column, answer: Answer) -> str:
    words = answer_in_words(column, answer)
    return f"{column.label}: {words}" if words else ""


def _joined(cells: list[str]) -> str:
    return "; ".join(cell for cell in cells if cell)
