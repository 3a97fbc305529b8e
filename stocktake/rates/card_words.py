"""A card in words, as every published form of it says them: what it is, its scope, its cautions.

Source: content/expectations.md C1 (competition caution), C3 and C6.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from stocktake.phrases import counted
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard
from stocktake.rates.line_cost import published
from stocktake.rates.rate_settings import UNSOURCED, shipped_rate_settings
from stocktake.units import date_in_words, pounds_in_words

CAUTION = (
    "This card shows how its publisher works out what the work costs, from its own figures. It "
    "does not tell any other provider what to charge. Practices that compete must not agree prices "
    "with each other: each sets its own, and a price for several practices is worked out on pooled "
    "costs and offered to a commissioner by the PCN or federation after legal advice."
)
"""Source: content/expectations.md C1, competition caution."""

METHOD_OWN = (
    "Staff time is minutes by role times the cost of an hour that can be booked, divided by the "
    "share of appointments kept. Consumables, equipment and the room are added. Overheads are a "
    "share of staff time; management a share of all of that. Set-up is spread over the contract. "
    "The resilience uplift turns the cost into the price, rounded once, half up to a penny."
)
METHOD_REFERENCE = (
    "The cost of an hour comes from a published reference that already holds on-costs, overheads "
    "and rooms, so none of these is added again. Consumables, equipment, set-up and the resilience "
    "uplift are. The price is rounded once, half up to a penny."
)
"""Source: content/expectations.md C2 and C3."""

METHOD_POOLED = (
    "Costs are pooled: what a line costs in a year in each practice that takes part, added up, and "
    "divided by what they do in that year together. No line stands on fewer than five practices, "
    "and no practice's own cost or price is in it. The resilience uplift turns the cost into the "
    "price, rounded once, half up to a penny."
)
"""Source: content/expectations.md C1 (pooled costs) and G6."""

PROPOSED = "These prices are proposed. Nobody has adopted them yet."

SCOPE_LABELS = {
    "included": "Included",
    "excluded": "Not included",
    "eligibility": "Who it is for",
    "minimum_volume": "Least number a year",
    "quality": "Quality",
    "delivered_by": "Who may do it",
    "core_statement": "Core or not",
}
BASES = {
    "pay": "Built from average pay and on-costs",
    "paid_hour": "A paid hour and the share of it that can be booked",
    "stated": "A bookable hour, as stated",
    "reference": "Published reference",
}


def method_of(card: RateCard) -> str:
    """How its prices are worked out, in a few sentences."""
    if card.is_pooled:
        return METHOD_POOLED
    return METHOD_REFERENCE if card.mode == "reference" else METHOD_OWN


def pooled_from(card: RateCard) -> str:
    """How many practices are in a card of pooled costs; empty for any other card."""
    counts = sorted({line.pooled.practices for line in card.lines if line.pooled})
    if not counts:
        return ""
    if len(counts) == 1:
        return counted(counts[0], "practice")
    return f"{counts[0]} to {counts[-1]} practices, by line"


def pooled_words(line: CardLine) -> str:
    """How many practices a pooled line stands on; empty for any other line."""
    return counted(line.pooled.practices, "practice") if line.pooled else ""


def identity_rows(card: RateCard) -> list[tuple[str, str]]:
    """What a card is and from whom: a label and words each, left out where nothing is said."""
    start, end = card.effective_from, card.effective_to
    rows = [
        ("Published by", card.publisher),
        ("Whom to ask", card.contact_role),
        ("Area", card.area),
        ("Patients covered", f"{card.list_size:,}" if card.list_size else ""),
        ("Version", card.version),
        ("Status", card.status_in_words),
        ("Prices of", card.base_year),
        ("Costs pooled from", pooled_from(card)),
        ("Applies from", date_in_words(start) if start else ""),
        ("Applies to", date_in_words(end) if end else ""),
        ("Looked at again by", date_in_words(card.review_on) if card.review_on else ""),
        ("Prices rise by", card.uplift.index),
        ("Licence", card.licence),
        ("Card id", card.id),
    ]
    return [(label, words) for label, words in rows if words]


def setting_rows(card: RateCard) -> list[tuple[str, str, str]]:
    """The figures that all lines share: what, how much, and where it comes from."""
    rows = []
    for each in card.settings:
        label = shipped_rate_settings().setting(each.id).label
        source = each.source or UNSOURCED
        if each.checked_on:
            source += f"; checked on {date_in_words(each.checked_on)}"
        rows.append((label, setting_in_words(each), source))
    return rows


def setting_in_words(setting: CardSetting) -> str:
    """How much a figure that all lines share is, with its unit."""
    value = setting.value
    return {
        "share": share_in_words(value),
        "days": f"{value:f} days",
        "pounds_a_year": f"{pounds_in_words(value)} a year",
        "pounds_an_hour": f"{pounds_in_words(value)} an hour",
    }[shipped_rate_settings().setting(setting.id).unit]


def role_rows(card: RateCard) -> list[tuple[str, str, str]]:
    """The roles: their name, the cost of a bookable hour, and what that stands on."""
    rows = []
    for role in card.roles:
        hour = published(Fraction(role.cost_gbp) / Fraction(role.hours))
        rows.append((role.label, f"£{hour:,.2f}", role_source(role)))
    return rows


def role_source(role: CardRole) -> str:
    """What the cost of an hour of a role stands on."""
    parts = [BASES[role.basis]]
    if role.basis != "reference" and role.staff_count:
        parts.append(f"drawn from {counted(role.staff_count, 'person', 'people')}")
    parts += [each for each in (role.source, role.edition) if each]
    return ", ".join(parts)


def share_in_words(share: Decimal) -> str:
    """Write a share as a percentage: 0.1438 as 14.38%."""
    percent = f"{share * 100:f}"
    return (percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%"


HOW_TO_CHECK = (
    "The SHA-256 is of the canonical form of the card: its JSON with every field, keys in order "
    "and no spaces, in UTF-8. Load the JSON file or the workbook to compare it; if a single figure "
    "was changed, the two do not agree."
)
