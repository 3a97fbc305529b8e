"""Rate cards that were changed at two desks: what differs, part by part, and taking it in.

A part is a line, a role, a shared figure or one thing the card says of itself. Three ways, from the
last step both desks have: what only this desk changed stays, what only the other changed is
proposed, and what both changed, or what was taken out there, is for a person to decide. What was
published at the other desk, and a card begun there only, are added as they are.

Source: design/screens.md F.11; design/data-model.md, "Return file".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from stocktake.errors import Problem, StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.answers import BLANK, Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import RateCard
from stocktake.rates.publishing import canonical
from stocktake.store.published_cards import PublishedVersion
from stocktake.store.rate_cards import CardStep, Owner
from stocktake.store.returns import Listed
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import Decisions, decision_on, undecided
from stocktake.tasks.card_parts import WHOLE, names_of, part_words, parts_of, put_together
from stocktake.tasks.card_places import CARDS, PAIRS
from stocktake.tasks.rate_card_text import card_from_text
from stocktake.tasks.returned import Decision, Differing, Sort
from stocktake.tasks.returned_file import Returned

CARD = "rate_card"
"""Stands where the id of a form does."""

_DECIDED = "decided:"
_NO_CARD = "No card"
_WHOLE_LABEL = "The whole card"


@dataclass(frozen=True, slots=True)
class ReturnedCard(Returned):
    """What differs of one card, listed as answers are."""

    parts: tuple[Differing, ...] = ()

    @property
    def differences(self) -> tuple[tuple[str, Differing], ...]:
        """Every part that differs."""
        return tuple((CARD, each) for each in self.parts)


@dataclass(frozen=True, slots=True)
class OfCard:
    """A card that differs between two desks.

    Attributes:
        owner: whose it is here.
        where: whose it is, in words.
        theirs: the other desk's text of it.
    """

    owner: Owner
    where: str
    theirs: str
    returned: ReturnedCard


@dataclass(frozen=True, slots=True)
class _Sides:
    """The texts of one card; the empty text is no card, None for base where none is known."""

    ours: str
    theirs: str
    base: str | None


def card_differs(
    ours: Workspace, theirs: Workspace, owners: tuple[Owner, Owner], where: str, desk: str
) -> OfCard | None:
    """Compare one card; None when nothing is to be taken in of it.

    Raises:
        StocktakeError: one of the two cannot be read.
    """
    mine, there = owners
    step = theirs.rate_cards.now(there)
    if step is None or _hash(step.text) == _decided(ours, mine):
        return None
    sides = _Sides(_text(ours.rate_cards.now(mine)), step.text, _base(ours, theirs, owners))
    parts = tuple(_differing(sides))
    if not parts:
        return None
    return OfCard(mine, where, step.text, ReturnedCard(desk, desk, (), (), parts))


def shared_cards_differ(ours: Workspace, theirs: Workspace, desk: str) -> Iterator[OfCard]:
    """Compare the cards that belong to no practice.

    Raises:
        StocktakeError: one of them cannot be read.
    """
    for place in (None, *theirs.rate_cards.places(CARDS)):
        # A card that was put away at one of the desks is still called what it was.
        steps = (theirs.rate_cards.now(place), ours.rate_cards.now(place))
        cards = (card_from_text(_text(step)) for step in steps)
        titles = (card.title for card in cards if card is not None)
        where = next(titles, "The card of the whole file")
        found = card_differs(ours, theirs, (place, place), where, desk)
        if found is not None:
            yield found


def take_in_card(workspace: Workspace, one: OfCard, decisions: Decisions, role: str) -> None:
    """Take in what was decided of one card, as one step that can be undone.

    Raises:
        StocktakeError: ``undecided`` while a part is; or it could not be saved.
    """
    if left := undecided(one.returned, decisions):
        count = counted(len(left), "part")
        raise StocktakeError(
            "undecided", f"{count} of the card still to decide.", "Say for each which to keep."
        )
    taken = [
        each.address.question
        for _, each in one.returned.differences
        if decision_on(CARD, each, decisions) is Decision.THEIRS
    ]
    before = _text(workspace.rate_cards.now(one.owner))
    after = one.theirs if WHOLE in taken else _merged(before, one.theirs, taken)
    with workspace.returns.together():
        if after != before:
            what = f"Taken in from {one.returned.who}"
            workspace.rate_cards.keep(one.owner, after, what, role=role)
        workspace.rate_cards.keep(
            f"{_DECIDED}{one.owner}", _hash(one.theirs), f"Decided {one.returned.who}", role=role
        )


def take_in_cards(
    workspace: Workspace, theirs: Workspace, pairs: Mapping[int, int], role: str
) -> None:
    """Add cards that were begun at the other desk only, and what was published there.

    Args:
        workspace: ours.
        theirs: the other desk's.
        pairs: our returns by theirs.
        role: of whoever takes them in.

    Raises:
        StocktakeError: it could not be saved.
    """
    owners: list[tuple[Owner, Owner]] = [(mine, there) for there, mine in pairs.items()]
    owners += [(place, place) for place in theirs.rate_cards.places(PAIRS)]
    with workspace.returns.together():
        for mine, there in owners:
            step = theirs.rate_cards.now(there)
            if step is not None and step.text and _is_new_here(workspace, mine):
                workspace.rate_cards.keep(mine, step.text, step.what, role=step.role or role)
        for made in reversed(published_there(workspace, theirs)):
            workspace.published_cards.keep(made)


def published_there(ours: Workspace, theirs: Workspace) -> tuple[PublishedVersion, ...]:
    """Versions that were published at the other desk and are not known here, newest first."""
    here = {each.sha256 for each in ours.published_cards.all()}
    return tuple(each for each in theirs.published_cards.all() if each.sha256 not in here)


def of_practice(each: Listed) -> str:
    """Whose card it is, in words."""
    return f"{each.subject.name}, {each.round}, rate card"


def has_card(each: Listed) -> bool:
    """Whether a return is the one that a practice's card goes with."""
    return each.form_id == STOCKTAKE and not each.instance


