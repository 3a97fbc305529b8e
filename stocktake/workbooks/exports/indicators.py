"""The Indicators sheet: each figure beside England, in words and with its source and date."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stocktake.questionnaire.form import Benchmark, Indicator
from stocktake.questionnaire.indicators import Figure
from stocktake.questionnaire.positions import NOT_A_SCORE, EnglandSpread, position
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import number_in_words, round_half_up
from stocktake.workbooks.exports.data import ShownFigure
from stocktake.workbooks.exports.page import Book, Cell, Content, Heading
from stocktake.workbooks.exports.plan_words import FROM_SHARED

_HEADINGS = (
    Heading("Indicator", "first", 36),
    Heading("Value", "one_place", 17),
    Heading("Unit", "text", 18),
    Heading("England", "text", 28),
    Heading("Where it stands", "text", 26),
    Heading("Source and date of the England figure", "text", 44),
    Heading("Domain", "muted", 26),
    Heading("Remark", "text", 14),
)


def add_indicators(book: Book) -> None:
    """Write the Indicators sheet, where there is anything to show."""
    if not book.data.figures:
        return
    subject = book.data.first.subject
    page = book.page("Indicators", f"Indicators - {subject.name}, {book.data.first.round}")
    page.line(f"{NOT_A_SCORE} {FROM_SHARED}", "subtitle")
    page.gap()
    benchmarks = {key: b for form in book.data.forms for key, b in form.loaded.benchmarks.items()}
    rows = [row for shown in book.data.figures for row in _rows(shown, benchmarks)]
    page.table("Indicators", _HEADINGS, rows)
    page.finish()


def _rows(shown: ShownFigure, benchmarks: dict[str, Benchmark]) -> Iterator[list[Content | Cell]]:
    """A row for the indicator, or one for each of its parts that has a figure."""
    benchmark = benchmarks.get(shown.indicator.benchmark)
    parts = shown.figure.parts
    for each in parts or (shown.figure,):
        if each.shown:
            name = f"{shown.figure.name}: {each.name}" if parts else each.name
            yield _row(name, each, shown.indicator, benchmark)


def _row(
    name: str, figure: Figure, indicator: Indicator, benchmark: Benchmark | None
) -> list[Content | Cell]:
    remarks = ["estimate"] * figure.is_estimate + [figure.note] * bool(figure.note)
    value = figure.value
    if benchmark is None or not isinstance(value, Decimal):
        england, stands, source = indicator.benchmark_note, _limit(indicator), ""
    else:
        england = _england(benchmark) or indicator.benchmark_note
        stands = _stands(value, benchmark) or _limit(indicator)
        source = f"{benchmark.source}, {benchmark.period}. Confidence: {benchmark.confidence}"
    return [
        name,
        _value(figure, indicator),
        figure.unit,
        england,
        stands,
        source,
        DOMAIN_NAMES.get(indicator.domain, ""),
        "; ".join(remarks),
    ]


def _value(figure: Figure, indicator: Indicator) -> Content | Cell:
    """A number as a number, rounded as it is shown; anything else in words."""
    if not isinstance(figure.value, Decimal):
        return Cell(figure.shown, "number")
    places = 2 if figure.unit == "pounds" else indicator.places
    places = 0 if indicator.kind == "count" else places
    number_format = f"#,##0.{'0' * places}".rstrip(".")
    return Cell(round_half_up(figure.value, places), "number", number_format)


def _england(benchmark: Benchmark) -> str:
    median, p25, p75, mean = (
        _shown(each) for each in (benchmark.median, benchmark.p25, benchmark.p75, benchmark.mean)
    )
    words = [f"median {median}"] * bool(median)
    words += [f"middle half {p25} to {p75}"] * bool(p25 and p75)
    words += [f"mean of practices {mean}"] * bool(mean and not words)
    words += [benchmark.headline] * bool(benchmark.headline and not words)
    return ", ".join(words)


def _shown(number: str) -> str:
    """Write a benchmark's number with its thousands separated."""
    return number_in_words(Decimal(number)) if number else ""


def _stands(value: Decimal, benchmark: Benchmark) -> str:
    points = [benchmark.p10, benchmark.p25, benchmark.median, benchmark.p75, benchmark.p90]
    if not all(points):
        return ""
    p10, p25, p50, p75, p90 = (Decimal(point) for point in points)
    return position(value, EnglandSpread(p10, p25, p50, p75, p90)).value


def _limit(indicator: Indicator) -> str:
    return "" if indicator.limit is None else f"Compared with a limit of {indicator.limit}"
