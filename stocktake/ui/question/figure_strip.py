"""The figures that a section's answers work out to, kept up to date as one answers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form import Benchmark, Indicator
from stocktake.questionnaire.indicators import Figure, figure
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.positions import (
    NOT_A_SCORE,
    EnglandSpread,
    beside_headline,
    position_in_words,
)
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.units import round_half_up

Among = Callable[[str, Decimal], str]
"""Says where a figure, by its indicator, stands among the practices of the area."""


def figures_of(loaded: LoadedForm, section_id: str) -> tuple[str, ...]:
    """The figures shown beside a section: those it gives most of the answers for."""
    return loaded.figures_by_section.get(section_id, ())


class FigureStrip(Card):
    """The figures of one section, one under another: name, value, what it still needs.

    Args:
        among: says where a figure stands among the practices of the area; empty for nowhere.
    """

    def __init__(self, sheet: Sheet, section_id: str, among: Among | None = None) -> None:
        super().__init__()
        self._among = among
        self._ids = figures_of(sheet.loaded, section_id)
        self._lines: dict[str, _FigureLine] = {}
        self.column.setSpacing(SPACE_BLOCK)
        self.add(Heading("What your answers add up to"))

    @property
    def has_figures(self) -> bool:
        """Whether the section works out to anything."""
        return bool(self._ids)

    def build(self, sheet: Sheet) -> bool:
        """Make the lines, once, and tell whether that was now; till then the heading is alone."""
        if self._lines or not self._ids:
            return False
        for indicator_id in self._ids:
            self._lines[indicator_id] = line = _FigureLine()
            self.add(line)
        self.show_all(sheet)
        return True

    def show_all(self, sheet: Sheet) -> None:
        """Work all of them out again."""
        self.show_figures(sheet, self._ids)

    def show_figures(self, sheet: Sheet, names: Collection[str]) -> None:
        """Work out again those of these figures that stand here."""
        if not self._lines:
            return
        parts = {name.partition("#")[0] for name in names}
        for indicator_id in self._lines:
            if indicator_id in parts:
                found = figure(sheet, indicator_id)
                indicator = sheet.loaded.indicators[indicator_id]
                benchmark = sheet.loaded.benchmarks.get(indicator.benchmark)
                self._lines[indicator_id].show_figure(found, indicator, benchmark)
                self._lines[indicator_id].show_among(self._said_among(found, indicator_id))

    def _said_among(self, found: Figure, indicator_id: str) -> str:
        if self._among is None or not found.shown or not isinstance(found.value, Decimal):
            return ""
        return self._among(indicator_id, found.value)


class _FigureLine(QWidget):
    """One figure."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Hint()
        self._value = Words("", "strong")
        self._note = Hint()
        self._areas: Hint | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_INSIDE)
        for each in (self._name, self._value, self._note):
            self._column.addWidget(each)

    def show_figure(self, found: Figure, indicator: Indicator, benchmark: Benchmark | None) -> None:
        """Show a figure and where it stands, or what it needs."""
        self._name.setText(found.name)
        self._value.setText(_value_in_words(found))
        self._value.setVisible(bool(found.shown))
        notes = [found.explanation, found.note]
        if found.shown and isinstance(found.value, Decimal):
            notes.append(beside_england(found.value, indicator, benchmark))
        if found.shown and found.is_estimate:
            notes.append("Rests on an estimate.")
        words = ". ".join(note.rstrip(".") for note in notes if note)
        words = words[:1].upper() + words[1:]
        # What a figure needs is a list; sentences end as sentences do.
        self._note.setText(f"{words}." if ". " in words else words)
        self._note.setVisible(bool(words))

    def show_among(self, words: str) -> None:
        """Show where the figure stands in the practice's own areas, where that is known."""
        if words and self._areas is None:
            self._areas = Hint()
            self._column.addWidget(self._areas)
        if self._areas is not None:
            is_said = NOT_A_SCORE in self._note.text()
            self._areas.setText(words if is_said or not words else f"{words} {NOT_A_SCORE}")
            self._areas.setVisible(bool(words))


def _value_in_words(found: Figure) -> str:
    if found.parts:
        return found.shown
    unit = found.unit if found.unit not in ("pounds", "yes or no") else ""
    return f"{found.shown}%" if unit in ("%", "percent") else f"{found.shown} {unit}".strip()


def beside_england(value: Decimal, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """Where a figure stands beside England, in words; never a score."""
    if benchmark is None:
        return indicator.benchmark_note
    points = (benchmark.p10, benchmark.p25, benchmark.median, benchmark.p75, benchmark.p90)
    if all(points):
        return position_in_words(value, EnglandSpread(*(Decimal(point) for point in points)))
    if benchmark.value:
        value = round_half_up(value, indicator.places)
        return beside_headline(value, Decimal(benchmark.value), benchmark.period)
    return indicator.benchmark_note or benchmark.headline
