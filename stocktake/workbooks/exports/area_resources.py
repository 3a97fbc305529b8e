"""Sheets of an area about people, money, rooms, services and weaknesses: sums, and no patients.

Sums of list sizes stand nowhere here beside few practices: list sizes are public, so that they
would say which practices those are.
"""

from __future__ import annotations

from stocktake.merge.exact import total
from stocktake.merge.leaving import COMPETITION_CAUTION, RANGE_PRACTICES, held
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.loading import shipped_form
from stocktake.units import year_label
from stocktake.workbooks.exports.area_book import AreaBook, AreaPage
from stocktake.workbooks.exports.group_tables import (
    FUNDINGS,
    NOT_COSTED,
    ROOM_WORDS,
    ROOMS,
    SERVICES,
    add_intentions,
    add_minutes,
    service_name,
    volume_in_words,
)
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_words import VIEW_WORDS

_STAFF = (
    Heading("Role", "first", 44),
    Heading("WTE", "wte", 12),
    Heading("People", "count", 12),
    Heading("Vacant, WTE", "wte", 12),
)
_VOLUMES = (
    Heading("Service", "first", 52),
    Heading("Practices that do it", "count", 20),
    Heading("Shared through a group", "count", 20),
    Heading("Volume in a year", "text", 30),
)
_THEMES = (
    Heading("Kind of problem", "first", 34),
    Heading("Weaknesses", "count", 12),
    Heading("Practices", "count", 11),
    Heading("Matter most today", "count", 12),
)


def add_people_and_money(book: AreaBook) -> None:
    """Write the People and money sheet."""
    page = book.page("People and money", "People and money")
    page.note(f"{book.base('money')} {book.base('staff')}")
    page.note(
        "Two lists that are never added together: what it would take to meet expectations, and "
        "what today's service needs to be safe. What was not costed is not in them."
    )
    page.gap()
    _money(page)
    _people(page)
    _staff(page)
    page.finish()


def _money(page: AreaPage) -> None:
    seen = page.area.seen
    money = seen.figures.resources.money
    headings = (
        Heading("Year", "first", 44),
        *(Heading(words, "pounds", 14) for words in FUNDINGS.values()),
        Heading("All", "pounds", 14),
    )
    for series, words in (
        ("expectations", f"Money to meet expectations. {VIEW_WORDS[seen.certainty]}"),
        ("safe_today", "Money to be safe today"),
    ):
        page.section(f"{words}, in pounds")
        rows: list[list[Content | Cell]] = [
            [
                year_label(row.year),
                *(row.by_funding.get(funding, NOT_COSTED) for funding in FUNDINGS),
                total(row.by_funding.values()),
            ]
            for row in money
            if row.series == series and row.certainty in ("", seen.certainty)
        ]
        if rows:
            page.table(f"Money_{series}", headings, rows)
        else:
            page.line("No amounts were given or shared.")
            page.gap()


def role_words(book: AreaBook) -> dict[str, str]:
    """Labels of roles, by code; the two forms share their codes."""
    people = shipped_form(EXPECTATIONS).fields["ACC-01.needs_people.role"].choice
    return {each.code: each.label for each in people} | book.options("workforce.roles.role")


def _people(page: AreaPage) -> None:
    seen = page.area.seen
    page.section(f"People to meet expectations, in WTE. {VIEW_WORDS[seen.certainty]}")
    lines = [row for row in seen.figures.resources.people if row.certainty == seen.certainty]
    if not lines:
        page.line("No people were given or shared.")
        page.gap()
        return
    labels, years = role_words(page.area), sorted({row.year for row in lines})
    sums = {(row.role, row.year): total(row.by_funding.values()) for row in lines}
    headings = (
        Heading("Role", "first", 44),
        *(Heading(year_label(year), "wte", 14) for year in years),
    )
    rows: list[list[Content | Cell]] = [
        [
            labels.get(role, "Role not given"),
            *(sums.get((role, year), NOT_COSTED) for year in years),
        ]
        for role in sorted({row.role for row in lines}, key=lambda each: labels.get(each, each))
    ]
    page.table("People_expectations", headings, rows)


