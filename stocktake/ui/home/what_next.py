"""What to do next in the open practice, most useful first."""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.progress import Progress, Status
from stocktake.tasks.open_practice import OpenPractice

MOST = 4
"""Things to do next that are shown at once."""


@dataclass(frozen=True, slots=True)
class NextThing:
    """A section to go on with.

    Attributes:
        words: what is left, such as "6 questions left".
    """

    form_id: str
    section: str
    title: str
    words: str


def what_next(practice: OpenPractice, found: dict[str, dict[str, Progress]]) -> list[NextThing]:
    """Sections in hand first, then those not yet started, in the order of the form.

    Args:
        found: progress by form and section.
    """
    things: list[tuple[int, NextThing]] = []
    for form_id in (STOCKTAKE, EXPECTATIONS):
        sections = practice.sheet(form_id).loaded.section_by_id
        for section_id, progress in found.get(form_id, {}).items():
            if progress.total == 0 or progress.status is Status.COMPLETED:
                continue
            rank = _RANKS[progress.status]
            title = sections[section_id].title
            things.append((rank, NextThing(form_id, section_id, title, _left(progress))))
    things.sort(key=lambda pair: pair[0])
    return [thing for _, thing in things[:MOST]]


_RANKS = {
    Status.PROBLEM: 0,
    Status.IN_PROGRESS: 1,
    Status.NOT_STARTED: 2,
    Status.CANNOT_START: 3,
}


def _left(progress: Progress) -> str:
    if progress.problems:
        answers = "answer" if progress.problems == 1 else "answers"
        return f"{progress.problems} {answers} to put right"
    left = progress.total - progress.dealt_with
    questions = "question" if left == 1 else "questions"
    return f"{left} {questions} left" if progress.dealt_with else f"{left} {questions} to answer"
