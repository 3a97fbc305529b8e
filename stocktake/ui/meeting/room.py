"""The whole screen for one rating at a time: cards are laid, turned, talked over and agreed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Question
from stocktake.tasks.meeting import Cards, spread_in_words
from stocktake.ui.announce import announce
from stocktake.ui.editors.rating import RatingEditor
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD, SPACE_PAGE
from stocktake.ui.meeting.hand import Hand
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.scroll_column import ScrollColumn


class MeetingRoom(QDialog):
    """Goes through ratings; what is agreed is told and kept by whoever opened the room.

    Signals:
        agreed: (question, Cards, level, what the disagreement was about).
        put_off: the question that is left for later.
    """

    agreed = Signal(object, object, int, str)
    put_off = Signal(object)

    def __init__(
        self,
        ratings: Sequence[tuple[str, Question]],
        people: int,
        parent: QWidget | None = None,
    ) -> None:
        """Open on the first rating.

        Args:
            ratings: at least one, each with the title of its section, in the order they are
                talked about.
            people: how many lay a card.
            parent: the window it stands over.
        """
        super().__init__(parent)
        self.setWindowTitle("Rating together")
        self._ratings = tuple(ratings)
        self._at = 0
        self._cards = Cards(people)
        self._is_turned = False
        self._level: int | None = None
        self.where = Hint()
        self.heading = Heading("", "title")
        self.hint = Hint()
        self.hand = Hand()
        self.prompt = Words("", "strong")
        self._editor_place = QVBoxLayout()
        self.editor: RatingEditor | None = None
        self.turn = PrimaryButton("Turn the cards")
        self.keep = PrimaryButton("Keep this level and go on")
        self.said_label = Words("What was it about, if you differed? Kept as a private note.")
        self.said = LineEdit()
        self.said.setAccessibleName("What was it about, if you differed")
        self.back = QuietButton("Take the last card back")
        self.again = QuietButton("Lay the cards again")
        self.later = PlainButton("Come back to this one later")
        self.leave = PlainButton("Leave the meeting")
        self._lay_out()
        self._connect()
        self._show_rating()

    def _lay_out(self) -> None:
        column = ScrollColumn(is_wide=True)
        for widget in (self.where, self.heading, self.hint, self.hand, self.prompt):
            column.add(widget)
        holder = QWidget()
        self._editor_place = QVBoxLayout(holder)
        self._editor_place.setContentsMargins(0, 0, 0, 0)
        column.add(holder)
        column.add(self.said_label)
        column.add(self.said)
        row = FlowRow(None, SPACE_FIELD)
        for button in (self.turn, self.keep, self.back, self.again, self.later, self.leave):
            row.addWidget(button)
        column.add(row)
        column.column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_PAGE, SPACE_BLOCK, SPACE_PAGE, SPACE_BLOCK)
        outer.addWidget(column)

    def _connect(self) -> None:
        self.turn.clicked.connect(self._on_turn_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        self.later.clicked.connect(self._on_later_clicked)
        self.leave.clicked.connect(self.reject)

    @property
    def question(self) -> Question:
        """The rating in hand."""
        return self._ratings[self._at][1]

    # Showing

    def _show_rating(self) -> None:
        question = self.question
        title = self._ratings[self._at][0]
        self.where.setText(f"{title}: rating {self._at + 1} of {len(self._ratings)}")
        self.heading.set_words(question.label)
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        if self.editor is not None:
            self._editor_place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = RatingEditor(question)
        self.editor.set_name(question.label, question.hint)
        self.editor.edited.connect(self._on_editor_edited)
        self._editor_place.addWidget(self.editor)
        self._start_again()
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_again(self) -> None:
        self._cards = Cards(self._cards.people)
        self._is_turned = False
        self._level = None
        self.said.setText("")
        self._show_stage()

    def _show_stage(self) -> None:
        """Show what can be done now: lay cards, turn them, or agree."""
        cards, turned = self._cards, self._is_turned
        self.hand.show_cards(cards, turned=turned)
        if self.editor is not None:
            self.editor.set_value(None if self._level is None else Decimal(self._level))
            self.editor.setVisible(turned or not cards.are_all_there)
        self.prompt.setText(self._prompt_words())
        self.turn.setVisible(cards.are_all_there and not turned)
        self.keep.setVisible(turned)
        self.keep.setEnabled(self._level is not None)
        self.again.setVisible(turned)
        self.back.setVisible(bool(cards.laid) and not turned)
        for widget in (self.said_label, self.said):
            widget.setVisible(turned and cards.differ)

    def _prompt_words(self) -> str:
        cards = self._cards
        if self._is_turned:
            return f"{spread_in_words(cards)} Which level do you agree on?"
        if cards.are_all_there:
            return "All cards are there."
        person = len(cards.laid) + 1
        return (
            f"Person {person} of {cards.people}: choose your card. It stays face down until "
            "everyone has chosen."
        )

    # What people do

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        if self._is_turned:
            self._level = int(value) if isinstance(value, Decimal) else None
            self.keep.setEnabled(self._level is not None)
        elif isinstance(value, Decimal):
            self._lay(int(value))

    def _lay(self, level: int) -> None:
        self._cards = self._cards.lay(level)
        self._show_stage()
        announce(self, self.prompt.text())
        if self._cards.are_all_there:
            self.turn.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.editor is not None:
            # The next person starts from the first card, not from the one just chosen.
            self.editor.start_from_first()

    @Slot()
    def _on_turn_clicked(self) -> None:
        self._is_turned = True
        if not self._cards.differ:
            self._level = self._cards.middle
        self._show_stage()
        announce(self, self.prompt.text())
        if self.editor is not None:
            self.editor.start_from_first()

    @Slot()
    def _on_keep_clicked(self) -> None:
        if self._level is not None:
            self.agreed.emit(self.question, self._cards, self._level, self.said.text())
            self._go_on()

    @Slot()
    def _on_later_clicked(self) -> None:
        self.put_off.emit(self.question)
        self._go_on()

    def _go_on(self) -> None:
        if self._at + 1 == len(self._ratings):
            self.accept()
            return
        self._at += 1
        self._show_rating()

    @Slot()
    def _on_back_clicked(self) -> None:
        self._cards = self._cards.take_back()
        self._show_stage()
        if self.editor is not None:
            self.editor.start_from_first()

    @Slot()
    def _on_again_clicked(self) -> None:
        self._start_again()
        if self.editor is not None:
            self.editor.start_from_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; Enter presses nothing by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
