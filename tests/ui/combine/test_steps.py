"""The four steps as a lead goes through them; what is typed comes back, also after a crash."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from quick_files import cells, combine_page, of_round, put, read, returns_of, settled, words
from reviewing import Reviewed
from window import press as press_in_box

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.combine import ADD, LOOK, SETTLE, WRITE, CombinePage
from stocktake.ui.widgets.buttons import PlainButton

NAMES = ("Quayside", "Millbrook", "St Oswin's", "Fellgate")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The four practices' files, one with an older form, and last year's returns in one file."""
    folder = tmp_path_factory.mktemp("files")
    found = {name: put(folder / f"{name}.xlsx", returns_of(name)) for name in NAMES}
    older = [
        replace(each, form_version="2025.1", form_hash="0" * 64)
        if each.form_id == STOCKTAKE
        else each
        for each in returns_of("Millbrook")
    ]
    found["older"] = put(folder / "older.xlsx", older)
    everyone = [each for name in NAMES for each in returns_of(name)]
    found["last year"] = put(folder / "last year.xlsx", of_round(everyone, "2025/26"))
    return found


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed, tmp_path: Path) -> Iterator[CombinePage]:
    yield combine_page(qtbot, reviewed, tmp_path / "data")


def press(page: CombinePage, text: str) -> None:
    found = [b for b in page.findChildren(PlainButton) if b.text() == text and b.isVisible()]
    assert found, text
    found[0].click()


def test_steps_open_as_far_as_there_is_something_to_do_in_them(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    buttons = page.steps.buttons
    assert [button.isEnabled() for button in buttons.values()] == [True, False, False, False]
    read(qtbot, page, files["Quayside"])
    assert all(button.isEnabled() for button in buttons.values())
    assert buttons[ADD].text() == "1 Add: 1 of 1"
    assert buttons[SETTLE].text() == "2 Settle: settled"
    buttons[ADD].setFocus()
    QTest.keyClick(buttons[ADD], Qt.Key.Key_Right)
    QTest.keyClick(buttons[SETTLE], Qt.Key.Key_Space)
    assert page.settle.isVisible()
    assert not page.add.isVisible()


def test_a_late_file_says_whose_row_it_brings_and_that_the_rest_stays(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["St Oswin's"])
    read(qtbot, page, files["Millbrook"])
    assert "The row of Millbrook is new. The rows of the other 2 practices are" in words(page)
    read(qtbot, page, files["Millbrook"])
    assert "Millbrook.xlsx is here already and counted once. No practice's row" in words(page)


def test_the_letter_of_a_practice_stays_when_a_late_unnamed_file_comes(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path], tmp_path: Path
) -> None:
    read(qtbot, page, files["Fellgate"], then=LOOK)
    assert [row[0] for row in cells(page, "Who answered")] == ["practice A"]
    hidden = [replace(each, return_id="!first") for each in returns_of("Quayside")]
    for each in hidden:
        if each.form_id == STOCKTAKE:
            each.answers.change(next(a for a in each.answers if a.question == "admin.show_name"),
                                value="no")  # fmt: skip
    code = returns_of("Fellgate")[0].subject.code
    read(qtbot, page, put(tmp_path / "late.xlsx", hidden))
    assert page._wanted.letters[code] == "A"
    assert sorted(page._wanted.letters.values()) == ["A", "B"]


def test_a_file_added_by_mistake_is_taken_out_again(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Millbrook"])
    page.add.files.opened.emit(1)
    press(page, "Take this file out")
    settled(qtbot, page)
    assert [row[0] for row in cells(page, "Files added")] == ["Quayside.xlsx"]
    assert "The row of Millbrook is gone." in words(page)


def test_the_e_mail_for_a_missing_practice_is_ready_to_paste(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], then=SETTLE)
    page.settle.expected.set_lines(("The Elms\tA98765",))
    page.settle.expected._use.click()
    settled(qtbot, page)
    # One practice is missing, and nobody has said which one the other is.
    assert page.steps.buttons[SETTLE].text() == "2 Settle: 2 open"
    assert cells(page, "E-mails that ask for a file") == [("The Elms", "Nothing has come yet")]
    page.settle.requests.table.opened.emit(0)
    press(page, "Copy the e-mail")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Subject: The Elms: your workbook for 2026/27\n\nHello,")


