"""A group as plain lists and texts, the way a workbook carries it, and back.

Reading is strict: what could not have been written is refused, because a file that comes from
outside may say anything. Numbers are texts, so that no digit is lost.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from stocktake.merge.group_numbers import MOST_PRACTICES, number_from, number_text
from stocktake.merge.group_totals_reading import totals_from
from stocktake.merge.group_totals_record import Code, Text, TotalsRecord, Whole, totals_record
from stocktake.merge.group_values import (
    HELD_MARK,
    NOT_APPLICABLE_MARK,
    UNKNOWN_MARK,
    Group,
    GroupRow,
    Response,
)
from stocktake.merge.member import Expected
from stocktake.merge.totals import Practice
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.units import year_from_label

_MARKS = frozenset("01234" + UNKNOWN_MARK + NOT_APPLICABLE_MARK + HELD_MARK)
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class _Practice(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    code: Code
    list_size: Code
    form_versions: dict[Code, Code]


class _Missing(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    code: Code
    name: Text
    list_size: Code


class _Response(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    code: Code
    form_id: Code
    return_id: Code
    revision: Whole


class _Row(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    levels: Code
    name: Text


class GroupRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A group as a workbook carries it."""

    code: Code
    name: Text
    round: Code
    first_day: date
    last_day: date
    first_year: Annotated[int, msgspec.Meta(ge=_FIRST_YEAR, le=_LAST_YEAR)]
    practices: list[_Practice]
    totals: TotalsRecord
    missing: list[_Missing] = []
    rows: list[_Row] = []
    responses: list[_Response] = []
    has_services: bool = False
    is_sample: bool = False
    within: list[Text] = []


def record_of(group: Group) -> GroupRecord:
    """Write a group."""
    return GroupRecord(
        code=group.code,
        name=group.name,
        round=group.round,
        first_day=group.first_day,
        last_day=group.last_day,
        first_year=group.first_year,
        practices=[
            _Practice(each.code, _size_text(each.list_size), dict(sorted(each.form_versions)))
            for each in group.totals.practices
        ],
        totals=totals_record(group.totals),
        missing=[_Missing(m.code, m.name, _size_text(m.list_size)) for m in group.missing],
        rows=[_Row(row.levels, row.name) for row in group.rows],
        responses=[_Response(r.code, r.form_id, r.return_id, r.revision) for r in group.responses],
        has_services=group.has_services,
        is_sample=group.is_sample,
        within=sorted(group.within),
    )


def group_from(record: GroupRecord) -> Group:
    """Read a group.

    Raises:
        ValueError: it is not one that could have been written.
    """
    if not _FIRST_YEAR <= year_from_label(record.round) <= _LAST_YEAR:
        raise ValueError("no year of a group")
    practices = tuple(
        Practice(
            each.code, record.round, _size_from(each.list_size), tuple(each.form_versions.items())
        )
        for each in record.practices
    )
    codes = [each.code for each in practices]
    if not codes or len(codes) > MOST_PRACTICES or codes != sorted(set(codes)):
        raise ValueError("practices stand twice or in no order")
    if len(record.rows) > len(codes) or any(not _is_row(row) for row in record.rows):
        raise ValueError("rows that are not those of the practices")
    return Group(
        code=record.code,
        name=record.name,
        round=record.round,
        totals=totals_from(record.totals, practices),
        first_day=record.first_day,
        last_day=record.last_day,
        missing=tuple(Expected(m.code, m.name, _size_from(m.list_size)) for m in record.missing),
        rows=tuple(GroupRow(row.levels, row.name) for row in record.rows),
        responses=tuple(
            Response(r.code, r.form_id, r.return_id, r.revision) for r in record.responses
        ),
        first_year=record.first_year,
        has_services=record.has_services,
        is_sample=record.is_sample,
        within=frozenset(record.within),
    )


def _is_row(row: _Row) -> bool:
    return len(row.levels) == len(DOMAIN_IDS) and set(row.levels) <= _MARKS


def _size_text(size: Decimal | None) -> str:
    return "" if size is None else number_text(size)


def _size_from(text: str) -> Decimal | None:
    return number_from(text) if text else None


def fingerprint(group: Group) -> str:
    """Fingerprint what a group says, whatever larger groups its file has been through."""
    record = msgspec.structs.replace(record_of(group), within=[])
    return hashlib.sha256(msgspec.json.encode(record, order="sorted")).hexdigest()
