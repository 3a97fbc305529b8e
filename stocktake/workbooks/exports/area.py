"""The workbook of a locality or system, and the file a PCN sends on: figures that may leave.

It carries the sums of its groups and no practice's return, so that it can be combined again with
others to the same figures. Source: content/expectations.md G6 and G7.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.merge.area import AreaView
from stocktake.merge.decisions import Decision
from stocktake.merge.group_values import Group
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.exports.area_book import MADE_BY, begun
from stocktake.workbooks.exports.area_domains import add_domains, add_heat_map, add_requirement
from stocktake.workbooks.exports.area_pages import (
    add_parts,
    add_problems,
    add_read_me,
    add_summary,
    add_workings,
)
from stocktake.workbooks.exports.area_resources import (
    add_people_and_money,
    add_rooms_and_services,
    add_weaknesses,
)
from stocktake.workbooks.payload import Payload
from stocktake.workbooks.payload_json import to_text


def write_area_workbook(
    path: Path, seen: AreaView, groups: Sequence[Group], decisions: Sequence[Decision] = ()
) -> Path:
    """Write an area's workbook; the same groups give the same bytes in whatever order they came.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        seen: what it shows.
        groups: what travels with it: those that are counted, and those that gave way to them.
        decisions: which of groups that share practices is counted.

    Raises:
        StocktakeError: ``nothing_to_combine`` without any group, or it could not be saved.
    """
    if not seen.groups:
        raise StocktakeError(
            "nothing_to_combine", "There are no practices to combine.", "Add their files."
        )
    book = begun(seen)
    add_read_me(book)
    add_summary(book)
    add_parts(book)
    add_domains(book)
    add_heat_map(book)
    add_requirement(book)
    add_people_and_money(book)
    add_rooms_and_services(book)
    add_weaknesses(book)
    add_problems(book)
    add_workings(book)
    texts = tuple(decision.as_texts() for decision in decisions)
    payload = Payload((), texts, MADE_BY, groups=tuple(groups))
    save_workbook(book.workbook, path, to_text(payload), book.data.written_at)
    return path
