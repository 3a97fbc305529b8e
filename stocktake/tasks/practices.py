"""The practices of a workspace: which there are, beginning one, and its next round."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.history import BEGUN
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice, this_round

RECORD_FIELDS = {
    "profile.practice_name": "name",
    "profile.ods_code": "code",
    "profile.pcn_name": "pcn_name",
    "profile.pcn_ods_code": "pcn_code",
    "profile.icb_name": "icb_name",
}
"""Questions that show the practice's own record. Source: design/data-model.md."""


@dataclass(frozen=True, slots=True)
class PracticeRound:
    """One practice in one round, as the first page lists it.

    Attributes:
        forms: ids of the forms begun, the one last changed first.
        changed_at: when anything in it was last changed.
    """

    subject_id: int
    subject: Subject
    round: str
    forms: tuple[str, ...]
    submission_ids: tuple[int, ...]
    changed_at: datetime
    sample: bool = False


def practice_rounds(workspace: Workspace) -> tuple[PracticeRound, ...]:
    """Every practice and round there is, the one last changed first."""
    found: dict[tuple[int, str], PracticeRound] = {}
    newest_first = sorted(
        workspace.returns.list(), key=lambda each: (each.changed_at, each.id), reverse=True
    )
    for each in newest_first:
        key = (each.subject_id, each.round)
        known = found.get(key)
        found[key] = PracticeRound(
            each.subject_id,
            each.subject,
            each.round,
            (*(known.forms if known else ()), each.form_id),
            (*(known.submission_ids if known else ()), each.id),
            known.changed_at if known else each.changed_at,
            each.sample,
        )
    return tuple(found.values())


def begin_practice(workspace: Workspace, name: str, code: str, today: date, role: str) -> Subject:
    """Begin the stocktake of a practice for this financial year.

    Its name and code are answered with it, since the stocktake shows them as questions.

    Raises:
        StocktakeError: it could not be saved.
    """
    subject = Subject("practice", code, name)
    practice = OpenPractice(workspace, subject, this_round(today), role)
    answers = {Address("profile.practice_name"): answered(name)}
    if code:
        answers[Address("profile.ods_code")] = answered(code)
    practice.enter_all(STOCKTAKE, answers, BEGUN)
    return subject


def record_in_answers(practice: OpenPractice) -> Subject:
    """The practice's record as its answers now have it; a blank leaves what is known."""
    answers = practice.sheet(STOCKTAKE).answers
    said = {
        name: str(value)
        for question, name in RECORD_FIELDS.items()
        if (value := answers.get(question).usable) is not None
    }
    return replace(practice.subject, **said)  # type: ignore[arg-type]


def keep_record(practice: OpenPractice, subject: Subject) -> None:
    """Give the practice another code or other names; kept in the history.

    Raises:
        StocktakeError: ``code_in_use`` when another practice has that code.
    """
    returns = practice.workspace.returns
    returns.rename(returns.subject_id(practice.subject, add=False), subject, role=practice.role)
    practice.subject = subject


def kept_counts(workspace: Workspace) -> Mapping[int, tuple[int, int]]:
    """How many questions of each submission were dealt with, as last counted."""
    try:
        found = first_page_facts(workspace)
        return {int(k): (int(v[0]), int(v[1])) for k, v in found.items() if k.isdigit()}
    except (ValueError, TypeError, LookupError):
        return {}


def keep_counts(workspace: Workspace, counts: Mapping[int, tuple[int, int]]) -> None:
    """Keep the counts of a practice for the first page."""
    known = kept_counts(workspace)
    new = {str(key): value for key, value in counts.items() if known.get(key) != value}
    if new and not workspace.read_only:
        keep_first_page_facts(workspace, {**first_page_facts(workspace), **new})


def first_page_facts(workspace: Workspace) -> dict[str, Any]:
    """What is kept for the first page, by name; empty where it cannot be read."""
    try:
        found = json.loads(workspace.sections.first_page() or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def keep_first_page_facts(workspace: Workspace, facts: Mapping[str, Any]) -> None:
    """Keep what the first page shows next time; not a change of any return."""
    workspace.sections.keep_first_page(json.dumps(dict(facts)))
