"""What plausible made-up answers look like, read from ``resources/sample/plausible.toml``.

The file is data: what its words mean stands at its head. Figures are Decimal throughout.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from stocktake.paths import shipped
from stocktake.questionnaire.record import Record

Spread = tuple[Decimal, Decimal]
"""Lowest and highest; or the value at level 0 and at level 4."""


class FigureRule(Record, frozen=True, kw_only=True):
    """How one number is made up."""

    id: str
    between: Spread
    places: int = 0
    per_1000: bool = False
    share_of: str = ""
    rest_of: tuple[str, ...] = ()
    add_to: tuple[str, ...] = ()
    less: str = ""
    at_most: str = ""
    by: str = ""


class ChoiceRule(Record, frozen=True, kw_only=True):
    """How one choice is made: one of a list, or of the list for another answer."""

    id: str
    of: tuple[str, ...] = ()
    by: str = ""
    cases: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class SeveralRule(Record, frozen=True, kw_only=True):
    """How several choices are made: a few of a list; ``alone`` now and then instead."""

    id: str
    of: tuple[str, ...]
    least: int
    most: int
    first: str = ""
    alone: str = ""


class DayRule(Record, frozen=True, kw_only=True):
    """A day some days before the day of the stocktake."""

    id: str
    days_before: tuple[int, int]


class WordsRule(Record, frozen=True, kw_only=True):
    """A text, one of a few."""

    id: str
    one_of: tuple[str, ...]


class StaffRule(Record, frozen=True, kw_only=True):
    """A staff role: WTE for 10,000 patients, and who pays and employs."""

    role: str
    wte: Spread
    people: Decimal
    often: int
    at_least: Decimal
    sessions: Decimal = Decimal(0)
    paid_by: str = "practice"
    employer: str = "practice"
    shares: bool = False
    only_if: str = ""


class ServiceRule(Record, frozen=True, kw_only=True):
    """A service: units a year for 1,000 patients, price, and minutes of one unit."""

    code: str
    often: int
    units: Spread
    funded: tuple[str, ...]
    other: tuple[str, ...] = msgspec.field(default=("not_provided",), name="else")
    payer: str = ""
    price: Spread | None = None
    gp: Decimal | None = None
    nurse: Decimal | None = None
    hca: Decimal | None = None
    admin: Decimal | None = None
    supplies: Decimal | None = None
    only_if: str = ""


class WeaknessWords(Record, frozen=True, kw_only=True):
    """A weakness a practice might list."""

    section: str
    theme: str
    text: str
    effect: str
    affects: tuple[str, ...]
    fixer: str
    help: str
    domain: str = ""


class NeedWords(Record, frozen=True, kw_only=True):
    """A need a practice might list, with what it would take."""

    text: str
    kind: str
    domain: str
    provider: str
    unit: str
    qty: Spread
    days: Spread
    once: Spread
    yearly: Spread
    without: str


class PartnerNeed(Record, frozen=True, kw_only=True):
    """What a practice might ask of a partner outside."""

    partner: str
    text: str
    so_that: str
    domain: str


class SinglePoint(Record, frozen=True, kw_only=True):
    """A vital job that may rest on one person."""

    task: str
    area: str
    impact: str


class SinglePoints(Record, frozen=True, kw_only=True):
    """Vital jobs, and the cover they have by the level of the practice."""

    covers: dict[str, tuple[str, ...]]
    tasks: tuple[SinglePoint, ...]


class Ages(Record, frozen=True, kw_only=True):
    """Shares of the list by age, percent, by kind of place."""

    bands: tuple[str, ...]
    wobble: Decimal
    urban: tuple[Decimal, ...]
    mixed: tuple[Decimal, ...]
    rural: tuple[Decimal, ...]
    very_rural_or_coastal: tuple[Decimal, ...]

    def shares(self, rurality: str) -> tuple[Decimal, ...]:
        """The shares of one kind of place; a mixed one where the kind is not known."""
        found: tuple[Decimal, ...] = getattr(self, rurality, self.mixed)
        return found


class Leaving(Record, frozen=True, kw_only=True):
    """People of a staff group who are 55 or over, or mean to leave, as shares."""

    aged_55: Spread
    leave_5y: Spread
    leave_12m_of_leave_5y: Spread
    reduce_hours: Spread


class Intents(Record, frozen=True, kw_only=True):
    """What a practice means to do with a service, by how it is paid."""

    by_funding: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    if_stopped: tuple[str, ...]


class Premises(Record, frozen=True, kw_only=True):
    """Buildings: rooms for 1,000 patients, and what may be said of them."""

    patients_per_site: int
    names: tuple[str, ...]
    consult_rooms: Spread
    treatment_rooms: Spread
    other_clinical: Spread
    area_per_room: Spread
    branch_share: Spread
    used: Spread
    tenures: tuple[str, ...]
    lease_years: tuple[int, int]
    survey_years: tuple[int, int]
    backlog: Spread
    step_free: tuple[str, ...]
    expand: tuple[str, ...]
    plans: dict[str, tuple[str, ...]]
    grades: dict[str, tuple[str, ...]]
    space: tuple[str, ...]


class EvidenceWords(Record, frozen=True, kw_only=True):
    """What stands beside ratings; ``often`` is percent."""

    often: int
    one_of: tuple[str, ...]
    agreed: tuple[str, ...]
    aim_why: tuple[str, ...]


class DoesNotApply(Record, frozen=True, kw_only=True):
    """An expectation that does not apply to some practices, and why."""

    id: str
    often: int
    reason: str


class OwnExpectation(Record, frozen=True, kw_only=True):
    """An expectation of a practice's own."""

    title: str
    statement: str
    domain: str
    due: date
    level: int
    status: str
    kind: str
    lead_months: int
    impact: int


