"""What differs when two desks have both moved on, practice by practice, and taking it in.

The list is that of bringing back a workbook (``tasks/bring_back.py``): three-way, from what both
desks last had in common, which the history of both tells. What there is besides answers is worked
out by ``tasks/desk_besides.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stocktake.errors import Problem
from stocktake.phrases import counted
from stocktake.questionnaire.answers import BLANK, Answers
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.history import OF_AN_ANSWER, WHOLE, HistoryEntry, Kind
from stocktake.store.returns import FormText, Listed
from stocktake.store.returns import Standing as Listing
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_besides import (
    OF_DESKS,
    Besides,
    all_of,
    entry_key,
    in_words,
    is_untouched,
    marks_of,
    shares_of,
    signed_of,
)
from stocktake.tasks.desk_cards import (
    OfCard,
    cannot_change,
    card_differs,
    has_card,
    of_practice,
    published_there,
    shared_cards_differ,
)
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Sides, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm
from stocktake.tasks.shared_own_rows import own_cards

STILL_THERE = "The copy is kept: open it under Settings, Other desks, to read it."


@dataclass(frozen=True, slots=True)
class OfPractice:
    """What differs in one practice and round."""

    subject: Subject
    round: str
    returned: Returned

    @property
    def where(self) -> str:
        """Which practice and round, in words."""
        return f"{self.subject.name}, {self.round}"


@dataclass(frozen=True, slots=True)
class Begun:
    """A form begun at the other desk only, which is added as it is."""

    submission: Submission
    form: FormText | None
    words: str
    besides: Besides = field(default_factory=Besides)


@dataclass(frozen=True, slots=True)
class DeskDifferences:
    """Everything that differs from the copy of another desk.

    Attributes:
        desk: what that desk is called.
        practices: those with answers that differ.
        begun: what was begun there only.
        besides: what is taken in besides answers, form by form.
        told: what cannot be taken in here, each with what to do.
        cards: rate cards that differ.
    """

    desk: str
    practices: tuple[OfPractice, ...]
    begun: tuple[Begun, ...]
    told: tuple[Problem, ...]
    besides: tuple[Besides, ...] = ()
    cards: tuple[OfCard, ...] = ()


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
        self.besides: list[Besides] = []
        self.cards: list[OfCard] = []

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
        self._cards_of_no_practice()
        return DeskDifferences(
            self.standing.desk,
            tuple(each for each in practices if each.returned.forms),
            tuple(self.begun),
            tuple(self.told),
            tuple(self.besides),
            tuple(self.cards),
        )

    def _begun_there(self, there: Listed) -> None:
        if not there.sample:
            submission = self.theirs.returns.to_submission(there.id)
            form = self.theirs.returns.form(there.form_hash)
            words = f"{_place_words(there)}, {counted(there.answered, 'answer')}"
            step = self.theirs.rate_cards.now(there.id)
            if step is not None and step.text:
                words += ", with its rate card"
            self.begun.append(Begun(submission, form, words, all_of(self.theirs, there.id)))

    def _tell_deleted(self, there: Listed) -> None:
        self._tell(
            there,
            f"It was deleted here. {self.standing.desk} has it with "
            f"{counted(there.answered, 'answer')}.",
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
            if has_card(there):
                self._card(practice, mine, there)
            is_signed_over = self._besides(practice, mine, there)
            form = self._form(practice, mine, there)
            if form.differences and practice.may_change(there.form_id) and not is_signed_over:
                forms.append(form)
            elif form.differences and not is_signed_over:
                self._tell_locked(practice, there, len(form.differences))
        return OfPractice(
            subject, round_label, Returned(self.standing.desk, self.standing.desk, tuple(forms), ())
        )

    def _card(self, practice: OpenPractice, mine: Listed, there: Listed) -> None:
        desk, where = self.standing.desk, of_practice(mine)
        found = card_differs(self.ours, self.theirs, (mine.id, there.id), where, desk)
        if found is not None and practice.read_only:
            problem = cannot_change(where, desk)
            how = f"{problem.how_to_fix} {STILL_THERE}"
            self.told.append(replace(problem, how_to_fix=how))
        elif found is not None:
            self.cards.append(found)

    def _cards_of_no_practice(self) -> None:
        self.cards += shared_cards_differ(self.ours, self.theirs, self.standing.desk)
        made = published_there(self.ours, self.theirs)
        if made:
            lines = tuple(f"{each.title}, version {each.version}" for each in made)
            self.besides.append(Besides(where=f"Published at {self.standing.desk}", lines=lines))

    def _form(self, practice: OpenPractice, mine: Listed, there: Listed) -> ReturnedForm:
        opened = practice.open_return(there.form_id)
        ours = self.ours.returns.to_submission(mine.id)
        theirs = self.theirs.returns.to_submission(there.id)
        is_one = ours.return_id == theirs.return_id
        base = self._last_in_common(ours.answers, mine.id, there.id) if is_one else None
        share_id = (
            f"{OF_DESKS}{self.standing.mark.id if self.standing.mark else there.return_id[:24]}"
        )
        shared = self.ours.shared_out.one(mine.id, share_id)
        cards = own_cards(opened.sheet.loaded, ours.answers, theirs.answers, base)
        for title in cards.taken_out:
            what = f"“{title}” was taken out of your own expectations here, and its card was filled"
            self._tell(there, f"{what} in at {self.standing.desk}.", "It stays taken out here.")
        settled = shared.settled if shared else None
        asked = set(cards.loaded.questions) - cards.gone
        sides = Sides(ours.answers, theirs.answers, base, settled, asked)
        found = compare(cards.loaded, sides)
        return ReturnedForm(there.form_id, share_id, shared, theirs, found, base)

    def _last_in_common(self, ours: Answers, mine: int, there: int) -> Answers:
        """Our answers with everything taken back that the other desk never had."""
        known = self._known(there)
        base = ours.copy()
        for each in reversed(self.ours.history.of(mine)):
            if entry_key(each) in known:
                continue
            if each.by.kind is Kind.ROWS:
                base.set_rows(each.address.question, each.old_order)
            elif each.by.kind in OF_AN_ANSWER and each.address != WHOLE:
                _put_back(base, each)
        return base

    def _tell_locked(self, practice: OpenPractice, there: Listed, count: int) -> None:
        said = counted(count, "answer differs", "answers differ")
        why = practice.why_signed(there.form_id) or "This round can be read and not changed here."
        self._tell(there, f"{said} at {self.standing.desk}. {why}", "It stays as it is here.")

    def _known(self, there: int) -> set[tuple[object, ...]]:
        return {entry_key(each) for each in self.theirs.history.of(there)}

    def _besides(self, practice: OpenPractice, mine: Listed, there: Listed) -> bool:
        """List what there is besides answers; whether the answers come with a sign-off."""
        known = self._known(there.id)
        marks = marks_of(self.ours, mine.id, self.theirs, there.id, known)
        found = shares_of(self.ours, mine.id, self.theirs, there.id)
        is_same = mine.return_id == there.return_id and not practice.read_only
        if is_same and is_untouched(self.ours, mine.id, known):
            signed = signed_of(self.ours, mine.id, self.theirs, there.id)
            found = replace(found, signed=signed)
        if found.signed is None:
            self._tell_signed(practice, mine, there)
        if practice.may_change(there.form_id):
            found = replace(found, marks=marks)
        elif marks:
            what = f"Sections were marked at {self.standing.desk} as completed, or opened again."
            self._tell(there, what, self._why_not(practice, there))
        lines = in_words(found, practice.sheet(there.form_id).loaded, self.standing.desk)
        if lines:
            where = _place_words(there)
            self.besides.append(replace(found, submission_id=mine.id, where=where, lines=lines))
        return found.signed is not None

    def _why_not(self, practice: OpenPractice, there: Listed) -> str:
        why = practice.why_signed(there.form_id) or "This round can be read and not changed here."
        return f"{why} They stay as they are here."

    def _tell_signed(self, practice: OpenPractice, mine: Listed, there: Listed) -> None:
        """Say of a sign-off why it stays at the other desk."""
        ours, theirs = (
            workspace.sign_offs.of(number)
            for workspace, number in ((self.ours, mine.id), (self.theirs, there.id))
        )
        desk, is_signed_here = self.standing.desk, practice.signed(there.form_id) is not None
        had = [each.sha256 for each in ours]
        if any(each.sha256 not in had for each in theirs) and is_signed_here:
            what = f"It was signed off at {desk} too, apart from here."
            self._tell(there, what, "Both signed versions are kept, each at its own desk.")
        elif any(each.sha256 not in had for each in theirs):
            what = f"It was signed off at {desk} and has been changed here since."
            how = "What was signed is not what is here now: sign it off here once you have decided."
            self._tell(there, what, how)
        elif is_signed_here and theirs and not theirs[-1].is_standing:
            what = f"It was reopened at {desk}."
            self._tell(there, what, "It stays signed here until you reopen it here too.")


def _is_compared(each: Listed) -> bool:
    return each.form_id in shipped_form_ids() and not each.instance


def _place_words(each: Listed) -> str:
    is_shipped = each.form_id in shipped_form_ids()
    title = shipped_form(each.form_id).form.title if is_shipped else "Another form"
    return f"{each.subject.name}, {each.round}, {title}"


def identity(each: Listed) -> tuple[str, ...]:
    """What makes two submissions the same one in two files."""
    subject = each.subject
    return (subject.kind, subject.code, each.form_id, each.round, each.instance)


def _put_back(base: Answers, each: HistoryEntry) -> None:
    old = each.old_answer
    if old is None or old == BLANK:
        if each.address in set(base):
            base.take_away(each.address)
    else:
        base[each.address] = old
