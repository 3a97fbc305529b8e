"""Rating together: cards kept face down until all are there, then the level that was agreed.

Who laid which card is never kept: cards are counted. Source: content/stocktake.md A.0.6, "Meeting
mode: one rating at a time, each person's card hidden until all are turned, then the agreed level is
stored with a note of any disagreement."
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from stocktake.phrases import spelt
from stocktake.questionnaire.answers import (
    MAX_TEXT_LENGTH,
    Address,
    Answer,
    State,
    answered,
)
from stocktake.questionnaire.expanding import AGREED_SUFFIX
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.scale import lower_median
from stocktake.questionnaire.sheet import Sheet
from stocktake.units import date_in_words

FEWEST, MOST = 2, 12
"""People at one computer; one person alone has nobody to agree with."""

_AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards laid for one rating, in the order they were laid.

    Attributes:
        people: how many lay a card.
        laid: levels 0 to 4.
    """

    people: int
    laid: tuple[int, ...] = ()

    @property
    def are_all_there(self) -> bool:
        """Whether they may be turned."""
        return len(self.laid) >= self.people

    def lay(self, level: int) -> Cards:
        """Lay one more card, face down; nothing happens once all are there."""
        return self if self.are_all_there else replace(self, laid=(*self.laid, level))

    def take_back(self) -> Cards:
        """Take the last card back."""
        return replace(self, laid=self.laid[:-1])

    @property
    def middle(self) -> int | None:
        """The lower median of the cards; None before the first. Only a place to start talking."""
        return lower_median(self.laid) if self.laid else None

    @property
    def differ(self) -> bool:
        """Whether the cards are not all the same."""
        return len(set(self.laid)) > 1


def cards_in_words(cards: Cards) -> str:
    """Say what was turned up, without saying who laid it: "one 1, two 2 and one 4"."""
    counts = sorted(Counter(cards.laid).items())
    parts = [f"{spelt(number)} {level}" for level, number in counts]
    return parts[0] if len(parts) == 1 else " and ".join([", ".join(parts[:-1]), parts[-1]])


def spread_in_words(cards: Cards) -> str:
    """Say how far apart the cards are, for the people who turned them."""
    low, high = min(cards.laid), max(cards.laid)
    if low == high:
        return f"Everyone chose {low}."
    apart = "one level" if high - low == 1 else f"{high - low} levels"
    return (
        f"The cards are {apart} apart: {cards_in_words(cards)}. Let those who chose {low} and "
        f"{high} say why first."
    )


def ratings_to_agree(sheet: Sheet, *, again: bool = False) -> tuple[Question, ...]:
    """The ratings that apply now and were not agreed together yet; with ``again``, all of them."""
    ratings = [
        question
        for section in sheet.loaded.sections
        for question in section.questions
        if question.type == "rating" and question.domain and sheet.is_asked(question)
    ]
    return tuple(each for each in ratings if again or not is_agreed(sheet, each))


def is_agreed(sheet: Sheet, question: Question) -> bool:
    """Whether a rating has a level that the partners or team agreed, or confirmed, this round."""
    level, agreed = sheet.answers.get(question.id), sheet.answers.get(question.id + AGREED_SUFFIX)
    is_of_last_year = level.carried_forward or agreed.carried_forward
    return level.is_answered and agreed.usable == _AGREED and not is_of_last_year


def agreement(
    sheet: Sheet, question: Question, cards: Cards, level: int, said: str, day: date
) -> Mapping[Address, Answer]:
    """The answers that keep an agreed level: the level, who agreed it, and any disagreement.

    Args:
        sheet: the answers as they are.
        question: the rating.
        cards: as they were turned.
        level: what was agreed.
        said: what the disagreement was about; may be empty.
        day: of the meeting.

    Returns:
        The changes, to be saved together. The note stays private unless it is shared; it is left
        alone where it would grow beyond what an answer can hold.
    """
    now = sheet.answers.get(question.id)
    new = replace(answered(Decimal(level)), note=now.note, note_shared=now.note_shared)
    new = replace(new, evidence=now.evidence, estimate=now.estimate, reasons=now.reasons)
    line = disagreement(cards, level, said, day)
    note = "\n".join(part for part in (now.note, line) if part)
    if line and line not in now.note and len(note) <= MAX_TEXT_LENGTH:
        new = replace(new, note=note)
    changes = {Address(question.id): new}
    agreed = question.id + AGREED_SUFFIX
    if agreed in sheet.loaded.questions:
        changes[Address(agreed)] = answered(_AGREED)
    return changes


def disagreement(cards: Cards, level: int, said: str, day: date) -> str:
    """The line a note keeps of a disagreement; empty when there was none and nothing was said."""
    words = " ".join(said.split())
    if not cards.differ and set(cards.laid) == {level} and not words:
        return ""
    stop = "" if words.endswith((".", "!", "?")) or not words else "."
    line = f"Meeting on {date_in_words(day)}: {cards_in_words(cards)}; agreed {level}."
    return f"{line} {words}{stop}".strip()


def come_back(sheet: Sheet, question: Question) -> Mapping[Address, Answer]:
    """Leave a rating for later, with whatever value it had."""
    now = sheet.answers.get(question.id)
    return {Address(question.id): replace(now, state=State.COME_BACK_LATER)}
