"""Sheets about what practices want and lack: priorities, weaknesses, needs, staff, population."""

from __future__ import annotations

from stocktake.merge.people_sharing import PROMPTS
from stocktake.merge.population import CONTEXT
from stocktake.merge.priorities import PLACES, TOP
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook
from stocktake.workbooks.exports.pcn_shared import add_rooms
from stocktake.workbooks.exports.pcn_words import sentence, share

_STOCKTAKE = "practice_stocktake"

_PRIORITIES = (
    Heading("What practices want acted on", "first", 52),
    Heading("In the top three of", "count", 12),
    Heading("Practices in all", "count", 12),
    Heading("Patients, %", "one_place", 11),
    Heading("In the list of", "count", 11),
    Heading("One voice", "middle", 12),
    Heading("In words", "text", 60),
)
_OUTLIERS = (Heading("Wanted by one, and not in the joint five", "first", 52), Heading("By"))
_WEAKNESSES = (
    Heading("Kind of problem", "first", 34),
    Heading("Weaknesses", "count", 12),
    Heading("Practices", "count", 11),
    Heading("Patients", "count", 12),
    Heading("Matter most today", "count", 12),
)
_TEXTS = (Heading("In the practices' words", "first", 76), Heading("Kind of problem", "text", 24))
_NEEDS = (
    Heading("Domain", "first", 42),
    Heading("Kind", "text", 16),
    Heading("Who would provide it", "text", 22),
    Heading("Needs", "count", 9),
    Heading("Practices", "count", 11),
)
_NEED_TEXTS = (
    Heading("In the practices' words", "first", 76),
    Heading("Kind", "text", 26),
    Heading("Domain", "text", 40),
)
_SHARING = (
    Heading("Role", "first", 40),
    Heading("Could be shared, WTE", "wte", 13),
    Heading("Short, WTE", "wte", 12),
    Heading("Could move, WTE", "wte", 12),
    Heading("Still short, WTE", "wte", 12),
    Heading("Practices asked", "count", 12),
    Heading("Not asked", "count", 11),
)
_POPULATION = (Heading("Practice", "first", 40), Heading("Patients", "count", 14))


def add_priorities(book: PcnBook) -> None:
    """Write the Priorities sheet."""
    pcn, seen = book.source, book.source.seen
    voice = seen.voice
    page = book.page("Priorities", f"Priorities - {seen.pcn_name}, {seen.round}")
    page.line(sentence(voice.headline), "strong")
    page.note(
        f"Each practice chose and confirmed up to {PLACES} things. Support is being in the top "
        f"{TOP} of three quarters of all practices, with three quarters of all patients. A "
        "practice that has not confirmed counts as not in support."
    )
    page.gap()
    rows: list[list[Content | Cell]] = [
        [
            each.label,
            each.votes.support.practices,
            voice.asked,
            share(each.support_percent),
            each.votes.listed.practices,
            Cell("yes" if each.is_one_voice else "no", "middle"),
            sentence(each.words),
        ]
        for each in voice.priorities
    ]
    if rows:
        page.table("Priorities", _PRIORITIES, rows)
    if voice.outliers:
        page.section("Wanted by one practice, and not in the joint five")
        apart: list[list[Content | Cell]] = [
            [each.label, pcn.names.labels[each.code]] for each in voice.outliers
        ]
        page.table("Wanted_by_one", _OUTLIERS, apart)
    page.finish()


def add_weaknesses(book: PcnBook) -> None:
    """Write the Weaknesses sheet: by theme with counts, then the words that were shared."""
    pcn, seen = book.source, book.source.seen
    labels = pcn.options("profile.weaknesses.theme", _STOCKTAKE)
    page = book.page("Weaknesses", f"Weaknesses - {seen.pcn_name}, {seen.round}")
    page.note(f"{pcn.base('weaknesses').capitalize()}. Only what practices chose to share.")
    page.gap()
    if not seen.weaknesses:
        page.line("None were shared.")
        page.finish()
        return
    rows: list[list[Content | Cell]] = [
        [
            labels.get(row.theme, row.theme) or "Not said",
            row.count,
            row.practices.practices,
            row.practices.patients,
            row.high,
        ]
        for row in seen.weaknesses
    ]
    page.table("Weaknesses_by_kind", _WEAKNESSES, rows)
    texts: list[list[Content | Cell]] = [
        [example, labels.get(row.theme, row.theme) or "Not said"]
        for row in seen.weaknesses
        for example in row.examples
    ]
    if texts:
        page.section("In the practices' words")
        page.table("Weaknesses_in_words", _TEXTS, texts)
    page.finish()


