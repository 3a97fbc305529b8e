"""How each control is drawn: strokes shared by the style and by widgets that paint themselves.

Colours come from the option's palette, so that high contrast keeps the system's own.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from stocktake.ui.look import CORNER, RING, RING_GAP

Primitive = QStyle.PrimitiveElement
Control = QStyle.ControlElement
Role = QPalette.ColorRole
StateFlag = QStyle.StateFlag
Draw = Callable[[QStyleOption, QPainter, QWidget | None], None]


def rounded(
    painter: QPainter, rect: QRect | QRectF, fill: QColor | None, border: QColor | None
) -> None:
    """Draw a soft-cornered box with a 1 px border."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1) if border else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    painter.restore()


def draw_tick(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    """Draw a tick that fills a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    at = rect.topLeft()
    side = rect.width()
    painter.drawPolyline(
        QPolygonF(
            [at + QPointF(x * side, y * side) for x, y in ((0.2, 0.54), (0.43, 0.76), (0.8, 0.28))]
        )
    )
    painter.restore()


def draw_chevron(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a small arrow head pointing down in the middle of a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle = rect.center()
    reach = 4.5
    painter.drawPolyline(
        QPolygonF(
            [
                middle + QPointF(-reach, -reach / 2),
                middle + QPointF(0, reach / 2),
                middle + QPointF(reach, -reach / 2),
            ]
        )
    )
    painter.restore()


def _is_on(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draw nothing: the focus ring stands round the whole control instead."""


def _field(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    palette = option.palette
    is_framed = not isinstance(option, QStyleOptionFrame) or option.lineWidth > 0
    fill = palette.color(Role.Base if _is_on(option, StateFlag.State_Enabled) else Role.Window)
    if is_framed:
        rounded(painter, option.rect, fill, palette.color(Role.Dark))
    else:
        painter.fillRect(option.rect, fill)


def _frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    rounded(painter, option.rect, option.palette.color(Role.Base), option.palette.color(Role.Dark))


def _button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    palette = option.palette
    fill = palette.color(Role.Button)
    is_filled = fill == palette.color(Role.Accent)
    border = fill if is_filled else palette.color(Role.Dark)
    if _is_on(option, StateFlag.State_Sunken) or _is_on(option, StateFlag.State_On):
        fill = fill.darker(115) if is_filled else palette.color(Role.Midlight)
    elif _is_on(option, StateFlag.State_MouseOver):
        fill = fill.darker(108) if is_filled else palette.color(Role.Midlight)
    if not _is_on(option, StateFlag.State_Enabled):
        fill, border = palette.color(Role.Window), palette.color(Role.Mid)
    if isinstance(option, QStyleOptionButton) and (
        option.features & QStyleOptionButton.ButtonFeature.Flat
    ):
        border = fill
    rounded(painter, option.rect, fill, border)


def _tool_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if _is_on(option, StateFlag.State_MouseOver) or _is_on(option, StateFlag.State_Sunken):
        rounded(painter, option.rect, option.palette.color(Role.Midlight), None)


def _arrow_down(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    draw_chevron(painter, QRectF(option.rect), option.palette.color(Role.ButtonText))


def _indicator_colours(option: QStyleOption) -> tuple[QColor, QColor]:
    palette = option.palette
    if not _is_on(option, StateFlag.State_Enabled):
        return palette.color(Role.Window), palette.color(Role.Dark)
    if _is_on(option, StateFlag.State_On):
        return palette.color(Role.Accent), palette.color(Role.Accent)
    if _is_on(option, StateFlag.State_MouseOver):
        return palette.color(Role.Midlight), palette.color(Role.Dark)
    return palette.color(Role.Base), palette.color(Role.Dark)


def _check_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    fill, border = _indicator_colours(option)
    box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1.5))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 4, 4)
    painter.restore()
    if _is_on(option, StateFlag.State_On):
        enabled = _is_on(option, StateFlag.State_Enabled)
        mark = option.palette.color(Role.HighlightedText if enabled else Role.Text)
        draw_tick(painter, box, mark, 2.2 * box.width() / 18)


