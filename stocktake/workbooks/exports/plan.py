"""The Plan sheet: what must start when, and people and money by year.

Two series are never added: "to meet expectations" and "to be safe today" (design/data-model.md).
"""

from __future__ import annotations

from decimal import Decimal

from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty, weights_in_words
from stocktake.planning.expectations import KIND_WORDS
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.priority import GapStatus
from stocktake.planning.resources import Amounts
from stocktake.planning.starting import StartLabel
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.workbooks.exports.look import SERIES
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords, add_bars
from stocktake.workbooks.exports.page import Book, Cell, Content, Heading, Page
from stocktake.workbooks.exports.plan_words import FROM_SHARED

MOST_ROLES = len(SERIES)
"""Roles with a colour of their own in the chart; the rest are drawn together."""

_STARTS = (
    Heading("Expectation", "first", 38),
    Heading("Id", "muted", 16),
    Heading("Domain", "text", 22),
    Heading("Kind", "text", 17),
    Heading("How sure", "text", 17),
    Heading("Due", "date", 18),
    Heading("Start by", "date", 18),
    Heading("Level now", "middle", 10),
    Heading("Level needed", "middle", 10),
    Heading("What to do", "text", 30),
    Heading("Why", "text", 34),
)
_GROUP = (
    Heading("Asked of your PCN or federation", "first", 38),
    Heading("Id", "muted", 16),
    Heading("Domain", "text", 24),
    Heading("How sure", "text", 17),
    Heading("Level needed", "middle", 14),
    Heading("Due", "date", 18),
)
_MONEY = (
    Heading("Year", "first", 38),
    Heading("Expectations, one-off", "pounds", 16),
    Heading("Expectations, every year", "pounds", 16),
    Heading("Safe today, one-off", "pounds", 16),
    Heading("Safe today, every year", "pounds", 16),
    Heading("Expectations, by how certain", "pounds", 16),
)


def add_plan(book: Book, plan: PracticePlan) -> None:
    """Write the Plan sheet."""
    labels = plan.years.labels
    subject = book.data.first.subject
    page = book.page("Plan", f"Plan - {subject.name}, {labels[0]} to {labels[-1]}")
    page.line(f"Best guess: contractual, announced and likely. {FROM_SHARED}", "subtitle")
    page.gap()
    _starts(page, plan)
    page.new_page()
    _people(page, plan)
    page.new_page()
    _money(page, plan)
    _group(page, plan)
    page.finish()


def _starts(page: Page, plan: PracticePlan) -> None:
    page.line("What must start when, earliest start first", "section")
    rows = [row for row in plan.rows_under(Certainty.BEST_GUESS) if _is_open(row)]
    if not rows:
        page.line("Nothing is short of what is expected, as far as the shared answers say.")
        page.gap()
        return
    rows.sort(key=lambda row: (row.start.start, row.expectation.id))
    page.table("What_must_start", _STARTS, [_start(row) for row in rows])


def _is_open(row: ExpectationPlan) -> bool:
    if row.gap.status is GapStatus.DOES_NOT_APPLY:
        return False
    return row.start.label is not StartLabel.DONE


def _start(row: ExpectationPlan) -> list[Content | Cell]:
    each = row.expectation
    inferred = " (level of the domain)" if row.gap.inferred and row.gap.gap is not None else ""
    return [
        each.title,
        each.id,
        DOMAIN_NAMES[each.domain],
        KIND_WORDS[each.kind],
        each.status_words,
        each.due,
        row.start.start,
        "?" if row.gap.ready is None else row.gap.ready,
        each.level_needed,
        _what_to_do(row),
        f"{row.priority.why[:1].upper()}{row.priority.why[1:]}{inferred}",
    ]


def _what_to_do(row: ExpectationPlan) -> str:
    """The label with its date, or the label alone where the reason beside it has the date."""
    is_said = row.start.label is not None and row.start.words in row.priority.why
    words = str(row.start.label) if is_said else row.start.words
    return words[:1].upper() + words[1:]


