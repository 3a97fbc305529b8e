"""Bring back a workbook: what it would change, and taking in what a person agreed to.

Nothing changes before the list of differences has been looked at. What is taken in is one change
that can be undone; a file brought a second time asks nothing and changes nothing.

Source: design/screens.md F.11.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, Origin, State
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.submission import Submission
from stocktake.store.history import By, Kind
from stocktake.store.shared_out import SharedOut, ShareStanding
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision, Differing, Sides, Sort, compare
from stocktake.workbooks.payload_json import from_text
from stocktake.workbooks.reading import Forms, ReadResult, read_many

NOTE_OF_CHANGE = "Brought back"
"""Stands with the change in the history."""


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What came back of one form.

    Attributes:
        share_id: of the sharing out it answers, or made of the file when there was none.
        shared: what is known here of that sharing out; None where there was none.
        theirs: the answers that came.
        differences: what would change.
    """

    form_id: str
    share_id: str
    shared: SharedOut | None
    theirs: Submission
    differences: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back in one file.

    Attributes:
        who: who filled it in, as a role or first name.
        problems: what could not be read, and what is worth knowing, each with its place.
    """

    file_name: str
    who: str
    forms: tuple[ReturnedForm, ...]
    problems: tuple[Problem, ...]

    @property
    def differences(self) -> tuple[tuple[str, Differing], ...]:
        """Every difference with the id of its form."""
        return tuple((each.form_id, one) for each in self.forms for one in each.differences)


Decisions = Mapping[tuple[str, str, Address], Decision]
"""What was decided, by form and ``Differing.key``."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What bringing back did: how many answers and notes changed."""

    answers: int
    notes: int

    @property
    def words(self) -> str:
        """In a sentence."""
        if not self.answers and not self.notes:
            return "Nothing was changed."
        said = ["1 answer" if self.answers == 1 else f"{self.answers} answers"] * bool(self.answers)
        said += ["1 note" if self.notes == 1 else f"{self.notes} notes"] * bool(self.notes)
        verb = "was" if self.answers + self.notes == 1 else "were"
        return f"{' and '.join(said)} {verb} taken in."


def read_returned(path: Path, stop: threading.Event | None = None) -> ReadResult | None:
    """Read one returned file in a child process; None when it was stopped."""
    forms = Forms(shipped_form(each) for each in shipped_form_ids())
    return next(iter(read_many([path], forms, cancelled=stop)), None)


def returned_of(practice: OpenPractice, found: ReadResult) -> Returned:
    """Say what a file would change here.

    Raises:
        StocktakeError: it could not be read, is about another practice or round, or holds no form
            of this practice.
    """
    if not found.members:
        problem = found.problems[0] if found.problems else None
        raise StocktakeError(
            "not_read",
            f"{found.file_name}: {problem.what if problem else found.words}",
            problem.how_to_fix if problem else "Ask for the file again.",
        )
    ours = [each for each in found.submissions if _is_about(practice, each)]
    if not ours:
        raise _about_another(practice, found)
    problems = list(found.problems)
    base = _exported(found)
    forms = []
    for member, submission in enumerate(found.submissions):
        if submission in ours and submission.form_id in shipped_form_ids():
            forms.append(_form(practice, found, submission, base.get(member), problems))
    who = next((each.shared.colleague for each in forms if each.shared), "")
    role = found.share.role if found.share and found.share.sent_back else ""
    return Returned(found.file_name, who or role or "a colleague", tuple(forms), tuple(problems))


def _is_about(practice: OpenPractice, submission: Submission) -> bool:
    subject = submission.subject
    is_same = (subject.kind, subject.code) == (practice.subject.kind, practice.subject.code)
    return is_same and submission.round == practice.round and not submission.instance


def _about_another(practice: OpenPractice, found: ReadResult) -> StocktakeError:
    first = found.submissions[0]
    code = f" ({first.subject.code})" if first.subject.code else ""
    if first.subject.code == practice.subject.code and first.round != practice.round:
        what = f"{found.file_name} is for {first.round}, and {practice.round} is open."
        return StocktakeError(
            "another_round", what, f"Open {first.round} from Home, then try again."
        )
    what = (
        f"{found.file_name} is about {first.subject.name}{code}, {first.round}, "
        f"and {practice.subject.name} is open."
    )
    return StocktakeError(
        "another_practice", what, "Open that practice from Home, or choose another file."
    )


