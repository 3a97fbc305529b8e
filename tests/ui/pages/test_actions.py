"""The actions page: proposals are kept, turned down and looked at; the table is ours to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import ACTIONS
from stocktake.tasks.actions import TABLE
from stocktake.ui.actions.proposed_list import AT_A_TIME
from stocktake.ui.pages.actions import NOTHING_PROPOSED, ActionsPage
from stocktake.ui.widgets.labels import Words


def shown(qtbot: QtBot, reviewed: Reviewed) -> ActionsPage:
    return displayed(qtbot, ActionsPage(reviewed.desk))


def words(page: ActionsPage) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisible()]


def actions(reviewed: Reviewed) -> list[object]:
    sheet = reviewed.desk.sheet(ACTIONS)
    return [sheet.value(f"{TABLE}.action", row) for row in sheet.rows(TABLE)]


def test_with_nothing_answered_it_says_where_actions_come_from(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    page = shown(qtbot, reviewed)
    assert NOTHING_PROPOSED in words(page)
    assert page.proposed.rows == []


def test_keeping_a_proposal_makes_it_a_row_and_takes_it_off_the_list(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    first, second = (row.proposal for row in page.proposed.rows[:2])
    page.proposed.rows[0].keep.setFocus()
    qtbot.keyClick(page.proposed.rows[0].keep, Qt.Key.Key_Space)
    assert actions(reviewed) == [first.action]
    assert page.proposed.rows[0].proposal == second
    assert page.focusWidget() is page.proposed.rows[0].keep
    assert "1 action: 1 to start." in words(page)


def test_turning_one_down_keeps_it_as_not_doing(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    page.proposed.rows[0].drop.click()
    assert "1 action: 1 not being done." in words(page)


def test_the_first_few_are_shown_and_the_rest_on_request(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    assert len(page.proposed.rows) == AT_A_TIME
    page.proposed.more.click()
    assert len(page.proposed.rows) > AT_A_TIME
    assert not page.proposed.more.isVisible()
    assert page.focusWidget() is page.proposed.rows[AT_A_TIME].keep


def test_show_the_answer_leads_to_the_question(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    proposal = page.proposed.rows[0].proposal
    page.proposed.rows[0].look.click()
    _, place = asked.heard[-1]
    assert place["question"] == proposal.question


def test_a_kept_action_leads_back_to_its_answer_and_ones_own_has_none(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    assert not page.behind.isVisible()
    proposal = page.proposed.rows[0].proposal
    page.proposed.rows[0].keep.click()
    reviewed.say({Address(TABLE, "a1b2c3d4", f"{TABLE}.action"): "Mend the phones"}, ACTIONS)
    assert page.behind.isVisible() and not page.behind.isEnabled()
    asked = Asked(page)
    view = page._block.editor.view
    for row, leads in ((0, True), (1, False)):
        view.setCurrentIndex(view.model().index(row, 0))
        assert page.behind.isEnabled() is leads
    view.setCurrentIndex(view.model().index(0, 0))
    page.behind.click()
    (_, place), *_ = asked.heard
    assert place["question"] == proposal.question


def test_everything_on_the_page_has_a_name(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    page.proposed.rows[0].keep.click()
    assert unnamed(page) == []
