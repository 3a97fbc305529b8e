"""Counts, lists and sentences as they are written everywhere, so that one thing is said one way."""

from __future__ import annotations

from collections.abc import Sequence

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, thing: str, things: str = "") -> str:
    """Write a count with its noun: ``1 level``, ``2 levels``, ``1,200 rows``."""
    return f"{number:,} {noun(number, thing, things)}"


def noun(number: int, thing: str, things: str = "") -> str:
    """Put a noun in the right number, for a count that is written in another way."""
    return thing if number == 1 else things or f"{thing}s"


def spelt(number: int) -> str:
    """Write a small number as a word: two; from ten on as digits."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def listed(parts: Sequence[str]) -> str:
    """Join words with commas and a last ``and``: A, B and C."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def start_upper(words: str) -> str:
    """Begin a sentence with a capital letter, leaving the rest as it is."""
    return words[:1].upper() + words[1:]
