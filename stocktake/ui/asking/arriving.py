"""Files with a question or an answer in them, opened anywhere: read, taken in, and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.tasks.asking_arriving import Arrived, Where, read_files, take_in
from stocktake.ui.desk import Desk
from stocktake.ui.widgets.notice import Kind, Notice
from stocktake.workbooks.asking_reading import AskingRead

PAGES = {Where.LEAD: "asking", Where.PRACTICE: "position"}
"""The page on which a file is seen."""


class Arriving(QObject):
    """Reads files in a child process and keeps what they hold.

    It lives as long as its parent, so that what it reads always comes back to somebody.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._done: Callable[[Arrived], None] | None = None
        self._refused: Callable[[StocktakeError], None] | None = None

    def read(
        self,
        paths: Sequence[Path],
        done: Callable[[Arrived], None],
        refused: Callable[[StocktakeError], None],
    ) -> None:
        """Read files; one of the two is called when it is done."""
        self._done, self._refused = done, refused
        work = partial(read_files, tuple(paths))
        self._desk.jobs.start(work, self._on_read, self._on_refused, may_hang=True)

    @Slot(object)
    def _on_read(self, reads: tuple[AskingRead, ...]) -> None:
        workspace = self._desk.workspace
        if workspace is None or self._done is None:
            return
        try:
            arrived = take_in(workspace, reads)
        except StocktakeError as error:
            self._on_refused(error)
            return
        self._done(arrived)
        self.deleteLater()

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        if self._refused is not None:
            self._refused(error)
        self.deleteLater()


def say_arrived(notice: Notice, arrived: Arrived, words: str) -> None:
    """Say what was taken in, and everything there is to say of each file."""
    said = [words, *(f"{each.what} {each.how_to_fix}".strip() for each in arrived.remarks)]
    kind: Kind = "attention" if arrived.remarks else "done"
    notice.say(kind, "\n".join(each for each in said if each))
