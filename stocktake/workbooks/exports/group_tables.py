"""Tables that the workbooks of a PCN and of an area share: headings, words and services.

Minutes and intentions come here as they may be shown; nothing is held or let go in this file.
Source: content/expectations.md G6.
"""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.merge.counts import ServiceCounts
from stocktake.merge.stats import Quartiles
from stocktake.merge.words import plain_number
from stocktake.workbooks.exports.group_page import GroupPage
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_words import HELD, sentence

SERVICES = "services.catalogue"
FUNDINGS = {
    "funded": "Funded",
    "part": "Part funded",
    "unfunded": "Not funded",
    "unknown": "Not known",
}
ROOM_WORDS = {
    "consult_rooms": "Consulting rooms",
    "treatment_rooms": "Treatment rooms",
    "other_clinical": "Other rooms usable for patients",
    "area_m2": "Internal floor area, square metres",
}
ROOMS = (
    Heading("Rooms", "first", 44),
    Heading("In all", "count", 14),
    Heading("Practices that said", "count", 14),
)
NOT_COSTED = "–"
"""Stands where no amount was given, which is not nought."""

_STAFF_MINUTES = {
    "gp_min": "GP",
    "nurse_min": "Nurse",
    "hca_min": "HCA or phlebotomist",
    "admin_min": "Administration",
}
_MINUTES = (
    Heading("Service", "first", 52),
    *(Heading(words, "text", 20) for words in _STAFF_MINUTES.values()),
)
_INTENTIONS = (Heading("Service", "first", 52), Heading("Practices that said", "count", 20))
_ITS_OWN = "A service of its own"


def service_name(services: Mapping[str, str], code: str) -> str:
    """What a service is called; one that a practice added has no name that may be told."""
    return services.get(code, _ITS_OWN)


def volume_in_words(counts: ServiceCounts, units: Mapping[str, str]) -> str:
    """How much of a service is done in a year: "476 tests; 20 patients"; blank if nobody said."""
    return "; ".join(
        f"{plain_number(amount)} {units.get(unit, '').lower()}".strip()
        for unit, amount in sorted(counts.volumes.items())
    )


def add_minutes(
    page: GroupPage, minutes: Mapping[str, Quartiles | str], services: Mapping[str, str]
) -> None:
    """Add a row for each service with the minutes of each kind of staff, where there are any.

    Args:
        page: where they go.
        minutes: quartiles or why they are held, by "service/kind of staff".
        services: what services are called, by code.
    """
    if not minutes:
        return
    rows: dict[str, dict[str, str]] = {}
    for line, found in minutes.items():
        code, _, kind = line.partition("/")
        rows.setdefault(code, {})[kind] = minutes_in_words(found)
    page.section("Minutes a unit takes")
    page.note(
        "The median, and in brackets the middle half of the practices. A blank is a kind of staff "
        "for which nobody gave minutes."
    )
    table: list[list[Content | Cell]] = [
        [name, *(rows[code].get(kind, "") for kind in _STAFF_MINUTES)]
        for name, code in _in_order(rows, services)
    ]
    page.table("Minutes", _MINUTES, table)


def add_intentions(
    page: GroupPage,
    intentions: Mapping[str, Mapping[str, int] | str],
    services: Mapping[str, str],
    options: Mapping[str, str],
) -> None:
    """Add what practices intend for each service, where any of them said.

    Args:
        page: where it goes.
        intentions: counts by option or why they are held, by code of the service.
        services: what services are called, by code.
        options: what the options are called, by code.
    """
    if not intentions:
        return
    said = [each for each in intentions.values() if not isinstance(each, str)]
    known = {**options, **{code: "Other" for each in said for code in each if code not in options}}
    page.section("What practices intend for their services")
    rows: list[list[Content | Cell]] = []
    for name, code in _in_order(intentions, services):
        counts = intentions[code]
        if isinstance(counts, str):
            rows.append([name, counts, *(HELD for _ in known)])
        else:
            each = (counts.get(option, 0) for option in known)
            rows.append([name, sum(counts.values()), *each])
    headings = (*_INTENTIONS, *(Heading(label, "count", 20) for label in known.values()))
    page.table("Intentions", headings, rows)


def _in_order(codes: Mapping[str, object], services: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((service_name(services, code), code) for code in codes)


def minutes_in_words(minutes: Quartiles | str) -> str:
    """Median and quartiles; the lowest and the highest are never given."""
    if isinstance(minutes, str):
        return minutes
    return f"{plain_number(minutes.median)} ({minutes.lower} to {minutes.upper})"


def counts_in_words(counts: object, labels: Mapping[str, str]) -> str:
    """Counts at each option, or the words that they are held."""
    if not isinstance(counts, dict):
        return sentence(str(counts))
    return "; ".join(f"{labels.get(code, 'Other')}: {count}" for code, count in counts.items())