def _people(page: Page, plan: PracticePlan) -> None:
    page.line("People to meet expectations, whole-time equivalents by year", "section")
    by_role = plan.resources[Certainty.BEST_GUESS].wte_by_role
    if not by_role:
        page.line("No people were asked for in what was shared.")
        page.gap()
        return
    series = _most_wanted(by_role, _role_labels(page.book))
    headings = [Heading("Year", "first", 38), *(Heading(name, "wte", 16) for name, _ in series)]
    rows: list[list[Content | Cell]] = [
        [label, *(amounts[year] for _, amounts in series)]
        for year, label in enumerate(plan.years.labels)
    ]
    first, last = page.table("People_by_year", headings, rows)
    add_bars(
        page,
        ChartBlock(first - 1, last, (2, 1 + len(series))),
        ChartWords(
            title="People it would take to meet expectations",
            axis="WTE (37.5 hours a week = 1.0)",
            description="Stacked columns, one for each year: whole-time equivalents by role. The "
            "numbers stand in the table People_by_year above.",
        ),
        SERIES[: len(series)],
        "stacked",
    )


def _most_wanted(by_role: dict[str, Amounts], labels: dict[str, str]) -> list[tuple[str, Amounts]]:
    """The roles most of which is wanted, and all others together."""
    ordered = sorted(by_role.items(), key=lambda item: (-max(item[1]), item[0]))
    count = len(ordered) if len(ordered) <= MOST_ROLES else MOST_ROLES - 1
    shown = [(labels.get(role, role) or "Role not given", each) for role, each in ordered[:count]]
    if len(ordered) > count:
        others = zip(*(each for _, each in ordered[count:]), strict=True)
        shown.append(("All other roles", tuple(sum(year, Decimal(0)) for year in others)))
    return shown


def _role_labels(book: Book) -> dict[str, str]:
    lists = [options for form in book.data.forms for options in form.loaded.form.option_list]
    return {c.code: c.label for options in lists if options.id == "roles" for c in options.choice}


def _money(page: Page, plan: PracticePlan) -> None:
    page.line("Money by year, in pounds", "section")
    page.line(
        "Two lists that are never added together: what it would take to meet expectations, and "
        "what today's service needs to be safe.",
        "subtitle",
    )
    expected, safe = plan.resources[Certainty.BEST_GUESS], plan.safe_today
    page.line(
        f"To meet expectations: from {expected.rows_costed} of "
        f"{counted(expected.rows, 'expectation')}. To be safe today: from {safe.rows_costed} of "
        f"{counted(safe.rows, 'need')}. The last column counts "
        f"one-off and yearly pounds by how certain each expectation is: {weights_in_words()}.",
        "subtitle",
    )
    if not expected.rows_costed and not safe.rows_costed:
        page.line("No amounts were given or shared.")
        page.gap()
        return
    by_certainty = expected.risk_weighted
    series = (expected.oneoff, expected.recurrent, safe.oneoff, safe.recurrent, by_certainty)
    rows: list[list[Content | Cell]] = [
        [label, *(amounts[year] for amounts in series)]
        for year, label in enumerate(plan.years.labels)
    ]
    first, last = page.table("Money_by_year", _MONEY, rows)
    if expected.rows_costed:
        _money_chart(page, ChartBlock(first - 1, last, (2, 3)), "meet expectations")
    if safe.rows_costed:
        _money_chart(page, ChartBlock(first - 1, last, (4, 5)), "be safe today")


def _money_chart(page: Page, block: ChartBlock, name: str) -> None:
    add_bars(
        page,
        block,
        ChartWords(
            title=f"Money it would take to {name}",
            axis="Pounds",
            description="Stacked columns, one for each year: one-off and yearly pounds to "
            f"{name}. The numbers stand in the table Money_by_year above.",
        ),
        SERIES[:2],
        "stacked",
    )


def _group(page: Page, plan: PracticePlan) -> None:
    page.new_page()
    page.line("Asked of your PCN or federation", "section")
    rows: list[list[Content | Cell]] = [
        [row.title, row.id, DOMAIN_NAMES[row.domain], row.status_words, row.level_needed, row.due]
        for row in plan.other_rows
    ]
    if rows:
        page.table("Asked_of_group", _GROUP, rows)
