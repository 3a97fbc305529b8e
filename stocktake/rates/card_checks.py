"""Whether a card is fit to publish, and which of its figures look like a slip of the pen.

Source: content/expectations.md C6.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from stocktake.errors import Problem, StocktakeError
from stocktake.rates.card import SCOPE_WORDS, CardLine, CardRole, RateCard
from stocktake.rates.pricing import WHOLE_CARD, check_mode, hour_of, price_card
from stocktake.rates.rate_settings import Setting, shipped_rate_settings
from stocktake.rates.uplift import check_uplift
from stocktake.units import pounds_in_words

FEWEST_STAFF = 3
"""A role's cost is published only when drawn from so many people, or from a reference.

Source: content/expectations.md C6 (openness) and G6.
"""

SLIP = "Pounds and not pence, minutes and not hours?"
"""What is asked of a figure that looks like a slip of the pen."""

VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)

_SAID = (
    ("id", "a short id"),
    ("title", "a title"),
    ("publisher", "who publishes it"),
    ("contact_role", "whom to ask, as a role"),
    ("area", "the area it covers"),
    ("licence", "a licence"),
)
SCOPE_ASKED = {
    "included": "what is included",
    "excluded": "what is not included",
    "eligibility": "who it is for",
    "minimum_volume": "the least number a year, or that there is none",
    "quality": "what is asked of quality",
    "delivered_by": "who may do it",
    "core_statement": "whether it is part of the core contract",
}
"""What is asked of the scope of a line, by its name. Source: content/expectations.md C6."""


def fit_to_publish(card: RateCard) -> tuple[Problem, ...]:
    """List what still keeps a card from being published; empty when nothing does."""
    found = (*_identity(card), *_dates(card), *_status(card), *_roles(card), *_lines(card))
    said = {problem.code for problem in found}
    priced = price_card(card).problems
    return (*found, *(each for each in priced if each.where != WHOLE_CARD or each.code not in said))


def unlikely(card: RateCard) -> tuple[Problem, ...]:
    """List figures to ask about again, such as pence typed as pounds. None of them is refused."""
    return (*unlikely_settings(card), *unlikely_roles(card), *_unlikely_lines(card))


def unlikely_settings(card: RateCard) -> tuple[Problem, ...]:
    """List figures that all lines share to ask about again, each by its label."""
    return tuple(_unlikely_settings(card))


def unlikely_roles(card: RateCard) -> tuple[Problem, ...]:
    """List costs of time to ask about again, each by the name of its role."""
    return tuple(_unlikely_roles(card))


def _identity(card: RateCard) -> Iterator[Problem]:
    for name, words in _SAID:
        if not getattr(card, name).strip():
            yield _missing(WHOLE_CARD, words)
    if card.list_size <= 0:
        yield _missing(WHOLE_CARD, "the list size it covers")
    if not VERSION.fullmatch(card.version):
        yield Problem(
            "version", WHOLE_CARD, "The version is not three numbers.", "Write it as 1.0.0."
        )
    elif not any(each.version == card.version and each.words.strip() for each in card.changes):
        yield _missing(WHOLE_CARD, f"what changed in version {card.version}")


def _dates(card: RateCard) -> Iterator[Problem]:
    try:
        check_uplift(card.base_year, card.uplift)
    except StocktakeError as fault:
        yield Problem(fault.code, "Prices by year", fault.what, fault.how_to_fix)
    if card.uplift.years and not card.uplift.index.strip():
        yield _missing("Prices by year", "which index the rises follow")
    for name, words in (
        ("effective_from", "the day it applies from"),
        ("effective_to", "the day it applies to"),
        ("review_on", "the day it is looked at again"),
    ):
        if getattr(card, name) is None:
            yield _missing(WHOLE_CARD, words)
    start, end = card.effective_from, card.effective_to
    if start and end and end <= start:
        yield Problem(
            "dates", WHOLE_CARD, "It ends before it begins.", "Give a last day after the first."
        )
    if start and card.review_on and card.review_on < start:
        yield Problem(
            "dates",
            WHOLE_CARD,
            "It is to be looked at again before it applies.",
            "Give a later day for that.",
        )


def _status(card: RateCard) -> Iterator[Problem]:
    if card.status == "draft":
        yield Problem(
            "draft",
            WHOLE_CARD,
            "It is a draft.",
            "Say that it is for consultation, or which body adopted it and when.",
        )
    if card.status == "adopted" and not (card.adopted_by.strip() and card.adopted_on):
        yield _missing(WHOLE_CARD, "which body adopted it, and when")


def _roles(card: RateCard) -> Iterator[Problem]:
    yield from _twice((role.id for role in card.roles), "A role")
    try:
        check_mode(card)
    except StocktakeError as fault:
        yield Problem(fault.code, "Roles", fault.what, fault.how_to_fix)
    used = {name for line in card.lines if line.work for name, n in line.work.minutes.items() if n}
    for role in card.roles:
        if role.id not in used:
            continue
        if role.basis == "reference":
            if not (role.source.strip() and role.edition.strip()):
                yield _missing(role.label, "the reference and its edition")
        elif role.staff_count < FEWEST_STAFF:
            yield _too_few(role)


def _too_few(role: CardRole) -> Problem:
    if role.staff_count <= 0:
        return Problem(
            "too_few_staff",
            role.label,
            "It does not say how many people its cost is drawn from.",
            "Give the number. From fewer than three it would show someone's pay: use a published "
            "reference then.",
        )
    people = "one person" if role.staff_count == 1 else "two people"
    return Problem(
        "too_few_staff",
        role.label,
        f"Its cost is drawn from {people} only, so it would show someone's pay.",
        "Three or more are needed: use a published reference on this card, or join with other "
        "practices.",
    )


def _lines(card: RateCard) -> Iterator[Problem]:
    if not card.lines:
        yield _missing(WHOLE_CARD, "at least one line")
    yield from _twice((line.id for line in card.lines), "A line")
    for line in card.lines:
        if not line.name.strip() or not line.unit.strip():
            yield _missing(line.name or line.id, "a name and a unit")
        if line.lacks_minutes:
            yield Problem(
                "no_minutes",
                line.name,
                "It has nobody's minutes, so it has no price yet.",
                "Give the minutes of at least one role, or take the line out.",
            )
        scope = line.scope.filled_from(card.scope)
        for name in SCOPE_WORDS:
            if not getattr(scope, name).strip():
                yield _missing(line.name, SCOPE_ASKED[name])


def _unlikely_settings(card: RateCard) -> Iterator[Problem]:
    for start in shipped_rate_settings().settings:
        value = card.value(start.id)
        if not start.lowest <= value <= start.highest:
            yield _ask(start.label, f"It is {_in_words(start, value)}.")


def _unlikely_roles(card: RateCard) -> Iterator[Problem]:
    start = shipped_rate_settings()
    for role in card.roles:
        known = start.role(role.id)
        yearly = role.pay.yearly_gbp if role.pay else Decimal(0)
        if yearly > start.limit("yearly_pay_gbp").highest:
            yield _ask(role.label, f"Pay is {pounds_in_words(yearly)} a year.")
        try:
            hour = hour_of(role, card)
        except StocktakeError:
            # ``fit_to_publish`` and the line that uses the role say what is wrong.
            continue
        if known and not known.hour_lowest_gbp <= hour <= known.hour_highest_gbp:
            cost = pounds_in_words(Decimal(hour.numerator) / Decimal(hour.denominator))
            yield _ask(role.label, f"An hour costs {cost}.")


def _unlikely_lines(card: RateCard) -> Iterator[Problem]:
    for line in card.lines:
        yield from _unlikely_line(line, card.roles)
    highest = shipped_rate_settings().limit("price_gbp").highest
    for priced in price_card(card).lines:
        if priced.price_gbp > highest:
            yield _ask(priced.line.name, f"Its price is {pounds_in_words(priced.price_gbp)}.")


def _unlikely_line(line: CardLine, roles: Iterable[CardRole]) -> Iterator[Problem]:
    if line.work is None:
        return
    limits = shipped_rate_settings()
    for name in ("consumables_gbp", "equipment_gbp"):
        limit, amount = limits.limit(name), getattr(line.work, name)
        if amount > limit.highest:
            yield _ask(line.name, f"{limit.label}: {pounds_in_words(amount)}.")
    names = {role.id: role.label for role in roles}
    for role_id, minutes in line.work.minutes.items():
        if minutes > limits.limit("minutes").highest:
            yield _ask(line.name, f"{names.get(role_id, role_id)}: {minutes:f} minutes.")


def _in_words(start: Setting, value: Decimal) -> str:
    if start.unit == "share":
        return f"{value * 100:f}%"
    return f"{value:f} days" if start.unit == "days" else pounds_in_words(value)


def _ask(where: str, what: str) -> Problem:
    return Problem("unlikely", where, what, SLIP)


def _missing(where: str, words: str) -> Problem:
    return Problem("missing", where, f"It does not say yet: {words}.", "Add it before publishing.")


def _twice(ids: Iterable[str], what: str) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Problem(
                "twice", WHOLE_CARD, f"{what} stands there twice: {name}.", "Take one of them out."
            )
