"""How sure an expectation must be to count: three views, each with what it takes in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.planning.certainty import Certainty
from stocktake.ui.widgets.one_of import OneOf

LINES = (
    (Certainty.FIRM, "Firm: only what contract or law says, or what has been announced"),
    (Certainty.BEST_GUESS, "Best guess: that, and what is likely. The usual view"),
    (Certainty.STRETCH, "Stretch: that, and what is possible"),
)


class CertaintyChoice(OneOf):
    """Its ``chosen`` carries the value of a ``Certainty``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        lines = [(view.value, words) for view, words in LINES]
        super().__init__("How sure must it be to count?", lines, parent=parent)
        self.set_choice(Certainty.BEST_GUESS.value)
