"""What can be compared: the rounds in the workspace, and an exported workbook.

Nothing is begun or changed by looking: a form that a round does not have is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.workspace import Workspace
from stocktake.tasks.compare import Side
from stocktake.tasks.last_year import form_given_to
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

COMPARED = (STOCKTAKE, EXPECTATIONS)
"""The forms that two rounds are compared in."""


@dataclass(frozen=True, slots=True)
class RoundOf:
    """A round of a practice that can be compared."""

    subject: Subject
    round: str

    def name(self, beside: Subject) -> str:
        """What to call it beside a practice: the round alone where it is that practice's own."""
        is_own = (self.subject.kind, self.subject.code) == (beside.kind, beside.code)
        who = self.subject.name or "A practice without a name"
        return self.round if is_own else f"{who}, {self.round}"


def rounds_to_compare(workspace: Workspace, subject: Subject) -> tuple[RoundOf, ...]:
    """Every round there is, the practice's own first, the newest of each first."""
    found = [RoundOf(each.subject, each.round) for each in practice_rounds(workspace)]
    found.sort(key=lambda each: each.round, reverse=True)
    found.sort(key=lambda each: (each.subject.code != subject.code, each.subject.name))
    return tuple(found)


def side_of(workspace: Workspace, chosen: RoundOf, beside: Subject) -> Side:
    """A round as it is saved, each form's answers over that form.

    Raises:
        StocktakeError: its answers cannot be read.
    """
    sheets: dict[str, Sheet] = {}
    for listed in workspace.returns.list():
        is_it = (listed.subject.code, listed.round) == (chosen.subject.code, chosen.round)
        if is_it and listed.form_id in COMPARED and not listed.instance:
            loaded = form_given_to(workspace, listed.form_id, listed.form_hash)
            submission = workspace.returns.to_submission(listed.id)
            sheets[listed.form_id] = sheet_of(submission, loaded)
    in_order = {form_id: sheets[form_id] for form_id in COMPARED if form_id in sheets}
    return Side(chosen.name(beside), chosen.subject, chosen.round, in_order)


def side_in_hand(practice: OpenPractice) -> Side:
    """The open round as it is being filled in."""
    sheets = {each: practice.sheet(each) for each in COMPARED if practice.listed(each)}
    return Side(practice.round, practice.subject, practice.round, sheets)


PASSWORD, WRONG_PASSWORD = "password", "wrong_password"
"""Codes of what is raised for a workbook that asks for a password, and for one that is wrong."""


def side_of_workbook(path: Path, beside: Subject, password: str = "") -> Side:
    """A practice's round as an exported workbook has it, read in a child process.

    Args:
        path: the workbook.
        beside: the practice it is held beside.
        password: opens it, if it asks for one.

    Raises:
        StocktakeError: ``PASSWORD`` or ``WRONG_PASSWORD`` when it asks for one; ``not_compared``
            when the file holds no practice's answers, saying why.
    """
    forms = Forms(shipped_form(form_id) for form_id in shipped_form_ids())
    result = read_workbook(path, forms, password)
    if result.needs_password:
        was_wrong = result.verdict is Verdict.WRONG_PASSWORD
        raise StocktakeError(
            WRONG_PASSWORD if was_wrong else PASSWORD,
            f"{result.file_name} cannot be compared: {result.words}.",
            "Choose it again and type its password.",
        )
    found = [each for each in result.submissions if each.form_id in COMPARED]
    is_one = len({(each.subject.code, each.round) for each in found}) == 1
    if result.verdict not in (Verdict.READY, Verdict.SAVED_AGAIN, Verdict.EDITED) or not is_one:
        why = "It holds more than one practice." if found and not is_one else ""
        raise StocktakeError(
            "not_compared",
            f"{result.file_name} cannot be compared: {result.words}. {why}".strip(),
            "Choose a workbook that one practice exported.",
        )
    first: Submission = found[0]
    sheets = {each.form_id: sheet_of(each) for each in found}
    in_order = {form_id: sheets[form_id] for form_id in COMPARED if form_id in sheets}
    name = RoundOf(first.subject, first.round).name(beside)
    return Side(f"{name} (workbook)", first.subject, first.round, in_order)
