"""Counts and sums of a group as short texts, and back; reading is strict.

A count is "practices:patients:without a list size", blank when it is nothing; the counts of one
domain stand beside one another. Reading raises ValueError when a text could not have been written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from stocktake.merge.counts import NOBODY, Count, Summed
from stocktake.merge.words import plain_number

MOST_PRACTICES = 20_000
"""Practices of one group; England has fewer than 7,000."""

_NUMBER = re.compile(r"-?[0-9]{1,80}(?:\.[0-9]{1,80})?")
_WHOLE = re.compile(r"[0-9]{1,9}")


def number_text(value: Decimal) -> str:
    """Write a number, always in the same way: 0.4 and 0.40 are one."""
    return plain_number(value).replace(",", "") if value else "0"


# Of the figures of thousands of practices most are the same few.
@lru_cache(maxsize=20_000)
def number_from(text: str) -> Decimal:
    """Read a number."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text)


def whole_from(text: str) -> int:
    """Read a whole number."""
    if not _WHOLE.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text)


def count_text(count: Count) -> str:
    """Write a count."""
    if count == NOBODY:
        return ""
    return f"{count.practices}:{number_text(count.patients)}:{count.without_list}"


def count_from(text: str) -> Count:
    """Read a count of no more practices than there are."""
    if not text:
        return NOBODY
    practices, patients, without = text.split(":")
    found = Count(whole_from(practices), number_from(patients), whole_from(without))
    if found.practices > MOST_PRACTICES or found.without_list > found.practices:
        raise ValueError("too many practices")
    if found.patients < 0:
        raise ValueError("fewer than no patients")
    return found


def counts_text(counts: Sequence[Count]) -> str:
    """Write counts that stand beside one another."""
    return "|".join(map(count_text, counts))


def counts_from(text: str, many: int) -> tuple[Count, ...]:
    """Read counts that stand beside one another."""
    found = tuple(map(count_from, text.split("|")))
    if len(found) != many:
        raise ValueError("other counts than there are")
    return found


def summed_text(summed: Summed) -> str:
    """Write an amount and how many gave one."""
    return f"{number_text(summed.amount)}:{summed.practices}"


def summed_from(text: str) -> Summed:
    """Read an amount and how many gave one."""
    amount, practices = text.split(":")
    return Summed(number_from(amount), whole_from(practices))
