"""A published rate card on paper and as a web page: prices, scope, method, roles and changes.

Source: content/expectations.md C1 and C6.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from stocktake.documents.blocks import (
    About,
    Block,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from stocktake.phrases import listed
from stocktake.rates.card import CardLine, RateCard
from stocktake.rates.card_words import (
    CAUTION,
    HOW_TO_CHECK,
    PROPOSED,
    SCOPE_LABELS,
    identity_rows,
    method_of,
    pooled_words,
    role_rows,
    setting_rows,
    share_in_words,
)
from stocktake.rates.price_parts import to_the_penny
from stocktake.rates.pricing import PricedCard, PricedLine, price_card
from stocktake.rates.publishing import Published
from stocktake.rates.rate_settings import UNSOURCED
from stocktake.units import date_in_words, number_in_words

_GROUPS = (
    ("Staff £", ("role.", "missed")),
    ("Supplies £", ("consumables", "equipment", "room")),
    ("Other £", ("overhead", "management")),
    ("Set-up £", ("setup", "indemnity")),
    ("Uplift £", ("uplift",)),
)
_GROUPED = (
    "Supplies holds equipment and the room, Other overheads and management, and Set-up indemnity. "
    "Uplift is the resilience uplift."
)
_ONLY_A_PRICE = "–"
_UNLESS = " Unless a line says otherwise below."


def rate_card_paper(published: Published) -> Document:
    """Lay out a published card."""
    card, priced = published.card, price_card(published.card)
    about = About(card.publisher, card.base_year, None, card.status_in_words)
    blocks: list[Block] = []
    if not card.status_in_words.startswith("Adopted"):
        blocks.append(Callout(PROPOSED))
    parts = (_about, _scope, _settings, _rises, _changes)
    for part in parts if card.is_pooled else (_about, _scope, _roles, *parts[2:]):
        blocks += part(card)
        if part is _about:
            blocks += [*_prices(priced), *_made(priced)]
    blocks += [Heading("Competition"), Paragraph(CAUTION), Heading("Checking a copy")]
    blocks += [Paragraph(f"SHA-256 {published.sha256}", "strong"), Paragraph(HOW_TO_CHECK)]
    return Document(
        title=card.title,
        subtitle=f"{card.publisher}. Version {card.version}. {card.status_in_words}.",
        about=about,
        blocks=tuple(blocks),
        is_close_set=True,
        foot=f"SHA-256 {published.sha256}",
    )


def _about(card: RateCard) -> Iterator[Block]:
    columns = (Column("About", share=25), Column("This card", share=75))
    yield Table(columns, tuple(identity_rows(card)))


def _prices(priced: PricedCard) -> Iterator[Block]:
    names = [priced.card.base_year, *(each.year for each in priced.card.uplift.years)]
    yield Heading("Prices")
    years = tuple(Column(name, "right", 12) for name in names)
    columns = (Column("Line", share=32), Column("Unit", share=14), *years)
    rows = []
    for each in priced.lines:
        shown = [f"{year.pounds:,.2f}" for year in each.years] or [f"{each.price_gbp:,.2f}"]
        shown += [_ONLY_A_PRICE] * (len(names) - len(shown))
        rows.append((each.line.name, each.line.unit, *shown))
    yield Table(columns, tuple(rows), "Pounds for one unit, by financial year")


def _made(priced: PricedCard) -> Iterator[Block]:
    yield Heading("How each price is made")
    yield Paragraph(method_of(priced.card))
    columns = (
        Column("Line", share=22),
        Column("Pooled from" if priced.card.is_pooled else "Minutes by role", share=22),
        *(Column(name, "right", 11) for name, _ in _GROUPS),
        Column("Price £", "right", 12),
    )
    rows = tuple(_made_row(each) for each in priced.lines)
    yield Table(columns, rows, f"{_GROUPED} Pounds for one unit, {priced.card.base_year}.")


def _made_row(each: PricedLine) -> tuple[str, ...]:
    minutes = [f"{time.label} {number_in_words(time.minutes)}" for time in each.times]
    groups = [
        sum((part.exact for part in each.parts if part.code.startswith(codes)), Fraction(0))
        for _, codes in _GROUPS
    ]
    figures = [f"{pounds:,.2f}" if each.cost else _ONLY_A_PRICE for pounds in to_the_penny(groups)]
    made_of = pooled_words(each.line) or ", ".join(minutes)
    return (each.line.name, made_of, *figures, f"{each.price_gbp:,.2f}")


def _scope(card: RateCard) -> Iterator[Block]:
    yield Heading("What each line is for")
    own = [name for name in SCOPE_LABELS if any(getattr(each.scope, name) for each in card.lines)]
    shared = [
        (label, getattr(card.scope, name) + _UNLESS * (name in own))
        for name, label in SCOPE_LABELS.items()
        if getattr(card.scope, name)
    ]
    if shared:
        columns = (Column("Every line", share=25), Column("What the card says", share=75))
        yield Table(columns, tuple(shared))
    if own:
        columns = (Column("Line", share=30), Column("What it says of itself", share=70))
        rows = tuple((each.name, _said_of(each, own)) for each in card.lines)
        yield Table(columns, rows)


def _said_of(line: CardLine, names: list[str]) -> str:
    said = [(SCOPE_LABELS[name], getattr(line.scope, name)) for name in names]
    return "\n".join(f"{label}: {words}" for label, words in said if words)


def _roles(card: RateCard) -> Iterator[Block]:
    yield Heading("What an hour of each role costs")
    yield Paragraph(
        "An hour that can be booked. A role's own cost is shown only where it is drawn from three "
        "or more people, and no one person's pay is shown."
    )
    columns = (Column("Role", share=30), Column("An hour", "right", 15))
    yield Table((*columns, Column("Stands on", share=55)), tuple(role_rows(card)))


def _settings(card: RateCard) -> Iterator[Block]:
    yield Heading("What all lines share")
    columns = (Column("Figure", share=35), Column("Value", "right", 15))
    yield Table((*columns, Column("Source", share=50)), tuple(setting_rows(card)))


def _rises(card: RateCard) -> Iterator[Block]:
    if not card.uplift.years:
        return
    yield Heading("How prices rise")
    columns = (
        Column("Financial year", share=20),
        Column("Pay", "right", 12),
        Column("Other costs", "right", 14),
        Column("Edition and source", share=54),
    )
    rows = tuple(
        (
            each.year,
            share_in_words(each.pay),
            share_in_words(each.other),
            listed([part for part in (each.edition, each.source) if part]) or UNSOURCED,
        )
        for each in card.uplift.years
    )
    yield Table(columns, rows, f"Index: {card.uplift.index}. Set-up does not rise.")


def _changes(card: RateCard) -> Iterator[Block]:
    if not card.changes:
        return
    yield Heading("What changed")
    columns = (Column("Version", share=15), Column("Made on", share=25), Column("Change", share=60))
    rows = tuple((each.version, date_in_words(each.made_on), each.words) for each in card.changes)
    yield Table(columns, rows)
