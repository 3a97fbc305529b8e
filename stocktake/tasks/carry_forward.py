"""Start a new round from last year: every answer copied, each to be confirmed, the old round kept.

What goes along: answers and what was said in their place, estimates, rows with their ids, the
practice's own expectations, and notes, which are private again. What does not: attached files,
which stay with the round they were attached in; reasons that let a warning stand, since the warning
is about this year's figures; what is asked at export, and the day the figures are of, which are
asked afresh. What the newer form no longer asks stays in the old round. The practice's actions go
on as they are, each with its status: there is nothing in them to confirm. Its rate card goes along
as a draft at the new year's prices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Address, Answer, Answers, Origin, State
from stocktake.questionnaire.expanding import companions
from stocktake.questionnaire.form_changes import FormChanges, Sort, form_changes
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.moving import CONFIRMABLE, Moved, move
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.rates.card import RateCard
from stocktake.rates.publishing import canonical
from stocktake.store.history import BEGUN, By, Kind
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import form_text, keep_form
from stocktake.tasks.last_year import form_given_to
from stocktake.tasks.open_practice import this_round
from stocktake.tasks.rate_card_beginning import next_years_card
from stocktake.tasks.rate_card_text import card_from_text
from stocktake.units import year_from_label, year_label


@dataclass(frozen=True, slots=True)
class Preview:
    """What starting a round from last year would do, counted in questions.

    Attributes:
        brought: questions whose answers come along.
        look_at: of those, questions that mean something else now.
        new, withdrawn: questions asked for the first time, and no longer asked.
        new_expectations, gone_expectations: rows of the catalogue.
        own_expectations: rows the practice added, which come along.
        actions: rows of the practice's actions, which go on with their status as they are.
        rate_card: whether the practice's rate card comes along.
    """

    round_from: str
    round_to: str
    brought: int = 0
    look_at: int = 0
    new: int = 0
    withdrawn: int = 0
    new_expectations: int = 0
    gone_expectations: int = 0
    own_expectations: int = 0
    actions: int = 0
    rate_card: bool = False

    @property
    def words(self) -> str:
        """The counts: "118 brought forward for you to confirm, 6 questions are new, ..."."""
        new = f"{counted(self.new, 'question')} {'is' if self.new == 1 else 'are'} new"
        gone = f"{self.withdrawn} no longer asked"
        return f"{self.brought:,} brought forward for you to confirm, {new}, {gone}."

    @property
    def more(self) -> tuple[str, ...]:
        """What else there is to know, a sentence each; nothing for what is not so."""
        said = []
        if self.look_at:
            changed = counted(self.look_at, "answer")
            said.append(f"{changed} to look at with care: the question has changed its meaning.")
        if self.new_expectations or self.gone_expectations:
            new = counted(self.new_expectations, "expectation")
            verb = "is" if self.new_expectations == 1 else "are"
            said.append(f"{new} {verb} new, {self.gone_expectations} no longer expected.")
        if self.own_expectations:
            own = counted(self.own_expectations, "expectation")
            said.append(f"{own} of your own come{'s' * (self.own_expectations == 1)} along.")
        if self.actions:
            own = counted(self.actions, "action")
            said.append(f"{own} go{'es' * (self.actions == 1)} on, with the status each has.")
        if self.rate_card:
            words = f"Your rate card comes along, as a draft at {self.round_to} prices"
            said.append(f"{words}: check its costs of time.")
        return tuple(said)

    def __add__(self, other: Preview) -> Preview:
        """Both together, of the same two rounds."""
        return replace(
            self,
            brought=self.brought + other.brought,
            look_at=self.look_at + other.look_at,
            new=self.new + other.new,
            withdrawn=self.withdrawn + other.withdrawn,
            new_expectations=self.new_expectations + other.new_expectations,
            gone_expectations=self.gone_expectations + other.gone_expectations,
            own_expectations=self.own_expectations + other.own_expectations,
            actions=self.actions + other.actions,
            rate_card=self.rate_card or other.rate_card,
        )


@dataclass(frozen=True, slots=True)
class _Brought:
    """One submission as it would begin."""

    before: Submission
    form: LoadedForm
    moved: Moved
    changes: FormChanges
    card: RateCard | None


def newest_round(workspace: Workspace, subject: Subject) -> str:
    """The newest round of a practice; empty before its first."""
    rounds = (each.round for each in workspace.returns.list() if _is(each.subject, subject))
    return max(rounds, default="")


def round_to_start(workspace: Workspace, subject: Subject, today: date) -> str:
    """The round that follows a practice's newest: this financial year's, or the one after it."""
    newest = newest_round(workspace, subject)
    after = year_label(year_from_label(newest) + 1) if newest else ""
    return max(after, this_round(today))


def is_due(workspace: Workspace, subject: Subject, today: date) -> bool:
    """Whether the practice's newest round is before this financial year."""
    newest = newest_round(workspace, subject)
    return bool(newest) and newest < this_round(today)


def preview(workspace: Workspace, subject: Subject, round_to: str) -> Preview:
    """Count what would come along, before anything happens.

    Raises:
        StocktakeError: last year's answers cannot be read.
    """
    round_from = newest_round(workspace, subject)
    found = Preview(round_from, round_to)
    for each in _brought(workspace, subject, round_from):
        found += _counts(each, found)
    return found


