"""The files a PCN lead has added so far: joining more, taking one out, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from stocktake.merge.collection import Collection, collect
from stocktake.merge.decisions import Decision
from stocktake.merge.pcn import PcnView
from stocktake.phrases import counted, listed
from stocktake.tasks.combine import USABLE, Gathered, collection_of, decisions_in
from stocktake.workbooks.reading import ReadResult

MOST_NAMED = 4
"""Practices named in a sentence; more are counted."""

NOTHING = Gathered((), Collection())


@dataclass(frozen=True, slots=True)
class Joined:
    """Files joined to those there were.

    Attributes:
        twice: names of files that were there already, under this name or another.
    """

    gathered: Gathered
    twice: tuple[str, ...] = ()


def joined(before: Gathered, found: Gathered) -> Joined:
    """Join what was just read to what was there; the same file twice is one.

    A file that lies where an earlier one lay takes its place: it was saved again, or a password has
    opened it. What a password has opened stays open when the file comes again without one.
    """
    there = dict(_pairs(before))
    again = {path: r for path, r in _pairs(found) if _is_other(there.get(path), r)}
    kept = [(path, again.get(path, result)) for path, result in _pairs(before)]
    held = {result.sha256 for path, result in kept if result.sha256 and path not in again}
    twice = []
    for path, result in _pairs(found):
        if path in again:
            continue
        if result.sha256 in held or path in there:
            twice.append(result.file_name)
            continue
        held |= {result.sha256} - {""}
        kept.append((path, result))
    if again:
        return Joined(_gathered(kept, _made_here(before)), tuple(twice))
    collection = before.collection | found.collection
    return Joined(_listed(kept, collection), tuple(twice))


def _is_other(earlier: ReadResult | None, now: ReadResult) -> bool:
    if earlier is None:
        return False
    is_same = earlier.sha256 == now.sha256
    if is_same and now.needs_password and not earlier.needs_password:
        return False
    return (earlier.sha256, earlier.verdict) != (now.sha256, now.verdict)


def without(gathered: Gathered, place: int) -> Gathered:
    """Take one file out again; what was decided here stays, what only it carried goes."""
    kept = [pair for number, pair in enumerate(_pairs(gathered)) if number != place]
    return _gathered(kept, _made_here(gathered))


def with_decisions(gathered: Gathered, decisions: Iterable[Decision]) -> Gathered:
    """Take up decisions that were made before over these files."""
    collection = gathered.collection
    return replace(
        gathered,
        collection=collect(collection.versions, (*collection.decisions, *decisions)),
    )


def _made_here(gathered: Gathered) -> tuple[Decision, ...]:
    carried = {each for result in gathered.results for each in decisions_in(result)}
    return tuple(each for each in gathered.collection.decisions if each not in carried)


def _pairs(gathered: Gathered) -> list[tuple[Path, ReadResult]]:
    paths = gathered.paths or tuple(Path(each.file_name) for each in gathered.results)
    return list(zip(paths, gathered.results, strict=True))


def _listed(pairs: list[tuple[Path, ReadResult]], collection: Collection) -> Gathered:
    return Gathered(
        tuple(result for _, result in pairs), collection, tuple(path for path, _ in pairs)
    )


def _gathered(pairs: list[tuple[Path, ReadResult]], made: Iterable[Decision]) -> Gathered:
    found = collection_of(result for _, result in pairs)
    return _listed(pairs, collect(found.versions, (*found.decisions, *made)))


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Which practices' rows are others than before.

    Attributes:
        new, changed, gone: what those practices are called.
        same: how many rows are as they were.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int

    @property
    def words(self) -> str:
        """What adding or taking out a file did to the rows, in sentences."""
        said = []
        for names, one, many in (
            (self.new, "is new", "are new"),
            (self.changed, "changed", "changed"),
            (self.gone, "is gone", "are gone"),
        ):
            if names:
                rows = "row" if len(names) == 1 else "rows"
                verb = one if len(names) == 1 else many
                said.append(f"The {rows} of {_named(names)} {verb}.")
        if not said:
            return "No practice's row changed."
        if self.same == 1:
            said.append("The row of the other practice is as it was.")
        elif self.same:
            said.append(f"The rows of the other {self.same} practices are as they were.")
        return " ".join(said)


def _named(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names)
    return counted(len(names), "practice")


def rows_changed(before: PcnView, after: PcnView) -> RowsChanged:
    """Set the rows of two views side by side, practice by practice."""
    old, new = _rows(before), _rows(after)
    return RowsChanged(
        tuple(after.labels[code] for code in new if code not in old),
        tuple(after.labels[code] for code in new if code in old and new[code] != old[code]),
        tuple(before.labels[code] for code in old if code not in new),
        sum(1 for code in new if old.get(code) == new[code]),
    )


def _rows(seen: PcnView) -> dict[str, tuple[object, ...]]:
    """Everything that is said of one practice alone."""
    levels = {row.code: (row.label, row.levels, row.gaps) for row in seen.heat_map}
    return {
        row.code: (row, levels.get(row.code)) for row in seen.answered if row.code in seen.labels
    }


def used(gathered: Gathered) -> int:
    """How many of the files gave answers."""
    return sum(1 for result in gathered.results if result.verdict in USABLE)
