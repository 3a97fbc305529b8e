"""When work on an expectation has to begin. Source: content/expectations.md B5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stocktake.planning.expectations import PlannedExpectation
from stocktake.planning.priority import ExpectationGap
from stocktake.units import add_months, complete_months, date_in_words

START_NOW_MONTHS = 3
"""Work that has to begin within this many months is "start now"."""


class StartLabel(StrEnum):
    """What to do about an expectation, by when its work has to begin."""

    DONE = "done"
    OVERDUE = "overdue"
    OPEN_NOW = "open now"
    LATE_START = "late start"
    START_NOW = "start now"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class Start:
    """When work on one expectation has to begin.

    Attributes:
        start: the last day to begin and still be ready.
        slack_months: complete months until ``start``; negative if it should have begun already.
        ready_if_begun_today: the day it would be ready.
        slip_months: complete months by which that is late.
        label: None when the gap cannot be told, or the row is asked of another body.
        words: the label as it is printed, with its date.
    """

    lead_months: int
    start: date
    slack_months: int
    ready_if_begun_today: date
    slip_months: int
    label: StartLabel | None
    words: str


def start_of(row: PlannedExpectation, gap: ExpectationGap, today: date) -> Start:
    """Work out when to begin, how late it would be if begun today, and the label."""
    lead = row.lead_months
    start = add_months(row.due, -lead)
    slack = complete_months(today, start)
    ready = add_months(today, lead)
    slip = max(0, complete_months(row.due, ready))
    label = _label(row, gap, today, slack)
    words = gap.status.value if label is None else _words(label, row.due, start, ready)
    if label is StartLabel.START_NOW and start >= today:
        words += f", by {date_in_words(start)}"
    return Start(lead, start, slack, ready, slip, label, words)


def _label(
    row: PlannedExpectation, gap: ExpectationGap, today: date, slack: int
) -> StartLabel | None:
    if gap.gap is None:
        return None
    if gap.gap == 0:
        return StartLabel.DONE
    if row.due < today:
        return StartLabel.OVERDUE if row.kind == "duty" else StartLabel.OPEN_NOW
    if slack < 0:
        return StartLabel.LATE_START
    return StartLabel.START_NOW if slack <= START_NOW_MONTHS else StartLabel.SCHEDULED


def _words(label: StartLabel, due: date, start: date, ready: date) -> str:
    printed = {
        StartLabel.DONE: "done",
        StartLabel.OVERDUE: f"overdue since {date_in_words(due)}",
        StartLabel.OPEN_NOW: f"open since {date_in_words(due)}",
        StartLabel.LATE_START: f"late start: ready on {date_in_words(ready)} if begun today",
        StartLabel.START_NOW: "start now",
        StartLabel.SCHEDULED: f"start by {date_in_words(start)}",
    }
    return printed[label]
