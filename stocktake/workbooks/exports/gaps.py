"""The Gaps sheet: domain by year under each view, with charts that Excel draws."""

from __future__ import annotations

from collections.abc import Callable

from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, DomainGaps
from stocktake.planning.paths import DomainPath, TargetPath
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.workbooks.exports.look import GAP_FILLS, SERIES
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords, add_bars
from stocktake.workbooks.exports.page import Book, Cell, Content, Heading, Page
from stocktake.workbooks.exports.plan_words import (
    CELL_WORDS,
    FROM_SHARED,
    GAP_KEY,
    NOT_SHARED,
    VIEW_WORDS,
    gap_cell,
    level_cell,
    number_cell,
)

CHOSEN_YEAR = 2
"""The year of the chart of now against needed: t = 2, 2028/29, unless another is chosen."""

_DOMAIN = Heading("Domain", "first", 42)
_NOW = Heading("Level now", "middle", 12)
_SIZES = ("At the level needed", "One level short", "Two short", "Three or four short")

_AIMS_ARE = (
    "The domains that have to climb. A level is a whole step, so what falls between two is rounded."
)
_PACES: tuple[tuple[str, str, Callable[[DomainPath], TargetPath]], ...] = (
    ("Aims_just_in_time", "reaching each level as it falls due", lambda path: path.just_in_time),
    ("Aims_steady", "climbing steadily", lambda path: path.smoothed),
)


def add_gaps(book: Book, plan: PracticePlan, chosen_year: int = CHOSEN_YEAR) -> None:
    """Write the Gaps sheet.

    Args:
        book: the workbook.
        plan: worked out from what leaves.
        chosen_year: which year of the plan is charted, counted from 0.
    """
    labels = plan.years.labels
    subject = book.data.first.subject
    page = book.page("Gaps", f"Gaps - {subject.name}, {labels[0]} to {labels[-1]}", is_wide=False)
    page.line(f"{GAP_KEY} {FROM_SHARED}", "subtitle")
    page.gap()
    _gap_table(page, plan, Certainty.BEST_GUESS)
    _now_and_needed(page, plan, chosen_year)
    page.new_page()
    _sizes(page, plan)
    _needed_table(page, plan)
    page.new_page()
    _aims(page, plan)
    page.new_page()
    for view in (Certainty.FIRM, Certainty.STRETCH):
        _gap_table(page, plan, view)
    page.finish()


def _year_headings(plan: PracticePlan) -> list[Heading]:
    return [Heading(label, "middle", 13) for label in plan.years.labels]


def _level(page: Page, row: DomainGaps) -> Cell:
    return level_cell(row.level, is_held=row.domain in page.book.data.held_domains)


def _gap_table(page: Page, plan: PracticePlan, view: Certainty) -> None:
    page.line(f"Levels short by the end of each year. {VIEW_WORDS[view]}", "section")
    rows: list[list[Content | Cell]] = [
        [DOMAIN_NAMES[row.domain], _level(page, row), *(gap_cell(cell) for cell in row.cells)]
        for row in plan.gaps[view].domains
    ]
    page.table(f"Gaps_{view.value}", [_DOMAIN, _NOW, *_year_headings(plan)], rows)


def _needed_table(page: Page, plan: PracticePlan) -> None:
    page.line("Level needed by the end of each year (best guess)", "section")
    rows: list[list[Content | Cell]] = [
        [
            DOMAIN_NAMES[row.domain],
            _level(page, row),
            *(number_cell(required) for required in row.required),
        ]
        for row in plan.gaps[Certainty.BEST_GUESS].domains
    ]
    page.table("Levels_needed", [_DOMAIN, _NOW, *_year_headings(plan)], rows)


