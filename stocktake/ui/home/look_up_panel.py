"""Look up a practice in a federation's pack, so that nothing about it need be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_open
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from stocktake.opendata.look_up import PracticeFound, Register
    from stocktake.opendata.pack import Pack

TITLE = "Look up your practice"
WHAT_TO_TYPE = "Practice code, name or postcode"
CHOOSE = "Look it up in a pack of published figures…"
ANOTHER = "Look in another pack…"
KINDS = "Packs of published figures (*.stocktakepack);;All files (*)"
_NONE = "No practice in this pack fits. Type its name and code below instead."


class LookUpPanel(QWidget):
    """A line to type in and the practices that fit; the pack is found by itself or chosen.

    Attributes:
        box: the line; hidden until there is a pack.
        choose: asks for a pack.
        list: the practices that fit.

    Signals:
        chosen: a ChosenPractice.
        given_up: the pack cannot be read, so that the name has to be typed.
    """

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pack: Pack | None = None
        self._register: Register | None = None
        self._found: dict[str, PracticeFound] = {}
        self._taken = ""
        self._title = Words(TITLE, "strong")
        self._about = Hint()
        self.box = SearchBox(f"{TITLE}: {WHAT_TO_TYPE.lower()}")
        self.box.setPlaceholderText(WHAT_TO_TYPE)
        self._count = Hint()
        self.list = LinkList("Practices that fit")
        self._notice = Notice()
        self.choose = QuietButton(CHOOSE, "search")
        row = FlowRow()
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for each in (self._title, self._about, self.box, self._count, self.list):
            column.addWidget(each)
            each.hide()
        column.addWidget(self._notice)
        column.addWidget(row)
        self.box.searched.connect(self._on_box_searched)
        self.box.next_asked.connect(self._on_box_entered)
        self.list.opened.connect(self._on_list_opened)
        self.choose.clicked.connect(self._on_choose_clicked)

    def offer(self) -> bool:
        """Begin afresh; tells whether there is a pack to look in, which has the focus then."""
        from stocktake.tasks.brand_in_use import brand_prefill_pack
        from stocktake.tasks.packs_at_hand import pack_folders, packs_at_hand

        self.box.clear()
        self._show_found(())
        if self._register is None:
            lying = packs_at_hand(pack_folders(self._desk.folder))
            found = lying[0] if lying else brand_prefill_pack(self._desk.brand)
            if found is None:
                return False
            self._read(found)
        self.box.setFocus()
        return True

    # The pack

    def _read(self, path: Path) -> None:
        from stocktake.tasks.begin_from_pack import read_register

        self._notice.clear()
        self._register = None
        self._about.setText(f"Reading {path.name}…")
        for each in (self._title, self._about, self.box):
            each.show()
        self.choose.setText(ANOTHER)
        self._desk.jobs.start(partial(read_register, path), self._on_read, self._on_not_read)

    def _on_read(self, found: tuple[Pack, Register]) -> None:
        self._pack, self._register = found
        pack = self._pack
        maker = f"Pack from {pack.made_by}" if pack.made_by else "Pack"
        count = counted(len(pack.practices), "practice")
        self._about.setText(f"{maker}: {pack.about}, {count}.")
        self.box.setAccessibleDescription(self._about.text())
        self._on_box_searched(self.box.text().strip())

    def _on_not_read(self, error: StocktakeError) -> None:
        was_here = self.box.hasFocus()
        for each in (self._title, self._about, self.box):
            each.hide()
        self.choose.setText(CHOOSE)
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())
        if was_here:
            self.given_up.emit()

    @Slot()
    def _on_choose_clicked(self) -> None:
        folder = str(self._desk.documents)
        paths = choose_to_open(self, "Choose a pack of published figures", KINDS, folder)
        if paths:
            self._read(paths[0])
            self.box.setFocus()

    # Looking

    @Slot(str)
    def _on_box_searched(self, words: str) -> None:
        if self._register is None or (words and words == self._taken):
            return
        self._taken = ""
        found = self._register.find(words)
        self._show_found(found)
        if len(words) > 1:
            said = counted(len(found), "practice") + " found" if found else _NONE
            self._count.setText(said)
            self._count.show()
            announce(self, said)

    def _show_found(self, found: Sequence[PracticeFound]) -> None:
        self._found = {each.code: each for each in found}
        self.list.show_links([_link(each) for each in found])
        self.list.setVisible(bool(found))
        self._count.hide()

    @Slot(bool)
    def _on_box_entered(self, is_backwards: bool) -> None:
        self._on_box_searched(self.box.text().strip())
        if len(self._found) == 1:
            self._choose_one(next(iter(self._found)))
        elif self._found:
            self.list.rows()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down from the line into what was found."""
        if event.key() == Qt.Key.Key_Down and self.box.hasFocus() and self._found:
            self.list.rows()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    @Slot(tuple)
    def _on_list_opened(self, key: tuple[str, ...]) -> None:
        self._choose_one(key[0])

    def _choose_one(self, code: str) -> None:
        from stocktake.tasks.begin_from_pack import ChosenPractice

        if self._pack is not None:
            found = self._found[code]
            self._show_found(())
            self._taken = found.name
            self.box.setText(found.name)
            self.chosen.emit(ChosenPractice(found, self._pack))


def _link(found: PracticeFound) -> Link:
    where = ", ".join(each for each in (found.code, found.postcode, found.pcn_name) if each)
    covers = f"{where}. {found.note}" if found.note else where
    status = "" if found.is_open else "Closed"
    return Link(found.name, covers, status, key=(found.code,), tone="attention")
