"""A section's questions on one page, built on the first visit and kept up to date after.

When an answer changes, only what is named in ``Changes`` is shown anew; nothing is rebuilt, so that
focus and scroll stay where they are.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.questionnaire.form import Section
from stocktake.questionnaire.indicators import RaisedFlag, flags
from stocktake.questionnaire.progress import progress
from stocktake.questionnaire.scale import SCALE_IN_WORDS
from stocktake.questionnaire.sheet import Changes
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.question.as_at_line import AsAtLine
from stocktake.ui.question.block import Block
from stocktake.ui.question.blocks import Asked, asked_together, make_block
from stocktake.ui.question.card_head import CardHead, expectation_of
from stocktake.ui.question.figure_strip import FigureStrip
from stocktake.ui.question.fold_of_blocks import FoldOfBlocks, is_folded
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.numbering import numbers
from stocktake.ui.question.section_end import SectionEnd
from stocktake.ui.question.table_block import TableBlock
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
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
        super().__init__()
        self.form = form
        self.section = section
        sheet = form.sheet
        self._numbers = numbers(sheet.loaded)
        self._blocks: dict[str, Block] = {}
        self._groups: dict[str, Asked] = {
            asked[0].id: asked for asked in asked_together(sheet.loaded, section.questions)
        }
        self._as_at = [
            AsAtLine(form, question) for question in section.questions if question.asked == "line"
        ]
        self._flags: tuple[RaisedFlag, ...] = flags(sheet)
        self.heading = Heading(section.title, "title")
        self._add_head()
        self._notice = Notice()
        self._add_words(self._notice)
        self._first = self.column.count()
        self._fold = FoldOfBlocks()
        self.strip = FigureStrip(sheet, section.id)
        self.end = SectionEnd(section.closing, before, after, read_only=form.is_read_only)
        self._foot = QVBoxLayout()
        self.add_layout(self.narrowed(self._fold))
        self.add_layout(self._foot)
        self.add_layout(self.narrowed(self.end))
        self.column.addStretch()
        self.take_back_strip()
        self.strip.setVisible(self.strip.has_figures)
        self.refresh()

    def _add_words(self, widget: QWidget) -> None:
        self.add_layout(self.narrowed(widget))

    def _add_head(self) -> None:
        self._add_words(self.heading)
        row = expectation_of(self.form.sheet, self.section.id)
        if row is not None:
            self._add_words(CardHead(row))
        elif self.section.help:
            self._add_words(Words(self.section.help))
        for line in self._as_at:
            self._add_words(line)
        if any(question.type == "rating" for question in self.section.questions):
            self._add_words(Hint(f"The scale: {SCALE_IN_WORDS}"))

    # Blocks

    def blocks(self) -> list[Block]:
        """The blocks shown now, in order."""
        return [
            self._blocks[first]
            for first in self._groups
            if first in self._blocks and not self._blocks[first].isHidden()
        ]

    def block_of(self, question_id: str) -> Block | None:
        """The block that asks a question or a column of its table; None when it is not shown."""
        table = self.form.sheet.loaded.table_of.get(question_id, question_id)
        return next((block for block in self.blocks() if table in block.ids), None)

    def current(self) -> Block | None:
        """The block the focus is in; None when it is elsewhere."""
        focus = QApplication.focusWidget()
        return next((block for block in self.blocks() if _holds(block, focus)), None)

    def _asked(self, asked: Asked) -> bool:
        sheet = self.form.sheet
        return any(
            sheet.is_asked(question)
            for question in asked
            if question.id not in sheet.loaded.companion_ids
        )

    def _block(self, first: str, asked: Asked) -> Block:
        """The block for what is asked together, made and put in its place when it is new."""
        if first in self._blocks:
            return self._blocks[first]
        sheet = self.form.sheet
        kept = tuple(
            question for question in asked if sheet.on_route(question) or question.id in (first,)
        )
        block = make_block(self.form, kept, self._numbers.get(first, ""))
        self._blocks[first] = block
        if is_folded(asked[0]):
            order = [each for each in self._groups if is_folded(self._groups[each][0])]
            before = [each for each in order[: order.index(first)] if each in self._blocks]
            self._fold.insert(len(before), block)
        else:
            order = [each for each in self._groups if not is_folded(self._groups[each][0])]
            before = [each for each in order[: order.index(first)] if each in self._blocks]
            place = self._first + len(before)
            if isinstance(block, TableBlock):
                self.column.insertWidget(place, block)
            else:
                self.column.insertLayout(place, self.narrowed(block))
        return block

    # Showing

    def refresh(self) -> None:
        """Show every question as it is now."""
        self._flags = flags(self.form.sheet)
        for line in self._as_at:
            line.refresh()
        for first, asked in self._groups.items():
            is_asked = self._asked(asked)
            if is_asked:
                self._block(first, asked).refresh(self._flags)
            if first in self._blocks:
                self._blocks[first].setVisible(is_asked)
        self._fold.setVisible(bool(self._fold.count))
        self.strip.show_figures(
            self.form.sheet, [i.id for i in self.form.sheet.loaded.form.indicators]
        )
        self._say_heading()
        self.refreshed.emit()

    def follow(self, changes: Changes) -> None:
        """Show what follows from a change, and nothing else."""
        names = changes.names
        if any(name.startswith("flag:") for name in names):
            self._flags = flags(self.form.sheet)
        for line in self._as_at:
            if line.question.id in names:
                line.refresh()
        for first, asked in self._groups.items():
            self._follow_block(first, asked, changes)
        self._fold.setVisible(bool(self._fold.count))
        self.strip.show_figures(self.form.sheet, names)
        self._say_revealed(changes)
        self._say_heading()
        self.refreshed.emit()

    def _follow_block(self, first: str, asked: Asked, changes: Changes) -> None:
        ids = {question.id for question in asked}
        moved = ids & {*changes.shown, *changes.hidden}
        if moved or first not in self._blocks:
            is_asked = self._asked(asked)
            if is_asked:
                self._block(first, asked).refresh(self._flags)
            if first in self._blocks:
                self._hide_or_show(self._blocks[first], is_asked)
            return
        if self._is_touched(asked, changes.names):
            self._blocks[first].refresh(self._flags)

    def _hide_or_show(self, block: Block, shown: bool) -> None:
        if not shown and _holds(block, QApplication.focusWidget()):
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        block.setVisible(shown)

    def _is_touched(self, asked: Asked, names: frozenset[str]) -> bool:
        rules = self.form.sheet.loaded.rules
        for question in asked:
            fields = (question.id, *(column.id for column in question.columns))
            for field in fields:
                if field in names or f"limits:{field}" in names:
                    return True
                if any(
                    self._stands(check.id, check.on, names) for check in rules.on.get(field, ())
                ):
                    return True
        return any(
            f"flag:{flag.id}" in names and {question.id for question in asked} & set(flag.on)
            for flag in self.form.sheet.loaded.form.flags
        )

    @staticmethod
    def _stands(check_id: str, on: tuple[str, ...], names: frozenset[str]) -> bool:
        """A check, or a fact it sets beside a rating, is different now."""
        return f"check:{check_id}" in names or any(each in names for each in on)

    def _say_revealed(self, changes: Changes) -> None:
        mine = {question.id for question in self.section.questions}
        asked = self.form.sheet.is_asked
        shown = [each for each in changes.shown if each in mine and self._is_own(each)]
        shown = [each for each in shown if asked(self.form.sheet.loaded.questions[each])]
        hidden = [each for each in changes.hidden if each in mine and self._is_own(each)]
        said = []
        if shown:
            said.append(f"{_questions(len(shown), 'more ')}, opened by your answer.")
        if hidden:
            said.append(
                f"{_questions(len(hidden))} hidden by your answer; what stood there is kept."
            )
        if said:
            announce(self, " ".join(said))
            self._notice.say("info", " ".join(said))

    def _is_own(self, question_id: str) -> bool:
        return question_id not in self.form.sheet.loaded.companion_ids

    def _say_heading(self) -> None:
        """Put the number of problems into what is read out for the heading."""
        problems = sum(block.remarks.has_error for block in self.blocks())
        words = f", {problems} to put right" if problems else ""
        self.heading.setAccessibleName(self.section.title + words)

    def take_back_strip(self) -> None:
        """Stand the figures at the foot of the page again."""
        self._foot.addWidget(self.strip)

    # Going about

    def go_to(self, question_id: str) -> bool:
        """Put the focus on a question's answer; tells whether it is here."""
        block = self.block_of(question_id)
        if block is None:
            return False
        self.go_to_block(block)
        return True

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

    def _bring_into_view(self, block: Block) -> None:
        self._lay_out_now()
        if block.height() > self.viewport().height() // 2:
            self.bring_to_top(block)
        else:
            self.ensureWidgetVisible(block, 0, SPACE_QUESTION)

    def step(self, by: int) -> None:
        """Go to the next or previous question."""
        shown = self.blocks()
        here = self.current()
        at = shown.index(here) + by if here in shown else (0 if by > 0 else -1)
        if shown and -1 <= at < len(shown):
            self.go_to_block(shown[max(at, 0) if here in shown else at])

    def step_problem(self, by: int) -> bool:
        """Go to the next or previous question with something to put right."""
        shown = self.blocks()
        here = self.current()
        start = shown.index(here) if here in shown else -1
        order = [*shown[start + 1 :], *shown[: start + 1]]
        if by < 0:
            at = start if start >= 0 else 0
            order = [*reversed(shown[:at]), *reversed(shown[at:])]
        found = next((block for block in order if block.has_problem), None)
        if found is not None:
            self.go_to_block(found)
        return found is not None

    def next_unfinished(self) -> Block | None:
        """The next question still to be dealt with, after the one in hand; None when all are."""
        shown = self.blocks()
        here = self.current()
        start = shown.index(here) + 1 if here in shown else 0
        return next((block for block in shown[start:] if block.is_unfinished), None)

    def first_in_the_way(self) -> Block | None:
        """The first question that holds up completing the section."""
        for block in self.blocks():
            required = any(question.required for question in block.questions)
            if block.remarks.has_error or (required and block.is_unfinished):
                return block
        return next((block for block in self.blocks() if block.is_unfinished), None)

    def in_the_way(self) -> str:
        """What holds up completing the section, in words; empty when nothing does."""
        found = progress(self.form.sheet, self.section.id, True)
        said = []
        if found.problems:
            said.append(f"{_answers(found.problems)} to put right")
        if found.required_left:
            said.append(f"{_answers(found.required_left)} still needed")
        if found.come_back:
            said.append(f"{_answers(found.come_back)} to come back to")
        return ", ".join(said)

    def flush(self) -> None:
        """Hand over what is half typed anywhere on the page."""
        for line in self._as_at:
            line.flush()
        for block in self.blocks():
            block.flush()

    def fold(self) -> bool:
        """Fold away notes and the like of the question in hand; tells whether any was open."""
        here = self.current()
        if here is None or not here.tools.fold():
            return False
        here.focus_answer()
        return True


def points_at_rows(section: Section) -> bool:
    """Whether a section offers rows of other tables, so that it must be made anew each visit."""
    return any(column.refers_to for question in section.questions for column in question.columns)


def _holds(block: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (block is focus or block.isAncestorOf(focus))


def _questions(count: int, more: str = "") -> str:
    return f"1 {more}question" if count == 1 else f"{count} {more}questions"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
