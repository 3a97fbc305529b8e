"""What kind of thing a screen reader says a widget is, where Qt cannot know.

To Qt a heading is a label, and a picture or what holds a group is nothing in particular: a screen
reader would skip the one and could not jump to the other. A heading says how deep it stands,
so that one can go from page title to part to part.
"""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAttributesInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Kind = Literal["heading", "group", "picture", "words"]

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "group": QAccessible.Role.Grouping,
    "picture": QAccessible.Role.Graphic,
    "words": QAccessible.Role.StaticText,
}
_KIND = "said_as"
_LEVEL = "heading_level"


class _InUse:
    """Whether Qt asks here; as much one of a kind as Qt's own list of whom it asks."""

    is_asked: bool = False


class _Level(QAccessibleAttributesInterface):
    """How deep a heading stands; 1 is the title of a page."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Only the level is told."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        """The level, and nothing for anything else."""
        return self._level if key is QAccessible.Attribute.Level else None


class _HeadingInterface(QAccessibleWidget):
    """A heading with its level."""

    def __init__(self, widget: QWidget, level: int) -> None:
        super().__init__(widget, QAccessible.Role.Heading, "")
        self._attributes = _Level(level)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Give the level to who asks for attributes.

        It is an object of its own: Qt takes the address of what is returned for that of what it
        asked for, which it would not be of an object that is a widget's interface as well.
        """
        if kind is QAccessible.InterfaceType.AttributesInterface:
            return self._attributes
        return super().interface_cast(kind)


def say_as(widget: QWidget, kind: Kind, level: int = 2) -> None:
    """Have a widget announced as a heading, a group, a picture or words; it needs a name for that.

    Call it while the widget is made, before anything can ask what it is.

    Args:
        widget: what is announced.
        kind: as what.
        level: of a heading, how deep it stands; 1 is the title of a page.
    """
    widget.setProperty(_KIND, kind)
    widget.setProperty(_LEVEL, level)
    if not _InUse.is_asked:
        _InUse.is_asked = True
        QAccessible.installFactory(_interface)


def _interface(key: str, of: QObject) -> QAccessibleWidget | None:
    if not isinstance(of, QWidget) or (role := _ROLES.get(of.property(_KIND))) is None:
        return None
    if role is QAccessible.Role.Heading:
        return _HeadingInterface(of, int(of.property(_LEVEL)))
    return QAccessibleWidget(of, role, "")
