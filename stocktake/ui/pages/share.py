"""Share out: give sections to colleagues by file, and bring back what they filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.share.back_half import BackHalf
from stocktake.ui.share.send_back import SendBackPanel
from stocktake.ui.share.share_half import ShareHalf


class SharePage(ReviewPage):
    """Both halves; for somebody with whom sections were shared, the way back instead."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Share out and bring back", desk)
        self._of: object | None = None
        self.out = ShareHalf(desk)
        self.back = BackHalf(desk)
        self.returning = SendBackPanel(desk)
        self.add(self.returning, is_words=True)
        self.add(self.back)
        self.add(self.out, is_words=True)
        self.setAcceptDrops(True)
        self.out.shared.connect(self._on_shared)
        self.back.settling.connect(self._on_settling)
        self.back.taken.connect(self._on_taken)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Begin with a section to share, or with files to bring back."""
        if self.desk.practice is None:
            return
        if place.get("section"):
            self.out.ask_for(str(place.get("form") or ""), str(place["section"]))
        if place.get("found") is not None:
            self.back.show_found(place["found"])

    def panes(self) -> tuple[QWidget, ...]:
        """The halves."""
        return (self.back, self.out)

    def show_practice(self) -> None:
        """Show what is out, and what was being looked at."""
        if self._of is not self.desk.practice:
            self._of = self.desk.practice
            for each in (self.out, self.back, self.returning):
                each.forget()
        is_guest = self.returning.show_practice()
        self.returning.setVisible(is_guest)
        self.back.setVisible(not is_guest)
        self.out.setVisible(not is_guest and not self.back.is_settling)
        if not is_guest:
            self.out.show_practice()
            self.back.show_practice()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        urls = event.mimeData().urls()
        if self.desk.practice is not None and not self.back.isHidden():
            self.back.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
            event.acceptProposedAction()

    @Slot()
    def _on_shared(self) -> None:
        self.refresh()

    @Slot(bool)
    def _on_settling(self, is_settling: bool) -> None:
        self.out.setVisible(not is_settling)

    @Slot(tuple)
    def _on_taken(self, form_ids: tuple[str, ...]) -> None:
        for form_id in form_ids:
            self.desk.layout_changed.emit(form_id)
        self.refresh()
