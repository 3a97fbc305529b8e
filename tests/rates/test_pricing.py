import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rate_cards import (
    CHANGED,
    cards,
    line_named,
    pays,
    pounds,
    reference_card,
    reworked,
    sample_card,
    shares,
)

from stocktake.errors import StocktakeError
from stocktake.paths import shipped
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard, with_setting
from stocktake.rates.line_cost import Line, break_even_volume, line_cost, published
from stocktake.rates.pricing import price_card, price_line, rate_settings_of
from stocktake.units import round_half_up
from tests.store.killing import runs

# fmt: off
C5 = [
    ("phlebotomy", "7.25", "12.63"), ("ecg", "19.18", "32.00"),
    ("ear_irrigation", "18.65", "34.88"), ("spirometry", "48.86", "83.55"),
    ("abpm", "23.27", "42.69"), ("simple_dressing", "14.77", "27.71"),
    ("leg_ulcer", "32.68", "65.07"), ("suture_removal", "11.26", "19.87"),
    ("joint_injection", "42.54", "70.08"), ("minor_surgery", "97.72", "170.80"),
    ("dmard", "80.20", "127.50"), ("psa_monitoring", "31.93", "48.42"),
    ("ring_pessary", "43.91", "66.12"), ("iuc_fitting", "84.12", "129.93"),
    ("gnrh_injection", "12.37", "20.76"), ("anticoagulation", "8.96", "17.34"),
    ("hospital_bloods", "10.28", "16.66"), ("obesity_medicine", "156.67", "236.39"),
]
# fmt: on


def priced(name, card=None):
    card = card or sample_card()
    return price_line(card, line_named(card, name))


def test_the_sample_card_is_the_eighteen_lines_to_the_penny():
    card = price_card(sample_card())
    found = [
        (each.line.id, str(published(each.cost.staff)), str(each.price_gbp)) for each in card.lines
    ]
    assert found == C5
    assert card.problems == ()


def test_the_services_named_on_the_sample_card_are_in_the_stocktake():
    text = (shipped("forms") / "practice_stocktake.toml").read_text(encoding="utf-8")
    codes = set(re.findall(r'code = "(\w+)", label', text))
    named = {line.service for line in sample_card().lines if line.service}
    assert len(named) >= 15
    assert named <= codes


def test_six_thousand_phlebotomy_visits_take_0_7296_of_a_healthcare_assistant():
    time = priced("phlebotomy").times[0]
    assert (time.label, time.minutes) == ("Healthcare assistant", 10)
    assert round_half_up(Decimal(time.wte.numerator) / time.wte.denominator, 4) == Decimal("0.7296")


def test_wte_is_not_worked_out_without_a_volume_or_the_hours_of_a_post():
    no_volume = priced(
        "phlebotomy", reworked(sample_card(), "phlebotomy", yearly_volume=Decimal(0))
    )
    assert {each.wte for each in no_volume.times} == {None}
    assert {each.wte for each in price_card(reference_card()).lines[0].times} == {None}


def test_shared_care_breaks_even_at_37_patients():
    found = priced("dmard")
    assert break_even_volume(found.cost, found.price_gbp, Decimal(600)) == 37


def test_a_reference_hour_costs_28_23_for_a_twenty_minute_visit():
    assert price_card(reference_card()).lines[0].price_gbp == Decimal("28.23")


def test_an_hour_from_pay_a_paid_hour_and_a_stated_hour_are_priced_by_one_engine():
    work = Line(minutes={"nurse": Decimal(60)})
    line = CardLine(id="hour", name="Hour", unit="hour", work=work)
    bases = {
        "paid_hour": {"cost_gbp": Decimal(34), "hours": Decimal("0.85")},
        "stated": {"cost_gbp": Decimal(40)},
    }
    for basis, fields in bases.items():
        role = CardRole(id="nurse", label="Nurse", basis=basis, **fields)
        card = RateCard(id="c", title="c", base_year="2026/27", roles=(role,), lines=(line,))
        assert price_line(card, line).cost.staff == 40
        assert price_line(card, line).cost == line_cost(work, rate_settings_of(card))


def test_one_broken_line_does_not_stop_the_others_and_is_named():
    card = price_card(reworked(sample_card(), "ecg", missed_share=Decimal(1)))
    assert len(card.lines) == 17
    assert [(each.code, each.where) for each in card.problems] == [
        ("missed_share", "12-lead ECG with interpretation")
    ]


