from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rate_cards import line_named, sample_card

from stocktake.errors import StocktakeError
from stocktake.rates.margins import Change, Work, margins, what_if
from stocktake.rates.pricing import price_line


def work(name, cost=None, paid=None, volume=None):
    given_amounts = [None if each is None else Decimal(each) for each in (cost, paid, volume)]
    return Work(
        id=name, name=name, cost_gbp=given_amounts[0], paid_gbp=given_amounts[1],
        volume=given_amounts[2],
    )  # fmt: skip


def test_the_ecg_paid_at_25_loses_4_09_on_each():
    cost = price_line(sample_card(), line_named(sample_card(), "ecg")).cost.cost_gbp
    found = margins([work("ecg", cost, "25.00", 900)]).each[0]
    assert found.unit_gbp == Decimal("-4.09")
    assert found.margin_gbp == Decimal("-3681.00")
    assert found.is_loss


def test_paid_cost_and_margin_line_by_line_and_in_all():
    found = margins(
        [
            work("bloods", "11.48", "3.12", 6000),
            work("ecg", "29.09", "30.00", 100),
            work("hospital bloods", "15.14", "0", 2600),
            work("dressings", "25.19", "20.00", 10),
        ]
    )
    assert (found.paid_gbp, found.cost_gbp) == (Decimal("21920.00"), Decimal("111404.90"))
    assert found.margin_gbp == Decimal("-89484.90")
    assert found.given_away_gbp == Decimal("39364.00")
    assert found.lost_gbp == Decimal("50211.90")
    assert [each.work.name for each in found.losses] == ["bloods", "hospital bloods", "dressings"]


def test_half_the_figures_still_give_a_page_with_what_is_missing_named():
    found = margins([work("a", "10", "12", 5), work("b", "10", None, 5), work("c", None, "9")])
    assert found.margin_gbp == 10
    assert [(each.work.name, each.missing) for each in found.not_known] == [
        ("b", ("price",)),
        ("c", ("cost", "volume")),
    ]
    assert found.not_known[0].cost_gbp == 50
    assert found.not_known[1].margin_gbp is None


def test_a_price_not_known_is_not_unpaid():
    found = margins([work("a", "10", None, 5), work("b", "10", "0", 5)])
    assert [each.is_unpaid for each in found.each] == [False, True]
    assert found.given_away_gbp == 50


def test_nothing_known_adds_up_to_nothing():
    found = margins([])
    assert (found.paid_gbp, found.margin_gbp, str(found.lost_gbp)) == (0, 0, "0")


@pytest.mark.parametrize("field", ["cost_gbp", "paid_gbp", "volume"])
def test_an_amount_below_nothing_is_refused_by_name(field):
    with pytest.raises(StocktakeError) as caught:
        margins([Work(id="a", name="Ear care", **{field: Decimal(-1)})])
    assert "Ear care" in caught.value.what


LOSS = margins([work("ecg", "29.09", "25.00", 900), work("abpm", "38.81", "42.69", 100)])


@pytest.mark.parametrize(
    ("change", "staying", "margin", "gain"),
    [
        ({}, "0", "-3293.00", "0"),
        ({"paid_gbp": Decimal("32.00")}, "0", "3007.00", "6300.00"),
        ({"kept_share": Decimal(0)}, "0", "388.00", "3681.00"),
        ({"kept_share": Decimal(0), "staying_share": Decimal("0.2")}, "5236.20", "-4848.20",
         "-1555.20"),
        ({"kept_share": Decimal("0.5")}, "0", "-1452.50", "1840.50"),
    ],
    ids=["nothing", "reprice", "stop", "stop with cost that stays", "share half"],
)  # fmt: skip
def test_what_if_we_repriced_stopped_or_shared_a_loss(change, staying, margin, gain):
    found = what_if(LOSS, Change(work_id="ecg", **change))
    assert found.staying_gbp == Decimal(staying)
    assert found.margin_gbp == Decimal(margin)
    assert found.change_gbp == Decimal(gain)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"work_id": "other"}, "not_known"),
        ({"work_id": "unknown"}, "not_known"),
        ({"work_id": "ecg", "kept_share": Decimal("1.1")}, "share_out_of_range"),
        ({"work_id": "ecg", "staying_share": Decimal(20)}, "share_out_of_range"),
        ({"work_id": "ecg", "paid_gbp": Decimal(-1)}, "negative_amount"),
    ],
)
def test_a_what_if_that_cannot_be_is_refused(change, code):
    found = margins([work("ecg", "29.09", "25.00", 900), work("unknown", "1")])
    with pytest.raises(StocktakeError) as caught:
        what_if(found, Change(**change))
    assert caught.value.code == code


amounts = st.none() | st.decimals(0, 500, places=2)


@given(st.lists(st.tuples(amounts, amounts, st.none() | st.integers(0, 9000))))
def test_the_whole_is_the_sum_of_its_lines(rows):
    found = margins([work(str(n), *row) for n, row in enumerate(rows)])
    known = [each for each in found.each if not each.missing]
    assert found.margin_gbp == sum(each.margin_gbp for each in known)
    assert found.margin_gbp == found.paid_gbp - found.cost_gbp
    assert len(found.known) + len(found.not_known) == len(rows)
    gained = sum(max(each.margin_gbp, Decimal(0)) for each in known)
    assert found.margin_gbp == gained - found.given_away_gbp - found.lost_gbp
