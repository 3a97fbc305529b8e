"""The branding pack this program runs with: found at the start, and used when nothing is wrong.

It lies in a folder ``brand`` beside what is shipped with the program, where an installer or IT puts
it, or in the data folder of the person. Without such a folder nothing is read.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stocktake import __version__
from stocktake.errors import Problem
from stocktake.paths import shipped_brand
from stocktake.questionnaire.own_forms import offer_own_forms
from stocktake.questionnaire.quick_copy import keep_copy, read_copy
from stocktake.settings import GivenSettings

if TYPE_CHECKING:
    from stocktake.tasks.brand import Brand

FOLDER = "brand"
"""What the folder is called, beside the program and among a person's data alike."""

_CHECKED, _SAID = "brand_checked", "brand_said"


@dataclass(frozen=True, slots=True)
class BrandInUse:
    """What was found at the start.

    Attributes:
        brand: the pack in use; None for none.
        folder: where a pack lies; None where none does.
        problems: why the pack that lies there is not in use.
    """

    brand: Brand | None = None
    folder: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def given(self) -> GivenSettings:
        """What the pack in use says of settings."""
        return self.brand.given if self.brand is not None else GivenSettings()

    def words(self) -> str:
        """Say that a pack is broken and what is wrong first; empty where none is."""
        if not self.problems:
            return ""
        more = len(self.problems) - 1
        rest = f" {more} more: see “About Stocktake” in the Help menu." if more else ""
        return (
            "Your federation's branding pack cannot be used, so Stocktake runs without it. "
            f"{self.problems[0]}{rest} Tell whoever gave you the program."
        )


def brand_folder(data: Path | None) -> Path | None:
    """Where a branding pack lies: beside the program first, then in the data folder, or nowhere."""
    places = [shipped_brand()]
    if data is not None:
        places.append(data / FOLDER)
    for place in places:
        # Where nobody may look there is none, and why nothing can be kept there is said elsewhere.
        with suppress(OSError):
            if place.is_dir():
                return place
    return None


def brand_at_start(data: Path | None) -> BrandInUse:
    """Find the branding pack and put it to use; one that is broken is left aside.

    Args:
        data: the folder of this person's data; None where there is none.
    """
    offer_own_forms({})
    folder = brand_folder(data)
    if folder is None:
        return BrandInUse()
    # Only now, so that a start without a pack reads nothing of this.
    from stocktake.tasks.brand import BrandRefused, read_brand

    try:
        brand = read_brand(folder, lambda sha256: read_copy(_CHECKED, _mark(sha256)) is not None)
    except BrandRefused as refusal:
        return BrandInUse(None, folder, refusal.problems)
    if read_copy(_CHECKED, _mark(brand.sha256)) is None:
        keep_copy(_CHECKED, _mark(brand.sha256), {})
    offer_own_forms(brand.forms)
    return BrandInUse(brand, folder)


def _mark(sha256: str) -> str:
    """What a check is remembered by: another version of the program looks again."""
    return f"{__version__} {sha256}"


def is_first_said(words: str) -> bool:
    """Whether this was not said at an earlier start on this computer; from now on it was."""
    if read_copy(_SAID, words) is not None:
        return False
    keep_copy(_SAID, words, {})
    return True


def brand_prefill_pack(in_use: BrandInUse) -> Path | None:
    """The pack of published figures of the branding pack in use; None for none."""
    return in_use.brand.prefill if in_use.brand is not None else None
