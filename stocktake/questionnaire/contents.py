"""The contents of a form as it applies now: sections and questions with their state and marks.

Every question that is asked stands here once: what is hidden does not, a row of boxes is one line,
and the companions of a rating are folded into it. What changed since last year and what is with a
colleague are facts the caller knows; both may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stocktake.questionnaire.answers import STATE_WORDS, Answer, State
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.issues import Issue, question_issues
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.numbering import Asked, asked_together, numbers
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX
from stocktake.questionnaire.progress import (
    DEALT_WITH,
    is_counted,
    is_unconfirmed,
    state_of,
)
from stocktake.questionnaire.sheet import Sheet

SHORT = 60
"""Characters of a question's short label at most."""


class Filter(StrEnum):
    """What the contents may be narrowed to; the value is what it is called."""

    ALL = "Everything"
    TO_DO = "To do"
    COME_BACK = "Come back later"
    NOT_KNOWN = "Not known"
    PROBLEMS = "Problems"
    CHANGED = "Changed since last year"
    SHARED = "With someone else"


class Mark(StrEnum):
    """What an answer carries besides its state; the value is how it is said."""

    PROBLEM = "has a problem"
    UNCONFIRMED = "carried forward, not confirmed"
    ESTIMATE = "an estimate"
    NOTE = "has a note"
    EVIDENCE = "has evidence"


class Reason(StrEnum):
    """Why a question is on the list of things to do; the value is what to do."""

    PROBLEM = "There is a problem"
    STILL = "Still to answer"
    COME_BACK = "Come back later"
    CONFIRM = "Carried forward: confirm it"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the answers of this round alone do not say.

    Attributes:
        changed: ids of questions whose answer differs from last year's.
        has_last_year: there is a round before, though nothing may differ from it yet.
        shared: by section id, who has it, as "With reception lead since 3 March".
    """

    changed: frozenset[str] = frozenset()
    shared: Mapping[str, str] = field(default_factory=dict)
    has_last_year: bool = False

    def filters(self) -> tuple[Filter, ...]:
        """The filters worth offering: those that could never hold anything are left out."""
        hidden = set()
        if not (self.changed or self.has_last_year):
            hidden.add(Filter.CHANGED)
        if not self.shared:
            hidden.add(Filter.SHARED)
        return tuple(each for each in Filter if each not in hidden)


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents.

    Attributes:
        id: the first question it asks; what one goes to.
        ids: every question it asks now, companions left out.
        section: the id of its section.
        number: as on the page; empty for what is not numbered.
        label: the question in full.
        state: what was said about it.
        counted: whether it counts to progress.
        marks: what the answer carries.
        problem: the first thing to put right or give a reason for, by the first question it is
            said beside; empty when there is none.
        changed: whether the answer differs from last year's.
        shared: who has its section; empty for nobody.
    """

    id: str
    ids: tuple[str, ...]
    section: str
    number: str
    label: str
    state: State
    counted: bool
    marks: tuple[Mark, ...] = ()
    problem: str = ""
    changed: bool = False
    shared: str = ""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it still wants something, most pressing first; empty when it wants nothing."""
        found = []
        if self.problem:
            found.append(Reason.PROBLEM)
        if self.state is State.COME_BACK_LATER:
            found.append(Reason.COME_BACK)
        elif self.counted and self.state not in DEALT_WITH:
            found.append(Reason.STILL)
        if Mark.UNCONFIRMED in self.marks:
            found.append(Reason.CONFIRM)
        return tuple(found)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still to be answered, come back to or confirmed."""
        return any(reason is not Reason.PROBLEM for reason in self.reasons)

    def is_in(self, chosen: Filter) -> bool:
        """Whether it stands in the contents narrowed to this."""
        return {
            Filter.ALL: True,
            Filter.TO_DO: bool(self.reasons),
            Filter.COME_BACK: self.state is State.COME_BACK_LATER,
            Filter.NOT_KNOWN: self.state is State.NOT_KNOWN,
            Filter.PROBLEMS: Mark.PROBLEM in self.marks,
            Filter.CHANGED: self.changed,
            Filter.SHARED: bool(self.shared),
        }[chosen]

    @property
    def in_words(self) -> str:
        """Everything about it in words, for whoever does not see the marks."""
        name = f"{self.number} {short_label(self.label)}".strip()
        said = [name, STATE_WORDS[self.state].lower(), *(mark.value for mark in self.marks)]
        if self.changed:
            said.append("changed since last year")
        return ", ".join(said)


