"""Work that was not closed properly: what was done last before a session was cut off.

Every answer is on the disk as soon as it is shown as saved, so nothing has to be put back. What a
person needs is to be told, to look at it, and to say that it may stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.store.history import BEGUN
from stocktake.store.workspace import Workspace
from stocktake.tasks.practices import first_page_facts, keep_first_page_facts
from stocktake.units import date_in_words

KEY = "cut_off"
"""Where it stands among what is kept for the first page."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last change before a session ended without being closed.

    Attributes:
        at: when it was made.
        submission_id: the return it was made in.
        question: the question it was made to; empty when it was to none.
    """

    at: datetime
    submission_id: int
    question: str


def note_cut_off(workspace: Workspace) -> None:
    """Keep, until a person has decided, what was done last; nothing when nothing ever was.

    Raises:
        StocktakeError: the workspace cannot be read or saved to.
    """
    if not workspace.was_cut_off or workspace.read_only:
        return
    # An answer that names the PCN or ICB is followed by a change to the practice, in no return.
    done = (each for each in reversed(workspace.history.traces()) if each.note != BEGUN)
    last = next((each for each in done if each.submission_id is not None), None)
    if last is None:
        return
    fact = {"at": last.at, "submission": last.submission_id, "question": last.address.question}
    keep_first_page_facts(workspace, {**first_page_facts(workspace), KEY: fact})


def found_work(workspace: Workspace) -> CutOff | None:
    """What a person has still to decide about; None when there is nothing, or it has gone."""
    fact: Any = first_page_facts(workspace).get(KEY)
    try:
        found = CutOff(
            datetime.fromisoformat(fact["at"]).astimezone(),
            int(fact["submission"]),
            str(fact["question"]),
        )
    except (TypeError, ValueError, KeyError, OverflowError):
        return None
    is_there = any(each.id == found.submission_id for each in workspace.returns.list())
    return found if is_there else None


def keep_work(workspace: Workspace) -> None:
    """Let the work stand as it is, and ask no more.

    Raises:
        StocktakeError: the workspace cannot be saved to.
    """
    facts = first_page_facts(workspace)
    if facts.pop(KEY, None) is not None:
        keep_first_page_facts(workspace, facts)


def section_of(workspace: Workspace, found: CutOff) -> tuple[str, str, str]:
    """The form, the section and its title that were worked on; blank where not known."""
    listed = next((e for e in workspace.returns.list() if e.id == found.submission_id), None)
    if listed is None or listed.form_id not in shipped_form_ids():
        return "", "", ""
    section = shipped_form(listed.form_id).section_of.get(found.question)
    return (listed.form_id, section.id, section.title) if section else (listed.form_id, "", "")


def when_in_words(at: datetime, now: datetime) -> str:
    """The time alone where it was today, and otherwise the day too."""
    day = at.date()
    return f"{at:%H:%M}" if day == now.date() else f"{date_in_words(day)} at {at:%H:%M}"
