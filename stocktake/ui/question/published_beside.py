"""Keeps the line about what was published under one question; builds it when there is anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.tasks.published_kept import is_anything_kept
from stocktake.ui.announce import announce

if TYPE_CHECKING:
    # Fetched where something published is kept, so that nobody else waits for it.
    from stocktake.tasks.published_offers import Offer
    from stocktake.ui.question.block import Block
    from stocktake.ui.question.published_line import PublishedLine


class PublishedBeside(QObject):
    """What was published about the question of one block.

    Attributes:
        line: where it is said; None until there is anything to say.
        offers: the figures that fit the question now.
    """

    def __init__(self, block: Block) -> None:
        super().__init__(block)
        self._block = block
        self.line: PublishedLine | None = None
        self.offers: tuple[Offer, ...] = ()

    def refresh(self) -> None:
        """Look again, and say what there is to say."""
        self.offers = self._found()
        self.show_line()

    def _found(self) -> tuple[Offer, ...]:
        form = self._block.form
        practice = form.desk.practice
        try:
            if practice is None or not is_anything_kept(practice):
                return ()
            return practice.published().beside(form.sheet, self._block.ids)
        except StocktakeError:
            # What cannot be read is said by the page of published figures.
            return ()

    def show_line(self) -> None:
        """Say what there is to say of the figures that fit now."""
        told = self._block.told_of_published(self.offers) if self.offers else None
        if told is None:
            if self.line is not None and not self.line.isHidden():
                self.line.hide()
                self._block.say_beside("")
            return
        if self.line is None:
            from stocktake.ui.question.published_line import PublishedLine

            self.line = PublishedLine(self._block.name)
            self.line.use_asked.connect(self._on_use_asked)
            self.line.keep_asked.connect(self._on_keep_asked)
            self.line.look_asked.connect(self._block.form.beside.published_asked)
            self._block.put_after_answer(self.line)
        look = "" if told.use else self._block.look_words()
        self.line.tell(told, look=look)
        self._block.say_beside(told.said)

    @Slot()
    def _on_use_asked(self) -> None:
        from stocktake.ui.question.published_line import take

        # The button goes with what it did; whoever pressed it stays at the question.
        self._block.focus_answer()
        self._block.flush()
        take(self._block.form, self._block.published_to_take(self.offers))
        self._say()

    @Slot()
    def _on_keep_asked(self) -> None:
        from stocktake.ui.question.published_line import keep_own

        self._block.focus_answer()
        self._block.flush()
        for each in self._block.published_to_take(self.offers)[:1]:
            keep_own(self._block.form, each)
        self._say()

    def _say(self) -> None:
        if self.line is not None and self.line.words():
            announce(self.line, self.line.words())
