"""The published rows the tests read, and short ways of looking into a release."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.opendata import look_at, read
from stocktake.opendata.release import PublishedValue, Release

ROWS = Path(__file__).resolve().parents[1] / "data" / "opendata"


def release_of(name: str) -> Release:
    """Read one of the published files that the tests keep."""
    return read(ROWS / name)


def value_of(release: Release, code: str, key: str) -> PublishedValue:
    """Find the one value of a practice."""
    found = [each for each in release.of_practice(code) if each.field_key == key]
    assert len(found) == 1, (code, key, len(found))
    return found[0]


def figures(release: Release, code: str) -> dict[str, str]:
    """Show a practice's values as text."""
    return {each.field_key: str(each.value) for each in release.of_practice(code)}


@cache
def read_all() -> tuple[Release, ...]:
    """Read every published file the tests keep that can be read."""
    found = []
    for path in sorted(ROWS.iterdir()):
        for verdict in look_at(path):
            if verdict.can_be_read:
                try:
                    found.append(read(verdict.source))
                except StocktakeError:
                    continue
    return tuple(found)
