"""What a screen reader is told of the widgets of a window, and what it cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
"""What can be used, whatever it says of the focus."""


GROUP = "said_as"
"""Name of the property of a widget that is announced as something Qt does not know of."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is announced of one thing.

    Attributes:
        role: of what kind it is, such as ``Button``.
        name: what it is called.
        description: what is said after that.
        states: what is said of it besides, such as ``checked``.
    """

    role: str
    name: str
    description: str
    states: frozenset[str]


def told(of: QObject) -> Told:
    """What a screen reader is told of something."""
    found = QAccessible.queryAccessibleInterface(of)
    state = found.state()
    names = (each for each in dir(state) if not each.startswith("_"))
    return Told(
        found.role().name,
        found.text(QAccessible.Text.Name),
        found.text(QAccessible.Text.Description),
        frozenset(each for each in names if getattr(state, each) == 1),
    )


def within(top: QWidget) -> Iterator[QWidget]:
    """Everything that can be seen of a window, or by scrolling it."""
    # Step by step: what is behind the page in front is far more than what is on it.
    for each in top.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not each.isHidden() and not each.isWindow():
            yield each
            yield from within(each)


def is_part_of_another(widget: QWidget) -> bool:
    """Whether a widget is only how another one is made: the line in a box to choose from."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QKeySequenceEdit | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def stops(top: QWidget) -> list[QWidget]:
    """What takes the focus by some key, and what can be pressed."""
    return [
        each
        for each in within(top)
        if (each.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(each, CONTROLS))
        and not isinstance(each, QHeaderView)
        and each.focusProxy() is None
        and not is_part_of_another(each)
    ]


def named_wrong(top: QWidget) -> list[str]:
    """What has no name of its own, or that of its group, or says what another says too."""
    wrong: list[str] = []
    same: dict[tuple[str, ...], list[QWidget]] = defaultdict(list)
    for each in stops(top):
        said = told(each)
        if not said.name.strip():
            wrong.append(f"no name: {place_of(each)}")
            continue
        if said.name in _titles_round(each, top):
            wrong.append(f"the name of its group: {place_of(each)}")
        same[said.role, said.name, said.description, group_of(each)].append(each)
    for said_by_all, those in same.items():
        if len(those) > 1:
            wrong.append(f"{len(those)} say the same: {said_by_all}")
    return wrong


def group_of(widget: QWidget) -> str:
    """The name of the group a widget stands in, which is said when one comes into it."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if parent.property(GROUP) == "group":
            return told(parent).name
        parent = parent.parentWidget()
    return ""


def _titles_round(widget: QWidget, top: QWidget) -> set[str]:
    found = set()
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        title = parent.title() if isinstance(parent, QGroupBox) else ""
        found |= {title, parent.accessibleName()} - {""}
        parent = parent.parentWidget()
    return found


def place_of(widget: QWidget) -> str:
    """Say which widget is meant, for whoever reads that a test failed."""
    said = told(widget)
    line = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(line) < 5:
        line.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{said.name[:60]!r} ({' < '.join(line)})"
