"""Keeps what the lead types on the Combine page: within a moment of the last key, PCN by PCN."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.tasks.pcn_kept import PcnKept, PcnShelf, RoundKept

KEEP_WITHIN_MS = 300
"""From the last key to the disk."""


class KeptWork(QObject):
    """What is kept for the PCN in front, in the round in front.

    Attributes:
        kept: everything kept of the PCN; its key is empty while no PCN is known.
        round: the label of the round in front.

    Signals:
        failed: a StocktakeError that says why it could not be kept.
    """

    failed = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf = PcnShelf(folder)
        self.kept = PcnKept("")
        self.round = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_WITHIN_MS)
        self._timer.timeout.connect(self.keep_now)

    @property
    def of_round(self) -> RoundKept:
        """What is kept of the round in front."""
        return self.kept.of(self.round)

    def begin(self, key: str, name: str, round_label: str) -> bool:
        """Work on a PCN in a round from now on; True when it is another than before.

        What was typed before any PCN was known goes to the first one, unless it has its own.
        """
        if (key, round_label) == (self.kept.key, self.round):
            return False
        self.keep_now()
        if key != self.kept.key and not self._renamed(key):
            typed = self.kept if not self.kept.key else PcnKept("")
            self.kept = self.shelf.of(key) or msgspec.structs.replace(typed, key=key)
        self.kept = msgspec.structs.replace(self.kept, name=name or self.kept.name)
        self.round = round_label
        return True

    def _renamed(self, key: str) -> bool:
        """Take the work on an area along when it is given another name, unless that has its own."""
        before, _, _ = self.kept.key.partition(":")
        scale, colon, _ = key.partition(":")
        if not colon or before != scale or self.shelf.of(key) is not None:
            return False
        self.shelf.forget(self.kept.key)
        self.kept = msgspec.structs.replace(self.kept, key=key, name="")
        return True

    def end(self) -> None:
        """Work on no PCN any more."""
        self.keep_now()
        self.kept, self.round = PcnKept(""), ""

    def forget(self) -> None:
        """Keep nothing of this PCN any more, and work on none."""
        self._timer.stop()
        self.shelf.forget(self.kept.key)
        self.kept, self.round = PcnKept(""), ""

    def change(self, **changes: Any) -> None:
        """Change what is kept of the PCN, by name."""
        self._set(msgspec.structs.replace(self.kept, **changes))

    def change_round(self, **changes: Any) -> None:
        """Change what is kept of the round in front, by name."""
        of_round = msgspec.structs.replace(self.of_round, **changes)
        self._set(self.kept.with_round(self.round, of_round))

    def _set(self, kept: PcnKept) -> None:
        if kept != self.kept:
            today = datetime.now().astimezone().date().isoformat()
            self.kept = msgspec.structs.replace(kept, used_on=today)
            self._timer.start()

    @Slot()
    def keep_now(self) -> None:
        """Put on the disk what waits."""
        if not self._timer.isActive() and self.sender() is not self._timer:
            return
        self._timer.stop()
        try:
            self.shelf.keep(self.kept)
        except StocktakeError as error:
            self.failed.emit(error)
