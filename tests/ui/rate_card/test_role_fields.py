"""A role's hour: built up from pay to the penny, and never from nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stocktake.rates.pricing import hour_of
from stocktake.tasks.rate_services import SOURCE
from stocktake.ui.rate_card.role_fields import (
    FIELDS,
    OWN,
    begun_role,
    build_up_rows,
    changed_role,
    is_costed,
    role_values,
    with_basis,
)
from tests.rate_cards import CHANGED, reference_card, sample_card

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("role_id", "pay", "hour"),
    [("hca", 27000, "24.9394"), ("nurse", 42000, "39.2814"), ("gp", 110000, "111.2956")],
)
def test_an_hour_from_pay_is_that_of_c_t0(role_id: str, pay: int, hour: str) -> None:
    role = changed_role(begun_role(role_id, sample_card()), "yearly_gbp", Decimal(pay), TODAY)
    assert f"{float(hour_of(role, sample_card())):.4f}" == hour
    assert build_up_rows(role, sample_card())[-1].cells[1] == f"£{Decimal(hour):.2f}"
    assert role.checked_on == TODAY


def test_a_role_without_a_cost_is_never_free() -> None:
    role = begun_role("nurse", sample_card())
    assert not is_costed(role)
    assert not is_costed(changed_role(role, "leave_days", Decimal(30), TODAY))


def test_another_way_of_costing_takes_nothing_of_the_old_cost() -> None:
    paid = with_basis(sample_card().roles[0], "paid_hour")
    assert (paid.cost_gbp, paid.hours) == (0, Decimal("0.85"))
    assert not is_costed(paid)


def test_a_card_by_reference_begins_roles_by_reference() -> None:
    assert begun_role("gp", reference_card()).basis == "reference"


def test_every_field_has_a_value_to_show() -> None:
    values = role_values(begun_role("hca", sample_card()))
    assert {spec.key for specs in FIELDS.values() for spec in specs} <= set(values)


def test_a_changed_figure_is_no_longer_the_samples_or_the_stocktakes() -> None:
    role = CHANGED(sample_card().roles[0], source=SOURCE)
    assert changed_role(role, "cost_gbp", Decimal(25), TODAY).source == OWN
    assert changed_role(role, "staff_count", Decimal(4), TODAY).source == SOURCE


def test_a_blank_takes_back_the_figure_that_cards_start_from() -> None:
    role = changed_role(begun_role("hca", sample_card()), "yearly_gbp", Decimal(27000), TODAY)
    fewer = changed_role(role, "leave_days", Decimal(10), TODAY)
    assert fewer.pay is not None and fewer.pay.leave_days == 10
    assert changed_role(fewer, "leave_days", None, TODAY).pay == role.pay
    half = changed_role(role, "bookable_share", Decimal(50), TODAY)
    assert half.pay is not None and half.pay.bookable_share == Decimal("0.5")
    assert changed_role(half, "bookable_share", None, TODAY).pay == role.pay
    hour = with_basis(role, "paid_hour")
    assert changed_role(hour, "share", None, TODAY).hours == Decimal("0.85")
