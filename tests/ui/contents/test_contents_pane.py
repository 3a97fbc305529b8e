"""The contents beside a section: narrowed, followed, and told what others know."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.contents import Facts, Filter
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.contents.contents_pane import ContentsPane, no_facts

FACTS = Facts(frozenset({"demand.m_urgent"}), {"workforce": "With the reception lead"})


def shown(qtbot: QtBot, reviewed: Reviewed, facts: Facts | None = None) -> ContentsPane:
    desk = reviewed.open()
    pane = ContentsPane(desk, no_facts if facts is None else lambda form_id: facts)
    desk.answers_changed.connect(pane.follow)
    qtbot.addWidget(pane)
    pane.resize(280, 600)
    pane.show()
    pane.show_place(STOCKTAKE, "demand", "demand.m_urgent")
    qtbot.wait_until(lambda: pane.tree.here() == ("demand", "demand.m_urgent"))
    return pane


def choose(pane: ContentsPane, wanted: Filter) -> None:
    place = pane.filters.findData(wanted)
    pane.filters.setCurrentIndex(place)
    pane.filters.activated.emit(place)


def test_only_the_section_in_front_is_open(qtbot: QtBot, reviewed: Reviewed) -> None:
    pane = shown(qtbot, reviewed)
    assert pane.tree.opened_groups() == {"demand"}
    pane.show_place(STOCKTAKE, "workforce", "workforce.roles")
    qtbot.wait_until(lambda: pane.tree.here()[0] == "workforce")
    assert pane.tree.opened_groups() == {"workforce"}


def test_every_section_says_its_status_and_count_in_a_moment(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    pane = shown(qtbot, reviewed)

    def said(section: str) -> str:
        return next(each.line for each in pane.tree.rows.groups() if each.key == section)

    qtbot.wait_until(lambda: said("leadership").startswith("Not yet started, 0 of "))
    assert said("demand").startswith("Not yet started, 0 of ")


def test_filters_of_facts_nobody_knows_are_not_offered(qtbot: QtBot, reviewed: Reviewed) -> None:
    pane = shown(qtbot, reviewed)
    offered = [pane.filters.itemText(n) for n in range(pane.filters.count())]
    assert offered == ["Everything", "To do", "Come back later", "Not known", "Problems"]


def test_what_changed_and_what_is_with_a_colleague_are_told(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    pane = shown(qtbot, reviewed, FACTS)
    choose(pane, Filter.CHANGED)
    assert [each.key for each in pane.tree.rows.groups()] == ["demand"]
    assert [each.key for each in pane.tree.rows.rows("demand")] == ["demand.m_urgent"]
    choose(pane, Filter.SHARED)
    assert [each.key for each in pane.tree.rows.groups()] == ["workforce"]
    assert "With the reception lead" in pane.tree.rows.groups()[0].line


@pytest.mark.parametrize("wanted", [Filter.COME_BACK, Filter.NOT_KNOWN, Filter.PROBLEMS])
def test_a_filter_that_holds_nothing_says_so(
    qtbot: QtBot, reviewed: Reviewed, wanted: Filter
) -> None:
    pane = shown(qtbot, reviewed)
    choose(pane, wanted)
    assert pane.tree.rows.groups() == ()
    labels = [each.text() for each in pane.findChildren(QWidget) if hasattr(each, "text")]
    assert any(each.startswith(("Nothing", "There is nothing")) for each in labels)


def test_a_section_comes_and_goes_with_what_stands_under_the_filter(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    pane = shown(qtbot, reviewed)
    choose(pane, Filter.NOT_KNOWN)
    reviewed.say({Address("demand.m_urgent"): Answer(state=State.NOT_KNOWN)})
    qtbot.wait_until(lambda: [g.key for g in pane.tree.rows.groups()] == ["demand"])
    assert pane.tree.opened_groups() == {"demand"}
    reviewed.say({Address("demand.m_urgent"): 2})
    qtbot.wait_until(lambda: pane.tree.rows.groups() == ())


def test_what_does_not_apply_is_not_in_the_contents(qtbot: QtBot, reviewed: Reviewed) -> None:
    pane = shown(qtbot, reviewed)
    sheet = reviewed.desk.sheet(STOCKTAKE)
    for section in sheet.loaded.sections:
        listed = {row.key for row in pane.tree.rows.rows(section.id)}
        shown_now = {question.id for question in sheet.questions(section.id)}
        groups = {question.id for question in section.questions if question.group}
        assert listed <= shown_now | groups


def test_another_form_or_a_closed_practice_leaves_nothing_behind(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    pane = shown(qtbot, reviewed)
    pane.show_place(EXPECTATIONS, "ACC-01")
    qtbot.wait_until(lambda: pane.tree.here() == ("ACC-01", ""))
    assert pane.tree.rows.groups()[1].words.startswith("ACC-01 ")
    pane.clear()
    assert pane.tree.rows.groups() == ()


def test_what_happened_while_folded_away_is_caught_up_with(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    pane = shown(qtbot, reviewed)
    pane.hide()
    reviewed.say({Address("demand.m_urgent"): Answer(state=State.NOT_KNOWN)})
    pane.show()

    def said() -> bool:
        rows = {row.key: row.said for row in pane.tree.rows.rows("demand")}
        return rows["demand.m_urgent"].endswith("not known")

    qtbot.wait_until(said)


def test_a_line_that_is_opened_says_where_to_go(qtbot: QtBot, reviewed: Reviewed) -> None:
    pane = shown(qtbot, reviewed)
    with qtbot.wait_signal(pane.question_asked) as asked:
        pane.tree.opened.emit("demand", "demand.m_urgent")
    assert asked.args == ["demand", "demand.m_urgent"]
