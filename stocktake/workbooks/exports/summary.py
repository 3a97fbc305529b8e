"""The Summary sheet: levels, how many meet what is required, and the priorities in words.

Flags stay in the practice, so there are none here (stocktake.md B.4). Nor are the points behind the
order of the priorities, which say nothing outside one practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.planning.certainty import Certainty
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.top_five import NO_VIEW_YET, TopItem
from stocktake.questionnaire.scale import DOMAIN_NAMES, SCALE_IN_WORDS
from stocktake.units import date_in_words
from stocktake.workbooks.exports.page import Book, Content, Heading, Page
from stocktake.workbooks.exports.plan_words import (
    FROM_SHARED,
    VIEW_WORDS,
    level_cell,
    level_words,
)

MOST_PRIORITIES = 10
"""Expectations listed; the Plan sheet has them all."""

_LEVELS = (
    Heading("Domain", "first", 40),
    Heading("Level", "middle", 12),
    Heading("Lowest answer", "middle", 12),
    Heading("Ratings answered", "middle", 12),
    Heading("In words", "text", 18),
)
_YEARS = (
    Heading("By the end of", "first", 40),
    Heading("Best guess", "middle", 12),
    Heading("Firm", "middle", 12),
    Heading("Stretch", "middle", 12),
    Heading("In words (best guess)", "text", 44),
)
_PRIORITIES = (
    Heading("Most pressing first", "first", 40),
    Heading("Level now", "middle", 12),
    Heading("Level needed", "middle", 12),
    Heading("Due", "date", 18),
    Heading("Why, and what to do", "text", 52),
)
_FIVE = (Heading("Our own five, in order", "first", 44),)


def add_summary(book: Book, plan: PracticePlan) -> None:
    """Write the Summary sheet."""
    subject = book.data.first.subject
    title = f"Summary - {subject.name}, {book.data.first.round}"
    page = book.page("Summary", title, is_wide=False)
    page.line(
        f"As at {date_in_words(book.data.first.assessed_on)}. {FROM_SHARED}",
        "subtitle",
    )
    page.line(SCALE_IN_WORDS, "subtitle")
    page.gap()
    _levels(page, plan)
    _requirement(page, plan)
    _five(page, plan)
    _priorities(page, plan)
    page.finish()


def _levels(page: Page, plan: PracticePlan) -> None:
    page.line("Where we are now", "section")
    held = page.book.data.held_domains
    domains = plan.gaps[Certainty.BEST_GUESS].domains
    page.table(
        "Levels",
        _LEVELS,
        [
            [
                DOMAIN_NAMES[row.domain],
                level_cell(row.level, is_held=row.domain in held),
                "–" if row.level.floor is None else row.level.floor,
                f"{row.level.answered} of {row.level.applicable}",
                level_words(row.level, is_held=row.domain in held),
            ]
            for row in domains
        ],
    )


def _requirement(page: Page, plan: PracticePlan) -> None:
    page.line("Domains at or above the level required", "section")
    views = (Certainty.BEST_GUESS, Certainty.FIRM, Certainty.STRETCH)
    summaries = zip(*(plan.gaps[view].summaries for view in views), strict=True)
    rows: list[list[Content]] = []
    for label, each in zip(plan.years.labels, summaries, strict=True):
        counts = [f"{one.at_or_above} of {one.counted}" for one in each]
        rows.append([label, *counts, each[0].words])
    page.table("At_or_above", _YEARS, rows)
    page.row -= 1
    for words in VIEW_WORDS.values():
        page.line(words, "subtitle")
    page.gap()


def _five(page: Page, plan: PracticePlan) -> None:
    page.line("Our five priorities", "section")
    counted = plan.top_five.counted
    if not counted:
        page.line(f"{NO_VIEW_YET.capitalize()}: the list has not been confirmed, or not shared.")
        page.gap()
        return
    words: dict[tuple[str, str], str] = {(c.kind, c.item): c.words for c in plan.candidates}
    words |= {("expectation", row.expectation.id): row.expectation.title for row in plan.rows}
    page.table("Our_five", _FIVE, [[_item(item, words)] for item in counted])


def _item(item: TopItem, words: dict[tuple[str, str], str]) -> str:
    kept = {"weakness": "A weakness that was not shared", "need": "A need that was not shared"}
    name = words.get((item.kind, item.item)) or kept.get(item.kind, item.item)
    return f"{item.place}. {name}" + (f": {item.why}" if item.why else "")


def _priorities(page: Page, plan: PracticePlan) -> None:
    page.line("What presses most", "section")
    page.line(f"Ordered by {plan.weights.words}.", "subtitle")
    rows = list(_pressing(plan))
    if not rows:
        page.line("Nothing is short of what is expected, as far as the shared answers say.")
        return
    page.table("Priorities", _PRIORITIES, [_priority(row) for row in rows[:MOST_PRIORITIES]])


def _pressing(plan: PracticePlan) -> Iterator[ExpectationPlan]:
    return (row for row in plan.rows_under(Certainty.BEST_GUESS) if row.priority.points)


def _priority(row: ExpectationPlan) -> list[Content]:
    sentences = [row.priority.why]
    if row.start.words not in row.priority.why:
        sentences.append(row.start.words)
    return [
        row.expectation.title,
        row.gap.ready,
        row.expectation.level_needed,
        row.expectation.due,
        " ".join(f"{each[:1].upper()}{each[1:]}." for each in sentences),
    ]