def short_label(label: str) -> str:
    """Shorten a question to what fits a list: its first sentence, cut between two words.

    Nothing in brackets at the end and no question mark is kept.
    """
    first = re.split(r"(?<=[.?!]) ", label, maxsplit=1)[0]
    plain = re.sub(r"\s*\([^()]*\)\s*[.?:]?$", "", first).rstrip(" .?:") or label
    if len(plain) <= SHORT:
        return plain
    return plain[: SHORT + 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def section_title(loaded: LoadedForm, section: Section) -> str:
    """A section as it is listed: with its place in the form, or the id of its card.

    The card of an expectation that the practice added has a title alone: its id means nothing.
    """
    name = "" if section.id.startswith(OWN_ROW_PREFIX) else section_number(loaded, section)
    if loaded.catalogue is None:
        return f"{name}. {section.title}"
    return f"{name} {section.title}".strip()


def section_number(loaded: LoadedForm, section: Section) -> str:
    """The number a section is known by, or the id of its card; a form of cards has no others."""
    if loaded.catalogue is None:
        return str(next(n for n, each in enumerate(loaded.sections, 1) if each.id == section.id))
    is_card = all(each.id != section.id for each in loaded.form.sections)
    return section.id if is_card else ""


def entries(sheet: Sheet, section_id: str, facts: Facts = NO_FACTS) -> tuple[Entry, ...]:
    """The lines of one section now, in order; each question once and never a hidden one."""
    found = numbers(sheet.loaded)
    section = sheet.loaded.section_by_id[section_id]
    return tuple(
        entry(sheet, together, shown, found.get(together[0].id, ""), facts)
        for together, shown in asked_now(sheet, section)
    )


def asked_now(sheet: Sheet, section: Section) -> Iterator[tuple[Asked, Asked]]:
    """What is asked as one in a section now: (all of it with companions, what is shown of it)."""
    companions = sheet.loaded.companion_ids
    for together in asked_together(sheet.loaded, section.questions):
        shown = tuple(q for q in together if q.id not in companions and sheet.is_asked(q))
        if shown:
            yield together, shown


def entry(
    sheet: Sheet, together: Asked, shown: Asked, number: str, facts: Facts = NO_FACTS
) -> Entry:
    """The line of what is asked as one, as ``asked_now`` gives it."""
    first = together[0]
    section = sheet.loaded.section_of[first.id].id
    ids = tuple(question.id for question in shown)
    open_issues = _open_issues(sheet, shown)
    leading = [issue for issue in open_issues if issue.on[0] in ids]
    return Entry(
        id=first.id,
        ids=ids,
        section=section,
        number=number,
        label=first.group_label or first.label,
        state=_state(sheet, shown),
        counted=any(is_counted(sheet, question) for question in shown),
        marks=tuple(_marks(sheet, shown, is_wrong=bool(open_issues))),
        problem=leading[0].message if leading else "",
        changed=not facts.changed.isdisjoint(question.id for question in together),
        shared=facts.shared.get(section, ""),
    )


def _open_issues(sheet: Sheet, shown: Asked) -> list[Issue]:
    found = (issue for question in shown for issue in question_issues(sheet, question))
    return [issue for issue in found if issue.is_open]


def _state(sheet: Sheet, shown: Asked) -> State:
    """One state for a row of boxes: what they share, else blank while any is."""
    states = {state_of(sheet, question) for question in shown}
    if len(states) == 1:
        return states.pop()
    return State.BLANK if State.BLANK in states else State.ANSWERED


def _marks(sheet: Sheet, shown: Asked, *, is_wrong: bool) -> Iterator[Mark]:
    answers = [sheet.answers.get(question.id) for question in shown]
    cells = [cell for question in shown for cell in _cells(sheet, question)]
    standing = [each for each in (*answers, *cells) if each.is_answered]
    if is_wrong:
        yield Mark.PROBLEM
    if any(is_unconfirmed(sheet, question) for question in shown):
        yield Mark.UNCONFIRMED
    if any(each.estimate for each in (*standing, *answers)):
        yield Mark.ESTIMATE
    if any(each.note for each in answers):
        yield Mark.NOTE
    if any(each.evidence for each in answers):
        yield Mark.EVIDENCE


def _cells(sheet: Sheet, question: Question) -> Iterator[Answer]:
    if question.type == "table":
        for row in sheet.rows(question.id):
            for column in question.columns:
                yield sheet.answers.get(question.id, row, column.id)


def sections_touched(loaded: LoadedForm, names: frozenset[str]) -> frozenset[str]:
    """Ids of the sections whose lines may read differently after a change.

    Args:
        names: what ``Changes`` says may be different now: ids, and ``check:`` with an id.
    """
    touched = {section.id for name in names if (section := loaded.section_of.get(name))}
    for check in loaded.form.checks:
        if f"check:{check.id}" in names:
            touched |= {loaded.section_of[each].id for each in check.on}
    return frozenset(touched)


def minutes_left(section: Section, route: str, dealt_with: int, total: int) -> int:
    """About how many minutes what is left of a section takes, as an estimate.

    The section's own estimate (stocktake.md A.3) shared out evenly among its questions, rounded up.
    """
    minutes = section.minutes_full if route == "full" else section.minutes_core
    left = total - dealt_with
    return -(-minutes * left // total) if total else 0
