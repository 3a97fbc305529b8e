"""Turns of phrase that the charts share, so that one thing is said one way."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.questionnaire.scale import LEVELS
from stocktake.units import date_in_words, year_end

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, thing: str, things: str = "") -> str:
    """Write a count with its noun: ``1 level``, ``2 levels``."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def spelt(number: int) -> str:
    """Write a small number as a word: two; from ten on as digits."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def spelt_levels(number: int) -> str:
    """Write a number of levels: ``one level``, ``two levels``."""
    return f"{spelt(number)} level{'' if number == 1 else 's'}"


def month_of_year_end(year: int) -> str:
    """Write the month a financial year ends in: March 2029 for 2028/29."""
    return f"{year_end(year):%B %Y}"


def day_of_year_end(year: int) -> str:
    """Write the day a financial year ends on: 31 March 2029 for 2028/29."""
    return date_in_words(year_end(year))


def level_in_words(level: int | None) -> str:
    """Write a level with its name: ``2 Basic``; an unknown one as not assessed."""
    return "not assessed" if level is None else f"{level} {LEVELS[level].name}"


def listed(parts: Sequence[str]) -> str:
    """Join words with commas and a last ``and``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def start_upper(words: str) -> str:
    """Begin a sentence with a capital letter, leaving the rest as it is."""
    return words[:1].upper() + words[1:]


def with_source(words: str, source: str) -> str:
    """Say after a semicolon whose figures they are and of when, where that is known."""
    return f"{words}; {source}" if source else words
