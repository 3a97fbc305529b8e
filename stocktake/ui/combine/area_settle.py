"""What waits for a person where files are of more than one PCN."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import Problem
from stocktake.merge.area import OtherGroupVersion
from stocktake.merge.form_versions import newer_file_wording
from stocktake.merge.group_values import Group
from stocktake.merge.standing import Overlap
from stocktake.phrases import counted, listed
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.combine_area import Area
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.link_list import Link
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.taking_out import take_out
from stocktake.ui.widgets.told_list import ToldList
from stocktake.units import date_in_words

ABOUT = (
    "These files hold totals of some of the same practices, and totals cannot be taken apart. One "
    "of them counts and the others give way to it, so that no practice is counted twice. What you "
    "choose travels with the file and can be chosen again."
)
WHY = "Why this file?"
RECORD = "Record this choice"
OVERLAP = "practice_in_two_groups"


class AreaSettle(QWidget):
    """Hidden while files are of one PCN.

    Signals:
        decided: (Group, Overlap, why): the file that counts.
    """

    decided = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Overlap, ...] = ()
        self._cards: list[Card] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_BLOCK)
        self._overlaps = QWidget()
        self._overlaps.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Heading("Which file counts?"))
        self._column.addWidget(Measured(Words(ABOUT)))
        self._noticed_heading = Heading("To check with the PCNs")
        self._noticed = ToldList()
        self._left_out_heading = Heading("Kept and not counted")
        self._left_out = ToldList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for widget in (
            self._overlaps,
            self._noticed_heading,
            Measured(self._noticed),
            self._left_out_heading,
            Measured(self._left_out),
        ):
            column.addWidget(widget)
        self.hide()

    def show_area(self, area: Area) -> int:
        """Show what waits; returns how many things do."""
        seen = area.view
        if area.overlaps != self._shown:
            self._make(area.overlaps)
        self._overlaps.setVisible(bool(area.overlaps))
        told = (each for each in seen.problems if each.code != OVERLAP)
        noticed = (*map(_problem, told), *map(_version, seen.other_versions))
        self._noticed.tell(noticed)
        self._noticed_heading.setVisible(bool(noticed))
        left = tuple(Link(name, why) for name, why in seen.left_out)
        self._left_out.tell(left)
        self._left_out_heading.setVisible(bool(left))
        open_ones = sum(1 for each in area.overlaps if each.decision is None)
        return open_ones + len(noticed)

    def _make(self, overlaps: Sequence[Overlap]) -> None:
        self._shown = tuple(overlaps)
        take_out(self._column, self._cards)
        self._cards = [self._card(each) for each in overlaps]

    def _card(self, overlap: Overlap) -> Card:
        title = listed(sorted({each.name or each.code for each in overlap.groups}))
        choice = OneOf(title, [(str(n), _group(each)) for n, each in enumerate(overlap.groups)])
        choice.set_choice("0")
        why = LineEdit()
        why.setAccessibleName(WHY)
        why.setAccessibleDescription(title)
        why.setText(overlap.decision.reason if overlap.decision else "")
        record = PlainButton(RECORD)
        record.setAccessibleDescription(title)
        record.clicked.connect(partial(self._on_record_clicked, overlap, choice, why))
        shared = Hint(f"In more than one of them: {listed(overlap.codes)}.")
        card = Card()
        for widget in (choice, shared, Words(WHY, "strong"), why, record, Hint(_said(overlap))):
            card.add(widget)
        self._column.addWidget(card)
        return card

    def _on_record_clicked(self, overlap: Overlap, choice: OneOf, why: LineEdit) -> None:
        self.decided.emit(overlap.groups[int(choice.choice())], overlap, why.text().strip())


def _group(group: Group) -> str:
    practices = counted(group.totals.everyone.practices, "practice")
    return f"{group.name or group.code}: {practices}, as at {date_in_words(group.last_day)}"


def _said(overlap: Overlap) -> str:
    made = overlap.decision
    used = listed([each.name or each.code for each in overlap.counted])
    if made is None:
        return f"Nobody has chosen yet. The file with the newest answers is used: {used}."
    who = f" by {made.made_by}" if made.made_by else ""
    when = f" on {date_in_words(made.made_on)}" if made.made_on else ""
    why = f": {made.reason.rstrip('.')}" if made.reason else ""
    return f"{used}, chosen{who}{when}{why}."


def _problem(each: Problem) -> Link:
    return Link(f"{each.where}: {each.what}", each.how_to_fix)


def _version(each: OtherGroupVersion) -> Link:
    is_known = each.form_id in shipped_form_ids()
    title = shipped_form(each.form_id).form.title if is_known else "another form"
    many = counted(each.practices, "practice")
    what = f"{each.group}: {many} answered version {each.version} of “{title}”"
    return Link(
        f"{what}; the others answered {each.wanted}.", newer_file_wording(title, each.wanted)
    )
