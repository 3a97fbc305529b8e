"""Make the federation's pack of an area from the published files.

Source: design/opendata.md 16 (line 17) and 17.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.errors import StocktakeError
from stocktake.opendata.areas import MAP_FACTS, PRACTICE_MAP, Areas
from stocktake.opendata.benchmarks import Comparison, facts_by_practice
from stocktake.opendata.measures import LIST, measures
from stocktake.opendata.pack import NamedArea, Pack, PackedValue, packed_source
from stocktake.opendata.release import Release, Wanted
from stocktake.opendata.three_months import APPOINTMENTS, months_before


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What a pack is to be of.

    Attributes:
        codes: of practices, PCNs, sub-ICBs, ICBs or regions; any mix.
        made_by: the federation, PCN or ICB.
        about: the area in words; the names of the areas where it is empty.
    """

    codes: tuple[str, ...]
    made_by: str
    made_on: date
    about: str = ""


def compared_facts() -> frozenset[str]:
    """The facts that are needed of every practice in England to compare with."""
    return MAP_FACTS | frozenset({LIST}.union(*(each.facts for each in measures().values())))


def wanted_for(practices: Iterable[str]) -> Wanted:
    """What to read of a file for a pack: all of these practices, and what compares everybody."""
    return Wanted(frozenset(practices), None, compared_facts())


def practices_of(codes: Sequence[str], areas: Areas) -> frozenset[str]:
    """Find the practices that codes of practices and areas stand for.

    Raises:
        StocktakeError: ``unknown_area``: a code is in the map neither as an area nor a practice.
    """
    found: set[str] = set()
    for code in codes:
        inside = areas.within(code)
        if not inside:
            raise StocktakeError(
                "unknown_area",
                f"The practice map has no practice, PCN or ICB with the code {code.strip()}.",
                "Check the code, or use a newer map: areas were merged in April 2026.",
            )
        found |= inside
    return frozenset(found)


def newest_map(releases: Iterable[Release]) -> Release:
    """The one map file that groups are taken from.

    Raises:
        StocktakeError: ``no_map``: none was given.
    """
    maps = [each for each in releases if each.dataset == PRACTICE_MAP]
    if not maps:
        raise StocktakeError(
            "no_map",
            "The file that says which practice is in which PCN and ICB is missing.",
            "Add gp-reg-pat-prac-map.zip, from “Patients Registered at a GP Practice”.",
        )
    return max(maps, key=_newness)


def build_pack(releases: Sequence[Release], request: PackRequest) -> Pack:
    """Make a pack of the newest file of each dataset.

    Args:
        releases: read with ``wanted_for`` the practices of the pack, or with everything.

    Raises:
        StocktakeError: ``no_map`` or ``unknown_area``.
    """
    areas = Areas(newest_map(releases).values)
    practices = sorted(practices_of(request.codes, areas))
    used = newest_of_each(releases)
    carried = (*_months_of_appointments(releases, used), *used)
    facts = facts_by_practice(value for each in used for value in each.values)
    comparison = Comparison(areas, facts, measures())
    inside = sorted({area for code in practices for area in areas.of(code)})
    places = {area: place for place, area in enumerate(inside)}
    chosen = frozenset(practices)
    return Pack(
        made_by=request.made_by,
        made_on=request.made_on,
        about=request.about or ", ".join(_name(code, areas) for code in request.codes),
        sources=tuple(packed_source(each, request.made_on) for each in carried),
        practices=tuple(practices),
        values=tuple(
            PackedValue(place, value)
            for place, each in enumerate(carried)
            for value in each.values
            if value.ods_code in chosen
        ),
        areas=tuple(NamedArea(each, areas.name(each)) for each in inside),
        memberships={code: tuple(places[each] for each in areas.of(code)) for code in practices},
        summaries=tuple(comparison.summaries(inside)),
        standings=tuple(comparison.standings(practices)),
    )


def newest_of_each(releases: Iterable[Release]) -> tuple[Release, ...]:
    """The newest release of each dataset, oldest first, so that of two facts the newer counts.

    Two files of one dataset and one period, such as two regions, both stay.
    """
    found: dict[str, list[Release]] = {}
    for each in releases:
        beside = found.setdefault(each.dataset, [])
        if beside and _newness(each) > _newness(beside[0]):
            beside.clear()
        if not beside or _newness(each) == _newness(beside[0]):
            beside.append(each)
    kept = (each for beside in found.values() for each in beside)
    return tuple(sorted(kept, key=lambda each: (_newness(each), each.dataset)))


def _months_of_appointments(
    releases: Iterable[Release], used: Iterable[Release]
) -> tuple[Release, ...]:
    """The months of appointments before the newest, of which a practice is offered the mean."""
    newest = next((each.period for each in used if each.dataset == APPOINTMENTS), None)
    return months_before(releases, newest) if newest else ()


def pack_of_one(release: Release, practice: str, today: date) -> Pack:
    """Make the set that one practice keeps of a file it brought itself: its own rows alone."""
    own = release.of_practice(practice)
    return Pack(
        made_by="",
        made_on=today,
        about="",
        sources=(packed_source(release, today),),
        practices=(practice,) if own else (),
        values=tuple(PackedValue(0, each) for each in own),
        areas=(),
        memberships={},
        summaries=(),
        standings=(),
    )


def _newness(release: Release) -> date:
    return release.period.end if release.period else date.min


def _name(code: str, areas: Areas) -> str:
    wanted = code.strip().upper()
    for practice in areas.within(code):
        for area in areas.of(practice):
            if area.code == wanted:
                return areas.name(area)
    return wanted
