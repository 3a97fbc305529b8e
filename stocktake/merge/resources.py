"""What a group of practices needs: money and people by year, needs, and weaknesses by theme.

"To be safe today" and "to meet expectations" are two series and are never added.
Source: content/expectations.md G1 and B7; content/stocktake.md B.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from stocktake.merge.counts import Count
from stocktake.merge.exact import NOTHING, total
from stocktake.merge.member import Member
from stocktake.merge.totals import GroupTotals

FUNDED = "funded"
"""The one answer that means the money is there; part, unfunded and unknown are not."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Pounds of one series in one year; ``certainty`` is blank for "to be safe today".

    Attributes:
        funded_gbp: the money is there.
        other_gbp: it is there in part, is not there, or nobody has said.
        by_funding: pounds for each answer.
    """

    series: str
    certainty: str
    year: int
    funded_gbp: Decimal
    other_gbp: Decimal
    by_funding: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """WTE of one role that expectations take in one year, split as in ``MoneyRow``."""

    certainty: str
    role: str
    year: int
    funded_wte: Decimal
    other_wte: Decimal
    by_funding: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Staff of one role today; never masked, because NHS England publishes both by practice."""

    role: str
    wte: Decimal | None
    headcount: Decimal | None


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything that can be summed."""

    money: tuple[MoneyRow, ...]
    people: tuple[PeopleRow, ...]
    staff: tuple[StaffRow, ...]


@dataclass(frozen=True, slots=True)
class NeedsRow:
    """Needs of one domain from one kind of provider, with the words practices chose to share."""

    domain: str
    kind: str
    provider: str
    count: int
    practices: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """Weaknesses of one theme."""

    theme: str
    count: int
    practices: Count
    high: int
    examples: tuple[str, ...]


def resources_of(totals: GroupTotals) -> Resources:
    """List money, people and staff in a fixed order."""
    roles = sorted({*totals.staff, *totals.headcount})
    return Resources(
        money=tuple(MoneyRow(*key, *_split(by)) for key, by in _grouped(totals.money).items()),
        people=tuple(PeopleRow(*key, *_split(by)) for key, by in _grouped(totals.people).items()),
        staff=tuple(
            StaffRow(role, totals.staff.get(role), totals.headcount.get(role)) for role in roles
        ),
    )


def _grouped(
    amounts: Mapping[tuple[str, str, int, str], Decimal],
) -> dict[tuple[str, str, int], dict[str, Decimal]]:
    """Gather the amounts of each line by funding, the last part of the key."""
    grouped: dict[tuple[str, str, int], dict[str, Decimal]] = {}
    for (first, second, year, funding), amount in sorted(amounts.items()):
        grouped.setdefault((first, second, year), {})[funding] = amount
    return grouped


def _split(by_funding: dict[str, Decimal]) -> tuple[Decimal, Decimal, dict[str, Decimal]]:
    others = total(amount for funding, amount in by_funding.items() if funding != FUNDED)
    return by_funding.get(FUNDED, NOTHING), others, by_funding


def needs_rows(members: Iterable[Member]) -> tuple[NeedsRow, ...]:
    """Group needs by domain, kind and provider."""
    lines = [(member.code, line) for member in members for line in member.needs or ()]
    keys = sorted({(line.domain, line.kind, line.provider) for _, line in lines})
    rows = []
    for key in keys:
        own = [
            (code, line) for code, line in lines if (line.domain, line.kind, line.provider) == key
        ]
        examples = tuple(sorted({line.text for _, line in own if line.text}))
        rows.append(NeedsRow(*key, len(own), len({code for code, _ in own}), examples))
    return tuple(rows)


def theme_rows(totals: GroupTotals) -> tuple[ThemeRow, ...]:
    """List themes, those that most practices name first."""
    rows = [
        ThemeRow(theme, counts.rows, counts.practices, counts.high, counts.examples)
        for theme, counts in totals.weaknesses.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.practices.practices, -row.count, row.theme)))
