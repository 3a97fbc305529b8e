"""Files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stocktake.store.whole_files import move_into_place, remove_empty_journal


def test_a_finished_file_takes_its_name_in_one_step(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft", tmp_path / "target"
    draft.write_text("new", "utf-8")
    target.write_text("old", "utf-8")
    move_into_place(draft, target)
    assert target.read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_had_the_name_stays_when_the_move_fails(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old", "utf-8")
    with pytest.raises(FileNotFoundError):
        move_into_place(tmp_path / "never written", target)
    assert target.read_text("utf-8") == "old"


@pytest.mark.parametrize(("content", "stays"), [(b"", False), (b"needed", True)])
def test_only_an_empty_journal_is_removed(tmp_path: Path, content: bytes, stays: bool) -> None:
    journal = tmp_path / "a.stocktake-journal"
    journal.write_bytes(content)
    remove_empty_journal(tmp_path / "a.stocktake")
    assert journal.exists() is stays
    remove_empty_journal(tmp_path / "no journal here.stocktake")
