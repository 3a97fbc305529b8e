from datetime import date
from decimal import Decimal

from stocktake.opendata.areas import ENGLAND, Area, Level
from stocktake.opendata.benchmarks import Spread, Standing, Summary
from stocktake.opendata.measures import LeftOut
from stocktake.opendata.pack import NamedArea, Pack, PackedValue, PackSource
from stocktake.opendata.release import Basis, Period, PublishedValue
from stocktake.tasks.published_comparison import Beside, Compared, compared
from stocktake.tasks.published_offers import Figures

DAY = date(2026, 7, 1)
ICB, PCN = Area(Level.ICB, "QHM"), Area(Level.PCN, "U89141")
WIDE = Spread(*map(Decimal, ("1003", "8867", "118400", "4012", "5955.75", "12777.2", "17020")))
FEW = Spread(Decimal(3733), Decimal("11568.5"), Decimal(18787))


def source(dataset: str, title: str) -> PackSource:
    period = Period(DAY, DAY, Basis.IN_FILE)
    return PackSource(dataset, title, "NHS England", "1", "a.csv", "f" * 64, 9, period, False, "")


def pack(*, has_pcn_standing: bool = True, figure: int = 3743) -> Pack:
    value = PublishedValue("A81001", "list.registered", "3743", Decimal(figure), "patients", 2, "N")
    areas = (
        NamedArea(ENGLAND, "England"),
        NamedArea(ICB, "NHS North East ICB"),
        NamedArea(PCN, "STOCKTON PCN"),
    )
    left = ((LeftOut.SMALL_LIST, 43), (LeftOut.NOTHING, 2))
    summaries = (
        Summary("list", ENGLAND, 6096, left, WIDE, Decimal(9876)),
        Summary("list", ICB, 3, (), None, None),
        Summary("list", PCN, 6, (), FEW, None),
    )
    named = (ENGLAND, PCN) if has_pcn_standing else (ENGLAND,)
    standings = (Standing("A81001", "list", each, Decimal(figure), Decimal(5), 6) for each in named)
    return Pack(
        "", DAY, "", (source("list_size", "Patients registered"), source("practice_map", "Map")),
        ("A81001",), (PackedValue(0, value),), areas, {"A81001": (0, 1, 2)}, summaries,
        tuple(standings),
    )  # fmt: skip


def found(*packs: Pack) -> Compared:
    (one,) = compared(Figures((), packs))
    return one


def beside(level: Level, *, has_pcn_standing: bool = True) -> Beside:
    made = found(pack(has_pcn_standing=has_pcn_standing))
    return next(e for e in made.beside if e.area.area.level is level)


def test_a_practice_stands_in_england_in_the_words_of_positions() -> None:
    assert beside(Level.ENGLAND).position_words == "Among the lowest tenth of practices"


def test_percentiles_are_rounded_as_the_measure_is_shown() -> None:
    points = beside(Level.ENGLAND).points
    assert points is not None
    assert [points.p25, points.p75] == [Decimal(5956), Decimal(12777)]


def test_of_a_few_practices_only_the_range_and_the_median_are_said() -> None:
    few = beside(Level.PCN)
    assert few.points is None
    assert few.position_words == "Lower than the median of practices"


def test_of_fewer_than_four_practices_nothing_is_said() -> None:
    too_few = beside(Level.ICB)
    assert too_few.spread is None
    assert too_few.position_words == "Too few practices to compare"


def test_a_part_of_an_area_says_nothing_of_a_place_in_it() -> None:
    part = beside(Level.PCN, has_pcn_standing=False)
    assert part.spread is None
    assert part.position_words.startswith("Only a part of this area")


def test_who_was_left_out_is_counted_with_the_reasons() -> None:
    assert beside(Level.ENGLAND).base_words == (
        "6,096 practices compared, 45 left out: 43 with fewer than 1,000 patients and "
        "2 with nothing published."
    )
    assert beside(Level.PCN).base_words == "6 practices compared, none left out."


def test_the_median_and_the_whole_have_names_of_their_own() -> None:
    assert beside(Level.ENGLAND).two_figures == (
        "Median of practices: 8,867. England as a whole, all practices added up: 9,876."
    )


def test_it_says_which_files_of_which_months_were_put_together() -> None:
    assert found(pack()).months_words == (
        "Put together from Patients registered (1 July 2026). PCN and ICB from Map (1 July 2026)."
    )


def test_an_area_is_named_as_names_are_written() -> None:
    assert beside(Level.PCN).area_name == "Stockton PCN"


def test_the_newest_pack_counts() -> None:
    assert found(pack(), pack(figure=3800)).figure == 3800


def test_without_a_pack_nothing_is_compared() -> None:
    assert compared(Figures()) == ()
