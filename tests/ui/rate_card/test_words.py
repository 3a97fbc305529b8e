"""Figures of the rate card in rows and sentences: no minus nothing, no time that is none."""

from __future__ import annotations

from decimal import Decimal

from stocktake.rates.margins import Work, margins
from stocktake.rates.pricing import price_line
from stocktake.ui.rate_card.words import (
    break_even_words,
    differing_words,
    money_rows,
    pounds,
    whole_pounds,
    wte_words,
)
from tests.rate_cards import line_named, reworked, sample_card


def test_a_loss_of_less_than_half_is_nothing_and_not_minus_nothing() -> None:
    assert (whole_pounds(Decimal("-0.4")), pounds(Decimal("-0.004"))) == ("0", "0.00")
    assert (whole_pounds(Decimal("-0.5")), pounds(Decimal("-0.005"))) == ("-1", "-0.01")


def test_a_little_time_is_not_written_as_none() -> None:
    card = reworked(sample_card(), "phlebotomy", yearly_volume=Decimal(50))
    said = wte_words(price_line(card, line_named(card, "phlebotomy")))
    assert "Healthcare assistant 0.01" in said
    assert "GP under 0.01" in said


def test_paid_less_cost_is_the_margin_in_every_row_as_it_is_written() -> None:
    services = [
        Work(id="a", name="Blood tests", cost_gbp=Decimal("5.05"), paid_gbp=Decimal("3.39"),
             volume=Decimal(5891)),
        Work(id="b", name="Injections", cost_gbp=Decimal("14.65"), paid_gbp=Decimal("20.97"),
             volume=Decimal(45)),
    ]  # fmt: skip
    rows = [
        [Decimal(cell.replace(",", "")) for cell in row.cells[1:]]
        for row in money_rows(margins(services))
    ]
    assert all(paid - cost == margin for paid, cost, margin in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_a_price_is_per_unit_whatever_the_unit_begins_with() -> None:
    cost = price_line(sample_card(), line_named(sample_card(), "dmard")).cost
    assert cost is not None
    said = break_even_words(cost, Decimal("127.50"), Decimal(600), "injection")
    assert said.startswith("At £127.50 per injection it takes 37 a year")


def test_what_the_services_page_has_otherwise_is_named() -> None:
    assert differing_words((), ()) == ""
    said = differing_words(("ECG",), ("GP",))
    assert "other minutes, supplies or numbers for ECG, and another figure for GP." in said
