"""What differs between desks besides answers: listed, and what stays behind with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from desks import NOW, ROLE, AtDesk, two_desks
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.sign_offs import Signing
from stocktake.tasks.rate_card import WorkingCard
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Jobs
from stocktake.ui.pages.desk_differences import DeskDifferencesPage
from stocktake.ui.theme import Theme
from tests.rate_cards import reworked, sample_card


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    """Both with the same answers to begin with."""
    for one, three in two_desks(tmp_path):
        one.answer("profile.known_changes", "as agreed")
        one.write()
        three.carry_on(three.look())
        yield one, three


def test_marks_are_listed_and_a_sign_off_that_stays_behind_says_why(
    qapp: QApplication, theme: Theme, qtbot: QtBot, desks: tuple[AtDesk, AtDesk]
) -> None:
    one, three = desks
    one.answer("profile.known_changes", "changed here")
    three.practice.mark_section(STOCKTAKE, "admin", done=True)
    signing = Signing("A Partner", "Partner", NOW.date(), "It is so")
    number = three.practice.open_return(STOCKTAKE).id
    three.workspace.sign_offs.sign([number], signing, role=ROLE)
    three.write()
    jobs = Jobs()
    desk = Desk(jobs)
    desk.workspace = one.workspace
    page = DeskDifferencesPage(desk)
    qtbot.addWidget(page)
    page.go_to({"standing": one.look()})
    page.resize(900, 700)
    page.show()
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    at = shown.index("Also from Desk 3: taken in when all is decided")
    assert shown[at + 1 : at + 3] == [
        "Marked as completed at Desk 3: About this stocktake",
        "Quayside Surgery, 2026/27, Where are we now?",
    ]
    at = shown.index("What stays as it is here, and why")
    assert shown[at + 1] == "It was signed off at Desk 3 and has been changed here since."
    assert "What was signed is not what is here now" in shown[at + 2]
    assert page.take.text() == "Finish"
    jobs.close()


def test_a_card_changed_at_both_desks_is_decided_in_the_same_list(
    qapp: QApplication, theme: Theme, qtbot: QtBot, desks: tuple[AtDesk, AtDesk]
) -> None:
    one, three = desks
    for desk, amount in ((one, 2), (three, 3)):
        card = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(amount))
        WorkingCard(desk.workspace, desk.practice).keep(card, f"Changed at {desk.desk.name}")
    three.write()
    jobs = Jobs()
    desk = Desk(jobs)
    desk.workspace = one.workspace
    page = DeskDifferencesPage(desk)
    qtbot.addWidget(page)
    page.go_to({"standing": one.look()})
    page.show()
    assert page.count.text() == "1 difference, 1 of them to decide. Nothing has changed yet."
    assert page.table.both.isHidden()
    qtbot.keyClick(page.table.table, "b")
    assert page.table.decisions == {}
    qtbot.keyClick(page.table.table, "t")
    page.take.click()
    kept = WorkingCard(one.workspace, one.practice).card
    jobs.close()
    assert kept is not None
    assert kept.lines[0].work is not None
    assert kept.lines[0].work.consumables_gbp == Decimal(3)


def test_an_answer_that_changes_under_the_list_is_said_before_anything_is_taken_in(
    qapp: QApplication, theme: Theme, qtbot: QtBot, desks: tuple[AtDesk, AtDesk]
) -> None:
    one, three = desks
    for desk in desks:
        desk.answer("services.could_take_on", f"at {desk.desk.name}")
    three.answer("profile.known_changes", "changed there")
    three.write()
    jobs = Jobs()
    desk = Desk(jobs)
    desk.workspace = one.workspace
    page = DeskDifferencesPage(desk)
    qtbot.addWidget(page)
    page.go_to({"standing": one.look()})
    page.show()
    qtbot.keyClick(page.table.table, "o")
    assert len(page.table.decisions) == 1
    page.refresh()
    assert len(page.table.decisions) == 1
    one.answer("profile.known_changes", "changed here")
    page.take.click()
    said, count = page.notice.text(), page.count.text()
    jobs.close()
    assert "Answers here have changed" in said
    assert "1 of them to decide" in count
    assert one.said("profile.known_changes") == "changed here"