def _radio_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    palette = option.palette
    _, border = _indicator_colours(option)
    circle = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 2 if _is_on(option, StateFlag.State_On) else 1.5))
    hover = _is_on(option, StateFlag.State_MouseOver)
    painter.setBrush(palette.color(Role.Midlight if hover else Role.Base))
    painter.drawEllipse(circle)
    if _is_on(option, StateFlag.State_On):
        inset = circle.width() * 0.26
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(border)
        painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _focus_ring(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(option.palette.color(Role.Accent), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = RING / 2
    corner = CORNER + RING_GAP + half
    painter.drawRoundedRect(QRectF(option.rect).adjusted(half, half, -half, -half), corner, corner)
    painter.restore()


def _heading_cell(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, option.palette.color(Role.Base))
    painter.setPen(option.palette.color(Role.Dark))
    is_down = isinstance(option, QStyleOptionHeader) and (
        option.orientation is Qt.Orientation.Vertical
    )
    if not is_down:
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _progress(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    palette = option.palette
    rect = QRectF(option.rect)
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER / 2, CORNER / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, palette.color(Role.Mid))
    if isinstance(option, QStyleOptionProgressBar):
        painter.setClipPath(path)
        reach = option.maximum - option.minimum
        part = (option.progress - option.minimum) / reach if reach > 0 else 0.3
        filled = QRectF(rect.left(), rect.top(), rect.width() * part, rect.height())
        painter.fillRect(filled, palette.color(Role.Accent))
    painter.restore()


def combo_box(option: QStyleOptionComboBox, painter: QPainter) -> None:
    """Draw a combo box as a field with an arrow head."""
    _field(option, painter, None)
    rect = QRectF(option.rect)
    arrow = QRectF(rect.right() - 30, rect.top(), 26, rect.height())
    enabled = _is_on(option, StateFlag.State_Enabled)
    draw_chevron(painter, arrow, option.palette.color(Role.Text if enabled else Role.Dark))


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Lay out a scroll bar without the arrows at its ends."""
    rect = option.rect
    across = option.orientation is Qt.Orientation.Horizontal
    length = rect.width() if across else rect.height()
    span = option.maximum - option.minimum
    size = length
    if span > 0:
        size = max(round(length * option.pageStep / (span + option.pageStep)), 28)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    which = QStyle.SubControl
    bounds = {
        which.SC_ScrollBarSlider: (start, size),
        which.SC_ScrollBarGroove: (0, length),
        which.SC_ScrollBarSubPage: (0, start),
        which.SC_ScrollBarAddPage: (start + size, length - start - size),
    }.get(part)
    if bounds is None:
        return QRect()
    at, extent = bounds
    if across:
        return QRect(rect.x() + at, rect.y(), extent, rect.height())
    return QRect(rect.x(), rect.y() + at, rect.width(), extent)


def scroll_bar(option: QStyleOptionSlider, painter: QPainter, groove: QRect, handle: QRect) -> None:
    """Draw a scroll bar as a soft handle in a plain groove."""
    palette = option.palette
    painter.fillRect(groove, palette.color(Role.Window))
    active = _is_on(option, StateFlag.State_MouseOver) or _is_on(option, StateFlag.State_Sunken)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(Role.Text if active else Role.Dark))
    box = QRectF(handle).adjusted(3, 3, -3, -3)
    painter.drawRoundedRect(box, 4, 4)
    painter.restore()


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    Primitive.PE_PanelLineEdit: _field,
    Primitive.PE_FrameLineEdit: _field,
    Primitive.PE_Frame: _frame,
    Primitive.PE_PanelButtonCommand: _button,
    Primitive.PE_FrameDefaultButton: _nothing,
    Primitive.PE_PanelButtonTool: _tool_button,
    Primitive.PE_IndicatorCheckBox: _check_box,
    Primitive.PE_IndicatorRadioButton: _radio_button,
    Primitive.PE_IndicatorArrowDown: _arrow_down,
    Primitive.PE_FrameFocusRect: _nothing,
    Primitive.PE_FrameStatusBarItem: _nothing,
}

CONTROLS: dict[QStyle.ControlElement, Draw] = {
    Control.CE_FocusFrame: _focus_ring,
    Control.CE_HeaderSection: _heading_cell,
    Control.CE_ProgressBarGroove: _nothing,
    Control.CE_ProgressBarContents: _progress,
    Control.CE_ProgressBarLabel: _nothing,
}