def _staff(page: AreaPage) -> None:
    seen = page.area.seen
    page.section("Staff today")
    page.note("Staff paid through a PCN are left out: they belong to the PCNs' own lists.")
    labels, vacancies = role_words(page.area), seen.totals.vacancies
    rows: list[list[Content | Cell]] = []
    for row in sorted(seen.figures.resources.staff, key=lambda each: labels.get(each.role, "")):
        vacant = vacancies.get(row.role)
        rows.append(
            [
                labels.get(row.role, "Role not given"),
                NOT_COSTED if row.wte is None else row.wte,
                NOT_COSTED if row.headcount is None else row.headcount,
                NOT_COSTED if vacant is None else vacant.amount,
            ]
        )
    if rows:
        page.table("Staff_today", _STAFF, rows)
    else:
        page.line("No staff were shared.")


def add_rooms_and_services(book: AreaBook) -> None:
    """Write the Rooms and services sheet."""
    page = book.page("Rooms and services", "Rooms and services")
    page.note(f"A sum of fewer than {RANGE_PRACTICES} practices is held.")
    page.gap()
    _rooms(page)
    _volumes(page)
    _minutes_and_intentions(page)
    page.finish()


def _rooms(page: AreaPage) -> None:
    rooms = page.area.seen.totals.rooms
    page.section("Rooms")
    if not rooms:
        page.line("No rooms were shared.")
        page.gap()
        return
    rows: list[list[Content | Cell]] = []
    for kind, words in ROOM_WORDS.items():
        if kind in rooms:
            many = rooms[kind].practices
            amount = rooms[kind].amount if many >= RANGE_PRACTICES else held(many)
            rows.append([words, amount, many])
    page.table("Rooms", ROOMS, rows)


def _volumes(page: AreaPage) -> None:
    found = page.area.seen.totals.services
    page.section("Services")
    if not found:
        page.line("No services were shared.")
        page.gap()
        return
    page.line(COMPETITION_CAUTION, "strong")
    page.note("A service that the practices of a PCN share is counted once for that PCN.")
    services, units = (
        page.area.options(f"{SERVICES}.service"),
        page.area.options(f"{SERVICES}.volume_unit"),
    )
    rows: list[list[Content | Cell]] = []
    for service, counts in sorted(found.items(), key=lambda each: services.get(each[0], each[0])):
        many = sum(counts.provided.values())
        words = held(many) if many < RANGE_PRACTICES else volume_in_words(counts, units)
        is_shown = many >= RANGE_PRACTICES
        rows.append(
            [
                service_name(services, service),
                counts.provided.get("by_us", 0) if is_shown else held(many),
                counts.provided.get("by_group", 0) if is_shown else held(many),
                words or NOT_COSTED,
            ]
        )
    page.table("Services", _VOLUMES, rows)


def _minutes_and_intentions(page: AreaPage) -> None:
    found = page.area.seen.figures.masked
    services = page.area.options(f"{SERVICES}.service")
    add_minutes(page, found.minutes, services)
    add_intentions(page, found.intentions, services, page.area.options(f"{SERVICES}.intent"))


def add_weaknesses(book: AreaBook) -> None:
    """Write the Weaknesses sheet: by kind, with the words of practices that may be named."""
    figures = book.seen.figures
    labels = book.options("profile.weaknesses.theme")
    page = book.page("Weaknesses", "Weaknesses")
    page.note(f"{book.base('weaknesses')} Only what practices chose to share.")
    page.gap()
    if not figures.weaknesses:
        page.line("None were shared.")
        page.finish()
        return
    rows: list[list[Content | Cell]] = [
        [labels.get(row.theme, "Not said"), row.count, row.practices.practices, row.high]
        for row in figures.weaknesses
    ]
    page.table("Weaknesses_by_kind", _THEMES, rows)
    texts = [text for row in figures.weaknesses for text in row.examples]
    if texts:
        page.section("In the words of practices that may be named")
        page.table(
            "In_their_words", (Heading("What they wrote", "first", 100),), [[t] for t in texts]
        )
    page.finish()
