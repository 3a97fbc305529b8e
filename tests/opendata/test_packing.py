from datetime import date
from decimal import Decimal

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from stocktake.opendata.areas import ENGLAND, Area, Areas, Level
from stocktake.opendata.pack import from_bytes, to_bytes
from stocktake.opendata.packing import (
    PackRequest,
    build_pack,
    newest_map,
    newest_of_each,
    pack_of_one,
    practices_of,
    wanted_for,
)
from tests.opendata.published import ROWS, release_of

TODAY = date(2026, 11, 22)
MAP = "gp-reg-pat-prac-map_2026-07-01.csv"
MARCH = "gp-reg-pat-prac-all_2026-03-01.csv"
JANUARY_2021 = "gp-reg-pat-prac-all_2021-01-01_CCG.csv"
STOCKTON = Area(Level.PCN, "U89141")


def request(*codes: str) -> PackRequest:
    return PackRequest(codes, "Harbour and Vale Federation", TODAY)


def test_a_pack_of_a_pcn_has_its_practices_and_compares_them_with_all() -> None:
    pack = build_pack([release_of(MAP), release_of(MARCH)], request("u89141"))
    assert pack.about == "STOCKTON PCN"
    assert "A81001" in pack.practices
    assert {each.value.ods_code for each in pack.values} == set(pack.practices)
    assert {each.area.level for each in pack.areas} == set(Level)
    lists = {each.area: each for each in pack.summaries if each.measure == "list"}
    everyone = read(ROWS / MARCH).codes & Areas(release_of(MAP).values).practices
    left_out = sum(count for _, count in lists[ENGLAND].left_out)
    assert lists[ENGLAND].count <= len(everyone) <= lists[ENGLAND].count + left_out
    assert lists[STOCKTON].count <= len(pack.practices)
    assert from_bytes(to_bytes(pack)).pack == pack


def test_reading_only_what_a_pack_needs_gives_the_same_pack() -> None:
    areas = Areas(release_of(MAP).values)
    wanted = wanted_for(practices_of(["U89141"], areas))
    whole = build_pack([release_of(MAP), release_of(MARCH)], request("U89141"))
    lean = build_pack([release_of(MAP), read(ROWS / MARCH, wanted)], request("U89141"))
    assert lean == whole
    others = {each.field_key for each in read(ROWS / MARCH, wanted).values}
    assert others == {"list.registered"}


def test_of_two_vintages_the_newer_is_used() -> None:
    found = newest_of_each([release_of(MARCH), release_of(JANUARY_2021), release_of(MAP)])
    assert [each.source.name for each in found] == [MARCH, MAP]
    assert newest_of_each([release_of(MARCH), release_of(MARCH)])[1].source.name == MARCH


def test_a_code_that_is_nowhere_is_named() -> None:
    with pytest.raises(StocktakeError) as caught:
        build_pack([release_of(MAP)], request("U99999"))
    assert "U99999" in caught.value.what


def test_without_the_map_it_says_which_file_is_missing() -> None:
    with pytest.raises(StocktakeError) as caught:
        newest_map([release_of(MARCH)])
    assert "gp-reg-pat-prac-map.zip" in caught.value.how_to_fix


def test_a_practice_keeps_its_own_rows_of_a_file_it_brought() -> None:
    own = pack_of_one(release_of(MARCH), "A81001", TODAY)
    assert [(each.value.field_key, each.value.value) for each in own.values] == [
        ("list.registered", Decimal(3743))
    ]
    assert pack_of_one(release_of(MARCH), "Z99999", TODAY).practices == ()
