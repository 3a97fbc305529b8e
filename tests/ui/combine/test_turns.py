"""What the lead does while files are read is done afterwards, and half-typed words stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from quick_files import cells, combine_page, put, read, returns_of, settled, words
from reviewing import Reviewed

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.combine import LOOK, SETTLE, CombinePage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.conflict_list import RECORD
from stocktake.ui.widgets.line_edit import LineEdit


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two practices, each with two copies that do not agree, and a third practice."""
    folder = tmp_path_factory.mktemp("files")
    found = {}
    for name in ("Quayside", "Fellgate", "Millbrook"):
        sent = [each for each in returns_of(name) if each.form_id == STOCKTAKE]
        found[name] = put(folder / f"{name}.xlsx", sent)
        older = [replace(each, assessed_on=date(2026, 11, 1)) for each in sent]
        found[f"{name} older"] = put(folder / f"{name} older.xlsx", older)
    return found


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[CombinePage]:
    reviewed = Reviewed(tmp_path)
    yield combine_page(qtbot, reviewed, tmp_path / "data")
    reviewed.close()


def records(page: CombinePage) -> list[PlainButton]:
    return [b for b in page.findChildren(PlainButton) if b.text() == RECORD and b.isVisible()]


def reached(page: CombinePage) -> list[QWidget]:
    """What the Tab key comes to, one after the other."""
    found = [page.steps]
    while (after := found[-1].nextInFocusChain()) is not page.steps:
        found.append(after)
    return found


def names(page: CombinePage) -> set[str]:
    return {row[0] for row in cells(page, "Files added")}


def test_what_is_done_while_a_late_file_is_read_is_done_once_it_is_there(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Quayside older"], then=SETTLE)
    page.add_paths([files["Millbrook"]])
    assert page.is_working
    records(page)[0].click()
    assert "as soon as what is running has ended" in words(page)
    page.settle.expected.set_lines(["Y99901 Quayside", "The Elms"])
    page.settle.expected._use.click()
    page.add_paths([files["Fellgate"]])
    settled(qtbot, page)
    assert "Quayside.xlsx, chosen by Practice manager" in words(page)
    assert "Still to come: The Elms." in words(page)
    assert names(page) == {
        "Quayside.xlsx",
        "Quayside older.xlsx",
        "Millbrook.xlsx",
        "Fellgate.xlsx",
    }
    assert page.notice.text() == ""


def test_a_list_that_is_half_typed_stays_when_something_else_is_settled(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Quayside older"], then=SETTLE)
    page.settle.expected._text.setPlainText("Y99901 Quayside\nThe El")
    records(page)[0].click()
    settled(qtbot, page)
    assert page.settle.expected.lines() == ("Y99901 Quayside", "The El")
    page.add.again.click()
    assert page.settle.expected.lines() == ()


def test_a_choice_that_is_not_recorded_yet_stays_when_another_is_recorded(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    copies = (files[f"{name}{end}"] for name in ("Quayside", "Fellgate") for end in ("", " older"))
    read(qtbot, page, *copies, then=SETTLE)
    first, second = page.settle.conflicts.choices()
    (other,) = {"0", "1"} - {second.choice()}
    second.set_choice(other)
    second.parentWidget().findChild(LineEdit).setText("They rang")
    recorded = first.parentWidget().findChild(PlainButton)
    recorded.setFocus()
    recorded.click()
    settled(qtbot, page)
    assert "chosen by Practice manager" in words(page)
    now = page.settle.conflicts.choices()[1]
    assert now.choice() == other
    assert now.parentWidget().findChild(LineEdit).text() == "They rang"
    again = page.settle.conflicts.choices()[0].parentWidget().findChild(PlainButton)
    assert again is not recorded
    assert again.hasFocus()
    last = page.settle.conflicts.choices()[1].parentWidget().findChild(PlainButton)
    stops = [page.settle.expected._text, again, last, page.settle.requests.text]
    assert sorted(stops, key=reached(page).index) == stops
    page.open_step(LOOK)
    assert "1 practice sent copies that do not agree." in words(page)
    # It is looked at together with others, and the one that is open may be a letter.
    assert "older.xlsx" not in words(page)
