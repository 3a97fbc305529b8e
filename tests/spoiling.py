"""Makes a practice, shares sections of it out, and spoils the file in any way one likes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import STOCKTAKE, OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.returned_file import Returned, baselines_of, read_returned, returned_of
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, record_sharing, write_sharing

CALLS, URGENT = Address("demand.calls_month"), Address("demand.m_urgent")
APPTS, PLAN = Address("demand.appts_month"), Address("workforce.m_plan")
ROLES = "workforce.roles"
WTE = Address(ROLES, "gp_partner", f"{ROLES}.wte")
WEAK = "demand.weaknesses"
WEAKNESS = Address(WEAK, "a1b2c3d4", f"{WEAK}.weakness")
HERE = {
    CALLS: answered(Decimal(9100)),
    URGENT: answered(Decimal(2)),
    WTE: answered(Decimal("3.20")),
    WEAKNESS: answered("Phones are jammed at 8"),
}
ID, ANSWER, STATE, NOTE = 1, 3, 5, 6
"""Columns of an answer sheet."""

Spoil = Callable[[Any], object]


def begun(workspace: Workspace) -> OpenPractice:
    today = date(2026, 11, 22)
    subject = begin_practice(workspace, "Quayside Surgery", "A81001", today, "Practice manager")
    practice = OpenPractice(workspace, subject, "2026/27", "Practice manager")
    practice.enter_all(STOCKTAKE, HERE)
    return practice


def share(practice: OpenPractice, folder: Path, form: str = STOCKTAKE, *sections: str) -> Path:
    order = ShareOrder(form, sections or ("demand", "workforce"), "Priya")
    sharing = prepare_sharing(practice, order)
    path = write_sharing(sharing, folder)
    record_sharing(practice, order, sharing, path)
    return path


def place_of(workbook: Any, name: str) -> tuple[Any, int]:
    for sheet in workbook.worksheets:
        for cell in sheet["A"]:
            if str(cell.value or "") == name:
                return sheet, cell.row
    raise AssertionError(f"{name} is not in the workbook")


def put(workbook: Any, name: str, value: object, column: int = ANSWER) -> Any:
    sheet, row = place_of(workbook, name)
    cell = sheet.cell(row, column)
    cell.value = value
    return cell


def spoilt(path: Path, spoil: Spoil, name: str = "spoilt.xlsx") -> Path:
    workbook = load_workbook(path)
    spoil(workbook)
    target = path.with_name(name)
    workbook.save(target)
    return target


def brought(practice: OpenPractice, path: Path) -> Returned:
    found = read_returned(path, baselines_of(practice.workspace))
    assert found is not None
    return returned_of(practice, found)


def told(returned: Returned) -> dict[Address, str]:
    return {each.address: each.theirs_words for _, each in returned.differences}


def codes(returned: Returned) -> set[str]:
    return {each.code for each in returned.problems}
