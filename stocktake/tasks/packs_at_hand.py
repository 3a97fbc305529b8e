"""Packs of published figures that need not be looked for: they lie where Stocktake keeps things."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from stocktake.opendata.pack import SUFFIX
from stocktake.paths import shipped


def pack_folders(data: Path | None) -> tuple[Path, ...]:
    """Where a pack is found by itself: the program's data folder, and beside what is shipped.

    Args:
        data: the data folder; None where nothing is kept.
    """
    resources = shipped("resources")
    return (*((data,) if data is not None else ()), resources.parent, resources)


def packs_at_hand(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The packs that lie in some folders, in the order of the folders and the newest first.

    A folder that is not there, or may not be looked into, has none.
    """
    found: dict[Path, None] = {}
    for folder in folders:
        with suppress(OSError):
            here = [each for each in folder.iterdir() if each.name.lower().endswith(SUFFIX)]
            newest = sorted(here, key=lambda each: (-each.stat().st_mtime, each.name))
            found |= dict.fromkeys(newest)
    return tuple(found)
