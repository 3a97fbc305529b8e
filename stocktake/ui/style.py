"""The shapes of the window: flat controls with one border, soft corners and a plain focus ring.

A proxy over Fusion, so that anything not drawn here still looks right.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QWidget,
)

from stocktake.ui import drawing
from stocktake.ui.look import CELL_PADDING, RING, RING_GAP

BUTTON_PADDING = 28
"""Pixels beside a button's words, both sides together."""
QUIET_PADDING = 16
"""Pixels beside a quiet button's words, both sides together."""

Complex = QStyle.ComplexControl

INDICATOR_PIXELS = 18
"""Side of a check box or radio button at 100% text."""
SCROLL_BAR_PIXELS = 14
"""Width of a scroll bar; it does not grow with the text."""


class PaperStyle(QProxyStyle):
    """Draws controls as on a well-set form."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._metrics: dict[QStyle.PixelMetric, int] = {}
        self.grow(1.0)

    def grow(self, text_factor: float) -> None:
        """Take over a text size; 1.0 is 100%."""
        metric = QStyle.PixelMetric
        indicator = round(INDICATOR_PIXELS * text_factor)
        self._metrics = {
            metric.PM_FocusFrameHMargin: RING + RING_GAP,
            metric.PM_FocusFrameVMargin: RING + RING_GAP,
            metric.PM_IndicatorWidth: indicator,
            metric.PM_IndicatorHeight: indicator,
            metric.PM_ExclusiveIndicatorWidth: indicator,
            metric.PM_ExclusiveIndicatorHeight: indicator,
            metric.PM_CheckBoxLabelSpacing: 8,
            metric.PM_RadioButtonLabelSpacing: 8,
            metric.PM_HeaderMargin: CELL_PADDING,
            metric.PM_ScrollBarExtent: SCROLL_BAR_PIXELS,
            metric.PM_ButtonShiftHorizontal: 0,
            metric.PM_ButtonShiftVertical: 0,
        }

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Give the sizes of the house, and Fusion's for the rest."""
        own = self._metrics.get(metric)
        return own if own is not None else super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption | None,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Give buttons and fields room to be read and hit."""
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        contents = QStyle.ContentsType
        if kind is contents.CT_PushButton:
            icon = widget.iconSize().height() if isinstance(widget, QPushButton) else 0
            height = max(size.height(), icon)
            is_quiet = isinstance(widget, QPushButton) and widget.isFlat()
            return QSize(
                size.width() + (QUIET_PADDING if is_quiet else BUTTON_PADDING),
                max(height + 14, 36),
            )
        if kind in (contents.CT_LineEdit, contents.CT_ComboBox):
            return QSize(found.width(), max(size.height() + 12, 36))
        if kind in (contents.CT_CheckBox, contents.CT_RadioButton):
            return QSize(found.width() + 4, found.height() + 6)
        if kind is contents.CT_MenuItem:
            return QSize(found.width() + 8, found.height() + 4)
        return found

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw panels, frames and indicators the house's way."""
        own = drawing.PRIMITIVES.get(element)
        if own is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            own(option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the focus ring, table headings and progress the house's way."""
        own = drawing.CONTROLS.get(element)
        if own is None:
            super().drawControl(element, option, painter, widget)
        else:
            own(option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw combo boxes and scroll bars flat."""
        if control is Complex.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            drawing.combo_box(option, painter)
        elif control is Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            groove = option.rect
            handle = self.subControlRect(
                control, option, QStyle.SubControl.SC_ScrollBarSlider, widget
            )
            drawing.scroll_bar(option, painter, groove, handle)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Leave out the arrows at the ends of a scroll bar."""
        if control is Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return drawing.scroll_bar_part(option, part)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]


_OF_THE_RING = {
    QStyle.StyleHint.SH_FocusFrame_AboveWidget: 1,
    QStyle.StyleHint.SH_FocusFrame_Mask: 0,
}


class RingStyle(PaperStyle):
    """For the focus ring alone: above its control, and whole.

    Qt asks a style for hints thousands of times as a page is built, so the style of everything else
    leaves the answering to Fusion.
    """

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Put the ring above its control; Fusion would have it below and cut to a mask."""
        own = _OF_THE_RING.get(hint)
        return own if own is not None else super().styleHint(hint, option, widget, returned)
