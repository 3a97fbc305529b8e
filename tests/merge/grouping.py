"""Groups of practices as their files carry them, for the tests of merging what was merged."""

from collections.abc import Sequence
from datetime import date

import msgspec

from stocktake.merge.area import AreaInputs, AreaView, area_view
from stocktake.merge.group_record import GroupRecord, group_from, record_of
from stocktake.merge.group_values import Group, Response
from stocktake.merge.member import STOCKTAKE_FORM, Expected, Member
from stocktake.merge.scales import Scale
from stocktake.merge.upward import GroupAbout, group_of
from tests.merge.making import ROUND, TODAY


def about(name: str = "Harbour & Vale", **facts) -> GroupAbout:
    facts = {"code": name[:1].upper(), "days": (TODAY,), **facts}
    return GroupAbout(name=name, **facts)


def sent(
    members: Sequence[Member], name: str = "Harbour & Vale", revision: int = 1, **facts
) -> Group:
    """The group of some practices, each of whose returns has the same revision."""
    responses = tuple(
        Response(each.code, STOCKTAKE_FORM, f"return-{each.code}", revision) for each in members
    )
    return group_of(members, about(name, responses=responses, **facts))


def through_a_file(group: Group) -> Group:
    """A group as it comes back from a file: written as text, and read strictly."""
    text = msgspec.json.encode(record_of(group))
    return group_from(msgspec.json.decode(text, type=GroupRecord))


def seen(*groups: Group, **facts) -> AreaView:
    """Groups together."""
    facts = {"name": "Fenmarch", "scale": Scale.LOCALITY, "round": ROUND, **facts}
    return area_view(AreaInputs(groups=groups, **facts))


def silent(code: str, size: int | None = None) -> Expected:
    return Expected(code, f"Practice {code}", size)


LATER = date(2026, 12, 1)
