"""Expectations a practice added, shared out and brought back: the table and its cards go together.

A file holds the rows even where no other answer goes, because without them nobody could say what
their cards ask. A colleague may add rows; what comes back is compared row by row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from msgspec import structs

from stocktake.errors import Problem
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.form import Section
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX, OWN_ROWS_TABLE, with_own_rows

OWN_SECTION = OWN_ROWS_TABLE.partition(".")[0]
"""The section of the table."""

_STAYS = ("C", "X")


@dataclass(frozen=True, slots=True)
class OwnCards:
    """The cards of both copies.

    Attributes:
        loaded: the form with every card that is here or came.
        gone: questions of cards whose row is not in both copies any more, though it went out:
            nothing is asked about them.
        taken_out: titles of those that were taken out here since.
    """

    loaded: LoadedForm
    gone: frozenset[str] = frozenset()
    taken_out: tuple[str, ...] = ()


def is_own(section: str) -> bool:
    """Whether a section is the table of a practice's own expectations, or the card of one."""
    return section == OWN_SECTION or section.startswith(OWN_ROW_PREFIX)


def own_row_of(question: str) -> str:
    """The row whose card a question stands on; empty for any other question."""
    card = question.rpartition(".")[0]
    return card.removeprefix(OWN_ROW_PREFIX) if card.startswith(OWN_ROW_PREFIX) else ""


def all_of_own(loaded: LoadedForm, sections: Collection[str]) -> frozenset[str]:
    """These sections, with the whole of a practice's own expectations once any of it is there."""
    if not any(is_own(each) for each in sections):
        return frozenset(sections)
    return frozenset(sections) | {each.id for each in loaded.sections if is_own(each.id)}


def is_added(section: str, sections: Collection[str]) -> bool:
    """Whether a section is the card of a row added since these sections were shared."""
    is_card = section.startswith(OWN_ROW_PREFIX) and section not in sections
    return is_card and OWN_SECTION in sections


def as_added(section: Section) -> Section:
    """A card that nobody here looked at: what is confidential or personal is not on it."""
    return structs.replace(
        section,
        questions=tuple(
            structs.replace(
                question,
                columns=tuple(c for c in question.columns if c.sensitivity not in _STAYS),
            )
            for question in section.questions
            if question.sensitivity not in _STAYS and not question.partners_only
        ),
    )


def own_cards(loaded: LoadedForm, ours: Answers, theirs: Answers, base: Answers | None) -> OwnCards:
    """Lay the cards of both copies over the form, and say of which nothing is asked.

    Args:
        loaded: the form with the cards that are here.
        ours: the answers here.
        theirs: the answers that came.
        base: what went out; None when that is not known, and then nothing is known to be gone.
    """
    dealt = with_own_rows(loaded, ours, theirs)
    if base is None:
        return OwnCards(dealt)
    went = set(base.rows(OWN_ROWS_TABLE))
    here, came = set(ours.rows(OWN_ROWS_TABLE)), set(theirs.rows(OWN_ROWS_TABLE))
    gone, taken_out = set(), []
    for section in dealt.sections:
        row = section.id.removeprefix(OWN_ROW_PREFIX)
        if row == section.id or row not in went or row in here & came:
            continue
        names = {question.id for question in section.questions}
        gone |= names
        says = any(a.question in names and base[a] != each for a, each in theirs.items())
        if row in came and says:
            taken_out.append(section.title)
    return OwnCards(dealt, frozenset(gone), tuple(taken_out))


def taken_out_problems(cards: OwnCards, file_name: str) -> list[Problem]:
    """Say of which expectations something came back that is not here any more."""
    return [
        Problem(
            "own_row_taken_out",
            file_name,
            f"“{title}” was taken out of your own expectations after it was shared out; what the "
            "file says on its card was left out.",
            "If it is wanted, undo the taking out and bring the file back again.",
        )
        for title in cards.taken_out
    ]