def add_needs(book: PcnBook) -> None:
    """Write the Needs sheet: what today's service needs to be safe."""
    pcn, seen = book.source, book.source.seen
    kinds = pcn.options("resilience.needs.kind", _STOCKTAKE)
    providers = pcn.options("resilience.needs.provider", _STOCKTAKE)
    page = book.page("Needs", f"What today's service needs - {seen.pcn_name}, {seen.round}")
    page.note(f"{pcn.base('needs').capitalize()}. Only what practices chose to share.")
    page.gap()
    if not seen.needs:
        page.line("None were shared.")
        page.finish()
        return
    rows: list[list[Content | Cell]] = []
    texts: list[list[Content | Cell]] = []
    for row in seen.needs:
        domain = DOMAIN_NAMES.get(row.domain, row.domain) or "Not said"
        kind = kinds.get(row.kind, row.kind) or "Not said"
        provider = providers.get(row.provider, row.provider) or "Not said"
        rows.append([domain, kind, provider, row.count, row.practices])
        texts += [[example, kind, domain] for example in row.examples]
    page.table("Needs", _NEEDS, rows)
    if texts:
        page.section("In the practices' words")
        page.table("Needs_in_words", _NEED_TEXTS, texts)
    page.finish()


def add_staff_to_share(book: PcnBook) -> None:
    """Write the Sharing sheet."""
    pcn, seen = book.source, book.source.seen
    page = book.page("Sharing", f"Staff to share - {seen.pcn_name}, {seen.round}")
    page.note(f"{pcn.base('staff').capitalize()}. 37.5 hours a week is 1.0 WTE.")
    page.note("Only time that a practice said it could share, beyond its own need, is offered.")
    page.gap()
    if not seen.sharing:
        page.line("No practice has said that it could share, or is short of, anybody's time.")
        page.finish()
        return
    for each in seen.sharing:
        page.line(each.sentence)
    page.note(f"Settle first: {' '.join(PROMPTS)}")
    page.gap()
    page.section("Role by role")
    rows: list[list[Content | Cell]] = [
        [
            each.label,
            each.balance.surplus,
            each.balance.short,
            each.matchable,
            each.residual,
            each.balance.asked,
            each.balance.not_asked,
        ]
        for each in seen.sharing
    ]
    page.table("Staff_to_share", _SHARING, rows)
    page.finish()


def add_population(book: PcnBook) -> None:
    """Write the Population sheet (content/expectations.md G5)."""
    seen = book.source.seen
    page = book.page("Population", f"Population check - {seen.pcn_name}, {seen.round}")
    if seen.population is None:
        page.line("No practice gave its list size.")
        add_rooms(page)
        page.finish()
        return
    page.line(sentence(seen.population.words), "strong")
    page.note(CONTEXT)
    page.note("Source: PCNs in January 2020, https://bjgp.org/content/70/701/e899")
    page.gap()
    sizes = {practice.code: practice.list_size for practice in seen.totals.practices}
    rows: list[list[Content | Cell]] = [
        [row.label, "not given" if size is None else size]
        for row in seen.answered
        if (size := sizes.get(row.code)) is not None or row.code in sizes
    ]
    _, last = page.table("List_sizes", _POPULATION, rows)
    page.row = last + 1
    page.put(1, "All of them", "total")
    page.put(2, seen.population.patients, "total_number", "#,##0")
    page.row += 1
    missing = [row.label for row in seen.answered if row.code not in sizes]
    if missing:
        page.line(f"Nothing has come from {listed(missing)}.")
    add_rooms(page)
    page.finish()
