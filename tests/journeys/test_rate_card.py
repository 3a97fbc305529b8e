"""From a services table to a price, with the keyboard, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window import focused, key, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.rate_card import load_card
from stocktake.tasks.rate_services import SERVICES
from stocktake.ui.pages.rate_card import RateCardPage

OpenWindow = Callable[[], AbstractContextManager[Program]]
COSTS = {"session_cost": 360, "nurse_hour_cost": 34, "hca_hour_cost": "20.40",
         "admin_hour_cost": "18.90", "overhead_pct": 15}  # fmt: skip
ECG = {"volume": 420, "hca_min": 20, "gp_min": 5, "admin_min": 3, "consumables": "0.80",
       "price": 25}  # fmt: skip


def test_a_card_is_begun_priced_and_taken_back_by_keys_alone(open_window: OpenWindow) -> None:
    with open_window() as program:
        fill(program.desk)
        work_on_a_card(program)
    with open_window() as program:
        desk = program.desk
        assert desk.workspace is not None
        if desk.practice is None:
            subject = desk.workspace.returns.list()[0].subject
            desk.choose(subject, "2026/27")
        card = load_card(desk.workspace, desk.practice)
        assert card is not None and card.lines[0].work is not None
        assert card.lines[0].work.room_minutes == 20


def work_on_a_card(program: Program) -> None:
    """Begin a card from the services, give a line its room, take that back and do it again."""
    desk = program.desk
    desk.answer_all(
        STOCKTAKE,
        {Address(f"services.{name}"): answered(Decimal(str(v))) for name, v in COSTS.items()}
        | {
            Address(SERVICES, "ecg", f"{SERVICES}.{name}"): answered(Decimal(str(v)))
            for name, v in ECG.items()
        },
    )
    program.window.show_page("rate_card", {})
    page = program.window.page
    assert isinstance(page, RateCardPage)

    page.begin.services_button.setFocus()
    key(Qt.Key.Key_Space)
    assert focused() is page.lines.table
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Up)
    key(Qt.Key.Key_Return)
    assert focused().accessibleName() == "Name of the line"

    page.line.amounts.focus("room_minutes")
    write("20")
    key(Qt.Key.Key_Tab)
    model = page.lines.table.model()
    before, after = Decimal("22.64"), Decimal(model.index(0, 2).data())
    assert after == before + Decimal("3.15")
    assert desk.sheet(STOCKTAKE).value(f"{SERVICES}.unit_cost", "ecg") == after

    key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert model.index(0, 2).data() == str(before)

    key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert model.index(0, 2).data() == str(after)
    key(Qt.Key.Key_Escape)
    assert focused() is page.lines.table
