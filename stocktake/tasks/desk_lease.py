"""Who else has the practices open: a small note beside the copy, from each desk.

It warns and never locks. A note that is not refreshed for a quarter of an hour counts for nothing,
judged by this reader's own watching, since the clocks of two computers need not agree.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from stocktake.tasks.desk_words import when_words

STALE_SECONDS = 15 * 60
"""Seconds without a refresh after which a note counts for nothing."""

REFRESH_SECONDS = 3 * 60
"""Seconds between two refreshes."""

MOST_BYTES = 4096
MOST_CHARACTERS = 60

_NAME = "Stocktake copy.open-{}.json"


@dataclass(frozen=True, slots=True)
class Lease:
    """That a desk has the practices open.

    Attributes:
        device: the random id of the computer.
        desk: what it is called.
        role: of the person at it; may be empty.
        since, seen: when it was opened and last refreshed by that computer's clock, ISO 8601.
        beat: rises with every refresh.
    """

    device: str
    desk: str
    role: str
    since: str
    seen: str
    beat: int = 0

    def refreshed(self, now: datetime) -> Lease:
        """The next refresh of it."""
        return replace(self, seen=now.isoformat(), beat=self.beat + 1)


@dataclass(frozen=True, slots=True)
class OpenElsewhere:
    """A desk that has the practices open, or may have.

    Attributes:
        is_sure: its note was seen to be refreshed, or is fresh by this clock.
    """

    desk: str
    role: str
    since: datetime | None
    seen: datetime | None
    is_sure: bool

    def words(self, now: datetime) -> str:
        """In a sentence, such as “Open at Desk 3 since 14:10”."""
        role = f" ({self.role})" if self.role else ""
        if self.is_sure:
            return f"Open at {self.desk} since {when_words(self.since, now)}{role}."
        return (
            f"Open at {self.desk}{role} or not closed properly there: last seen "
            f"{when_words(self.seen, now)}."
        )


def take_lease(folder: Path, lease: Lease) -> None:
    """Write the note of this desk, whole; a folder that refuses is no matter, for it only warns."""
    file = folder / _NAME.format(lease.device)
    beside = file.with_suffix(".new")
    with suppress(OSError):
        beside.write_text(json.dumps(asdict(lease), ensure_ascii=False), encoding="utf-8")
        beside.replace(file)


def leave_lease(folder: Path, device: str) -> None:
    """Take the note of this desk away."""
    with suppress(OSError):
        (folder / _NAME.format(device)).unlink(missing_ok=True)


def read_leases(folder: Path, own: str) -> tuple[Lease, ...]:
    """The notes of other desks; what cannot be read is left out."""
    found = []
    with suppress(OSError):
        for file in sorted(folder.glob(_NAME.format("*"))):
            with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                if file.stat().st_size <= MOST_BYTES:
                    found.append(_read(json.loads(file.read_text(encoding="utf-8"))))
    return tuple(each for each in found if each.device != own)


def _read(found: dict[str, object]) -> Lease:
    beat = found["beat"]
    if not isinstance(beat, int):
        raise TypeError
    texts = {name: _tidy(found[name]) for name in ("device", "desk", "role", "since", "seen")}
    return Lease(**texts, beat=beat)


def _tidy(value: object) -> str:
    """Received text, on one line and short."""
    kept = "".join(each if each.isprintable() else " " for each in str(value))
    return " ".join(kept.split())[:MOST_CHARACTERS]


class Watch:
    """Remembers when each note was last seen to change, by a clock that only this reader uses."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, float, bool]] = {}

    def judge(
        self, leases: Sequence[Lease], now: datetime, seconds: float
    ) -> tuple[OpenElsewhere, ...]:
        """Say which notes still count.

        Args:
            leases: as they were just read.
            now: the time of day, for words and for a first guess only.
            seconds: of a clock that never goes back, such as ``time.monotonic``.
        """
        still = {}
        found = []
        for lease in leases:
            before = self._seen.get(lease.device)
            if before is None:
                entry = (lease.beat, seconds, False)
            elif before[0] != lease.beat:
                entry = (lease.beat, seconds, True)
            else:
                entry = before
            still[lease.device] = entry
            if seconds - entry[1] < STALE_SECONDS:
                found.append(_judged(lease, now, is_sure=entry[2]))
        self._seen = still
        return tuple(found)


def _judged(lease: Lease, now: datetime, *, is_sure: bool) -> OpenElsewhere:
    seen = _moment(lease.seen)
    is_fresh = seen is not None and abs((now - seen).total_seconds()) < STALE_SECONDS
    return OpenElsewhere(
        lease.desk or "another desk", lease.role, _moment(lease.since), seen, is_sure or is_fresh
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return None
