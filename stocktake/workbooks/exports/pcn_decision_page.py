"""The decision page: what a board asks, in the order it asks (content/expectations.md G1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stocktake.merge.people_sharing import PROMPTS
from stocktake.merge.words import plain_number
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pcn_words import (
    DOMAIN_ORDER,
    NONE_KEY,
    SHORT_NAMES,
    held_words,
    level_cell,
    sentence,
)

MOST_DECISIONS = 5

_PRACTICE = 46
_DECISIONS = (
    Heading("What is asked", "first", _PRACTICE),
    Heading("Cost", "pounds", 11),
    Heading("Who pays", "text", 11),
    Heading("By when", "date", 11),
    Heading("Practices for it", "count", 11),
)
_DUTIES = (
    Heading("Duty already in force", "first", _PRACTICE),
    Heading("Practices short", "middle", 11),
)
_ANSWERED = (
    Heading("Practice", "first", _PRACTICE),
    Heading("Has answered", "text", 11),
    Heading("Sign-off", "text", 11),
    Heading("Form version", "text", 11),
    Heading("Since last year", "text", 11),
)


def add_decision_page(book: PcnBook) -> None:
    """Write the Decision page."""
    seen = book.source.seen
    page = book.page("Decision page", f"{seen.pcn_name}: decision page, {seen.round}")
    page.note(f"{book.source.as_at}. From {seen.base.words}.")
    page.gap()
    _decisions(page)
    _priorities(page)
    _duties(page)
    _help(page)
    _heat_map(page)
    _answered(page)
    page.widths(_PRACTICE, *(11 for _ in DOMAIN_ORDER))
    page.finish()


def _decisions(page: PcnPage) -> None:
    page.section("1. Decisions asked of the board")
    asked = page.pcn.seen.decisions[:MOST_DECISIONS]
    if not asked:
        page.line("None have been put to the board yet.")
        page.gap()
        return
    rows: list[list[Content | Cell]] = [
        [each.asked, each.cost_gbp, each.who_pays, each.by_when, each.in_favour] for each in asked
    ]
    page.table("Decisions", _DECISIONS, rows)


def _priorities(page: PcnPage) -> None:
    voice = page.pcn.seen.voice
    page.section("2. Agreed priorities")
    page.line(sentence(voice.headline), "strong")
    for priority in voice.one_voice:
        page.line(sentence(priority.words))
    if voice.said and not voice.one_voice:
        page.line("No item is wanted by three quarters of practices and of patients.")
    if voice.wanted_by_some:
        page.note("Wanted by some:")
        for priority in voice.wanted_by_some:
            page.line(sentence(priority.words))
    page.note("Only lists that practices have confirmed count; the Priorities sheet has them all.")
    page.gap()


def _duties(page: PcnPage) -> None:
    seen = page.pcn.seen
    page.section("3. Duties overdue")
    page.note(f"How many practices are short of each duty in force: {page.pcn.base('duties')}.")
    if seen.duties:
        rows: list[list[Content | Cell]] = [
            [duty.title, Cell(_without_unit(duty.words), "middle")] for duty in seen.duties
        ]
        page.table("Duties_overdue", _DUTIES, rows)
    else:
        page.line("No practice has said that it is short of one.")
        page.gap()


def _help(page: PcnPage) -> None:
    page.section("4. Help offered and help asked")
    page.note("Only between practices that agreed to be named. The Sharing sheet has all.")
    sharing = page.pcn.seen.help.sharing
    sentences = [*(each.sentence for each in sharing if each.moves), *_mentors(page)]
    for words in sentences:
        page.line(words)
    if sentences:
        page.note(f"Settle first: {' '.join(PROMPTS)}")
    else:
        page.line("None so far.")
    alone = [each for each in sharing if each.residual and not each.moves]
    if alone:
        short = listed([f"{plain_number(each.residual)} WTE {each.label}" for each in alone])
        page.line(f"Short, and nobody has said they could share: {short}.")
    page.gap()


def _without_unit(words: str) -> str:
    """The heading says that these are practices: "2 of 4"."""
    return words.removesuffix(" practices").removesuffix(" practice")


def _mentors(page: PcnPage) -> Iterator[str]:
    """Who could help whom, a sentence for each domain."""
    labels, found = page.pcn.seen.labels, page.pcn.seen.help.mentors
    for domain in DOMAIN_ORDER:
        pairs = [each for each in found if each.domain == domain]
        if pairs:
            helpers = list(dict.fromkeys(labels[each.helper] for each in pairs))
            helped = list(dict.fromkeys(labels[each.helped] for each in pairs))
            yield f"{DOMAIN_NAMES[domain]}: {listed(helpers)} could help {listed(helped)}."


def _heat_map(page: PcnPage) -> None:
    page.section("5. Levels now, practice by practice")
    page.note(f"{page.pcn.base('ratings').capitalize()}. {SCALE_IN_WORDS}")
    page.note(NONE_KEY)
    page.note(held_words(page.pcn.seen))
    add_levels(page, "Levels_now")


def add_levels(page: PcnPage, name: str) -> None:
    """Add the table of practices by domains as they stand now.

    Args:
        name: what the table is called in Excel.
    """
    rows: list[list[Content | Cell]] = [
        [row.label, *(level_cell(row.levels[domain]) for domain in DOMAIN_ORDER)]
        for row in page.pcn.seen.heat_map
    ]
    found = page.table(name, heat_headings(), rows)
    page.hatch(found, (2, 1 + len(DOMAIN_ORDER)))


def heat_headings() -> Sequence[Heading]:
    """The headings of a table of practices by domains."""
    return (
        Heading("Practice", "first", _PRACTICE),
        *(Heading(SHORT_NAMES[domain], "middle", 11) for domain in DOMAIN_ORDER),
    )


def _answered(page: PcnPage) -> None:
    seen = page.pcn.seen
    page.section("6. Who answered")
    page.note(sentence(seen.bases_words))
    rows: list[list[Content | Cell]] = [
        [row.label, row.progress, row.sign_off, row.versions, row.changed_since_last]
        for row in seen.answered
    ]
    page.table("Who_answered", _ANSWERED, rows)
