"""A section's questions on one page, built on the first visit and kept up to date after.

When an answer changes, only what is named in ``Changes`` is shown anew; nothing is rebuilt, so that
focus and scroll stay where they are.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.questionnaire.form import Section
from stocktake.questionnaire.indicators import RaisedFlag, flags
from stocktake.questionnaire.numbering import Asked, asked_together, numbers
from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.questionnaire.sheet import Changes
from stocktake.ui.look import SPACE_PAGE, SPACE_QUESTION
from stocktake.ui.question.as_at_line import AsAtLine
from stocktake.ui.question.block import Block
from stocktake.ui.question.blocks import is_asked, make_block, on_route
from stocktake.ui.question.card_head import head_words
from stocktake.ui.question.figure_strip import FigureStrip
from stocktake.ui.question.fold_of_blocks import FoldOfBlocks, is_folded
from stocktake.ui.question.following import is_touched, revealed
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.gradually import FIRST_SCREEN, ROOM_TAKEN, Gradually
from stocktake.ui.question.hidden_notice import HiddenNotice
from stocktake.ui.question.laying_out import laid_out_once
from stocktake.ui.question.next_block import (
    block_after,
    first_in_the_way,
    in_the_way,
    problem_after,
    unfinished_after,
)
from stocktake.ui.question.section_end import SectionEnd
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.wide_column import WideColumn


class SectionView(WideColumn):
    """Heading, help, questions and end of one section.

    Attributes:
        heading: takes the focus when the section opens.
        strip: the figures of the section; stands at the foot, or beside when there is room.
        end: the question whether it is completed.

    Signals:
        refreshed: what is answered, or still to do, may be different.
    """

    refreshed = Signal()

    def __init__(self, form: FormDesk, section: Section, before: str, after: str) -> None:
        self._free = 0
        self._blocks: dict[str, Block] = {}
        self._unplaced: list[str] = []
        self._unremarked: list[str] = []
        super().__init__()
        self.form = form
        self.section = section
        sheet = form.sheet
        self._numbers = numbers(sheet.loaded)
        together = asked_together(sheet.loaded, section.questions)
        self._groups: dict[str, Asked] = {asked[0].id: asked for asked in together}
        self._to_come = list(self._groups)
        self._rest = Gradually(self._make_next, self)
        self._as_at = [
            AsAtLine(form, question) for question in section.questions if question.asked == "line"
        ]
        self._flags: tuple[RaisedFlag, ...] | None = None
        self.heading = Heading(section.title, "title")
        self._add_head()
        self._moved = HiddenNotice()
        self._moved.cause_asked.connect(self.go_to)
        self.form.beside.unfolded.connect(self._bring_into_view)
        self._moved_home = self.narrowed(self._moved)
        self.add_layout(self._moved_home)
        self._first = self.column.count()
        self._fold = FoldOfBlocks()
        self.strip = FigureStrip(sheet, section.id, form.among_areas)
        self.end = SectionEnd(section.closing, before, after, read_only=form.is_read_only)
        self._foot = QVBoxLayout()
        for row in (self.narrowed(self._fold), self._foot, self.narrowed(self.end)):
            self.add_layout(row)
        self.column.addStretch()
        self.take_back_strip()
        self.strip.setVisible(self.strip.has_figures)
        self.refresh()

    def _add_head(self) -> None:
        self.add_layout(self.narrowed(self.heading))
        for words in (*head_words(self.form.sheet, self.section), *self._as_at):
            self.add_layout(self.narrowed(words))
        if any(question.type == "rating" for question in self.section.questions):
            self.add_layout(self.narrowed(Hint(f"The scale: {SCALE_IN_WORDS}")))

    # Blocks

    def blocks(self) -> list[Block]:
        """The blocks shown now, in order; those still to be built are built first."""
        self.build_rest()
        return self._built()

    def _built(self) -> list[Block]:
        found = [self._blocks[first] for first in self._groups if first in self._blocks]
        return [block for block in found if not block.is_put_away]

    def build_rest(self) -> None:
        """Build what is further down the page, now."""
        self._rest.stop()
        while self._make_next():
            pass

    def stop_building(self) -> None:
        """Build no more: the practice is being put away, and this page with it."""
        self._rest.stop()
        self._to_come.clear()
        self._unremarked.clear()

    def _build_first(self) -> None:
        room = FIRST_SCREEN
        while self._to_come and room > 0:
            first = self._to_come.pop(0)
            if is_asked(self.form.sheet, self._groups[first]):
                self._make(first, is_remarked=False)
                self._place(first)
                self._unremarked.append(first)
                room -= ROOM_TAKEN.get(self._groups[first][0].type, 1)
        if self._to_come:
            # What is still to come will not fit; else all would be laid out again for its bar.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        else:
            self.end.stand()
        self._rest.begin()

    def _put_in_order(self) -> None:
        put_in_order([self._column])

    def _make_next(self) -> bool:
        """Build one more question, or stand all of them in the page; tells whether to go on."""
        if self.strip.build(self.form.sheet):
            return True
        if self._unremarked:
            self._blocks[self._unremarked.pop(0)].show_remarks(self._raised())
            if not self._unremarked:
                self._put_in_order()
            return True
        while self._to_come:
            first = self._to_come.pop(0)
            if is_asked(self.form.sheet, self._groups[first]):
                self._make(first)
                self._unplaced.append(first)
                return True
        if self._unplaced:
            self._place_all()
        self.end.stand()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return False

    def _laid_out_once(self) -> AbstractContextManager[None]:
        return laid_out_once(self.column, self._sheet.layout())

    def _place_all(self) -> None:
        with self._laid_out_once():
            while self._unplaced:
                first = self._unplaced.pop(0)
                self._place(first)
                self._blocks[first].show()
        self._put_in_order()
        self._show_around()

    def block_of(self, question_id: str) -> Block | None:
        """The block that asks a question or a column of its table; None when it is not shown."""
        table = self.form.sheet.loaded.table_of.get(question_id, question_id)
        return next((block for block in self.blocks() if table in block.ids), None)

    def current(self) -> Block | None:
        """The block the focus is in; None when it is elsewhere."""
        focus = QApplication.focusWidget()
        return next((block for block in self._built() if block.holds(focus)), None)

    def in_hand(self, before: Block | None) -> Block | None:
        """The block in hand: where the focus is, or was before, or else the first there is."""
        blocks = self._built()
        standing = before if before in blocks else next(iter(blocks), None)
        return self.current() or standing

    def _raised(self) -> tuple[RaisedFlag, ...]:
        """The flags that hold now; worked out when they are first wanted."""
        if self._flags is None:
            self._flags = flags(self.form.sheet)
        return self._flags

    def _make(self, first: str, *, is_remarked: bool = True) -> None:
        """Make the block for what is asked together, and show its answer in it."""
        asked = on_route(self.form.sheet, self._groups[first])
        self._blocks[first] = block = make_block(self.form, asked, self._numbers.get(first, ""))
        block.refresh(self._raised() if is_remarked else None)

    def _place(self, first: str) -> None:
        """Stand a block that was made where it belongs in the page."""
        block = self._blocks[first]
        folded = is_folded(self._groups[first][0])
        order = [each for each in self._groups if is_folded(self._groups[each][0]) == folded]
        standing = self._blocks.keys() - set(self._unplaced)
        before = sum(each in standing for each in order[: order.index(first)])
        if folded:
            self._fold.insert(before, block)
        else:
            self.column.insertWidget(self._first + before, block)
            block.keep_free(self._free)

    # Showing

    def refresh(self) -> None:
        """Show every question as it is now."""
        self._flags = None
        for line in self._as_at:
            line.refresh()
        if self._blocks:
            self._show_blocks()
        else:
            self._build_first()
        self.strip.show_figures(
            self.form.sheet, [i.id for i in self.form.sheet.loaded.form.indicators]
        )
        self._show_around()
        self.refreshed.emit()

    def _show_blocks(self) -> None:
        self.build_rest()
        with self._laid_out_once():
            for first in self._groups:
                self._show_block(first)

    def _show_block(self, first: str) -> None:
        is_wanted = is_asked(self.form.sheet, self._groups[first])
        if first in self._blocks:
            if is_wanted:
                self._blocks[first].refresh(self._raised())
            self._hide_or_show(self._blocks[first], is_wanted)
        elif is_wanted:
            self._make(first)
            self._place(first)
            self._blocks[first].show()
            self._put_in_order()

    def follow(self, changes: Changes) -> None:
        """Show what follows from a change, and nothing else."""
        self.build_rest()
        with self._laid_out_once():
            self._follow(changes)
        self._show_around()
        self.refreshed.emit()

    def _follow(self, changes: Changes) -> None:
        names = changes.names
        if any(name.startswith("flag:") for name in names):
            self._flags = None
        for line in self._as_at:
            if line.question.id in names:
                line.refresh()
        for first, asked in self._groups.items():
            self._follow_block(first, asked, changes)
        self.strip.show_figures(self.form.sheet, names)
        self._say_revealed(changes)

    def _follow_block(self, first: str, asked: Asked, changes: Changes) -> None:
        ids = {question.id for question in asked}
        moved = ids & {*changes.shown, *changes.hidden}
        if moved or first not in self._blocks:
            self._show_block(first)
            return
        if is_touched(self.form.sheet.loaded, asked, changes.names):
            self._blocks[first].refresh(self._raised())

    def _hide_or_show(self, block: Block, shown: bool) -> None:
        if not shown and block.holds(QApplication.focusWidget()):
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown == block.is_put_away:
            block.setVisible(shown)

    def _say_revealed(self, changes: Changes) -> None:
        found = revealed(self.form.sheet, self.section, changes)
        if found.words:
            self._moved.stand_by(self.block_of(found.cause) or self.current(), self._moved_home)
        self._moved.tell(found, self._numbers.get(found.cause, ""))

    def _show_around(self) -> None:
        """Show the fold while it holds any, and say the number of problems with the heading."""
        self._fold.setVisible(bool(self._fold.count))
        problems = sum(block.remarks.has_error for block in self._built())
        words = f", {problems} to put right" if problems else ""
        self.heading.setAccessibleName(self.section.title + words)

    def take_back_strip(self) -> None:
        """Stand the figures at the foot of the page again."""
        self._foot.addWidget(self.strip)

    def _set_measure(self) -> None:
        super()._set_measure()
        self._keep_free()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words to a line one can read, whatever room answers take."""
        super().resizeEvent(event)
        self._keep_free()

    def _keep_free(self) -> None:
        room = min(self._column.maximumWidth(), self.viewport().width() - 2 * SPACE_PAGE)
        free = max(0, room - self.measure())
        if free != self._free:
            self._free = free
            for first in self._blocks.keys() - set(self._unplaced):
                if not is_folded(self._groups[first][0]):
                    self._blocks[first].keep_free(free)

    # Going about

    def go_to(self, question_id: str) -> bool:
        """Put the focus on a question's answer; tells whether it is here."""
        block = self.block_of(question_id)
        if block is not None:
            self.go_to_block(block)
        return block is not None

    def go_to_block(self, block: Block) -> None:
        """Put the focus on a block's answer and bring it into view."""
        if self._fold.holds(block):
            self._fold.unfold()
        block.focus_answer()
        self._bring_into_view(block)
        # Once more when everything has its place, which on the first visit comes a moment later.
        QTimer.singleShot(0, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        here = self.current()
        if here is not None:
            self._bring_into_view(here)

    def _lay_out_now(self) -> None:
        layout = self._sheet.layout()
        if layout is not None:
            layout.activate()

    @Slot(QWidget)
    def _bring_into_view(self, block: QWidget) -> None:
        self._lay_out_now()
        if block.height() > self.viewport().height() // 2:
            self.bring_to_top(block)
        else:
            self.ensureWidgetVisible(block, 0, SPACE_QUESTION)

    def step(self, by: int) -> None:
        """Go to the next or previous question."""
        found = block_after(self.blocks(), self.current(), by)
        if found is not None:
            self.go_to_block(found)

    def step_problem(self, by: int) -> bool:
        """Go to the next or previous question with something to put right."""
        found = problem_after(self.blocks(), self.current(), by)
        if found is not None:
            self.go_to_block(found)
        return found is not None

    def next_unfinished(self) -> Block | None:
        """The next question still to be dealt with, after the one in hand; None when all are."""
        return unfinished_after(self.blocks(), self.current())

    def first_in_the_way(self) -> Block | None:
        """The first question that holds up completing the section."""
        return first_in_the_way(self.blocks())

    def in_the_way(self) -> str:
        """What holds up completing the section, in words; empty when nothing does."""
        return in_the_way(self.form.sheet, self.section.id)

    def flush(self) -> None:
        """Hand over what is half typed anywhere on the page."""
        for line in self._as_at:
            line.flush()
        for block in self._built():
            block.flush()

    def fold(self) -> bool:
        """Fold away notes and the like of the question in hand; tells whether any was open."""
        here = self.current()
        if here is None or not here.tools.parts.fold():
            return False
        here.focus_answer()
        return True
