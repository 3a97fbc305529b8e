"""Figures that are shown only of the whole PCN."""

import pytest

from stocktake.merge.masked import masked
from stocktake.merge.member import PeopleCount
from stocktake.merge.naming import Audience
from stocktake.merge.totals import totals_of
from tests.merge.making import practice


def seen(*leavers: int, base: int | None = 40):
    members = [
        practice(f"A8100{place}", 9000, people_counts={"leavers_12m": PeopleCount(count, base)})
        for place, count in enumerate(leavers)
    ]
    return masked(totals_of(members), Audience.INSIDE)


@pytest.mark.parametrize("count", [0, 3, 12])
def test_the_people_of_one_practice_alone_are_held(count):
    found = seen(count)
    assert found.people == {"leavers_12m": "1 answered, held"}
    assert found.percentages == {"leavers_12m": "1 answered, held"}


def test_the_people_of_two_practices_are_a_figure_of_the_pcn():
    found = seen(5, 7)
    assert found.people == {"leavers_12m": "12"}
    assert found.percentages == {"leavers_12m": "15%"}


def test_a_share_that_no_practice_gave_people_for_is_none_answered():
    found = seen(5, 7, base=None)
    assert found.people == {"leavers_12m": "12"}
    assert found.percentages == {"leavers_12m": "none answered"}
