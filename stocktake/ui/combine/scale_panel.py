"""What the files make: a PCN, a locality or a system, what it is called, and what counts in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.merge.scales import Scale, usual_name
from stocktake.tasks.combine import Gathered
from stocktake.tasks.combine_given import Given, Kind, given
from stocktake.ui.combine.area_work import THE_USUAL, AreaAsked
from stocktake.ui.combine.stacked import stack
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf

TITLE = "What these files make"
SCALES = {
    Scale.PCN: "A PCN: its practices side by side",
    Scale.LOCALITY: "A locality: its PCNs side by side",
    Scale.SYSTEM: "A system: the PCNs of several localities side by side",
}
NAME = "What it is called"
NAME_HINT = "It stands on every page of the workbook."
SHOWN = (
    "Beyond one PCN only totals are shown, and practices' levels without names. A practice is "
    "named only where it ticked that it may be named outside its PCN."
)
TOTALS_ONLY = (
    "Files that hold only totals have no practices' answers, so they cannot be part of one PCN: "
    "they are left out while you look at one."
)
OWN = "Practices' own files"
WITH_OWN, WITHOUT_OWN = "with", "without"
OWN_CHOICES = (
    (WITH_OWN, "Count them too"),
    (WITHOUT_OWN, "Leave them out"),
)
MIXED = (
    "Practices' own files stand among the files of PCNs. No practice is counted twice: one that is "
    "in the totals of its PCN is counted there, and the others beside them."
)


class ScalePanel(Card):
    """Hidden while all files are of one PCN, as they nearly always are.

    Signals:
        asked: how the lead wants to see the files, as an AreaAsked.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = THE_USUAL
        self._given = Words("", "strong")
        self.scales = OneOf(
            "See them together as", [(str(code), words) for code, words in SCALES.items()]
        )
        self.name = LineEdit()
        self.name.setAccessibleName(NAME)
        self.name.setAccessibleDescription(NAME_HINT)
        self._named = QWidget()
        stack(self._named, Words(NAME, "strong"), Hint(NAME_HINT), self.name, space=SPACE_FIELD)
        self.own = OneOf(OWN, OWN_CHOICES, in_row=True)
        self._mixed = QWidget()
        stack(self._mixed, self.own, Hint(MIXED), space=SPACE_FIELD)
        self._shown = Hint()
        self.column.setSpacing(SPACE_BLOCK)
        for widget in (
            Heading(TITLE),
            self._given,
            self.scales,
            self._shown,
            self._named,
            self._mixed,
        ):
            self.add(widget)
        self.scales.chosen.connect(self._on_scale_chosen)
        self.own.chosen.connect(self._on_own_chosen)
        self.name.left.connect(self._on_name_left)
        self.name.returnPressed.connect(self._on_name_left)
        self.hide()

    def show_files(self, gathered: Gathered | None, asked: AreaAsked) -> None:
        """Say what these files are, and how they are seen."""
        found = given(gathered) if gathered is not None else None
        self._asked = asked
        is_wide = found is not None and _is_wide(found)
        self.setVisible(is_wide or asked.scale is not None)
        if found is None or not found.files:
            self.hide()
            return
        scale = asked.scale or found.scale
        self._given.setText(found.words)
        self.scales.set_choice(str(scale))
        self._shown.setText(SHOWN if scale.is_beyond_pcn else TOTALS_ONLY)
        self._shown.setVisible(scale.is_beyond_pcn or _has_totals(gathered))
        self._named.setVisible(scale.is_beyond_pcn)
        self.name.setPlaceholderText(usual_name(scale))
        if not self.name.hasFocus() or self.name.text().strip() == asked.name:
            self.name.setText(asked.name)
        self._mixed.setVisible(scale.is_beyond_pcn and found.is_mixed)
        self.own.set_choice(WITH_OWN if asked.with_own else WITHOUT_OWN)

    @Slot(str)
    def _on_scale_chosen(self, chosen: str) -> None:
        self._ask(replace(self._asked, scale=Scale(chosen)))

    @Slot(str)
    def _on_own_chosen(self, chosen: str) -> None:
        self._ask(replace(self._asked, with_own=chosen == WITH_OWN))

    @Slot()
    def _on_name_left(self) -> None:
        self._ask(replace(self._asked, name=self.name.text().strip()))

    def leave(self) -> None:
        """Take over a name that is half typed."""
        if not self.isHidden():
            self._on_name_left()

    def _ask(self, asked: AreaAsked) -> None:
        if asked != self._asked:
            # The name belongs to the scale it was given for.
            self._asked = asked
            self.asked.emit(asked)


def _is_wide(found: Given) -> bool:
    """Whether there is anything to choose."""
    return found.scale.is_beyond_pcn or found.files[Kind.PCN] > 1 or found.is_mixed


def _has_totals(gathered: Gathered | None) -> bool:
    return gathered is not None and any(result.groups for result in gathered.results)
