import csv
import io
import random
import statistics
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.opendata.areas import ENGLAND, Area, Areas, Level
from stocktake.opendata.benchmarks import (
    Comparison,
    Spread,
    facts_by_practice,
    percentile_of,
    spread_of,
)
from stocktake.opendata.measures import LeftOut, measures
from stocktake.opendata.release import PublishedValue, Quality
from tests.opendata.published import release_of

STOCKTON = Area(Level.PCN, "U89141")
LISTS = {
    "A81001": 3733,
    "A81025": 4019,
    "A81629": 10988,
    "A81046": 12149,
    "A81017": 18174,
    "A81608": 18787,
}
"""The six practices of one PCN on 1 July 2026."""


def fact(code: str, key: str, value: object, quality: Quality = Quality.OK) -> PublishedValue:
    figure = value if isinstance(value, str) else Decimal(str(value))
    return PublishedValue(code, key, str(value), figure, "", 1, key, quality)


def in_pcn(code: str, pcn: str = "U89141") -> Iterator[PublishedValue]:
    yield fact(code, "practice.code", code)
    yield fact(code, "icb.code", "QHM")
    yield fact(code, "icb.name", "NHS North East and North Cumbria Integrated Care Board")
    yield fact(code, "pcn.code", pcn)
    yield fact(code, "pcn.name", "STOCKTON PCN")


def compared(facts: list[PublishedValue], codes: list[str]) -> Comparison:
    areas = Areas(each for code in codes for each in in_pcn(code))
    return Comparison(areas, facts_by_practice(facts), measures())


def lists(sizes: dict[str, int]) -> list[PublishedValue]:
    return [fact(code, "list.registered", size) for code, size in sizes.items()]


def test_a_pcn_of_six_has_its_median_and_range_and_no_quartiles() -> None:
    found = compared(lists(LISTS), list(LISTS)).summary("list", STOCKTON)
    assert found.count == 6
    assert found.spread == Spread(Decimal(3733), Decimal("11568.5"), Decimal(18787))
    assert found.whole is None


def test_three_practices_are_never_described() -> None:
    few = dict(list(LISTS.items())[:3])
    comparison = compared(lists(few), list(few))
    assert comparison.summary("list", STOCKTON).spread is None
    assert list(comparison.standings(few)) == []


def test_eight_practices_have_quartiles_with_both_ends_included() -> None:
    assert spread_of([Decimal(n) for n in (1, 2, 3, 4, 5, 6, 7, 8)]) == Spread(
        Decimal(1),
        Decimal("4.5"),
        Decimal(8),
        Decimal("1.7"),
        Decimal("2.75"),
        Decimal("6.25"),
        Decimal("7.3"),
    )


def test_those_level_with_a_practice_count_half() -> None:
    ordered = [Decimal(n) for n in (1, 2, 2, 2, 5)]
    assert percentile_of(Decimal(2), ordered) == Decimal(50)
    assert percentile_of(Decimal(1), ordered) == Decimal(10)
    assert percentile_of(Decimal(5), ordered) == Decimal(90)


def test_a_practice_is_placed_in_its_pcn_and_in_england() -> None:
    found = {
        each.area: each.percentile
        for each in compared(lists(LISTS), list(LISTS)).standings(["A81629"])
    }
    assert found[STOCKTON] == found[ENGLAND] == Decimal(5) * 50 / 6


def test_a_file_of_a_part_places_nobody_in_the_whole() -> None:
    others = [f"B{place:05}" for place in range(8)]
    found = list(compared(lists(LISTS), [*LISTS, *others]).standings(["A81629"]))
    assert found == []


def test_practices_left_out_are_counted_with_the_reason() -> None:
    facts = lists(LISTS | {"B00001": 420, "B00002": 6000, "B00003": 7000, "B00004": 8000})
    for code in LISTS:
        facts += [fact(code, "staff.patients", 9000), fact(code, "staff.gp.qualified.fte", 4)]
    facts += [
        fact("B00001", "staff.patients", 420),
        fact("B00001", "staff.gp.qualified.fte", 1),
        fact("B00002", "staff.patients", 6000),
        fact("B00002", "staff.gp.qualified.fte", 0.4),
        fact("B00003", "staff.patients", 7000),
        fact("B00003", "staff.gp.qualified.fte", 3, Quality.ESTIMATED),
    ]
    codes = [*LISTS, "B00001", "B00002", "B00003", "B00004"]
    found = compared(facts, codes).summary("patients_per_gp", ENGLAND)
    assert found.count == 6
    assert dict(found.left_out) == {
        LeftOut.SMALL_LIST: 1,
        LeftOut.SMALL_BASE: 1,
        LeftOut.ESTIMATED: 1,
        LeftOut.NOTHING: 1,
    }


