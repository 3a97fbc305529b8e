"""A round is finished, signed, reopened and signed again, with the keyboard only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from signing import put_ready
from window import answer, focused, key, show, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, Answer
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.pages.export import ExportPage
from stocktake.ui.pages.sign_off import SignOffPage
from stocktake.ui.places import place_of
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.link_row import LinkRow
from stocktake.workbooks.reading import Forms, read_workbook

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
SIZE, ROUTES = "profile.list_size", "demand.m_routes"


def tab_to(wanted: Callable[[QWidget], bool]) -> QWidget:
    """Press Tab until what is wanted has the focus."""
    for _ in range(400):
        if wanted(focused()):
            return focused()
        key(Keys.Key_Tab)
    raise AssertionError("Tab never came there")


def called(words: str) -> Callable[[QWidget], bool]:
    def is_it(widget: QWidget) -> bool:
        said = widget.accessibleName() or getattr(widget, "text", str)()
        return bool(said.startswith(words))

    return is_it


def go(program: Program, section: str, question: str) -> None:
    show(program, "section", **place_of(STOCKTAKE, section, question))


def sign(program: Program, version: int) -> SignOffPage:
    page = show(program, "sign_off")
    assert isinstance(page, SignOffPage)
    for field, words in (("Your name", "Pat Signer"), ("Your role", "GP partner")):
        tab_to(called(field))
        write(words)
    tab_to(called(f"Sign off version {version}"))
    key(Keys.Key_Space)
    assert f"Signed as version {version}" in said(page)
    return page


def said(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if not each.isHidden())


def export(program: Program, folder: Path, qtbot: QtBot, version: str = "") -> Path:
    before = set(folder.glob("*.xlsx"))
    page = program.window.page if version else show(program, "export")
    assert isinstance(page, ExportPage)
    tab_to(lambda widget: widget is page._export)
    key(Keys.Key_Space)
    qtbot.wait_until(page.findChild(ExportedPanel).isVisible)
    (path,) = set(folder.glob("*.xlsx")) - before
    return path


def begin(program: Program, folder: Path) -> None:
    """Open a practice in which one answer is still needed."""
    desk = program.desk
    if desk.workspace is None:
        desk.open_workspace(folder / "practices.stocktake")
    assert desk.workspace is not None
    desk.choose(*put_ready(desk.workspace))
    (folder / "out").mkdir()
    desk.prefer(export_folder=str(folder / "out"))
    desk.answer_all(STOCKTAKE, {Address(SIZE): Answer()})


def finish(program: Program) -> None:
    """Follow the link to what is still needed, and give it."""
    page = show(program, "sign_off")
    assert "In the way of signing" in said(page)
    label = shipped_form(STOCKTAKE).fields[SIZE].label
    tab_to(lambda widget: isinstance(widget, LinkRow) and label in str(widget.text()))
    key(Keys.Key_Return)
    QApplication.processEvents()
    write("12400")
    key(Keys.Key_Tab)


def try_to_change(program: Program) -> None:
    """Type where nothing can be typed; the page says why."""
    go(program, "profile", SIZE)
    write("1")
    key(Keys.Key_Tab)
    go(program, "demand", ROUTES)
    key(Keys.Key_0)
    front = program.window.page
    assert front is not None
    assert "as version 1. Reopen to change." in said(front)


def reopen(program: Program) -> None:
    """Reopen, first without a reason."""
    page = show(program, "sign_off")
    tab_to(called("Reopen"))
    key(Keys.Key_Space)
    assert "Say why it is reopened." in said(page)
    tab_to(called("Why is it reopened?"))
    write("One rating was wrong")
    tab_to(called("Reopen"))
    key(Keys.Key_Space)


def test_a_round_is_signed_reopened_and_signed_again(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with open_window() as program:
        begin(program, tmp_path)
        finish(program)
        size, routes = answer(program, SIZE).value, answer(program, ROUTES).value
        assert size == Decimal(12400)
        sign(program, 1)
        first = export(program, out, qtbot)

        try_to_change(program)
        assert answer(program, SIZE).value == size
        assert answer(program, ROUTES).value == routes != Decimal(0)

        reopen(program)
        go(program, "demand", ROUTES)
        key(Keys.Key_0)
        assert answer(program, ROUTES).value == Decimal(0)
        page = show(program, "sign_off")
        assert "One rating was wrong" in said(page)
        tab_to(called("1 answer has changed since"))
        sign(program, 2)
        second = export(program, out, qtbot)

        show(program, "sign_off")
        tab_to(called("Export version 1 as signed"))
        key(Keys.Key_Space)
        QApplication.processEvents()
        again = export(program, out, qtbot, "1")

    assert first.name.endswith("SIGNED v1.xlsx")
    assert second.name.endswith("SIGNED v2.xlsx")
    forms = Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)])
    one, two, three = (read_workbook(path, forms).submissions[0] for path in (first, second, again))
    assert [one.standing, two.standing, three.standing] == ["Signed v1", "Signed v2", "Signed v1"]
    assert (one.signed, one.answers) == (three.signed, three.answers)
    assert two.answers.get(ROUTES).value == Decimal(0)
    assert one.answers.get(ROUTES).value == routes
