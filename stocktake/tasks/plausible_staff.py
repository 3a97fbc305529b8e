"""Make up the staff table of a practice, the people who may leave, and what follows from them."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from stocktake.questionnaire.answers import Value
from stocktake.tasks.plausible_data import PlausibleData, StaffRule
from stocktake.tasks.plausible_filling import Filling
from stocktake.units import round_half_up

ROLES = "workforce.roles"
LEAVING = "workforce.leaving"

_FEWEST_SHOWN = 5
"""A staff group smaller than this is not asked about leaving. Source: stocktake.md A.3.3, WP."""

_GROUPS = {"gps": ("GP_FQ",), "clinicians": ("NUR", "DPC"), "management": ("ADM",)}


def fill_staff(filling: Filling, data: PlausibleData) -> None:
    """Fill the staff table; where rows of it were said, those rows and no others."""
    filling.begin("staff")
    said = filling.said_rows(ROLES)
    for rule in data.staff:
        filling.begin(f"staff/{rule.role}")
        is_there = filling.chance(rule.often)
        if rule.only_if and filling.word(rule.only_if) != "yes":
            is_there = False
        if rule.role in said or (is_there and not said):
            _role(filling, rule)
    _add_up(filling)


def _role(filling: Filling, rule: StaffRule) -> None:
    usual = filling.between(*rule.wte, places=2) * filling.profile.list_size / 10000
    more = filling.between(Decimal("-0.3"), Decimal("0.6"), 1)
    is_vacant, asks_need = filling.chance(14), rule.paid_by == "practice" and filling.chance(75)
    vacancy = filling.between(Decimal("0.2"), Decimal("0.8"), 1)
    filling.put_row(ROLES, rule.role, {"wte": max(rule.at_least, round_half_up(usual, 1))})
    wte = _number(filling, rule.role, "wte")
    if is_vacant:
        filling.put_row(ROLES, rule.role, {"vacancy_wte": min(vacancy, wte)})
    more = _number(filling, rule.role, "vacancy_wte") or more
    need = wte + (more if rule.shares else max(Decimal(0), more))
    cells: dict[str, Value | int | None] = {
        "headcount": max(1, int((wte * rule.people).to_integral_value(ROUND_CEILING))),
        "need_wte": max(Decimal(0), need) if asks_need else None,
        "could_share_wte": min(wte, max(Decimal(0), wte - need)) if asks_need else None,
        "sessions_week": round_half_up(wte * rule.sessions, 1) if rule.sessions else None,
        "funded_by": rule.paid_by,
        "employer": rule.employer,
    }
    filling.put_row(ROLES, rule.role, cells)


def _number(filling: Filling, row: str, column: str) -> Decimal:
    value = filling.cell(ROLES, row, column)
    return value if isinstance(value, Decimal) else Decimal(0)


def _add_up(filling: Filling) -> None:
    """Sum the staff table for what is worked out from it."""
    role = next(c for c in filling.loaded.questions[ROLES].columns if c.id == f"{ROLES}.role")
    group_of = {choice.code: choice.extra.get("group", "") for choice in role.choice}
    rows = filling.answers.rows(ROLES)

    def total(column: str, *groups: str) -> Decimal:
        inside = (row for row in rows if not groups or group_of.get(row) in groups)
        return sum((_number(filling, row, column) for row in inside), Decimal(0))

    filling.totals = {
        "@headcount": total("headcount"),
        "@wte": total("wte"),
        "@gp_headcount": total("headcount", "GP_FQ"),
        "@gp_wte": total("wte", "GP_FQ"),
        "@gp_sessions": total("sessions_week", "GP_FQ"),
        "@partners": _number(filling, "gp_partner", "headcount"),
        **{f"@{name}": total("headcount", *groups) for name, groups in _GROUPS.items()},
    }


def fill_leaving(filling: Filling, data: PlausibleData) -> None:
    """Say how many people of each staff group may go, where the group is large enough."""
    shares = data.leaving
    for group in _GROUPS:
        filling.begin(f"leaving/{group}")
        people = filling.totals[f"@{group}"]
        aged = round_half_up(people * filling.between(*shares.aged_55, places=2))
        later = round_half_up(people * filling.between(*shares.leave_5y, places=2))
        sooner = round_half_up(later * filling.between(*shares.leave_12m_of_leave_5y, places=2))
        fewer = round_half_up(people * filling.between(*shares.reduce_hours, places=2))
        if people >= _FEWEST_SHOWN and filling.word("workforce.intent_method") != "not_asked":
            cells: dict[str, Value | int | None] = {
                "aged_55": aged,
                "leave_12m": sooner,
                "leave_5y": later,
                "reduce_hours": min(fewer, people - sooner),
            }
            filling.put_row(LEAVING, group, cells)
