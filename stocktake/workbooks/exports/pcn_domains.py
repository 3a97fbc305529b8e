"""Sheets about domains: how practices stand, what is required by year, and their gaps."""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.merge.domains import DomainRow, RequirementRow
from stocktake.merge.member import Certainty
from stocktake.merge.stats import share_at_or_above
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.units import year_label
from stocktake.workbooks.exports.look import GAP_FILLS, LEVEL_FILLS
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pcn_charts import add_shares
from stocktake.workbooks.exports.pcn_decision_page import add_levels, heat_headings
from stocktake.workbooks.exports.pcn_words import (
    DOMAIN_ORDER,
    HELD,
    NO_DATED,
    NONE_KEY,
    VIEW_NAMES,
    VIEW_WORDS,
    gap_cell,
    held_words,
    or_words,
    required_cell,
    share,
)

_DOMAIN = Heading("Domain", "first", 42)
_GREY = "C9D0D8"
_HATCH_GREY = "E4E8EC"
_STATS = (
    _DOMAIN,
    Heading("Answered", "text", 17),
    Heading("Lower median", "middle", 10),
    Heading("Upper median", "middle", 10),
    Heading("Lowest", "middle", 9),
    Heading("Highest", "middle", 9),
    Heading("Spread", "middle", 9),
    Heading("Agreement", "middle", 13),
    Heading("Within one of the middle", "middle", 13),
    Heading("Required", "middle", 11),
    Heading("Patients at or above, %", "one_place", 13),
    Heading("Stands apart", "text", 24),
)
_LEVELS = (
    _DOMAIN,
    *(Heading(f"Level {level}", "count", 10) for level in range(5)),
    Heading("Not known", "count", 11),
    Heading("Not applicable", "count", 12),
)
_PATIENTS = (
    _DOMAIN,
    *(Heading(f"At {level} or above, %", "one_place", 13) for level in range(1, 5)),
)
_SHORT = (
    _DOMAIN,
    Heading("At or above", "count", 11),
    Heading("Short", "count", 10),
    Heading("Not known", "count", 11),
    Heading("No dated expectation", "count", 13),
)


def add_domains(book: PcnBook) -> None:
    """Write the Domains sheet."""
    seen = book.source.seen
    page = book.page("Domains", f"Domains - {seen.pcn_name}, {seen.round}")
    page.note(f"{book.source.base('ratings').capitalize()}. {SCALE_IN_WORDS}")
    page.note(
        "The middle of an even number of practices is two levels, the lower and the upper median. "
        "Spread is highest less lowest: up to 1 is strong agreement, 2 mixed, 3 or more split."
    )
    page.note(
        f"Required is what the catalogue asks of practices by the end of {year_label(seen.year)} "
        f"({VIEW_WORDS[seen.certainty].lower()}). A practice stands apart when it is two or more "
        "levels from the middle."
    )
    page.note(held_words(seen))
    page.gap()
    page.section("How the practices stand")
    found = page.table("Domains", _STATS, [_stats_row(row) for row in seen.domains])
    page.hatch(found, (10, 10))
    page.section("Practices at each level")
    found = page.table("Practices_at_each_level", _LEVELS, [_level_row(r) for r in seen.domains])
    block = ChartBlock(found[0] - 1, found[1], (2, 7))
    words = _levels_words(seen.domains, book.source.base("ratings"))
    add_shares(page, block, words, (*LEVEL_FILLS, _GREY))
    page.section("Share of patients whose practice is at each level or above")
    page.table("Patients_at_or_above", _PATIENTS, [_patients_row(row) for row in seen.domains])
    page.finish()


def _stats_row(row: DomainRow) -> list[Content | Cell]:
    stats = row.shown.stats
    if stats is None:
        cells = [Cell(HELD, "middle") for _ in range(7)]
        return [row.name, row.shown.total, *cells, required_cell(row.required), HELD, HELD]
    near = "" if stats.within_one is None else f"{stats.within_one} of {stats.answered}"
    spread = None
    if stats.maximum is not None and stats.minimum is not None:
        spread = stats.maximum - stats.minimum
    return [
        row.name,
        row.shown.total,
        or_words(stats.lower_median, "–"),
        or_words(stats.upper_median, "–"),
        or_words(stats.minimum, "–"),
        or_words(stats.maximum, "–"),
        or_words(spread, "–"),
        Cell(stats.agreement.value if stats.agreement else "–", "middle"),
        Cell(near or "–", "middle"),
        required_cell(row.required),
        share(row.share) if row.share is not None else "–",
        listed(row.outliers),
    ]


def _level_row(row: DomainRow) -> list[Content | Cell]:
    counts = row.shown.counts
    if counts is None:
        return [row.name, *(HELD for _ in range(7))]
    return [
        row.name,
        *(count.practices for count in counts.at),
        counts.unknown.practices,
        counts.not_applicable.practices,
    ]


def _patients_row(row: DomainRow) -> list[Content | Cell]:
    counts = row.shown.counts
    if counts is None:
        return [row.name, *(HELD for _ in range(1, 5))]
    shares = [share_at_or_above(counts, level) for level in range(1, 5)]
    return [row.name, *("–" if each is None else share(each) for each in shares)]


