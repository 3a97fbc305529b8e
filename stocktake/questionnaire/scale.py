"""The one scale and the twelve domains that every rating, requirement and chart uses.

Source: content/stocktake.md A.0.6, A.0.7 and A.1; the same words stand in content/expectations.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One point of the scale: its number, 0 to 4, its name and what it means."""

    number: int
    name: str
    meaning: str


LEVELS = (
    Level(0, "Not in place", "Nothing to show. “Not known” is not 0: it is unknown"),
    Level(1, "Started", "Depends on one person"),
    Level(2, "Basic", "Uneven; meets most of today's duty"),
    Level(3, "Reliable", "Meets today's duty all year, with evidence, and survives an absence"),
    Level(4, "Resilient", "Measured, improved, shared, ready for more"),
)

SCALE_IN_WORDS = (
    "0 Not in place. 1 Started, depends on one person. 2 Basic: uneven, meets most of today's "
    "duty. 3 Reliable: meets today's duty all year, with evidence, survives an absence. "
    "4 Resilient: measured, improved, shared, ready for more."
)
"""Printed wherever the scale appears, in these words."""

RATING_PROMPT = (
    "Choose the highest description that is true today on an ordinary week. "
    "If part of a description is missing, choose the one below."
)
"""Stands above every rating."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the twelve capability domains: its id, its name and one line about it."""

    id: str
    name: str
    line: str


DOMAINS = (
    Domain("access", "Access and demand", "People can reach us by any route, urgent need is dealt with the same day, and we can see our demand"),
    Domain("population", "Population health and prevention", "We know our list, find people before they fall ill, and close unfair gaps"),
    Domain("clinical_quality", "Clinical quality, safety and continuity", "Care is safe, long-term conditions are well managed, and people who need the same clinician get them"),
    Domain("workforce", "Workforce and wellbeing", "The right people, enough of them, well supervised and likely to stay"),
    Domain("services", "Service offer and non-core work", "We know what we provide beyond the core contract, what it costs, and what more we could take on"),
    Domain("digital", "Digital, data and information governance", "Systems work, data drives decisions, records are safe"),
    Domain("estate", "Premises and estate", "Enough safe, suitable rooms for the team and the neighbourhood"),
    Domain("finance", "Finance and contracts", "We know our numbers, can look ahead, and are paid for what we do"),
    Domain("leadership", "Leadership, partnership and management", "The partnership has direction, current agreements, business skills and management time"),
    Domain("scale", "Working at scale and in neighbourhoods", "We gain from, and contribute to, a PCN, federation and neighbourhood team"),
    Domain("voice", "Voice and system partnership", "We are informed, heard and fairly represented where decisions are made"),
    Domain("resilience", "Resilience and capacity to change", "Today's service would survive a shock, and there is headroom to change"),
)  # fmt: skip

DOMAIN_IDS = tuple(domain.id for domain in DOMAINS)
DOMAIN_NAMES = {domain.id: domain.name for domain in DOMAINS}


def lower_median(levels: Iterable[int]) -> int:
    """Return the lower median of at least one level: position floor((n + 1) / 2) when sorted.

    Raises:
        ValueError: there are no levels.

    Source: content/stocktake.md A.0.7.
    """
    ordered = sorted(levels)
    if not ordered:
        raise ValueError("no levels to take the lower median of")
    return ordered[(len(ordered) + 1) // 2 - 1]
