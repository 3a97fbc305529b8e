"""Sheets of an area about domains: how practices stand, and what is required by when."""

from __future__ import annotations

from stocktake.merge.counts import GapCounts
from stocktake.merge.domains import DomainRow, RequirementRow
from stocktake.merge.group_values import HELD_MARK, NOT_APPLICABLE_MARK, UNKNOWN_MARK
from stocktake.merge.leaving import DISTRIBUTION_PRACTICES, RANGE_PRACTICES
from stocktake.merge.words import percent_in_words
from stocktake.questionnaire.scale import DOMAIN_IDS, DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.units import year_label
from stocktake.workbooks.exports.area_book import AreaBook
from stocktake.workbooks.exports.look import LEVEL_FILLS
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_charts import add_shares
from stocktake.workbooks.exports.pcn_words import (
    DOMAIN_ORDER,
    NO_DATED,
    SHORT_NAMES,
    VIEW_NAMES,
    VIEW_WORDS,
    or_words,
    required_cell,
)

HELD = "held"
_GREY = "C9D0D8"
_DOMAIN = Heading("Domain", "first", 42)
_STATS = (
    _DOMAIN,
    Heading("Answered", "text", 18),
    Heading("Lower median", "middle", 10),
    Heading("Upper median", "middle", 10),
    Heading("Lowest", "middle", 9),
    Heading("Highest", "middle", 9),
    Heading("Agreement", "middle", 13),
    Heading("Required", "middle", 11),
    Heading("Patients at or above", "middle", 13),
)
_LEVELS = (
    _DOMAIN,
    *(Heading(f"Level {level}", "count", 10) for level in range(5)),
    Heading("Not known", "count", 11),
    Heading("Not applicable", "count", 12),
)
_MARKS = {UNKNOWN_MARK: "?", NOT_APPLICABLE_MARK: "–", HELD_MARK: HELD}


def add_domains(book: AreaBook) -> None:
    """Write the Domains sheet."""
    seen = book.seen
    page = book.page("Domains", "Domains")
    page.note(f"{book.base('ratings')} {SCALE_IN_WORDS}")
    page.note(
        f"The range is shown from {RANGE_PRACTICES} practices; medians and counts at each level "
        f"from {DISTRIBUTION_PRACTICES}. “held” is an answer that too few have given to be shown."
    )
    page.note(
        f"Required is what the catalogue asks of practices by the end of {year_label(seen.year)} "
        f"({VIEW_WORDS[seen.certainty].lower()})."
    )
    page.gap()
    page.section("How the practices stand")
    page.table("Domains", _STATS, [_stats_row(row) for row in seen.figures.domains])
    page.section("Practices at each level")
    rows = [_level_row(row) for row in seen.figures.domains]
    found = page.table("Practices_at_each_level", _LEVELS, rows)
    if any(row.shown.counts for row in seen.figures.domains):
        words = ChartWords(
            title="Practices at each level, domain by domain",
            axis="Practices",
            description="Bars, one for each domain: how many practices are at levels 0 to 4, and "
            "of how many it is not known. The numbers stand in the table above.",
        )
        block = ChartBlock(found[0] - 1, found[1], (2, 7))
        add_shares(page, block, words, (*LEVEL_FILLS, _GREY))
    page.finish()


def _stats_row(row: DomainRow) -> list[Content | Cell]:
    shown, stats = row.shown, row.shown.stats
    none = "–" if shown.counts is not None else HELD
    agreement = stats.agreement.value if stats and stats.agreement else none
    share = none if row.share is None else percent_in_words(row.share)
    return [
        row.name,
        shown.total,
        or_words(stats.lower_median if stats else None, none),
        or_words(stats.upper_median if stats else None, none),
        or_words(shown.lowest, none),
        or_words(shown.highest, none),
        Cell(agreement, "middle"),
        required_cell(row.required),
        Cell("–" if row.required is None else share, "middle"),
    ]


def _level_row(row: DomainRow) -> list[Content | Cell]:
    counts = row.shown.counts
    if counts is None:
        return [row.name, *(HELD for _ in range(7))]
    at = (count.practices for count in counts.at)
    return [row.name, *at, counts.unknown.practices, counts.not_applicable.practices]


def add_heat_map(book: AreaBook) -> None:
    """Write the Levels of practices sheet: a row for each, without names unless they ticked."""
    seen = book.seen
    page = book.page("Levels of practices", "Levels of practices")
    page.note(
        "One row for each practice, in the order of its levels, which says nothing of which it is. "
        "A practice stands under its name only where it ticked that it may be named here. Levels "
        "of finance are never shown by practice."
    )
    page.gap()
    if not seen.rows:
        page.line(f"Held: fewer than {DISTRIBUTION_PRACTICES} practices have levels.")
        page.finish()
        return
    headings = (
        Heading("Practice", "first", 30),
        *(Heading(SHORT_NAMES[domain], "middle", 11) for domain in DOMAIN_ORDER),
    )
    rows: list[list[Content | Cell]] = [
        [row.name or "a practice", *(_mark_cell(row.levels, domain) for domain in DOMAIN_ORDER)]
        for row in seen.rows
    ]
    page.table("Levels_of_practices", headings, rows)
    page.finish()


def _mark_cell(levels: str, domain: str) -> Cell:
    mark = levels[DOMAIN_IDS.index(domain)]
    if mark in _MARKS:
        return Cell(_MARKS[mark], "middle")
    return Cell(int(mark), f"level{mark}")


def add_requirement(book: AreaBook) -> None:
    """Write the Requirement by year sheet."""
    seen = book.seen
    page = book.page("Requirement by year", "What is required by when")
    page.note(
        "How many practices are short of their own requirement by the end of each year, out of "
        "those with a dated expectation and a known level. The level in brackets is what the "
        f"catalogue asks. Held below {DISTRIBUTION_PRACTICES} practices."
    )
    page.gap()
    rows = {(row.certainty, row.domain, row.year): row for row in seen.figures.requirements}
    years = sorted({year for _, _, year in rows})
    for view in VIEW_NAMES:
        page.section(VIEW_WORDS[view])
        if not years:
            page.line("Nothing is known yet.")
            continue
        headings = [_DOMAIN, *(Heading(year_label(year), "middle", 17) for year in years)]
        cells: list[list[Content | Cell]] = [
            [DOMAIN_NAMES[domain], *(_short_cell(rows[view, domain, year]) for year in years)]
            for domain in DOMAIN_ORDER
        ]
        page.table(f"Short_{view}", headings, cells)
    page.finish()


def _short_cell(row: RequirementRow) -> Cell:
    if row.counts is None:
        return Cell(HELD, "middle")
    counts: GapCounts = row.counts
    if not counts.known.practices:
        return Cell(NO_DATED if counts.no_dated_expectation.practices else "not known", "middle")
    required = "" if row.required is None else f" ({row.required})"
    words = row.words.replace(" practices short", "").replace(" practice short", "")
    return Cell(f"{words} short{required}", "gap1" if counts.short.practices else "middle")
