"""Publishing a card: its canonical form, its SHA-256, and reading a published card back.

Publishing and reading are each other's inverse. The digest says only that a copy is the one that
was published; a card that differs is labelled as edited, and is still shown.
Source: content/expectations.md C6 (integrity, openness).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from stocktake.errors import Problem, StocktakeError
from stocktake.rates.card import CardRole, CardSetting, RateCard
from stocktake.rates.pricing import HELD_BY_A_REFERENCE, charge, price_card, price_line
from stocktake.rates.rate_settings import NEEDED
from stocktake.rates.role_cost import on_costs, role_cost

FORMAT = "stocktake.rate_card"
FORMAT_VERSION = 1
POOLED_FORMAT_VERSION = 2
"""Of a card with pooled costs, which programs that know only the first format cannot price."""
MOST_CHARACTERS = 5_000_000
"""Longest text of a card that is read; a card of a thousand lines takes about a tenth."""

_MOST_POUNDS = Decimal(10) ** 9
_MOST_PLACES = 24
_NEEDED_BY_A_POOL = ("uplift",)
_HELD = "Already in the published reference"


@dataclass(frozen=True, slots=True)
class Published:
    """A published card, the text of its file, and its digest in hexadecimal."""

    card: RateCard
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card read from a published file.

    Attributes:
        sha256: worked out from what the file holds.
        stated_sha256: what the file says it was when it was published.
        problems: what to know before using it, such as a price that does not follow.
    """

    card: RateCard
    sha256: str
    stated_sha256: str
    problems: tuple[Problem, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the card was changed after it was published."""
        return self.sha256 != self.stated_sha256


def canonical(card: RateCard) -> str:
    """Write a card in the one form its digest is taken of.

    Every field stands there, keys in order, without spaces; amounts without trailing noughts, so
    that 12.6 and 12.60 are one amount.
    """
    return json.dumps(_plain(card), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(card: RateCard) -> str:
    """Return the SHA-256 of a card's canonical form in UTF-8, in hexadecimal."""
    return sha256(canonical(card).encode()).hexdigest()


def as_published(card: RateCard) -> RateCard:
    """Return a card as others may see it.

    Pay becomes the cost and bookable hours of a year; roles no line uses are left out; every
    figure stands there with its source; every line states its price. Once done, doing it again
    changes nothing.

    Raises:
        StocktakeError: a line or the card cannot be priced.
    """
    lines = tuple(
        msgspec.structs.replace(line, published_gbp=price_line(card, line).price_gbp)
        for line in card.lines
    )
    used = {role for line in lines if line.work for role, each in line.work.minutes.items() if each}
    roles = tuple(_without_pay(role, card) for role in card.roles if role.id in used)
    needed = _NEEDED_BY_A_POOL if card.is_pooled else NEEDED
    settings = tuple(_as_used(card, name) for name in needed)
    return msgspec.structs.replace(card, lines=lines, roles=roles, settings=settings)


def published(card: RateCard) -> Published:
    """Make the published form of a card, its text and its digest.

    Whether a card is fit to be published is asked of ``fit_to_publish`` first.

    Raises:
        StocktakeError: see ``as_published``.
    """
    ready = as_published(card)
    whole = {
        "format": FORMAT,
        "format_version": POOLED_FORMAT_VERSION if ready.is_pooled else FORMAT_VERSION,
        "sha256": digest(ready),
        "card": _plain(ready),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return Published(ready, text, whole["sha256"])


def read_card(text: str) -> ReadCard:
    """Read a published card.

    Raises:
        StocktakeError: ``not_a_card``, ``newer_card`` or ``card_too_long``.
    """
    if len(text) > MOST_CHARACTERS:
        raise StocktakeError(
            "card_too_long", "This file is too long for a rate card.", "Choose another file."
        )
    whole = _parsed(text)
    if whole.get("format") != FORMAT or not isinstance(whole.get("format_version"), int):
        raise _not_a_card("it does not say that it is one")
    if whole["format_version"] > POOLED_FORMAT_VERSION:
        raise StocktakeError(
            "newer_card",
            "This rate card was published by a newer version of Stocktake.",
            "Update Stocktake, then load the card again.",
        )
    card = _converted(whole.get("card"))
    try:
        found = digest(card)
    except UnicodeEncodeError:
        raise _not_a_card("it holds characters that are not text") from None
    stated = str(whole.get("sha256", ""))
    return ReadCard(card, found, stated, tuple(_doubts(card, edited=found != stated)))


def read_card_toml(text: str) -> RateCard:
    """Read a card kept as TOML, as the shipped sample is.

    Raises:
        StocktakeError: ``not_a_card``.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise _not_a_card(str(fault)) from None
    return _converted(data)


def _without_pay(role: CardRole, card: RateCard) -> CardRole:
    if role.basis != "pay" or role.pay is None:
        return msgspec.structs.replace(role, pay=None)
    cost = role_cost(role.pay, on_costs(card.value))
    return msgspec.structs.replace(
        role,
        pay=None,
        cost_gbp=cost.year_gbp,
        hours=cost.bookable_hours,
        bookable_hours_a_year=cost.bookable_hours,
    )


def _as_used(card: RateCard, name: str) -> CardSetting:
    if card.mode == "reference" and name in HELD_BY_A_REFERENCE:
        return CardSetting(id=name, value=charge(card, name), source=_HELD)
    return card.setting(name)


def _plain(card: RateCard) -> Any:
    whole = msgspec.to_builtins(card, builtin_types=(Decimal, date))
    for line in whole["lines"]:
        # Cards published before there were pooled costs keep the digest they were published with.
        if line["pooled"] is None:
            del line["pooled"]
    return _in_order(whole)


def _in_order(value: Any) -> Any:
    """Turn amounts and days into text, all the way down."""
    if isinstance(value, dict):
        return {key: _in_order(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_in_order(each) for each in value]
    if isinstance(value, Decimal):
        return _written(value)
    return value.isoformat() if isinstance(value, date) else value


def _written(amount: Decimal) -> str:
    """Write an amount in one way only: no exponent, trailing noughts or minus before nothing."""
    text = f"{abs(amount) if amount == 0 else amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parsed(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once
        )
    except (ValueError, RecursionError):
        raise _not_a_card("it cannot be read") from None
    if not isinstance(whole, dict):
        raise _not_a_card("it does not say that it is one")
    return whole


def _refuse(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _converted(data: Any) -> RateCard:
    try:
        card = msgspec.convert(data, RateCard)
    except msgspec.ValidationError as fault:
        raise _not_a_card(str(fault)) from None
    for amount in _amounts(msgspec.to_builtins(card, builtin_types=(Decimal, date))):
        power = amount.as_tuple().exponent
        # Looked at before any sum: an amount such as 1E+999999999 cannot be worked with at all.
        if not isinstance(power, int) or abs(power) > _MOST_PLACES or amount > _MOST_POUNDS:
            raise _not_a_card("it holds an amount that cannot be right")
    return card


def _amounts(value: Any) -> Iterable[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _amounts(each)


def _doubts(card: RateCard, *, edited: bool) -> Iterable[Problem]:
    if edited:
        yield Problem(
            "edited_after_publication",
            card.title,
            "This card was edited after it was published.",
            "Ask its publisher for the published copy, or use it knowing that.",
        )
    priced = price_card(card)
    yield from priced.problems
    for each in priced.lines:
        stated = each.line.published_gbp
        if stated is not None and stated != each.price_gbp:
            yield Problem(
                "price_disagrees",
                each.line.name,
                f"The card says £{stated:,.2f}, but its figures make £{each.price_gbp:,.2f}.",
                "Ask its publisher which of the two is right.",
            )


def _not_a_card(why: str) -> StocktakeError:
    return StocktakeError(
        "not_a_card",
        f"This is not a rate card: {why}.",
        "Choose the file that its publisher saved as a rate card.",
    )
