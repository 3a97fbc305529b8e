"""Answers to another version of a form: the map, and whether they are added to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.tasks.form_map import VersionMap
from stocktake.tasks.pcn_rulings import Ruling
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.taking_out import take_out
from stocktake.units import date_in_words

ABOUT = (
    "These answers were given to another version of a form. They are kept, shown apart and left "
    "out of every sum until you say that they may be added to the others."
)
WHY = "Why may they be added?"
ADD, LEAVE = "Add them to the others", "Leave them out again"


class VersionsPanel(QWidget):
    """Hidden while everybody answered one version.

    Signals:
        ruled: (key of the version, whether its answers are added, why).
    """

    ruled = Signal(str, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._cards: dict[str, Card] = {}
        self._rulings: dict[str, Ruling] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Heading("Other versions of a form"))
        self._column.addWidget(Measured(Words(ABOUT)))
        self.hide()

    def show_maps(
        self,
        maps: Sequence[VersionMap],
        names: Mapping[str, str],
        rulings: Mapping[str, Ruling],
    ) -> None:
        """Show these; ``names`` are what practices are called, by code."""
        shown = (tuple(maps), dict(names), dict(rulings))
        self.setVisible(bool(maps))
        if shown == self._shown:
            return
        self._shown = shown
        before, had = self._cards, self._rulings
        grouped: dict[str, list[VersionMap]] = {}
        for each in maps:
            grouped.setdefault(each.key, []).append(each)
        self._rulings = dict(rulings)
        self._cards = {
            key: self._card(key, found, names, rulings.get(key)) for key, found in grouped.items()
        }
        for key in before.keys() & self._cards.keys():
            if had.get(key) == rulings.get(key):
                # What is typed and not recorded yet stays.
                _why_in(self._cards[key]).setText(_why_in(before[key]).text())
            if before[key].isAncestorOf(QApplication.focusWidget() or self):
                self._cards[key].show()
                self._cards[key].findChildren(PlainButton)[0].setFocus()
        take_out(self._column, before.values())

    def _card(
        self,
        key: str,
        maps: Sequence[VersionMap],
        names: Mapping[str, str],
        ruling: Ruling | None,
    ) -> Card:
        first = maps[0]
        title = f"“{first.title}”, version {first.version}; the others answered {first.wanted}"
        why = LineEdit()
        why.setAccessibleName(WHY)
        why.setAccessibleDescription(title)
        why.setText(ruling.reason if ruling else "")
        button = PlainButton(LEAVE if first.is_added else ADD)
        button.setAccessibleDescription(title)
        button.clicked.connect(partial(self._on_button_clicked, key, not first.is_added, why))
        card = Card()
        card.add(Words(title, "strong"))
        for each in maps:
            card.add(Words(f"{names.get(each.code, each.code)}: {each.words}"))
        for widget in (Words(WHY, "strong"), why, button, Words(_said(first, ruling), "hint")):
            card.add(widget)
        self._column.addWidget(card)
        return card

    def _on_button_clicked(self, key: str, is_added: bool, why: LineEdit) -> None:
        self.ruled.emit(key, is_added, why.text().strip())


def _why_in(card: Card) -> LineEdit:
    return card.findChildren(LineEdit)[0]


def _said(each: VersionMap, ruling: Ruling | None) -> str:
    if ruling is None:
        return "Left out of sums until you decide."
    what = "Added to the others" if each.is_added else "Left out"
    who = f" by {ruling.made_by}" if ruling.made_by else ""
    when = f" on {date_in_words(date.fromisoformat(ruling.made_on))}" if ruling.made_on else ""
    why = f": {ruling.reason.rstrip('.')}" if ruling.reason else ""
    return f"{what}{who}{when}{why}."
