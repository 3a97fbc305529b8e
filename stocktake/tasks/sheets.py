"""Lay a submission's answers over its form, with the rate engine behind the services table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import cast

from stocktake.errors import StocktakeError
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.sheet import Route, Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.rates.line_cost import RateSettings
from stocktake.rates.quick_costs import filled_from, quick_line_cost
from stocktake.tasks.rate_card_text import CardBasis
from stocktake.tasks.rate_services import SERVICES, asked_line, code_of, quick_costs

CardNow = Callable[[], CardBasis | None]
"""Gives what the practice's rate card holds now; None while there is none."""


def sheet_of(
    submission: Submission, loaded: LoadedForm | None = None, card: CardNow | None = None
) -> Sheet:
    """Make the sheet of a submission.

    Args:
        submission: whose answers.
        loaded: the form its answers were given to; None takes the shipped form of its id.
        card: the practice's rate card, for what the services table does not ask.
    """
    form = with_own_rows(loaded or shipped_form(submission.form_id), submission.answers)
    price = partial(service_cost, card=card)
    engines = {f"{SERVICES}.unit_cost": price} if SERVICES in form.questions else {}
    route = cast(Route, submission.route)
    return Sheet(form, submission.answers, submission.assessed_on, route, engines)


def service_cost(sheet: Sheet, row: str, card: CardNow | None = None) -> Decimal | None:
    """What one unit of a service costs, in pounds, by the practice's own costs of time.

    Room, equipment and whatever else the table does not ask come from the service's line on the
    practice's rate card, and so does an hour or an overhead that is the card's own, so that table
    and card have one cost.
    None while no minutes are given or a cost it needs is not answered.
    Source: content/stocktake.md A.3.4 and B.2 (ind.unit_cost).
    """
    now = card() if card else None
    settings = now.settings if now else RateSettings({})
    # A service that the table names twice is known to the card by its row.
    beside = now.works.get(row, now.works.get(code_of(sheet, row))) if now else None
    asked = asked_line(sheet, row, beside)
    if asked is None:
        return None
    costs = quick_costs(sheet)
    if now and now.overhead_pct is not None:
        costs = replace(costs, overhead_pct=now.overhead_pct)
    try:
        line = filled_from(asked, beside)
        found = quick_line_cost(line, costs, settings, now.hours if now else None)
    except StocktakeError:
        # Minutes or supplies below zero: the limits of those cells already say so beside them.
        return None
    return found.cost.cost_gbp if found.cost else None
