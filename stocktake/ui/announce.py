"""Words that are not tied to where the focus is, for screen readers and for the eye.

Polite ones wait their turn (saved, a section completed); an assertive one is for an error on
leaving a field. What a command answers when there is nowhere to go on to is shown, too, for a
moment at the foot of the window: otherwise a key would seem to do nothing.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QWidget

SHOWN_MS = 4000
"""Milliseconds for which words stand at the foot of the window, in place of what is saved."""


def announce(widget: QWidget, words: str, *, assertive: bool = False) -> None:
    """Have a screen reader say something; silent when none is listening."""
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)


def tell(widget: QWidget, words: str) -> None:
    """Announce something, and show it for a moment at the foot of the widget's window."""
    announce(widget, words)
    _show(widget, words)
    QTimer.singleShot(SHOWN_MS, widget, partial(hush, widget))


def hush(widget: QWidget) -> None:
    """Take away what is shown at the foot: there is something else to be seen there."""
    _show(widget, "")


def _show(widget: QWidget, words: str) -> None:
    # A tip finds its own way up to the window, so that a page need not know of it.
    QApplication.sendEvent(widget, QStatusTipEvent(words))
