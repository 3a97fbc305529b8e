"""Versions of a card: what kind of change was made, and the number that follows.

A published version never changes; a correction is a new version.
Source: content/expectations.md C6 (version, integrity).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.rates.card import RateCard, Scope
from stocktake.rates.card_checks import VERSION
from stocktake.rates.publishing import as_published, digest
from stocktake.rates.uplift import Uplift

Change = Literal["method", "price_or_line", "wording"]

_WORDING = {
    "version": "",
    "title": "",
    "contact_role": "",
    "licence": "",
    "status": "draft",
    "adopted_by": "",
    "adopted_on": None,
    "review_on": None,
    "changes": (),
}


def change_between(old: RateCard, new: RateCard) -> Change | None:
    """Return the weightiest change between two published cards, or None when they are the same.

    The method is the mode, what each role's cost is based on, and the index; anything else that a
    price or what it buys depends on is a price or line change.

    Raises:
        StocktakeError: one of the cards cannot be priced.
    """
    before, after = as_published(old), as_published(new)
    if _is_another_method(before, after):
        return "method"
    if _without_wording(before) != _without_wording(after):
        return "price_or_line"
    return None if before == after else "wording"


def next_version(old: RateCard, new: RateCard) -> str:
    """Return the version that ``new`` has to carry after ``old``.

    Raises:
        StocktakeError: ``version`` when the old one cannot be read.
    """
    major, minor, patch = version_numbers(old.version)
    match change_between(old, new):
        case "method":
            return f"{major + 1}.0.0"
        case "price_or_line":
            return f"{major}.{minor + 1}.0"
        case "wording":
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return old.version


def version_numbers(version: str) -> tuple[int, int, int]:
    """Read a version as three numbers, which sort as versions do.

    Raises:
        StocktakeError: ``version``.
    """
    found = VERSION.fullmatch(version)
    if not found:
        raise StocktakeError(
            "version", f"“{version}” is not a version of three numbers.", "Write it as 1.0.0."
        )
    major, minor, patch = (int(each) for each in found.groups())
    return major, minor, patch


def check_follows(old: RateCard, new: RateCard) -> None:
    """Refuse a card that cannot stand beside an earlier one.

    Raises:
        StocktakeError: ``same_version`` when two different cards have one id and version,
            ``version_goes_back`` when the new version is not above the old one.
    """
    if old.id != new.id or digest(as_published(old)) == digest(as_published(new)):
        return
    if old.version == new.version:
        raise StocktakeError(
            "same_version",
            f"There is another card with this id and version {new.version}.",
            f"A published version never changes: make this one {next_version(old, new)}.",
        )
    if version_numbers(new.version) < version_numbers(old.version):
        raise StocktakeError(
            "version_goes_back",
            f"Version {old.version} is already there, and {new.version} comes before it.",
            f"Make this one {next_version(old, new)}.",
        )


def _is_another_method(old: RateCard, new: RateCard) -> bool:
    bases = {role.id: role.basis for role in old.roles}
    changed = any(bases.get(role.id, role.basis) != role.basis for role in new.roles)
    return changed or (old.mode, old.uplift.index) != (new.mode, new.uplift.index)


def _without_wording(card: RateCard) -> RateCard:
    """The card with nothing left in it but what a price and what it buys depend on."""
    lines = tuple(
        msgspec.structs.replace(line, name="", scope=line.scope.filled_from(card.scope))
        for line in card.lines
    )
    roles = tuple(
        msgspec.structs.replace(role, label="", source="", edition="", checked_on=None)
        for role in card.roles
    )
    settings = tuple(
        msgspec.structs.replace(each, source="", checked_on=None) for each in card.settings
    )
    years = tuple(
        msgspec.structs.replace(each, edition="", source="") for each in card.uplift.years
    )
    return msgspec.structs.replace(
        card,
        lines=lines,
        roles=roles,
        settings=settings,
        uplift=Uplift(years=years),
        scope=Scope(),
        **_WORDING,
    )
