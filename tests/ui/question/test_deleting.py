"""Deleting an answer or a row for good, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.answer_history import answer_history
from stocktake.ui.theme import Theme
from tests.window import answer, begin, go, key, opened, press, view_of, write

LIST_SIZE = "profile.list_size"
TABLE = "workforce.roles"


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The program with a practice begun and its list size given."""
    with opened(qapp, theme, tmp_path) as made:
        begin(made)
        go(made, LIST_SIZE)
        write("9,120")
        key(Qt.Key.Key_Tab)
        yield made


def history(program: Program, question: str) -> int:
    assert program.desk.practice is not None
    return len(answer_history(program.desk.practice, STOCKTAKE, question))


def ask_to_delete(program: Program, question: str, row: str = "") -> None:
    view_of(program).form.beside.delete_asked.emit(question, row)
    QApplication.processEvents()


def is_in_hand(program: Program, question: str) -> bool:
    here = view_of(program).current()
    return here is not None and question in here.ids


def test_an_answer_goes_with_its_history_and_the_page_stays(program: Program, qtbot: QtBot) -> None:
    assert history(program, LIST_SIZE) == 1
    waiting = press("Delete for good")
    ask_to_delete(program, LIST_SIZE)
    assert not waiting.isActive()
    assert answer(program, LIST_SIZE).value is None
    assert history(program, LIST_SIZE) == 0
    program.window.activateWindow()
    qtbot.wait_until(lambda: is_in_hand(program, LIST_SIZE))


def test_nothing_goes_without_a_yes(program: Program) -> None:
    press("Cancel")
    ask_to_delete(program, LIST_SIZE)
    assert answer(program, LIST_SIZE).value == Decimal(9120)
    assert history(program, LIST_SIZE) == 1


def test_a_row_goes_and_the_others_stay(program: Program) -> None:
    for row in ("gp_partner", "practice_nurse"):
        place = Address(TABLE, row, f"{TABLE}.headcount")
        program.desk.answer(STOCKTAKE, place, answered(Decimal(4)), at_once=True)
    go(program, TABLE)
    press("Delete for good")
    ask_to_delete(program, TABLE, "gp_partner")
    answers = program.desk.sheet(STOCKTAKE).answers
    assert not answers.get(TABLE, "gp_partner", f"{TABLE}.headcount").is_answered
    assert answers.get(TABLE, "practice_nurse", f"{TABLE}.headcount").value == Decimal(4)
