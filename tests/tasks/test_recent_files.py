from pathlib import Path

from stocktake.tasks.recent_files import looked_for, not_looked_for


def test_a_file_that_is_there_can_be_opened_and_the_order_is_kept(tmp_path: Path) -> None:
    there, gone = tmp_path / "north.stocktake", tmp_path / "south.stocktake"
    there.write_text("x")
    found = looked_for([str(gone), str(there)])
    assert [(each.name, each.reason) for each in found] == [
        ("south", "Moved, renamed or deleted"),
        ("north", ""),
    ]
    assert found[0].folder == str(tmp_path)


def test_a_folder_that_has_gone_is_told_from_a_file_that_has(tmp_path: Path) -> None:
    (found,) = looked_for([str(tmp_path / "stick" / "north.stocktake")])
    assert "a drive may be unplugged" in found.reason


def test_a_folder_in_a_files_place_is_said(tmp_path: Path) -> None:
    (found,) = looked_for([str(tmp_path)])
    assert found.reason == "It is a folder now"


def test_before_anyone_looks_nothing_is_held_against_a_file(tmp_path: Path) -> None:
    (found,) = not_looked_for([str(tmp_path / "gone.stocktake")])
    assert found.reason == ""
