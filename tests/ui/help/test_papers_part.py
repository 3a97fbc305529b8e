"""The papers are listed, asked for by a press, and saved where a person says."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed

from stocktake.tasks.papers import PAPERS
from stocktake.ui.help import papers_part
from stocktake.ui.pages.about import AboutPage


def test_pressing_a_paper_shows_it_below_as_plain_text(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = displayed(qtbot, AboutPage(reviewed.desk))
    assert page.papers.table.model().rowCount() == len(PAPERS)
    page.papers.table.opened.emit(1)
    assert page.licence.accessibleName() == "Deployment note"
    assert "msiexec /i FILE.msi /qn" in page.licence.toPlainText()


def test_they_are_saved_in_a_folder_and_a_folder_that_is_none_is_told(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = displayed(qtbot, AboutPage(reviewed.desk))
    monkeypatch.setattr(papers_part, "choose_folder", lambda *_: None)
    page.papers.save.click()
    monkeypatch.setattr(papers_part, "choose_folder", lambda *_: tmp_path / "papers")
    page.papers.save.click()
    assert len(list((tmp_path / "papers").glob("*.docx"))) == len(PAPERS)
    (tmp_path / "file").touch()
    monkeypatch.setattr(papers_part, "choose_folder", lambda *_: tmp_path / "file")
    page.papers.save.click()
    qtbot.wait_until(lambda: bool(page.papers.notice.text()))
    assert "“file” could not be saved" in page.papers.notice.text()
