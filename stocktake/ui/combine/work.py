"""What the page has done away from the window: reading, looking and writing. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from stocktake.errors import StocktakeError
from stocktake.merge.member import Expected
from stocktake.merge.pcn import PcnView
from stocktake.tasks.combine import Gathered, gather, look, write
from stocktake.tasks.expected import Returned, returned

Tell = Callable[[int, int, str], None]
"""Told how many of how many are done, and what is being done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the lead wants to see the practices.

    Attributes:
        round: the round; blank is the newest there is.
        year: the year to set them against; None is the first.
        expected: the practices that ought to answer; empty when nobody has said.
        left_out: codes of practices whose row is left out.
    """

    round: str = ""
    year: int | None = None
    expected: tuple[Expected, ...] = ()
    left_out: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read so far and how it looks, or why there is nothing to see yet."""

    request: int
    gathered: Gathered
    returned: Returned
    seen: PcnView | None
    refused: StocktakeError | None = None


def read(
    request: int,
    paths: tuple[Path, ...],
    before: Gathered | None,
    wanted: Wanted,
    watched: tuple[Tell, Event],
) -> Looked:
    """Read files and add them to those there are; the same file twice is one."""
    tell, stop = watched

    def report(done: int, total: int, name: str) -> None:
        tell(done, total, f"{done} of {total}: {name}")

    found = gather(paths, report, stop, before.collection if before else None)
    earlier = before.results if before else ()
    seen = {result.sha256 for result in earlier if result.sha256}
    new = tuple(result for result in found.results if result.sha256 not in seen)
    return look_at(request, replace(found, results=(*earlier, *new)), wanted)


def look_at(request: int, gathered: Gathered, wanted: Wanted) -> Looked:
    """See what there is as it is wanted."""
    rounds = gathered.collection.rounds
    chosen = wanted.round if wanted.round in rounds else ""
    came = returned(wanted.expected, gathered.collection, chosen)
    try:
        seen = look(
            gathered.collection,
            chosen,
            wanted.year,
            missing=came.missing,
            row_left_out=wanted.left_out,
        )
    except StocktakeError as error:
        return Looked(request, gathered, came, None, error)
    return Looked(request, gathered, came, seen)


def written(path: Path, gathered: Gathered, seen: PcnView, stop: Event) -> Path:
    """Write the PCN workbook, leaving no file when stopped."""
    path = write(path, gathered, seen)
    if stop.is_set():
        path.unlink(missing_ok=True)
    return path
