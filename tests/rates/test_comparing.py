from decimal import Decimal

import pytest
from hypothesis import given, settings
from rate_cards import CHANGED, cards, line_named, sample_card

from stocktake.errors import StocktakeError
from stocktake.rates.card import CardLine
from stocktake.rates.comparing import Comparison, Mappings, UnitMapping, compare_cards
from stocktake.rates.pricing import price_card


def listed(*lines, **more):
    """Another provider's price list: id, unit and price."""
    found = tuple(
        CardLine(id=name, name=name, unit=unit, published_gbp=Decimal(price))
        for name, unit, price in lines
    )
    return price_card(CHANGED(sample_card(), id="trust", lines=found, **more))


def ours(*names):
    card = sample_card()
    return price_card(CHANGED(card, lines=tuple(line_named(card, name) for name in names)))


def test_the_same_line_in_the_same_unit_is_compared_to_the_penny():
    row = compare_cards(ours("ecg"), listed(("ecg", " Test", "59")))[0]
    assert row.how is Comparison.COMPARED
    assert (str(row.theirs_gbp), str(row.difference_gbp)) == ("59.00", "27.00")
    assert row.mapping is None


def test_a_different_unit_is_never_compared():
    row = compare_cards(ours("dmard"), listed(("dmard", "visit", "30")))[0]
    assert row.how is Comparison.DIFFERENT_UNIT
    assert row.theirs_gbp is None
    assert row.difference_gbp is None
    assert row.theirs.price_gbp == 30


def test_a_mapped_unit_is_compared_and_shown():
    mapping = UnitMapping("patient-year", "test", Decimal(2))
    found = compare_cards(
        ours("psa_monitoring"),
        listed(("psa_monitoring", "test", "21.50")),
        Mappings(units=(mapping,)),
    )
    assert found[0].how is Comparison.COMPARED
    assert found[0].mapping == mapping
    assert (str(found[0].theirs_gbp), str(found[0].difference_gbp)) == ("43.00", "-5.42")


def test_a_mapping_works_in_the_way_it_was_said_and_no_other():
    mapping = Mappings(units=(UnitMapping("test", "patient-year"),))
    row = compare_cards(ours("dmard"), listed(("dmard", "test", "30")), mapping)[0]
    assert row.how is Comparison.DIFFERENT_UNIT


def test_lines_only_one_card_has_are_kept():
    found = compare_cards(ours("ecg", "abpm"), listed(("abpm", "test", "40"), ("x", "visit", "1")))
    assert [row.how.value for row in found] == ["only ours", "compared", "only theirs"]


def test_a_line_with_another_name_is_compared_once_it_is_said_to_be_the_same():
    said = Mappings(lines={"ecg": "cardiogram"})
    found = compare_cards(ours("ecg"), listed(("cardiogram", "test", "59")), said)
    assert [row.how for row in found] == [Comparison.COMPARED]


def test_a_line_given_to_another_is_not_used_twice():
    said = Mappings(lines={"abpm": "ecg"})
    found = compare_cards(ours("ecg", "abpm"), listed(("ecg", "test", "59")), said)
    assert [row.how.value for row in found] == ["only ours", "compared"]


def test_prices_of_different_years_say_so():
    found = compare_cards(ours("ecg"), listed(("ecg", "test", "59"), base_year="2025/26"))
    assert not found[0].same_year


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Mappings(units=(UnitMapping("a", "b", Decimal(0)),)), "unit_mapping"),
        (Mappings(lines={"ecg": "x", "abpm": "x"}), "line_mapping"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(said, code):
    with pytest.raises(StocktakeError) as caught:
        compare_cards(ours("ecg"), listed(), said)
    assert caught.value.code == code


@settings(max_examples=40, deadline=None)
@given(cards())
def test_a_card_beside_itself_differs_in_nothing(card):
    priced = price_card(card)
    found = compare_cards(priced, priced)
    assert len(found) == len(priced.lines)
    assert all(row.difference_gbp == 0 for row in found)
