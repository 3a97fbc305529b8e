"""Read what planning needs from a submission's answers: the one place that knows their ids.

An answer outside its limits is kept, and its check says so, but no plan can be made of it: here it
is read as not answered. A received workbook can hold any number at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from stocktake.planning.expectations import (
    FUNDINGS,
    NOTHING_ANSWERED,
    ExpectationAnswer,
    Funding,
    PeopleNeed,
)
from stocktake.planning.needs import Need
from stocktake.planning.top_five import PLACES, ItemKind, TopFive, TopItem, Weakness
from stocktake.questionnaire.answers import Answers, Value
from stocktake.questionnaire.catalogue import Catalogue, Expectation
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.questionnaire.within_limits import (
    MOST_IMPACT,
    MOST_LEAD_MONTHS,
    read_day,
    read_level,
    read_whole,
)

NEEDS_TABLE = "resilience.needs"
TOP_FIVE_TABLE = "plan.top5"
WEAKNESSES_SUFFIX = ".weaknesses"
_ITEM_KINDS = ("expectation", "weakness", "need")


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _code(value: Value | None) -> str | None:
    return _text(value) or None


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _amount(value: Value | None) -> Decimal | None:
    """Read pounds, WTE, rooms or days, none of which can be less than nothing."""
    number = _number(value)
    return None if number is None or number < 0 else number


def _codes(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


class _Card:
    """The answers of one expectation, read by the part of the id after the dot.

    Args:
        said: what was answered on it, by that part.
    """

    def __init__(self, answers: Answers, row_id: str, said: Mapping[str, Value]) -> None:
        self._answers = answers
        self._row_id = row_id
        self.value = said.get

    def people(self) -> tuple[PeopleNeed, ...]:
        table = f"{self._row_id}.needs_people"
        rows = [_Row(self._answers, table, row) for row in self._answers.counted_rows(table)]
        read = [
            PeopleNeed(_text(r.value("role")), _amount(r.value("wte")), _text(r.value("how")))
            for r in rows
        ]
        return tuple(need for need in read if need.role or need.wte is not None)


class _Row:
    """The cells of one table row, read by the part of the column id after the table's."""

    def __init__(self, answers: Answers, table: str, row: str) -> None:
        self._answers = answers
        self._table = table
        self._row = row

    def value(self, name: str) -> Value | None:
        return self._answers.get(self._table, self._row, f"{self._table}.{name}").usable


def read_answers(
    answers: Answers, catalogue: Catalogue, own_rows: Sequence[Expectation] = ()
) -> dict[str, ExpectationAnswer]:
    """Read every expectation's card; rows about which nothing was said are left out."""
    ids = [row.id for row in (*catalogue.expectations, *own_rows)]
    said: dict[str, dict[str, Value]] = {}
    for address, answer in answers.items():
        value = None if address.row else answer.usable
        if value is not None:
            row_id, _, name = address.question.rpartition(".")
            said.setdefault(row_id, {})[name] = value
    read = {row_id: _card(_Card(answers, row_id, said.get(row_id, {}))) for row_id in ids}
    return {row_id: answer for row_id, answer in read.items() if answer != NOTHING_ANSWERED}


def _card(card: _Card) -> ExpectationAnswer:
    value = card.value
    return ExpectationAnswer(
        aware=_code(value("aware")),
        want_a_say=_code(value("want_a_say")),
        applies=_code(value("applies")),
        ready_now=read_level(value("ready_now")),
        level_needed=read_level(value("level_needed")),
        due=read_day(value("due")),
        impact=read_whole(value("impact"), 1, MOST_IMPACT),
        lead_months=read_whole(value("lead_months"), 0, MOST_LEAD_MONTHS),
        confidence=_code(value("confidence")),
        people=card.people(),
        oneoff_gbp=_amount(value("needs_oneoff")),
        recurrent_gbp=_amount(value("needs_recurrent")),
        funding=_funding(value("funding")),
        rooms=_amount(value("needs_space_rooms")),
        room_sessions=_amount(value("needs_space_sessions")),
        digital=_text(value("needs_digital")),
        digital_gbp=_amount(value("needs_digital_cost")),
        training_staff=_amount(value("needs_training_staff")),
        training_days=_amount(value("needs_training_days")),
        partners=_codes(value("needs_partners")),
        lead_role=_text(value("lead_role")),
        next_step=_text(value("next_step")),
        next_step_date=read_day(value("next_step_date")),
        review_date=read_day(value("review_date")),
    )


