"""A practice nobody expects, or whose code cannot be right: the lead says which practice it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stocktake.merge.member import Expected
from stocktake.phrases import counted, listed
from stocktake.tasks.combine_practices import Unknown, practice_in
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.taking_out import take_out
from stocktake.units import date_in_words

TITLE = "Which practice is it?"
ABOUT = (
    "These files are of a practice that is not on your list, or their practice code cannot be "
    "right. Say which practice each is of. The file itself is not changed; what you say is kept "
    "with your role, the day and your reason, goes into the PCN workbook, and can be said again."
)
ITSELF = "itself"
MOST_ASKED = 12
"""Practices asked about at once; with more it is the list that is wrong."""
MORE = (
    "{more} not shown until these are settled. If your list is of another PCN, or an old "
    "one, put it right above: that settles them all."
)
NO_LIST = "To choose from your practices, type or paste their list above first."
WHY = "How do you know?"
RECORD, TAKE_BACK = "Record this", "Take it back"
CHOOSE = "Choose which practice it is first."


@dataclass(frozen=True, slots=True)
class _Held:
    """A card, and what the lead can do in it."""

    unknown: Unknown
    card: Card
    practices: Sequence[Expected]
    choice: OneOf
    why: LineEdit
    record: PlainButton
    said: Hint

    @property
    def chosen(self) -> Expected | str | None:
        """The practice chosen, None for a new one, and blank for nothing yet."""
        code = self.choice.choice()
        return None if code == ITSELF else self.practices[int(code)] if code else ""


class PracticesPanel(QWidget):
    """Hidden while every file is of a practice one knows.

    Signals:
        said: (Unknown, Expected or None for a practice of its own, why).
        taken_back: (Unknown, why): nobody has said any more.
    """

    said = Signal(object, object, str)
    taken_back = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._held: list[_Held] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Heading(TITLE))
        self._column.addWidget(Measured(Words(ABOUT)))
        self._more = Words("", "body", "attention")
        self._column.addWidget(Measured(self._more))
        self.hide()

    def show_unknown(
        self, unknown: Sequence[Unknown], expected: Sequence[Expected], missing: Sequence[Expected]
    ) -> None:
        """Ask about these.

        Args:
            unknown: the practices nobody knows, and those that were settled.
            expected: the PCN's list.
            missing: those of it from which nothing has come; they are offered first.
        """
        shown = (tuple(unknown), tuple(expected), tuple(missing))
        self.setVisible(bool(unknown))
        if shown == self._shown:
            return
        self._shown = shown
        before = {each.unknown: each for each in self._held}
        places = {(each.unknown.code, each.unknown.name): each for each in self._held}
        others = [each for each in expected if each not in missing]
        offered = [(each, "nothing has come yet") for each in missing]
        offered += [(each, "has answered") for each in others]
        self._held = [self._card(each, offered) for each in unknown[:MOST_ASKED]]
        for held in self._held:
            if held.unknown in before:
                # What is chosen or typed, and not recorded yet, stays.
                _take_over(before[held.unknown], held)
            had = places.get((held.unknown.code, held.unknown.name))
            if had is not None and had.card.isAncestorOf(QApplication.focusWidget() or self):
                held.card.show()
                held.record.setFocus()
        take_out(self._column, [each.card for each in before.values()])
        more = len(unknown) - MOST_ASKED
        self._more.setText(MORE.format(more=counted(more, "more is", "more are")))
        self._more.setVisible(more > 0)

    def _card(self, unknown: Unknown, offered: Sequence[tuple[Expected, str]]) -> _Held:
        title = _title(unknown)
        words = [(str(place), _option(*each)) for place, each in enumerate(offered)]
        itself = "A new practice, with the code as it came"
        choice = OneOf("It is", [*words, (ITSELF, itself)])
        choice.set_choice(_chosen(unknown, [each for each, _ in offered]))
        why = LineEdit()
        why.setAccessibleName(WHY)
        why.setText(unknown.ruling.reason if unknown.ruling else "")
        record, back = PlainButton(RECORD), PlainButton(TAKE_BACK)
        back.setVisible(not unknown.is_open)
        for described in (choice, why, record, back):
            described.setAccessibleDescription(title)
        card = Card()
        practices = [each for each, _ in offered]
        said = Hint(_said(unknown))
        held = _Held(unknown, card, practices, choice, why, record, said)
        record.clicked.connect(partial(self._on_record_clicked, held))
        back.clicked.connect(partial(self._on_back_clicked, unknown, why))
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(record)
        row.addWidget(back)
        card.add(Words(title, "strong"))
        card.add(Words(_why_asked(unknown)))
        if not offered:
            card.add(Hint(NO_LIST))
        for widget in (choice, Words(WHY, "strong"), why, buttons, said):
            card.add(widget)
        self._column.addWidget(card)
        return held

    def _on_record_clicked(self, held: _Held) -> None:
        chosen = held.chosen
        if isinstance(chosen, str):
            held.said.setText(CHOOSE)
            announce(self, CHOOSE)
        else:
            self.said.emit(held.unknown, chosen, held.why.text().strip())

    def _on_back_clicked(self, unknown: Unknown, why: LineEdit) -> None:
        self.taken_back.emit(unknown, why.text().strip())


def _take_over(before: _Held, now: _Held) -> None:
    """Show in a new card what was chosen and typed in the one it takes the place of."""
    now.why.setText(before.why.text())
    chosen = before.chosen
    if chosen is None:
        now.choice.set_choice(ITSELF)
    for place, practice in enumerate(now.practices):
        if practice == chosen:
            now.choice.set_choice(str(place))


def _title(unknown: Unknown) -> str:
    code = f"code “{unknown.code}”" if unknown.code else "no practice code"
    return f"{unknown.name or 'A practice without a name'}, {code}, from {listed(unknown.files)}"


def _why_asked(unknown: Unknown) -> str:
    if unknown.is_malformed:
        return "A practice code is one capital letter and five digits, such as A12345."
    return "It is not on your list of practices."


def _option(practice: Expected, standing: str) -> str:
    name = practice.name or practice.code
    code = f" ({practice.code})" if practice.name and practice.code else ""
    return f"{name}{code}: {standing}"


def _chosen(unknown: Unknown, offered: Sequence[Expected]) -> str:
    """The place of the practice that was chosen; nothing is chosen for the lead."""
    if unknown.ruling is None or unknown.is_open:
        return ""
    if unknown.ruling.practice == unknown.came_as:
        return ITSELF
    code, name = practice_in(unknown.ruling)
    found = (
        str(place)
        for place, each in enumerate(offered)
        if (each.code == code if each.code else each.name == name)
    )
    return next(found, "")


def _said(unknown: Unknown) -> str:
    made = unknown.ruling
    if made is None:
        return "Nobody has said yet. Until then it stands beside the others as it came."
    who = f" by {made.made_by}" if made.made_by else ""
    when = f" on {date_in_words(date.fromisoformat(made.made_on))}" if made.made_on else ""
    why = f": {made.reason.rstrip('.')}" if made.reason else ""
    if not made.is_added:
        return f"Taken back{who}{when}{why}. It stands beside the others as it came."
    code, name = practice_in(made)
    what = "A new practice" if made.practice == unknown.came_as else f"{name} ({code})"
    return f"{what}, said{who}{when}{why}."
