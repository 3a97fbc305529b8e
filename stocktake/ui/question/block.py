"""What every block on a section's page is."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from stocktake.questionnaire.answers import Address, State, Value
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.indicators import RaisedFlag
from stocktake.questionnaire.issues import Issue, question_issues
from stocktake.questionnaire.progress import DEALT_WITH, is_counted, is_unconfirmed, state_of
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.published_beside import PublishedBeside
from stocktake.ui.question.remarks import Remarks
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.question.tools import QuestionTools
from stocktake.ui.question.unconfirmed_line import (
    UnconfirmedLine,
    confirm,
    line_words,
    unconfirmed_of,
)
from stocktake.ui.widgets.labels import Hint, ShortWords, Words

if TYPE_CHECKING:
    # Fetched where something published is kept, so that nobody else waits for it.
    from stocktake.tasks.published_offers import Offer
    from stocktake.ui.question.published_words import Told

DIMMED = 0.65
"""How strongly an answer set aside by its state is drawn; its words stay readable."""


class Block(QWidget):
    """A question, or several that are asked as one.

    Subclasses put their way of answering in with ``put_answer`` and show it in ``show_answer``.

    Attributes:
        questions: what it asks, the first of which has its note and its place.
    """

    def __init__(self, form: FormDesk, questions: tuple[Question, ...], number: str) -> None:
        super().__init__()
        self.form = form
        self.questions = questions
        first = questions[0]
        self.label = first.group_label or first.label
        self.number = number
        self.name = f"{number} {self.label}".strip()
        self.tools = QuestionTools(form, first, self.name)
        self.remarks = Remarks(self.name)
        self._answer: QWidget | None = None
        self.unconfirmed: UnconfirmedLine | None = None
        self.published = PublishedBeside(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self._narrow: list[QVBoxLayout] = []
        self._open_part: QVBoxLayout | None = None
        self._add_words(first)
        self._put_below(self.remarks)
        self._column.addWidget(self.tools)
        self.tools.set_read_only(form.is_read_only)
        self.tools.state_chosen.connect(self._on_state_chosen)
        self.tools.estimate_set.connect(self._on_estimate_set)
        self.remarks.reasoned.connect(self._on_reasoned)

    def _add_words(self, first: Question) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_FIELD)
        if self.number:
            row.addWidget(ShortWords(self.number, "body", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(self.label, "strong"), 1)
        self._open_part = self._new_part(0)
        self._open_part.addLayout(row)
        if first.hint and not first.group_label:
            self._open_part.addWidget(Hint(first.hint))

    def _new_part(self, place: int) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(SPACE_FIELD)
        self._column.insertLayout(place, part)
        self._narrow.append(part)
        return part

    def _put_below(self, widget: QWidget) -> None:
        self._new_part(self._column.count()).addWidget(widget)

    def put_before_answer(self, widget: QWidget) -> None:
        """Put something under what is there so far, above the remarks."""
        if self._open_part is None:
            self._open_part = self._new_part(self._column.count() - 2)
        self._open_part.addWidget(widget)

    def put_answer(self, widget: QWidget, *, is_wide: bool = False) -> None:
        """Put in the way of answering; a wide one takes all the room of the page."""
        self._answer = widget
        if is_wide:
            self._column.insertWidget(self._column.count() - 2, widget)
            self._open_part = None
        else:
            self.put_before_answer(widget)

    def keep_free(self, pixels: int) -> None:
        """Leave room at the right of all that is read, so that its lines stay short."""
        for part in self._narrow:
            part.setContentsMargins(0, 0, pixels, 0)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the questions it asks."""
        return tuple(question.id for question in self.questions)

    @property
    def is_put_away(self) -> bool:
        """Whether it was hidden; a block that has not been on screen yet is not."""
        explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return self.isHidden() and self.testAttribute(explicit)

    def holds(self, focus: QWidget | None) -> bool:
        """Whether a widget is this block or stands in it."""
        return focus is not None and (self is focus or self.isAncestorOf(focus))

    @property
    def state(self) -> State:
        """The state of what it asks; blank while any part of it is."""
        sheet = self.form.sheet
        states = [state_of(sheet, question) for question in self.questions]
        if len(set(states)) == 1:
            return states[0]
        return State.BLANK if State.BLANK in states else State.ANSWERED

    @property
    def is_unfinished(self) -> bool:
        """Whether it still has to be dealt with."""
        sheet = self.form.sheet
        if not any(is_counted(sheet, question) for question in self.questions):
            return False
        return self.state not in DEALT_WITH or any(is_unconfirmed(sheet, q) for q in self.questions)

    def refresh(self, flags: Collection[RaisedFlag] | None = ()) -> None:
        """Show everything as it is now; with no flags but None, the remarks are left for later."""
        self.show_answer()
        self.show_state()
        if flags is not None:
            self.show_remarks(flags)

    def show_answer(self) -> None:
        """Show the answer, silently."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show the state, and dim what it sets aside."""
        answer = self.form.sheet.answers.get(self.ids[0])
        state = self.state
        self.tools.show_answer(answer, state)
        is_set_aside = state not in (State.BLANK, State.ANSWERED, State.COME_BACK_LATER)
        if self._answer is not None:
            self._dim(self._answer, is_set_aside)
        self._show_unconfirmed()

    def _show_unconfirmed(self) -> None:
        """Say that the answer is last year's, while nobody has confirmed it."""
        waiting = unconfirmed_of(self.form.sheet, self.ids)
        if not waiting:
            if self.unconfirmed is not None:
                self.unconfirmed.hide()
            return
        if self.unconfirmed is None:
            self.unconfirmed = UnconfirmedLine(self.name)
            self.put_before_answer(self.unconfirmed)
            self._put_in_order()
            self.unconfirmed.confirm_asked.connect(self._on_confirm_asked)
            self.unconfirmed.change_asked.connect(self.focus_answer)
        question = self.form.sheet.loaded.questions[waiting[0]]
        words = line_words(self.form, question)
        self.unconfirmed.say(words, read_only=self.form.is_read_only)

    def put_after_answer(self, line: QWidget) -> None:
        """Put a line under the answer, once it is there, and Tab through it after the answer."""
        self.put_before_answer(line)
        self._put_in_order()

    def _put_in_order(self) -> None:
        line = self.published.line
        parts = (self._answer, self.unconfirmed, line, self.remarks, self.tools)
        put_in_order([part for part in parts if part is not None])

    def _dim(self, widget: QWidget, dimmed: bool) -> None:
        effect = widget.graphicsEffect()
        if effect is None and dimmed:
            effect = QGraphicsOpacityEffect(widget)
            effect.setOpacity(DIMMED)
            widget.setGraphicsEffect(effect)
        if effect is not None:
            effect.setEnabled(dimmed)

    def issues(self) -> tuple[Issue, ...]:
        """What there is to say about the answers, each once."""
        found: dict[tuple[str, str], Issue] = {}
        for question in self.questions:
            for issue in question_issues(self.form.sheet, question):
                found.setdefault((issue.id, issue.row), issue)
        return tuple(found.values())

    def show_remarks(self, flags: Collection[RaisedFlag] = ()) -> None:
        """Show problems, warnings and the flags that stand by this question."""
        mine = [flag for flag in flags if self._stands_by(flag)]
        self.remarks.show_remarks(self.issues(), mine, read_only=self.form.is_read_only)
        self.published.refresh()
        self.say_remarks(self.remarks.open_words())

    def say_remarks(self, words: str) -> None:
        """Let what is to be put right be heard with the answer."""

    def told_of_published(self, offers: tuple[Offer, ...]) -> Told | None:
        """What to say of what was published about what it asks; None for nothing."""
        from stocktake.ui.question.published_words import told

        field = self.form.sheet.loaded.fields[offers[0].address.field_id]
        return told(offers[0], field, may_change=not self.form.is_read_only)

    def published_to_take(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Those of the figures published that its button takes over."""
        return offers[:1]

    def look_words(self) -> str:
        """Words of the button that leads to all published figures; empty for none."""
        return ""

    def say_beside(self, words: str) -> None:
        """Let what stands beside the answer be heard with it."""

    def _stands_by(self, flag: RaisedFlag) -> bool:
        of = self.form.sheet.loaded.table_of
        return any(of.get(each, each) in self.ids for each in flag.on)

    @property
    def has_problem(self) -> bool:
        """Whether there is an error or an open warning here."""
        return self.remarks.has_open

    @Slot()
    def focus_answer(self) -> None:
        """Put the focus where one answers."""
        if self._answer is not None:
            self._answer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the question in hand when its words are pressed, as a label does for its field."""
        super().mousePressEvent(event)
        if not self.holds(QApplication.focusWidget()):
            self.focus_answer()

    def flush(self) -> None:
        """Hand over what is half typed."""
        self.tools.flush()
        self.remarks.flush()

    def choose_state(self, state: State) -> None:
        """Say that it is not known and the like; the value is kept."""
        if not self.form.is_read_only:
            self.form.set_state(self.ids, state)

    def clear_answer(self) -> None:
        """Take away the value and whatever state stands there."""
        if not self.form.is_read_only:
            values: dict[Address, Value | None] = {
                Address(question.id): None for question in self.questions
            }
            self.form.give_all(values, "")

    def toggle_estimate(self) -> None:
        """Turn the mark for an unsure figure on or off."""
        if not self.form.is_read_only:
            self.tools.toggle_estimate()

    @Slot(object)
    def _on_state_chosen(self, state: State) -> None:
        self.choose_state(state)

    @Slot(bool)
    def _on_estimate_set(self, is_estimate: bool) -> None:
        for question_id in self.ids:
            self.form.mark(question_id, estimate=is_estimate)

    @Slot()
    def _on_confirm_asked(self) -> None:
        self.focus_answer()
        self.flush()
        confirm(self.form, self.ids)

    @Slot(object, str)
    def _on_reasoned(self, issue: Issue, reason: str) -> None:
        self.form.give_reason(issue, reason)
