"""The published rows the tests read, and short ways of looking into a release."""

from __future__ import annotations

from pathlib import Path

from stocktake.opendata import read
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
