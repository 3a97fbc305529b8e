"""Going from one part of the window to the next with F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_next_pane(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus in the next part that is shown; a step of -1 goes back."""
    shown = [pane for pane in panes if pane.isVisible() and first_stop(pane) is not None]
    if not shown:
        return
    focus = QApplication.focusWidget()
    here = [at for at, pane in enumerate(shown) if focus and _holds(pane, focus)]
    # A page may be its own pane and hold smaller ones; the innermost is the one that counts.
    at = here[-1] + step if here else 0
    stop = first_stop(shown[at % len(shown)])
    if stop is not None:
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first thing inside that the Tab key would stop at."""
    for widget in (pane, *pane.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)