def test_everybody_who_answered_can_be_put_on_the_list(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Millbrook"], then=SETTLE)
    page.settle.expected._answered.click()
    settled(qtbot, page)
    assert "2 of 2 returned." in words(page)


def test_another_form_version_counts_once_the_lead_says_so_and_who_said_it_stands_there(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["older"], then=SETTLE)
    assert "“Where are we now?”, version 2025.1; the others answered 2026.1" in words(page)
    assert "Left out of sums until you decide." in words(page)
    press(page, "Add them to the others")
    settled(qtbot, page)
    assert page._looked.seen.bases["ratings"].practices == 2  # type: ignore[union-attr]
    qtbot.wait_until(lambda: "Added to the others by Practice manager on" in words(page))
    press(page, "Leave them out again")
    settled(qtbot, page)
    assert page._looked.seen.bases["ratings"].practices == 1  # type: ignore[union-attr]


def test_a_section_unfolds_into_its_questions(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Millbrook"], then=LOOK)
    page.look.coverage.sections.opened.emit(1)
    rows = {row[0]: row[1] for row in cells(page, "Answers by question")}
    assert rows["Registered patients"] == "2 of 2 practices"


def test_an_earlier_workbook_is_set_beside_this_one_and_added_to_nothing(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path]
) -> None:
    read(qtbot, page, files["Quayside"], files["Millbrook"], then=LOOK)
    before = cells(page, "Domains")
    read(qtbot, page, files["last year"])
    assert cells(page, "Domains") == before
    assert "What moved from 2025/26 to 2026/27" in words(page)
    assert "Levels from 2 practices that answered in both rounds." in words(page)
    assert [row[0] for row in cells(page, "Practices that moved")] == ["Millbrook", "Quayside"] or [
        row[0] for row in cells(page, "Practices that moved")
    ] == ["Quayside", "Millbrook"]


def test_what_was_typed_comes_back_for_the_same_pcn_without_having_been_closed(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path], reviewed: Reviewed, tmp_path: Path
) -> None:
    read(qtbot, page, files["Quayside"], files["Millbrook"], then=WRITE)
    page.write.papers.asked.setPlainText("Fund a same-day hub\nShare a pharmacist")
    page.write.notes.setPlainText("Ring Millbrook")
    page.settle.expected.set_lines(("A98765 The Elms",))
    page.settle.listed.emit(("A98765 The Elms",))
    settled(qtbot, page)
    page.settle.conflicts.decided.emit(page._looked.gathered.collection.versions[0], "it is right")  # type: ignore[union-attr]
    settled(qtbot, page)
    kept = list((tmp_path / "data").rglob("*.json"))
    qtbot.wait_until(lambda: bool(kept) and "it is right" in kept[0].read_text(encoding="utf-8"))
    # The window is simply gone: nothing is closed, and another one is opened.
    again = combine_page(qtbot, reviewed, tmp_path / "data")
    (link,) = again.add.carry_on.links.links()
    assert link.title == "Harbour & Vale, 2026/27"
    again.add.carry_on.links.rows()[0].click()
    settled(qtbot, again)
    assert len(cells(again, "Files added")) == 2
    assert again.write.papers.asked.lines() == ("Fund a same-day hub", "Share a pharmacist")
    assert again.write.notes.text() == "Ring Millbrook"
    assert again.settle.expected.lines() == ("A98765 The Elms",)
    (decision,) = again._looked.gathered.collection.decisions  # type: ignore[union-attr]
    assert (decision.reason, decision.made_by) == ("it is right", "Practice manager")


def test_what_was_typed_for_a_pcn_is_forgotten_when_that_is_confirmed(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path], reviewed: Reviewed, tmp_path: Path
) -> None:
    read(qtbot, page, files["Quayside"], then=WRITE)
    page.write.notes.setPlainText("Ring Quayside")
    page.keeping.keep_now()
    folder = tmp_path / "data"
    assert [path for path in folder.rglob("*.json") if "Ring" in path.read_text(encoding="utf-8")]
    pressing = press_in_box("Keep it")
    page.write.forget.click()
    assert not pressing.isActive()
    assert page.write.notes.text() == "Ring Quayside"
    pressing = press_in_box("Forget it")
    page.write.forget.click()
    assert not pressing.isActive()
    assert not list(folder.rglob("*.json"))
    assert page.write.notes.text() == ""
    assert page.add.isVisible()
    assert "Nothing that was typed for this PCN is kept any more." in words(page)
    page.leaving()
    again = combine_page(qtbot, reviewed, tmp_path / "data")
    assert not again.add.carry_on.isVisible()
    assert files["Quayside"].exists()


def test_what_was_decided_and_asked_travels_with_the_workbook_to_another_computer(
    qtbot: QtBot, page: CombinePage, files: dict[str, Path], reviewed: Reviewed, tmp_path: Path
) -> None:
    read(qtbot, page, files["Quayside"], files["older"], files["Fellgate"], then=WRITE)
    page.write.papers.asked.setPlainText("Fund a same-day hub")
    page.settle.conflicts.decided.emit(page._looked.gathered.collection.versions[0], "signed")  # type: ignore[union-attr]
    settled(qtbot, page)
    page.open_step(SETTLE)
    press(page, "Add them to the others")
    settled(qtbot, page)
    page.settle.listed.emit(("A98765 The Elms",))
    settled(qtbot, page)
    page.open_step(LOOK)
    press(page, "Leave its row out")
    settled(qtbot, page)
    page.write.write.click()
    settled(qtbot, page)
    (path,) = tmp_path.glob("*combined.xlsx")
    said = [str(cell) for row in rows_of(path, "Decision page") for cell in row if cell]
    assert "Fund a same-day hub" in said
    reviewed.desk.prefer(expected_practices=())
    elsewhere = combine_page(qtbot, reviewed, tmp_path / "elsewhere" / "data")
    read(qtbot, elsewhere, path, then=SETTLE)
    (decision,) = elsewhere._looked.gathered.collection.decisions  # type: ignore[union-attr]
    assert (decision.reason, decision.made_by) == ("signed", "Practice manager")
    assert elsewhere._looked.seen.heat_map == page._looked.seen.heat_map  # type: ignore[union-attr]
    assert elsewhere.settle.expected.lines() == ("A98765 The Elms",)
    assert "Added to the others by Practice manager on" in words(elsewhere)
    # Decided again there, it is not undone by the file when another one comes.
    elsewhere.open_step(LOOK)
    press(elsewhere, "Put its row back in")
    settled(qtbot, elsewhere)
    read(qtbot, elsewhere, files["Millbrook"])
    assert elsewhere._wanted.left_out == frozenset()


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    # Read only, openpyxl holds the file open until it is told to close it.
    with closing(load_workbook(path, read_only=True)) as book:
        return list(book[sheet].iter_rows(values_only=True))
