"""What each practice is called: its name by consent, otherwise a letter.

Inside one PCN consent is enough at any number of practices; in a file that leaves the PCN each
practice has to tick that it may be named there. Source: content/expectations.md G6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from string import ascii_uppercase

from stocktake.errors import Problem
from stocktake.merge.member import Member


class Audience(StrEnum):
    """Who will read it."""

    INSIDE = "inside the PCN"
    OUTSIDE = "leaving the PCN"


def is_named(member: Member, audience: Audience) -> bool:
    """Whether a practice is named to these readers."""
    return member.show_name if audience is Audience.INSIDE else member.name_outside


def letters(
    members: Sequence[Member],
    audience: Audience = Audience.INSIDE,
    before: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Give a letter to each practice that is not named, by code.

    Letters follow the random return ids, so that they are the same whatever order files come in and
    nobody can work them out from names or codes.

    Args:
        before: letters given before, which are kept, so that a late file changes none of them.
    """
    unnamed = [member for member in members if not is_named(member, audience)]
    unnamed.sort(key=lambda member: (member.return_id, member.code))
    return letters_in_order([member.code for member in unnamed], before)


def letters_in_order(
    codes: Iterable[str], before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give each code a letter, in this order; letters given before are kept."""
    kept = dict(before or {})
    taken = set(kept.values())
    free = (letter for letter in _letters() if letter not in taken)
    return {code: kept[code] if code in kept else next(free) for code in codes}


def labels(
    members: Sequence[Member],
    audience: Audience = Audience.INSIDE,
    before: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Say what each practice is called, by code: its name, or "practice" and its letter."""
    given = letters(members, audience, before)
    return {
        member.code: f"practice {given[member.code]}" if member.code in given else member.name
        for member in members
    }


def _letters() -> Iterable[str]:
    """A to Z, then AA to ZZ and on."""
    longest = 1
    while True:
        yield from _of_length(longest)
        longest += 1


def _of_length(length: int) -> Iterable[str]:
    if length == 0:
        yield ""
        return
    for start in _of_length(length - 1):
        for letter in ascii_uppercase:
            yield start + letter


def letter_that_can_be_worked_out(members: Sequence[Member]) -> str | None:
    """The code of the one practice that is not named among others that are; None otherwise."""
    unnamed = [member.code for member in members if not member.show_name]
    return unnamed[0] if len(unnamed) == 1 and len(members) > 1 else None


def lone_letter_problem(
    members: Sequence[Member], before: Mapping[str, str] | None = None
) -> Problem | None:
    """Warn that the one practice that is not named can be worked out.

    Args:
        before: letters given before, as for ``letters``.
    """
    code = letter_that_can_be_worked_out(members)
    if code is None:
        return None
    label = labels(members, Audience.INSIDE, before)[code]
    return Problem(
        "letter_can_be_worked_out",
        label[0].upper() + label[1:],
        "Only one practice has not agreed to be named, so the others can work out which it is.",
        "Ask the practice whether it agrees, or leave its row out.",
    )
