"""Rate cards that belong to no practice: a PCN's or federation's, begun, named and put away here.

Each stands at a place of its own with its own steps, so that every change of it can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from stocktake.errors import StocktakeError
from stocktake.rates.card import PublisherKind, RateCard
from stocktake.store.workspace import Workspace
from stocktake.tasks.card_places import CARDS
from stocktake.tasks.rate_card import WorkingCard, new_card_id
from stocktake.tasks.rate_card_text import card_from_text
from stocktake.units import financial_year, year_label

WHOLE_FILE = ""
"""Chooses the card that belongs to the whole file."""

KINDS: tuple[tuple[PublisherKind, str], ...] = (
    ("pcn", "A PCN"),
    ("federation", "A federation"),
    ("other", "Another provider"),
)
"""Whose such a card can be."""

_CONTACT = {"pcn": "PCN manager", "federation": "Federation manager"}
_MOST_NAME = 120


@dataclass(frozen=True, slots=True)
class SharedCard:
    """One such card as it is listed.

    Attributes:
        place: where it is kept; ``WHOLE_FILE`` for the card of the whole file.
        title: what it is called, or was before it was put away.
    """

    place: str
    title: str
    is_put_away: bool = False


def shared_cards(workspace: Workspace) -> tuple[SharedCard, ...]:
    """Every card that belongs to no practice, those that were put away last.

    Raises:
        StocktakeError: the file cannot be read.
    """
    found = []
    for place in (None, *workspace.rate_cards.places(CARDS)):
        titles = [_title(step.text) for step in workspace.rate_cards.steps(place)]
        said = [title for title in titles if title]
        if said:
            found.append(SharedCard(place or WHOLE_FILE, said[-1], is_put_away=not titles[-1]))
    return tuple(sorted(found, key=lambda each: each.is_put_away))


def begin_shared(
    workspace: Workspace, kind: PublisherKind, name: str, today: date, role: str = ""
) -> str:
    """Begin a card of a PCN, federation or other provider; returns its place.

    Raises:
        StocktakeError: ``no_name``, ``name_taken``; or it could not be saved.
    """
    said = _checked(workspace, name, "")
    place = f"{CARDS}{new_card_id()}"
    card = RateCard(
        id=new_card_id(),
        title=f"{said} rate card",
        publisher=said,
        publisher_kind=kind,
        contact_role=_CONTACT.get(kind, ""),
        base_year=year_label(financial_year(today)),
    )
    WorkingCard(workspace, None, place, role).keep(card, f"Begun a card of {said}")
    return place


def rename_shared(workspace: Workspace, place: str, title: str, role: str = "") -> None:
    """Call a card something else, as one step that can be undone.

    Raises:
        StocktakeError: ``no_name``, ``name_taken``; or it could not be saved.
    """
    said = _checked(workspace, title, place)
    working = WorkingCard(workspace, None, place, role)
    card = working.card
    if card is not None and card.title != said:
        working.keep(msgspec.structs.replace(card, title=said), f"Called it {said}")


def _checked(workspace: Workspace, name: str, place: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > _MOST_NAME:
        raise StocktakeError(
            "no_name",
            "The card needs a name." if not said else "That name is too long for a card.",
            f"Write whose it is, in up to {_MOST_NAME} letters.",
        )
    taken = {said.casefold(), f"{said} rate card".casefold()} if not place else {said.casefold()}
    others = [each for each in shared_cards(workspace) if each.place != place]
    if any(each.title.casefold() in taken and not each.is_put_away for each in others):
        raise StocktakeError(
            "name_taken", f"There is a card called “{said}” already.", "Choose it in the list."
        )
    return said


def _title(text: str) -> str:
    try:
        card = card_from_text(text)
    except StocktakeError:
        # It is listed all the same: its page says what is wrong, and undo takes it back.
        return "A card that cannot be read"
    return card.title if card is not None else ""
