"""Costs of several practices over what they do together, never of fewer than five."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest

from stocktake.errors import StocktakeError
from stocktake.rates.card_checks import fit_to_publish
from stocktake.rates.card_words import CAUTION, identity_rows, method_of
from stocktake.rates.line_cost import line_cost
from stocktake.rates.pooled_cost import PARTS, PooledCost, pooled_line_cost
from stocktake.rates.pricing import price_card, rate_settings_of
from stocktake.rates.publishing import digest, published, read_card
from tests.rate_cards import line_named, sample_card
from tests.rates.pooled_cards import FIVE, pooled_card, pooled_line

D = Decimal


def changed(**fields: object) -> PooledCost:
    return msgspec.structs.replace(FIVE, **fields)


def test_a_unit_costs_the_sum_of_the_costs_over_the_sum_of_the_volumes() -> None:
    cost = pooled_line_cost(FIVE, D("0.1"))
    assert cost.cost == Fraction("197874.52") / 16000
    assert (cost.cost_gbp, cost.price_gbp) == (D("12.37"), D("13.60"))
    assert cost.staff == Fraction("7.5")
    assert cost.missed == 0


def test_five_practices_that_cost_the_same_pool_to_their_own_price() -> None:
    own = line_named(sample_card(), "phlebotomy").work
    cost = line_cost(own, rate_settings_of(sample_card()))
    year = {f"{name}_gbp": _pennies(getattr(cost, name) * 30_000) for name in PARTS}
    pooled = pooled_line_cost(PooledCost(practices=5, volume=D(30_000), **year), D("0.1"))
    assert (cost.price_gbp, pooled.price_gbp) == (D("12.63"), D("12.63"))


def _pennies(pounds: Fraction) -> Decimal:
    return Decimal(round(pounds * 100)) / 100


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"practices": 4}, "pool_too_small"),
        ({"practices": 0}, "pool_too_small"),
        ({"volume": D(0)}, "no_volume"),
        ({"room_gbp": D("-0.01")}, "negative_amount"),
    ],
)
def test_a_pool_that_may_not_be_shown_has_no_price(fields: dict[str, object], code: str) -> None:
    with pytest.raises(StocktakeError) as caught:
        pooled_line_cost(changed(**fields), D("0.1"))
    assert caught.value.code == code


def test_a_card_of_four_practices_cannot_be_published() -> None:
    card = pooled_card(pooled_line(changed(practices=4)))
    assert [each.code for each in fit_to_publish(card)] == ["pool_too_small"]
    with pytest.raises(StocktakeError):
        published(card)


def test_a_published_pooled_card_says_so_and_comes_back_as_it_was() -> None:
    card = pooled_card(pooled_line(), pooled_line(changed(practices=6), "Ear care"))
    assert fit_to_publish(card) == ()
    made = published(card)
    read = read_card(made.text)
    assert (read.card, read.problems) == (made.card, ())
    assert [each.id for each in made.card.settings] == ["uplift"]
    assert dict(identity_rows(card))["Costs pooled from"] == "5 to 6 practices, by line"
    assert "fewer than five practices" in method_of(card)
    assert "pooled costs" in CAUTION


def test_changing_a_sum_after_publication_is_seen() -> None:
    text = published(pooled_card()).text.replace("120000", "130000")
    codes = [each.code for each in read_card(text).problems]
    assert codes == ["edited_after_publication", "price_disagrees"]


def test_a_program_of_the_first_format_is_told_that_the_card_is_newer() -> None:
    assert '"format_version": 2' in published(pooled_card()).text
    assert '"format_version": 1' in published(sample_card()).text


def test_a_card_without_pooled_costs_keeps_the_digest_it_always_had() -> None:
    expected = "75bfcdb2709df1779af022916a573e909f64a4944a67f445be19320bfe3f4802"
    assert digest(published(sample_card()).card) == expected


def test_later_years_rise_from_the_pooled_parts() -> None:
    line = price_card(pooled_card()).lines[0]
    pay, rest = Fraction("129140") / 16000, Fraction("62800") / 16000
    setup = Fraction("5934.52") / 16000
    second = (pay * Fraction("1.035") + rest * Fraction("1.025") + setup) * Fraction("1.1")
    assert line.years[1].pounds == _pennies(second)
    assert sum(part.pounds for part in line.parts) == line.price_gbp


def test_pooled_lines_and_a_practice_s_own_are_never_mixed_in_one_card() -> None:
    card = pooled_card(pooled_line(), line_named(sample_card(), "ecg"))
    assert [each.code for each in price_card(card).problems] == ["mixed_pool"]
