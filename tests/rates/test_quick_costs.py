from decimal import Decimal
from fractions import Fraction

import pytest

from stocktake.rates.line_cost import Line, RateSettings
from stocktake.rates.quick_costs import (
    ADMIN,
    GP,
    HCA,
    NURSE,
    QuickCosts,
    filled_from,
    quick_line_cost,
)

SETTINGS = RateSettings({})
ECG = Line(
    minutes={HCA: Decimal(20), GP: Decimal(5), ADMIN: Decimal(3), NURSE: Decimal(0)},
    consumables_gbp=Decimal("0.80"),
    equipment_gbp=Decimal("1.85"),
    room_minutes=Decimal(20),
    missed_share=Decimal("0.05"),
)
PAYROLL = QuickCosts(
    session_gbp=Decimal(110) * Decimal("0.80") * 250 / 60,
    nurse_hour_gbp=Decimal(34),
    hca_hour_gbp=Decimal("20.40"),
    admin_hour_gbp=Decimal("18.90"),
    overhead_pct=Decimal(15),
)


def test_an_hour_that_can_be_booked_costs_more_than_an_hour_that_is_paid():
    costs = QuickCosts(
        session_gbp=Decimal(250), nurse_hour_gbp=Decimal(34), hca_hour_gbp=Decimal("20.40"),
        admin_hour_gbp=Decimal("18.90"),
    ).bookable_hour_costs()  # fmt: skip
    assert costs == {GP: 75, NURSE: 40, HCA: 24, ADMIN: 21}


def test_the_ecg_line_costs_the_same_as_on_the_rate_card():
    result = quick_line_cost(ECG, PAYROLL, SETTINGS)
    assert result.cost.cost_gbp == Decimal("29.09")
    assert result.cost.price_gbp == Decimal("32.00")
    assert result.missing == ()


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ("session_gbp", "services.session_cost"),
        ("hca_hour_gbp", "services.hca_hour_cost"),
        ("admin_hour_gbp", "services.admin_hour_cost"),
        ("overhead_pct", "services.overhead_pct"),
    ],
)
def test_a_missing_cost_is_named_and_never_taken_as_nought(left_out, missing):
    known = {name: getattr(PAYROLL, name) for name in PAYROLL.__slots__ if name != left_out}
    result = quick_line_cost(ECG, QuickCosts(**known), RateSettings({HCA: Fraction(24)}))
    assert result.cost is None
    assert result.missing == (missing,)


def test_a_role_with_no_minutes_needs_no_cost():
    known = {name: getattr(PAYROLL, name) for name in PAYROLL.__slots__}
    result = quick_line_cost(ECG, QuickCosts(**known | {"nurse_hour_gbp": None}), SETTINGS)
    assert result.cost.cost_gbp == Decimal("29.09")


def test_a_line_without_room_or_equipment_leaves_them_out():
    line = Line(minutes={NURSE: Decimal(15)})
    result = quick_line_cost(line, PAYROLL, SETTINGS).cost
    assert (result.staff, result.room, result.equipment) == (10, 0, 0)
    assert result.cost_gbp == Decimal("12.08")


def test_what_the_services_table_does_not_hold_comes_from_the_rate_card():
    asked = Line(minutes=ECG.minutes, consumables_gbp=ECG.consumables_gbp)
    alone = quick_line_cost(filled_from(asked, None), PAYROLL, SETTINGS).cost
    beside = quick_line_cost(filled_from(asked, ECG), PAYROLL, SETTINGS).cost
    assert (alone.room, alone.equipment) == (0, 0)
    assert beside.cost_gbp == Decimal("29.09")


def test_the_practices_own_minutes_and_supplies_stand_before_the_cards():
    asked = Line(minutes={HCA: Decimal(25)}, consumables_gbp=Decimal(2))
    filled = filled_from(asked, ECG)
    assert filled.minutes == {HCA: 25, GP: 5, ADMIN: 3, NURSE: 0}
    assert filled.consumables_gbp == 2
    assert (filled.room_minutes, filled.missed_share) == (20, Decimal("0.05"))


def test_an_hour_of_the_cards_own_is_used_before_payroll():
    alone = quick_line_cost(ECG, PAYROLL, SETTINGS).cost
    beside = quick_line_cost(ECG, PAYROLL, SETTINGS, {HCA: Fraction(30)}).cost
    assert dict(beside.by_role)[HCA] == 10
    assert dict(beside.by_role)[GP] == dict(alone.by_role)[GP]
