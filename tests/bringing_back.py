"""Workbooks that were shared out, edited and brought back, in a practice with a few answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import Decisions
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.returned import Decision
from stocktake.tasks.returned_file import (
    Returned,
    baselines_of,
    read_returned,
    returned_of,
)
from stocktake.tasks.share_out import (
    ShareOrder,
    prepare_sharing,
    record_sharing,
    write_sharing,
)

TODAY = date(2026, 11, 22)
MANAGER = "Practice manager"
CALLS, URGENT = Address("demand.calls_month"), Address("demand.m_urgent")
APPTS, SAME_DAY = Address("demand.appts_month"), Address("demand.same_day_pct")
PLAN = Address("workforce.m_plan")
ROLES = "workforce.roles"
WTE = Address(ROLES, "gp_partner", f"{ROLES}.wte")
WEAK = "demand.weaknesses"
WEAKNESS = Address(WEAK, "a1b2c3d4", f"{WEAK}.weakness")

Edited = Callable[[Any], None]


def begun(workspace: Workspace) -> OpenPractice:
    subject = begin_practice(workspace, "Quayside Surgery", "A81001", TODAY, MANAGER)
    made = OpenPractice(workspace, subject, "2026/27", MANAGER)
    made.enter_all(
        STOCKTAKE,
        {
            CALLS: answered(Decimal(9100)),
            URGENT: answered(Decimal(2)),
            WTE: answered(Decimal("3.20")),
            WEAKNESS: answered("Phones are jammed at 8"),
        },
    )
    return made


def shared(practice: OpenPractice, folder: Path, *sections: str) -> Path:
    order = ShareOrder(STOCKTAKE, sections or ("demand", "workforce"), "Priya")
    sharing = prepare_sharing(practice, order)
    path = write_sharing(sharing, folder)
    record_sharing(practice, order, sharing, path)
    return path


def rows_of(workbook: Any) -> dict[str, tuple[Any, int]]:
    """Where each id stands: sheet and row."""
    return {
        str(cell.value): (sheet, cell.row)
        for sheet in workbook.worksheets
        for cell in sheet["A"]
        if cell.value
    }


def put(workbook: Any, name: str, value: object, column: int = 3) -> None:
    sheet, row = rows_of(workbook)[name]
    sheet.cell(row, column).value = value


def edited(path: Path, edit: Edited) -> Path:
    workbook = load_workbook(path)
    edit(workbook)
    target = path.with_name(f"edited {path.name}")
    workbook.save(target)
    return target


def brought(practice: OpenPractice, path: Path) -> Returned:
    found = read_returned(path, baselines_of(practice.workspace))
    assert found is not None
    return returned_of(practice, found)


def told(returned: Returned) -> dict[Address, str]:
    return {each.address: each.theirs_words for _, each in returned.differences}


def decided(returned: Returned, decision: Decision) -> Decisions:
    return {(form_id, *each.key): decision for form_id, each in returned.differences}
