"""A whole country's files, made by code: read within bounds, and to the last appointment.

``--long`` makes them of England's size: 6,200 practices and 12 million rows of appointments.
"""

import csv
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import read
from stocktake.opendata.release import Wanted
from tests.opendata import country
from tests.opendata.published import ROWS
from tests.store.killing import environment, python, runs

PRACTICES = runs(long=country.PRACTICES, short=100)
APPOINTMENT_ROWS = runs(long=12_000_000, short=10_000)
CHILD = Path(__file__).with_name("reading_child.py")
MOST_MIB = 250
"""Source: issue 6, must show."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Write the files once, and take them away again: they are of two gigabytes at full size."""
    folder = tmp_path_factory.mktemp("country")
    paths = {name: folder / f"{name}.csv" for name in ("list", "bands", "appointments", "staff")}
    country.write_list(paths["list"], PRACTICES)
    country.write_bands(paths["bands"], PRACTICES)
    country.write_appointments(paths["appointments"], PRACTICES, APPOINTMENT_ROWS)
    wide = ROWS / "1 General Practice – July 2025 Practice Level - Detailed.csv"
    with wide.open(encoding="utf-8-sig", newline="") as file:
        headings, _, row = csv.reader(file)
    country.write_workforce(paths["staff"], PRACTICES, headings, row)
    yield paths
    for path in paths.values():
        path.unlink()


@pytest.mark.parametrize("name", ["list", "bands", "appointments", "staff"])
def test_every_practice_is_read_in_little_memory(files: dict[str, Path], name: str) -> None:
    run = subprocess.run(
        python(CHILD, str(files[name])), env=environment(), capture_output=True, check=True
    )
    said = json.loads(run.stdout)
    assert said["practices"] == PRACTICES
    assert said["peak_mib"] < MOST_MIB, said
    assert said["reports"] >= 1
    if name == "appointments":
        assert said["rows"] == APPOINTMENT_ROWS // PRACTICES * PRACTICES


def test_appointments_come_to_what_a_plain_count_comes_to(files: dict[str, Path]) -> None:
    """An independent count with the csv module alone."""
    path = files["appointments"]
    total: Counter[str] = Counter()
    same_day: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, count = row["GP_CODE"], int(row["COUNT_OF_APPOINTMENTS"])
            total[code] += count
            same_day[code] += count * (row["TIME_BETWEEN_BOOK_AND_APPT"] == "Same Day")
            missed[code] += count * (row["APPT_STATUS"] == "DNA")
    keys = ("appts.month.total", "appts.month.same_day", "appts.month.dna")
    values = {
        (v.ods_code, v.field_key): v.value for v in read(path, Wanted.only(fields=keys)).values
    }
    assert len(values) == 3 * PRACTICES
    for key, counted in zip(keys, (total, same_day, missed), strict=True):
        assert {code: values[code, key] for code in counted} == counted


def test_reading_a_large_file_can_be_stopped_in_the_middle(files: dict[str, Path]) -> None:
    stop = Event()
    told: list[int] = []

    def report(done: int, total: int, words: str) -> None:
        told.append(done)
        stop.set()

    with pytest.raises(StocktakeError) as stopped:
        read(files["appointments"], report=report, stop=stop)
    assert stopped.value.code == "stopped"
    assert len(told) == 1
    assert told[0] < files["appointments"].stat().st_size
