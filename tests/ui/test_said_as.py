import gc
from collections.abc import Iterator

import pytest
from accessible import told
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.said_as import Kind, say_as
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.one_of import OneOf


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("heading", "Heading"),
        ("group", "Grouping"),
        ("picture", "Graphic"),
        ("words", "StaticText"),
    ],
)
def test_a_widget_is_announced_as_what_it_is(qtbot: QtBot, kind: Kind, role: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    say_as(widget, kind)
    widget.setAccessibleName("Biggest gaps")
    widget.setAccessibleDescription("Two levels short")
    said = told(widget)
    assert (said.role, said.name, said.description) == (role, "Biggest gaps", "Two levels short")


def test_a_heading_is_a_heading_and_other_words_are_not(qtbot: QtBot) -> None:
    heading, words = Heading("Gaps"), Words("Nothing is short")
    for each in (heading, words):
        qtbot.addWidget(each)
    assert (told(heading).role, told(heading).name) == ("Heading", "Gaps")
    assert told(words).role == "StaticText"
    heading.set_words("Plan")
    assert told(heading).name == "Plan"


def test_a_heading_says_how_deep_it_stands(qtbot: QtBot) -> None:
    for step, level in (("title", 1), ("section", 2), ("strong", 3)):
        heading = Heading("Gaps", step)
        qtbot.addWidget(heading)
        told_of = QAccessible.queryAccessibleInterface(heading).attributesInterface()
        assert told_of.attributeKeys() == [QAccessible.Attribute.Level]
        assert told_of.attributeValue(QAccessible.Attribute.Level) == level
        assert told_of.attributeValue(QAccessible.Attribute.Orientation) is None


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """Qt told that somebody listens, as a screen reader tells it."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("screen_reader")
def test_a_heading_made_while_a_screen_reader_runs_is_one_too(qtbot: QtBot) -> None:
    heading = Heading("Gaps", "title")
    qtbot.addWidget(heading)
    assert (told(heading).role, told(heading).name) == ("Heading", "Gaps")
    options = OneOf("Which year?", [("2027", "2027/28")])
    qtbot.addWidget(options)
    assert told(options).role == "Grouping"


def test_a_heading_can_still_be_given_the_focus(qtbot: QtBot) -> None:
    heading = Heading("Gaps")
    qtbot.addWidget(heading)
    actions = QAccessible.queryAccessibleInterface(heading).actionInterface()
    assert actions.actionNames() == ["SetFocus"]


def test_options_stand_in_a_group_that_has_their_question(qtbot: QtBot) -> None:
    options = OneOf("Which year?", [("2027", "2027/28"), ("2028", "2028/29")])
    qtbot.addWidget(options)
    assert (told(options).role, told(options).name) == ("Grouping", "Which year?")
    assert {told(each).role for each in options.options()} == {"RadioButton"}


def test_what_qt_knows_stays_as_it_was(qtbot: QtBot) -> None:
    button, label = QPushButton("Export"), QLabel("Exported")
    for each in (button, label):
        qtbot.addWidget(each)
    say_as(QWidget(button), "group")
    assert (told(button).role, told(button).name) == ("Button", "Export")
    assert (told(label).role, told(label).name) == ("StaticText", "Exported")


def test_many_come_and_go(qtbot: QtBot) -> None:
    for _ in range(300):
        heading = Heading("Gone")
        assert told(heading).role == "Heading"
        heading.deleteLater()
        del heading
    gc.collect()
