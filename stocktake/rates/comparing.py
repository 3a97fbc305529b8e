"""Two cards side by side, line by line. A different unit is never compared.

Lines meet by their id, or because somebody said that they are the same work. Units meet when they
are the same word, or because somebody said how many of theirs make one of ours; that is shown.
Source: content/expectations.md C6 (same template for every provider), G7 rule 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from stocktake.errors import StocktakeError
from stocktake.rates.card import CardLine
from stocktake.rates.line_cost import published
from stocktake.rates.pricing import PricedCard, PricedLine


class Comparison(Enum):
    """How two lines stand to each other."""

    COMPARED = "compared"
    DIFFERENT_UNIT = "different unit"
    ONLY_OURS = "only ours"
    ONLY_THEIRS = "only theirs"


@dataclass(frozen=True, slots=True)
class UnitMapping:
    """What somebody said about two units: so many of ``theirs`` make one of ``ours``."""

    ours: str
    theirs: str
    how_many: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Mappings:
    """What somebody said about two cards.

    Attributes:
        lines: their line's id by ours.
        units: units that can be put in terms of each other.
    """

    lines: Mapping[str, str] = field(default_factory=dict)
    units: tuple[UnitMapping, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of ours beside one of theirs.

    Attributes:
        mapping: how their unit was put in terms of ours; None when the units are the same word.
        theirs_gbp: their price for one of our units, to the penny; None unless compared.
        difference_gbp: theirs less ours; None unless compared.
        same_year: whether both prices are of one base year.
        is_other_unpriced: the other card has the line too, and no price of it can be worked out.
    """

    how: Comparison
    ours: PricedLine | None
    theirs: PricedLine | None
    mapping: UnitMapping | None = None
    theirs_gbp: Decimal | None = None
    difference_gbp: Decimal | None = None
    same_year: bool = True
    is_other_unpriced: bool = False


def unpriced(card: PricedCard) -> tuple[CardLine, ...]:
    """The lines of a card that no price can be worked out for."""
    known = {each.line.id for each in card.lines}
    return tuple(line for line in card.card.lines if line.id not in known)


def compare_cards(
    ours: PricedCard, theirs: PricedCard, mappings: Mappings | None = None
) -> tuple[ComparedLine, ...]:
    """Put two cards beside each other: our lines in order, then the lines that only they have.

    Raises:
        StocktakeError: ``unit_mapping`` when a mapping counts nothing or less, ``line_mapping``
            when two of our lines are said to be one of theirs.
    """
    said = mappings or Mappings()
    _check(said)
    same_year = ours.card.base_year == theirs.card.base_year
    left = {each.line.id: each for each in theirs.lines}
    taken = set(said.lines.values())
    without_ours = {said.lines.get(line.id, line.id) for line in unpriced(ours)}
    without_theirs = {line.id for line in unpriced(theirs)}
    rows = []
    for our in ours.lines:
        name = said.lines.get(our.line.id)
        if name is None and our.line.id not in taken:
            name = our.line.id
        their = left.pop(name, None) if name is not None else None
        row = _side_by_side(our, their, said, same_year=same_year)
        rows.append(replace(row, is_other_unpriced=name in without_theirs))
    only_theirs = (
        ComparedLine(
            Comparison.ONLY_THEIRS,
            None,
            each,
            same_year=same_year,
            is_other_unpriced=each.line.id in without_ours,
        )
        for each in left.values()
    )
    return (*rows, *only_theirs)


def _side_by_side(
    our: PricedLine, their: PricedLine | None, said: Mappings, *, same_year: bool
) -> ComparedLine:
    if their is None:
        return ComparedLine(Comparison.ONLY_OURS, our, None, same_year=same_year)
    our_unit, their_unit = _word(our.line.unit), _word(their.line.unit)
    mapping = None
    if our_unit != their_unit:
        mapping = next(
            (m for m in said.units if (_word(m.ours), _word(m.theirs)) == (our_unit, their_unit)),
            None,
        )
        if mapping is None:
            return ComparedLine(Comparison.DIFFERENT_UNIT, our, their, same_year=same_year)
    many = Fraction(mapping.how_many) if mapping else Fraction(1)
    price = published(Fraction(their.price_gbp) * many)
    return ComparedLine(
        Comparison.COMPARED,
        our,
        their,
        mapping,
        theirs_gbp=price,
        difference_gbp=price - our.price_gbp,
        same_year=same_year,
    )


def _word(unit: str) -> str:
    """A unit as it is compared: capitals and spaces make no difference."""
    return " ".join(unit.casefold().split())


def _check(said: Mappings) -> None:
    if any(mapping.how_many <= 0 for mapping in said.units):
        raise StocktakeError(
            "unit_mapping",
            "At least some of their unit has to make one of yours.",
            "Give how many of theirs make one of yours, such as 2 tests for one patient-year.",
        )
    if len(set(said.lines.values())) != len(said.lines):
        raise StocktakeError(
            "line_mapping",
            "Two of your lines are set against the same line of theirs.",
            "Set each of their lines against one of yours.",
        )
