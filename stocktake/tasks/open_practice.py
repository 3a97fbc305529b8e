"""One practice in one round, open for filling in: its sheets, and every change saved.

The window and the durability runs both work through this, so what is proved of it holds for both.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE
from stocktake.questionnaire.progress import Progress, progress
from stocktake.questionnaire.sheet import Changes, Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.history import BEGUN, By, Kind
from stocktake.store.putting_back import Standing
from stocktake.store.returns import Listed
from stocktake.store.rows import Cell
from stocktake.store.sign_offs import SignOff
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import form_text, keep_form, kept_form
from stocktake.tasks.last_year import LastYear
from stocktake.tasks.newer_form import laid_over
from stocktake.tasks.open_return import OpenReturn
from stocktake.tasks.rate_card_text import basis_now
from stocktake.tasks.shared_form import as_shared
from stocktake.tasks.sheets import sheet_of
from stocktake.units import date_in_words, financial_year, year_label

if TYPE_CHECKING:
    from stocktake.planning.plan import PracticePlan
    from stocktake.tasks.published_now import PublishedNow

ROW_ID_LENGTH = 8
"""Characters of an added row's random id, kept for ever. Source: design/data-model.md."""


def this_round(today: date) -> str:
    """The round a new stocktake belongs to: the financial year of today."""
    return year_label(financial_year(today))


