"""Contents, questions and side panel: side by side, or one in front of another in a small window.

Widths are kept between sessions at the size they would have at 100% text.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.panes import Pane
from stocktake.ui.question.part_tabs import PartTabs
from stocktake.ui.theme import scaled, text_factor
from stocktake.ui.widgets.buttons import SmallButton

CONTENTS_FROM = 880
"""Pixels of page, at 100% text, from which the contents stand beside the questions."""
SIDE_FROM = 1120
"""Pixels of page, at 100% text, from which the side panel does too."""
CONTENTS_WIDTH = 272
"""Pixels of the contents at 100% text, until another width is chosen."""
SIDE_WIDTH = 320
"""Pixels of the side panel at 100% text, until another width is chosen."""
NARROWEST = 180
"""Pixels at 100% text of the narrowest contents or side panel."""
STEP = 40
"""Pixels at 100% text by which a command changes a width."""

_ANY_WIDTH = 16_777_215
"""Qt's own word for no greatest width."""
_KEPT = {"contents": "panes/contents", "side": "panes/side"}
_FOLDED = "panes/contents_folded"
_TABS = (("contents", "Contents", "list"), ("questions", "Questions", "note"))


class ThreePanes(QWidget):
    """Holds the three panes of a section's page.

    Attributes:
        contents, questions, side: the panes, for F6.

    Signals:
        room_changed: there is room for the side panel now, or no longer.
        widened: True when the contents stand beside the questions, False when in front of them.
    """

    room_changed = Signal()
    widened = Signal(bool)

    def __init__(
        self, contents: QWidget, questions: QWidget, side: QWidget, kept: QSettings | None = None
    ) -> None:
        super().__init__()
        self._kept = kept
        self.contents, self.questions, self.side = Pane(contents), Pane(questions), Pane(side)
        self._beside = side
        self._front = "questions"
        self._is_folded = kept is not None and str(kept.value(_FOLDED, "")) == "true"
        self._shape: tuple[bool, ...] = ()
        self._had_room = False
        self._splitter = _Splitter()
        for place, pane in enumerate(self.panes()):
            self._splitter.addWidget(pane)
            self._splitter.setCollapsible(place, False)
        self._splitter.setStretchFactor(1, 1)
        self._tabs = PartTabs(_TABS)
        self._tabs.setAccessibleName("Part of the page")
        self._unfold = SmallButton("Contents", "unfolded")
        self._unfold.setAccessibleName("Show the contents")
        self._bar = QWidget()
        self._lay_out()
        self._connect()
        self.arrange()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(SPACE_FIELD, SPACE_FIELD, SPACE_FIELD, 0)
        row.addWidget(self._tabs, 1)
        row.addWidget(self._unfold)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tabs_chosen)
        self._unfold.clicked.connect(self._on_unfold_clicked)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        self.contents.asked.connect(self._on_contents_asked)
        self.questions.asked.connect(self._on_questions_asked)

    def panes(self) -> tuple[Pane, Pane, Pane]:
        """The panes in order."""
        return (self.contents, self.questions, self.side)

    # Room

    @property
    def has_room_for_contents(self) -> bool:
        """Whether the contents can stand beside the questions."""
        return self.width() >= scaled(CONTENTS_FROM)

    @property
    def has_room_for_side(self) -> bool:
        """Whether the side panel can stand beside the questions."""
        return self.width() >= scaled(SIDE_FROM)

    def arrange(self) -> None:
        """Show what there is room for; call it when the side panel has come or gone."""
        wide = self.has_room_for_contents
        beside = not self._beside.isHidden() and self.has_room_for_side
        in_front = self._front if not wide else "questions"
        with_contents = (wide and not self._is_folded) or in_front == "contents"
        with_questions = in_front == "questions"
        self.side.is_offered = beside
        shape = (wide, with_contents, with_questions, beside)
        if shape == self._shape:
            return
        if self._shape[:1] != shape[:1]:
            self.widened.emit(wide)
        self._shape = shape
        self._beside.setMinimumWidth(scaled(NARROWEST))
        self._beside.setMaximumWidth(_ANY_WIDTH)
        for pane, shown in zip(self.panes(), shape[1:], strict=True):
            if not shown:
                pane.remember()
        for pane, shown in zip(self.panes(), shape[1:], strict=True):
            pane.setVisible(shown)
        self._tabs.setVisible(not wide)
        self._tabs.set_choice(in_front)
        self._unfold.setVisible(wide and self._is_folded)
        self._bar.setVisible(not wide or self._is_folded)
        self._share_out()

    def _share_out(self) -> None:
        least = scaled(NARROWEST)
        self.contents.setMinimumWidth(least if self._shape[0] else 0)
        sizes = [self._width("contents"), 0, self._width("side") if self._shape[3] else 0]
        sizes[1] = max(self.width() - sizes[0] - sizes[2], least)
        self._splitter.setSizes(sizes)

    def _width(self, name: str) -> int:
        usual = CONTENTS_WIDTH if name == "contents" else SIDE_WIDTH
        kept = self._kept.value(_KEPT[name]) if self._kept is not None else None
        try:
            width = int(str(kept)) if kept is not None else usual
        except ValueError:
            width = usual
        return scaled(min(max(width, NARROWEST), 2 * SIDE_WIDTH))

    def _keep(self, name: str, pixels: int) -> None:
        if self._kept is not None and pixels:
            self._kept.setValue(_KEPT[name], round(pixels / text_factor()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold as there is room."""
        super().resizeEvent(event)
        if self.has_room_for_side != self._had_room:
            self._had_room = self.has_room_for_side
            self.room_changed.emit()
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for one pane's room: the others fold away."""
        return QSize(scaled(NARROWEST), scaled(NARROWEST))

    # Going between them

    def bring(self, name: str) -> None:
        """Bring the contents or the questions to the front, where only one has room."""
        self._front = name
        if name == "contents" and self.has_room_for_contents:
            self._set_folded(False)
        self.arrange()

    @Slot()
    def toggle_contents(self) -> None:
        """Show the contents and go there, or fold them away."""
        if self.contents.isVisible():
            self.fold_contents()
            return
        self.bring("contents")
        self._focus(self.contents)

    @Slot()
    def fold_contents(self) -> None:
        """Fold the contents away and go to the questions."""
        self._front = "questions"
        held = self.contents.isAncestorOf(QApplication.focusWidget() or self)
        if self.has_room_for_contents:
            self._set_folded(True)
        self.arrange()
        if held:
            self._focus(self.questions)

    def escape(self) -> bool:
        """Go back from the contents to the questions; tells whether one was there."""
        if not self.contents.isAncestorOf(QApplication.focusWidget() or self):
            return False
        self.bring("questions")
        self._focus(self.questions)
        return True

    @Slot()
    def widen_contents(self) -> None:
        """Make the contents a step wider."""
        self._step_width(1)

    @Slot()
    def narrow_contents(self) -> None:
        """Make the contents a step narrower."""
        self._step_width(-1)

    def _step_width(self, by: int) -> None:
        if self.contents.isVisible() and self.has_room_for_contents:
            self._keep("contents", self._width("contents") + by * scaled(STEP))
            self._share_out()

    def _set_folded(self, is_folded: bool) -> None:
        self._is_folded = is_folded
        if self._kept is not None:
            self._kept.setValue(_FOLDED, "true" if is_folded else "false")

    def _focus(self, pane: Pane) -> None:
        stop = pane.stop()
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _on_tabs_chosen(self, name: str) -> None:
        self.bring(name)

    @Slot()
    def _on_unfold_clicked(self) -> None:
        self.bring("contents")
        self._focus(self.contents)

    @Slot()
    def _on_contents_asked(self) -> None:
        self.bring("contents")

    @Slot()
    def _on_questions_asked(self) -> None:
        self.bring("questions")

    @Slot(int, int)
    def _on_splitter_moved(self, position: int, index: int) -> None:
        sizes = self._splitter.sizes()
        self._keep("contents", sizes[0])
        self._keep("side", sizes[2])


class _Splitter(QSplitter):
    """Panes with a hairline between them that can be dragged."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(SPACE_FIELD)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Make a handle that is a hairline."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """A hairline with room beside it to take hold of."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        line = self.rect()
        line.setLeft(line.center().x())
        line.setWidth(1)
        colour = self.palette().color(QPalette.ColorRole.Mid)
        QPainter(self).fillRect(line, colour)
