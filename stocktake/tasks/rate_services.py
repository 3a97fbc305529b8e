"""The services table as a rate card reads it: work beyond the core contract, and its own costs.

A line that comes from here costs on the card what the services table says it costs.
Source: content/stocktake.md A.3.4; content/expectations.md C3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

import msgspec

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.sheet import Sheet
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard, with_setting
from stocktake.rates.line_cost import NOTHING, Line
from stocktake.rates.margins import Margins, Work, margins
from stocktake.rates.pricing import price_card
from stocktake.rates.quick_costs import ADMIN, GP, HCA, NURSE, QuickCosts
from stocktake.rates.rate_settings import RoleStart, shipped_rate_settings
from stocktake.rates.role_cost import Pay, on_costs, role_cost

SERVICES = "services.catalogue"
SOURCE = "Services page of your stocktake"
"""Said as the source of a figure that came from there."""
MADE_UP = "Made-up figure of the sample card: replace it with your own"
"""Said as the source of every hour of the sample card."""

MINUTES: Mapping[str, str] = MappingProxyType(
    {
        GP: f"{SERVICES}.gp_min",
        NURSE: f"{SERVICES}.nurse_min",
        HCA: f"{SERVICES}.hca_min",
        ADMIN: f"{SERVICES}.admin_min",
    }
)
"""The column of minutes of each role that the services table asks for."""

_CORE = ("essential", "core_additional")
_ELSEWHERE = ("by_other", "not_provided", "stopped")


@dataclass(frozen=True, slots=True)
class Service:
    """One row of the services table.

    Attributes:
        row: its id in the table.
        code: the service's code, by which a card knows it; the row's id for one of their own, and
            for one that an earlier row names already.
        minutes: of the roles that were answered.
        volume, paid_gbp: None is not answered; an unpaid service is paid 0.
        cost_gbp: cost of one unit as the table shows it.
    """

    row: str
    code: str
    name: str
    unit: str
    minutes: Mapping[str, Decimal]
    consumables_gbp: Decimal | None
    volume: Decimal | None
    paid_gbp: Decimal | None
    cost_gbp: Decimal | None


def services(sheet: Sheet) -> tuple[Service, ...]:
    """The services the practice provides beyond the core contract, in the order of the table.

    A service that is named twice is two services; the later one is known by its row.
    """
    found: dict[str, Service] = {}
    for row in sheet.rows(SERVICES):
        if _is_beyond_core(sheet, row):
            service = _service(sheet, row)
            code = service.code if service.code not in found else row
            found[code] = replace(service, code=code)
    return tuple(found.values())


def quick_costs(sheet: Sheet) -> QuickCosts:
    """The practice's own four costs of time and its overhead, as answered."""
    return QuickCosts(
        session_gbp=_number(sheet.value("services.session_cost")),
        nurse_hour_gbp=_number(sheet.value("services.nurse_hour_cost")),
        hca_hour_gbp=_number(sheet.value("services.hca_hour_cost")),
        admin_hour_gbp=_number(sheet.value("services.admin_hour_cost")),
        overhead_pct=_number(sheet.value("services.overhead_pct")),
    )


def asked_line(sheet: Sheet, row: str, card_line: Line | None = None) -> Line | None:
    """What the table says one unit of a service takes; None while no minutes are given.

    Args:
        sheet: of the stocktake.
        row: of the services table.
        card_line: of the same service, whose supplies stand where the table leaves them blank.
    """
    asked = {role: _number(sheet.value(name, row)) for role, name in MINUTES.items()}
    given = {role: each for role, each in asked.items() if each is not None}
    if not given:
        return None
    supplies = _number(sheet.value(f"{SERVICES}.consumables", row))
    if supplies is None:
        supplies = card_line.consumables_gbp if card_line else NOTHING
    return Line(minutes=given, consumables_gbp=supplies)


def code_of(sheet: Sheet, row: str) -> str:
    """The code by which a card knows the service of a row."""
    code = sheet.value(f"{SERVICES}.service", row)
    return str(code) if code and code != "other" else row


