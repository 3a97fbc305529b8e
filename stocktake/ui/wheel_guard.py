"""The mouse wheel never changes an answer.

Source: design/screens.md F.0. Unfiltered, a wheel over a spin box or a combo box changes it with no
click, and people scroll long pages all day.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

_GUARDED = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """Takes the wheel from controls that would change, and gives it to the page behind them.

    Install it on the application: ``application.installEventFilter(WheelGuard(application))``.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass a wheel turn over a guarded control to the scroll area that holds it."""
        if event.type() is not QEvent.Type.Wheel:
            return False
        if not isinstance(watched, _GUARDED) or isinstance(watched, QScrollBar):
            return False
        page = _scroll_area_of(watched)
        if page is not None:
            QCoreApplication.sendEvent(page.viewport(), event)
        event.accept()
        return True


def _scroll_area_of(widget: QWidget) -> QAbstractScrollArea | None:
    step = widget.parentWidget()
    while step is not None and not isinstance(step, QAbstractScrollArea):
        step = step.parentWidget()
    return step
