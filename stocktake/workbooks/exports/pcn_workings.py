"""The Workings sheet, the last one: what can be checked, and nothing rests on reading it."""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.merge.priorities import PLACES
from stocktake.phrases import counted
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import round_half_up, year_label
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pcn_words import (
    HELD,
    VIEW_NAMES,
    held_words,
    or_words,
    sentence,
)

_STOCKTAKE = "practice_stocktake"
_DOMAIN = Heading("Domain", "first", 42)
_BORDA = (
    Heading("Item", "first", 52),
    Heading("Borda points", "count", 12),
    Heading("In the top three of", "count", 12),
    Heading("Patients of those", "count", 13),
    Heading("In the list of", "count", 12),
)
_INDEX = (
    _DOMAIN,
    Heading("Weighted median", "middle", 12),
    Heading("Index weighted by list size", "middle", 14),
    *(Heading(f"Level {level}", "count", 9) for level in range(5)),
    *(Heading(f"Patients at {level}", "count", 11) for level in range(5)),
    Heading("Not known", "count", 10),
    Heading("Not applicable", "count", 12),
)
_SHORT = (
    _DOMAIN,
    Heading("View", "text", 12),
    Heading("Year", "text", 10),
    Heading("Required", "middle", 11),
    *(Heading(f"Gap {gap}", "count", 8) for gap in range(5)),
    Heading("Not known", "count", 10),
    Heading("No dated expectation", "count", 12),
    Heading("Not applicable", "count", 12),
    Heading("Patients short", "count", 12),
    Heading("Patients in all", "count", 12),
)
_MASKED = (
    Heading("What was asked", "first", 52),
    Heading("As a figure of the whole PCN", "text", 26),
)


def add_workings(book: PcnBook) -> None:
    """Write the Workings sheet."""
    seen = book.source.seen
    page = book.page("Workings", f"Workings - {seen.pcn_name}, {seen.round}")
    page.note("For checking. Nothing on the Decision page depends on reading it.")
    page.gap()
    _borda(page)
    _index(page)
    _masked(page)
    page.new_page()
    _requirement(page)
    page.finish()


def _borda(page: PcnPage) -> None:
    voice = page.pcn.seen.voice
    page.section("Priorities")
    page.note(
        f"{PLACES} points for a first place to 1 for a fifth, from {voice.said} confirmed lists of "
        f"{counted(voice.asked, 'practice')}."
    )
    if voice.agreement is None:
        page.note(
            "Kendall's W is not shown: it needs at least three lists, and three items that all of "
            "them rank."
        )
    else:
        page.line(f"Kendall's W: {round_half_up(voice.agreement, 2)} (0 no agreement, 1 full).")
    rows: list[list[Content | Cell]] = [
        [
            each.label,
            each.votes.points,
            each.votes.support.practices,
            each.votes.support.patients,
            each.votes.listed.practices,
        ]
        for each in voice.priorities
    ]
    if rows:
        page.table("Borda_points", _BORDA, rows)
    else:
        page.gap()


def _index(page: PcnPage) -> None:
    page.section("Levels: counts, weighted median and index")
    page.note(held_words(page.pcn.seen))
    page.note(
        "Levels are ordered, not measured, so the index is no score: it stands only here, beside "
        "the counts, and only from three practices."
    )
    rows: list[list[Content | Cell]] = []
    for row in page.pcn.seen.domains:
        counts, stats = row.shown.counts, row.shown.stats
        if counts is None or stats is None:
            rows.append([row.name, *(Cell(HELD, "middle") for _ in _INDEX[1:])])
            continue
        rows.append(
            [
                row.name,
                or_words(stats.weighted_median, "–"),
                Cell(round_half_up(stats.index, 1) if stats.index is not None else "–", "middle"),
                *(count.practices for count in counts.at),
                *(count.patients for count in counts.at),
                counts.unknown.practices,
                counts.not_applicable.practices,
            ]
        )
    page.table("Level_counts", _INDEX, rows)


def _requirement(page: PcnPage) -> None:
    page.section("Gaps: counts for every view, domain and year")
    rows: list[list[Content | Cell]] = []
    for row in page.pcn.seen.requirements:
        counts = row.counts
        about: list[Content | Cell] = [
            DOMAIN_NAMES[row.domain],
            VIEW_NAMES[row.certainty],
            year_label(row.year),
            or_words(row.required, "none dated"),
        ]
        if counts is None:
            rows.append([*about, *(Cell(HELD, "middle") for _ in _SHORT[len(about) :])])
            continue
        rows.append(
            [
                *about,
                *(count.practices for count in counts.at),
                counts.unknown.practices,
                counts.no_dated_expectation.practices,
                counts.not_applicable.practices,
                counts.short.patients,
                counts.known.patients,
            ]
        )
    if rows:
        page.table("Gap_counts", _SHORT, rows)


def _masked(page: PcnPage) -> None:
    """Answers that are never shown practice by practice, as the PCN may see them."""
    seen, pcn = page.pcn.seen, page.pcn
    page.section("Answers shown only as figures of the whole PCN")
    page.note("“held” says how many answered where too few did to show the answer.")
    found = seen.masked
    rows: list[list[Content | Cell]] = []
    for item, words in found.people.items():
        text = f"{words} people; {found.percentages[item]} of staff"
        rows.append([pcn.label(f"workforce.{item}"), text])
    for question, counts in sorted(found.trust.items()):
        rows.append([pcn.label(question), _counts(counts, pcn.options(question, _STOCKTAKE))])
    for item, words in sorted(found.contract.items()):
        question, _, asked = item.partition("/")
        option = pcn.options(question, _STOCKTAKE).get(asked, asked)
        rows.append([f"{pcn.label(question)} {option}", sentence(words)])
    if rows:
        page.table("Held_answers", _MASKED, rows)
    else:
        page.line("None were shared.")


def _counts(counts: Mapping[str, int] | str, labels: Mapping[str, str]) -> str:
    if isinstance(counts, str):
        return sentence(counts)
    return "; ".join(f"{labels.get(code, code)}: {count}" for code, count in counts.items())
