"""Membership of PCNs, workbook and csv, against rows read by eye."""

from datetime import date

import pytest

from stocktake.opendata.release import Quality
from tests.opendata.published import figures, release_of, value_of


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("ePCN_2022-04.xlsx", "pcn_members.ccg"),
        ("ePCN_2025-01.xlsx", "pcn_members.sub_icb"),
        ("epcncorepartnerdetails_DSE_layout.csv", "pcn_members.dse"),
        ("epcncorepartnerdetails_DSE_layout_Include_headers.csv", "pcn_members.sub_icb"),
    ],
)
def test_every_form_of_the_file_says_which_pcn_a_practice_is_in(name: str, layout: str) -> None:
    release = release_of(name)
    assert release.layout_id == layout
    assert figures(release, "A81001") == {
        "pcn.code": "U89141",
        "pcn.name": "STOCKTON PCN",
        "pcn.joined": "2019-10-01",
    }
    assert value_of(release, "A81001", "pcn.joined").value == date(2019, 10, 1)


def test_a_membership_that_has_ended_is_none() -> None:
    value = value_of(release_of("ePCN_2025-01.xlsx"), "Y04947", "pcn.code")
    assert (value.value, value.quality) == (None, Quality.NOT_PUBLISHED)
    assert value.note == "The practice is in no PCN."


@pytest.mark.parametrize("name", ["epcn_DSE_layout.csv", "epcn_DSE_layout_Include_headers.csv"])
def test_the_list_of_pcns_says_which_have_closed(name: str) -> None:
    release = release_of(name)
    assert figures(release, "U00567") == {
        "pcns.name": "PHOENIX @ PANACEA NEL PCN",
        "pcns.closed": "2020-03-31",
    }
    assert figures(release, "U02671") == {"pcns.name": "GREATER MIDDLESBROUGH PCN"}
