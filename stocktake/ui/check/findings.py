"""What is wrong, left or unsure in a form, each with the question it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stocktake.phrases import counted
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.issues import question_issues
from stocktake.questionnaire.progress import DEALT_WITH, is_counted, is_unconfirmed, state_of
from stocktake.questionnaire.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        kind: what sort it is, in words; findings are listed under it.
        question: the one it leads to; of several blanks, the first.
        is_problem: impossible as it stands, so that the section cannot be completed.
        count: how many questions it speaks of.
    """

    kind: str
    words: str
    section: str
    question: str
    is_problem: bool = False
    count: int = 1

    @property
    def stops_signing(self) -> bool:
        """Whether the return cannot be signed off until it is dealt with."""
        return self.is_problem or self.kind == STILL_NEEDED


STILL_NEEDED, LEFT_BLANK = "Still needed", "Not answered, and not needed"

KINDS = (
    "Needs your reason or a correction",
    STILL_NEEDED,
    "Come back later",
    "Not known",
    "Estimates",
    "Carried forward, not confirmed",
    LEFT_BLANK,
)
"""The softer kinds, in the order they are listed."""


def findings(sheet: Sheet) -> list[Finding]:
    """Everything to look at, problems first, then by kind in the order of the form.

    Blanks that nothing needs are counted section by section, so that they do not bury the rest.
    """
    found: list[Finding] = []
    for section in sheet.loaded.sections:
        for question in sheet.questions(section.id):
            found += _of(sheet, section, question)
        found += _left_blank(sheet, section)
    seen: set[tuple[str, str]] = set()
    kept = []
    for finding in found:
        if (finding.kind, finding.words) not in seen:
            seen.add((finding.kind, finding.words))
            kept.append(finding)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(kept, key=lambda each: -1 if each.is_problem else order[each.kind])


def _of(sheet: Sheet, section: Section, question: Question) -> Iterator[Finding]:
    name = f"{section.title}: {question.label}"

    def made(kind: str, words: str = "", *, is_problem: bool = False) -> Finding:
        joined = name if name.endswith("?") else f"{name}."
        said = f"{joined} {words}" if words else name
        return Finding(kind, said, section.id, question.id, is_problem)

    for issue in question_issues(sheet, question):
        # Each check is listed once, by the first question it stands by.
        if issue.level == "E" and issue.on[0] == question.id:
            yield made("", issue.message, is_problem=True)
        elif issue.level == "W" and issue.is_open and issue.on[0] == question.id:
            yield made(KINDS[0], issue.message)
    if not is_counted(sheet, question):
        return
    state, answer = state_of(sheet, question), sheet.answers.get(question.id)
    if state is State.BLANK and question.required:
        yield made(KINDS[1])
    elif state is State.COME_BACK_LATER:
        yield made(KINDS[2])
    elif state is State.NOT_KNOWN:
        yield made(KINDS[3])
    if answer.estimate and answer.is_answered:
        yield made(KINDS[4])
    if state in DEALT_WITH and is_unconfirmed(sheet, question):
        yield made(KINDS[5])


def _left_blank(sheet: Sheet, section: Section) -> Iterator[Finding]:
    blank = [
        question
        for question in sheet.questions(section.id)
        if not question.required
        and is_counted(sheet, question)
        and state_of(sheet, question) is State.BLANK
    ]
    if blank:
        words = f"{section.title}: {counted(len(blank), 'question')}"
        yield Finding(LEFT_BLANK, words, section.id, blank[0].id, count=len(blank))
