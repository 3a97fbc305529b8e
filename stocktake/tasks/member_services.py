"""What a practice of a merge says of its rooms and services, from what it let go.

Prices, costs and margins are never merged (content/stocktake.md B.5).
"""

from __future__ import annotations

from decimal import Decimal

from stocktake.merge.exact import plus
from stocktake.merge.member import ServiceLine
from stocktake.questionnaire.sheet import Sheet

ROOMS = ("consult_rooms", "treatment_rooms", "other_clinical", "area_m2")
"""Kinds of room and the floor area, as they are asked for each site."""

MINUTES = ("gp_min", "nurse_min", "hca_min", "admin_min")
"""Kinds of staff whose minutes are asked for each service."""

_PREMISES, _SERVICES = "premises.table", "services.catalogue"


def rooms(sheet: Sheet) -> dict[str, Decimal]:
    """Rooms of each kind over all sites; a kind that no site gives is left out, never 0."""
    found: dict[str, Decimal] = {}
    for row in sheet.rows(_PREMISES):
        for kind in ROOMS:
            value = sheet.value(f"{_PREMISES}.{kind}", row)
            if isinstance(value, Decimal):
                found[kind] = plus(found[kind], value) if kind in found else value
    return found


def services(sheet: Sheet) -> tuple[ServiceLine, ...] | None:
    """The services of which it is said who provides them; None when none is."""
    lines = []
    for row in sheet.rows(_SERVICES):
        provided = sheet.value(f"{_SERVICES}.provided", row)
        volume = sheet.value(f"{_SERVICES}.volume", row)
        if provided is not None:
            lines.append(
                ServiceLine(
                    _service(sheet, row),
                    str(provided),
                    str(sheet.value(f"{_SERVICES}.volume_unit", row) or ""),
                    volume if isinstance(volume, Decimal) else None,
                )
            )
    return tuple(lines) or None


def minutes(sheet: Sheet) -> dict[str, Decimal]:
    """Minutes a unit of each service takes, by service and kind of staff: "ecg/nurse_min".

    Of a service counted in another unit than it usually is, none: minutes of a visit and of a
    patient's whole year are never put together (content/expectations.md G7 rule 4).
    """
    found: dict[str, Decimal] = {}
    for row in sheet.rows(_SERVICES):
        service = _service(sheet, row) if _has_usual_unit(sheet, row) else ""
        for kind in MINUTES:
            value = sheet.value(f"{_SERVICES}.{kind}", row)
            if service and isinstance(value, Decimal):
                found.setdefault(f"{service}/{kind}", value)
    return found


def intentions(sheet: Sheet) -> dict[str, str]:
    """What the practice intends for each service, where it ticked that this may go.

    Of services of the practice's own, none: those of five practices are five different ones.
    """
    found: dict[str, str] = {}
    for row in sheet.rows(_SERVICES):
        service, intent = _service(sheet, row), sheet.value(f"{_SERVICES}.intent", row)
        if service and intent is not None:
            found.setdefault(service, str(intent))
    return found


def _has_usual_unit(sheet: Sheet, row: str) -> bool:
    name = f"{_SERVICES}.volume_unit"
    said = sheet.value(name, row)
    usual = sheet.default_of(sheet.loaded.fields[name], row)
    return said is None or usual is None or said == usual


def _service(sheet: Sheet, row: str) -> str:
    """A service of the catalogue; blank for one of the practice's own, which is nobody else's."""
    said = str(sheet.value(f"{_SERVICES}.service", row) or row)
    known = {choice.code for choice in sheet.loaded.fields[f"{_SERVICES}.service"].choice}
    return said if said in known and said != "other" else ""