class CardWords(Record, frozen=True, kw_only=True):
    """What may be said on the cards of the expectations review.

    Attributes:
        begun_often: percent of the cards not finished that were begun: heard of it, applies.
        needs_given: percent of the cards with a gap that say what it would take.
    """

    aware: tuple[str, ...]
    sure: tuple[str, ...]
    say: tuple[str, ...]
    begun_often: int
    needs_given: int
    people_roles: dict[str, tuple[str, ...]]
    wte: tuple[Decimal, ...]
    how: tuple[str, ...]
    oneoff: tuple[Decimal, ...]
    recurrent: tuple[Decimal, ...]
    estate_oneoff: tuple[Decimal, ...]
    funding: tuple[str, ...]
    partners: tuple[str, ...]
    digital: tuple[str, ...]
    leads: dict[str, str]
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    private_notes: tuple[str, ...]
    no: tuple[DoesNotApply, ...]
    own_often: int
    own: tuple[OwnExpectation, ...]


class Marks(Record, frozen=True, kw_only=True):
    """States, notes and estimates of a person at work, in percent.

    Attributes:
        always_known: questions that are answered whatever else is left out.
        left: what stands in place of an answer that nobody got to.
        of_a_section: how much of a section is left where people did not get to it.
    """

    always_known: tuple[str, ...]
    not_known: int
    estimate: int
    note: int
    shared_note: int
    left: tuple[str, ...]
    of_a_section: int
    not_applicable: tuple[str, ...]
    not_applicable_often: int
    undisclosed: tuple[str, ...]
    undisclosed_often: int
    notes: tuple[str, ...]
    reason_often: int
    reason: str


class Levels(Record, frozen=True, kw_only=True):
    """How levels are spread over made-up practices, and ratings around a level."""

    strength: tuple[int, ...]
    around: tuple[int, ...]
    aims: tuple[int, ...]


class Names(Record, frozen=True, kw_only=True):
    """Names no practice has, and how practices differ."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    last: tuple[str, ...]
    practices_in_a_pcn: int
    list_sizes: tuple[int, int]
    rurality: tuple[str, ...]
    routes: tuple[str, ...]
    completeness: tuple[int, int]
    confirmed_often: int


class PlausibleData(Record, frozen=True, kw_only=True):
    """Everything the file says."""

    figure: tuple[FigureRule, ...]
    choice: tuple[ChoiceRule, ...]
    several: tuple[SeveralRule, ...]
    day: tuple[DayRule, ...]
    words: tuple[WordsRule, ...]
    staff: tuple[StaffRule, ...]
    service: tuple[ServiceRule, ...]
    weakness: tuple[WeaknessWords, ...]
    need: tuple[NeedWords, ...]
    partner_need: tuple[PartnerNeed, ...]
    ages: Ages
    leaving: Leaving
    intents: Intents
    premises: Premises
    cope: dict[str, tuple[str, ...]]
    single_points: SinglePoints
    evidence: EvidenceWords
    card: CardWords
    marks: Marks
    reasons: dict[str, str]
    levels: Levels
    names: Names


@cache
def plausible_data() -> PlausibleData:
    """Read the file, once."""
    text = (shipped("resources") / "sample" / "plausible.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text, parse_float=Decimal), PlausibleData)