def _exported(found: ReadResult) -> dict[int, Answers]:
    """What each member held when it was written, where the file itself still tells."""
    if found.is_as_written or any(p.code == "not_compared" for p in found.problems):
        return {}
    if not found.is_base_known:
        return {}
    held: dict[int, Answers] = {}
    for member, submission in enumerate(found.submissions):
        answers = submission.answers.copy()
        for index, difference in found.differences:
            if index == member:
                answers[difference.address] = difference.was
        held[member] = answers
    return held


def _form(
    practice: OpenPractice,
    found: ReadResult,
    theirs: Submission,
    exported: Answers | None,
    problems: list[Problem],
) -> ReturnedForm:
    opened = practice.open_return(theirs.form_id)
    loaded = opened.sheet.loaded
    share_id = found.share.id if found.share else f"{theirs.return_id[:32]}-{theirs.revision}"
    shared = practice.workspace.shared_out.one(opened.id, share_id)
    base = _baseline(shared)
    if base is None and not (found.share and found.share.sent_back):
        # What was written out is what they began from; what they sent back is not.
        base = exported
    problems += _about_form(found, loaded, theirs)
    sides = Sides(
        ours=practice.workspace.returns.to_submission(opened.id).answers,
        theirs=theirs.answers,
        base=base,
        settled=shared.settled if shared else None,
        questions=_asked_of(found, loaded),
    )
    return ReturnedForm(theirs.form_id, share_id, shared, theirs, compare(loaded, sides))


def _baseline(shared: SharedOut | None) -> Answers | None:
    """What the answers were when they went out."""
    if shared is None or not shared.baseline:
        return None
    return from_text(shared.baseline).members[0].submission.answers


def _asked_of(found: ReadResult, loaded: LoadedForm) -> Collection[str] | None:
    """The questions that went out; None where nothing says."""
    note = found.share
    if note is None:
        return None
    return {
        question.id
        for section in loaded.sections
        if section.id in note.sections
        for question in section.questions
        if question.id not in note.left_out
    }


def _about_form(found: ReadResult, loaded: LoadedForm, theirs: Submission) -> list[Problem]:
    """Say when the form has changed since the file was written, and what it asks no more."""
    if theirs.form_hash == loaded.hash:
        return []
    gone = {a.question for a in theirs.answers if a.question not in loaded.questions}
    what = f"It was written with version {theirs.form_version} of “{loaded.form.title}”."
    how = "Its answers were matched question by question."
    if gone:
        count = "1 question is" if len(gone) == 1 else f"{len(gone)} questions are"
        how += f" {count} not asked any more and were left out."
    return [Problem("another_version", found.file_name, what, how)]


def undecided(returned: Returned, decisions: Decisions) -> tuple[tuple[str, Differing], ...]:
    """The clashes that still have to be decided."""
    return tuple(
        (form_id, each)
        for form_id, each in returned.differences
        if decision_on(form_id, each, decisions) is None
    )


def decision_on(form_id: str, each: Differing, decisions: Decisions) -> Decision | None:
    """What was decided of a difference, or what is proposed."""
    return decisions.get((form_id, *each.key), each.proposed)


def take_back(practice: OpenPractice, returned: Returned, decisions: Decisions) -> TakenBack:
    """Take in what was decided, as one change of each form that can be undone.

    Sections that were out are back afterwards.

    Raises:
        StocktakeError: ``undecided`` while a clash is, ``cannot_change`` when the practice can only
            be read, or it could not be saved; then nothing has changed.
    """
    if practice.read_only:
        raise StocktakeError(
            "cannot_change",
            f"{practice.subject.name}, {practice.round}, can be read and not changed.",
            "If it is signed off, reopen it first; then bring the file back again.",
        )
    if left := undecided(returned, decisions):
        count = "1 question" if len(left) == 1 else f"{len(left)} questions"
        raise StocktakeError(
            "undecided", f"{count} still to decide.", "Say for each which answer to keep."
        )
    answers = notes = 0
    for form in returned.forms:
        taking = _Taking(practice, form, returned.who)
        taking.take(decisions)
        answers += taking.answers
        notes += taking.notes
    return TakenBack(answers, notes)


