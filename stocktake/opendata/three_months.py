"""The mean of a practice's last three months of appointments, steadier than one month.

Shares are worked out from the three months together. Source: design/opendata.md 15.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from stocktake.opendata.datasets.appointments import COLUMN, KEY, NAMES, shares
from stocktake.opendata.release import EVERYTHING, Basis, Period, PublishedValue, Release
from stocktake.units import add_months

MONTHS = 3


def mean_of_months(
    releases: Iterable[Release], ods_code: str
) -> tuple[Period, tuple[PublishedValue, ...]] | None:
    """Take the mean of a practice's newest three months, if they follow one another.

    Several files may hold one month, split by region: a practice's month counts once.

    Returns:
        The three months, and their values under the keys of one month; None when the practice
        does not have three months in a row.
    """
    by_month: dict[Period, dict[str, int]] = {}
    for release in releases:
        counts = _counts(release, ods_code)
        if release.dataset == "appointments" and release.period is not None and counts:
            by_month.setdefault(release.period, counts)
    newest = sorted(by_month, key=lambda each: each.start)[-MONTHS:]
    if len(newest) < MONTHS or newest[-1].start != add_months(newest[0].start, MONTHS - 1):
        return None
    sums = [sum(by_month[month][name] for month in newest) for name in NAMES]
    means = [
        PublishedValue(
            ods_code,
            f"{KEY}{name}",
            f"({' + '.join(str(by_month[month][name]) for month in newest)}) ÷ {MONTHS}",
            Decimal(total) / MONTHS,
            "appointments",
            0,
            COLUMN,
        )
        for name, total in zip(NAMES, sums, strict=True)
    ]
    period = Period(newest[0].start, newest[-1].end, Basis.IN_FILE)
    return period, (*means, *shares(ods_code, sums, EVERYTHING))


def _counts(release: Release, ods_code: str) -> dict[str, int]:
    """Find a practice's counts in a release; empty unless it has all of them."""
    found = {
        each.field_key.removeprefix(KEY): int(each.value)
        for each in release.of_practice(ods_code)
        if isinstance(each.value, Decimal) and each.unit == "appointments"
    }
    return found if found.keys() >= set(NAMES) else {}