def _aims(page: Page, plan: PracticePlan) -> None:
    """Levels to reach year by year, at each of two paces. Source: content/expectations.md B6."""
    paths = [path for path in plan.paths[Certainty.BEST_GUESS] if path.milestones]
    if not paths:
        page.line("No domain with a level has anything to climb to (best guess).")
        return
    page.line(_AIMS_ARE, "subtitle")
    now = {row.domain: row for row in plan.gaps[Certainty.BEST_GUESS].domains}
    for name, title, pace in _PACES:
        page.line(f"Level to aim for by the end of each year, {title} (best guess)", "section")
        rows: list[list[Content | Cell]] = [
            [
                DOMAIN_NAMES[path.domain],
                _level(page, now[path.domain]),
                *(number_cell(level) for level in pace(path).targets),
            ]
            for path in paths
        ]
        page.table(name, [_DOMAIN, _NOW, *_year_headings(plan)], rows)


def _now_and_needed(page: Page, plan: PracticePlan, year: int) -> None:
    label = plan.years.labels[year]
    domains = plan.gaps[Certainty.BEST_GUESS].domains
    page.line(f"Now and needed by the end of {label} (best guess)", "section")
    headings = [
        _DOMAIN,
        Heading("Now", "middle", 12),
        Heading("Needed", "middle", 12),
        Heading("Short by", "middle", 12),
        Heading("Remark", "text", 13),
    ]
    # A cell without a number stays empty: Excel would draw words as a bar of nought.
    rows: list[list[Content | Cell]] = [
        [
            DOMAIN_NAMES[row.domain],
            row.level.level,
            row.required[year],
            row.cells[year].gap,
            _remark(page, row, year),
        ]
        for row in domains
    ]
    first, last = page.table("Now_and_needed", headings, rows)
    add_bars(
        page,
        ChartBlock(first - 1, last, (2, 3)),
        ChartWords(
            title=_finding(domains, year, label),
            axis="Level, 0 to 4",
            description="Bars for each domain: the level now and the level needed by the end of "
            f"{label}, best guess. The numbers stand in the table Now_and_needed above.",
        ),
        (SERIES[0], SERIES[1]),
        "side by side",
        highest=4,
    )


def _remark(page: Page, row: DomainGaps, year: int) -> str:
    if row.level.level is None and row.domain in page.book.data.held_domains:
        return NOT_SHARED
    kind = row.cells[year].kind
    return "" if kind is CellKind.GAP else CELL_WORDS[kind]


def _finding(domains: tuple[DomainGaps, ...], year: int, label: str) -> str:
    """Say what the chart shows, as its title."""
    gaps = [row.cells[year].gap for row in domains if row.cells[year].gap is not None]
    if not gaps:
        return f"No level can be set against what is needed by the end of {label}"
    short = len(gaps) - gaps.count(0)
    of = counted(len(gaps), "domain is", "domains are")
    return f"{short} of {of} short of what is needed by the end of {label}"


def _sizes(page: Page, plan: PracticePlan) -> None:
    page.line("How many domains are short, year by year (best guess)", "section")
    domains = plan.gaps[Certainty.BEST_GUESS].domains
    headings = [
        Heading("By the end of", "first", 42),
        *(Heading(name, "middle", 12) for name in _SIZES),
        Heading("Cannot be told", "middle", 12),
    ]
    rows: list[list[Content | Cell]] = []
    for year, label in enumerate(plan.years.labels):
        gaps = [row.cells[year].gap for row in domains]
        counts = [gaps.count(0), gaps.count(1), gaps.count(2), gaps.count(3) + gaps.count(4)]
        rows.append([label, *counts, gaps.count(None)])
    first, last = page.table("Domains_short", headings, rows)
    add_bars(
        page,
        ChartBlock(first - 1, last, (2, 6)),
        ChartWords(
            title="Domains by how far short they are, year by year",
            axis="Domains",
            description="Stacked columns, one for each year: how many of the twelve domains are at "
            "the level needed, one, two, or three or four levels short, and how many cannot be "
            "told. The numbers stand in the table Domains_short above.",
        ),
        ("8AB9DF", *GAP_FILLS[1:4], "CBD3DC"),
        "stacked",
        highest=12,
    )