class _Taking:
    """The taking in of one form."""

    def __init__(self, practice: OpenPractice, form: ReturnedForm, who: str) -> None:
        self.practice = practice
        self.form = form
        self.who = who
        self.opened = practice.open_return(form.form_id)
        self.ours = practice.workspace.answers.load(self.opened.id)
        self.changes: dict[Address, Answer | None] = {}
        self.orders: dict[str, tuple[str, ...]] = {}
        self.answers = self.notes = 0
        self.now = datetime.now(UTC).astimezone()

    def take(self, decisions: Decisions) -> None:
        settled: dict[str, tuple[str, ...]] = {}
        for each in self.form.differences:
            decision = decision_on(self.form.form_id, each, decisions)
            if decision is not None:
                self._apply(each, decision)
            settled[each.settled_key] = (each.settled,)
        self._order_rows()
        self._save(settled)
        self.practice.reload(self.form.form_id)

    def _save(self, settled: Mapping[str, tuple[str, ...]]) -> None:
        workspace = self.practice.workspace
        by = By(self.practice.role, f"{NOTE_OF_CHANGE} from {self.who}", Kind.TAKEN_IN)
        if self.changes or self.orders:
            workspace.answers.write(self.opened.id, self.changes, by, rows=self.orders)
        shared = self.form.shared
        if shared is None and settled:
            # Known from now on, so that the same file asks nothing a second time.
            workspace.shared_out.add(self.opened.id, self._unknown())
        if settled:
            workspace.shared_out.settle(self.opened.id, self.form.share_id, settled)
        if shared is not None and shared.is_out:
            workspace.shared_out.end(self.opened.id, self.form.share_id, ShareStanding.BACK)

    def _unknown(self) -> SharedOut:
        return SharedOut(
            self.form.share_id,
            (),
            self.who,
            self.now,
            standing=ShareStanding.BACK,
            ended_at=self.now,
        )

    def _apply(self, each: Differing, decision: Decision) -> None:
        if each.sort is Sort.NOTE:
            if decision is not Decision.OURS:
                self._add_note(each.address, each.theirs_words)
        elif decision is Decision.THEIRS and each.sort is Sort.ROW_GONE:
            self._take_row_out(each.address)
        elif decision is Decision.THEIRS:
            self._take(each)
        elif decision is Decision.BOTH:
            where = ", ".join(part for part in (each.row, each.label) if part)
            about = f"{where}: " if each.address.row else ""
            self._add_note(
                Address(each.address.question), f"{self.who} answered: {about}{each.theirs_words}"
            )

    def _standing(self, address: Address) -> Answer:
        return self.changes.get(address) or self.ours[address]

    def _take(self, each: Differing) -> None:
        ours, theirs = self._standing(each.address), each.theirs
        new = replace(
            ours,
            value=theirs.value if theirs.state is State.ANSWERED else None,
            state=theirs.state,
            estimate=theirs.estimate,
            carried_forward=False,
            origin=Origin.BROUGHT_BACK,
            role=self.who,
            changed_at=self.now,
        )
        says_nothing = new.state is State.BLANK and not (new.note or new.evidence)
        self.changes[each.address] = None if says_nothing else new
        self.answers += 1

    def _add_note(self, address: Address, text: str) -> None:
        ours = self._standing(address)
        if text in ours.note:
            return
        note = f"{ours.note.rstrip()}\n{text}" if ours.note else text
        self.changes[address] = replace(ours, note=note, role=self.who, changed_at=self.now)
        self.notes += 1

    def _take_row_out(self, address: Address) -> None:
        table, row = address.question, address.row
        for each in self.ours:
            if each.question == table and each.row == row:
                self.changes[each] = None
                self.answers += 1
        order = self.orders.get(table, self.ours.rows(table))
        self.orders[table] = tuple(each for each in order if each != row)

    def _order_rows(self) -> None:
        """Put rows that came in their order at the foot of their tables."""
        for table in self.form.theirs.answers.tables:
            new = {
                a.row
                for a, v in self.changes.items()
                if a.question == table and a.row and v not in (None, BLANK)
            }
            order = self.orders.get(table, self.ours.rows(table))
            added = [r for r in self.form.theirs.answers.rows(table) if r in new - set(order)]
            if added:
                self.orders[table] = (*order, *added)
