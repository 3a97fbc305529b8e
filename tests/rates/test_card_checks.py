from datetime import date
from decimal import Decimal

import pytest
from rate_cards import CHANGED, reference_card, reworked, sample_card

from stocktake.rates.card import CardSetting, Scope, with_setting
from stocktake.rates.card_checks import fit_to_publish, unlikely
from stocktake.rates.role_cost import Pay


def codes(card):
    return {problem.code for problem in fit_to_publish(card)}


def with_role(card, name, **fields):
    roles = tuple(CHANGED(role, **fields) if role.id == name else role for role in card.roles)
    return CHANGED(card, roles=roles)


def test_the_sample_is_fit_to_publish_and_looks_right():
    assert fit_to_publish(sample_card()) == ()
    assert unlikely(sample_card()) == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"publisher": ""}, "missing"),
        ({"contact_role": " "}, "missing"),
        ({"licence": ""}, "missing"),
        ({"list_size": 0}, "missing"),
        ({"effective_from": None}, "missing"),
        ({"review_on": None}, "missing"),
        ({"changes": ()}, "missing"),
        ({"scope": Scope()}, "missing"),
        ({"version": "1.0"}, "version"),
        ({"version": "1.0.0 "}, "version"),
        ({"base_year": "2026"}, "years_do_not_follow"),
        ({"effective_to": date(2026, 12, 31)}, "dates"),
        ({"review_on": date(2026, 1, 1)}, "dates"),
        ({"status": "draft"}, "draft"),
        ({"status": "adopted"}, "missing"),
        ({"status": "adopted", "adopted_by": "PCN board"}, "missing"),
        ({"lines": ()}, "missing"),
        ({"lines": sample_card().lines[:1] * 2}, "twice"),
        ({"mode": "reference"}, "mixed_modes"),
        ({"uplift": CHANGED(sample_card().uplift, index="")}, "missing"),
        ({"uplift": CHANGED(sample_card().uplift, years=sample_card().uplift.years[1:])},
         "years_do_not_follow"),
    ],
)  # fmt: skip
def test_what_keeps_a_card_from_being_published_is_said(fields, code):
    found = fit_to_publish(CHANGED(sample_card(), **fields))
    assert code in {each.code for each in found}
    assert all(each.where and each.what and each.how_to_fix for each in found)


@pytest.mark.parametrize("fields", [{"mode": "reference"}, {"base_year": "2026"}])
def test_what_is_wrong_with_the_whole_card_is_said_once(fields):
    assert len(fit_to_publish(CHANGED(sample_card(), **fields))) == 1


def test_a_card_is_proposed_until_a_body_and_a_date_have_adopted_it():
    card = sample_card()
    assert card.status_in_words == "Proposed"
    assert CHANGED(card, status="draft").status_in_words == "Draft"
    assert CHANGED(card, status="adopted").status_in_words == "Proposed"
    adopted = CHANGED(card, status="adopted", adopted_by="PCN board", adopted_on=date(2026, 12, 1))
    assert adopted.status_in_words == "Adopted by PCN board on 1 December 2026"
    assert fit_to_publish(adopted) == ()


def test_a_role_is_published_from_three_people_or_a_reference():
    assert codes(with_role(sample_card(), "pharmacist", staff_count=2)) == {"too_few_staff"}
    assert codes(with_role(sample_card(), "pharmacist", staff_count=3)) == set()
    assert "too_few_staff" not in codes(reference_card())
    assert codes(with_role(sample_card(), "gp", staff_count=0)) == {"too_few_staff"}


def test_it_is_said_whether_the_number_of_people_is_too_small_or_not_given():
    said = {
        count: fit_to_publish(with_role(sample_card(), "gp", staff_count=count))[0]
        for count in (0, 1, 2)
    }
    assert said[0].what == "It does not say how many people its cost is drawn from."
    assert "Give the number" in said[0].how_to_fix
    assert "from one person only" in said[1].what
    assert "from two people only" in said[2].what


def test_a_reference_needs_its_edition():
    found = fit_to_publish(with_role(reference_card(), "nurse", edition=""))
    assert ("missing", "Practice nurse") in {(each.code, each.where) for each in found}


def test_a_line_without_anybodys_minutes_keeps_the_card_back():
    card = reworked(sample_card(), "ecg", minutes={"hca": Decimal(0)})
    (stop,) = fit_to_publish(card)
    assert (stop.code, stop.where) == ("no_minutes", "12-lead ECG with interpretation")


def test_a_line_that_cannot_be_priced_keeps_the_card_back():
    assert codes(reworked(sample_card(), "ecg", missed_share=Decimal(1))) == {"missed_share"}


@pytest.mark.parametrize(
    ("name", "fields", "where"),
    [
        ("phlebotomy", {"consumables_gbp": Decimal(1100)}, "Phlebotomy, one visit"),
        ("ecg", {"equipment_gbp": Decimal(201)}, "12-lead ECG with interpretation"),
        ("ecg", {"minutes": {"hca": Decimal(1200)}}, "12-lead ECG with interpretation"),
        ("dmard", {"setup_gbp": Decimal(900_000)}, "Shared-care DMARD, patient-year"),
    ],
)
def test_a_figure_that_looks_like_a_slip_of_the_pen_is_asked_about(name, fields, where):
    found = unlikely(reworked(sample_card(), name, **fields))
    assert {each.where for each in found} == {where}
    assert "pence" in found[0].how_to_fix


def test_an_hour_typed_in_pence_and_a_strange_percentage_are_asked_about():
    found = unlikely(with_role(sample_card(), "hca", cost_gbp=Decimal(2400)))
    assert (found[0].where, found[0].what) == ("Healthcare assistant", "An hour costs £2,400.")
    card = with_setting(sample_card(), CardSetting(id="ni_share", value=Decimal("0.5")))
    assert [each.where for each in unlikely(card)] == ["Employer National Insurance"]
    pay = Pay(
        yearly_gbp=Decimal(2_700_000), leave_days=Decimal(27), bank_holiday_days=Decimal(8),
        sickness_days=Decimal(6), training_days=Decimal(4), bookable_share=Decimal("0.85"),
    )  # fmt: skip
    card = with_role(sample_card(), "hca", basis="pay", pay=pay)
    assert "Pay is £2,700,000 a year." in [each.what for each in unlikely(card)]
