"""What is different between two versions of a form: new, changed, renamed, divided, withdrawn.

Questions are matched by their ids, which never change; a form's ``retired`` list says which id took
the place of another. A question means something else when its kind of answer, its unit, its options
or its descriptions are others: then an answer is kept, and has to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import structs

from stocktake.questionnaire.catalogue import Catalogue, Expectation
from stocktake.questionnaire.expanding import with_options
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.record import Retired
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import date_in_words

EVERY_CARD = "Every expectation"
"""Stands for the section of a question that is asked of every expectation."""

TYPE_WORDS = {
    "text": "A few words",
    "long_text": "Text",
    "number": "A whole number",
    "decimal": "A number",
    "wte": "A number of WTE",
    "pounds": "An amount in pounds",
    "percent": "A percentage",
    "date": "A date",
    "yes_no": "Yes or no",
    "choice": "One of a list",
    "choices": "Any of a list",
    "rating": "A level from 0 to 4",
    "table": "A table",
    "calculated": "Worked out",
}
"""What a question asks for, in words."""

STRENGTH_WORDS = {
    "contractual": "Contract or law",
    "announced": "Announced",
    "likely": "Likely",
    "possible": "Possible",
}
"""How certain an expectation is, in words."""


class Sort(StrEnum):
    """What became of a question or an expectation."""

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a question or an expectation, as it was and as it is.

    Attributes:
        part: which part, in words.
        is_meaning: an answer given before may not be right any more.
    """

    part: str
    old: str
    new: str
    is_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one question or expectation.

    Attributes:
        old_id: what it was known by; empty for a new one.
        ids: what it is known by now; empty for one that was withdrawn.
        title: its words, as they are now where it is still asked.
        section: title of the section it stands in, or the domain of an expectation.
        reason: why it was withdrawn or replaced, where its author says so.
    """

    sort: Sort
    old_id: str
    ids: tuple[str, ...]
    title: str
    section: str
    differences: tuple[Difference, ...] = ()
    reason: str = ""

    @property
    def is_meaning(self) -> bool:
        """Whether an answer given before has to be looked at again."""
        return any(each.is_meaning for each in self.differences)


@dataclass(frozen=True, slots=True)
class FormChanges:
    """Everything that is different.

    Attributes:
        questions: the form's own questions, in the order of the newer form; withdrawn ones last.
        on_cards: questions asked of every expectation, known by the part after the row's id.
        expectations: rows of the catalogue.
    """

    questions: tuple[Change, ...] = ()
    on_cards: tuple[Change, ...] = ()
    expectations: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.on_cards or self.expectations)

    def of(self, *sorts: Sort) -> tuple[Change, ...]:
        """The questions of some sorts, those on every card among them."""
        return tuple(each for each in (*self.questions, *self.on_cards) if each.sort in sorts)

    def is_to_look_at(self, question_id: str) -> bool:
        """Whether an answer to a question of the newer form may mean something else now."""
        card, _, part = question_id.partition(".")
        if any(each.is_meaning and question_id in each.ids for each in self.questions):
            return True
        if any(each.is_meaning and part in each.ids for each in self.on_cards):
            return True
        rows = (each for each in self.expectations if each.is_meaning and card in each.ids)
        return part in _ON_THE_WORDS and any(True for _ in rows)

    @property
    def renamed(self) -> Mapping[str, str]:
        """The newer id of each question, and of each expectation, that goes on under another."""
        every = (*self.questions, *self.on_cards, *self.expectations)
        return {each.old_id: each.ids[0] for each in every if each.sort is Sort.RENAMED}

    def old_id(self, question_id: str, *, of_parts: bool = False) -> str:
        """What a question of the newer form was known by; its own id where that never changed.

        Args:
            of_parts: a question that is part of a divided one was known by that.
        """
        sorts = (Sort.RENAMED, Sort.SPLIT) if of_parts else (Sort.RENAMED,)
        for each in self.questions:
            if each.sort in sorts and question_id in each.ids:
                return each.old_id
        was = {new: old for old, new in self.renamed.items()}
        card, dot, part = question_id.partition(".")
        return f"{was.get(card, card)}.{was.get(part, part)}" if dot else question_id


_ON_THE_WORDS = ("aware", "applies", "ready_now")
"""What is answered of an expectation by what it says: other words may have another answer."""


def form_changes(old: LoadedForm, new: LoadedForm) -> FormChanges:
    """Compare two versions of a form, and of the catalogue its cards are dealt over."""
    cards_then, cards_now = _cards(old), _cards(new)
    expectations: tuple[Change, ...] = ()
    if old.catalogue is not None and new.catalogue is not None:
        expectations = catalogue_changes(old.catalogue, new.catalogue)
    retired = new.form.retired
    return FormChanges(
        tuple(_compared(_Side(old, _own(old)), _Side(new, _own(new)), retired)),
        tuple(_compared(_Side(old, cards_then), _Side(new, cards_now), retired)),
        expectations,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    form: LoadedForm
    asked: Mapping[str, Question] = field(default_factory=dict)

    def section(self, question_id: str) -> str:
        found = self.form.section_of.get(question_id)
        return found.title if found else EVERY_CARD


def _own(loaded: LoadedForm) -> dict[str, Question]:
    """The questions a person answers, but for those of cards and the companions of ratings."""
    cards = {row.id for row in loaded.catalogue.expectations} if loaded.catalogue else set()
    return {
        question.id: question
        for section in loaded.sections
        if section.id not in cards
        for question in section.questions
        if question.id not in loaded.companion_ids and question.type != "calculated"
    }


def _cards(loaded: LoadedForm) -> dict[str, Question]:
    """The questions asked of every expectation, with their options in place."""
    if loaded.form.card is None:
        return {}
    lists = {options.id: options.choice for options in loaded.form.option_list}
    found = {}
    for question in loaded.form.card.questions:
        columns = tuple(with_options(column, lists) for column in question.columns)
        if question.type != "calculated":
            whole = structs.replace(with_options(question, lists), columns=columns)
            found[question.id] = whole
    return found


def _compared(old: _Side, new: _Side, retired: tuple[Retired, ...]) -> Iterator[Change]:
    gone = {each: question for each, question in old.asked.items() if each not in new.asked}
    heirs = {each.id: each for each in retired if each.id in gone}
    taken = {heir for each in heirs.values() for heir in (each.replaced_by, *each.split_into)}
    for question_id, question in new.asked.items():
        section = new.section(question_id)
        if question_id in old.asked:
            found = tuple(question_differences(old.asked[question_id], question))
            if found:
                ids = (question_id,)
                yield Change(Sort.CHANGED, question_id, ids, question.label, section, found)
        elif question_id not in taken:
            yield Change(Sort.NEW, "", (question_id,), question.label, section)
    for question_id, question in gone.items():
        yield _gone(question, old.section(question_id), new, heirs.get(question_id))


def _gone(question: Question, section: str, new: _Side, heir: Retired | None) -> Change:
    """A question that is not asked by its id any more: renamed, divided or withdrawn."""
    reason = heir.reason if heir else ""
    if heir and heir.replaced_by in new.asked:
        now = new.asked[heir.replaced_by]
        found = tuple(question_differences(question, now))
        return Change(
            Sort.RENAMED, question.id, (now.id,), now.label, new.section(now.id), found, reason
        )
    parts = tuple(each for each in heir.split_into if each in new.asked) if heir else ()
    if parts:
        labels = "\n".join(new.asked[each].label for each in parts)
        found = (Difference("Question", question.label, labels, is_meaning=True),)
        return Change(
            Sort.SPLIT, question.id, parts, question.label, new.section(parts[0]), found, reason
        )
    return Change(Sort.WITHDRAWN, question.id, (), question.label, section, (), reason)


def question_differences(old: Question, new: Question) -> Iterator[Difference]:
    """What is different about a question that is still asked."""
    yield from _field_differences(old, new)
    if old.anchors != new.anchors:
        yield Difference("Descriptions", _lines(old.anchors), _lines(new.anchors), is_meaning=True)
    for part, then, now in (("Why we ask", old.why, new.why), ("Where", old.where, new.where)):
        if then != now:
            yield Difference(part, then, now)
    before, after = ({column.id: column for column in each.columns} for each in (old, new))
    for column_id in dict.fromkeys((*before, *after)):
        yield from _column(before.get(column_id), after.get(column_id))


def _column(old: Column | None, new: Column | None) -> Iterator[Difference]:
    if old is not None and new is not None:
        for each in _field_differences(old, new):
            yield _of_column(each, new.label)
    elif old is not None:
        yield Difference("Column no longer asked", old.label, "")
    elif new is not None:
        yield Difference("New column", "", new.label)


def _of_column(found: Difference, column: str) -> Difference:
    """A difference of a column, with the column's name before it."""
    return Difference(f"{column}: {found.part.lower()}", found.old, found.new, found.is_meaning)


