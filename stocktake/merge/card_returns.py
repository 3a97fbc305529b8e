"""The rate-card lines that practices sent with their workbooks, read from what came.

Whatever was edited on the way is looked at again: a row that does not say all of a year's cost, or
says less than nothing, is no cost at all.
Source: content/expectations.md G6 and G7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from stocktake.merge.card_lines import (
    CardLines,
    CardPool,
    CostTold,
    LineName,
    MinutesTold,
    pool_of,
)
from stocktake.merge.collection import Collection
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.form_ids import CARD_LINES
from stocktake.questionnaire.submission import Submission
from stocktake.rates.pooled_cost import PARTS

MINUTES, COSTS = "rate_card.minutes", "rate_card.costs"
"""The two tables of their form; each leaves by a tick of its own."""

ROLES = ("gp", "nurse", "hca", "admin", "pharmacist")
"""The roles whose minutes can be put together, in the order they are shown in."""


def pool_in(collection: Collection, round_label: str) -> CardPool:
    """Put together the lines of the practices that are counted in a round."""
    counted = (version.submission for version in collection.counted(round_label))
    return pool_of(lines_in(counted), round_label)


def lines_in(submissions: Iterable[Submission]) -> Iterator[CardLines]:
    """What each practice shared of its rate card; other returns are passed over."""
    for submission in submissions:
        if submission.form_id == CARD_LINES and submission.subject.kind == "practice":
            said = submission.answers
            yield CardLines(
                submission.subject.code,
                tuple(_minutes_told(said)),
                tuple(_costs_told(said)),
            )


def _minutes_told(answers: Answers) -> Iterator[MinutesTold]:
    for row in answers.rows(MINUTES):
        line = _line(answers, MINUTES, row)
        said = {role: _number(answers, MINUTES, row, role) for role in ROLES}
        told = {role: minutes for role, minutes in said.items() if minutes is not None}
        if line is not None and told:
            yield MinutesTold(line, told)


def _costs_told(answers: Answers) -> Iterator[CostTold]:
    """Rows that say all of a year; one with a part missing would make the pool too cheap."""
    for row in answers.rows(COSTS):
        line = _line(answers, COSTS, row)
        volume = _number(answers, COSTS, row, "volume")
        said = {name: _number(answers, COSTS, row, name) for name in PARTS}
        parts = {name: pounds for name, pounds in said.items() if pounds is not None}
        if line is not None and volume and len(parts) == len(PARTS):
            yield CostTold(line, _text(answers, COSTS, row, "base_year"), volume, parts)


def _line(answers: Answers, table: str, row: str) -> LineName | None:
    name, service, unit = (_text(answers, table, row, each) for each in ("line", "service", "unit"))
    return LineName(name, service, unit) if (name or service) and unit else None


def _text(answers: Answers, table: str, row: str, column: str) -> str:
    return " ".join(str(answers.get(table, row, f"{table}.{column}").usable or "").split())


def _number(answers: Answers, table: str, row: str, column: str) -> Decimal | None:
    """An amount of 0 or more; anything below is a slip that no sum should carry."""
    value = answers.get(table, row, f"{table}.{column}").usable
    return value if isinstance(value, Decimal) and value >= 0 else None
