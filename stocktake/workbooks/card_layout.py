"""How a rate card is laid out in a workbook; writer and reader both go by this page.

The first sheet lists the prices: the id of each line in a hidden column, its price under ``PRICE``.
The published text of the card is the payload, and stands once more on a very hidden sheet for
programs that lose the payload.
"""

from __future__ import annotations

import json

BEGINNING = '{"kind":"rate_card"'
"""How the payload of such a workbook begins, by which it is known."""

FRONT_SHEET = "Rate card"
CARRIED_SHEET = "manifest"
CARRIED_KEY = "carried"
PRICE = "Price £"
"""Heading of the column of prices on the first sheet."""

# Spelt by number in the JSON, so that the text is also good XML as it stands.
_SPELT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "&<>\x7f"})


def to_payload(text: str) -> str:
    """Wrap the published text of a card for the payload of a workbook."""
    whole = {"kind": "rate_card", "text": text}
    return json.dumps(whole, separators=(",", ":")).translate(_SPELT)


def from_payload(payload: str) -> str:
    """Take the published text of a card out of a payload; it is not looked at here.

    Raises:
        ValueError: the payload is none of a rate card.
    """
    try:
        whole = json.loads(payload)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("text"), str):
        raise ValueError("no card in it")
    return str(whole["text"])