def _funding(value: Value | None) -> Funding:
    return next((funding for funding in FUNDINGS if funding == value), "unknown")


def read_destinations(answers: Answers) -> dict[str, int | None]:
    """Read the practice's own destination in each domain; blank is None, never 0."""
    return {domain: read_level(answers.get(f"dest.{domain}").usable) for domain in DOMAIN_IDS}


def read_needs(answers: Answers) -> tuple[Need, ...]:
    """Read the list of needs; a row that does not say what is needed is left out."""
    rows = [(row, _Row(answers, NEEDS_TABLE, row)) for row in answers.counted_rows(NEEDS_TABLE)]
    return tuple(_need(row_id, row) for row_id, row in rows if _text(row.value("need")))


def _need(row_id: str, row: _Row) -> Need:
    return Need(
        id=row_id,
        need=_text(row.value("need")),
        domain=_text(row.value("domain")),
        kind=_text(row.value("kind")),
        provider=_text(row.value("provider")),
        status=_text(row.value("status")),
        by_when=read_day(row.value("by_when")),
        oneoff_gbp=_amount(row.value("cost_once")),
        yearly_gbp=_amount(row.value("cost_yearly")),
        effort_days=_amount(row.value("effort_days")),
    )


def read_weaknesses(answers: Answers) -> tuple[Weakness, ...]:
    """Read the weaknesses of every section; a row without its sentence is left out."""
    tables = [table for table in answers.tables if table.endswith(WEAKNESSES_SUFFIX)]
    rows = [
        (row, _Row(answers, table, row)) for table in tables for row in answers.counted_rows(table)
    ]
    return tuple(
        Weakness(
            id=row_id,
            weakness=_text(row.value("weakness")),
            domain=_text(row.value("domain")),
            theme=_text(row.value("theme")),
            impact=_text(row.value("impact")),
            fixer=_text(row.value("fixer")),
            needed_by=read_day(row.value("needed_by")),
        )
        for row_id, row in rows
        if _text(row.value("weakness"))
    )


def read_top_five(answers: Answers) -> TopFive:
    """Read the practice's own five; a row without place, kind and item is left out.

    Each place and each item counts once, the first time it is listed: more would be more votes.
    """
    rows = [_Row(answers, TOP_FIVE_TABLE, row) for row in answers.counted_rows(TOP_FIVE_TABLE)]
    places: dict[int, TopItem] = {}
    listed: set[tuple[str, str]] = set()
    for item in map(_top_item, rows):
        if item is None or item.place in places or (item.kind, item.item) in listed:
            continue
        places[item.place] = item
        listed.add((item.kind, item.item))
    return TopFive(
        items=tuple(places[place] for place in sorted(places)),
        confirmed_by=_text(answers.get(f"{TOP_FIVE_TABLE}_confirmed_by").usable),
        confirmed_on=read_day(answers.get(f"{TOP_FIVE_TABLE}_confirmed_on").usable),
    )


def _top_item(row: _Row) -> TopItem | None:
    place = read_whole(row.value("place"), 1, PLACES)
    kind, item = row.value("kind"), _text(row.value("item"))
    if place is None or kind not in _ITEM_KINDS or not item:
        return None
    return TopItem(place, cast(ItemKind, kind), item, _text(row.value("why")))
