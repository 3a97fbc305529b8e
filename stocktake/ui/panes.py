"""Going from one part of the window to the next with F6."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Pane(QWidget):
    """A part of a page that may stand behind another while there is little room.

    Attributes:
        is_offered: whether it can be come to at all.
        start: where the focus always goes; None for where it was last.

    Signals:
        asked: it is to come to the front.
    """

    asked = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_offered = True
        self.start: QWidget | None = None
        self._last: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def come_forward(self) -> None:
        """Ask to be shown, if it is not."""
        if self.isHidden():
            self.asked.emit()

    def remember(self) -> None:
        """Keep where the focus was, before the pane goes behind another."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._last = focus

    def stop(self) -> QWidget | None:
        """Where the focus goes: to the start, or where it was last, or to the first stop."""
        for wanted in (self.start, self.focusWidget(), self._last):
            is_there = wanted is not None and shiboken6.isValid(wanted)
            if wanted is not None and is_there and wanted.isVisible() and wanted.isEnabled():
                return wanted
        return first_stop(self)


def focus_next_pane(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus in the next part that is shown or can be; a step of -1 goes back."""
    there = [pane for pane in panes if _is_offered(pane)]
    focus = QApplication.focusWidget()
    here = [at for at, pane in enumerate(there) if focus and _holds(pane, focus)]
    # A page may be its own pane and hold smaller ones; the innermost is the one that counts.
    at = here[-1] + step if here else 0
    for pane in (there[(at + step * n) % len(there)] for n in range(len(there))):
        if isinstance(pane, Pane):
            pane.come_forward()
        stop = pane.stop() if isinstance(pane, Pane) else _first(pane)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def parts_of(page: QWidget, panes: Sequence[QWidget], heading: QWidget | None) -> list[QWidget]:
    """The parts of a page that can be come to now; the page, or its heading, where none can."""
    there = [pane for pane in panes if _is_offered(pane)]
    if there:
        return there
    has_stop = first_stop(page) is not None
    return [page] if has_stop or heading is None else [heading]


def _is_offered(pane: QWidget) -> bool:
    if isinstance(pane, Pane):
        holder = pane.parentWidget()
        return pane.is_offered and (pane.isVisible() or holder is None or holder.isVisible())
    return pane.isVisible() and _first(pane) is not None


def _first(pane: QWidget) -> QWidget | None:
    """What takes the focus in a part: a heading that stands alone takes it itself."""
    return pane if isinstance(pane, QLabel) else first_stop(pane)


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first thing inside that the Tab key would stop at."""
    for widget in (pane, *pane.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)
