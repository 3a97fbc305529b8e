"""Actions: what the answers and the plan propose doing, and how those kept are coming on.

A proposal that is kept becomes a row of ``actions.list`` whose id is made from what it came from,
so that it is never proposed twice, also after its words were changed. Source: design/screens.md
F.9; content/stocktake.md A.0.5 (weaknesses) and B.4 (flags).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.phrases import counted, noun, spelt, start_upper
from stocktake.planning.certainty import Certainty
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.reading import WEAKNESSES_SUFFIX
from stocktake.planning.starting import StartLabel
from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.indicators import flags
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.open_practice import ROW_ID_LENGTH, OpenPractice
from stocktake.units import date_in_words

TABLE = "actions.list"
MOST_FROM_EXPECTATIONS = 12
"""Expectations proposed at a time; a meeting gets through no more. Kept ones make room for more."""

TO_START, UNDER_WAY, DONE, NOT_DOING = "to_start", "under_way", "done", "not_doing"

_PRESSING = (
    StartLabel.OVERDUE,
    StartLabel.LATE_START,
    StartLabel.OPEN_NOW,
    StartLabel.START_NOW,
)
_IMPACTS = {"high": 0, "medium": 1, "low": 2}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to do that the answers suggest.

    Attributes:
        row: id of the row it becomes when it is kept.
        action: what to do, to be edited.
        about: what it answers, in words.
        why: why it is proposed.
        by: when it is needed; None when nothing says so.
        form_id, section, question: where it comes from.
    """

    row: str
    action: str
    about: str
    why: str
    form_id: str
    section: str
    question: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the actions are coming on: counts of rows, and how many are past their date."""

    to_start: int
    under_way: int
    done: int
    not_doing: int
    overdue: int

    @property
    def total(self) -> int:
        """Every action there is."""
        return self.to_start + self.under_way + self.done + self.not_doing


def proposals(practice: OpenPractice) -> tuple[Proposal, ...]:
    """What the answers propose and nobody has kept or dropped yet: warnings, weaknesses, gaps.

    Raises:
        StocktakeError: the answers cannot be read.
    """
    taken = set(practice.sheet(ACTIONS).answers.rows(TABLE)) if practice.listed(ACTIONS) else set()
    stocktake = practice.sheet(STOCKTAKE)
    first = [*_from_flags(stocktake), *_from_weaknesses(stocktake)]
    pressing = [each for each in _from_plan(practice.plan()) if each.row not in taken]
    return tuple(
        each for each in (*first, *pressing[:MOST_FROM_EXPECTATIONS]) if each.row not in taken
    )


def sources(practice: OpenPractice) -> Mapping[str, tuple[str, str, str]]:
    """Where every row that was once proposed comes from, as (form, section, question), by its id.

    Also of what is proposed no longer, so that an action of last year leads to its answer.

    Raises:
        StocktakeError: the answers cannot be read.
    """
    stocktake, expectations = practice.sheet(STOCKTAKE), practice.sheet(EXPECTATIONS)
    found = {}
    for flag in stocktake.loaded.form.flags:
        if flag.on and (question := _asked_by(stocktake, flag.on)):
            section = stocktake.loaded.section_of[question].id
            found[_row_of(STOCKTAKE, flag.id)] = (STOCKTAKE, section, question)
    for table in _weaknesses(stocktake):
        section = stocktake.loaded.section_of[table.id].id
        for row in stocktake.rows(table.id):
            found[_row_of(STOCKTAKE, table.id, row)] = (STOCKTAKE, section, table.id)
    for card in expectations.loaded.sections:
        ready = f"{card.id}.ready_now"
        if ready in expectations.loaded.questions:
            found[_row_of(EXPECTATIONS, card.id)] = (EXPECTATIONS, card.id, ready)
    return found


def _row_of(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:ROW_ID_LENGTH]


def _from_flags(sheet: Sheet) -> Iterator[Proposal]:
    """Warnings that hold now, the most serious first; what is only information proposes nothing."""
    raised = [flag for flag in flags(sheet) if flag.level in ("red", "amber") and flag.on]
    for flag in sorted(raised, key=lambda each: each.level != "red"):
        question = _asked_by(sheet, flag.on)
        if not question:
            continue
        section = sheet.loaded.section_of[question]
        yield Proposal(
            row=_row_of(STOCKTAKE, flag.id),
            action=_short(f"Put right: {flag.wording}"),
            about=section.title,
            why="A warning that your answers raise",
            form_id=STOCKTAKE,
            section=section.id,
            question=question,
        )


def _asked_by(sheet: Sheet, on: Sequence[str]) -> str:
    """The question a warning stands by; empty when it stands by a figure of no section."""
    question = sheet.loaded.table_of.get(on[0], on[0])
    return question if question in sheet.loaded.section_of else ""


def _weaknesses(sheet: Sheet) -> Iterator[Question]:
    """The tables of weaknesses, in the order of the form."""
    for section in sheet.loaded.sections:
        for table in section.questions:
            if table.type == "table" and table.id.endswith(WEAKNESSES_SUFFIX):
                yield table


def _from_weaknesses(sheet: Sheet) -> Iterator[Proposal]:
    """Weaknesses that matter and are in no plan yet, high before medium."""
    found: list[tuple[int, Proposal]] = []
    for table in _weaknesses(sheet):
        found += [
            (_impact(sheet, table, row), _weakness(sheet, table, row))
            for row in sheet.rows(table.id)
            if sheet.value(f"{table.id}.weakness", row)
            and sheet.value(f"{table.id}.in_plan", row) != "yes"
        ]
    mattering = [each for each in found if each[0] < _IMPACTS["low"]]
    yield from (proposal for _, proposal in sorted(mattering, key=lambda each: each[0]))


def _impact(sheet: Sheet, table: Question, row: str) -> int:
    return _IMPACTS.get(str(sheet.value(f"{table.id}.impact", row)), _IMPACTS["medium"])


def _weakness(sheet: Sheet, table: Question, row: str) -> Proposal:
    section = sheet.loaded.section_of[table.id]
    weakness = str(sheet.value(f"{table.id}.weakness", row))
    help_wanted = sheet.value(f"{table.id}.would_help", row)
    needed_by = sheet.value(f"{table.id}.needed_by", row)
    return Proposal(
        row=_row_of(STOCKTAKE, table.id, row),
        action=_short(str(help_wanted) if help_wanted else f"Deal with: {weakness}"),
        about=_short(weakness),
        why=f"A weakness you listed under “{section.title}”",
        form_id=STOCKTAKE,
        section=section.id,
        question=table.id,
        by=needed_by if isinstance(needed_by, date) and needed_by > sheet.day_now else None,
    )


def _from_plan(plan: PracticePlan) -> Iterator[Proposal]:
    """Expectations with a gap whose work has to begin by now, in the plan's order of priority."""
    for row in plan.rows_under(Certainty.BEST_GUESS):
        if row.gap.gap and row.start.label in _PRESSING:
            yield _expectation(row, row.gap.gap, plan.today)


