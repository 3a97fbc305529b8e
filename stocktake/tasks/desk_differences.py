"""What differs when two desks have both moved on, practice by practice, and taking it in.

The list is that of bringing back a workbook (``tasks/bring_back.py``): three-way, from what both
desks last had in common, which the history of both tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.errors import Problem
from stocktake.questionnaire.answers import BLANK, Answers
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.history import OF_AN_ANSWER, WHOLE, HistoryEntry, Kind
from stocktake.store.returns import FormText, Listed
from stocktake.store.returns import Standing as Listing
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Sides, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm

STILL_THERE = "The copy is kept: open it under Settings, Other desks, to read it."


@dataclass(frozen=True, slots=True)
class OfPractice:
    """What differs in one practice and round."""

    subject: Subject
    round: str
    returned: Returned


@dataclass(frozen=True, slots=True)
class Begun:
    """A form begun at the other desk only, which is added as it is."""

    submission: Submission
    form: FormText | None
    words: str


@dataclass(frozen=True, slots=True)
class DeskDifferences:
    """Everything that differs from the copy of another desk.

    Attributes:
        desk: what that desk is called.
        practices: those with answers that differ.
        begun: what was begun there only.
        told: what cannot be taken in here, each with what to do.
    """

    desk: str
    practices: tuple[OfPractice, ...]
    begun: tuple[Begun, ...]
    told: tuple[Problem, ...]


def differences(workspace: Workspace, standing: Standing, role: str = "") -> DeskDifferences:
    """Compare the workspace with a copy that was copied in.

    Raises:
        StocktakeError: either cannot be read.
    """
    if standing.copied is None:
        return DeskDifferences(standing.desk, (), (), ())
    with Workspace.open(standing.copied, read_only=True) as theirs:
        return _Comparing(workspace, theirs, standing, role).all()


class _Comparing:
    """One comparison of two workspaces."""

    def __init__(self, ours: Workspace, theirs: Workspace, standing: Standing, role: str) -> None:
        self.ours = ours
        self.theirs = theirs
        self.standing = standing
        self.role = role
        self.told: list[Problem] = []
        self.begun: list[Begun] = []

    def all(self) -> DeskDifferences:
        here = {identity(each): each for each in self.ours.returns.list()}
        by_id = {each.return_id: each for each in here.values()}
        gone = {each.return_id for each in self.ours.returns.list(Listing.DELETED)}
        pairs: dict[tuple[str, str, str], list[tuple[Listed, Listed]]] = {}
        for there in self.theirs.returns.list():
            # By its own id as well, since a practice's code may have been changed at one desk.
            mine = here.get(identity(there)) or by_id.get(there.return_id)
            if mine is None and there.return_id in gone:
                self._tell_deleted(there)
            elif mine is None:
                self._begun_there(there)
            elif _is_compared(there):
                place = (mine.subject.kind, mine.subject.code, mine.round)
                pairs.setdefault(place, []).append((mine, there))
            else:
                self._tell_not_compared(mine, there)
        practices = [self._practice(each) for each in pairs.values()]
        return DeskDifferences(
            self.standing.desk,
            tuple(each for each in practices if each.returned.forms),
            tuple(self.begun),
            tuple(self.told),
        )

    def _begun_there(self, there: Listed) -> None:
        if not there.sample:
            submission = self.theirs.returns.to_submission(there.id)
            form = self.theirs.returns.form(there.form_hash)
            words = f"{_place_words(there)}, {_answers(there.answered)}"
            self.begun.append(Begun(submission, form, words))

    def _tell_deleted(self, there: Listed) -> None:
        self._tell(
            there,
            f"It was deleted here. {self.standing.desk} has it with {_answers(there.answered)}.",
            "It stays deleted here.",
        )

    def _tell_not_compared(self, mine: Listed, there: Listed) -> None:
        ours = self.ours.returns.to_submission(mine.id)
        theirs = self.theirs.returns.to_submission(there.id)
        if ours.answers != theirs.answers:
            self._tell(there, f"It differs at {self.standing.desk}.", "It stays as it is here.")

    def _tell(self, there: Listed, what: str, how_to_fix: str) -> None:
        self.told.append(
            Problem("kept_beside", _place_words(there), what, f"{how_to_fix} {STILL_THERE}")
        )

    def _practice(self, pairs: Sequence[tuple[Listed, Listed]]) -> OfPractice:
        subject, round_label = pairs[0][0].subject, pairs[0][0].round
        practice = OpenPractice(self.ours, subject, round_label, self.role)
        forms = []
        for mine, there in pairs:
            form = self._form(practice, mine, there)
            if form.differences and practice.may_change(there.form_id):
                forms.append(form)
            elif form.differences:
                self._tell_locked(practice, there, len(form.differences))
            self._tell_signed(practice, there)
        return OfPractice(
            subject, round_label, Returned(self.standing.desk, self.standing.desk, tuple(forms), ())
        )

    def _form(self, practice: OpenPractice, mine: Listed, there: Listed) -> ReturnedForm:
        opened = practice.open_return(there.form_id)
        ours = self.ours.returns.to_submission(mine.id)
        theirs = self.theirs.returns.to_submission(there.id)
        is_one = ours.return_id == theirs.return_id
        base = self._last_in_common(ours.answers, mine.id, there.id) if is_one else None
        share_id = f"desk-{self.standing.mark.id if self.standing.mark else there.return_id[:24]}"
        shared = self.ours.shared_out.one(mine.id, share_id)
        sides = Sides(ours.answers, theirs.answers, base, shared.settled if shared else None)
        found = compare(opened.sheet.loaded, sides)
        return ReturnedForm(there.form_id, share_id, shared, theirs, found)

    def _last_in_common(self, ours: Answers, mine: int, there: int) -> Answers:
        """Our answers with everything taken back that the other desk never had."""
        known = {_entry(each) for each in self.theirs.history.of(there)}
        base = ours.copy()
        for each in reversed(self.ours.history.of(mine)):
            if _entry(each) in known:
                continue
            if each.by.kind is Kind.ROWS:
                base.set_rows(each.address.question, each.old_order)
            elif each.by.kind in OF_AN_ANSWER and each.address != WHOLE:
                _put_back(base, each)
        return base

    def _tell_locked(self, practice: OpenPractice, there: Listed, count: int) -> None:
        said = "1 answer differs" if count == 1 else f"{count} answers differ"
        why = practice.why_signed(there.form_id) or "This round can be read and not changed here."
        self._tell(there, f"{said} at {self.standing.desk}. {why}", "It stays as it is here.")

    def _tell_signed(self, practice: OpenPractice, there: Listed) -> None:
        is_signed_there = self.theirs.sign_offs.standing(there.id) is not None
        if is_signed_there and practice.signed(there.form_id) is None:
            what = f"It was signed off at {self.standing.desk} and has been changed here since."
            self._tell(there, what, "Sign it off here once you have decided.")


def _is_compared(each: Listed) -> bool:
    return each.form_id in shipped_form_ids() and not each.instance


def _place_words(each: Listed) -> str:
    is_shipped = each.form_id in shipped_form_ids()
    title = shipped_form(each.form_id).form.title if is_shipped else "Another form"
    return f"{each.subject.name}, {each.round}, {title}"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def identity(each: Listed) -> tuple[str, ...]:
    """What makes two submissions the same one in two files."""
    subject = each.subject
    return (subject.kind, subject.code, each.form_id, each.round, each.instance)


def _entry(each: HistoryEntry) -> tuple[object, ...]:
    return (each.group, each.address, each.by.kind, each.new)


def _put_back(base: Answers, each: HistoryEntry) -> None:
    old = each.old_answer
    if old is None or old == BLANK:
        if each.address in set(base):
            base.take_away(each.address)
    else:
        base[each.address] = old
