"""What does not fit together in published figures of different files about one practice.

Each file may be right by itself and still be of another practice, another year or from before a
merger. Nothing is refused or changed for it: it is said before anything is accepted. The same fact
in several files of one kind needs no doubt, as the newest counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stocktake.phrases import start_upper
from stocktake.tasks.published_offers import Figures, Kept
from stocktake.units import add_months, number_in_words, round_half_up

FAR_APART_PERCENT = Decimal(10)
"""List sizes further apart than this are asked about. A choice of this program: lists of practices
that were not merged or dispersed seldom change by more in a year."""

YEAR_MONTHS = 12
"""List sizes of times further apart than this are not compared."""

_REGISTERED = "list.registered"
_COUNTED_TOO = ("list.by_age", "staff.patients", "list.registered_average")
"""Facts that count the registered patients as well. Source: design/opendata.md 3, 5, 6 and 12."""


def doubts(figures: Figures) -> tuple[str, ...]:
    """Say what does not fit together in the figures in use, a sentence or two each."""
    newest = figures.newest()
    return (*_points(newest), *_lists(newest))


def _points(newest: dict[str, Kept]) -> Iterator[str]:
    """More QOF points than were on offer in the same year."""
    got, most = newest.get("qof.points"), newest.get("qof.available")
    if got is None or most is None or got.source.period != most.source.period:
        return
    achieved, available = got.value.value, most.value.value
    if isinstance(achieved, Decimal) and isinstance(available, Decimal) and achieved > available:
        yield (
            f"QOF points achieved are {number_in_words(achieved)} ({_from(got)}), more than the "
            f"{number_in_words(available)} on offer ({_from(most)}). Check that both files are of "
            "the same year."
        )


def _lists(newest: dict[str, Kept]) -> Iterator[str]:
    """List sizes of about the same time that are far apart."""
    main = newest.get(_REGISTERED)
    size = main.value.value if main else None
    if main is None or not isinstance(size, Decimal) or not size:
        return
    for key in _COUNTED_TOO:
        other = newest.get(key)
        count = other.value.value if other else None
        if other is None or not isinstance(count, Decimal) or not _near(main, other):
            continue
        percent = abs(count - size) * 100 / size
        if percent > FAR_APART_PERCENT:
            yield (
                f"{start_upper(_from(main))} says {number_in_words(size)} registered patients; "
                f"{_from(other)} says {number_in_words(round_half_up(count, 0))}, which is "
                f"{number_in_words(round_half_up(percent, 0))}% "
                f"{'more' if count > size else 'less'}. Check which is right before you accept "
                "either: the practice may have merged or changed its code between the two."
            )


def _near(one: Kept, other: Kept) -> bool:
    first, second = one.source.period, other.source.period
    if first is None or second is None:
        return False
    early, late = sorted((first.end, second.end))
    return add_months(early, YEAR_MONTHS) >= late


def _from(kept: Kept) -> str:
    period = f", {kept.source.period.words}" if kept.source.period else ""
    return f"“{kept.source.title}”{period}"
