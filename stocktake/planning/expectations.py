"""Catalogue rows with a practice's own answers and edits laid over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from stocktake.errors import StocktakeError
from stocktake.planning.certainty import STATUS_WEIGHTS, Status
from stocktake.questionnaire.catalogue import Catalogue, Expectation
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX

AskedOf = Literal["practice", "group"]
Kind = Literal["duty", "income", "opportunity", "good_practice", "direction"]
Funding = Literal["funded", "part", "unfunded", "unknown"]

FUNDINGS: tuple[Funding, ...] = ("funded", "part", "unfunded", "unknown")

KIND_WORDS: dict[Kind, str] = {
    "duty": "Duty",
    "income": "Income",
    "opportunity": "Opportunity",
    "good_practice": "Good practice",
    "direction": "Direction",
}

_STATUS_WORDS: dict[Status, str] = {
    "contractual": "contract",
    "announced": "announced",
    "likely": "likely",
    "possible": "possible",
}
_STATUTE_MARK = "(Statute.)"


@dataclass(frozen=True, slots=True)
class PeopleNeed:
    """People an expectation would take: role, WTE, and how they would be found."""

    role: str
    wte: Decimal | None
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationAnswer:
    """What the practice said about one expectation; None is not answered.

    Attributes:
        level_needed, due, impact, lead_months: the practice's edits; None keeps the catalogue's.
        ready_now: 0 to 4; None falls back to the domain level.
        oneoff_gbp, recurrent_gbp: pounds at the stated price year; recurrent is a year.
        digital_gbp: how much of the money above is for the digital need; never added to it.
        training_staff, training_days: how many people, and days for each.
    """

    aware: str | None = None
    want_a_say: str | None = None
    applies: str | None = None
    ready_now: int | None = None
    level_needed: int | None = None
    due: date | None = None
    impact: int | None = None
    lead_months: int | None = None
    confidence: str | None = None
    people: tuple[PeopleNeed, ...] = ()
    oneoff_gbp: Decimal | None = None
    recurrent_gbp: Decimal | None = None
    funding: Funding = "unknown"
    rooms: Decimal | None = None
    room_sessions: Decimal | None = None
    digital: str = ""
    digital_gbp: Decimal | None = None
    training_staff: Decimal | None = None
    training_days: Decimal | None = None
    partners: tuple[str, ...] = ()
    lead_role: str = ""
    next_step: str = ""
    next_step_date: date | None = None
    review_date: date | None = None

    @property
    def effort_days(self) -> Decimal | None:
        """Staff days of training it takes, the only days a card asks for; None if not given."""
        if self.training_staff is None or self.training_days is None:
            return None
        return self.training_staff * self.training_days


NOTHING_ANSWERED = ExpectationAnswer()


@dataclass(frozen=True, slots=True)
class PlannedExpectation:
    """One expectation as this practice sees it: the catalogue's row under its own answers.

    Attributes:
        row: as published, or as the practice or PCN wrote it when ``is_own``.
        answer: what the practice said and changed.
    """

    row: Expectation
    answer: ExpectationAnswer = NOTHING_ANSWERED
    is_own: bool = False

    @property
    def id(self) -> str:
        """The id of the row, such as ``ACC-01``."""
        return self.row.id

    @property
    def title(self) -> str:
        """The name of the expectation."""
        return self.row.title

    @property
    def domain(self) -> str:
        """The domain it belongs to."""
        return self.row.domain

    @property
    def status(self) -> Status:
        """How certain it is."""
        return self.row.status

    @property
    def kind(self) -> Kind:
        """What happens if it is missed."""
        return self.row.kind

    @property
    def asked_of(self) -> AskedOf:
        """Whether the practice or its group has to do it."""
        return self.row.asked_of

    @property
    def applies(self) -> bool:
        """Whether it counts: blank and "not sure" do, only "no" does not."""
        return self.answer.applies != "no"

    @property
    def due(self) -> date:
        """The date every calculation uses."""
        return self.row.due if self.answer.due is None else self.answer.due

    @property
    def level_needed(self) -> int:
        """The level needed from the due date, 0 to 4."""
        needed = self.answer.level_needed
        return self.row.level if needed is None else needed

    @property
    def impact(self) -> int:
        """1 to 5, if it is missed."""
        return self.row.impact if self.answer.impact is None else self.answer.impact

    @property
    def lead_months(self) -> int:
        """Months from starting to being ready."""
        months = self.answer.lead_months
        return self.row.lead_months if months is None else months

    @property
    def weight(self) -> Decimal:
        """How much its certainty counts, 0.25 to 1."""
        return STATUS_WEIGHTS[self.status]

    @property
    def status_words(self) -> str:
        """How certain it is, in a word; a contractual row that rests on statute says law."""
        if self.status == "contractual" and _STATUTE_MARK in self.row.statement:
            return "law"
        return _STATUS_WORDS[self.status]

    @property
    def changed(self) -> frozenset[str]:
        """Which of due, level_needed, impact and lead_months differ from the published row."""
        pairs = {
            "due": (self.due, self.row.due),
            "level_needed": (self.level_needed, self.row.level),
            "impact": (self.impact, self.row.impact),
            "lead_months": (self.lead_months, self.row.lead_months),
        }
        return frozenset(name for name, (own, published) in pairs.items() if own != published)


def plan_expectations(
    catalogue: Catalogue,
    answers: Mapping[str, ExpectationAnswer],
    own_rows: Sequence[Expectation] = (),
) -> tuple[PlannedExpectation, ...]:
    """Lay a practice's answers over the catalogue's rows and its own; retired rows are left out.

    Raises:
        StocktakeError: ``own_row_id`` when an added row has an id that is taken or does not start
            with LOC-.
    """
    retired = {row.id for row in catalogue.retired}
    published = [row for row in catalogue.expectations if row.id not in retired]
    _check_own_rows(published, own_rows)
    rows = [(row, False) for row in published] + [(row, True) for row in own_rows]
    return tuple(
        PlannedExpectation(row, answers.get(row.id, NOTHING_ANSWERED), is_own)
        for row, is_own in rows
    )


def _check_own_rows(published: Sequence[Expectation], own_rows: Sequence[Expectation]) -> None:
    taken = {row.id for row in published}
    for row in own_rows:
        if row.id in taken or not row.id.startswith(OWN_ROW_PREFIX):
            raise StocktakeError(
                "own_row_id",
                f"The expectation you added, “{row.title}”, cannot be told apart from another one.",
                "Remove it and add it again.",
            )
        taken.add(row.id)
