"""The People and money sheet: two series that are never added, and the staff there are today."""

from __future__ import annotations

from decimal import Decimal

from stocktake.merge.exact import total
from stocktake.merge.member import Certainty
from stocktake.units import pounds_in_words, round_half_up, year_label
from stocktake.workbooks.exports.group_tables import FUNDINGS, NOT_COSTED
from stocktake.workbooks.exports.look import SERIES
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords, add_bars
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage
from stocktake.workbooks.exports.pcn_shared import add_group_staff
from stocktake.workbooks.exports.pcn_words import VIEW_NAMES, VIEW_WORDS

_STAFF = (
    Heading("Role", "first", 44),
    Heading("WTE", "wte", 14),
    Heading("People", "count", 14),
    Heading("Vacant, WTE", "wte", 14),
    Heading("Practices that said so", "count", 14),
)
_SAFE = (Heading("Year", "first", 44), Heading("To be safe today", "pounds", 16))


def add_people_and_money(book: PcnBook) -> None:
    """Write the People and money sheet."""
    seen = book.source.seen
    page = book.page("People and money", f"People and money - {seen.pcn_name}, {seen.round}")
    page.note(f"{book.source.base('money').capitalize()}; {book.source.base('staff')}.")
    page.note(
        "Two lists that are never added together: what it would take to meet expectations, and "
        "what today's service needs to be safe. What was not costed is not in them."
    )
    page.gap()
    block = _expected_money(page, seen.certainty)
    if block is not None:
        _money_chart(page, block, seen.certainty)
    _people(page, seen.certainty)
    _safe_money(page)
    _staff(page)
    add_group_staff(page)
    for view in VIEW_NAMES:
        if view != seen.certainty:
            _expected_money(page, view)
            _people(page, view)
    page.finish()


def _years(page: PcnPage) -> list[int]:
    return sorted({row.year for row in page.pcn.seen.requirements} | _money_years(page))


def _money_years(page: PcnPage) -> set[int]:
    found = page.pcn.seen.resources
    return {row.year for row in found.money} | {row.year for row in found.people}


def _expected_money(page: PcnPage, view: Certainty) -> ChartBlock | None:
    """Write the table of a view; returns where its numbers are."""
    page.section(f"Money to meet expectations, in pounds. {VIEW_WORDS[view]}")
    lines = {
        row.year: row.by_funding
        for row in page.pcn.seen.resources.money
        if row.series == "expectations" and row.certainty == view
    }
    if not lines:
        page.line("No amounts were given or shared.")
        page.gap()
        return None
    headings = (
        Heading("Year", "first", 44),
        *(Heading(words, "pounds", 14) for words in FUNDINGS.values()),
        Heading("All", "pounds", 14),
    )
    rows: list[list[Content | Cell]] = []
    for year in _years(page):
        by = lines.get(year, {})
        amounts = [by.get(funding, NOT_COSTED) for funding in FUNDINGS]
        rows.append([year_label(year), *amounts, total(by.values()) if by else NOT_COSTED])
    first, last = page.table(f"Money_expectations_{view}", headings, rows)
    return ChartBlock(first - 1, last, (2, 5))


def _money_chart(page: PcnPage, block: ChartBlock, view: Certainty) -> None:
    rows = [
        row
        for row in page.pcn.seen.resources.money
        if row.series == "expectations" and row.certainty == view
    ]
    most = max(rows, key=lambda row: (total(row.by_funding.values()), -row.year))
    needed = pounds_in_words(round_half_up(total(most.by_funding.values())))
    funded = pounds_in_words(round_half_up(most.funded_gbp))
    words = ChartWords(
        title=f"Expectations would take {needed} in {year_label(most.year)}; {funded} is funded",
        axis=f"Pounds ({page.pcn.base('money')})",
        description="Stacked columns, one for each year: pounds that are funded, part funded, "
        f"not funded, and not known; {page.pcn.base('money')}. The numbers stand in a table above.",
    )
    add_bars(page, block, words, SERIES[:4], "stacked")


def _safe_money(page: PcnPage) -> None:
    page.section("Money to be safe today, in pounds")
    lines = {
        row.year: total(row.by_funding.values())
        for row in page.pcn.seen.resources.money
        if row.series == "safe_today"
    }
    if not lines:
        page.line("No amounts were given or shared.")
        page.gap()
        return
    rows: list[list[Content | Cell]] = [
        [year_label(year), lines.get(year, NOT_COSTED)] for year in _years(page)
    ]
    page.table("Money_to_be_safe", _SAFE, rows)


def _people(page: PcnPage, view: Certainty) -> None:
    page.section(f"People to meet expectations, in WTE. {VIEW_WORDS[view]}")
    lines = {
        (row.role, row.year): row.by_funding
        for row in page.pcn.seen.resources.people
        if row.certainty == view
    }
    if not lines:
        page.line("No people were given or shared.")
        page.gap()
        return
    labels, years = role_labels(page), _years(page)
    headings = (
        Heading("Role", "first", 44),
        Heading("Funding", "text", 14),
        *(Heading(year_label(year), "wte", 14) for year in years),
    )
    rows: list[list[Content | Cell]] = []
    for role in sorted({role for role, _ in lines}, key=lambda each: labels.get(each, each)):
        for funding, words in FUNDINGS.items():
            by_year = [lines.get((role, year), {}).get(funding, NOT_COSTED) for year in years]
            if any(each != NOT_COSTED for each in by_year):
                rows.append([labels.get(role, role) or "Role not given", words, *by_year])
    page.table(f"People_expectations_{view}", headings, rows)


def role_labels(page: PcnPage) -> dict[str, str]:
    """Labels of roles, by code; the two forms share their codes."""
    pcn = page.pcn
    return {
        **pcn.options("ACC-01.needs_people.role", "expectations"),
        **pcn.options("workforce.roles.role", "practice_stocktake"),
    }


def _or_not_given(value: Decimal | None) -> Content:
    return "not given" if value is None else value


def _staff(page: PcnPage) -> None:
    page.section("Staff today")
    page.note(f"{page.pcn.base('staff').capitalize()}. The last column is of vacancies.")
    page.note("Staff paid through the PCN are left out: they belong to the PCN's own list.")
    labels, vacant = role_labels(page), page.pcn.seen.totals.vacancies
    staff = {row.role: row for row in page.pcn.seen.resources.staff}
    roles = sorted({*staff, *vacant}, key=lambda each: labels.get(each, each))
    rows: list[list[Content | Cell]] = [
        [
            labels.get(role, role) or "Role not given",
            _or_not_given(staff[role].wte if role in staff else None),
            _or_not_given(staff[role].headcount if role in staff else None),
            _or_not_given(vacant[role].amount if role in vacant else None),
            vacant[role].practices if role in vacant else 0,
        ]
        for role in roles
    ]
    if rows:
        page.table("Staff_today", _STAFF, rows)
    else:
        page.line("No staff were shared.")
        page.gap()