def cannot_change(where: str, desk: str) -> Problem:
    """What is said of a card that differs in a round that can only be read."""
    return Problem(
        "kept_beside",
        where,
        f"The rate card differs at {desk}. This round can be read and not changed here.",
        "It stays as it is here.",
    )


def _differing(sides: _Sides) -> Iterator[Differing]:
    if sides.ours == sides.theirs or sides.theirs == sides.base:
        return
    ours, theirs = card_from_text(sides.ours), card_from_text(sides.theirs)
    if ours is None or theirs is None or ours.id != theirs.id:
        is_new = ours is None and sides.base is None
        words = _whole_words(ours), _whole_words(theirs)
        proposed = Decision.THEIRS if is_new or sides.ours == sides.base else None
        yield _one(WHOLE, _WHOLE_LABEL, words, None if theirs is None else proposed)
        return
    base = card_from_text(sides.base) if sides.base else None
    known = base if base is not None and base.id == ours.id else None
    yield from _part_by_part(ours, theirs, known)


def _part_by_part(ours: RateCard, theirs: RateCard, base: RateCard | None) -> Iterator[Differing]:
    here, there = parts_of(ours), parts_of(theirs)
    before = parts_of(base) if base is not None else {}
    names = names_of(theirs) | names_of(ours)
    for key in {**here, **there}:
        mine, its, was = here.get(key), there.get(key), before.get(key)
        if mine == its or (base is not None and its == was) or (base is None and its is None):
            continue
        can_propose = its is not None and (mine == was if base is not None else mine is None)
        words = part_words(key, mine, its), part_words(key, its, mine)
        yield _one(key, names[key], words, Decision.THEIRS if can_propose else None)


def _one(key: str, label: str, words: tuple[str, str], proposed: Decision | None) -> Differing:
    return Differing(
        Sort.CARD, Address(key), "Rate card", label, "", BLANK, BLANK, *words, proposed, ""
    )


def _whole_words(card: RateCard | None) -> str:
    return _NO_CARD if card is None else f"{card.title}, {counted(len(card.lines), 'line')}"


def _merged(ours: str, theirs: str, taken: list[str]) -> str:
    mine, its = card_from_text(ours), card_from_text(theirs)
    if not taken or mine is None or its is None:
        return ours
    return canonical(put_together(mine, its, taken))


def _base(ours: Workspace, theirs: Workspace, owners: tuple[Owner, Owner]) -> str | None:
    """What both desks last had: what was last decided on of theirs, or the last step of both."""
    mine, there = owners
    their_steps = theirs.rate_cards.steps(there)
    decided = _decided(ours, mine)
    known = [each.text for each in their_steps if decided and _hash(each.text) == decided]
    if known:
        return known[-1]
    both = set(map(_step_key, their_steps))
    common = [each.text for each in ours.rate_cards.steps(mine) if _step_key(each) in both]
    return common[-1] if common else None


def _step_key(step: CardStep) -> tuple[Any, ...]:
    return step.text, step.what, step.saved_at


def _decided(workspace: Workspace, owner: Owner) -> str:
    return _text(workspace.rate_cards.now(f"{_DECIDED}{owner}"))


def _is_new_here(workspace: Workspace, owner: Owner) -> bool:
    return workspace.rate_cards.now(owner) is None and not _decided(workspace, owner)


def _text(step: CardStep | None) -> str:
    return step.text if step is not None else ""


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
