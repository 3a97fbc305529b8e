from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from rate_cards import cards, line_named, sample_card

from stocktake.rates.line_cost import published
from stocktake.rates.price_parts import to_the_penny
from stocktake.rates.pricing import price_card, price_line


def parts_of(name):
    return price_line(sample_card(), line_named(sample_card(), name))


def test_how_12_63_is_made_up():
    priced = parts_of("phlebotomy")
    assert [(part.label, str(part.pounds)) for part in priced.parts] == [
        ("Healthcare assistant", "4.00"),
        ("Administration", "1.05"),
        ("GP", "1.83"),
        ("Missed appointments", "0.36"),
        ("Consumables", "1.10"),
        ("Room", "1.50"),
        ("Overheads", "1.09"),
        ("Management", "0.55"),
        ("Resilience uplift", "1.15"),
    ]
    assert priced.price_gbp == Decimal("12.63")
    assert sum(part.pounds for part in priced.parts) == Decimal("12.63")


def test_how_127_50_is_made_up_keeps_whole_pennies_as_they_are():
    shown = {part.code: str(part.pounds) for part in parts_of("dmard").parts}
    assert shown["role.hca"] == "16.00"
    assert shown["setup"] == "5.00"
    assert shown["room"] == "9.00"
    assert shown["overhead"] == "12.03"
    assert sum(Decimal(each) for each in shown.values()) == Decimal("127.50")


def test_a_part_that_is_nothing_is_left_out():
    assert "setup" not in {part.code for part in parts_of("phlebotomy").parts}


@settings(max_examples=40, deadline=None)
@given(cards())
def test_the_parts_of_every_price_are_the_price_to_the_penny(card):
    for priced in price_card(card).lines:
        assert sum(part.pounds for part in priced.parts) == priced.price_gbp
        assert sum(part.exact for part in priced.parts) == priced.cost.price


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fractions(0, 1000, max_denominator=997), max_size=12))
def test_no_part_moves_by_a_penny(amounts):
    shown = to_the_penny(amounts)
    assert sum(shown) == published(sum(amounts, Fraction(0)))
    for amount, pounds in zip(amounts, shown, strict=True):
        assert abs(Fraction(pounds) - amount) < Fraction(1, 100)
        if (amount * 100).denominator == 1:
            assert Fraction(pounds) == amount
