from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from stocktake.ui import files

KINDS = "Picture (*.png);;Drawing (*.svg)"


@pytest.mark.parametrize(
    ("chosen", "kind", "path"),
    [
        ("exports/gaps", "Drawing (*.svg)", "exports/gaps.svg"),
        ("exports/gaps.png", "Drawing (*.svg)", "exports/gaps.png"),
        ("", "", None),
    ],
)
def test_a_name_without_an_ending_takes_the_ending_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, path: str | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, kind))
    found = files.choose_to_save(None, "Save picture", KINDS, "gaps.png")
    assert found == (Path(path) if path else None)


def test_several_files_can_be_chosen_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["a.xlsx", "b.xlsx"], ""))
    assert files.choose_to_open(None, "Add files", "") == [Path("a.xlsx"), Path("b.xlsx")]


def test_no_folder_chosen_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    assert files.choose_folder(None, "Export to") is None
