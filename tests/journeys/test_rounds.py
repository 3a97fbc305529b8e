"""Two practices and two rounds in one file: the old is only read, and the deleted is gone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from window import begin, block_of, press

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.practices import begin_practice, practice_rounds
from stocktake.ui.home.deleting import FOR_GOOD
from stocktake.ui.pages.home import HomePage
from stocktake.ui.places import place_of

OpenWindow = Callable[[], AbstractContextManager[Program]]


def held(program: Program) -> list[tuple[str, str]]:
    workspace = program.desk.workspace
    assert workspace is not None
    return sorted((each.subject.name, each.round) for each in practice_rounds(workspace))


def home(program: Program) -> HomePage:
    program.window.show_page("home")
    page = program.window.page
    assert isinstance(page, HomePage)
    return page


def button(program: Program, words: str) -> QAbstractButton:
    found = home(program).findChildren(QAbstractButton)
    return next(each for each in found if each.text() == words and not each.isHidden())


def this_day() -> date:
    return datetime.now().astimezone().date()


def fill(program: Program) -> None:
    """Quayside in two rounds, Mill Lane in the first of them."""
    begin(program)
    workspace, practice = program.desk.workspace, program.desk.practice
    assert workspace is not None
    assert practice is not None
    begin_practice(workspace, "Mill Lane", "B81002", this_day(), "")
    page = home(program)
    button(program, "Start from last year").click()
    page.later.next_round.empty.click()


def test_an_old_round_says_it_can_be_read_and_nothing_in_it_can_be_changed(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        fill(program)
        assert program.desk.practice is not None
        program.desk.choose(program.desk.practice.subject, "2026/27")
        assert "can be read and not changed" in program.window.saved.text()
        place = place_of(STOCKTAKE, "profile", "profile.list_size")
        program.window.show_page("section", place)
        editor = block_of(program, "profile.list_size").editor  # type: ignore[attr-defined]
        assert not editor.findChild(QAbstractButton)
        assert program.desk.is_read_only


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Delete the round 2026/27", [("Quayside Surgery", "2027/28")]),
        ("Delete everything", []),
    ],
)
def test_a_round_or_everything_is_deleted_backups_and_all(
    open_window: OpenWindow, tmp_path: Path, words: str, left: list[tuple[str, str]]
) -> None:
    with open_window() as program:
        fill(program)
        press("Cancel")
        before = held(program)
        button(program, words).click()
        assert held(program) == before
        press(FOR_GOOD)
        button(program, words).click()
        QApplication.processEvents()
        assert held(program) == left
        assert home(program).first.fill_in.isVisible() == (not left)
    for file in tmp_path.rglob("*.stocktake*"):
        assert b"Mill Lane" not in file.read_bytes()


def test_what_goes_is_said_before_it_goes(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window() as program:
        fill(program)
        said: list[str] = []

        def agree(parent: object, question: str, detail: str, *verbs: str) -> bool:
            said.append(f"{question} {detail} {verbs[0]}")
            return False

        monkeypatch.setattr("stocktake.ui.messages.ask", agree)
        button(program, "Delete the round 2026/27").click()
        button(program, "Delete everything").click()
        assert "It holds Mill Lane, Quayside Surgery." in said[0]
        assert "from the backups too" in said[0]
        assert "Quayside Surgery 2027/28" in said[1]
