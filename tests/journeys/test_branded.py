"""A federation's branding pack in the window: its name, forms, figures and settings."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from branding import BRAND, make_brand
from packs import write_pack
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window import key, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.own_forms import offer_own_forms
from stocktake.questionnaire.submission import Subject
from stocktake.ui.pages.home import HomePage
from stocktake.ui.places import place_of, section_page
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.task_row import TaskRow

OpenWindow = Callable[[], AbstractContextManager[Program]]


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    yield
    offer_own_forms({})


def said(program: Program) -> str:
    page = program.window.page
    assert page is not None
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def test_a_pack_gives_the_program_its_name_forms_figures_and_settings(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = make_brand(
        tmp_path / "brand",
        f'prefill = "Densham.stocktakepack"\n{BRAND}export_folder = "Nowhere"\n'.replace(
            "format = 1\n", ""
        ).replace("prefill", "format = 1\nprefill", 1),
    )
    write_pack(folder)
    with open_window() as program:
        window = program.window
        assert program.theme.text_size == 110
        assert window.notice.text() == ""
        key(Qt.Key.Key_Return)
        qtbot.wait_until(lambda: "Pack from Densham Federation" in said(program))
        show(program, "about")
        assert "Harbour Federation" in said(program)
        show(program, "help", topic="problems")
        assert "Whom to ask: Harbour Federation" in said(program)
        show(program, "help", topic="files")
        assert "Whom to ask" not in said(program)
        program.desk.choose(Subject("practice", "A81001", "Quayside Surgery"), "2026/27")
        name = Address("profile.practice_name")
        program.desk.answer(STOCKTAKE, name, answered("Quayside Surgery"), at_once=True)
        home = show(program, "home")
        rows = {row.accessibleName(): row for row in home.findChildren(TaskRow)}
        (own,) = [row for name, row in rows.items() if "Minor surgery at Harbour" in name]
        own.click()
        assert "What each practice does of it." in said(program)
        export = show(program, "export")
        (row,) = export.findChildren(FolderRow)
        words = [each.text() for each in row.findChildren(Words)]
        assert "Set by Harbour Federation. It cannot be changed here." in words


def test_a_broken_pack_stops_nothing_and_is_said(open_window: OpenWindow, tmp_path: Path) -> None:
    make_brand(tmp_path / "brand", "name = \n")
    with open_window() as program:
        show(program, "home")
        assert "Stocktake runs without it" in program.window.notice.text()
        show(program, "about")
        assert "brand.toml: It cannot be read" in said(program)


def test_answers_to_a_form_whose_pack_is_gone_stay_and_the_window_opens_at_home(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    folder = make_brand(tmp_path / "brand")
    asked = Address("surgery.offered")
    with open_window() as program:
        program.desk.choose(Subject("practice", "A81001", "Quayside Surgery"), "2026/27")
        program.desk.answer("minor_surgery", asked, answered(Decimal(4)), at_once=True)
        show(program, section_page("minor_surgery"), **place_of("minor_surgery", "surgery"))
    gone = folder.rename(tmp_path / "elsewhere")
    with open_window() as program:
        assert isinstance(program.window.page, HomePage)
        assert program.window.notice.text() == ""
    gone.rename(folder)
    with open_window() as program:
        assert program.desk.sheet("minor_surgery").value(asked.question) == Decimal(4)
