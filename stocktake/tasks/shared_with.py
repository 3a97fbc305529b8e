"""Who has which sections: what is out with colleagues, and what was shared with this person.

Apart from writing and reading files, so that the pages can say it without waiting for those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from stocktake.phrases import counted
from stocktake.store.shared_out import SharedIn, SharedOut
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.shared_form import shared_with_us
from stocktake.units import date_in_words


@dataclass(frozen=True, slots=True)
class SharedForm:
    """What was shared of one form of the open practice."""

    form_id: str
    shared: SharedIn


def shares_of(practice: OpenPractice, form_id: str) -> tuple[SharedOut, ...]:
    """What was shared out of a form, the newest first; none before the form is begun."""
    if not practice.workspace.shared_out.is_any():
        return ()
    listed = practice.listed(form_id)
    return practice.workspace.shared_out.of(listed.id) if listed is not None else ()


def with_whom(practice: OpenPractice, form_id: str) -> Mapping[str, str]:
    """Sections that are out, each with words such as "With Priya since 3 March"."""
    words: dict[str, list[str]] = {}
    for shared in reversed(shares_of(practice, form_id)):
        if shared.is_out:
            for section in shared.sections:
                words.setdefault(section, []).append(since_words(shared))
    return {section: "; ".join(said) for section, said in words.items()}


def since_words(shared: SharedOut) -> str:
    """Who has it since when: "With Priya since 3 March"; another year is named."""
    day = shared.shared_at.astimezone().date()
    said = date_in_words(day)
    is_this_year = day.year == datetime.now(UTC).astimezone().year
    return f"With {shared.colleague} since " + (said.rpartition(" ")[0] if is_this_year else said)


def shared_forms(practice: OpenPractice) -> tuple[SharedForm, ...]:
    """What was shared with this person of the open practice; empty for a practice of one's own."""
    ids = shared_with_us(practice.workspace, practice.subject.code, practice.round)
    if not ids:
        return ()
    forms = {each.id: each.form_id for each in practice.workspace.returns.list()}
    return tuple(
        SharedForm(forms[key], shared)
        for key in ids
        for shared in practice.workspace.shared_in.of(key)
    )


def shared_in_words(practice: OpenPractice) -> str:
    """Such as "Shared with you by Quayside Surgery: 3 sections"; empty for one's own practice."""
    sections = {
        (each.form_id, section)
        for each in shared_forms(practice)
        for section in each.shared.sections
    }
    if not sections:
        return ""
    count = counted(len(sections), "section")
    return f"Shared with you by {practice.subject.name}: {count}"
