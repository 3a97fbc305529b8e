"""What has come back: who answered, the counts, the views, and what the lead has to see to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.documents.board_words import in_a_sentence
from stocktake.documents.position_paper import PositionData, ViewSaid
from stocktake.merge.asking import TwoAnswers, View
from stocktake.tasks.ask_practices import Remark, Seen, standing_words
from stocktake.tasks.asking_papers import finding, position_data
from stocktake.ui.asking.fields import clear
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import date_in_words

COLUMNS = (
    FigureColumn("Choice"),
    FigureColumn("Practices", is_number=True),
    FigureColumn("Patients", is_number=True),
    FigureColumn("Who"),
)
HOW_COUNTED = (
    "Out of all the practices that were asked. Patients are those registered, and not what "
    "patients think. “Held” stands where the figure would tell who an unnamed practice is."
)
FOR_YOU = "These lines may name practices that did not agree to it. They go into no paper."


class ResultPanel(QWidget):
    """Shows a question with what has come of it.

    Signals:
        picked: (practice, fingerprint): of two answers, the one that is to count.
    """

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Words()
        self.finding = Words("", "strong")
        self._model = WrappedRows(COLUMNS)
        self.table = WrappedTable("Answers by choice")
        self.table.setModel(self._model)
        self._how = Hint(HOW_COUNTED)
        self._views_heading = Heading()
        self.views = ToldList()
        self._two = QVBoxLayout()
        self._two.setSpacing(SPACE_BLOCK)
        self._alone_heading = Heading("For you alone")
        self._alone = Hint(FOR_YOU)
        self.remarks = ToldList()
        self._shown_two: tuple[TwoAnswers, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        self._card = Card()
        for counted in (self.finding, self.table, self._how):
            self._card.add(counted)
        column.addWidget(Heading("What came back"))
        column.addWidget(self.standing)
        column.addWidget(self._card)
        column.addLayout(self._two)
        column.addWidget(self._views_heading)
        column.addWidget(self.views)
        alone = QVBoxLayout()
        alone.setSpacing(SPACE_FIELD)
        alone.addWidget(self._alone_heading)
        alone.addWidget(self._alone)
        alone.addWidget(self.remarks)
        column.addLayout(alone)

    def show_seen(self, seen: Seen, *, read_only: bool) -> None:
        """Show it as it stands."""
        view = seen.view
        has_answers = bool(view.answers)
        self.standing.setText(standing_words(seen))
        self._card.setVisible(has_answers)
        self.finding.setText(finding(view))
        data = position_data(seen, datetime.now().astimezone().date())
        rows = [WrappedRow((r.words, r.practices, r.patients, r.who)) for r in data.rows]
        self._model.set_rows(rows)
        views = _views(data)
        is_led = data.leading is not None
        self._views_heading.set_words("Minority views" if is_led else "The views")
        self._views_heading.setVisible(has_answers)
        nothing = Link("There is none: everybody who answered took the same choice.")
        self.views.tell((views or [nothing]) if has_answers else [])
        self._show_two(view, read_only=read_only)
        remarks = [*_private_comments(view), *seen.remarks]
        self.remarks.tell([Link(each.what, each.how_to_fix) for each in remarks])
        for widget in (self._alone_heading, self._alone):
            widget.setVisible(bool(remarks))

    def _show_two(self, view: View, *, read_only: bool) -> None:
        if view.two_answers == self._shown_two:
            return
        self._shown_two = view.two_answers
        clear(self._two)
        for each in view.two_answers:
            options = [(p.fingerprint, _told(each, n)) for n, p in enumerate(each.answers)]
            options.sort()
            name = each.name or each.key
            choice = OneOf(f"{name} sent answers that differ. Which one counts?", options)
            choice.set_choice(each.answers[0].fingerprint)
            choice.setEnabled(not read_only)
            choice.chosen.connect(partial(self.picked.emit, each.key))
            card = Card()
            card.add(choice)
            card.add(Hint("Until you choose, the one decided last is counted. Both are kept."))
            self._two.addWidget(card)

    def choices(self) -> tuple[OneOf, ...]:
        """The choices between two answers, in order."""
        return tuple(self.findChildren(OneOf))


def _told(both: TwoAnswers, place: int) -> str:
    position = both.answers[place]
    said = position.choice.strip() or position.comment.strip()
    parts = [f"“{_short(said)}”"]
    if position.decided_on:
        parts.append(f"decided on {date_in_words(position.decided_on)}")
    if position.decided_by:
        parts.append(f"by {in_a_sentence(position.decided_by)}")
    return ", ".join(parts)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 100 else f"{plain[:99].rstrip()}…"


def _views(data: PositionData) -> list[Link]:
    shown: Sequence[ViewSaid] = data.others
    links = [_view(each) for each in shown]
    if data.leading is not None and data.leading.comments:
        title = f"Said for “{data.leading.words}”"
        links.append(Link(title, _comments(data.leading)))
    return links


def _view(each: ViewSaid) -> Link:
    comments = _comments(each) or "No comment was given to be shared."
    return Link(f"{each.words}: {each.count}, {each.who}", comments)


def _comments(each: ViewSaid) -> str:
    return "\n".join(f"{said.who}: “{said.comment}”" for said in each.comments)


def _private_comments(view: View) -> list[Remark]:
    """Comments that only the lead may read, under the label of their practice."""
    return [
        Remark(f"A comment for you alone, from {answer.label}:", f"“{answer.position.comment}”")
        for answer in view.answers
        if answer.position.comment.strip() and not answer.position.comment_shared
    ]
