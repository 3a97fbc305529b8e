"""What each chart of the rate card draws, from priced lines, compared cards and margins."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.charts.margins import ServiceMargin, ServiceMargins
from stocktake.charts.price_by_year import PriceByYear, YearBar
from stocktake.charts.price_comparison import (
    NOT_OURS,
    ComparedPrice,
    PriceComparison,
    TheirPrice,
)
from stocktake.charts.waterfall import Sort, Step, Waterfall
from stocktake.phrases import listed
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import (
    ComparedLine,
    Comparison,
    Mappings,
    UnitMapping,
    compare_cards,
)
from stocktake.rates.margins import Margin, Margins
from stocktake.rates.price_parts import PricePart
from stocktake.rates.pricing import PricedCard, PricedLine, price_card
from stocktake.units import number_in_words

_PEOPLE = ("role.", "missed")
_SHARES = ("overhead", "management", "uplift")
_MISSING = {"cost": "its cost", "volume": "its number a year", "price": "its price"}


def waterfall(line: PricedLine, card: RateCard) -> Waterfall:
    """How one price is made up, part by part."""
    return Waterfall(
        line.line.name,
        line.line.unit,
        tuple(map(_step, line.parts)),
        line.price_gbp,
        _source(card),
    )


def _step(part: PricePart) -> Step:
    sort: Sort = "things"
    if part.code.startswith(_PEOPLE):
        sort = "people"
    elif part.code in _SHARES:
        sort = "shares"
    return Step(part.code, part.label, part.pounds, sort)


def _source(card: RateCard) -> str:
    return f"{card.title}, {card.base_year} prices"


def price_by_year(line: PricedLine, card: RateCard) -> PriceByYear:
    """One price in the base year and each year that has its rises."""
    years = tuple(YearBar(each.year, each.pounds) for each in line.years)
    if not years:
        years = (YearBar(card.base_year, line.price_gbp),)
    return PriceByYear(line.line.name, line.line.unit, years, card.uplift.index or _source(card))


def cards_beside(
    ours: RateCard, theirs: RateCard, mappings: Mappings | None = None
) -> PriceComparison:
    """Price two cards and set them beside each other.

    Raises:
        StocktakeError: ``unit_mapping`` or ``line_mapping``.
    """
    compared = compare_cards(price_card(ours), price_card(theirs), mappings)
    return price_comparison(ours, theirs, compared)


def price_comparison(
    ours: RateCard, theirs: RateCard, compared: Sequence[ComparedLine]
) -> PriceComparison:
    """Our lines beside another card's, as ``compare_cards`` set them against each other."""
    source = f"{ours.base_year} prices"
    if ours.base_year != theirs.base_year:
        source = f"ours in {ours.base_year} prices, theirs in {theirs.base_year} prices"
    names = next(
        (pair for pair in zip(_names(ours), _names(theirs), strict=True) if pair[0] != pair[1]),
        ("Your card", "The other card"),
    )
    return PriceComparison(names[0], names[1:], tuple(map(_compared, compared)), source)


def _names(card: RateCard) -> tuple[str, str, str]:
    """Return what a card may be called, the shortest first."""
    return card.publisher or card.title, card.title, f"{card.title} {card.version}"


def _compared(row: ComparedLine) -> ComparedPrice:
    shown = row.ours or row.theirs
    if shown is None:
        raise ValueError("a compared line of neither card")
    own, why_none = (row.ours.price_gbp, "") if row.ours else (None, NOT_OURS)
    if row.ours is None and row.is_other_unpriced:
        why_none = "ours has no price yet"
    if row.ours and row.ours.line.lacks_minutes:
        own, why_none = None, "no minutes given yet"
    line_id = shown.line.id if row.ours else f"theirs.{shown.line.id}"
    line = shown.line
    return ComparedPrice(line_id, line.name, line.unit, own, (_their_price(row),), why_none)


def _their_price(row: ComparedLine) -> TheirPrice:
    if row.theirs is not None and row.theirs.line.lacks_minutes:
        return TheirPrice(None, "theirs has no minutes yet")
    if row.how is Comparison.COMPARED:
        return TheirPrice(row.theirs_gbp, shown=_mapping_in_words(row.mapping))
    if row.theirs is None:
        unpriced = row.is_other_unpriced
        return TheirPrice(None, "theirs has no price" if unpriced else "not on theirs")
    if row.how is Comparison.DIFFERENT_UNIT:
        return TheirPrice(None, f"theirs is for a different unit, {row.theirs.line.unit}")
    return TheirPrice(row.theirs.price_gbp)


def _mapping_in_words(mapping: UnitMapping | None) -> str:
    if mapping is None:
        return ""
    return f"{number_in_words(mapping.how_many)} × {mapping.theirs} for one {mapping.ours}"


def margins(found: Margins, source: str = "") -> ServiceMargins:
    """What every service is paid and costs in a year."""
    return ServiceMargins(tuple(map(_service, found.each)), source)


def _service(each: Margin) -> ServiceMargin:
    work = each.work
    needs = listed([_MISSING[name] for name in each.missing])
    return ServiceMargin(work.id, work.name, each.paid_gbp, each.cost_gbp, each.is_unpaid, needs)


def first_line(card: PricedCard, line_id: str = "") -> PricedLine | None:
    """Return the line asked for, or the first one that has a price; None for none."""
    asked = (line for line in card.lines if line.line.id == line_id)
    return next(asked, next(iter(card.lines), None))
