"""What is said of the copies of other desks."""

from __future__ import annotations

from datetime import datetime

from stocktake.store.desk_marks import Mark
from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.units import date_in_words


def when_words(at: datetime | None, now: datetime) -> str:
    """A moment as one says it: the time alone today, and the day with it otherwise."""
    if at is None:
        return "at a time that is not known"
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{date_in_words(local.date())}, {local:%H:%M}"


def saved_words(mark: Mark | None, now: datetime) -> str:
    """Where and when a copy was saved: ``saved at Desk 3, 14:32``."""
    if mark is None:
        return "saved at another desk"
    return f"saved at {mark.desk or 'another desk'}, {when_words(mark.at, now)}"


def asked_words(standing: Standing, now: datetime) -> tuple[str, str]:
    """What is asked about a copy, as a heading and a sentence or two."""
    saved = saved_words(standing.mark, now)
    if standing.is_first:
        return (
            f"Continue from the copy {saved}",
            "Nothing has been begun on this computer yet. The copy becomes the file that you work "
            "on here.",
        )
    if standing.verdict is Verdict.THEIRS_NEWER:
        return (
            f"Continue from the copy {saved}",
            "It has everything that is on this computer and what was added since. What is here now "
            "is kept as a backup.",
        )
    return (
        f"This computer and {standing.desk} have both moved on",
        f"Answers were changed here and in the copy {saved}. Nothing is put over anything: see "
        "what differs, and decide.",
    )
