"""Step 3: where the practice stands among the practices of England, its ICB and its PCN."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.charts.against_england import AgainstEngland, EnglandRow
from stocktake.charts.area_strips import AreaStrip, AreaStrips
from stocktake.opendata.areas import PRACTICE_MAP, Level
from stocktake.opendata.release import licence_said_once
from stocktake.questionnaire.positions import NOT_A_SCORE
from stocktake.tasks.published_comparison import Beside, Compared, compared
from stocktake.tasks.published_offers import Figures
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.units import number_in_words

NO_FIGURES = "Bring published files first, in step 1: then this page says where you stand."
NO_MAP = (
    "To compare, Stocktake has to know which practice is in which PCN and ICB. Add "
    "gp-reg-pat-prac-map.zip, from “Patients Registered at a GP Practice”, together with the files "
    "for all of England; or ask your federation for its pack, which has everything in one small "
    "file."
)
TOO_FEW = (
    "The files hold too few other practices: four of an area, and at least half of all in it, have "
    "to be in them. Add the files for all of England, together with gp-reg-pat-prac-map.zip; or "
    "ask your federation for its pack, which has everything in one small file."
)
NO_MAP_TITLE = "Nothing to compare with yet"
ABOUT = f"{NOT_A_SCORE} No direction is better. Press a row to see its strips."
COLUMNS = (
    FigureColumn("What is compared"),
    FigureColumn("Yours", is_number=True),
    FigureColumn("England"),
    FigureColumn("Your ICB"),
    FigureColumn("Your PCN"),
)
_LEVELS = (Level.ENGLAND, Level.ICB, Level.PCN)
DASH = "–"


class CompareStep(QWidget):
    """The measures in a table, and the one in hand as a chart with its words.

    Signals:
        spot_reached: a widget to bring into view.
    """

    spot_reached = Signal(QWidget)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[Compared, ...] = ()
        self._watermark = ""
        self._chosen = ""
        self.heading = Heading("Where your practice stands")
        self.nothing = Words()
        self._about = Words(ABOUT)
        self.table = WrappedTable("What is compared", opens=True)
        self._rows = WrappedRows(COLUMNS, self.table)
        self.table.setModel(self._rows)
        self._table_card = Card()
        self._table_card.add(self.table)
        self._name = Heading()
        self.strips = DrawnChart(jobs, "area_strips")
        self.words = Words()
        self._all_name = Heading("All figures beside England")
        self.england = DrawnChart(jobs, "against_england", after=self.strips)
        self._sources_name = Heading("Where the figures come from")
        self._sources = Hint()
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        for chart in (self.strips, self.england):
            chart.spot_reached.connect(self.spot_reached)

    def _lay_out(self) -> None:
        self._some = QWidget()
        some = QVBoxLayout(self._some)
        some.setContentsMargins(0, 0, 0, 0)
        some.setSpacing(SPACE_BLOCK)
        for widget in (
            *(Measured(self._about), self._table_card, Measured(self._name), self.strips),
            *(Measured(self.words), Measured(self._all_name), self.england),
            *(Measured(self._sources_name), Measured(self._sources)),
        ):
            some.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        for part in (Measured(self.heading), Measured(self.nothing), self._some):
            column.addWidget(part)

    def show_figures(self, figures: Figures, watermark: str) -> None:
        """Show what can be compared, or say what is missing."""
        self.found, self._watermark = compared(figures), watermark
        has_any = bool(self.found)
        self._some.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        if not has_any:
            self.nothing.setText(_why_nothing(figures))
            return
        self._rows.set_rows([_row(each) for each in self.found])
        self._sources.setText("\n".join(_attributions(self.found)))
        keys = [each.measure.key for each in self.found]
        self._show_one(self._chosen if self._chosen in keys else keys[0])
        rows = tuple(row for each in self.found if (row := _england_row(each)) is not None)
        for part in (self._all_name, self.england):
            part.setVisible(bool(rows))
        self.england.show_data(AgainstEngland(rows), watermark)

    def _show_one(self, key: str) -> None:
        self._chosen = key
        each = next(found for found in self.found if found.measure.key == key)
        self._name.set_words(each.measure.words)
        strips = tuple(map(_strip, each.beside))
        data = AreaStrips(each.measure.words, each.measure.unit, each.figure, strips)
        self.strips.show_data(data, self._watermark, each.months_words)
        self.words.setText("\n\n".join((*map(said, each.beside), NOT_A_SCORE)))

    @Slot(int)
    def _on_opened(self, place: int) -> None:
        self._show_one(self.found[place].measure.key)
        self._name.setFocus()
        self.spot_reached.emit(self._name)


def _why_nothing(figures: Figures) -> str:
    """What is missing to compare with: any figures, the map, or enough other practices."""
    datasets = {each.source.dataset for each in figures.kept if each.is_in_use}
    if not datasets:
        return NO_FIGURES
    return f"{NO_MAP_TITLE}. {TOO_FEW if PRACTICE_MAP in datasets else NO_MAP}"


def said(beside: Beside) -> str:
    """Everything there is to say of one area in words."""
    lines = (f"{beside.area_name}: {beside.base_words}", beside.two_figures)
    return " ".join(each for each in (*lines, f"Yours: {_lower(beside.position_words)}.") if each)


def _attributions(found: tuple[Compared, ...]) -> tuple[str, ...]:
    """The licence once, and every file that went into what is compared."""
    sources = [each for one in found for each in (*one.sources, one.map_source) if each]
    return licence_said_once(each.attribution for each in sources)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _row(each: Compared) -> WrappedRow:
    by_level = {beside.area.area.level: beside for beside in each.beside}
    words = [by_level[level].position_words if level in by_level else DASH for level in _LEVELS]
    measure = each.measure
    return WrappedRow((measure.words, number_in_words(each.figure), *words), measure.unit)


def _strip(beside: Beside) -> AreaStrip:
    area, spread = beside.area, beside.spread
    identity, said = area.area.code or area.area.level.value, beside.position_words
    if spread is None:
        return AreaStrip(identity, beside.area_name, beside.summary.count, said)
    points = beside.points
    return AreaStrip(
        identity,
        beside.area_name,
        beside.summary.count,
        said,
        (spread.least, spread.most),
        spread.median,
        (points.p10, points.p90) if points else None,
        (points.p25, points.p75) if points else None,
    )


def _england_row(each: Compared) -> EnglandRow | None:
    beside = each.england
    if beside is None or beside.points is None:
        return None
    measure, period = each.measure, each.sources[0].period if each.sources else None
    return EnglandRow(
        measure.key,
        measure.words,
        f"{measure.unit}; {beside.summary.count:,} practices",
        each.figure,
        beside.points,
        period=period.words if period else "",
    )
