"""Files beyond one PCN seen together, and written, away from the window. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from stocktake.merge.area import AreaView
from stocktake.merge.scales import Scale, usual_name
from stocktake.phrases import listed
from stocktake.tasks.combine import Gathered
from stocktake.tasks.combine_area import Area, Wanted, groups_in, look_at, write_area
from stocktake.tasks.combine_given import given, without_own
from stocktake.tasks.pcn_kept import PcnKept


@dataclass(frozen=True, slots=True)
class AreaAsked:
    """How the lead wants to see files beyond one PCN.

    Attributes:
        scale: None takes what the files say.
        name: of the locality or system; blank takes a usual one.
        with_own: practices' own files among those of PCNs are counted too.
    """

    scale: Scale | None = None
    name: str = ""
    with_own: bool = True

    def scale_for(self, gathered: Gathered) -> Scale:
        """The scale at which some files are seen."""
        return self.scale or given(gathered).scale

    def name_at(self, scale: Scale) -> str:
        """What the area is called."""
        return self.name.strip() or usual_name(scale)


THE_USUAL = AreaAsked()


def area_of(kept: PcnKept) -> AreaAsked:
    """How a locality or system was seen before; nothing said for a PCN."""
    scales = {str(each): each for each in Scale}
    if kept.scale not in scales:
        return THE_USUAL
    return AreaAsked(scales[kept.scale], kept.name, kept.with_own)


def rounds_in(gathered: Gathered) -> tuple[str, ...]:
    """Labels of the rounds in returns and in files of totals, the latest first."""
    found = {*gathered.collection.rounds, *(each.round for each in groups_in(gathered.results))}
    return tuple(sorted(found, reverse=True))


def area_seen(
    gathered: Gathered, asked: AreaAsked, round_label: str = "", year: int | None = None
) -> Area:
    """See files together beyond one PCN.

    Raises:
        StocktakeError: ``nothing_to_combine`` when no practice is in any of them.
    """
    scale = asked.scale_for(gathered)
    held = gathered if asked.with_own else without_own(gathered)
    rounds = rounds_in(held)
    chosen = round_label if round_label in rounds else ""
    return look_at(held, Wanted(scale, asked.name_at(scale), chosen, year))


def area_key(scale: Scale, name: str) -> str:
    """What an area's work is kept under; no code of a PCN has a colon."""
    return f"{scale}: {' '.join(name.casefold().split())}"


def parts_changed(before: AreaView, after: AreaView) -> str:
    """Say which PCNs files brought, changed or took away, in sentences."""
    old = {each.name: each for each in before.parts}
    new = {each.name: each for each in after.parts}
    said = []
    for names, one, many in (
        ([each for each in new if each not in old], "is new", "are new"),
        ([each for each in new if each in old and new[each] != old[each]], "changed", "changed"),
        ([each for each in old if each not in new], "is gone", "are gone"),
    ):
        if names:
            said.append(f"{listed(names)} {one if len(names) == 1 else many}.")
    return " ".join(said) or "No PCN's figures changed."


def area_written(path: Path, area: Area, stop: Event) -> Path:
    """Write the workbook of an area or what a PCN sends on, leaving no file when stopped."""
    path = write_area(path, area)
    if stop.is_set():
        path.unlink(missing_ok=True)
    return path
