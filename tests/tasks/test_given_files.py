"""What is read of the files and folders a lead adds, and what is said of the rest."""

from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.tasks.given_files import MOST_NAMED, files_given, files_in, passed_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Workbooks in every kind, what Excel and the system keep beside them, and other things."""
    for name in (
        "b.XLSX", "a.xlsx", "old.xls", "calc.ods", "~$a.xlsx", ".a.xlsx", "Thumbs.db",
        "letter.pdf", "list.csv",
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "Elms").mkdir()
    (tmp_path / "Elms" / "c.xlsx").write_bytes(b"")
    return tmp_path


def test_workbooks_of_every_kind_are_read_and_no_file_is_read_twice(folder: Path) -> None:
    found = files_in([folder, folder / "a.xlsx", folder / "letter.pdf"])
    assert [each.name for each in found] == [
        "a.xlsx", "b.XLSX", "calc.ods", "old.xls", "letter.pdf",
    ]  # fmt: skip


def test_what_is_passed_over_in_a_folder_is_named(folder: Path) -> None:
    assert passed_over([folder]).words == (
        "Passed over, not being workbooks: letter.pdf and list.csv. "
        "Not looked into: Elms. Add such a folder by itself."
    )
    assert passed_over([folder / "a.xlsx"]).words == ""


def test_many_are_counted_and_a_zip_has_to_be_unpacked(tmp_path: Path) -> None:
    for number in range(MOST_NAMED + 2):
        (tmp_path / f"{number}.zip").write_bytes(b"")
    words = passed_over([tmp_path]).words
    assert "3.zip, 4.zip and 2 more." in words
    assert "Unpack a zip file first" in words


def test_a_folder_without_workbooks_is_refused_with_what_is_in_it(folder: Path) -> None:
    for path in folder.glob("*.*"):
        if path.suffix not in (".pdf", ".csv"):
            path.unlink()
    with pytest.raises(StocktakeError, match=r"no workbook in .* letter\.pdf and list\.csv"):
        files_given([folder])


def test_a_folder_that_cannot_be_looked_into_is_said_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "iterdir", gone)
    with pytest.raises(StocktakeError, match="could not be opened"):
        files_in([folder])
