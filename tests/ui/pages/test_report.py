import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reviewing import HARBOUR, Reviewed, displayed, unnamed

from stocktake.ui.pages.report import ReportPage


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    kind = "Zip files (*.zip)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def test_what_is_saved_is_what_was_shown_and_holds_no_practice(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed.open()
    page = displayed(qtbot, ReportPage(reviewed.desk))
    chosen(monkeypatch, tmp_path / "report.zip")
    page.save.click()
    assert "report.zip is in" in page.told.text()
    shown = page.text.toPlainText()
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name).decode().strip() in shown
    for word in (HARBOUR.code, HARBOUR.name, str(tmp_path)):
        assert word not in shown
    assert unnamed(page) == []


def test_a_report_that_cannot_be_saved_is_told_and_can_be_copied(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = displayed(qtbot, ReportPage(reviewed.desk))
    chosen(monkeypatch, tmp_path / "gone" / "report.zip")
    page.save.click()
    assert "could not be saved" in page.told.text()
    page._copy.click()
    assert QGuiApplication.clipboard().text() == page.text.toPlainText()


def test_thinking_better_of_it_saves_nothing(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = displayed(qtbot, ReportPage(reviewed.desk))
    chosen(monkeypatch, "")
    page.save.click()
    assert list(tmp_path.glob("*.zip")) == []
