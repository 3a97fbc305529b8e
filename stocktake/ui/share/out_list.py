"""What is out: which sections, with whom, since when, and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.store.shared_out import SharedOut
from stocktake.tasks.shared_with import since_words
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import date_in_words

_MOST_NAMED = 6


class OutList(QWidget):
    """A line for each sharing out that has not come back.

    Signals:
        back_said: (form id, share id): the sections are back without a file.
        cancelled: (form id, share id): they are not waited for any more.
    """

    back_said = Signal(str, str)
    cancelled = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._shown: object = None
        self.hide()

    def show_shares(
        self,
        found: Sequence[tuple[str, SharedOut]],
        titles: Mapping[str, Mapping[str, str]],
        *,
        read_only: bool,
    ) -> None:
        """Show these.

        Args:
            found: form id and sharing, each still out.
            titles: by form id, the titles of its sections.
            read_only: nothing can be changed now.
        """
        wanted = (tuple((form_id, each.share_id) for form_id, each in found), read_only)
        self.setVisible(bool(found))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for form_id, each in found:
            self._column.addWidget(self._line(form_id, each, titles.get(form_id, {}), read_only))

    def _line(
        self, form_id: str, each: SharedOut, titles: Mapping[str, str], read_only: bool
    ) -> QWidget:
        # A card of one's own that was taken out since has no title any more.
        named = [titles[section] for section in each.sections if section in titles]
        more = len(named) - _MOST_NAMED
        words = ", ".join(named[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        by = f". Wanted back by {date_in_words(each.return_by)}" if each.return_by else ""
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Words(words, "strong"))
        column.addWidget(Words(f"{since_words(each)}{by}"))
        column.addWidget(Hint(each.file_name))
        buttons = QWidget()
        row = FlowRow(buttons)
        for verb, slot in (("It is back", self._say_back), ("Stop waiting for it", self._cancel)):
            button = QuietButton(verb)
            button.setAccessibleName(f"{verb}: {words}, {each.colleague}")
            button.clicked.connect(partial(slot, form_id, each.share_id))
            row.addWidget(button)
        column.addWidget(buttons)
        buttons.setVisible(not read_only)
        return line

    def _say_back(self, form_id: str, share_id: str, checked: bool = False) -> None:
        self.back_said.emit(form_id, share_id)

    def _cancel(self, form_id: str, share_id: str, checked: bool = False) -> None:
        self.cancelled.emit(form_id, share_id)