def carry_forward(workspace: Workspace, subject: Subject, round_to: str, role: str) -> Preview:
    """Begin a round with last year's answers, all of them or, if anything fails, none.

    The round before is only read from then on.

    Raises:
        StocktakeError: ``round_exists`` when the practice has that round or a later one, or it
            could not be read or saved; nothing has been begun then.
    """
    round_from = newest_round(workspace, subject)
    if round_from >= round_to:
        raise StocktakeError(
            "round_exists",
            f"{subject.name} has {round_from} already.",
            "Open it from Home; nothing has been changed.",
        )
    found = Preview(round_from, round_to)
    with workspace.returns.together():
        for each in _brought(workspace, subject, round_from):
            found += _counts(each, found)
            _begin(workspace, each, round_to, role)
    return found


def _is(one: Subject, other: Subject) -> bool:
    return (one.kind, one.code) == (other.kind, other.code)


def _brought(workspace: Workspace, subject: Subject, round_from: str) -> list[_Brought]:
    """The submissions of a round as they would begin; closed and private forms stay behind."""
    found = []
    offered = shipped_form_ids()
    for listed in reversed(workspace.returns.list()):
        is_theirs = _is(listed.subject, subject) and listed.round == round_from
        if not is_theirs or listed.form_id not in offered:
            continue
        now = shipped_form(listed.form_id)
        if now.form.closed or now.form.private:
            continue
        before = workspace.returns.to_submission(listed.id)
        then = form_given_to(workspace, listed.form_id, listed.form_hash)
        changes = FormChanges() if then.hash == now.hash else form_changes(then, now)
        moved = _brought_forward(move(before.answers, then, now, changes), now, before.answers)
        found.append(_Brought(before, now, moved, changes, _card_of(workspace, listed.id)))
    return found


def _card_of(workspace: Workspace, submission_id: int) -> RateCard | None:
    step = workspace.rate_cards.now(submission_id)
    try:
        return card_from_text(step.text) if step is not None else None
    except StocktakeError:
        # It stays in the round before, where its page says what is wrong with it.
        return None


def _brought_forward(moved: Moved, now: LoadedForm, answers: Answers) -> Moved:
    questions = with_own_rows(now, answers).questions
    as_they_are = now.form.own_page
    kept = {
        address: replace(answer, evidence=()) if as_they_are else unconfirmed(answer)
        for address, answer in moved.answers.items()
        if questions[address.question].asked == "form" and _says_something(answer)
    }
    rows = {table: order for table, order in moved.rows.items() if questions[table].asked == "form"}
    return Moved(kept, rows, moved.left)


def _says_something(answer: Answer) -> bool:
    return answer.state is not State.BLANK or answer.value is not None or bool(answer.note)


def unconfirmed(answer: Answer) -> Answer:
    """An answer of last year as it begins this one."""
    return replace(
        answer,
        carried_forward=answer.state in CONFIRMABLE,
        origin=Origin.CARRIED_FORWARD,
        note_shared=False,
        reasons={},
        evidence=(),
    )


def _begin(workspace: Workspace, each: _Brought, round_to: str, role: str) -> None:
    before = each.before
    keep_form(workspace, each.form)
    begun = workspace.returns.start(
        before.subject,
        form_text(each.form),
        round_to,
        route=before.route,
        instance=before.instance,
    )
    by = By(role, BEGUN, Kind.TAKEN_IN)
    workspace.answers.write(begun, each.moved.answers, by, rows=each.moved.rows)
    if each.card is not None:
        card = next_years_card(each.card, round_to)
        what = f"Brought forward from {before.round}"
        workspace.rate_cards.keep(begun, canonical(card), what, role=role)


def _counts(each: _Brought, of: Preview) -> Preview:
    folded = with_own_rows(each.form, each.before.answers).companion_ids
    brought = {
        address.question
        for address, answer in each.moved.answers.items()
        if answer.carried_forward and address.question not in folded
    }
    if each.form.form.own_page:
        return replace(Preview(of.round_from, of.round_to), actions=_rows_in(each.moved))
    rows = each.changes.expectations
    own = with_own_rows(each.form, each.before.answers).sections
    return Preview(
        of.round_from,
        of.round_to,
        brought=len(brought),
        look_at=sum(each.changes.is_to_look_at(question) for question in brought),
        new=len(each.changes.of(Sort.NEW)),
        withdrawn=len(each.changes.of(Sort.WITHDRAWN)),
        new_expectations=sum(row.sort is Sort.NEW for row in rows),
        gone_expectations=sum(row.sort is Sort.WITHDRAWN for row in rows),
        own_expectations=len(own) - len(each.form.sections),
        rate_card=each.card is not None,
    )


def _rows_in(moved: Moved) -> int:
    return len({(address.question, address.row) for address in moved.answers if address.row})


def confirmed(sheet: Sheet, question_ids: Iterable[str]) -> dict[Address, Answer]:
    """The answers that come of "Still right" said of some questions, cells and all.

    What a rating rests on goes with it, also where the route does not ask for it.
    """
    wanted = set(question_ids)
    asked = (sheet.loaded.questions[each] for each in tuple(wanted))
    wanted |= {c.id for each in asked if each.type == "rating" for c in companions(each)}
    return {
        address: replace(answer, carried_forward=False)
        for address, answer in sheet.answers.items()
        if answer.carried_forward and address.question in wanted
    }
