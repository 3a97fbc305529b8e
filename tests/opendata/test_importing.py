"""How far looking at and reading a file are, and by what a file is known again."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata import look_at, read
from stocktake.opendata.release import file_key
from stocktake.opendata.streams import MIB, digest
from tests.opendata.published import ROWS

LIST = "gp-reg-pat-prac-all_2026-03-01.csv"


def test_checking_a_large_file_shows_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * (4 * MIB))
    told: list[tuple[int, int]] = []
    digest(path, report=lambda done, total, _: told.append((done // MIB, total // MIB)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]
    stop = Event()
    with pytest.raises(StocktakeError) as stopped:
        digest(path, stop, lambda done, *_: stop.set() if done else None)
    assert stopped.value.code == "stopped"


def test_looking_at_and_reading_a_file_never_go_back(tmp_path: Path) -> None:
    path = tmp_path / LIST
    lines = (ROWS / LIST).read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"".join(_of_more_practices(lines[1], 30_000)))
    for work in (look_at, read):
        told: list[int] = []
        work(path, report=lambda done, total, _, told=told: told.append(done * 100 // total))
        assert told == sorted(told), work
        assert (told[0], told[-1] >= 90, len(told) > 2) == (0, True, True)


def _of_more_practices(line: bytes, count: int) -> Iterator[bytes]:
    """The same row about other practices."""
    for place in range(count):
        other = b"ABCD"[place // 9000 : place // 9000 + 1] + str(10_000 + place % 9000).encode()
        yield line.replace(b"A81001", other)


def test_two_files_of_one_name_in_a_zip_are_known_apart(tmp_path: Path) -> None:
    path = tmp_path / "both.zip"
    rows = (ROWS / LIST).read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"North/{LIST}", rows)
        archive.writestr(f"South/{LIST}", rows)
    north, south = look_at(path)
    assert (north.source.name, south.source.name) == (
        f"both.zip: North/{LIST}",
        f"both.zip: South/{LIST}",
    )
    known = {file_key(digest(path), north.source.name)}
    assert [each.is_known for each in look_at(path, known)] == [True, False]
    assert not any(each.is_known for each in look_at(path, {file_key(digest(path), f": {LIST}")}))
    assert read(south.source).source.name == f"both.zip: South/{LIST}"
