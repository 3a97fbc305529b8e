"""Three sections go out, are filled in in two ways, and come back, checked value by value."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from half_filled import fill
from in_libreoffice import Edit, edit_in_libreoffice
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import answer, go, key, opened, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, Origin, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.history import Kind
from stocktake.tasks.shared_with import with_whom
from stocktake.ui.pages.share import SharePage
from stocktake.ui.share.receiving import Receiving
from stocktake.ui.theme import Theme

SECTIONS = ("Demand and access", "People", "Digital, data and information governance")
WAIT = 60_000
ANSWER, NOTE = 2, 5
"""Columns of an answer sheet, from 0."""


def _share_page(program: Program) -> SharePage:
    page = show(program, "share")
    assert isinstance(page, SharePage)
    return page


def _share_out(program: Program, folder: Path, qtbot: QtBot) -> Path:
    page = _share_page(program)
    for row in page.out.order.rows():
        if row.words() in SECTIONS:
            row.click()
    page.out.order.colleague.setFocus()
    write("Priya")
    page.out.write.click()
    qtbot.wait_until(lambda: bool(list(folder.glob("*to fill in*.xlsx"))), timeout=WAIT)
    assert program.desk.practice is not None
    qtbot.wait_until(lambda: len(with_whom(program.desk.practice, STOCKTAKE)) == 3, timeout=WAIT)
    return next(folder.glob("*to fill in*.xlsx"))


def _fill_in_the_app(program: Program, path: Path, folder: Path, qtbot: QtBot) -> Path:
    """What the colleague does in a window of her own."""
    receiving = program.window.findChild(Receiving)
    assert receiving is not None
    receiving.receive(path)
    qtbot.wait_until(lambda: program.desk.practice is not None, timeout=WAIT)
    assert program.window.notice.isVisible()
    sheet = program.desk.sheet(STOCKTAKE)
    assert [section.title for section in sheet.loaded.sections] == list(SECTIONS)
    go(program, "demand.appts_month")
    write("5,200")
    key(Qt.Key.Key_Tab)
    go(program, "demand.m_urgent")
    key(Qt.Key.Key_3)
    go(program, "digital.m_ig")
    key(Qt.Key.Key_3)
    page = _share_page(program)
    assert page.out.isHidden()
    (button,) = page.returning.buttons
    button.click()
    qtbot.wait_until(lambda: bool(list(folder.glob("*sent back*.xlsx"))), timeout=WAIT)
    return next(folder.glob("*sent back*.xlsx"))


def _spare_row(path: Path, sheet: str, below: str) -> str:
    """The id of the first spare row of a table."""
    ids = [str(cell.value or "") for cell in load_workbook(path)[sheet]["A"]]
    rows = ids[ids.index(f"{below}/columns") : ids.index(f"{below}/end")]
    return next(each for each in rows if len(each) == 8 and each not in ("Row",))


def _bring_back(page: SharePage, path: Path, qtbot: QtBot) -> dict[Address, tuple[str, str, str]]:
    """Read a file and return its list: ours, theirs and what is proposed, by address."""
    page.back.add_paths([path])
    qtbot.wait_until(lambda: page.back.is_settling, timeout=WAIT)
    returned = page.back._returned
    assert returned is not None
    shown = page.back.differences._rows
    return {
        each.address: (each.ours_words, each.theirs_words, shown.row_at(n).cells[-1])
        for n, (_, each) in enumerate(returned.differences)
        if each.sort.value == "answer"
    }


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder for each computer, and one for LibreOffice."""
    made = tuple(tmp_path / name for name in ("ours", "hers", "office"))
    for folder in made:
        folder.mkdir()
    return made[0], made[1], made[2]


