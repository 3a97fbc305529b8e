"""The mean of a practice's last three months of appointments, steadier than one month.

Shares are worked out from the three months together. Source: design/opendata.md 15.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from stocktake.opendata.datasets.appointments import COLUMN, DATASET, KEY, NAMES, shares
from stocktake.opendata.release import EVERYTHING, Basis, Period, PublishedValue, Release
from stocktake.units import add_months

MONTHS = 3
APPOINTMENTS = DATASET.id


def mean_of_months(
    values: Iterable[tuple[Period | None, PublishedValue]], ods_code: str
) -> tuple[Period, tuple[PublishedValue, ...]] | None:
    """Take the mean of a practice's newest three months, if they follow one another.

    Args:
        values: what was published of appointments with its month; of one month told twice, what
            comes later counts.
        ods_code: the practice.

    Returns:
        The three months, and their values under the keys of one month; None when the practice
        does not have three months in a row.
    """
    by_month = _counts_by_month(values, ods_code)
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


def months_before(releases: Iterable[Release], newest: Period) -> tuple[Release, ...]:
    """The files of appointments of the two months before the newest, oldest first."""
    found: dict[Period, list[Release]] = {}
    first = add_months(newest.start, 1 - MONTHS)
    for each in releases:
        month = each.period
        if each.dataset == APPOINTMENTS and month and first <= month.start < newest.start:
            found.setdefault(month, []).append(each)
    months = sorted(found, key=lambda month: month.start)
    return tuple(each for month in months for each in found[month])


def _counts_by_month(
    values: Iterable[tuple[Period | None, PublishedValue]], ods_code: str
) -> dict[Period, dict[str, int]]:
    """Find the months of which a practice has all its counts."""
    found: dict[Period, dict[str, int]] = {}
    for month, each in values:
        name = each.field_key.removeprefix(KEY)
        is_count = each.unit == "appointments" and name in NAMES
        if month and each.ods_code == ods_code and is_count and isinstance(each.value, Decimal):
            found.setdefault(month, {})[name] = int(each.value)
    return {month: counts for month, counts in found.items() if len(counts) == len(NAMES)}
