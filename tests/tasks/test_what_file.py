"""What a file is, is told from what is in it and never from its name."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stocktake.store.workspace import Workspace
from stocktake.tasks.what_file import FileKind, what_file, what_files


def test_a_file_of_practices_is_known_by_any_name(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    Workspace.create(path).close()
    assert what_file(path).kind is FileKind.PRACTICES


def test_the_copy_for_another_desk_is_told_from_the_file_itself(tmp_path: Path) -> None:
    for name in ("Stocktake copy.stocktake", "Stocktake copy (Desk 3's conflict).stocktake"):
        path = tmp_path / name
        Workspace.create(path).close()
        assert what_file(path).kind is FileKind.COPY


@pytest.mark.parametrize("beginning", [b"PK\x03\x04rest", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_a_workbook_is_only_recognised_and_left_to_the_reader(
    tmp_path: Path, beginning: bytes
) -> None:
    path = tmp_path / "return.pdf"
    path.write_bytes(beginning)
    assert what_file(path).kind is FileKind.WORKBOOK


def test_a_pack_of_published_figures_is_a_packed_file_of_that_name(tmp_path: Path) -> None:
    for name, kind in (("area.stocktakepack", FileKind.PACK), ("area.gz", FileKind.OTHER)):
        path = tmp_path / name
        path.write_bytes(gzip.compress(b"{}"))
        assert what_file(path).kind is kind
    path.write_bytes(b"{}")
    assert "“Published figures”" in what_file(path).words


def test_another_programs_database_is_never_taken_for_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE books (title)")
    found = what_file(path)
    assert found.kind is FileKind.OTHER
    assert found.words.startswith("library.sqlite is no file of practices and no Excel workbook")


def test_a_damaged_file_of_practices_is_still_one_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    path.write_bytes(b"")
    assert what_file(path).kind is FileKind.PRACTICES


def test_a_folder_and_a_file_that_has_gone_are_told_apart(tmp_path: Path) -> None:
    folder, gone = what_files((tmp_path, tmp_path / "gone.xlsx"))
    assert folder.kind is FileKind.FOLDER
    assert gone.kind is FileKind.OTHER
    assert "could not be read" in gone.words
