"""Bring back a workbook: what it would change, and taking in what a person agreed to.

Nothing changes before the list of differences has been looked at. What is taken in is one change
that can be undone; a file brought a second time asks nothing and changes nothing.

Source: design/screens.md F.11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import (
    BLANK,
    MAX_TEXT_LENGTH,
    Address,
    Answer,
    Origin,
    State,
)
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE
from stocktake.store.history import By, Kind, new_group
from stocktake.store.shared_out import SharedOut, ShareStanding
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision, Differing, Sort, has_lines
from stocktake.tasks.returned_file import Returned, ReturnedForm
from stocktake.tasks.shared_own_rows import own_row_of

NOTE_OF_CHANGE = "Brought back"
"""Stands with the change in the history."""


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
        said = [counted(self.answers, "answer")] * bool(self.answers)
        said += [counted(self.notes, "note")] * bool(self.notes)
        verb = "was" if self.answers + self.notes == 1 else "were"
        return f"{' and '.join(said)} {verb} taken in."


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
    """Take in what was decided, as one change of all its forms that can be undone; all or nothing.

    Sections that were out are back afterwards.

    Raises:
        StocktakeError: ``undecided`` while a clash is, ``cannot_change`` when the practice can only
            be read, ``note_too_long``, or it could not be saved; then nothing has changed.
    """
    if practice.read_only:
        raise StocktakeError(
            "cannot_change",
            f"{practice.subject.name}, {practice.round}, can be read and not changed.",
            "If it is signed off, reopen it first; then bring the file back again.",
        )
    if left := undecided(returned, decisions):
        count = counted(len(left), "question")
        raise StocktakeError(
            "undecided", f"{count} still to decide.", "Say for each which answer to keep."
        )
    group = new_group()
    taken = [_Taking(practice, form, returned.who, group) for form in returned.forms]
    with practice.workspace.returns.together():
        for each in taken:
            each.take(decisions)
    for each in taken:
        practice.reload(each.form.form_id)
    return TakenBack(sum(each.answers for each in taken), sum(each.notes for each in taken))


class _Taking:
    """The taking in of one form."""

    def __init__(self, practice: OpenPractice, form: ReturnedForm, who: str, group: str) -> None:
        self.practice = practice
        self.form = form
        self.who = who
        self.group = group
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
        self._count_tables()
        self._save(settled)

    def _save(self, settled: Mapping[str, tuple[str, ...]]) -> None:
        workspace = self.practice.workspace
        note = f"{NOTE_OF_CHANGE} from {self.who}"
        by = By(self.practice.role, note, Kind.TAKEN_IN, self.group)
        if self.changes or self.orders:
            workspace.answers.write(self.opened.id, self.changes, by, rows=self.orders)
        shared = self.form.shared
        if shared is None and settled:
            # Known from now on, so that the same file asks nothing a second time.
            workspace.shared_out.add(self.opened.id, self._unknown())
        if settled:
            workspace.shared_out.settle(self.opened.id, self.form.share_id, settled, self.group)
        if shared is not None and shared.is_out:
            back = ShareStanding.BACK
            workspace.shared_out.end(self.opened.id, self.form.share_id, back, self.group)

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
        if not self._has_its_row(each.address):
            return
        if each.sort is Sort.NOTE:
            if decision is not Decision.OURS:
                self._add_note(each.address, each.theirs_words, each.label)
        elif decision is Decision.THEIRS and each.sort is Sort.ROW_GONE:
            self._take_row_out(each.address)
        elif decision is Decision.THEIRS:
            self._take(each)
        elif decision is Decision.BOTH:
            where = ", ".join(part for part in (each.row, each.label) if part)
            about = f"{where}: " if each.address.row else ""
            words = f"{self.who} answered: {about}{each.theirs_words}"
            self._add_note(Address(each.address.question), words, each.label)

    def _has_its_row(self, address: Address) -> bool:
        """Whether it is on no card of a new expectation of which nothing is taken in."""
        row = own_row_of(address.question)
        at_hand = (a.row for a in self.changes if a.question == OWN_ROWS_TABLE)
        return not row or row in self.ours.rows(OWN_ROWS_TABLE) or row in at_hand

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
        self._take_rest_of_row(each.address)

    def _take_rest_of_row(self, at: Address) -> None:
        """An added row that was taken out here comes back whole, not as the cell they changed."""
        table, row = at.question, at.row
        base = self.form.base
        if not row or base is None or row in self.ours.rows(table) or row not in base.rows(table):
            return
        sheet = self.opened.sheet
        if row in sheet.starter_rows(sheet.loaded.questions[table]):
            return
        decided = {each.address for each in self.form.differences}
        for address, answer in self.form.theirs.answers.items():
            is_of_row = (address.question, address.row) == (table, row)
            if is_of_row and address not in decided and address not in self.changes:
                self.changes[address] = replace(
                    answer, origin=Origin.BROUGHT_BACK, role=self.who, changed_at=self.now
                )
                self.answers += 1

    def _add_note(self, address: Address, text: str, label: str) -> None:
        ours = self._standing(address)
        if has_lines(ours.note, text):
            return
        note = f"{ours.note.rstrip()}\n{text}" if ours.note else text
        if len(note) > MAX_TEXT_LENGTH:
            raise StocktakeError(
                "note_too_long",
                f"“{label}”: with theirs the note would be {len(note):,} characters long, and "
                f"{MAX_TEXT_LENGTH:,} is the most.",
                "Choose “Keep ours” for it; the rest can be taken in.",
            )
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

    def _count_tables(self) -> None:
        """What was said here of a whole table gives way to cells taken in, as it does to typing."""
        filled = {a.question for a, v in self.changes.items() if a.row and v and v.is_answered}
        for whole in map(Address, sorted(filled)):
            if whole not in self.changes and self.ours.is_set_aside(whole.question):
                self.changes[whole] = replace(
                    self.ours[whole], state=State.BLANK, role=self.who, changed_at=self.now
                )

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
