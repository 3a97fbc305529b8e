"""The map of practices, against rows read by eye."""

from datetime import date

from stocktake.opendata.release import Quality
from tests.opendata.published import figures, release_of


def test_the_map_says_who_a_practice_is() -> None:
    release = release_of("gp-reg-pat-prac-map_2026-07-01.csv")
    assert figures(release, "A81001") == {
        "practice.code": "A81001",
        "practice.name": "THE DENSHAM SURGERY",
        "practice.postcode": "TS18 1HU",
        "pcn.code": "U89141",
        "pcn.name": "STOCKTON PCN",
        "subicb.code": "16C",
        "subicb.name": "NHS North East and North Cumbria ICB - 16C",
        "icb.code": "QHM",
        "icb.name": "NHS North East and North Cumbria Integrated Care Board",
        "region.code": "Y63",
        "region.name": "North East and Yorkshire",
        "clinical_system": "TPP",
    }
    assert not release.is_old(date(2026, 11, 22))


def test_a_practice_in_no_pcn_is_in_none() -> None:
    release = release_of("gp-reg-pat-prac-map_2026-07-01.csv")
    alone = [each for each in release.values if each.raw_text == "U"]
    assert alone
    for value in alone:
        assert (value.value, value.quality) == (None, Quality.NOT_PUBLISHED)
        assert value.note == "The practice is in no PCN."
