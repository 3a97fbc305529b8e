"""Plausible data for every chart, and looking closely at what was drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stocktake.charts.against_england import AgainstEngland, EnglandRow
from stocktake.charts.area_strips import AreaStrip, AreaStrips
from stocktake.charts.cell import NONE_DATED, NOT_APPLICABLE, NOT_ASSESSED, known
from stocktake.charts.heat_map import HeatMap, HeatRow, Scale
from stocktake.charts.levels_so_far import DomainSoFar, LevelsSoFar
from stocktake.charts.moved import DomainMoved, Moved
from stocktake.charts.now_and_needed import DomainStanding, NowAndNeeded
from stocktake.charts.ratings_by_domain import DomainRatings, Rated, RatingsByDomain
from stocktake.charts.resources import Amount, Resources, YearNeeds
from stocktake.charts.spread import DomainSpread, Spread
from stocktake.charts.timeline import Timeline, TimelineRow, Timing
from stocktake.questionnaire.positions import EnglandSpread
from stocktake.questionnaire.scale import DOMAINS
from stocktake.units import add_months, year_label
from tests.charts import rate_card_data

LEVELS = (2, 1, 3, 2, 2, 1, 2, None, 3, 2, 1, 3)
NEEDED = (3, 3, 3, 3, 3, 3, None, 3, 3, 3, None, 3)
FLOORS = (1, 0, 2, 1, 2, 0, 1, 2, 3, 1, 1, 2)
COUNTS = (
    (0, 1, 2, 1, 0),
    (0, 0, 1, 3, 0),
    (1, 0, 1, 2, 0),
    (0, 2, 2, 0, 0),
    (0, 0, 4, 0, 0),
    (1, 0, 1, 2, 0),
    (0, 1, 1, 0, 0),
    None,
    (0, 0, 3, 1, 0),
    (0, 12, 9, 4, 0),
    (0, 0, 0, 0, 0),
    (0, 1, 1, 1, 1),
)


def now_and_needed(year: int = 2028) -> NowAndNeeded:
    rows = []
    for domain, level, needed, floor in zip(DOMAINS, LEVELS, NEEDED, FLOORS, strict=True):
        gap = NONE_DATED if needed is None else NOT_ASSESSED
        if needed is not None and level is not None:
            gap = known(max(0, needed - level))
        rows.append(
            DomainStanding(
                id=domain.id,
                name=domain.name,
                level=level,
                floor=floor,
                needed=needed,
                gap=gap,
                destination={"digital": 4, "voice": 4, "leadership": 3}.get(domain.id),
                asked_of_pcn={"scale": 4, "voice": 3}.get(domain.id),
                answered=5,
                applicable=6,
            )
        )
    return NowAndNeeded(year, tuple(rows), "best guess, assessed 22 November 2026")


def levels_so_far() -> LevelsSoFar:
    answered = (5, 6, 2, 4, 1, 3, 0, 2, 5, 3, 0, 1)
    rows = [
        DomainSoFar(
            domain.id,
            domain.name,
            level if count >= 3 else None,
            floor if count else None,
            count,
            6,
        )
        for domain, level, floor, count in zip(DOMAINS, LEVELS, FLOORS, answered, strict=True)
    ]
    return LevelsSoFar(tuple(rows), "Millbrook Surgery, 22 November 2026")


def gaps_by_year() -> HeatMap:
    years = range(2026, 2032)
    rows = []
    for domain, level, needed in zip(DOMAINS, LEVELS, NEEDED, strict=True):
        cells = [NOT_ASSESSED] * 6
        if domain.id == "services":
            cells = [NOT_APPLICABLE] * 6
        elif needed is None:
            cells = [NONE_DATED] * 6
        elif level is not None:
            cells = [NONE_DATED, *[known(max(0, needed - level))] * 5]
        rows.append(HeatRow(domain.id, domain.name, tuple(cells)))
    columns = tuple((str(year), year_label(year)) for year in years)
    return HeatMap(Scale.GAP, "Domain", columns, tuple(rows), "best guess")


def practices_by_domain() -> HeatMap:
    names = (
        "Quayside Surgery",
        "Millbrook Medical Practice",
        "The Old Priory Road Group Practice",
        "practice A",
    )
    rows = tuple(
        HeatRow(
            f"P{row}",
            name,
            tuple(
                known((row + column) % 5) if (row * column) % 7 != 3 else NOT_ASSESSED
                for column in range(12)
            ),
        )
        for row, name in enumerate(names)
    )
    columns = tuple((domain.id, domain.name) for domain in DOMAINS)
    return HeatMap(Scale.LEVEL, "Practice", columns, rows, "Harbour & Vale PCN, 2026/27")


def timeline(count: int = 12) -> Timeline:
    today = date(2026, 11, 22)
    names = (
        "GP Connect record access and update switched on",
        "Same-day handling of urgent need",
        "Employment Rights Act: dismissal after six months",
        "Net zero",
        "Non-core work priced and contracted",
    )
    timings = list(Timing)
    starts = (-14, -10, -4, 1, 8, -3)
    rows = [
        TimelineRow(
            id=f"EXP-{number:02d}",
            name=names[number % len(names)],
            domain="digital",
            start=add_months(today, starts[number % 6] + number // 6),
            due=add_months(today, starts[number % 6] + number // 6 + 6 + number % 3 * 9)
            if timings[number % 6] not in (Timing.OVERDUE, Timing.OPEN_NOW)
            else add_months(today, -1 - number % 4),
            timing=timings[number % 6],
        )
        for number in range(count)
    ]
    return Timeline(today, tuple(rows), "best guess")


def ratings_by_domain() -> RatingsByDomain:
    words = (
        "How far do we look for illness and risk before people come to us?",
        "Do our systems help or hinder?",
        "How do we find, teach and keep the people who will lead this practice after us?",
        "Are we asked before decisions?",
    )
    domains = []
    for place, domain in enumerate(DOMAINS):
        ratings = []
        for number, question in enumerate(words[: 3 + place % 2]):
            level = (place + number) % 5
            rated = Rated(f"{domain.id}.{number}", question, known(level), f"{level} level")
            if (place + number) % 7 == 3:
                rated = Rated(rated.id, question, NOT_ASSESSED, "Not known")
            if (place + number) % 11 == 4:
                rated = Rated(rated.id, question, NOT_APPLICABLE, "Not applicable")
            ratings.append(rated)
        domains.append(DomainRatings(domain.id, domain.name, place % 5, tuple(ratings)))
    return RatingsByDomain(tuple(domains), "22 November 2026")


def amount(funded: str, not_settled: str, unfunded: str) -> Amount:
    return Amount(Decimal(funded), Decimal(not_settled), Decimal(unfunded))


def resources() -> Resources:
    years = (
        YearNeeds(2026, amount("0.25", "0", "0.5"), amount("6000", "0", "12000")),
        YearNeeds(2027, amount("0.5", "0.3", "1.2"), amount("14000", "8000", "31000")),
        YearNeeds(2028, amount("0.5", "0.5", "1.6"), amount("8000", "12000", "44000")),
        YearNeeds(2029, amount("0.5", "0.5", "2.25"), amount("8000", "12000", "140500")),
        YearNeeds(2030, amount("0.5", "0.5", "2.25"), None),
        YearNeeds(2031, amount("0.5", "0.5", "2.25"), amount("8000", "12000", "52000")),
    )
    return Resources(
        years, tuple(map(Decimal, (48000, 20000, 20000, 20000, 30000, 30000))), "2026/27 prices"
    )


def spread() -> Spread:
    rows = []
    for domain, counts in zip(DOMAINS, COUNTS, strict=True):
        found = [level for level, count in enumerate(counts or (0, 1, 0, 1, 0)) if count]
        rows.append(
            DomainSpread(
                id=domain.id,
                name=domain.name,
                counts=counts,
                answered=sum(counts) if counts else 4,
                practices=max(4, sum(counts or ())),
                lowest=min(found, default=None),
                highest=max(found, default=None),
                own=2 if domain.id == "access" else None,
            )
        )
    return Spread(tuple(rows), "Harbour & Vale PCN, 2026/27")


def points(*values: str) -> EnglandSpread:
    return EnglandSpread(*map(Decimal, values))


def against_england() -> AgainstEngland:
    period = "April 2025 to March 2026"
    appointments = points("78.3", "91.6", "109.5", "131.5", "157.7")
    same_day = points("28.3", "34.4", "41.7", "50.5", "58.5")
    calls = points("40.4", "49.8", "59.1", "66.3", "72.6")
    visits = points("0.0", "0.0", "0.5", "1.6", "3.3")
    rows = (
        EnglandRow(
            "appointments",
            "Appointments a week",
            "per 1,000 patients",
            Decimal("121.4"),
            appointments,
            period=period,
        ),
        EnglandRow("same_day", "Same-day share", "percent", Decimal("27.0"), same_day),
        EnglandRow(
            "calls", "Calls answered by a person", "percent", None, calls, needs="calls in a week"
        ),
        EnglandRow(
            "gp_wte",
            "Fully qualified GP WTE",
            "per 10,000 patients",
            Decimal("3.9"),
            None,
            Decimal("4.6"),
            "Mar 2026",
        ),
        EnglandRow("visits", "Home visits a week", "per 1,000 patients", Decimal(0), visits),
    )
    return AgainstEngland(rows, f"England: recorded activity, {period}")


def area_strips() -> AreaStrips:
    p10, q1, median, q3, p90 = map(Decimal, (4012, 5956, 8867, 12777, 17020))
    strips = (
        AreaStrip(
            "England", "England", 6096, "Among the lowest tenth of practices in England",
            (Decimal(1003), Decimal(118400)), median, (p10, p90), (q1, q3),
        ),
        AreaStrip(
            "QHM", "NHS North East and North Cumbria Integrated Care Board", 335,
            "Lower than about three quarters of practices in NHS North East and North Cumbria ICB",
            (Decimal(1450), Decimal(63300)), Decimal(8316), (Decimal(3500), Decimal(16200)),
            (Decimal(5609), Decimal(12177)),
        ),
        AreaStrip(
            "U89141", "Stockton PCN", 6, "Lower than the median of practices in Stockton PCN",
            (Decimal(3733), Decimal(18787)), Decimal(11569),
        ),
        AreaStrip("U00001", "Harbour PCN", 3, "Too few practices to compare"),
    )  # fmt: skip
    return AreaStrips("Registered patients", "patients", Decimal(3743), strips)


def moved() -> Moved:
    """Four practices a year on: most up, some down, one domain nobody can compare."""
    counts = ((2, 0), (1, 1), (0, 0), (0, 2), (3, 0), (0, 0))
    rows = tuple(
        DomainMoved(
            domain.id,
            domain.name,
            level,
            None if level is None else min(4, level + (place % 3) - (place == 3)),
            *(counts[place % len(counts)] if level is not None else (0, 0)),
            compared=0 if level is None else 4,
        )
        for place, (domain, level) in enumerate(zip(DOMAINS, LEVELS, strict=True))
    )
    return Moved("2025/26", "2026/27", rows, "Harbour & Vale PCN")


PLAUSIBLE = {
    "moved": moved,
    "levels_so_far": levels_so_far,
    "now_and_needed": now_and_needed,
    "heat_map": gaps_by_year,
    "ratings_by_domain": ratings_by_domain,
    "timeline": timeline,
    "resources": resources,
    "spread": spread,
    "against_england": against_england,
    "area_strips": area_strips,
    "waterfall": rate_card_data.waterfall,
    "price_by_year": rate_card_data.price_by_year,
    "price_comparison": rate_card_data.price_comparison,
    "margins": rate_card_data.margins,
}


@pytest.fixture
def plausible() -> dict[str, object]:
    """Plausible data for every chart, by the chart's id."""
    return {name: make() for name, make in PLAUSIBLE.items()}


@pytest.fixture
def named_practices() -> HeatMap:
    """Four practices by twelve domains: the longest names stand on their side."""
    return practices_by_domain()


@pytest.fixture
def many_expectations() -> Timeline:
    """Sixty expectations of every timing."""
    return timeline(60)


@pytest.fixture
def last_year() -> NowAndNeeded:
    """Now and needed in 2031/32, when a practice's own destinations are drawn."""
    return now_and_needed(2031)
