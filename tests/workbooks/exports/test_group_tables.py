"""Tables that the workbooks of a PCN and of an area share."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook

from stocktake.merge.stats import Quartiles
from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.group_page import GroupPage
from stocktake.workbooks.exports.group_tables import add_intentions, add_minutes
from stocktake.workbooks.exports.page import Book

SERVICES = {"ecg": "ECG recording", "bloods": "Blood tests"}
HELD = "4 answered, held"


def page() -> GroupPage:
    workbook = Workbook()
    written_at = datetime(2026, 11, 22, tzinfo=UTC)
    data = WorkbookData(
        forms=(), shared=(), written_at=written_at, made_by="Stocktake", is_draft=False
    )
    return GroupPage(Book(workbook, data), workbook.active)


def rows(made: GroupPage) -> list[tuple[object, ...]]:
    found = made.sheet.iter_rows(values_only=True)
    return [tuple(v for v in row if v is not None) for row in found if any(row)]


def minutes(found: Mapping[str, Quartiles | str]) -> list[tuple[object, ...]]:
    made = page()
    add_minutes(made, found, SERVICES)
    return rows(made)


def test_a_service_is_one_row_with_the_minutes_of_each_kind_of_staff() -> None:
    found = minutes(
        {
            "ecg/nurse_min": Quartiles(8, Decimal("10.5"), 12),
            "ecg/gp_min": Quartiles(2, Decimal(3), 3),
            "bloods/hca_min": HELD,
            "Xk29ab31/gp_min": HELD,
        }
    )
    assert found[-3:] == [
        ("A service of its own", HELD),
        ("Blood tests", HELD),
        ("ECG recording", "3 (2 to 3)", "10.5 (8 to 12)"),
    ]


def test_intentions_have_a_column_each_and_held_ones_say_so_in_each() -> None:
    made = page()
    options = {"keep": "Carry on", "stop": "Stop"}
    add_intentions(made, {"ecg": {"keep": 5, "new": 1}, "bloods": HELD}, SERVICES, options)
    heading, held, said = rows(made)[-3:]
    assert heading == ("Service", "Practices that said", "Carry on", "Stop", "Other")
    assert held == ("Blood tests", HELD, "held", "held", "held")
    assert said == ("ECG recording", 6, 5, 0, 1)


def test_without_any_there_is_no_heading() -> None:
    made = page()
    add_minutes(made, {}, SERVICES)
    add_intentions(made, {}, SERVICES, {})
    assert rows(made) == []
