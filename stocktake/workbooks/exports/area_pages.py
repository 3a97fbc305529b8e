"""Sheets of an area about itself: what it is, its PCNs, its priorities, problems and workings."""

from __future__ import annotations

from stocktake.merge.area_parts import Part
from stocktake.merge.form_versions import newer_file_wording
from stocktake.merge.population import CONTEXT
from stocktake.merge.scales import Scale
from stocktake.merge.words import percent_in_words
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.scale import DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.units import date_in_words, round_half_up
from stocktake.workbooks.exports.area_book import AreaBook, AreaPage
from stocktake.workbooks.exports.group_page import SAMPLE_WORDS
from stocktake.workbooks.exports.group_tables import counts_in_words
from stocktake.workbooks.exports.look import WORKING_DOCUMENT
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_words import DOMAIN_ORDER, SHORT_NAMES, sentence

_TRAVELS = (
    "Beside its sheets this file carries the exact sums of each PCN, with the codes of its "
    "practices, so that it can be combined with others without counting anybody twice. Some of "
    "those sums are held back on the sheets; with public list sizes somebody could work out a "
    "practice from them. Send it only to whoever combines the figures of {whom}; to show others "
    "what it says, print it or save it as a PDF."
)
_NAMES = (
    "No practice is named but those that ticked that they may be named here. No returns, notes or "
    "duties are in it. Trust, finance, minutes and intentions are shown from five practices; a "
    "count of 1 to 4 people is “<5”."
)
_COUNTING = (
    "A practice that did not answer, or did not share, is never counted as nought and never "
    "guessed. Levels are never averaged. Medians are worked out from all practices and never from "
    "those of the PCNs."
)
_LATE = (
    "Ask the PCN for a new file that holds the late practice, and combine again with that file in "
    "the place of the earlier one."
)
_COPIES = (
    Heading("Where", "first", 40),
    Heading("What", "text", 80),
    Heading("What to do", width=60),
)
_LEFT = (Heading("File", "first", 40), Heading("Why it is not counted", "text", 80))
_VERSIONS = (
    Heading("PCN", "first", 40),
    Heading("Form", "text", 30),
    Heading("Version", "text", 12),
    Heading("Wanted", "text", 12),
    Heading("Practices", "count", 11),
    Heading("What to write", "text", 90),
)
_SUPPORT = (
    Heading("What practices want acted on", "first", 52),
    Heading("In the top three of", "count", 12),
    Heading("Practices in all", "count", 12),
    Heading("One voice", "middle", 12),
    Heading("In words", "text", 60),
)
_BORDA = (
    Heading("Item", "first", 52),
    Heading("Borda points", "count", 12),
    Heading("In the list of", "count", 12),
)
_ANSWERS = (Heading("What was asked", "first", 52), Heading("All practices together", "text", 50))


def add_read_me(book: AreaBook) -> None:
    """Write the Read me sheet."""
    seen = book.seen
    page = book.page("Read me", WORKING_DOCUMENT, is_wide=False)
    page.widths(26, 88)
    page.line(f"{str(seen.scale)[:1].upper()}{seen.scale[1:]} workbook of {seen.name}", "strong")
    if seen.figures.is_sample:
        page.line(f"{SAMPLE_WORDS}. Nothing in it is about a real practice.", "strong")
    if seen.figures.base.is_early:
        page.line("Early view: fewer than half of the practices have answered.", "strong")
    named = ", ".join(seen.figures.named) or "none"
    facts: list[tuple[str, Content]] = [
        ("About", seen.name),
        ("Year", seen.round),
        ("Answers", book.as_at),
        ("Practices", seen.figures.base.words),
        *([("PCNs", str(len(seen.parts)))] if seen.scale.is_beyond_pcn else []),
        ("Named in it", named),
        ("Made by", book.data.made_by),
    ]
    _block(page, "What it is", facts)
    bases = seen.figures.bases.items()
    _block(
        page, "What it rests on", [(k.capitalize(), b.words) for k, b in bases if k != "returns"]
    )
    _block(page, "How to read it", [("Levels", SCALE_IN_WORDS), ("Counting", _COUNTING)])
    whom = "a larger area" if seen.scale.is_beyond_pcn else "the locality or system"
    travels = _TRAVELS.format(whom=whom)
    _block(
        page,
        "Who may see what",
        [("Names", _NAMES), ("What travels with it", travels), ("A late file", _LATE)],
    )
    page.finish()


def _block(page: AreaPage, heading: str, rows: list[tuple[str, Content]]) -> None:
    page.gap()
    page.put(1, heading, "section")
    page.row += 1
    page.pairs(rows)


def add_summary(book: AreaBook) -> None:
    """Write the Summary sheet: what practices want, and how many of them there are."""
    figures = book.seen.figures
    page = book.page("Summary", "Summary")
    page.note(f"{book.as_at}. From {figures.base.words}. {sentence(figures.bases_words)}")
    page.gap()
    page.section("1. Agreed priorities")
    voice = figures.voice
    page.line(sentence(voice.headline), "strong")
    for priority in voice.one_voice:
        page.line(sentence(priority.words))
    if voice.said and not voice.one_voice:
        page.line("No item is wanted by three quarters of practices and of patients.")
    page.note("Only lists that practices have confirmed count.")
    page.gap()
    rows: list[list[Content | Cell]] = [
        [
            each.label,
            each.votes.support.practices,
            voice.asked,
            Cell("yes" if each.is_one_voice else "no", "middle"),
            sentence(each.words),
        ]
        for each in voice.priorities
    ]
    if rows:
        page.table("Priorities", _SUPPORT, rows)
    page.section("2. Population")
    if figures.population is None:
        page.line("No practice gave its list size.")
    else:
        page.line(sentence(figures.population.words), "strong")
        page.note(CONTEXT)
    page.gap()
    page.section("3. Answers shown only as figures of all practices")
    _masked(page)
    page.finish()