def new_row_id() -> str:
    """Make the id of an added table row."""
    return secrets.token_hex(ROW_ID_LENGTH // 2)


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering something did.

    Attributes:
        changes: what follows from it in the sheet.
        saved_at: when it was on the disk.
        is_new_layout: cards were added or taken away, so pages should be asked for again.
    """

    changes: Changes
    saved_at: datetime
    is_new_layout: bool = False


class OpenPractice:
    """The submissions of one practice in one round.

    A submission is begun the first time its sheet is asked for. A round whose form has changed
    since opens with the form its answers were given to, read only. So does a signed return, until
    it is reopened.

    Attributes:
        subject: the practice.
        round: the financial year's label.
        role: who is answering, as a role.
        read_only: nothing can be changed: the file is, or the round is an old one.
    """

    def __init__(
        self, workspace: Workspace, subject: Subject, round_label: str, role: str = ""
    ) -> None:
        self.workspace = workspace
        self.subject = subject
        self.round = round_label
        self.role = role
        self.read_only = workspace.read_only or round_label < self._newest_round()
        self._returns: dict[str, OpenReturn] = {}
        self._signed: dict[str, SignOff | None] = {}
        self._plan: PracticePlan | None = None
        self._last_year = LastYear(workspace, subject, round_label)
        self._published: PublishedNow | None = None

    def last_year(self) -> LastYear:
        """The round before of this practice, to look back at."""
        if self._last_year.subject != self.subject:
            # Its code or name was changed, and with it that of its earlier rounds.
            self._last_year = LastYear(self.workspace, self.subject, self.round)
        return self._last_year

    def published(self) -> PublishedNow:
        """What is published about this practice."""
        from stocktake.tasks.published_now import PublishedNow

        if self._published is None or self._published.ods_code != self.subject.code:
            self._published = PublishedNow(self.workspace, self.subject.code)
        return self._published

    def _ours(self) -> tuple[Listed, ...]:
        """Every submission about this practice, of any round."""
        kind, code = self.subject.kind, self.subject.code
        every = self.workspace.returns.list()
        return tuple(e for e in every if e.subject.kind == kind and e.subject.code == code)

    def _newest_round(self) -> str:
        """The practice's own newest round: another practice may already be a year further on."""
        return max((each.round for each in self._ours()), default=self.round)

    def listed(self, form_id: str) -> Listed | None:
        """How the workspace lists the submission of a form; None before it is begun."""
        for each in self._ours():
            if each.round == self.round and each.form_id == form_id:
                return each
        return None

    def signed(self, form_id: str) -> SignOff | None:
        """The sign-off of a form's submission that stands; None while it is a draft."""
        if form_id not in self._signed:
            listed = self.listed(form_id)
            found = self.workspace.sign_offs.standing(listed.id) if listed else None
            self._signed[form_id] = found
        return self._signed[form_id]

    def may_change(self, form_id: str) -> bool:
        """Whether anything can be entered on a form now."""
        return not self.read_only and self.signed(form_id) is None

    def why_signed(self, form_id: str) -> str:
        """Why a signed form cannot be changed, in words; empty while it is a draft."""
        signed = self.signed(form_id)
        if signed is None:
            return ""
        day = date_in_words(signed.said.signed_on)
        return f"Signed on {day} as version {signed.version}. Reopen to change."

    def read_afresh(self) -> None:
        """Read everything again when next asked for, as after signing or reopening."""
        self._returns.clear()
        self._signed.clear()
        self._plan = None

    def open_return(self, form_id: str) -> OpenReturn:
        """The submission of a form, begun if need be.

        Raises:
            StocktakeError: ``answers_damaged`` when answers changed on the disk by themselves, or
                the file cannot be read or saved to.
        """
        if form_id not in self._returns:
            listed = self.listed(form_id)
            submission_id = listed.id if listed else self._begin(form_id)
            submission = self.workspace.returns.to_submission(submission_id)
            form = self._form_of(submission)
            other: Mapping[Address, Answer] = {}
            if submission.form_hash != form.hash:
                then = kept_form(self.workspace, submission.form_hash)
                submission, other = laid_over(submission, then, form)
            sheet = self._sheet_of(submission, form, submission_id)
            done = set(self.workspace.sections.done(submission_id))
            self._returns[form_id] = OpenReturn(submission_id, submission, sheet, done, other)
        return self._returns[form_id]

    def _sheet_of(self, submission: Submission, form: LoadedForm, submission_id: int) -> Sheet:
        """Its answers over its form, with what the practice's rate card adds to its services."""
        sheet = sheet_of(submission, form, partial(basis_now, self.workspace, submission_id))
        sheet.clock = self.workspace.today
        return sheet

    def _follow_day(self, opened: OpenReturn) -> None:
        """Move the sheet to the assessment date that a change has just given it."""
        opened.follow_day(self.workspace.returns.assessed_on(opened.id))
        self._plan = None

    def _begin(self, form_id: str) -> int:
        loaded = shipped_form(form_id)
        keep_form(self.workspace, loaded)
        return self.workspace.returns.start(self.subject, form_text(loaded), self.round)

    def _form_of(self, submission: Submission) -> LoadedForm:
        """An old round keeps its own form; the round being filled in moves with the shipped one."""
        form = shipped_form(submission.form_id)
        if not self.may_change(submission.form_id) and submission.form_hash != form.hash:
            form = kept_form(self.workspace, submission.form_hash) or form
        return as_shared(self.workspace, form, submission)

    def _move_to_form(self, opened: OpenReturn) -> None:
        """Note which form answers are given to from now on, where the program brought a new one."""
        loaded = shipped_form(opened.submission.form_id)
        said = opened.submission
        if not self.may_change(said.form_id) or said.form_hash == loaded.hash:
            return
        keep_form(self.workspace, loaded)
        version = loaded.form.version
        now: dict[str, Cell] = {"form_version": version, "form_hash": loaded.hash}
        with self.workspace.returns.together():
            self.workspace.returns.set_fields(opened.id, now, role=self.role)
            by = By(self.role, BEGUN, Kind.TAKEN_IN)
            self.workspace.answers.write(opened.id, opened.laid_over, by)
        opened.laid_over = {}
        opened.submission = replace(said, form_version=version, form_hash=loaded.hash)

    def _to_change(self, form_id: str) -> OpenReturn:
        """The submission of a form to enter something on.

        Raises:
            StocktakeError: ``signed`` while it is signed off; as ``open_return``.
        """
        opened = self.open_return(form_id)
        if why := self.why_signed(form_id):
            raise StocktakeError("signed", why, "Reopen it on the page “Sign off” first.")
        return opened

    def sheet(self, form_id: str = STOCKTAKE) -> Sheet:
        """The sheet of a form."""
        return self.open_return(form_id).sheet

    def enter(self, form_id: str, address: Address, answer: Answer) -> Entered:
        """Take in one answer and save it; when this returns it is on the disk."""
        return self.enter_all(form_id, {address: answer})

    def enter_all(self, form_id: str, answers: Mapping[Address, Answer], note: str = "") -> Entered:
        """Take in several answers as one change, such as a paste, and save them together.

        Raises:
            StocktakeError: ``signed``; or they could not be saved, while the sheet still shows
                them, and entering anything again tries again.
        """
        opened = self._to_change(form_id)
        whole: dict[Address, Answer] = dict(answers)
        names: set[str] = set()
        shown: set[str] = set()
        hidden: set[str] = set()
        for address, answer in answers.items():
            changes = opened.sheet.enter(address, answer)
            whole.update({a: d for a, d in changes.also.items() if a not in answers})
            names |= changes.names
            shown, hidden = (shown | set(changes.shown)), (hidden | set(changes.hidden))
        together = Changes(
            {a: d for a, d in whole.items() if a not in answers},
            frozenset(names),
            tuple(sorted(shown - hidden)),
            tuple(sorted(hidden - shown)),
        )
        self._move_to_form(opened)
        saved = self.workspace.answers.save(
            opened.id, whole, role=self.role, note_of_change=note, rows=_orders(opened.sheet, whole)
        )
        self._follow_day(opened)
        return Entered(together, saved.at, self._relaid(form_id, whole))

    def _relaid(self, form_id: str, answers: Mapping[Address, Answer]) -> bool:
        """Deal cards again when the practice's own expectations changed."""
        if not any(address.question == OWN_ROWS_TABLE for address in answers):
            return False
        opened = self._returns[form_id]
        form = self._form_of(opened.submission)
        opened.sheet = self._sheet_of(opened.submission, form, opened.id)
        return True

    def add_row(self, form_id: str, table: str, row: str = "") -> str:
        """Add a row at the foot of a table; it exists once a cell of it is answered."""
        row = row or new_row_id()
        opened = self._to_change(form_id)
        opened.sheet.answers.add_row(table, row)
        opened.sheet.rows_changed(table)
        return row

    def remove_row(self, form_id: str, table: str, row: str) -> Entered:
        """Take a row out of a table with its cells; the history keeps them."""
        opened = self._to_change(form_id)
        saved = self.workspace.answers.remove_row(opened.id, table, row, role=self.role)
        opened.sheet.answers.remove_row(table, row)
        changes = opened.sheet.rows_changed(table)
        self._follow_day(opened)
        return Entered(changes, saved.at, self._relaid(form_id, {Address(table): Answer()}))

    def order_rows(
        self, form_id: str, table: str, order: tuple[str, ...], note: str = ""
    ) -> Entered:
        """Put the rows of a table in another order."""
        opened = self._to_change(form_id)
        rows = {table: order}
        saved = self.workspace.answers.save(
            opened.id, {}, role=self.role, note_of_change=note, rows=rows
        )
        opened.sheet.answers.set_rows(table, order)
        changes = opened.sheet.rows_changed(table)
        self._follow_day(opened)
        return Entered(changes, saved.at)

    def put_back(
        self, standings: Mapping[str, Standing], groups: tuple[str, ...], kind: Kind
    ) -> Mapping[str, Entered]:
        """Let things stand as they once stood, and keep that as an undoing of these groups.

        Args:
            standings: answers, rows and sections that change, by form.
            groups: the groups of the history that are undone, or done again.
            kind: which of the two.

        Raises:
            StocktakeError: it could not be saved; every sheet then stays as it was.
        """
        ids: dict[str, int] = {}
        for form_id in standings:
            opened = self._to_change(form_id)
            self._move_to_form(opened)
            ids[form_id] = opened.id
        wanted = {ids[form_id]: standing for form_id, standing in standings.items()}
        by = By(self.role, kind=kind)
        saved = self.workspace.putting_back.put_back(wanted, groups, by)
        return {
            form_id: self._stands_again(form_id, standing, saved[ids[form_id]].at)
            for form_id, standing in standings.items()
        }

    def _stands_again(self, form_id: str, standing: Standing, at: datetime) -> Entered:
        """Show in a form's sheet what was put back."""
        opened = self._returns[form_id]
        changes = opened.sheet.put_back(standing.answers, standing.rows)
        self._follow_day(opened)
        opened.done = set(self.workspace.sections.done(opened.id))
        touched = dict.fromkeys((*standing.answers, *map(Address, standing.rows)), Answer())
        if standing.route:
            opened.follow_route(standing.route)
        is_relaid = self._relaid(form_id, touched)
        return Entered(changes, at, is_relaid or bool(standing.route))

    def reload(self, form_id: str) -> None:
        """Read the answers of a form again, because they were changed beside its sheet."""
        self._returns.pop(form_id, None)
        self._plan = None

    def mark_section(self, form_id: str, section: str, done: bool) -> None:
        """Say that a section is completed, or open it again."""
        opened = self.open_return(form_id)
        self.workspace.sections.mark(opened.id, section, done, role=self.role)
        (opened.done.add if done else opened.done.discard)(section)
        self._follow_day(opened)

    def set_route(self, form_id: str, route: str) -> None:
        """Choose how much is asked; no answer is lost."""
        opened = self.open_return(form_id)
        self.workspace.returns.set_route(opened.id, route, role=self.role)
        opened.follow_route(route)
        self._follow_day(opened)

    def assess_today(self, form_id: str) -> Entered:
        """Make today the assessment date of a form, though none of its answers has changed.

        Raises:
            StocktakeError: ``signed``; or it could not be saved.
        """
        opened = self._to_change(form_id)
        at = self.workspace.returns.assess_today(opened.id, role=self.role)
        self._follow_day(opened)
        return Entered(Changes(), at)

    def progress(self, form_id: str, section: str) -> Progress:
        """How far a section has come."""
        opened = self.open_return(form_id)
        return progress(opened.sheet, section, section in opened.done)

    def plan(self) -> PracticePlan:
        """The practice's plan as its answers stand, worked out once until one changes."""
        # All of planning is read in by this: nobody who only answers has to wait for it.
        from stocktake.tasks.practice_plan import plan_of

        if self._plan is None:
            self._plan = plan_of(self.sheet(STOCKTAKE), self.sheet(EXPECTATIONS), self.round)
        return self._plan

    def submissions(self, form_ids: tuple[str, ...]) -> tuple[Submission, ...]:
        """The submissions of these forms as they are saved, to export."""
        return tuple(
            self.workspace.returns.to_submission(self.open_return(form_id).id)
            for form_id in form_ids
        )


def _orders(sheet: Sheet, answers: Mapping[Address, Answer]) -> dict[str, tuple[str, ...]]:
    tables = {address.question for address in answers if address.row}
    return {table: sheet.answers.rows(table) for table in tables}
