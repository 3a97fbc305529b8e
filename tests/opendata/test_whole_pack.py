"""The pack of an ICB from a whole country's files, made by code: within bounds, and right.

``--long`` makes them of England's size: 6,200 practices and 12 million rows of appointments.
"""

import csv
import json
import statistics
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.opendata.areas import ENGLAND, Area, Level
from stocktake.opendata.benchmarks import Spread, Summary
from stocktake.opendata.pack import Pack, read_pack
from tests.opendata import country
from tests.opendata.published import ROWS
from tests.store.killing import environment, python, runs

PRACTICES = runs(long=country.PRACTICES, short=400)
APPOINTMENT_ROWS = runs(long=12_000_000, short=4_000)
CHILD = Path(__file__).with_name("packing_child.py")
ICB = country.icb_of(0)
MOST_MIB = 250
"""Source: issue 6, must show."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the country, without the appointments once they are read."""
    made = tmp_path_factory.mktemp("country")
    country.write_map(made / "map.csv", PRACTICES)
    country.write_list(made / "list.csv", PRACTICES)
    country.write_bands(made / "bands.csv", PRACTICES)
    country.write_appointments(made / "appointments.csv", PRACTICES, APPOINTMENT_ROWS)
    wide = ROWS / "1 General Practice – July 2025 Practice Level - Detailed.csv"
    with wide.open(encoding="utf-8-sig", newline="") as file:
        headings, _, row = csv.reader(file)
    country.write_workforce(made / "staff.csv", PRACTICES, headings, row)
    return made


@pytest.fixture(scope="module")
def made(folder: Path) -> tuple[dict[str, float], Pack]:
    """What making the pack took, and the pack."""
    out = folder / "icb.stocktakepack"
    files = sorted(str(each) for each in folder.glob("*.csv"))
    run = subprocess.run(
        python(CHILD, ICB, str(out), *files), env=environment(), capture_output=True, check=True
    )
    return json.loads(run.stdout), read_pack(out).pack


@pytest.fixture(scope="module")
def sizes(folder: Path) -> dict[str, int]:
    """The list size of every practice, read by the csv module alone."""
    with (folder / "list.csv").open(encoding="utf-8", newline="") as file:
        return {row["CODE"]: int(row["NUMBER_OF_PATIENTS"]) for row in csv.DictReader(file)}


def summary(pack: Pack, measure: str, area: Area) -> Summary:
    (found,) = (s for s in pack.summaries if s.measure == measure and s.area == area)
    return found


def spread(figures: list[float]) -> list[float]:
    q1, middle, q3 = statistics.quantiles(figures, n=4, method="inclusive")
    tenths = statistics.quantiles(figures, n=10, method="inclusive")
    return [min(figures), tenths[0], q1, middle, q3, tenths[-1], max(figures)]


def points(found: Spread | None) -> list[float]:
    assert found is not None
    each = (found.least, found.p10, found.q1, found.median, found.q3, found.p90, found.most)
    return [float(point) for point in each if point is not None]


def test_it_is_made_in_little_memory_of_every_file(made: tuple[dict[str, float], Pack]) -> None:
    said, pack = made
    assert said["left_out"] == 0
    assert said["peak_mib"] < MOST_MIB, said
    inside = [n for n in range(PRACTICES) if country.icb_of(n) == ICB]
    assert pack.practices == tuple(sorted(country.code_of(n) for n in inside))


def test_list_sizes_lie_as_plain_statistics_say(
    made: tuple[dict[str, float], Pack], sizes: dict[str, int]
) -> None:
    for area, codes in (
        (ENGLAND, sizes.keys()),
        (Area(Level.ICB, ICB), set(made[1].practices)),
    ):
        kept = [float(sizes[code]) for code in codes if sizes[code] >= 1000]
        found = summary(made[1], "list", area)
        assert found.count == len(kept)
        assert sum(count for _, count in found.left_out) == len(codes) - len(kept)
        assert points(found.spread) == pytest.approx(spread(kept))


def test_appointments_a_head_lie_as_plain_statistics_say(
    folder: Path, made: tuple[dict[str, float], Pack], sizes: dict[str, int]
) -> None:
    total: Counter[str] = Counter()
    with (folder / "appointments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            total[row["GP_CODE"]] += int(row["COUNT_OF_APPOINTMENTS"])
    kept = [code for code, size in sizes.items() if size >= 1000 and code in total]
    found = summary(made[1], "appointments_per_1000", ENGLAND)
    assert found.count == len(kept)
    each = [total[code] * 1000 / sizes[code] for code in kept]
    assert points(found.spread) == pytest.approx(spread(each))
    whole = Decimal(sum(total[code] for code in kept)) * 1000 / sum(sizes[code] for code in kept)
    assert found.whole == pytest.approx(whole)
