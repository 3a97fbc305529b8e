"""A file whose practice nobody knows: the lead says whose it is, and can say it again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from quick_files import cells, combine_page, read, returns_of, settled, words
from reviewing import Reviewed
from two_pcns import put

from stocktake.merge.member import Expected
from stocktake.tasks.combine_practices import Unknown
from stocktake.tasks.pcn_rulings import Ruling
from stocktake.ui.combine.practices_panel import MOST_ASKED, RECORD, TAKE_BACK, PracticesPanel
from stocktake.ui.pages.combine import LOOK, SETTLE, WRITE, CombinePage
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf

LIST = ("A98765\tThe Elms", "Y99902\tMillbrook")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A practice of the list, and one whose code has lost its letter."""
    folder = tmp_path_factory.mktemp("files")
    wrong = [
        replace(each, subject=replace(each.subject, code="98765", name="Elms Surgry"))
        for each in returns_of("Quayside")
    ]
    known = put(folder / "Millbrook.xlsx", returns_of("Millbrook"))
    return known, put(folder / "elms.xlsx", wrong)


@pytest.fixture
def page(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, files: tuple[Path, Path]
) -> Iterator[CombinePage]:
    made = combine_page(qtbot, reviewed, tmp_path / "data")
    read(qtbot, made, *files, then=SETTLE)
    made.settle.listed.emit(LIST)
    settled(qtbot, made)
    yield made


def press(page: CombinePage, text: str) -> None:
    panel = page.settle.practices
    (button,) = [b for b in panel.findChildren(PlainButton) if b.text() == text and b.isVisible()]
    button.click()


def told(qtbot: QtBot, page: CombinePage, text: str) -> None:
    """Wait until words that were just put there can be read."""
    qtbot.wait_until(lambda: text in words(page))


def say(qtbot: QtBot, page: CombinePage, start: str, why: str = "") -> None:
    card = page.settle.practices._held[0].card
    (choice,) = card.findChildren(OneOf)
    (row,) = [each for each in choice.options() if each.words().startswith(start)]
    row.click()
    card.findChildren(LineEdit)[0].insert(why)
    press(page, RECORD)
    settled(qtbot, page)


def test_the_lead_says_whose_file_it_is_and_takes_it_back(qtbot: QtBot, page: CombinePage) -> None:
    assert "Elms Surgry, code “98765”, from elms.xlsx" in words(page)
    assert "Still to come: The Elms." in words(page)
    (choice,) = page.settle.practices._held[0].card.findChildren(OneOf)
    assert choice.choice() == ""
    assert [row.words() for row in choice.options()] == [
        "The Elms (A98765): nothing has come yet",
        "Millbrook (Y99902): has answered",
        "A new practice, with the code as it came",
    ]
    assert "Nobody has said yet." in words(page)
    press(page, RECORD)
    assert "Choose which practice it is first." in words(page)
    say(qtbot, page, "The Elms", "they rang")
    assert "2 of 2 returned." in words(page)
    assert page.steps.buttons[SETTLE].text() == "2 Settle: settled"
    told(qtbot, page, "The Elms (A98765), said by Practice manager on")
    page.open_step(LOOK)
    assert "The Elms" in [row[0] for row in cells(page, "Who answered")]
    page.open_step(SETTLE)
    press(page, TAKE_BACK)
    settled(qtbot, page)
    assert "Still to come: The Elms." in words(page)
    told(qtbot, page, "Taken back by Practice manager on")


def test_with_a_wrong_list_a_few_are_asked_about_and_the_rest_are_counted(qtbot: QtBot) -> None:
    panel = PracticesPanel()
    qtbot.addWidget(panel)
    panel.show()
    many = [Unknown(f"A{n:05}", f"Practice {n}", ("a.xlsx",), (str(n),), False) for n in range(40)]
    panel.show_unknown(many, (), ())
    assert len(panel._held) == MOST_ASKED
    assert "28 more are not shown until these are settled." in words(panel)
    panel.show_unknown(many[: MOST_ASKED + 1], (), ())
    assert "1 more is not shown until these are settled." in words(panel)
    panel.show_unknown(many[:3], (), ())
    assert "not shown" not in words(panel)


def test_what_is_chosen_for_one_and_not_recorded_yet_stays_when_another_is(qtbot: QtBot) -> None:
    panel = PracticesPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.wait_until(panel.isActiveWindow)
    two = [Unknown(code, code, (f"{code}.xlsx",), (code,), False) for code in ("A1", "A2")]
    elms, mill = Expected("A98765", "The Elms"), Expected("Y99902", "Millbrook")
    panel.show_unknown(two, (elms, mill), (elms, mill))
    panel._held[1].choice.set_choice("1")
    panel._held[1].why.setText("They rang")
    panel._held[0].record.setFocus()
    settled_one = replace(two[0], ruling=Ruling(practice="A98765\tThe Elms", came_as="A1\tA1"))
    panel.show_unknown((settled_one, two[1]), (elms, mill), (mill,))
    assert panel._held[1].chosen == mill
    assert panel._held[1].why.text() == "They rang"
    assert panel._held[0].record.hasFocus()
    assert panel._held[0].chosen == elms


def test_a_new_practice_that_is_not_on_the_list_is_expected_from_then_on(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path
) -> None:
    made = combine_page(qtbot, reviewed, tmp_path / "data")
    read(qtbot, made, put(tmp_path / "quay.xlsx", returns_of("Quayside")), then=SETTLE)
    made.settle.listed.emit(LIST)
    settled(qtbot, made)
    told(qtbot, made, "It is not on your list of practices.")
    say(qtbot, made, "A new practice")
    assert "Not on your list" not in words(made)
    assert made.settle.expected.lines() == (*LIST, "Y99901\tQuayside")


def test_what_was_said_travels_with_the_workbook_and_can_be_said_again_elsewhere(
    qtbot: QtBot, page: CombinePage, reviewed: Reviewed, tmp_path: Path
) -> None:
    say(qtbot, page, "The Elms", "they rang")
    page.open_step(WRITE)
    page.write.notes.setPlainText("Ring The Elms again")
    page.write.notes.travels.click()
    page.write.write.click()
    settled(qtbot, page)
    (path,) = tmp_path.glob("*combined.xlsx")
    elsewhere = combine_page(qtbot, reviewed, tmp_path / "elsewhere")
    read(qtbot, elsewhere, path, then=SETTLE)
    told(qtbot, elsewhere, "The Elms (A98765), said by Practice manager on")
    assert "2 of 2 returned." in words(elsewhere)
    press(elsewhere, TAKE_BACK)
    settled(qtbot, elsewhere)
    assert "Still to come: The Elms." in words(elsewhere)
    # The notes that came are offered, and stand under one's own only when asked for.
    elsewhere.open_step(WRITE)
    assert elsewhere.write.notes.text() == ""
    assert "Ring The Elms again" in words(elsewhere)
    elsewhere.write.notes.setPlainText("Mine")
    elsewhere.write.notes.take.click()
    assert elsewhere.write.notes.text() == "Mine\n\nRing The Elms again"
    assert not elsewhere.write.notes.take.isVisible()
