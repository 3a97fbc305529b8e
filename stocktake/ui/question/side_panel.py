"""The panel beside a section's questions, there only while the window has room for it.

It follows the question in hand. Without room, what it shows unfolds under the question instead, and
the figures stand at the foot of the section.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Address, Answer
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.question.block import Block
from stocktake.ui.question.part_tabs import PartTabs
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.question.side_parts import SIDE_PARTS
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.labels import ShortWords, Words
from stocktake.ui.widgets.scroll_column import ScrollColumn

WIDTH = 340
"""Pixels at 100% text."""

FIGURES = "figures"
FIRST_IN_FRONT = "about"


class SidePanel(QWidget):
    """Tabs with what belongs to the question in hand, and the figures of its section."""

    def __init__(self) -> None:
        super().__init__()
        self._view: SectionView | None = None
        self._block: Block | None = None
        self._in_front = FIRST_IN_FRONT
        self._parts: dict[str, SidePart] = {}
        titles = tuple((part.name, part.title, part.icon) for part in SIDE_PARTS)
        self._tabs = PartTabs((*titles, (FIGURES, "Figures", "chart")))
        self._number = ShortWords("", "body", "muted")
        self._label = Words("", "strong")
        self._scroll = ScrollColumn(is_wide=True)
        self._scroll.column.setSpacing(SPACE_BLOCK)
        self._scroll.add(self._tabs)
        row = QHBoxLayout()
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self._head = QWidget()
        self._head.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._scroll.add(self._head)
        self._scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.hide()
        self._tabs.chosen.connect(self._on_tabs_chosen)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @staticmethod
    def room(pixels: int) -> int:
        """A width of page at the text size in use."""
        return scaled(pixels)

    def show_view(self, view: SectionView, wide: bool) -> None:
        """Stand beside a section, or leave it to show by itself what belongs to its questions."""
        if self._view is not view:
            self._leave()
            self._view = view
            view.form.beside.asked.connect(self.open_part)
            view.refreshed.connect(self._on_view_refreshed)
        view.form.beside.set_there(wide)
        self.setFixedWidth(scaled(WIDTH) + SPACE_BLOCK)
        self.setVisible(wide)
        if not wide:
            self._let_go()
            return
        if view.strip.parentWidget() is not self._scroll.column.parentWidget():
            self._scroll.column.insertWidget(self._scroll.column.count() - 1, view.strip)
        self._tabs.offer(FIGURES, view.strip.has_figures)
        self._follow()

    def clear(self) -> None:
        """Let go of a section that is about to go, and of what was shown of its questions."""
        self._leave()
        for part in self._parts.values():
            part.clear()
        self.hide()

    def flush(self) -> None:
        """Hand over what is half typed."""
        for part in self._parts.values():
            part.flush()

    def _let_go(self) -> None:
        self.flush()
        if self._view is not None:
            self._view.take_back_strip()
            self._view.strip.setVisible(self._view.strip.has_figures)
        self._block = None

    def _leave(self) -> None:
        if self._view is not None:
            self._let_go()
            # A section stays when another comes to the front, and must not speak here any more.
            self._view.form.beside.asked.disconnect(self.open_part)
            self._view.refreshed.disconnect(self._on_view_refreshed)
            self._view = None

    # The question in hand

    def _follow(self) -> None:
        """Show what belongs to the question in hand, as it is now."""
        if self._view is None or self.isHidden():
            return
        block = self._view.in_hand(self._block)
        if block is not self._block:
            self.flush()
            self._block = block
        is_figures = self._shown() == FIGURES
        self._tabs.set_choice(self._shown())
        self._view.strip.setVisible(is_figures)
        self._head.setVisible(block is not None and not is_figures)
        for name, part in self._parts.items():
            part.setVisible(name == self._shown() and block is not None)
        if block is not None:
            self._show_block(block)

    def _shown(self) -> str:
        """The tab in front; figures give way where a section works out to none."""
        has_figures = self._view is not None and self._view.strip.has_figures
        return FIRST_IN_FRONT if self._in_front == FIGURES and not has_figures else self._in_front

    def _show_block(self, block: Block) -> None:
        self._number.setText(block.number)
        self._number.setVisible(bool(block.number))
        self._label.setText(block.label)
        self._say_marks(block.form.answer_at(Address(block.questions[0].id)))
        if self._shown() != FIGURES:
            self._part(self._shown()).show_question(block.form, block.questions[0])

    def _say_marks(self, answer: Answer) -> None:
        evidence = len(answer.evidence)
        for part in SIDE_PARTS:
            if part.name == "note":
                self._tabs.set_words("note", "Note (1)" if answer.note else part.title)
            elif part.name == "evidence":
                words = f"{part.title} ({evidence})" if evidence else part.title
                self._tabs.set_words("evidence", words)

    def _part(self, name: str) -> SidePart:
        if name not in self._parts:
            made = next(part for part in SIDE_PARTS if part.name == name)()
            self._parts[name] = made
            self._scroll.column.insertWidget(self._scroll.column.count() - 1, made)
            made.show()
        return self._parts[name]

    @Slot(str)
    def open_part(self, name: str, *_: bool) -> None:
        """Bring a part to the front and put the focus in it: here, or under the question."""
        if self._view is None:
            return
        if not self.isHidden():
            self._bring(name)
            if self._block is not None and name in self._parts:
                self._parts[name].start().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        here = self._view.current()
        if here is not None:
            here.tools.parts.open(name)

    def _bring(self, name: str) -> None:
        self.flush()
        self._in_front = name
        self._follow()

    def in_hand(self) -> Block | None:
        """The question it tells of, while the focus is in here; None while it is elsewhere."""
        focus = QApplication.focusWidget()
        return self._block if focus is not None and self.isAncestorOf(focus) else None

    def escape(self) -> bool:
        """Go back to the question's answer, keeping what was typed; tells whether one was here."""
        block = self.in_hand()
        if block is None:
            return False
        self.flush()
        block.focus_answer()
        return True

    @Slot(str)
    def _on_tabs_chosen(self, name: str) -> None:
        self._bring(name)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._view is None or now is None or not self._view.isAncestorOf(now):
            return
        if self._view.in_hand(self._block) is not self._block:
            self._follow()

    @Slot()
    def _on_view_refreshed(self) -> None:
        self._follow()
