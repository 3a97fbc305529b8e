"""Money and people needed to meet expectations, by financial year.

A row's one-off money and people are spread from the year its work has to begin to the year it is
due; its yearly money begins in the year it is due. Source: content/expectations.md B7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.planning.expectations import FUNDINGS, Funding, PlannedExpectation
from stocktake.planning.years import PlanYears
from stocktake.units import financial_year, round_half_up

Amounts = tuple[Decimal, ...]
"""One amount for each year of the plan."""

NOTHING = Decimal(0)
_PENNY_PLACES = 2
_WTE_PLACES = 4


@dataclass(frozen=True, slots=True)
class PeopleByYear:
    """WTE of one role by year: built up to the due year, then kept."""

    role: str
    funding: Funding
    wte: Amounts


@dataclass(frozen=True, slots=True)
class RowResources:
    """What one expectation takes, year by year, in pounds at the stated price year.

    Attributes:
        first, last: financial years in which the work begins and is due.
        oneoff, recurrent: pounds in each year of the plan.
        oneoff_later: one-off pounds that fall after the plan.
        people: WTE by role.
        weight: how certain the expectation is, for the risk-weighted figure.
        is_costed: at least one amount of money was given.
    """

    id: str
    first: int
    last: int
    funding: Funding
    oneoff: Amounts
    oneoff_later: Decimal
    recurrent: Amounts
    people: tuple[PeopleByYear, ...]
    weight: Decimal
    is_costed: bool

    @property
    def money(self) -> Amounts:
        """One-off and yearly pounds together, by year."""
        return _added([self.oneoff, self.recurrent], len(self.oneoff))


@dataclass(frozen=True, slots=True)
class ResourcePlan:
    """What all expectations take under one view: the series "to meet expectations".

    Attributes:
        oneoff, recurrent, money: pounds by year; ``money`` is the two together.
        risk_weighted: pounds by year, each row counted by how certain it is.
        by_funding: pounds by year for each answer to "is the money there?".
        people: WTE by role and funding, by year.
        oneoff_later: one-off pounds that fall after the plan.
        rows, rows_costed: expectations in the view, and how many of them give any money: a total
            is always printed as "from 3 of 12".
    """

    years: tuple[int, ...]
    oneoff: Amounts
    recurrent: Amounts
    money: Amounts
    risk_weighted: Amounts
    by_funding: Mapping[Funding, Amounts]
    people: tuple[PeopleByYear, ...]
    oneoff_later: Decimal
    rows: int
    rows_costed: int

    @property
    def total_gbp(self) -> Decimal:
        """All pounds inside the plan's years."""
        return sum(self.money, NOTHING)

    @property
    def risk_weighted_gbp(self) -> Decimal:
        """All pounds inside the plan's years, each row counted by how certain it is."""
        return sum(self.risk_weighted, NOTHING)

    @property
    def wte_by_role(self) -> dict[str, Amounts]:
        """WTE by role and year, however funded."""
        roles = sorted({line.role for line in self.people})
        length = len(self.years)
        return {
            role: _added([line.wte for line in self.people if line.role == role], length)
            for role in roles
        }


def working_years(start: date, due: date, today: date, years: PlanYears) -> tuple[int, int]:
    """Return the years work begins and is due, s and f; never before the current year."""
    current = max(financial_year(today), years.first)
    first = max(financial_year(start), current)
    return first, max(first, financial_year(due))


def row_resources(
    row: PlannedExpectation, start: date, today: date, years: PlanYears
) -> RowResources:
    """Spread one expectation's needs over the years; what was left blank adds nothing."""
    answer = row.answer
    first, last = working_years(start, row.due, today, years)
    oneoff = _spread(answer.oneoff_gbp or NOTHING, first, last)
    people = tuple(
        PeopleByYear(need.role, answer.funding, _built_up(need.wte, first, last, years))
        for need in answer.people
        if need.wte is not None
    )
    yearly = answer.recurrent_gbp or NOTHING
    return RowResources(
        id=row.id,
        first=first,
        last=last,
        funding=answer.funding,
        oneoff=tuple(oneoff.get(year, NOTHING) for year in years.years),
        oneoff_later=sum((oneoff[year] for year in oneoff if year > years.last), NOTHING),
        recurrent=tuple(yearly if year >= last else NOTHING for year in years.years),
        people=people,
        weight=row.weight,
        is_costed=answer.oneoff_gbp is not None or answer.recurrent_gbp is not None,
    )


def _spread(amount: Decimal, first: int, last: int) -> dict[int, Decimal]:
    """Share an amount evenly, in whole pence, so that the years add up to it exactly."""
    count = last - first + 1
    reached = [round_half_up(amount * step / count, _PENNY_PLACES) for step in range(count)]
    reached.append(amount)
    return {first + step: reached[step + 1] - reached[step] for step in range(count)}


def _built_up(wte: Decimal, first: int, last: int, years: PlanYears) -> Amounts:
    """Build people up evenly to the due year; four places, so that sums never depend on order."""
    count = last - first + 1
    steps = (min(max(0, year - first + 1), count) for year in years.years)
    return tuple(round_half_up(wte * step / count, _WTE_PLACES) for step in steps)


def resource_plan(rows: Sequence[RowResources], years: PlanYears) -> ResourcePlan:
    """Add up the rows of one view, year by year."""
    length = len(years.years)
    money = [row.money for row in rows]
    by_funding: dict[Funding, Amounts] = {
        funding: _added(
            [own for row, own in zip(rows, money, strict=True) if row.funding == funding], length
        )
        for funding in FUNDINGS
    }
    return ResourcePlan(
        years=years.years,
        oneoff=_added([row.oneoff for row in rows], length),
        recurrent=_added([row.recurrent for row in rows], length),
        money=_added(money, length),
        risk_weighted=_added(
            [
                tuple(amount * row.weight for amount in own)
                for row, own in zip(rows, money, strict=True)
            ],
            length,
        ),
        by_funding=by_funding,
        people=_people(rows, length),
        oneoff_later=sum((row.oneoff_later for row in rows), NOTHING),
        rows=len(rows),
        rows_costed=sum(1 for row in rows if row.is_costed),
    )


def _people(rows: Sequence[RowResources], length: int) -> tuple[PeopleByYear, ...]:
    lines = [line for row in rows for line in row.people]
    keys = sorted({(line.role, line.funding) for line in lines})
    return tuple(
        PeopleByYear(
            role,
            funding,
            _added(
                [line.wte for line in lines if (line.role, line.funding) == (role, funding)], length
            ),
        )
        for role, funding in keys
    )


def _added(series: Iterable[Amounts], length: int) -> Amounts:
    """Add series year by year; none at all is nought in every year."""
    nothing = (NOTHING,) * length
    return tuple(sum(column) for column in zip(nothing, *series, strict=True))
