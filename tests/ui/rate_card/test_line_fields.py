"""A field of a line changes only what it says, and a blank is nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stocktake.rates.card import CardLine
from stocktake.ui.rate_card.line_fields import changed_line, line_values, minutes_specs, plain
from tests.rate_cards import CHANGED, line_named, reference_card, sample_card


@pytest.mark.parametrize("name", [line.id for line in sample_card().lines])
def test_what_a_line_shows_makes_the_same_line_again(name: str) -> None:
    line = line_named(sample_card(), name)
    again = CardLine(id=line.id, name="", unit="", service=line.service)
    for key, value in line_values(line).items():
        again = changed_line(again, key, value)
    assert again == line


def test_equipment_goes_when_its_last_figure_is_blank() -> None:
    line = line_named(sample_card(), "abpm")
    for key in ("purchase_gbp", "life_years", "yearly_maintenance_gbp"):
        line = changed_line(line, key, None)
    assert line.work is not None and line.work.equipment is None


def test_a_blank_contract_is_one_year() -> None:
    line = changed_line(line_named(sample_card(), "abpm"), "contract_years", None)
    assert line.work is not None and line.work.contract_years == 1


def test_minutes_are_asked_of_every_role_that_has_or_may_have_a_cost() -> None:
    names = [spec.name for spec in minutes_specs(CHANGED(sample_card(), roles=()))]
    assert names[0] == "GP, minutes" and len(names) == 5
    assert [spec.key for spec in minutes_specs(reference_card())] == ["minutes.nurse"]


def test_minutes_of_a_line_are_in_sight_also_when_their_role_has_no_cost_any_more() -> None:
    """Changing to a reference empties the roles: the GP's minutes then keep a line from a price."""
    lines = (line_named(sample_card(), "dmard"),)
    specs = minutes_specs(CHANGED(reference_card(), lines=lines))
    assert [spec.name for spec in specs if spec.key != "minutes.nurse"] == [
        "Healthcare assistant, minutes",
        "Administration, minutes",
        "Pharmacist, minutes",
        "GP, minutes",
    ]


def test_a_share_is_shown_without_noughts() -> None:
    shown = (plain(Decimal("5.00")), plain(Decimal("12.50")), plain(Decimal(100)))
    assert [f"{each:f}" for each in shown] == ["5", "12.5", "100"]
