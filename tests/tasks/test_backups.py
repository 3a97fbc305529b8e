import threading
from pathlib import Path

import pytest

from stocktake.store.workspace import Workspace
from stocktake.tasks.backups import listed, looked_into, size_in_words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of practices with two backups, the older one spoilt."""
    path = tmp_path / "practices.stocktake"
    with Workspace.create(path) as workspace:
        spoilt = workspace.backups.make()
        workspace.backups.make()
    spoilt.path.write_bytes(spoilt.path.read_bytes()[:3000])
    return path


def test_backups_are_listed_newest_first_with_day_time_and_size(file: Path) -> None:
    newest, older = listed(file)
    assert newest.path.name > older.path.name
    assert len(newest.time) == 5
    assert newest.size_bytes == newest.path.stat().st_size
    assert newest.is_sound is None


def test_each_is_read_from_end_to_end(file: Path) -> None:
    said: list[tuple[int, int]] = []
    found = looked_into(file, report=lambda done, total, _: said.append((done, total)))
    assert [each.is_sound for each in found] == [True, False]
    assert said == [(0, 2), (1, 2)]


def test_what_was_not_reached_is_left_unsaid(file: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert [each.is_sound for each in looked_into(file, stop)] == [None, None]


def test_a_file_without_backups_has_none(tmp_path: Path) -> None:
    assert looked_into(tmp_path / "practices.stocktake") == ()


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (86_016, "84 KB"), (1_258_291, "1.2 MB")])
def test_sizes_are_said_as_file_windows_do(size: int, words: str) -> None:
    assert size_in_words(size) == words