def test_three_sections_go_out_and_come_back_from_the_app_and_from_libreoffice(
    qapp: QApplication, theme: Theme, places: tuple[Path, Path, Path], qtbot: QtBot
) -> None:
    ours, hers, office = places
    with opened(qapp, theme, ours) as program:
        fill(program.desk)
        program.desk.prefer(export_folder=str(ours))
        sent = _share_out(program, ours, qtbot)
        listed = show(program, "overview")
        assert "With Priya since" in listed._rows["demand"].accessibleDescription()
        assert "With Priya since" not in listed._rows["profile"].accessibleDescription()
        show(program, "section", form=STOCKTAKE, section="digital")
        assert "With Priya since" in program.window.page._with_whom.text()
        assert not view_of(program).form.is_read_only
        # Here meanwhile: one answer that she changes too.
        program.desk.answer(
            STOCKTAKE, Address("demand.m_urgent"), answered(Decimal(1)), at_once=True
        )
        with opened(qapp, theme, hers) as other:
            other.desk.prefer(export_folder=str(hers))
            back = _fill_in_the_app(other, sent, hers, qtbot)
        edited = edit_in_libreoffice(
            office,
            sent,
            office / "filled in.xlsx",
            [
                Edit("People", "workforce.m_plan", ANSWER, "2", "number"),
                Edit("People", "workforce.m_plan", NOTE, "We plan a year ahead"),
                Edit("People", "workforce.leavers_12m", ANSWER, "1,003"),
                Edit("Digital and data", "digital.m_ig", ANSWER, "4", "number"),
                Edit("Digital and data", "digital.m_data_use", ANSWER, "plenty"),
            ],
        )
        _check_what_came_back(program, back, edited, qtbot)


def _check_what_came_back(program: Program, back: Path, edited: Path, qtbot: QtBot) -> None:
    page = _share_page(program)
    found = _bring_back(page, back, qtbot)
    assert found == {
        Address("demand.appts_month"): ("Not answered", "5,200", "Take theirs"),
        Address("demand.m_urgent"): ("1 Started", "3 Reliable", "Decide"),
        Address("digital.m_ig"): ("Not answered", "3 Reliable", "Take theirs"),
    }
    assert answer(program, "demand.appts_month").state is State.BLANK
    page.back.take.click()
    assert "still to decide" in page.back.notice.text()
    assert answer(program, "demand.appts_month").state is State.BLANK
    page.back.differences.table.setFocus()
    QTest.keyClick(page.back.differences.table, Qt.Key.Key_B)
    page.back.take.click()
    assert not page.back.is_settling
    assert answer(program, "demand.appts_month").value == Decimal(5200)
    assert answer(program, "demand.appts_month").origin is Origin.BROUGHT_BACK
    assert answer(program, "demand.m_urgent").value == Decimal(1)
    assert "3 Reliable" in answer(program, "demand.m_urgent").note
    assert answer(program, "digital.m_ig").value == Decimal(3)
    assert program.desk.practice is not None
    assert with_whom(program.desk.practice, STOCKTAKE) == {}

    found = _bring_back(page, edited, qtbot)
    assert found == {
        Address("workforce.leavers_12m"): ("Not answered", "1,003", "Take theirs"),
        Address("workforce.m_plan"): ("Not answered", "2 Basic", "Take theirs"),
        Address("digital.m_ig"): ("3 Reliable", "4 Resilient", "Decide"),
    }
    returned = page.back._returned
    assert returned is not None
    assert [(p.code, "Digital and data" in p.where) for p in returned.problems] == [
        ("not_understood", True)
    ]
    QTest.keyClick(page.back.differences.table, Qt.Key.Key_T)
    page.back.take.click()
    assert answer(program, "workforce.leavers_12m").value == Decimal(1003)
    assert answer(program, "workforce.m_plan").value == Decimal(2)
    assert answer(program, "workforce.m_plan").note == "We plan a year ahead"
    assert answer(program, "digital.m_ig").value == Decimal(4)
    assert answer(program, "digital.m_data_use").state is State.BLANK
    # The rest is as it was.
    assert answer(program, "profile.list_size").note == "From the April list"
    assert answer(program, "demand.m_routes").value == Decimal(3)

    for again in (back, edited):
        assert _bring_back(page, again, qtbot) == {}
        page.back.leave.click()
    assert answer(program, "workforce.m_plan").note == "We plan a year ahead"
    _check_history(program)


def _check_history(program: Program) -> None:
    """Each file was taken in as one change."""
    practice = program.desk.practice
    assert practice is not None
    entries = practice.workspace.history.of(practice.open_return(STOCKTAKE).id)
    groups = {e.group for e in entries if e.by.kind is Kind.TAKEN_IN}
    assert len(groups) == 2