def _masked(page: AreaPage) -> None:
    found, form = page.area.seen.figures.masked, shipped_form(STOCKTAKE)
    rows: list[list[Content | Cell]] = []
    for item, words in found.people.items():
        share = found.percentages[item]
        rows.append([form.label(f"workforce.{item}"), f"{words} people; {share} of staff"])
    for question, counts in sorted(found.trust.items()):
        rows.append([form.label(question), counts_in_words(counts, page.area.options(question))])
    for item, words in sorted(found.contract.items()):
        question, _, asked = item.partition("/")
        option = page.area.options(question).get(asked, asked)
        rows.append([f"{form.label(question)} {option}", sentence(words)])
    if rows:
        page.table("Held_answers", _ANSWERS, rows)
    else:
        page.line("None were shared.")


def add_parts(book: AreaBook) -> None:
    """Write the sheet of the PCNs in a locality or system; one PCN has none."""
    seen = book.seen
    if not seen.scale.is_beyond_pcn:
        return
    title = f"PCNs in this {seen.scale}"
    page = book.page(title, title)
    page.note(
        "Medians of too few practices are held, and so is another where a held one could be worked "
        "out from the whole."
    )
    page.gap()
    is_system = seen.scale is Scale.SYSTEM and any(part.within for part in seen.parts)
    headings = (
        Heading("PCN", "first", 34),
        *([Heading("Came in the file of", "text", 26)] if is_system else []),
        Heading("Answered", "count", 12),
        Heading("Practices", "count", 12),
        Heading("Patients", "count", 12),
        Heading("As at", "date", 18),
        Heading("People who left in a year", "text", 14),
        Heading("Size", "text", 44),
    )
    rows: list[list[Content | Cell]] = [
        [
            part.name,
            *([part.within] if is_system else []),
            part.practices,
            part.out_of,
            "not given" if part.patients is None else part.patients,
            part.last_day,
            part.people.get("leavers_12m", "not shared"),
            part.band,
        ]
        for part in seen.parts
    ]
    page.table("PCNs", headings, rows)
    page.section("The middle of each PCN's practices")
    page.table(
        "PCN_medians",
        (
            Heading("PCN", "first", 34),
            *(Heading(SHORT_NAMES[domain], "middle", 12) for domain in DOMAIN_ORDER),
        ),
        [_medians(part) for part in seen.parts],
    )
    page.finish()


def _medians(part: Part) -> list[Content | Cell]:
    return [
        part.name,
        *(Cell(_short(part.medians[domain]), "middle") for domain in DOMAIN_ORDER),
    ]


def _short(words: str) -> str:
    """Fit the words of a median into a narrow column."""
    return "held" if words.endswith("held") else words.replace("none answered", "?")


def add_problems(book: AreaBook) -> None:
    """Write the Problems sheet."""
    seen = book.seen
    page = book.page("Problems", "Problems")
    page.note("What did not go smoothly when the files were combined, and what to do about it.")
    page.gap()
    rows: list[list[Content | Cell]] = [[p.where, p.what, p.how_to_fix] for p in seen.problems]
    page.listed("To be settled", _COPIES, rows)
    page.listed("Not counted", _LEFT, [[name, why] for name, why in seen.left_out])
    rows = []
    for other in seen.other_versions:
        title = shipped_form(other.form_id).form.title
        words = newer_file_wording(title, other.wanted)
        rows.append([other.group, title, other.version, other.wanted, other.practices, words])
    page.listed("Other form versions", _VERSIONS, rows)
    page.finish()


def add_workings(book: AreaBook) -> None:
    """Write the Workings sheet, the last one."""
    figures = book.seen.figures
    page = book.page("Workings", "Workings")
    page.note("For checking. Nothing on the other sheets depends on reading it.")
    page.gap()
    page.section("Priorities")
    if figures.voice.agreement is None:
        page.note("Kendall's W is not shown: it needs at least three lists, all of the same items.")
    else:
        page.line(f"Kendall's W: {round_half_up(figures.voice.agreement, 2)} (0 none, 1 full).")
    rows: list[list[Content | Cell]] = [
        [each.label, each.votes.points, each.votes.listed.practices]
        for each in figures.voice.priorities
    ]
    if rows:
        page.table("Borda_points", _BORDA, rows)
    page.gap()
    page.section("Index weighted by list size, where levels are shown")
    page.note("Levels are ordered, not measured, so the index is no score; it stands only here.")
    for row in figures.domains:
        stats = row.shown.stats
        if stats is not None and stats.index is not None:
            share = "" if row.share is None else f"; {percent_in_words(row.share)} of patients"
            page.line(f"{DOMAIN_NAMES[row.domain]}: {stats.index_words}{share}")
    page.note(f"Dated by its newest answer, {date_in_words(book.data.written_at.date())}.")
    page.finish()