def _levels_words(rows: tuple[DomainRow, ...], base: str) -> ChartWords:
    """The finding: where practices are furthest apart."""
    split = [row.name for row in rows if row.shown.stats and row.shown.stats.agreement == "split"]
    if split:
        title = f"Practices are split on {listed([name.lower() for name in split[:3]])}"
        title += f" and {len(split) - 3} more" if len(split) > 3 else ""
    else:
        title = "Practices stand close together: no domain is split"
    return ChartWords(
        title=title,
        axis=f"Practices ({base})",
        description="Bars, one for each domain: how many practices are at levels 0 to 4, and of "
        f"how many it is not known; {base}. The numbers stand in the table above.",
    )


_Short = Mapping[tuple[Certainty, str, int], RequirementRow]


def add_requirement(book: PcnBook) -> None:
    """Write the Requirements sheet."""
    seen = book.source.seen
    page = book.page("Requirements", f"What is required by when - {seen.pcn_name}, {seen.round}")
    page.note(f"{book.source.base('gaps').capitalize()}.")
    page.note(
        "How many practices are short of their own requirement by the end of each year, out of "
        "those with a dated expectation and a known level. The level in brackets is what the "
        "catalogue asks."
    )
    page.note(held_words(seen))
    page.gap()
    rows: _Short = {(row.certainty, row.domain, row.year): row for row in seen.requirements}
    _short_chart(page, rows)
    for view in VIEW_NAMES:
        _view_table(page, view, rows)
    page.finish()


def _years(rows: _Short) -> list[int]:
    return sorted({year for _, _, year in rows})


def _view_table(page: PcnPage, view: Certainty, rows: _Short) -> None:
    page.section(VIEW_WORDS[view])
    years = _years(rows)
    headings = [_DOMAIN, *(Heading(year_label(year), "middle", 17) for year in years)]
    cells: list[list[Content | Cell]] = [
        [DOMAIN_NAMES[domain], *(_short_cell(rows[view, domain, year]) for year in years)]
        for domain in DOMAIN_ORDER
        if years
    ]
    found = page.table(f"Short_{view}", headings, cells)
    for row in range(found[0], found[1] + 1):
        for column in range(2, 2 + len(years)):
            if page.sheet.cell(row, column).value == NO_DATED:
                page.hatch((row, row), (column, column))


def _short_cell(row: RequirementRow) -> Cell:
    if row.counts is None:
        return Cell(row.words, "middle")
    counts = row.counts
    required = "" if row.required is None else f" ({row.required})"
    if not counts.known.practices:
        return Cell(NO_DATED if counts.no_dated_expectation.practices else "not known", "middle")
    words = row.words.replace(" practices short", "").replace(" practice short", "")
    look = "gap1" if counts.short.practices else "middle"
    return Cell(f"{words} short{required}", look)


def _short_chart(page: PcnPage, rows: _Short) -> None:
    seen = page.pcn.seen
    view, year = seen.certainty, seen.year
    own = [rows[view, d, year] for d in DOMAIN_ORDER if (view, d, year) in rows]
    if not own:
        page.line("Nothing is known yet.")
        return
    page.section(f"By the end of {year_label(year)}, {VIEW_NAMES[view].lower()}")
    cells: list[list[Content | Cell]] = []
    for row in own:
        if row.counts is None:
            cells.append([DOMAIN_NAMES[row.domain], *(HELD for _ in range(4))])
            continue
        counts = row.counts
        cells.append(
            [
                DOMAIN_NAMES[row.domain],
                counts.at[0].practices,
                counts.short.practices,
                counts.unknown.practices,
                counts.no_dated_expectation.practices,
            ]
        )
    found = page.table("Short_by_domain", _SHORT, cells)
    most = max(own, key=lambda row: row.counts.short.practices if row.counts else 0)
    words = ChartWords(
        title=f"Most practices are short in {DOMAIN_NAMES[most.domain].lower()}: {most.words}"
        if most.counts and most.counts.short.practices
        else "No practice is known to be short",
        axis=f"Practices ({page.pcn.base('gaps')})",
        description="Bars, one for each domain: how many practices are at or above what is "
        "required, short of it, not known, and without a dated expectation; "
        f"{page.pcn.base('gaps')}. The numbers stand in the table above.",
    )
    colours = (LEVEL_FILLS[3], GAP_FILLS[3], _GREY, _HATCH_GREY)
    add_shares(page, ChartBlock(found[0] - 1, found[1], (2, 5)), words, colours)


def add_heat_map(book: PcnBook) -> None:
    """Write the Heat map: practices by domains, now and short in the year that was chosen."""
    seen = book.source.seen
    year = year_label(seen.year)
    page = book.page("Heat map", f"Heat map - {seen.pcn_name}, {seen.round}")
    page.note(f"{book.source.base('ratings').capitalize()}; {book.source.base('gaps')}.")
    page.note(f"Gaps are each practice against its own requirement. {NONE_KEY}")
    page.note(held_words(seen))
    page.gap()
    page.section("Levels now")
    add_levels(page, "Heat_map_levels")
    for view in VIEW_NAMES:
        page.section(f"Levels short by the end of {year}. {VIEW_WORDS[view]}")
        rows: list[list[Content | Cell]] = []
        for row in seen.heat_map:
            index = seen.year - row.first_year
            cells = [row.gaps.get(view, {}).get(domain, ()) for domain in DOMAIN_ORDER]
            known = [
                gap_cell(each[index]) if index < len(each) else Cell("?", "middle")
                for each in cells
            ]
            rows.append([row.label, *known])
        found = page.table(f"Gaps_{view}", heat_headings(), rows)
        page.hatch(found, (2, 1 + len(DOMAIN_ORDER)))
    page.finish()
