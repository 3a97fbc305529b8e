"""The cards on the table: one for each person, face down until all are turned."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stocktake.tasks.meeting import Cards
from stocktake.ui.look import CORNER, SPACE_FIELD
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import font_of, look, scaled
from stocktake.ui.widgets.flow_row import FlowRow

WIDTH, HEIGHT = 72, 92
"""Pixels of a card at 100% text."""


class LaidCard(QWidget):
    """One person's card: an empty place, face down, or turned."""

    def __init__(self, person: int) -> None:
        super().__init__()
        say_as(self, "words")
        self._person = person
        self._level: int | None = None
        self._is_laid = False
        self._is_next = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_card(None, is_laid=False, is_next=False)

    def show_card(self, level: int | None, *, is_laid: bool, is_next: bool) -> None:
        """Show the place as it is; a level is given only once the cards are turned."""
        self._level, self._is_laid, self._is_next = level, is_laid, is_next
        if level is not None:
            words = f"A card with {level}"
        elif is_laid:
            words = f"Person {self._person}: card laid"
        else:
            words = f"Person {self._person}: no card yet"
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A card's size at the text size in use."""
        return QSize(scaled(WIDTH), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an empty place, a back with stripes, or a digit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        edge = QColor(look().accent if self._is_next else look().control_border)
        pen = QPen(edge, 2 if self._is_next else 1)
        if not self._is_laid:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(look().surface))
        painter.drawRoundedRect(box, CORNER, CORNER)
        if self._is_laid and self._level is None:
            inside = box.adjusted(6, 6, -6, -6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look().accent))
            painter.drawRoundedRect(inside, CORNER / 2, CORNER / 2)
        words = "" if self._is_laid and self._level is None else str(self._person)
        if self._level is not None:
            words = str(self._level)
        painter.setPen(QColor(look().text if self._level is not None else look().muted))
        painter.setFont(font_of("title" if self._level is not None else "body"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Hand(FlowRow):
    """A card for each person."""

    def __init__(self) -> None:
        super().__init__(None, SPACE_FIELD)
        self._cards: list[LaidCard] = []

    def show_cards(self, cards: Cards, *, turned: bool) -> None:
        """Show the cards laid so far, and their levels only once they are turned.

        Turned cards stand from low to high, so that nobody is told by the place of a card.
        """
        while len(self._cards) < cards.people:
            card = LaidCard(len(self._cards) + 1)
            self._cards.append(card)
            self.addWidget(card)
        levels = sorted(cards.laid)
        for at, card in enumerate(self._cards):
            is_laid = at < len(cards.laid)
            level = levels[at] if turned and is_laid else None
            card.show_card(level, is_laid=is_laid, is_next=at == len(cards.laid) and not turned)
            card.setVisible(at < cards.people)