def _expectation(row: ExpectationPlan, gap: int, today: date) -> Proposal:
    expectation = row.expectation
    levels = f"{start_upper(spelt(gap))} {noun(gap, 'level')}"
    due = date_in_words(expectation.due)
    return Proposal(
        row=_row_of(EXPECTATIONS, expectation.id),
        action=_short(f"Close the gap: {expectation.title}"),
        about=_short(expectation.title),
        why=f"{levels} short of what is expected by {due}: {row.start.words}",
        form_id=EXPECTATIONS,
        section=expectation.id,
        question=f"{expectation.id}.ready_now",
        # A date that has gone by is no date to promise; the meeting sets one.
        by=expectation.due if expectation.due > today else None,
    )


def _short(words: str) -> str:
    """Keep to the room of a cell, at a word's end."""
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def kept(proposal: Proposal, status: str = TO_START) -> Mapping[Address, Answer]:
    """The cells that a proposal becomes; with ``NOT_DOING`` it is kept as turned down."""
    cells = {
        "action": answered(proposal.action),
        "about": answered(proposal.about),
        "status": answered(status),
    }
    if proposal.by is not None:
        cells["by"] = answered(proposal.by)
    return {Address(TABLE, proposal.row, f"{TABLE}.{name}"): cell for name, cell in cells.items()}


def standing(sheet: Sheet) -> Standing:
    """Count the actions by status, and those past their date that are neither done nor dropped."""
    rows = sheet.rows(TABLE)
    counts = dict.fromkeys((TO_START, UNDER_WAY, DONE, NOT_DOING), 0)
    overdue = 0
    for row in rows:
        status = str(sheet.value(f"{TABLE}.status", row) or TO_START)
        counts[status] = counts.get(status, 0) + 1
        by = sheet.value(f"{TABLE}.by", row)
        is_open = status in (TO_START, UNDER_WAY)
        overdue += is_open and isinstance(by, date) and by < sheet.day_now
    return Standing(counts[TO_START], counts[UNDER_WAY], counts[DONE], counts[NOT_DOING], overdue)


def standing_in_words(now: Standing) -> str:
    """Say how the actions are coming on, in one sentence."""
    if not now.total:
        return "No actions yet. Keep some of those proposed below, or add your own."
    parts = [
        (now.to_start, "to start"),
        (now.under_way, "under way"),
        (now.done, "done"),
        (now.not_doing, "not being done"),
    ]
    said = ", ".join(f"{count} {words}" for count, words in parts if count)
    late = f" {now.overdue} are past their date." if now.overdue else ""
    late = " One is past its date." if now.overdue == 1 else late
    return f"{counted(now.total, 'action')}: {said}.{late}"