def _field_differences(old: Question | Column, new: Question | Column) -> Iterator[Difference]:
    if old.label != new.label:
        yield Difference("Question", old.label, new.label)
    if old.hint != new.hint:
        yield Difference("Help", old.hint, new.hint)
    if old.type != new.type:
        was, is_now = TYPE_WORDS[old.type], TYPE_WORDS[new.type]
        yield Difference("Kind of answer", was, is_now, is_meaning=True)
    if old.unit != new.unit:
        yield Difference("Counted in", old.unit, new.unit, is_meaning=True)
    then, now = ([(c.code, c.label) for c in each.choice] for each in (old, new))
    if sorted(then) != sorted(now):
        labels = [_lines(tuple(label for _, label in each)) for each in (then, now)]
        yield Difference("Options", labels[0], labels[1], is_meaning=True)


def is_another(old: Question | Column, new: Question | Column) -> bool:
    """Whether a question or column means something else, whatever its words."""
    return any(each.is_meaning for each in _field_differences(old, new))


def _lines(words: tuple[str, ...]) -> str:
    return "\n".join(words)


def catalogue_changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Compare two versions of the catalogue of expectations, row by row."""
    before, after = ({row.id: row for row in each.expectations} for each in (old, new))
    heirs = {each.id: each for each in new.retired if each.id in before and each.id not in after}
    taken = {heir.replaced_by for heir in heirs.values()}
    found = []
    for row in after.values():
        if row.id in before:
            differences = tuple(_row_differences(before[row.id], row))
            if differences:
                found.append(
                    Change(
                        Sort.CHANGED,
                        row.id,
                        (row.id,),
                        row.title,
                        DOMAIN_NAMES[row.domain],
                        differences,
                    )
                )
        elif row.id not in taken:
            found.append(Change(Sort.NEW, "", (row.id,), row.title, DOMAIN_NAMES[row.domain]))
    for row in (row for row in before.values() if row.id not in after):
        heir = heirs.get(row.id)
        now = after.get(heir.replaced_by) if heir else None
        reason = heir.reason if heir else ""
        if now is not None:
            parts = tuple(_row_differences(row, now))
            found.append(
                Change(
                    Sort.RENAMED,
                    row.id,
                    (now.id,),
                    now.title,
                    DOMAIN_NAMES[now.domain],
                    parts,
                    reason,
                )
            )
        else:
            found.append(
                Change(Sort.WITHDRAWN, row.id, (), row.title, DOMAIN_NAMES[row.domain], (), reason)
            )
    return tuple(found)


def _row_differences(old: Expectation, new: Expectation) -> Iterator[Difference]:
    pairs = (
        ("Name", old.title, new.title, False),
        ("What is expected", old.statement, new.statement, True),
        ("By", date_in_words(old.due), date_in_words(new.due), False),
        ("Level needed", str(old.level), str(new.level), False),
        ("How certain", STRENGTH_WORDS[old.status], STRENGTH_WORDS[new.status], False),
        ("Asked of", _body(old), _body(new), True),
        ("Months to get ready", str(old.lead_months), str(new.lead_months), False),
    )
    for part, then, now, is_meaning in pairs:
        if then != now:
            yield Difference(part, then, now, is_meaning)


def _body(row: Expectation) -> str:
    return "Your practice" if row.asked_of == "practice" else "Your PCN or federation"
