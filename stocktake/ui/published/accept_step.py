"""Step 2: see every published figure beside the answer it could fill, and accept what is right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.opendata import DATASETS, field_map
from stocktake.opendata.pack import PackSource
from stocktake.opendata.release import Quality
from stocktake.phrases import counted, start_upper
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_doubts import doubts
from stocktake.tasks.published_offers import Figures, Kept, Standing, as_written, by_dataset
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.published.dataset_card import DatasetCard
from stocktake.ui.published.desk_side import DeskSide, this_day
from stocktake.ui.published.offer_rows import (
    MONEY,
    OfferRow,
    offer_row,
    sentence_of,
    unoffered_row,
)
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.taking_out import take_out
from stocktake.ui.widgets.wrapped_table import WrappedTable

ABOUT = (
    "Every published figure beside your answer. Nothing is answered until you accept it, what you "
    "answered yourself is never changed by accepting all, and one Undo takes everything you "
    "accepted in one press back out."
)
NOTHING = "There is nothing to accept yet. Bring the files first, in step 1."
DOUBTS = "Files that do not fit together"
KEPT_TITLE = "Kept for comparison"
KEPT_ABOUT = (
    "These have no question in the stocktake. They are kept to look at and to compare with."
)
KEPT_COLUMNS = (FigureColumn("What it is"), FigureColumn("Published"), FigureColumn("From"))
KEPT_HEIGHT = 440


class AcceptStep(QWidget):
    """A card for each file.

    Signals:
        accepted: the offers to answer with, as a tuple.
        question_asked: the id of a question to go to.
    """

    accepted = Signal(tuple)
    question_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new = 0
        self.cards: dict[PackSource, DatasetCard] = {}
        self.heading = Heading("Your answers and the published figures")
        self._words = Words()
        self._locked = Words()
        self.doubts = Notice()
        self._held = QWidget()
        self._cards_column = QVBoxLayout(self._held)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(SPACE_QUESTION)
        self.kept = WrappedTable(KEPT_TITLE, height=KEPT_HEIGHT)
        self._kept_rows = WrappedRows(KEPT_COLUMNS, self.kept)
        self.kept.setModel(self._kept_rows)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        column.addWidget(Measured(Hint(KEPT_ABOUT)))
        card = Card()
        card.add(self.kept)
        column.addWidget(card)
        self.folded = Collapsible(KEPT_TITLE, inside)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        for widget in (
            *(Measured(self.heading), Measured(self._words), Measured(self._locked)),
            *(Measured(self.doubts), self._held, self.folded),
        ):
            column.addWidget(widget)

    def show_side(self, side: DeskSide) -> None:
        """Bring every row up to date with the answers."""
        sheet, today, locked = side.sheet, this_day(), side.why_locked
        figures, offers = side.figures(), side.offers()
        self.new = sum(each.standing is Standing.SUGGESTED for each in offers)
        rows: dict[PackSource, list[OfferRow]] = {}
        for source, each in by_dataset(offers).items():
            rows[source] = [offer_row(offer, sheet, today) for offer in each]
        offered = {each.address for each in offers}
        for kept, row in _unoffered(figures, sheet, offered):
            rows.setdefault(kept.source, []).append(row)
        self._show_cards(rows)
        for source, found in rows.items():
            self.cards[source].show_rows(found, sheet, today, is_locked=bool(locked))
        self._words.setText(ABOUT if rows else NOTHING)
        self._locked.setText(locked)
        self._locked.setVisible(bool(locked))
        self._show_kept(figures)
        self._show_doubts(figures)

    def _show_doubts(self, figures: Figures) -> None:
        """Say what does not fit together, once while it stays the same."""
        said = "\n\n".join(doubts(figures))
        if not said:
            self.doubts.clear()
        elif said != self.doubts.text():
            self.doubts.say("attention", said, DOUBTS)

    def _show_cards(self, rows: dict[PackSource, list[OfferRow]]) -> None:
        for source in [each for each in self.cards if each not in rows]:
            take_out(self._cards_column, [self.cards.pop(source)])
        for place, source in enumerate(sorted(rows, key=_usefulness)):
            if source not in self.cards:
                card = DatasetCard(source)
                card.accepted.connect(self.accepted)
                card.question_asked.connect(self.question_asked)
                self.cards[source] = card
            if self._cards_column.indexOf(self.cards[source]) != place:
                self._cards_column.insertWidget(place, self.cards[source])

    def _show_kept(self, figures: Figures) -> None:
        found = [each for each in figures.newest().values() if not _question_of(each)]
        self._kept_rows.set_rows([_kept_row(each) for each in found])
        self.folded.setVisible(bool(found))
        self.folded.set_title(f"{KEPT_TITLE}: {counted(len(found), 'figure')}")


def _usefulness(source: PackSource) -> tuple[int, str]:
    """Files in the order of the datasets, so that none moves when something is accepted."""
    known = list(DATASETS)
    place = known.index(source.dataset) if source.dataset in known else len(known)
    return place, source.name


def _question_of(kept: Kept) -> str:
    rule = field_map().rule(kept.value.field_key)
    return rule.question if rule is not None else ""


def _unoffered(
    figures: Figures, sheet: Sheet, offered: set[Address]
) -> list[tuple[Kept, OfferRow]]:
    """What was published for a question and answers nothing: held back, or in no known words."""
    found = []
    for each in figures.newest().values():
        rule = field_map().rule(each.value.field_key)
        if rule is None or rule.question not in sheet.loaded.questions:
            continue
        if Address(rule.question, rule.row, rule.column) in offered:
            continue
        section = sheet.loaded.section_of[rule.question].title
        found.append((each, unoffered_row(each, rule.words, section)))
    return found


def _kept_row(kept: Kept) -> WrappedRow:
    value = kept.value
    rule = field_map().rule(value.field_key)
    words = start_upper(rule.words if rule is not None else value.column_name)
    which = f" ({value.column_name})" if rule is not None and rule.key.endswith("*") else ""
    unit = "" if value.unit in ("text", "code", "date") else f" {value.unit}"
    is_figure = value.quality is Quality.OK
    shown = f"{as_written(value)}{unit}" if is_figure else sentence_of(kept)
    note = f" {value.note}" if is_figure and value.note else ""
    money = MONEY if rule is not None and rule.is_money else ""
    return WrappedRow((f"{words}{which}", f"{shown}{note}", kept.source_words), money)
