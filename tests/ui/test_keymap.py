from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from stocktake.ui.keymap import OF_PAGES, KeyMap, command_id, in_words, keymap, written
from stocktake.ui.menus import Menus
from stocktake.ui.page import Page


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Every test begins and ends with the keys as shipped."""
    keymap().use(())
    yield
    keymap().use(())


def nothing(*_: object) -> None:
    """Stand for a command."""


def keys_of(action: QAction) -> list[str]:
    return [each.toString() for each in action.shortcuts()]


def page_with(qtbot: QtBot, words: str, keys: str) -> tuple[Page, QAction]:
    page = Page("Section")
    qtbot.addWidget(page)
    return page, page.add_command("Question", words, nothing, keys)


def test_a_command_has_its_usual_keys_until_others_are_chosen(qtbot: QtBot) -> None:
    _page, action = page_with(qtbot, "Next question", "Ctrl+Down")
    name = command_id("Question", "Next question")
    assert keys_of(action) == ["Ctrl+Down"]
    keymap().use(keymap().changed(name, "Ctrl+J"))
    assert keys_of(action) == ["Ctrl+J"]
    assert not keymap().is_usual(name)
    keymap().use(keymap().changed(name, ""))
    assert keys_of(action) == []
    keymap().use(keymap().changed(name, None))
    assert keys_of(action) == ["Ctrl+Down"]
    assert keymap().is_usual(name)


def test_a_page_built_after_the_choice_has_the_chosen_keys(qtbot: QtBot) -> None:
    keymap().use(["question.next_question=Ctrl+J"])
    _page, action = page_with(qtbot, "Next question", "Ctrl+Down")
    assert keys_of(action) == ["Ctrl+J"]


def test_choosing_the_usual_keys_keeps_nothing(qtbot: QtBot) -> None:
    assert keymap().changed("question.next_question", "ctrl+down") == ()


def test_what_is_kept_survives_being_read_again() -> None:
    kept = KeyMap().changed("question.note", "Ctrl+Shift+N")
    again = KeyMap()
    again.use(kept)
    assert again.keys("question.note") == ("Ctrl+Shift+N",)
    assert again.changed("question.next_problem", "") == (
        "question.next_problem=",
        "question.note=Ctrl+Shift+N",
    )


@pytest.mark.parametrize("line", ["", "=Ctrl+J", "question.note=Nonsense+Q+Z", "no sign at all="])
def test_a_damaged_line_of_the_settings_changes_nothing_that_is_there(line: str) -> None:
    known = KeyMap()
    before = {each.id: known.keys(each.id) for each in known.commands()}
    known.use([line])
    assert {each.id: known.keys(each.id) for each in known.commands()} == before


def test_two_commands_of_one_menu_clash() -> None:
    found = KeyMap().clashes("question.note", "F8")
    assert [each.words for each in found] == ["Next problem"]


def test_commands_of_pages_that_are_never_in_front_together_do_not_clash() -> None:
    known = KeyMap([("Question", "Note", "Ctrl+M"), ("Table", "Total", "Ctrl+T")])
    assert known.clashes("table.total", "Ctrl+M") == ()


def test_a_command_of_the_window_clashes_with_any_page(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    Menus(bar).add("File", "Save now", nothing, "Ctrl+S")
    assert "Save now" in [each.words for each in keymap().clashes("question.note", "Ctrl+S")]


def test_a_page_takes_its_keys_from_the_window_and_gives_them_back(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = Menus(bar)
    everywhere = menus.add("Help", "Help for this page", nothing, "F1")
    page, about = page_with(qtbot, "About this question", "F1")
    menus.show_page_commands(page.actions())
    assert (keys_of(everywhere), keys_of(about)) == ([], ["F1"])
    keymap().use(["question.about_this_question="])
    menus.give_way()
    assert (keys_of(everywhere), keys_of(about)) == (["F1"], [])
    keymap().use(())
    menus.show_page_commands(())
    assert keys_of(everywhere) == ["F1"]


def test_a_command_whose_words_follow_what_it_does_keeps_its_keys(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = Menus(bar)
    undo = menus.add("Edit", "Undo", nothing, "Ctrl+Z")
    undo.setText("Undo change to 4.2")
    keymap().use(["edit.undo=Ctrl+Shift+Z"])
    menus.give_way()
    assert keys_of(undo) == ["Ctrl+Shift+Z"]


def test_keys_are_said_as_they_are_printed_on_the_keyboard() -> None:
    assert in_words(["Ctrl+PgDown"]) == "Ctrl+Page Down"
    assert in_words(["Ctrl++", "Ctrl+="]) == "Ctrl++ or Ctrl+="
    assert in_words([]) == "–"
    assert written("ctrl+pgdown") == "Ctrl+PgDown"


def test_no_two_commands_shipped_for_one_page_have_the_same_keys() -> None:
    by_keys = [(menu, keys) for menu, _, keys in OF_PAGES if keys]
    assert len(by_keys) == len(set(by_keys))