def test_one_broken_role_stops_only_the_lines_that_use_it():
    card = sample_card()
    roles = [CHANGED(r, hours=Decimal(0)) if r.id == "pharmacist" else r for r in card.roles]
    found = price_card(CHANGED(card, roles=tuple(roles)))
    assert {each.code for each in found.problems} == {"no_bookable_hours"}
    assert [each.where for each in found.problems] == [
        line.name for line in card.lines if "pharmacist" in line.work.minutes
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"missed_share": Decimal("1.2")}, "missed_share"),
        ({"minutes": {"hca": Decimal(-10)}}, "negative_amount"),
        ({"minutes": {"dentist": Decimal(10)}}, "role_cost_missing"),
        ({"yearly_volume": Decimal(0)}, "no_volume"),
        ({"contract_years": Decimal(0)}, "no_years"),
    ],
)
def test_a_line_that_cannot_be_priced_says_why(fields, code):
    with pytest.raises(StocktakeError) as caught:
        priced("abpm", reworked(sample_card(), "abpm", **fields))
    assert caught.value.code == code
    assert caught.value.how_to_fix


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("overhead", "15", "share_out_of_range"),
        ("uplift", "-0.1", "share_out_of_range"),
        ("room_gbp_per_hour", "-9", "negative_amount"),
    ],
)
def test_a_shared_figure_that_cannot_be_is_refused(setting, value, code):
    card = with_setting(sample_card(), CardSetting(id=setting, value=Decimal(value)))
    assert [(each.code, each.where) for each in price_card(card).problems] == [(code, "The card")]


def test_a_line_of_a_price_list_has_a_price_and_nothing_else():
    line = CardLine(id="x", name="X", unit="visit", published_gbp=Decimal("20.5"))
    assert str(price_line(sample_card(), line).price_gbp) == "20.50"
    assert price_line(sample_card(), line).cost is None
    for stated, code in ((None, "no_price"), (Decimal(-1), "negative_amount")):
        with pytest.raises(StocktakeError) as caught:
            price_line(sample_card(), CHANGED(line, published_gbp=stated))
        assert caught.value.code == code


def test_references_and_own_costs_never_stand_in_one_card():
    for card in (CHANGED(sample_card(), mode="reference"), reference_card(mode="own_costs")):
        found = price_card(card)
        assert found.lines == ()
        assert {each.code for each in found.problems} == {"mixed_modes"}


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(st.dictionaries(st.sampled_from(["overhead", "management"]), shares), pounds, pounds)
def test_a_reference_price_never_has_overheads_or_rooms_in_it_twice(charges, room, room_minutes):
    card = reference_card()
    for name, value in {**charges, "room_gbp_per_hour": room}.items():
        card = with_setting(card, CardSetting(id=name, value=value))
    found = price_card(reworked(card, "visit", room_minutes=room_minutes)).lines[0]
    assert found.price_gbp == Decimal("28.23")
    assert {part.code for part in found.parts} == {"role.nurse", "consumables", "uplift"}


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(pays, shares)
def test_a_post_sold_out_for_a_year_recovers_its_cost_once(pay, overhead):
    role = CardRole(id="gp", label="GP", basis="pay", pay=pay)
    card = RateCard(id="c", title="c", base_year="2026/27", roles=(role,))
    settings = rate_settings_of(with_setting(card, CardSetting(id="overhead", value=overhead)))
    hour = line_cost(Line(minutes={"gp": Decimal(60)}), settings)
    costs = settings.hour_cost_gbp["gp"]
    assert hour.staff == costs
    assert hour.overhead == costs * Fraction(overhead)
    assert hour.cost == hour.staff + hour.overhead + hour.management


RISING = ("consumables_gbp", "room_minutes", "equipment_gbp", "setup_gbp", "indemnity_gbp")


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards(), st.sampled_from(RISING), pounds)
def test_a_price_never_falls_when_a_cost_of_a_line_rises(card, field, more):
    for line in card.lines:
        work = CHANGED(line.work, **{field: getattr(line.work, field) + more})
        before, after = price_line(card, line), price_line(card, CHANGED(line, work=work))
        assert after.cost.price >= before.cost.price
        assert after.price_gbp >= before.price_gbp


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards(), st.sampled_from(["gp", "nurse"]), pounds)
def test_a_price_never_falls_when_minutes_or_pay_rise(card, role, more):
    dearer_roles = tuple(
        CHANGED(
            each,
            cost_gbp=each.cost_gbp + more,
            pay=each.pay and CHANGED(each.pay, yearly_gbp=each.pay.yearly_gbp + more),
        )
        for each in card.roles
    )
    dearer = CHANGED(card, roles=dearer_roles)
    for line in card.lines:
        longer = {**line.work.minutes, role: line.work.minutes.get(role, Decimal(0)) + more}
        before = price_line(card, line).cost.price
        slow = CHANGED(line, work=CHANGED(line.work, minutes=longer))
        assert price_line(dearer, line).cost.price >= before
        assert price_line(card, slow).cost.price >= before


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards(), st.sampled_from(["overhead", "management", "uplift"]), shares)
def test_a_price_never_falls_when_a_shared_percentage_rises(card, name, more):
    now = card.value(name)
    dearer = with_setting(card, CardSetting(id=name, value=min(Decimal(1), now + more)))
    for line in card.lines:
        assert price_line(dearer, line).cost.price >= price_line(card, line).cost.price
