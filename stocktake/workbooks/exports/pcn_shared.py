"""Parts of sheets of a PCN workbook: what its practices share, have and provide, as sums.

Staff that the PCN pays come from its own list, once; what practices say of them stands beside it as
their share. Source: content/stocktake.md B.5; content/expectations.md G1 and G6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from stocktake.merge.leaving import COMPETITION_CAUTION
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.types import show
from stocktake.workbooks.exports.group_tables import (
    ROOM_WORDS,
    ROOMS,
    SERVICES,
    add_intentions,
    add_minutes,
    service_name,
    volume_in_words,
)
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnPage

AT_SCALE = "working_at_scale"
_GROUP_KINDS = ("pcn", "federation", "place")
_PCN_PAID = ("pcn_arrs", "pcn_other")
_ROLES = "workforce.roles"
_NOT_GIVEN = "not given"
_Rows = list[list[Content | Cell]]

_SCHEME = (
    Heading("Role", "first", 44),
    Heading("Funded, WTE", "wte", 14),
    Heading("In post, WTE", "wte", 14),
    Heading("Budget for the year", "pounds", 14),
    Heading("Spent to date", "pounds", 14),
)
_SHARED = (
    Heading("Role", "first", 44),
    Heading("WTE", "wte", 14),
    Heading("Employer", "text", 26),
    Heading("Funding", "text", 26),
)
_SESSIONS = (
    Heading("Role", "first", 44),
    Heading("Practice", "text", 26),
    Heading("Sessions a week", "one_place", 14),
)
_SHARES = (
    Heading("Practice", "first", 44),
    Heading("Role", "text", 32),
    Heading("Its share, WTE", "wte", 14),
)
_VOLUMES = (
    Heading("Service", "first", 52),
    Heading("Practices that said", "count", 20),
    Heading("Do it themselves", "count", 20),
    Heading("Shared through a group", "count", 20),
    Heading("Volume in a year", "text", 34),
)


def add_group_staff(page: PcnPage) -> None:
    """Add staff that the PCN pays, from its own list, and what practices say is their share."""
    said = [
        version
        for version in page.pcn.counted
        if version.identity.form_id == AT_SCALE and version.identity.subject_kind in _GROUP_KINDS
    ]
    page.section("Staff paid through the PCN or shared, from its own list")
    if said:
        whose = ", ".join(page.pcn.names.of(version.submission.subject) for version in said)
        page.note(f"From the form of {whose}. They are not in the sums of staff above.")
        _scheme(page, said)
    else:
        title = shipped_form(AT_SCALE).form.title
        page.line(f"The list has not come. Add the form “{title}” of the PCN to show it.")
        page.gap()
    _shares(page)


def _scheme(page: PcnPage, said: list[Version]) -> None:
    tables = (
        ("arrs", "PCN_staff", _SCHEME, ("role", "wte_funded", "wte_in_post", "budget", "spent")),
        ("shared_staff", "Shared_staff", _SHARED, ("role", "wte", "employer", "funded_by")),
        ("arrs_sessions", "Sessions_at_practices", _SESSIONS, ("role", "practice", "sessions")),
    )
    for table, name, headings, columns in tables:
        rows = [
            [_cell(page, version, f"scale.{table}", row, column) for column in columns]
            for version in said
            for row in version.submission.answers.rows(f"scale.{table}")
        ]
        if rows:
            page.table(name, headings, rows)


def _cell(page: PcnPage, version: Version, table: str, row: str, column: str) -> Content:
    value = version.submission.answers.get(table, row, f"{table}.{column}").usable
    if column == "practice":
        return page.pcn.names.labels.get(str(value).strip().upper(), "a practice")
    return _said(page, version, f"{table}.{column}", value)


def _said(page: PcnPage, version: Version, field: str, value: Value | None) -> Content:
    if value is None:
        return _NOT_GIVEN
    return (
        value if isinstance(value, Decimal) else show(value, page.pcn.form(version).fields[field])
    )


def _shares(page: PcnPage) -> None:
    """What practices say the PCN pays for with them: shown, and left out of the sums."""
    rows: _Rows = [list(each) for each in _own_shares(page)]
    if rows:
        page.section("What practices say is their share of those staff")
        page.table("Shares_of_PCN_staff", _SHARES, rows)


def _own_shares(page: PcnPage) -> Iterator[tuple[Content, ...]]:
    for version in page.pcn.counted:
        if version.identity.form_id != STOCKTAKE:
            continue
        answers = version.submission.answers
        for row in answers.rows(_ROLES):
            if answers.get(_ROLES, row, f"{_ROLES}.funded_by").usable in _PCN_PAID:
                yield (
                    page.pcn.names.of(version.submission.subject),
                    _cell(page, version, _ROLES, row, "role"),
                    _cell(page, version, _ROLES, row, "wte"),
                )


def add_rooms(page: PcnPage) -> None:
    """Add rooms and floor area over all sites."""
    rooms = page.pcn.seen.totals.rooms
    page.gap()
    page.section("Rooms, over all sites")
    rows: _Rows = [
        [words, rooms[kind].amount, rooms[kind].practices]
        for kind, words in ROOM_WORDS.items()
        if kind in rooms
    ]
    if rows:
        page.table("Rooms", ROOMS, rows)
    else:
        page.line("No rooms were shared.")


def add_services(book: PcnBook) -> None:
    """Write the Services sheet: volumes, and from five practices what is masked."""
    pcn = book.source
    totals, masked = pcn.seen.totals, pcn.seen.masked
    page = book.page("Services", f"Services beyond essential care - {pcn.seen.pcn_name}")
    page.line(COMPETITION_CAUTION, "strong")
    if not (totals.services or masked.minutes or masked.intentions):
        page.line("No services were shared.")
        page.finish()
        return
    page.note(
        "A service that the practices share is counted once. Minutes are shown as the median and "
        "quartiles, and intentions as counts, only from five practices, and never with names."
    )
    page.gap()
    services = pcn.options(f"{SERVICES}.service", STOCKTAKE)
    rows = sorted(_volumes(page, services), key=lambda row: str(row[0]))
    if rows:
        page.section("Who does them, and how many in a year")
        page.table("Services", _VOLUMES, rows)
    add_minutes(page, masked.minutes, services)
    options = pcn.options(f"{SERVICES}.intent", STOCKTAKE)
    add_intentions(page, masked.intentions, services, options)
    page.finish()


def _volumes(page: PcnPage, services: Mapping[str, str]) -> Iterator[list[Content | Cell]]:
    units = page.pcn.options(f"{SERVICES}.volume_unit", STOCKTAKE)
    for service, counts in page.pcn.seen.totals.services.items():
        yield [
            service_name(services, service),
            sum(counts.provided.values()),
            counts.provided.get("by_us", 0),
            counts.provided.get("by_group", 0),
            volume_in_words(counts, units) or _NOT_GIVEN,
        ]
