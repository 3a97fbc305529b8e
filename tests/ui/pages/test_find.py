"""Find over every form that is open, and to a number in any of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.ui.pages.find import FindPage
from stocktake.ui.widgets.notice import Notice


def found(page: FindPage) -> list[str]:
    """Keys of what is listed: a form and a section."""
    return [group.key for group in page.results.rows.groups()]


def test_every_form_of_the_practice_is_looked_through(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.ready("ACC-01", 2)
    reviewed.say({Address("profile.practice_name"): "Zebra House"})
    reviewed.say({Address("ACC-02.next_step"): "Paint the zebra"}, EXPECTATIONS)
    page = displayed(qtbot, FindPage(reviewed.desk))
    qtbot.keyClicks(page.box, "zebra")
    qtbot.wait_until(lambda: bool(found(page)))
    assert found(page)[0] == "practice_stocktake profile"
    row = page.results.rows.rows("practice_stocktake profile")[0]
    assert row.line == "Answered. In your answer: Zebra House"
    heading = page.results.rows.groups()[0]
    assert heading.line.startswith("1 question, ")


def test_nothing_found_is_said_and_no_words_find_nothing(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = displayed(qtbot, FindPage(reviewed.desk))
    qtbot.keyClicks(page.box, "qqqq")
    qtbot.wait_until(lambda: reviewed.desk.search.words == "qqqq")
    assert found(page) == []
    assert not page.results.isVisible()
    page.box.clear()
    qtbot.keyClicks(page.box, "  ")
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    assert reviewed.desk.search.words == ""
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert not any("Nothing was found" in each for each in said)


def test_enter_goes_to_the_first_and_then_the_next(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = displayed(qtbot, FindPage(reviewed.desk))
    asked = Asked(page)
    qtbot.keyClicks(page.box, "phone")
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    hits = reviewed.desk.search.hits
    assert [place["question"] for _, place in asked.heard] == [h.entry.id for h in hits[:2]]


def test_a_number_is_looked_for_in_the_form_one_came_from_first(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    page = displayed(qtbot, FindPage(reviewed.desk))
    asked = Asked(page)
    for typed, name in (("2.1", "section"), ("ACC-01", "card")):
        page.number.setText(typed)
        qtbot.keyClick(page.number, Qt.Key.Key_Return)
        assert asked.heard[-1][0] == name
    page.number.setText("77.7")
    qtbot.keyClick(page.number, Qt.Key.Key_Return)
    assert len(asked.heard) == 2
    notice = page.findChildren(Notice)[0]
    assert notice.accessibleName().startswith("There is no question 77.7.")


def test_esc_leads_back_to_where_one_was(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.desk.search.came_from = ("section", {"section": "demand"})
    page = displayed(qtbot, FindPage(reviewed.desk))
    asked = Asked(page)
    page.box.setText("phone")
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert asked.heard == [("section", {"section": "demand"})]
