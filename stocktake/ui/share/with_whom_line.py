"""One line over a section that is with somebody: who has it, and since when."""

from __future__ import annotations

from stocktake.tasks.shared_with import shared_in_words, with_whom
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.labels import Words


class WithWhomLine(Words):
    """Hidden unless the section is out, or was shared with this person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "hint", "muted")
        self._desk = desk
        self.setContentsMargins(SPACE_BLOCK, SPACE_INSIDE, SPACE_BLOCK, 0)
        self.hide()

    def show_section(self, form_id: str, section_id: str) -> None:
        """Say with whom a section is."""
        practice = self._desk.practice
        words = with_whom(practice, form_id).get(section_id, "") if practice is not None else ""
        if words:
            words += ". You can go on with it here; what comes back is compared with it."
        elif practice is not None:
            words = shared_in_words(practice)
        self.setText(words)
        self.setVisible(bool(words))
