"""Turns of phrase that the charts share, so that one thing is said one way."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.phrases import counted, listed, noun, spelt
from stocktake.questionnaire.scale import LEVELS
from stocktake.units import date_in_words, month_in_words, year_end

MOST_NAMED = 4
"""Domains named in a sentence; more are counted, and stand in the table."""


def named_or_counted(domains: Sequence[str]) -> str:
    """Name a few domains, or say how many there are: ``A and B``, ``10 domains``."""
    return listed(domains) if len(domains) <= MOST_NAMED else counted(len(domains), "domain")


def spelt_levels(number: int) -> str:
    """Write a number of levels: ``one level``, ``two levels``."""
    return f"{spelt(number)} {noun(number, 'level')}"


def month_of_year_end(year: int) -> str:
    """Write the month a financial year ends in: March 2029 for 2028/29."""
    return month_in_words(year_end(year))


def day_of_year_end(year: int) -> str:
    """Write the day a financial year ends on: 31 March 2029 for 2028/29."""
    return date_in_words(year_end(year))


def level_in_words(level: int | None) -> str:
    """Write a level with its name: ``2 Basic``; an unknown one as not assessed."""
    return "not assessed" if level is None else f"{level} {LEVELS[level].name}"


def with_source(words: str, source: str) -> str:
    """Say after a semicolon whose figures they are and of when, where that is known."""
    return f"{words}; {source}" if source else words
