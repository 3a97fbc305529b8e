"""What to do next in the open practice, most useful first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.progress import Progress, Status
from stocktake.tasks.actions import standing
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.shared_with import shared_in_words, shares_of, since_words
from stocktake.ui.look import Tone
from stocktake.ui.places import SIGN_OFF, place_of, section_page
from stocktake.units import date_in_words

MOST_SECTIONS = 3
"""Sections to go on with that are shown at once."""
MOST = 6
"""Things to do next that are shown at once."""

Found = Mapping[str, Mapping[str, Progress]]
"""Progress by form and section."""


@dataclass(frozen=True, slots=True)
class NextThing:
    """Something to go on with.

    Attributes:
        title: what it is, such as a section.
        about: a line about it.
        words: what is left, such as "6 questions left".
        page: the page that it leads to, at ``place``.
        tone: how the words look; they say it too.
    """

    title: str
    about: str
    words: str
    page: str
    place: Mapping[str, Any] = field(default_factory=dict)
    tone: Tone = "accent"


def what_next(practice: OpenPractice, found: Found) -> tuple[NextThing, ...]:
    """What is wrong first, then what is in hand, what waits for others, and the end of it all."""
    if practice.read_only:
        return ()
    things = [
        *_to_put_right(practice, found),
        *_to_confirm(practice, found),
        *_sections(practice, found),
        *_to_come_back(found),
        *_out(practice),
        *_late_actions(practice),
        *_to_finish(practice, found),
    ]
    return tuple(things[:MOST])


def _each(practice: OpenPractice, found: Found) -> Iterator[tuple[str, str, Progress]]:
    """Sections of forms that can be changed, in their order."""
    for form_id in (STOCKTAKE, EXPECTATIONS):
        if practice.may_change(form_id):
            for section_id, progress in found.get(form_id, {}).items():
                yield form_id, section_id, progress


def _section(practice: OpenPractice, form_id: str, section_id: str, words: str) -> NextThing:
    title = practice.sheet(form_id).loaded.section_by_id[section_id].title
    place = place_of(form_id, section_id)
    return NextThing(title, shipped_form(form_id).form.title, words, section_page(form_id), place)


def _to_put_right(practice: OpenPractice, found: Found) -> Iterator[NextThing]:
    for form_id, section_id, progress in _each(practice, found):
        if progress.problems:
            words = f"{counted(progress.problems, 'answer')} to put right"
            thing = _section(practice, form_id, section_id, words)
            yield NextThing(
                thing.title, thing.about, thing.words, thing.page, thing.place, "problem"
            )


def _to_confirm(practice: OpenPractice, found: Found) -> Iterator[NextThing]:
    waiting = [(f, s, p.to_confirm) for f, s, p in _each(practice, found) if p.to_confirm]
    if waiting:
        form_id, section_id, _ = waiting[0]
        count = sum(each for *_, each in waiting)
        words = f"{counted(count, 'answer')} to confirm"
        where = _section(practice, form_id, section_id, words)
        about = f"From last year, not confirmed. Begin with “{where.title}”."
        yield NextThing("Last year's answers", about, words, where.page, where.place)


def _sections(practice: OpenPractice, found: Found) -> Iterator[NextThing]:
    """Sections in hand before those not yet started, which are taken in the order of the form."""
    waiting = [
        (progress.status is Status.NOT_STARTED, form_id, section_id, progress)
        for form_id, section_id, progress in _each(practice, found)
        if progress.status in (Status.IN_PROGRESS, Status.NOT_STARTED)
        and progress.total - progress.dealt_with - progress.to_confirm > 0
    ]
    waiting.sort(key=lambda each: each[0])
    for _, form_id, section_id, progress in waiting[:MOST_SECTIONS]:
        left = progress.total - progress.dealt_with - progress.to_confirm
        ending = "left" if progress.dealt_with else "to answer"
        words = f"{counted(left, 'question')} {ending}"
        yield _section(practice, form_id, section_id, words)


def _to_come_back(found: Found) -> Iterator[NextThing]:
    for form_id in (STOCKTAKE, EXPECTATIONS):
        count = sum(each.come_back for each in found.get(form_id, {}).values())
        if count:
            about = shipped_form(form_id).form.title
            words = counted(count, "question")
            yield NextThing("To come back to", about, words, "todo", place_of(form_id))


def _out(practice: OpenPractice) -> Iterator[NextThing]:
    """What is with others; and what others wait for."""
    if shared_in_words(practice):
        about = "Write the file that goes back when you have filled in what you can."
        yield NextThing("Send your sections back", about, "", "share")
        return
    for form_id in (STOCKTAKE, EXPECTATIONS):
        for shared in shares_of(practice, form_id):
            if shared.is_out:
                due = shared.return_by
                words = f"Due {date_in_words(due).rpartition(' ')[0]}" if due else ""
                what = counted(len(shared.sections), "section")
                about = "Bring the file back here when it comes."
                title = f"{what} {since_words(shared)[0].lower()}{since_words(shared)[1:]}"
                yield NextThing(title, about, words, "share", place_of(form_id), "text")


def _late_actions(practice: OpenPractice) -> Iterator[NextThing]:
    if practice.listed(ACTIONS) is not None:
        late = standing(practice.sheet(ACTIONS)).overdue
        if late:
            about = "Neither done nor dropped, and the day has gone by."
            words = f"{late} past {'its' if late == 1 else 'their'} date"
            yield NextThing("Actions", about, words, "actions", {}, "attention")


def _to_finish(practice: OpenPractice, found: Found) -> Iterator[NextThing]:
    """Check, sign off and export, once a form is done or signed."""
    if shared_in_words(practice):
        return
    if practice.signed(STOCKTAKE) is not None:
        about = "The workbook that your PCN lead combines with those of other practices."
        yield NextThing("Export a workbook", about, "Signed", "export", {}, "text")
        return
    asked = [each for each in found.get(STOCKTAKE, {}).values() if each.total]
    if asked and all(each.status is Status.COMPLETED for each in asked):
        about = "Every section is completed."
        yield NextThing("Check my answers", about, "", "check", place_of(STOCKTAKE))
        about = "Keeps a copy that nothing changes, with who agreed to it and when."
        yield NextThing("Sign off", about, "", SIGN_OFF)
