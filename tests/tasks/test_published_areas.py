from datetime import date
from decimal import Decimal

from packs import about, pack_of

from stocktake.opendata.areas import ENGLAND, Area, Level
from stocktake.opendata.benchmarks import Spread, Standing, Summary
from stocktake.opendata.pack import NamedArea, Pack, PackSource, to_bytes
from stocktake.opendata.release import Basis, Period
from stocktake.tasks.open_practice import OpenPractice

ICB, PCN = Area(Level.ICB, "QHM"), Area(Level.PCN, "U12345")
GPS = "ind.patients_per_gp_wte"
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), Basis.IN_FILE)
WORKFORCE = PackSource(
    "workforce", "Workforce", "NHS England", "1", "w", "f" * 64, 9, JUNE, False, ""
)
OF_ICB = Spread(*map(Decimal, ("900", "2150", "4100", "1500", "1800", "2500", "3000")))
OF_PCN = Spread(Decimal(1700), Decimal(2000), Decimal(2600))


def compared_with(practice: str) -> Pack:
    key = "patients_per_gp"
    areas = (
        NamedArea(ENGLAND, "England"),
        NamedArea(ICB, "NHS Densham and Vale ICB"),
        NamedArea(PCN, "DENSHAM AND VALE PCN"),
    )
    summaries = (
        Summary(key, ENGLAND, 6000, (), OF_ICB, None),
        Summary(key, ICB, 335, (), OF_ICB, None),
        Summary(key, PCN, 5, (), OF_PCN, None),
    )
    standings = tuple(
        Standing(practice, key, each.area, Decimal(2100), Decimal(40), each.count)
        for each in summaries
    )
    plain = pack_of(*about(practice, "QUAYSIDE SURGERY", "TS18 1HU", 9000))
    return Pack(
        plain.made_by, plain.made_on, plain.about, plain.sources, plain.practices, plain.values,
        areas, {practice: (0, 1, 2)}, summaries, standings,
    )  # fmt: skip


def keep(practice: OpenPractice) -> None:
    code = practice.subject.code
    content = to_bytes(compared_with(code))
    practice.workspace.published_sets.keep(code, content, role="Practice manager")


def test_a_figure_stands_in_its_icb_and_pcn_in_words(practice: OpenPractice) -> None:
    keep(practice)
    assert practice.published().among_areas(GPS, Decimal("3200.4")) == (
        "NHS Densham and Vale ICB: among the highest tenth of practices, whose median is 2,150 "
        "(335 compared). Densham and Vale PCN: higher than the median of practices, whose median "
        "is 2,000 (5 compared)."
    )


def test_a_figure_nobody_is_compared_in_stands_nowhere(practice: OpenPractice) -> None:
    assert practice.published().among_areas(GPS, Decimal(3200)) == ""
    keep(practice)
    assert practice.published().among_areas("ind.list_size", Decimal(3200)) == ""
