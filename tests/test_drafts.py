"""Drafts: nobody else's file, never removed while it is written, cleared when it is left."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from stocktake.drafts import begin_draft, clear_drafts


def left_behind(folder: Path) -> Path:
    """A draft whose program has gone."""
    handle, path = begin_draft(folder)
    os.write(handle, b"half of it")
    os.close(handle)
    return path


def test_a_draft_is_hidden_private_and_of_a_name_of_its_own(tmp_path: Path) -> None:
    drafts = [begin_draft(tmp_path) for _ in range(3)]
    for handle, path in drafts:
        assert path.parent == tmp_path
        assert path.name.startswith(".")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        os.close(handle)
    assert len({path for _, path in drafts}) == 3


def test_what_a_crash_left_is_cleared_and_all_else_stays(tmp_path: Path) -> None:
    left = left_behind(tmp_path)
    others = [".stocktake-ffffffff-x.part", "return.part", ".other-1.part", "PCN.xlsx"]
    for name in others:
        (tmp_path / name).write_bytes(b"somebody's")
    assert clear_drafts(tmp_path) == 1
    assert not left.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(others)


def test_a_draft_that_is_being_written_stays(tmp_path: Path) -> None:
    handle, path = begin_draft(tmp_path)
    assert clear_drafts(tmp_path) == 0
    assert path.exists()
    os.close(handle)
    assert clear_drafts(tmp_path) == 1


def test_a_link_with_the_name_of_a_draft_is_not_followed(tmp_path: Path) -> None:
    left = left_behind(tmp_path)
    valued = tmp_path / "valued.xlsx"
    valued.write_bytes(b"valued")
    left.unlink()
    left.symlink_to(valued)
    assert clear_drafts(tmp_path) == 0
    assert valued.read_bytes() == b"valued"


def test_a_folder_that_is_not_there_or_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    assert clear_drafts(tmp_path / "gone") == 0
    with pytest.raises(FileNotFoundError):
        begin_draft(tmp_path / "gone")
