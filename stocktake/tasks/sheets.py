"""Lay a submission's answers over its form, with the rate engine behind the services table."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.sheet import Route, Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.rates.line_cost import Line, RateSettings
from stocktake.rates.quick_costs import ADMIN, GP, HCA, NURSE, QuickCosts, quick_line_cost

SERVICES = "services.catalogue"


def sheet_of(submission: Submission, loaded: LoadedForm | None = None) -> Sheet:
    """Make the sheet of a submission.

    Args:
        loaded: the form its answers were given to; None takes the shipped form of its id.
    """
    form = with_own_rows(loaded or shipped_form(submission.form_id), submission.answers)
    engines = {f"{SERVICES}.unit_cost": service_cost} if SERVICES in form.questions else {}
    route = cast(Route, submission.route)
    return Sheet(form, submission.answers, submission.assessed_on, route, engines)


def service_cost(sheet: Sheet, row: str) -> Decimal | None:
    """What one unit of a service costs, in pounds, by the practice's own costs of time.

    None while no minutes are given or a cost it needs is not answered.
    Source: content/stocktake.md A.3.4 and B.2 (ind.unit_cost).
    """
    minutes = {
        role: _number(sheet.value(f"{SERVICES}.{name}", row))
        for role, name in (
            (GP, "gp_min"),
            (NURSE, "nurse_min"),
            (HCA, "hca_min"),
            (ADMIN, "admin_min"),
        )
    }
    given = {role: each for role, each in minutes.items() if each is not None}
    if not given:
        return None
    costs = QuickCosts(
        session_gbp=_number(sheet.value("services.session_cost")),
        nurse_hour_gbp=_number(sheet.value("services.nurse_hour_cost")),
        hca_hour_gbp=_number(sheet.value("services.hca_hour_cost")),
        admin_hour_gbp=_number(sheet.value("services.admin_hour_cost")),
        overhead_pct=_number(sheet.value("services.overhead_pct")),
    )
    supplies = _number(sheet.value(f"{SERVICES}.consumables", row)) or Decimal(0)
    try:
        found = quick_line_cost(
            Line(minutes=given, consumables_gbp=supplies), costs, RateSettings({})
        )
    except StocktakeError:
        # Minutes or supplies below zero: the limits of those cells already say so beside them.
        return None
    return found.cost.cost_gbp if found.cost else None


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