def filled_card(card: RateCard, sheet: Sheet) -> RateCard:
    """Bring a card up to date with the services table.

    Minutes, supplies and volumes of its services, the costs of time from payroll and the overhead
    come from the table; everything that only the card knows stays, and so does a role's cost that
    is the card's own. Services that are not on the card are added at its foot.
    """
    with_roles = card if card.mode == "reference" else _with_costs(card, sheet)
    lines = list(with_roles.lines)
    places = {line.service: at for at, line in enumerate(lines) if line.service}
    taken = {line.id for line in lines}
    for service in services(sheet):
        if service.code in places:
            at = places[service.code]
            lines[at] = _brought_up(lines[at], service)
        else:
            lines.append(_line(service, taken))
    return msgspec.structs.replace(with_roles, lines=tuple(lines))


def has_own_hour(role: CardRole) -> bool:
    """Whether a role's cost is the card's own: neither from the stocktake nor made up."""
    return not role.source.startswith((SOURCE, MADE_UP))


def own_overhead_pct(card: RateCard) -> Decimal | None:
    """The card's own overhead, 15 for 15%; None where it is the stocktake's or the starting one."""
    own = next((each for each in card.settings if each.id == "overhead"), None)
    start = shipped_rate_settings().setting("overhead")
    if own is None or own.source.startswith(SOURCE):
        return None
    # A blank on the page takes the starting figure back, as it stands in the catalogue.
    is_start = (own.value, own.source) == (start.value, start.source)
    return None if is_start else own.value * 100


def differing(card: RateCard, sheet: Sheet) -> tuple[str, ...]:
    """Names of lines whose minutes, supplies or volume the services table has otherwise."""
    known = {service.code: service for service in services(sheet)}
    return tuple(
        line.name
        for line in card.lines
        if line.service in known and _brought_up(line, known[line.service]) != line
    )


def differing_costs(card: RateCard, sheet: Sheet) -> tuple[str, ...]:
    """Names of costs of time, and the overhead, that the services table has otherwise by now.

    A figure that is the card's own is not asked about.
    """
    if card.mode == "reference":
        return ()
    now = _with_costs(card, sheet)
    before = {role.id: (role.cost_gbp, role.hours) for role in card.roles}
    names = [
        role.label
        for role in now.roles
        if role.id in before and before[role.id] != (role.cost_gbp, role.hours)
    ]
    if now.value("overhead") != card.value("overhead"):
        names.append(shipped_rate_settings().setting("overhead").label)
    return tuple(names)


def margins_of(sheet: Sheet, card: RateCard | None) -> Margins:
    """What each service is paid, costs and leaves, all together.

    The cost is the one the services table shows; where it shows none, that of the card's line.
    """
    costs = _card_costs(card) if card else {}
    return margins(
        Work(
            id=service.row,
            name=service.name,
            cost_gbp=costs.get(service.code) if service.cost_gbp is None else service.cost_gbp,
            paid_gbp=service.paid_gbp,
            volume=service.volume,
        )
        for service in services(sheet)
    )


def _card_costs(card: RateCard) -> dict[str, Decimal]:
    """Costs by service of the lines that can be priced."""
    return {
        priced.line.service: priced.cost.cost_gbp
        for priced in price_card(card).lines
        if priced.line.service and priced.cost and not priced.line.lacks_minutes
    }


def _is_beyond_core(sheet: Sheet, row: str) -> bool:
    said = {
        name: sheet.value(f"{SERVICES}.{name}", row) for name in ("class", "funded", "provided")
    }
    if said["class"] is None:
        column = sheet.loaded.fields[f"{SERVICES}.class"]
        said["class"] = sheet.default_of(column, row)
    is_core = said["class"] in _CORE or said["funded"] == "in_core"
    return not is_core and said["provided"] not in _ELSEWHERE


def _service(sheet: Sheet, row: str) -> Service:
    asked = asked_line(sheet, row)
    volume = _number(sheet.value(f"{SERVICES}.volume", row))
    return Service(
        row=row,
        code=code_of(sheet, row),
        name=_name(sheet, row),
        unit=_unit(sheet, row),
        minutes=asked.minutes if asked else {},
        consumables_gbp=_number(sheet.value(f"{SERVICES}.consumables", row)),
        volume=volume,
        paid_gbp=_paid(sheet, row, volume),
        cost_gbp=_number(sheet.value(f"{SERVICES}.unit_cost", row)),
    )


