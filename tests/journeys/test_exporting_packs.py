"""A form other than the two main ones is filled in, exported and read back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import begin, key, show, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.pages.export import ExportPage
from stocktake.ui.places import place_of, section_page
from stocktake.ui.widgets import exported_panel
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.tick_table import TickTable
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

OpenWindow = Callable[[], AbstractContextManager[Program]]
TERMS = "terms_of_engagement"
Keys = Qt.Key


def go(program: Program, question: str) -> None:
    section = shipped_form(TERMS).section_of[question].id
    show(program, section_page(TERMS), **place_of(TERMS, section, question))


def press(page: ExportPage, words: str) -> None:
    row = next(o for o in page.findChildren(OptionRow) if o.words() == words)
    row.setFocus()
    key(Keys.Key_Space)


def test_a_pack_filled_in_the_window_leaves_as_a_workbook_of_its_own(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(exported_panel, "show_folder", folders.append)
    with open_window() as program:
        begin(program)
        go(program, "terms.written")
        key(Keys.Key_Space)
        go(program, "terms.unpaid_hours")
        write("12.5")
        key(Keys.Key_Tab)
        go(program, "terms.next_ask")
        write("A paid deputy for the board, from the PCN, by March")
        key(Keys.Key_Tab)

        program.desk.prefer(export_folder=str(tmp_path))
        page = show(program, "export")
        assert isinstance(page, ExportPage)
        press(page, "Terms of engagement")
        press(page, "The above and the numbers marked local")
        press(page, "No")
        table = page.findChild(TickTable)
        said = [table.model().index(row, 1).data() for row in range(table.model().rowCount())]
        assert "Unpaid hours a month given by GPs and managers to all these boards" in said
        next_ask = shipped_form(TERMS).fields["terms.next_ask"].label
        table.setCurrentIndex(table.model().index(said.index(next_ask), 0))
        table.setFocus()
        key(Keys.Key_Space)
        page._export.setFocus()
        key(Keys.Key_Space)
        panel = page.findChild(ExportedPanel)
        qtbot.wait_until(panel.isVisible)
        panel._open.click()
        panel._copy.click()
        sentence = QApplication.clipboard().text()
        assert "“Terms of engagement”" in sentence
        assert "Combine" not in sentence
    assert folders == [tmp_path]

    (path,) = tmp_path.glob("*.xlsx")
    assert path.name == "Stocktake A81001 Quayside Surgery Terms of engagement 2026-27 DRAFT.xlsx"
    result = read_workbook(path, Forms([shipped_form(TERMS)]))
    assert result.verdict is Verdict.READY
    (sent,) = result.submissions
    assert sent.form_id == TERMS
    assert sent.answers.get("terms.written").value == "signed"
    assert sent.answers.get("terms.next_ask").value == (
        "A paid deputy for the board, from the PCN, by March"
    )
    # Confidential, and nobody ticked it.
    assert Address("terms.unpaid_hours") not in sent.answers
    assert Decimal("12.5") not in [answer.value for _, answer in sent.answers.items()]
