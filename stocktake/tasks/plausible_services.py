"""Make up what a practice provides: the services table, and the buildings it works in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.tasks.plausible_data import Intents, PlausibleData, Premises, ServiceRule
from stocktake.tasks.plausible_filling import Filling
from stocktake.units import round_half_up

SERVICES = "services.catalogue"
PREMISES = "premises.table"

_NOT_COUNTED_OFTEN = 4
"""How often, of a hundred, a service is done but nobody counts it."""

_DAYS_A_YEAR = 365


def fill_services(filling: Filling, data: PlausibleData) -> None:
    """Fill the services table."""
    key = next(c for c in filling.loaded.questions[SERVICES].columns if c.id.endswith(".service"))
    extras = {choice.code: choice.extra for choice in key.choice}
    for rule in data.service:
        filling.begin(f"services/{rule.code}")
        if rule.only_if and filling.word(rule.only_if) != "yes":
            continue
        provided = "by_us" if filling.chance(rule.often) else filling.one(rule.other)
        extra = extras[rule.code]
        begun: dict[str, Value | int | None] = {
            "class": extra["class"],
            "volume_unit": extra["unit"],
            "provided": provided,
        }
        filling.put_row(SERVICES, rule.code, begun)
        if filling.cell(SERVICES, rule.code, "provided") == "by_us":
            _own_service(filling, rule, data.intents)


def _own_service(filling: Filling, rule: ServiceRule, intents: Intents) -> None:
    funded = filling.one(rule.funded)
    units = filling.between(*rule.units, places=2) * filling.profile.list_size / 1000
    volume = max(Decimal(1), round_half_up(units))
    is_priced = rule.price is not None and funded in ("fully", "partly")
    price = filling.between(*rule.price, places=2) if rule.price and is_priced else None
    is_counted = not filling.chance(_NOT_COUNTED_OFTEN)
    may_grow = filling.chance(25) and funded != "in_core"
    cells: dict[str, Value | int | None] = {
        "volume": volume if is_counted else None,
        "funded": funded,
        "price": price,
        "income": round_half_up(volume * price) if price is not None and is_counted else None,
        "commissioner": ("nobody" if funded == "not_funded" else rule.payer) or None,
        "gp_min": rule.gp,
        "nurse_min": rule.nurse,
        "hca_min": rule.hca,
        "admin_min": rule.admin,
        "consumables": rule.supplies,
        "locally_core": "yes" if funded == "not_funded" and filling.chance(60) else None,
        "intent": filling.one(intents.by_funding[funded]),
        "extra_capacity": round_half_up(volume / 4) if may_grow else None,
        "needs": filling.some(intents.needs, 1, 3) if may_grow else (),
        "risk_if_stopped": filling.one(intents.if_stopped) if filling.chance(60) else None,
    }
    filling.put_row(SERVICES, rule.code, cells)


def fill_premises(filling: Filling, data: PlausibleData) -> None:
    """Fill the premises table: a main site, and branches where the list is large."""
    words = data.premises
    filling.begin("premises")
    branches = min(filling.profile.list_size // words.patients_per_site, len(words.names) - 1)
    branches += filling.chance(20) and branches < len(words.names) - 1
    if not filling.said_rows(PREMISES):
        share = filling.between(*words.branch_share, places=2) if branches else Decimal(0)
        for place in range(branches + 1):
            part = 1 - share if place == 0 else share / branches
            _site(filling, words, place, part)
    filling.put("profile.sites", len(filling.answers.rows(PREMISES)))


def _site(filling: Filling, words: Premises, place: int, part: Decimal) -> None:
    patients = filling.profile.list_size * part / 1000
    consulting = max(Decimal(2), round_half_up(patients * filling.between(*words.consult_rooms, 2)))
    treatment = max(
        Decimal(1), round_half_up(patients * filling.between(*words.treatment_rooms, 2))
    )
    other = round_half_up(patients * filling.between(*words.other_clinical, 2))
    rooms = consulting + treatment + other
    tenure = filling.one(words.tenures)
    today = filling.profile.today
    lease = today + timedelta(_DAYS_A_YEAR * filling.whole(*words.lease_years))
    is_surveyed = filling.chance(65)
    cells: dict[str, Value | int | None] = {
        "site": words.names[place],
        "kind": "branch" if place else "main",
        "tenure": tenure,
        "lease_end": lease.replace(day=1) if tenure.startswith("lease") else None,
        "area_m2": round_half_up(rooms * filling.between(*words.area_per_room)),
        "consult_rooms": consulting,
        "treatment_rooms": treatment,
        "other_clinical": other,
        "sessions_open": rooms * 10,
        "sessions_used": round_half_up(rooms * 10 * filling.between(*words.used, places=2)),
        "step_free": filling.one(words.step_free),
        "backlog": filling.between(*words.backlog, places=-3),
        "expand": filling.one(words.expand),
        "plan": filling.one(words.plans[str(filling.level("premises.m_plan"))]),
    }
    row = filling.new_row()
    filling.put_row(PREMISES, row, cells)
    if is_surveyed:
        _survey(filling, words, row)


def _survey(filling: Filling, words: Premises, row: str) -> None:
    days = _DAYS_A_YEAR * filling.whole(*words.survey_years)
    grades = words.grades[str(filling.level("premises.m_condition"))]
    cells: dict[str, Value | int | None] = {
        "survey_date": filling.profile.today - timedelta(days),
        **{name: filling.one(grades) for name in ("condition", "function", "ambience")},
        "statutory": filling.one(grades),
        "environment": filling.one(grades),
        "space_use": filling.one(words.space),
    }
    filling.put_row(PREMISES, row, cells)