def _name(sheet: Sheet, row: str) -> str:
    own = sheet.value(f"{SERVICES}.other_name", row)
    code = code_of(sheet, row)
    return str(own) if own else _label(sheet, f"{SERVICES}.service", code) or "Other service"


def _unit(sheet: Sheet, row: str) -> str:
    name = f"{SERVICES}.volume_unit"
    code = sheet.value(name, row) or sheet.default_of(sheet.loaded.fields[name], row)
    return _label(sheet, name, str(code or "")).lower().removesuffix("s") or "unit"


def _label(sheet: Sheet, name: str, code: str) -> str:
    return next((c.label for c in sheet.loaded.fields[name].choice if c.code == code), "")


def _paid(sheet: Sheet, row: str, volume: Decimal | None) -> Decimal | None:
    """The price of a unit: as said, nothing where it is not paid, or from the year's income."""
    price = _number(sheet.value(f"{SERVICES}.price", row))
    if price is not None:
        return price
    if sheet.value(f"{SERVICES}.funded", row) == "not_funded":
        return NOTHING
    income = _number(sheet.value(f"{SERVICES}.income", row))
    return income / volume if income is not None and volume else None


def _brought_up(line: CardLine, service: Service) -> CardLine:
    work = line.work or Line(minutes={})
    minutes = {**work.minutes, **service.minutes}
    supplies = work.consumables_gbp if service.consumables_gbp is None else service.consumables_gbp
    changed = msgspec.structs.replace(
        work,
        minutes={role: each for role, each in minutes.items() if each or role in work.minutes},
        consumables_gbp=supplies,
        yearly_volume=work.yearly_volume if service.volume is None else service.volume,
    )
    return msgspec.structs.replace(line, work=changed)


def _line(service: Service, taken: set[str]) -> CardLine:
    name = service.code if service.code not in taken else f"{service.code}_{service.row}"
    fresh = CardLine(id=name, name=service.name, unit=service.unit, service=service.code)
    return _brought_up(fresh, service)


def _with_costs(card: RateCard, sheet: Sheet) -> RateCard:
    """Put in the costs of time from payroll, and the overhead that was answered."""
    costs = quick_costs(sheet)
    paid = costs.paid_hours()
    kept = {role.id: role for role in card.roles}
    for start in shipped_rate_settings().roles:
        role = kept.get(start.id)
        if start.id in paid and (role is None or not has_own_hour(role)):
            fresh = _paid_role(start, paid[start.id], card, sheet)
            count = role.staff_count if role else 0
            kept[start.id] = msgspec.structs.replace(fresh, staff_count=count)
    filled = msgspec.structs.replace(card, roles=tuple(kept.values()))
    if costs.overhead_pct is None or own_overhead_pct(card) is not None:
        return filled
    return with_setting(
        filled,
        CardSetting(
            id="overhead",
            value=costs.overhead_pct / 100,
            source=SOURCE,
            checked_on=sheet.today,
        ),
    )


def _paid_role(start: RoleStart, hour_gbp: Decimal, card: RateCard, sheet: Sheet) -> CardRole:
    nothing_paid = pay_from(start, NOTHING)
    return CardRole(
        id=start.id,
        label=start.label,
        basis="paid_hour",
        cost_gbp=hour_gbp,
        hours=start.bookable_share,
        bookable_hours_a_year=role_cost(nothing_paid, on_costs(card.value)).bookable_hours,
        source=SOURCE,
        checked_on=sheet.today,
    )


def pay_from(start: RoleStart, yearly_gbp: Decimal) -> Pay:
    """Pay of a role with the days away and the bookable share that it starts from."""
    return Pay(
        yearly_gbp=yearly_gbp,
        leave_days=start.leave_days,
        bank_holiday_days=start.bank_holiday_days,
        sickness_days=start.sickness_days,
        training_days=start.training_days,
        bookable_share=start.bookable_share,
    )


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