def test_england_as_a_whole_is_another_figure_than_its_middle_practice() -> None:
    facts = lists(LISTS)
    for place, (code, size) in enumerate(LISTS.items()):
        facts.append(fact(code, "staff.patients", size))
        facts.append(fact(code, "staff.gp.qualified.fte", 2 + place))
    found = compared(facts, list(LISTS)).summary("patients_per_gp", ENGLAND)
    assert found.whole == Decimal(sum(LISTS.values())) / sum(range(2, 8))
    assert found.spread is not None
    assert found.spread.median != found.whole


def test_a_measure_nobody_published_is_not_there() -> None:
    shown = {each.measure for each in compared(lists(LISTS), list(LISTS)).summaries()}
    assert shown == {"list"}


def test_the_groups_come_from_the_map_file_alone() -> None:
    areas = Areas(release_of("gp-reg-pat-prac-map_2026-07-01.csv").values)
    assert areas.of("A81001") == (
        ENGLAND,
        Area(Level.REGION, "Y63"),
        Area(Level.ICB, "QHM"),
        Area(Level.SUB_ICB, "16C"),
        STOCKTON,
    )
    assert areas.name(STOCKTON) == "STOCKTON PCN"
    assert "A81001" in areas.within("u89141 ")
    assert areas.within("A81001") == {"A81001"}
    assert areas.of("Z99999") == ()


def test_a_practice_in_no_pcn_makes_no_group_of_its_like() -> None:
    none = PublishedValue("A81001", "pcn.code", "U", None, "code", 2, "PCN_CODE")
    areas = Areas([fact("A81001", "practice.code", "A81001"), none])
    assert areas.of("A81001") == (ENGLAND,)


def test_the_summary_is_what_the_csv_module_and_statistics_say() -> None:
    chance = random.Random(8)
    text = "code,pcn,list\n" + "".join(
        f"A{place:05},U{place % 7:05},{chance.randint(500, 20000)}\n" for place in range(60)
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    facts = [fact(row["code"], "list.registered", row["list"]) for row in rows]
    areas = Areas(each for row in rows for each in in_pcn(row["code"], row["pcn"]))
    figures = [replace_text(each) for each in facts]
    comparison = Comparison(areas, facts_by_practice(figures), measures())
    for pcn in {row["pcn"] for row in rows}:
        sizes = [int(row["list"]) for row in rows if row["pcn"] == pcn]
        kept = [size for size in sizes if size >= 1000]
        found = comparison.summary("list", Area(Level.PCN, pcn))
        assert found.count == len(kept)
        assert sum(count for _, count in found.left_out) == len(sizes) - len(kept)
        assert found.spread is not None
        assert found.spread.median == Decimal(str(statistics.median(kept)))
        if found.spread.q1 is not None:
            q1, _, q3 = statistics.quantiles(kept, n=4, method="inclusive")
            assert (found.spread.q1, found.spread.q3) == (Decimal(str(q1)), Decimal(str(q3)))
    kept = [int(row["list"]) for row in rows if int(row["list"]) >= 1000]
    england = comparison.summary("list", ENGLAND).spread
    assert england is not None
    tenths = statistics.quantiles(kept, n=10, method="inclusive")
    assert england.p10 == pytest.approx(Decimal(str(tenths[0])))
    assert england.p90 == pytest.approx(Decimal(str(tenths[8])))


def replace_text(value: PublishedValue) -> PublishedValue:
    """The same fact with its number as a number."""
    return fact(value.ods_code, value.field_key, Decimal(value.raw_text))


@given(st.lists(st.integers(0, 40).map(Decimal), min_size=8, max_size=25))
def test_percentiles_rise_and_stay_within_the_range(figures: list[Decimal]) -> None:
    found = spread_of(figures)
    assert found is not None
    points = [found.least, found.p10, found.q1, found.median, found.q3, found.p90, found.most]
    known = [each for each in points if each is not None]
    assert len(known) == 7
    assert known == sorted(known)
    ordered = sorted(figures)
    places = [percentile_of(each, ordered) for each in ordered]
    assert places == sorted(places)
    assert sum(places) / len(places) == pytest.approx(Decimal(50))
    assert all(0 < each < 100 or len(set(ordered)) == 1 for each in places)
