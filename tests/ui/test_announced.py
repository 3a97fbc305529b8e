"""What a screen reader is told of each kind of control, and of what becomes of it."""

from __future__ import annotations

import pytest
from accessible import told
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.form import Choice, Question
from stocktake.questionnaire.scale import LEVELS
from stocktake.ui.editors.choice import ChoiceEditor
from stocktake.ui.editors.number import NumberEditor
from stocktake.ui.editors.rating import RatingCard
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.widgets.chart_view import ChartPicture
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.large_button import LargeButton
from stocktake.ui.widgets.link_row import LinkRow
from stocktake.ui.widgets.navigation import NavigationRow, Place
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.saved_label import SavedLabel
from stocktake.ui.widgets.state_bar import StateBar
from stocktake.ui.widgets.task_row import TaskRow

MADE = {
    "a rating card": (lambda: RatingCard(LEVELS[2], "Uneven"), "RadioButton", "2, Basic: Uneven"),
    "one of several": (lambda: OptionRow("Yes", is_one_of=True), "RadioButton", "Yes"),
    "a tick": (lambda: OptionRow("An estimate", is_one_of=False), "CheckBox", "An estimate"),
    "a page": (lambda: NavigationRow(Place("gaps", "Gaps")), "RadioButton", "Gaps"),
    "a link": (lambda: LinkRow("Next: People"), "Button", "Next: People"),
    "a large button": (lambda: LargeButton("Fill in", "A line", "list"), "Button", "Fill in"),
    "a row of a list": (lambda: TaskRow("People", "Who works here"), "Button", "People"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_control_is_announced_as_what_it_is_with_its_words(qtbot: QtBot, name: str) -> None:
    make, role, words = MADE[name]
    widget = make()
    qtbot.addWidget(widget)
    said = told(widget)
    assert (said.role, said.name) == (role, words)
    assert "focusable" in said.states


@pytest.mark.parametrize("name", [name for name, (_, role, _) in MADE.items() if role != "Button"])
def test_what_can_be_chosen_says_whether_it_is(qtbot: QtBot, name: str) -> None:
    widget = MADE[name][0]()
    qtbot.addWidget(widget)
    assert "checkable" in told(widget).states
    assert "checked" not in told(widget).states
    widget.setChecked(True)
    assert "checked" in told(widget).states


@pytest.mark.parametrize("name", MADE)
def test_what_cannot_be_used_says_so(qtbot: QtBot, name: str) -> None:
    widget = MADE[name][0]()
    qtbot.addWidget(widget)
    assert "disabled" not in told(widget).states
    widget.setEnabled(False)
    assert "disabled" in told(widget).states


@pytest.mark.parametrize("name", MADE)
def test_assistive_software_can_press_it_without_a_key(qtbot: QtBot, name: str) -> None:
    widget = MADE[name][0]()
    qtbot.addWidget(widget)
    widget.show()
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    wanted = "Toggle" if "checkable" in told(widget).states else "Press"
    assert wanted in actions.actionNames()
    with qtbot.waitSignal(widget.clicked):
        actions.doAction(wanted)


def test_a_state_is_told_with_its_question_and_set_without_a_key(qtbot: QtBot) -> None:
    bar = StateBar([("n", "Not known"), ("a", "Not applicable")])
    qtbot.addWidget(bar)
    bar.set_name("4.1 Staff by role")
    bar.show()
    button = bar.findChildren(QAbstractButton)[0]
    said = told(button)
    assert (said.role, said.name) == ("CheckBox", "Not known")
    assert said.description == "4.1 Staff by role"
    with qtbot.waitSignal(bar.chosen, check_params_cb=lambda code: code == "n"):
        QAccessible.queryAccessibleInterface(button).actionInterface().doAction("Toggle")
    assert "checked" in told(button).states


def test_what_is_folded_says_whether_it_is_open(qtbot: QtBot) -> None:
    fold = Collapsible("Why we ask", QLabel("Because"))
    qtbot.addWidget(fold)
    button = fold.findChildren(QAbstractButton)[0]
    assert (told(button).name, told(button).description) == ("Why we ask", "Folded away")
    QAccessible.queryAccessibleInterface(button).actionInterface().doAction("Press")
    qtbot.wait_until(lambda: told(button).description == "Open")


def test_a_field_has_its_question_its_hint_and_whether_it_can_be_written_in(qtbot: QtBot) -> None:
    editor = NumberEditor(Question(id="q", type="number", label="List size", hint="On 1 April"))
    qtbot.addWidget(editor)
    editor.set_name("2.14 List size", "On 1 April")
    (line,) = editor.named_parts()
    said = told(line)
    assert (said.role, said.name) == ("EditableText", "2.14 List size")
    assert said.description.startswith("On 1 April")
    assert "readOnly" not in said.states
    editor.set_read_only(True)
    assert "readOnly" in told(line).states


def test_a_long_list_to_choose_from_is_a_combo_box_with_its_question(qtbot: QtBot) -> None:
    options = tuple(Choice(code=str(n), label=f"Role {n}") for n in range(12))
    editor = ChoiceEditor(Question(id="q", type="choice", label="Role", choice=options))
    qtbot.addWidget(editor)
    editor.set_name("4.2 Role")
    combo = editor.named_parts()[0]
    assert (told(combo).role, told(combo).name) == ("ComboBox", "4.2 Role")


def test_a_table_has_headings_and_cells(qtbot: QtBot) -> None:
    table = DataTable("Levels by domain")
    qtbot.addWidget(table)
    table.show_table(
        [FigureColumn("Domain", False), FigureColumn("Level", True)], [("Access", "2")]
    )
    table.show()
    found = QAccessible.queryAccessibleInterface(table)
    assert (told(table).role, told(table).name) == ("Table", "Levels by domain")
    inside = [found.child(n) for n in range(found.childCount())]
    said = [(each.role().name, each.text(QAccessible.Text.Name)) for each in inside if each]
    assert ("ColumnHeader", "Domain") in said
    assert ("ColumnHeader", "Level") in said
    cells = [name for role, name in said if role == "Cell"]
    assert cells[0].endswith("Access")
    assert cells[1].endswith("Level: 2"), "a figure is told with its heading"


def test_a_chart_is_a_picture_and_the_saved_words_are_words(qtbot: QtBot) -> None:
    picture, saved = ChartPicture(), SavedLabel()
    for each in (picture, saved):
        qtbot.addWidget(each)
    saved.set_words("All changes are saved as you go")
    assert told(picture).role == "Graphic"
    assert (told(saved).role, told(saved).name) == (
        "StaticText",
        "All changes are saved as you go",
    )
    assert saved.focusPolicy() & Qt.FocusPolicy.TabFocus
