"""What kind of thing a screen reader says a widget is, where Qt cannot know.

To Qt a heading is a label, and a picture or what holds a group is nothing in particular: a screen
reader would skip the one and could not jump to the other.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Kind = Literal["heading", "group", "picture", "words"]

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "group": QAccessible.Role.Grouping,
    "picture": QAccessible.Role.Graphic,
    "words": QAccessible.Role.StaticText,
}
_KIND = "said_as"


class _InUse:
    """Whether Qt asks here; as much one of a kind as Qt's own list of whom it asks."""

    is_asked: bool = False


def say_as(widget: QWidget, kind: Kind) -> None:
    """Have a widget announced as a heading, a group, a picture or words; it needs a name for that.

    Call it while the widget is made, before anything can ask what it is.
    """
    widget.setProperty(_KIND, kind)
    if not _InUse.is_asked:
        _InUse.is_asked = True
        QAccessible.installFactory(_interface)


def _interface(key: str, of: QObject) -> QAccessibleWidget | None:
    if not isinstance(of, QWidget) or (role := _ROLES.get(of.property(_KIND))) is None:
        return None
    return QAccessibleWidget(of, role, "")
