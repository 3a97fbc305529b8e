"""The lines of a practice's rate card on their way to its PCN.

They travel as a form of their own beside the stocktake, made afresh from the card at each export:
minutes by line for the PCN's quartiles, and a year's costs for a pooled-cost card. Each leaves only
where it is ticked. What stands on published references, on made-up hours of the sample card, or has
no yearly volume, is no cost of the practice and stays out.
Source: content/expectations.md C1, G6 and G7; content/stocktake.md B.1 rule 9.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from stocktake.merge.card_returns import COSTS, MINUTES, ROLES
from stocktake.questionnaire.answers import Address, Answers, Value, answered
from stocktake.questionnaire.form_ids import CARD_LINES, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.rates.card import CardLine, RateCard
from stocktake.rates.line_cost import LineCost, published
from stocktake.rates.pooled_cost import PARTS
from stocktake.rates.pricing import PricedLine, price_card
from stocktake.tasks.rate_services import MADE_UP, SERVICES
from stocktake.tasks.sheets import sheet_of

_ROW_LENGTH = 8
_ID_LENGTH = 32


def lines_return(stocktake: Submission, card: RateCard | None) -> tuple[Submission, Sheet] | None:
    """Make the submission of a card's lines, beside the stocktake it leaves with.

    It has no place in the workspace: the card has one, and this follows from it.

    Args:
        stocktake: the practice's, from which it takes whose it is, the round and the revision.
        card: the working card; None before it is begun.
    """
    answers = lines_answers(card) if card else Answers()
    if not answers.tables:
        return None
    form = shipped_form(CARD_LINES)
    made = hashlib.sha256(f"{stocktake.return_id}/{CARD_LINES}".encode()).hexdigest()
    submission = replace(
        stocktake,
        form_id=CARD_LINES,
        form_version=form.form.version,
        form_hash=form.hash,
        return_id=made[:_ID_LENGTH],
        route="core",
        answers=answers,
        signed=None,
    )
    return submission, sheet_of(submission, form)


def lines_answers(card: RateCard) -> Answers:
    """Lay a card's lines out in the two tables of their form."""
    answers = Answers()
    for line in card.lines:
        _put(answers, MINUTES, line, _minutes(line))
    for priced in _own_costs(card):
        _put(answers, COSTS, priced.line, _costs(card, priced))
    return answers


def _put(answers: Answers, table: str, line: CardLine, cells: dict[str, Value]) -> None:
    """Add a row with what names the line; one with nothing else to tell is left out."""
    if not cells or not line.name.strip() or not line.unit.strip():
        return
    row = hashlib.sha256(line.id.encode()).hexdigest()[:_ROW_LENGTH]
    named: dict[str, Value] = {"line": line.name.strip()}
    if service := _service(line.service):
        named["service"] = service
    named["unit"] = line.unit.strip()
    for name, value in {**named, **cells}.items():
        answers[Address(table, row, f"{table}.{name}")] = answered(value)


def _service(code: str) -> str:
    """What the stocktake calls a service; blank for one of the practice's own."""
    choices = shipped_form(STOCKTAKE).fields[f"{SERVICES}.service"].choice
    return next((each.label for each in choices if each.code == code and code != "other"), "")


def _minutes(line: CardLine) -> dict[str, Value]:
    said = line.work.minutes if line.work else {}
    return {role: said[role] for role in ROLES if said.get(role)}


def _own_costs(card: RateCard) -> Iterator[PricedLine]:
    """The lines whose cost is the practice's own and that are done in a year."""
    if card.mode != "own_costs" or card.is_pooled:
        return
    made_up = {role.id for role in card.roles if role.source == MADE_UP}
    for priced in price_card(card).lines:
        work = priced.line.work
        if work is None or priced.cost is None or work.yearly_volume <= 0:
            continue
        used = {role for role, minutes in work.minutes.items() if minutes}
        if used and not used & made_up:
            yield priced


def _costs(card: RateCard, priced: PricedLine) -> dict[str, Value]:
    work, cost = priced.line.work, priced.cost
    if work is None or cost is None:
        return {}
    found: dict[str, Value] = {"base_year": card.base_year, "volume": work.yearly_volume}
    return found | {name: _year(cost, name, work.yearly_volume) for name in PARTS}


def _year(cost: LineCost, part: str, volume: Decimal) -> Decimal:
    """A year's pounds of one part, to the penny."""
    numerator, denominator = volume.as_integer_ratio()
    return published(getattr(cost, part) * numerator / denominator)
