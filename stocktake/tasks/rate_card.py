"""The working rate card of a practice in its round, or of the whole workspace: load, keep, undo.

A practice's card lives and goes with its stocktake of that round. Every change is one step that
can be taken back; when a method returns, the change is on the disk.
"""

from __future__ import annotations

import secrets
from typing import TypeVar

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import RateCard
from stocktake.rates.publishing import canonical
from stocktake.store.rate_cards import CardStep, Owner
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card_text import card_from_text
from stocktake.tasks.rate_services import SERVICES

_ID_BYTES = 6

Kept = TypeVar("Kept", CardStep, CardStep | None)


class WorkingCard:
    """The card being worked on.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to.
    """

    def __init__(
        self,
        workspace: Workspace,
        practice: OpenPractice | None = None,
        place: str = "",
        role: str = "",
    ) -> None:
        """Make it for a practice, for a place of its own, or for the whole workspace.

        Args:
            workspace: the file it is kept in.
            practice: whose card it is, in its round; None for a card that is no practice's.
            place: of a card that is no practice's (``tasks/shared_cards.py``); empty for the one
                card of the whole workspace.
            role: of whoever changes a card that is no practice's.
        """
        self._workspace = workspace
        self._practice = practice
        self._place = place
        self._own_role = role

    @property
    def card(self) -> RateCard | None:
        """The card as it stands; None before it is begun.

        Raises:
            StocktakeError: ``card_damaged`` when what is kept is no card.
        """
        step = self._workspace.rate_cards.now(self._owner)
        return card_from_text(step.text) if step else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: the file is only read, or the round is an old one."""
        return self._practice.read_only if self._practice else self._workspace.read_only

    def keep(self, card: RateCard | None, what: str) -> CardStep:
        """Keep the card as it now is; None puts it away, which can be undone.

        Args:
            card: the whole card.
            what: what was changed, as in “Undo: Phlebotomy, consumables”. Changes with the same
                words within two seconds are one.

        Raises:
            StocktakeError: ``read_only``; or it could not be saved.
        """
        if self.read_only:
            raise StocktakeError(
                "read_only", "This card can only be read.", "Open the practice's newest round."
            )
        text = canonical(card) if card is not None else ""
        return self._followed(
            self._workspace.rate_cards.keep(self._owner, text, what, role=self._role)
        )

    @property
    def next_undo(self) -> str:
        """What would be undone, in words; empty for nothing."""
        step = None if self.read_only else self._workspace.rate_cards.next_undo(self._owner)
        return step.what if step else ""

    @property
    def next_redo(self) -> str:
        """What would be done again, in words; empty for nothing."""
        step = None if self.read_only else self._workspace.rate_cards.next_redo(self._owner)
        return step.what if step else ""

    def undo(self) -> CardStep | None:
        """Take the last change back; None when there is none."""
        if self.read_only:
            return None
        return self._followed(self._workspace.rate_cards.undo(self._owner))

    def redo(self) -> CardStep | None:
        """Do again what was last undone; None when there is nothing."""
        if self.read_only:
            return None
        return self._followed(self._workspace.rate_cards.redo(self._owner))

    def _followed(self, step: Kept) -> Kept:
        """Let the services table work its costs out again."""
        if self._practice is not None:
            self._practice.sheet(STOCKTAKE).rows_changed(SERVICES)
        return step

    @property
    def _owner(self) -> Owner:
        if self._practice is not None:
            return self._practice.open_return(STOCKTAKE).id
        return self._place or None

    @property
    def _role(self) -> str:
        return self._practice.role if self._practice else self._own_role


def load_card(workspace: Workspace, practice: OpenPractice | None = None) -> RateCard | None:
    """Return the working card of a practice, or of the workspace; None before it is begun."""
    return WorkingCard(workspace, practice).card


def new_card_id() -> str:
    """Make the id of a card or a line, random and kept for ever."""
    return secrets.token_hex(_ID_BYTES)
