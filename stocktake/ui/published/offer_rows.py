"""Published figures beside the answers they could fill, as rows to read and to tick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stocktake.opendata import field_map
from stocktake.opendata.release import Quality
from stocktake.phrases import start_upper
from stocktake.questionnaire.answer_words import answer_in_words, value_in_words
from stocktake.questionnaire.answers import answered
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_offers import Kept, Offer, Standing, as_written
from stocktake.ui.models.figures import heading
from stocktake.ui.models.wrapped_rows import SECOND_ROLE
from stocktake.units import number_in_words

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("What it is", "Published", "Your answer", "How it stands", "Difference")
TICKED, CLEAR = "☑\N{NO-BREAK SPACE}", "☐\N{NO-BREAK SPACE}"
NONE = "–"
BLANK = "No answer yet"
MONEY = "Money: it stays here"
SAME = "The same as published"
NOT_ASKED = "Not asked now, by your other answers"
_WHY_APART = {
    Standing.STALE: "You accepted an older figure",
    Standing.OVERRIDDEN: "You chose your own figure",
    Standing.TYPED: "You answered it yourself",
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row: its cells and the quieter line under each.

    Attributes:
        offer: None where nothing can be answered from what was published.
        can_take: a tick, or one press, answers with it.
    """

    cells: tuple[str, ...]
    seconds: tuple[str, ...]
    offer: Offer | None = None
    can_take: bool = False

    @property
    def name(self) -> str:
        """What it is."""
        return self.cells[0]


def offer_row(offer: Offer, sheet: Sheet, today: date) -> OfferRow:
    """Set an offer beside the answer there is."""
    field = sheet.loaded.fields[offer.address.field_id]
    section = sheet.loaded.section_of[offer.address.question].title
    estimate = ", marked as an estimate" if _is_estimate(offer.kept) else ""
    as_answer = f"{value_in_words(field, answered(offer.suggestion))}{estimate}"
    stands, why = _standing(offer, sheet, today)
    return OfferRow(
        (
            start_upper(offer.words),
            published_words(offer),
            answer_in_words(field, offer.answer) or BLANK,
            stands,
            difference_words(offer),
        ),
        (_money(section, offer.kept), f"As an answer: {as_answer}", "", why, ""),
        offer,
        offer.can_be_taken,
    )


def unoffered_row(kept: Kept, words: str, section: str) -> OfferRow:
    """Say why what was published answers nothing."""
    said = sentence_of(kept) or "It is not one of the answers to choose from."
    is_figure = kept.value.quality is Quality.OK
    shown = as_published(kept) if is_figure else "No figure"
    return OfferRow((start_upper(words), shown, "", said, ""), (section, "", "", "", ""))


def sentence_of(kept: Kept) -> str:
    """What is said in the place of, or beside, a figure that is not plainly published."""
    value = kept.value
    if value.quality is Quality.OK:
        return value.note
    usual = {
        Quality.ESTIMATED: "The publisher estimated it.",
        Quality.SUPPRESSED: "The publisher held it back.",
        Quality.NOT_PUBLISHED: "Nothing was published, which is not zero.",
    }
    return value.note or usual[value.quality]


def why_apart(offer: Offer, sheet: Sheet, today: date) -> str:
    """Why an offer is not accepted together with the others; empty when it is."""
    if offer.can_be_taken_together(today):
        return "" if sheet.applies(offer.address.question) else NOT_ASKED
    if offer.standing is not Standing.SUGGESTED:
        return _WHY_APART.get(offer.standing, "")
    if sentence := sentence_of(offer.kept):
        return sentence
    return "It is old: look at it before you use it" if offer.kept.is_old(today) else ""


def difference_words(offer: Offer) -> str:
    """Your answer less the published figure, and in percent of it; a dash for none."""
    found = offer.difference
    if found is None:
        return NONE
    sign = "+" if found > 0 else "−"
    words = f"{sign}{number_in_words(abs(found))}"
    share = offer.difference_percent
    if share is None:
        return words
    percent = number_in_words(abs(share), 1)
    percent = "under\N{NO-BREAK SPACE}0.1" if Decimal(percent.replace(",", "")) == 0 else percent
    return f"{words} ({sign}{percent}%)"


def _standing(offer: Offer, sheet: Sheet, today: date) -> tuple[str, str]:
    if offer.standing is Standing.SUGGESTED:
        why = why_apart(offer, sheet, today)
        return ("New, look at it first" if why else "New"), why or offer.caution
    if offer.standing is not Standing.ACCEPTED and not offer.can_be_taken:
        return offer.standing.value, SAME
    return offer.standing.value, why_apart(offer, sheet, today) or offer.caution


def published_words(offer: Offer) -> str:
    """What was published, as it was written; of a question about the time, the file's own."""
    rule, period = field_map().rule(offer.kept.value.field_key), offer.kept.source.period
    is_of_time = rule is not None and rule.question != offer.address.question
    if is_of_time and period is not None:
        return period.words
    return sentence_of(offer.kept) if _is_estimate(offer.kept) else as_published(offer.kept)


def _is_estimate(kept: Kept) -> bool:
    return kept.value.quality is Quality.ESTIMATED


def as_published(kept: Kept) -> str:
    """A figure word for word, with what it counts."""
    unit = kept.value.unit
    plain = unit in ("text", "code", "date", "")
    raw = as_written(kept.value)
    return raw if plain or not raw else f"{raw} {unit}"


def _money(section: str, kept: Kept) -> str:
    rule = field_map().rule(kept.value.field_key)
    return f"{section}. {MONEY}." if rule is not None and rule.is_money else section


class OfferRows(QAbstractTableModel):
    """The rows of one file, some of them ticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OfferRow, ...] = ()
        self._ticked: frozenset[int] = frozenset()

    def set_rows(self, rows: Iterable[OfferRow]) -> None:
        """Show other rows; what was ticked and can still be taken stays ticked."""
        kept = {self._rows[place].name for place in self._ticked}
        self.beginResetModel()
        self._rows = tuple(rows)
        self._ticked = frozenset(
            place for place, each in enumerate(self._rows) if each.can_take and each.name in kept
        )
        self.endResetModel()

    def rows(self) -> tuple[OfferRow, ...]:
        """All rows, in order."""
        return self._rows

    def ticked(self) -> tuple[Offer, ...]:
        """The offers that are ticked, in order."""
        rows = (self._rows[place] for place in sorted(self._ticked))
        return tuple(each.offer for each in rows if each.offer is not None)

    def turn(self, place: int) -> bool:
        """Tick or clear a row; False where there is nothing to tick."""
        if not self._rows[place].can_take:
            return False
        self._ticked = self._ticked ^ {place}
        first, last = self.index(place, 0), self.index(place, len(COLUMNS) - 1)
        self.dataChanged.emit(first, last)
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's words, the quieter line under it and what a screen reader says."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        words = row.cells[column]
        box = TICKED if index.row() in self._ticked else CLEAR
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{box}{words}" if column == 0 and row.can_take else words
        if role == SECOND_ROLE:
            return row.seconds[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flag = Qt.AlignmentFlag
            return int(flag.AlignTop | flag.AlignLeft)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = "ticked" if index.row() in self._ticked else "not ticked"
            said = f"{row.name}, {COLUMNS[column]}: {words}"
            if column == 0:
                said = f"{row.name}, {ticked}" if row.can_take else row.name
            return ". ".join(part for part in (said, row.seconds[column]) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a heading in muted semibold."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        return heading(COLUMNS[section], False, role)
