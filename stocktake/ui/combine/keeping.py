"""Joins what the lead types and decides to what is kept of it, and shows it again next time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from stocktake.documents.board_cover import PURPOSES, Cover, Purpose
from stocktake.tasks.pcn_kept import PcnKept
from stocktake.ui.combine.expected_panel import ExpectedPanel
from stocktake.ui.combine.kept_work import KeptWork
from stocktake.ui.combine.work import Looked, Wanted, known_as
from stocktake.ui.combine.write_step import WriteStep
from stocktake.ui.desk import Desk

_PURPOSES: dict[str, Purpose] = {each: each for each in PURPOSES}
_USUAL_PURPOSE: Purpose = "decision"


def _today() -> date:
    return datetime.now().astimezone().date()


class Keeping(QObject):
    """Follows the fields of the page.

    Signals:
        said: (what is asked of the board, the notes that travel), as they stand now.
        failed: a StocktakeError that says why something could not be kept.
    """

    said = Signal(tuple, object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, expected: ExpectedPanel, write: WriteStep, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = KeptWork(desk.folder, self)
        self._expected = expected
        self._write = write
        self._work.failed.connect(self.failed)
        write.typed.connect(self._on_typed)

    def all(self) -> tuple[PcnKept, ...]:
        """Everything that is kept, of every PCN."""
        return self._work.shelf.all()

    def take_up(self, looked: Looked, wanted: Wanted) -> None:
        """Keep what is seen now; of another PCN or round, show what was typed before."""
        key, name = known_as(looked.gathered, wanted, wanted.pcn_round)
        if self._work.begin(key, name, wanted.pcn_round):
            self._show()
        self._expected.follow(wanted.lines)
        collection = looked.gathered.collection
        self._work.change(
            expected=wanted.lines,
            decisions=tuple(each.as_texts() for each in collection.decisions),
            scale=str(looked.area.view.scale) if looked.area is not None else "",
            with_own=wanted.area.with_own,
        )
        files = tuple(str(path.absolute()) for path in looked.gathered.paths)
        self._work.change_round(files=files, letters=dict(wanted.letters), rulings=wanted.rulings)

    def _show(self) -> None:
        kept, of_round = self._work.kept, self._work.of_round
        purpose = _PURPOSES.get(of_round.purpose, _USUAL_PURPOSE)
        cover = Cover(_today(), kept.sender, purpose, of_round.asked)
        self._write.papers.show_said(cover, of_round.decided)
        self._write.notes.show_notes(of_round.notes, travels=of_round.notes_travel)

    def change(self, **changes: Any) -> None:
        """Change what is kept of the PCN in front, by name."""
        self._work.change(**changes)

    def change_round(self, **changes: Any) -> None:
        """Change what is kept of the round in front, by name."""
        self._work.change_round(**changes)

    @Slot()
    def keep_now(self) -> None:
        """Put on the disk what waits."""
        self._work.keep_now()

    def end(self) -> None:
        """Go back to no PCN, with empty fields."""
        self._work.end()
        self._expected.set_lines(())
        self._show()

    def forget(self) -> None:
        """Keep nothing of the PCN in front any more, and show empty fields."""
        self._work.forget()
        self._expected.set_lines(())
        self._show()

    @Slot()
    def _on_typed(self) -> None:
        papers = self._write.papers.papers(_today())
        cover = papers.cover
        before = self._work.of_round
        self.change(sender=cover.sender)
        self.change_round(
            purpose=cover.purpose,
            asked=self._write.papers.asked.lines(),
            decided=papers.decided,
            notes=self._write.notes.text(),
            notes_travel=self._write.notes.travels.isChecked(),
        )
        now = self._work.of_round
        if now != before:
            self.said.emit(now.asked, now.travelling_notes)
