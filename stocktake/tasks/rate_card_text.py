"""A working card as it is kept: read back from its text, and what services take of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from stocktake.errors import StocktakeError
from stocktake.rates.card import RateCard
from stocktake.rates.line_cost import Line, RateSettings
from stocktake.rates.pricing import rate_settings_of
from stocktake.tasks.rate_services import MINUTES, has_own_hour, own_overhead_pct

if TYPE_CHECKING:
    # Combining files needs no workspace, and starts a good deal sooner without it.
    from stocktake.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CardBasis:
    """What a service's cost takes from the practice's card.

    Attributes:
        settings: what every line shares.
        works: what one unit takes, by the service's code.
        hours: cost of a bookable hour of the roles that the services table does not ask about, or
            whose cost is the card's own.
        overhead_pct: the card's own overhead in percent; None when it is not its own.
    """

    settings: RateSettings
    works: Mapping[str, Line]
    hours: Mapping[str, Fraction]
    overhead_pct: Decimal | None


def card_from_text(text: str) -> RateCard | None:
    """Read a working card from the text it is kept as; the empty text is no card.

    Raises:
        StocktakeError: ``card_damaged``.
    """
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=RateCard)
    except msgspec.MsgspecError as fault:
        raise StocktakeError(
            "card_damaged",
            f"The rate card that is kept cannot be read: {fault}.",
            "Undo the last change on its page, or begin the card again.",
        ) from fault


def basis_now(workspace: Workspace, submission_id: int) -> CardBasis | None:
    """What the card of a return gives to its services table; None while it gives nothing."""
    step = workspace.rate_cards.now(submission_id)
    return _basis(step.text) if step else None


@lru_cache(maxsize=4)
def _basis(text: str) -> CardBasis | None:
    """Worked out once for a card: the table asks for every one of its rows."""
    try:
        card = card_from_text(text)
        if card is None or card.mode == "reference":
            # A published hour holds overheads and rooms; the table's own costs do not.
            return None
        settings = rate_settings_of(card)
    except StocktakeError:
        # The page of the card says what is wrong with it; the table does without it.
        return None
    works = {line.service: line.work for line in card.lines if line.service and line.work}
    hours = {
        role.id: settings.hour_cost_gbp[role.id]
        for role in card.roles
        if role.id in settings.hour_cost_gbp and (role.id not in MINUTES or has_own_hour(role))
    }
    return CardBasis(settings, works, hours, own_overhead_pct(card))
