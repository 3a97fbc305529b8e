"""The line beside a question for which something was published, and taking it over.

Where nothing is kept of a practice, none of this is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Origin
from stocktake.tasks.published_offers import Offer, to_take
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.published_words import Told
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Hint, ShortWords

TAKEN = "Published figure used"
KEPT = "Own figure kept"
"""Notes under which the two are kept in the history."""


def take(form: FormDesk, offers: Sequence[Offer]) -> None:
    """Let the published figures be the answers, as one change."""
    form.desk.save_now()
    form.desk.answer_all(form.form_id, to_take(form.sheet, offers), TAKEN)


def keep_own(form: FormDesk, offer: Offer) -> None:
    """Let the answer stand as one's own, so that a newer figure no longer asks."""
    form.desk.save_now()
    own = replace(form.sheet.answers[offer.address], origin=Origin.TYPED)
    form.desk.answer_all(form.form_id, {offer.address: own}, KEPT)


class _Struck(ShortWords):
    """A figure that can be struck through."""

    def __init__(self) -> None:
        super().__init__("", "hint")
        self.is_struck = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure, and the line through it."""
        super().paintEvent(event)
        if self.is_struck:
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(self.foregroundRole()), scaled(1)))
            middle = self.contentsRect().center().y() + 1
            painter.drawLine(0, middle, self.fontMetrics().horizontalAdvance(self.text()), middle)


class PublishedLine(QWidget):
    """Says what was published and where, and offers to take it over.

    Attributes:
        use, keep, look: its buttons.

    Signals:
        use_asked: the published figure shall be the answer.
        keep_asked: the answer shall stay.
        look_asked: the page of published figures is asked for.
    """

    use_asked = Signal()
    keep_asked = Signal()
    look_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._told: Told | None = None
        self._mark = IconMark("info", "accent")
        self._lead = ShortWords("", "hint")
        self._figure = _Struck()
        self._rest = Hint()
        self.use, self.keep = SmallButton("Use it", "tick"), SmallButton("Keep mine")
        self.look = SmallButton("Look at them")
        self._row = FlowRow(None, SPACE_INSIDE)
        for label in (self._lead, self._figure):
            # As tall as the buttons beside them, so that all stand on one line.
            label.setContentsMargins(0, 6, 0, 6)
        for each in (self._lead, self._figure, self.use, self.keep, self.look):
            self._row.addWidget(each)
        words = self._words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._row)
        words.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        self.use.clicked.connect(self.use_asked)
        self.keep.clicked.connect(self.keep_asked)
        self.look.clicked.connect(self.look_asked)

    def tell(self, told: Told, *, look: str = "") -> None:
        """Show another line; nothing moves while it stays the same.

        Args:
            look: words of the button that leads to the page of published figures; empty for none.
        """
        if told != self._told:
            self._told = told
            self._mark.set_icon(told.icon, "attention" if told.icon == "attention" else "accent")
            self._lead.setText(told.lead)
            self._figure.setText(told.figure)
            self._figure.is_struck = told.is_struck
            self._figure.update()
            self._rest.setText(told.rest)
            for button, words in ((self.use, told.use), (self.keep, told.keep), (self.look, look)):
                button.setText(words)
                button.setAccessibleName(f"{words}: {self._name}")
                button.setAccessibleDescription(told.said)
                button.setVisible(bool(words))
            self._lead.setVisible(bool(told.lead))
            self._figure.setVisible(bool(told.figure))
            self._rest.setVisible(bool(told.rest))
            self._row.setVisible(bool(told.lead or told.figure or look))
            # With nothing to stand beside, a button comes after what it is about.
            has_start = bool(told.lead or told.figure)
            down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
            self._words.setDirection(down if has_start else up)
        self.show()

    def words(self) -> str:
        """All that is said now; empty while it is hidden."""
        return "" if self.isHidden() or self._told is None else self._told.said
