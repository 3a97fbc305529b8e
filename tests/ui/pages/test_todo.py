"""To do: a line for each question that wants something, and nothing else."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.contents import Reason
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.todo import ToDoPage
from stocktake.ui.widgets.state_bar import StateBar


def listed(page: ToDoPage) -> dict[str, str]:
    """What is listed, with what there is to do."""
    rows = page.list.rows
    return {row.key: row.said for group in rows.groups() for row in rows.rows(group.key)}


def test_each_reason_brings_a_question_onto_the_list(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    carried = replace(answered("Zebra House"), carried_forward=True)
    reviewed.say(
        {
            Address("profile.practice_name"): carried,
            Address("demand.m_urgent"): Answer(state=State.COME_BACK_LATER),
            Address("demand.m_routes"): Answer(state=State.NOT_KNOWN),
            Address("profile.list_size"): -5,
        }
    )
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    found = listed(page)
    assert found["profile.practice_name"].endswith("Carried forward: confirm it")
    assert found["demand.m_urgent"].endswith("Come back later")
    assert "There is a problem: This cannot be less than" in found["profile.list_size"]
    assert "demand.m_routes" not in found


def test_it_is_narrowed_to_one_reason(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.say({Address("demand.m_urgent"): Answer(state=State.COME_BACK_LATER)})
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    page.kinds.chosen.emit(Reason.COME_BACK.name)
    assert list(listed(page)) == ["demand.m_urgent"]
    page.kinds.chosen.emit(Reason.CONFIRM.name)
    assert listed(page) == {}
    page.kinds.chosen.emit("")
    assert len(listed(page)) > 100


def test_a_section_says_whom_it_suits_and_how_long_is_left(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    section = reviewed.desk.sheet(STOCKTAKE).loaded.section_by_id["demand"]
    demand = next(each for each in page.list.rows.groups() if each.key == "demand")
    assert section.owner in demand.line
    assert demand.line.endswith(f"about {section.minutes_core} minutes left")


def test_a_line_leads_to_its_question(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    asked = Asked(page)
    page.list.opened.emit("demand", "demand.m_urgent")
    assert asked.heard == [
        ("section", {"form": STOCKTAKE, "section": "demand", "question": "demand.m_urgent"})
    ]


def test_another_form_is_listed_when_it_is_chosen(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    bars = [bar for bar in page.findChildren(StateBar) if bar is not page.kinds]
    bars[0].chosen.emit("expectations")
    assert {name.partition(".")[0] for name in listed(page)} >= {"ACC-01"}
    assert page.place() == {"form": "expectations"}


def test_what_is_undone_while_it_is_in_front_comes_back(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = displayed(qtbot, ToDoPage(reviewed.desk))
    before = list(listed(page))
    reviewed.say({Address("demand.m_urgent"): 2})
    assert "demand.m_urgent" not in listed(page)
    reviewed.say({Address("demand.m_urgent"): Answer()})
    assert list(listed(page)) == before
