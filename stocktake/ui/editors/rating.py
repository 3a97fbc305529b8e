"""A level from 0 to 4, chosen by reading what each one means."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field, Question
from stocktake.questionnaire.scale import LEVELS, Level
from stocktake.ui.drawing import draw_tick, rounded
from stocktake.ui.editors.base import Editor, said_together
from stocktake.ui.editors.choice import CLEARING_KEYS
from stocktake.ui.look import CORNER, SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import dress, scaled
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import ShortWords, Words
from stocktake.ui.widgets.one_stop import OneStop

CARD_WIDTH = 150
"""Pixels at 100% text that a card needs to stand beside the others."""


class RatingCard(QAbstractButton):
    """One level: its digit, its name and the description in full."""

    def __init__(self, level: Level, anchor: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level.number
        self.setCheckable(True)
        self.setAutoExclusive(True)
        Assisted(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{level.number}, {level.name}: {anchor}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._digit = ShortWords(str(level.number), "title")
        self._name = Words(level.name, "strong")
        self._anchor = Words(anchor)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._anchor)
        words.addStretch()
        self._box.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(words, 1)
        for label in (self._digit, self._name, self._anchor):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._make_room()

    def _make_room(self) -> None:
        tick = scaled(20) + SPACE_FIELD
        self._box.setContentsMargins(SPACE_BLOCK, 10, SPACE_BLOCK + tick, 10)
        self._box.setSpacing(SPACE_BLOCK)

    def set_upright(self, upright: bool) -> None:
        """Put the digit over the words, for cards in a row."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if upright else way.LeftToRight)
        self._make_room()
        if upright:
            self._box.setContentsMargins(12, 10, 12, 10)
            self._box.setSpacing(2)

    def set_chosen(self, chosen: bool) -> None:
        """Mark or clear it, silently."""
        show_checked(self, chosen)

    def sizeHint(self) -> QSize:
        """Ask for what the words need."""
        return self._box.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space or Enter; every other key is the group's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card; the chosen one is soft, edged and ticked."""
        painter = QPainter(self)
        role = QPalette.ColorRole
        palette = self.palette()
        soft = self.isChecked() or (self.underMouse() and self.isEnabled())
        fill = palette.color(role.Midlight if soft else role.Base)
        if not self.isChecked():
            rounded(painter, self.rect(), fill, palette.color(role.Dark))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(role.Accent), 2))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)
        side = scaled(20)
        box = QRectF(self.width() - side - 12, 12, side, side)
        draw_tick(painter, box, palette.color(role.Accent), 2.6 * side / 20)


class RatingEditor(Editor):
    """Five cards: arrow keys move, Space chooses, 0 to 4 choose at once, Delete clears."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        anchors = field.anchors if isinstance(field, Question) else ()
        anchors = anchors or tuple(level.meaning for level in LEVELS)
        self._cards = [
            RatingCard(level, anchor) for level, anchor in zip(LEVELS, anchors, strict=True)
        ]
        self._group = QWidget()
        say_as(self._group, "group")
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._group)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_FIELD)
        for card in self._cards:
            self._row.addWidget(card, 1)
            card.clicked.connect(partial(self._choose, card.level))
        self._clear = QuietButton("Clear my answer", tone="muted")
        dress(self._clear, "hint")
        self._clear.hide()
        below = QHBoxLayout()
        below.addWidget(self._clear)
        below.addStretch()
        self._column.insertWidget(0, self._group)
        self._column.insertLayout(1, below)
        self._stop = OneStop(self._cards, self)
        self.hand_on_to(self._cards[0])
        self._clear.clicked.connect(self._on_clear_clicked)

    def start_from_first(self) -> None:
        """Put the focus on the first card, for the next person at the same question."""
        self._stop.stop_at(self._cards[0])
        self.hand_on_to(self._cards[0])
        self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def named_parts(self) -> tuple[QWidget, ...]:
        """The group: a card is announced by its digit and description."""
        return (self._group,)

    def set_name(self, name: str, description: str = "") -> None:
        """Name the group; only the first card repeats the question, as its description."""
        super().set_name(name, description)
        self._cards[0].setAccessibleDescription(said_together(name, description))
        self._clear.setAccessibleDescription(name)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting another level be chosen."""
        super().set_read_only(read_only)
        self._group.setEnabled(not read_only)
        self._clear.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits and Delete while a card has the focus."""
        digit = event.key() - Qt.Key.Key_0.value
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._read_only or not plain:
            super().keyPressEvent(event)
        elif 0 <= digit < len(self._cards):
            self._cards[digit].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._choose(digit)
        elif event.key() in CLEARING_KEYS:
            self._on_clear_clicked()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in a row when there is room for all five."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        has_room = event.size().width() >= scaled(CARD_WIDTH) * len(self._cards)
        wanted = way.LeftToRight if has_room else way.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            for card in self._cards:
                card.set_upright(has_room)

    def _show(self, value: Value | None) -> None:
        level = int(value) if isinstance(value, Decimal) else None
        for card in self._cards:
            card.set_chosen(card.level == level)
        if level is not None:
            self._stop.stop_at(self._cards[level])
            self.hand_on_to(self._cards[level])
        self._clear.setVisible(level is not None)

    def _choose(self, level: int, *_: bool) -> None:
        value = Decimal(level)
        self._show(value)
        self._give(value)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._show(None)
        self._give(None)
