"""One engine prices the services table and the card, and what is missing is named."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import CardSetting, with_setting
from stocktake.rates.pricing import price_card
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.rate_card_beginning import empty_card, sample_card, services_card
from stocktake.tasks.rate_services import (
    SERVICES,
    SOURCE,
    code_of,
    differing,
    filled_card,
    lacks_minutes,
    margins_of,
    quick_costs,
    services,
)

PAYROLL = {
    "session_cost": Decimal(110) * Decimal("0.80") * 250 / 60,
    "nurse_hour_cost": Decimal(34),
    "hca_hour_cost": Decimal("20.40"),
    "admin_hour_cost": Decimal("18.90"),
    "overhead_pct": Decimal(15),
}
ECG = {"hca_min": 20, "gp_min": 5, "admin_min": 3, "consumables": "0.80", "volume": 420}
LEG = {"nurse_min": 45, "admin_min": 3, "consumables": 12, "volume": 300, "funded": "not_funded"}


def say(practice: OpenPractice, row: str, **cells: object) -> None:
    answers = {
        Address(SERVICES, row, f"{SERVICES}.{name}"): answered(
            value if name in ("funded", "provided", "class") else Decimal(str(value))
        )  # type: ignore[arg-type]
        for name, value in cells.items()
    }
    practice.enter_all(STOCKTAKE, answers)


@pytest.fixture
def costed(practice: OpenPractice) -> OpenPractice:
    """A practice with its costs of time, and two services; one is paid, one is not."""
    paid = {Address(f"services.{name}"): answered(value) for name, value in PAYROLL.items()}
    practice.enter_all(STOCKTAKE, paid)
    say(practice, "ecg", provided="by_us", funded="partly", price=25, **ECG)
    say(practice, "wound_complex", provided="by_us", **LEG)
    return practice


def cost_in_table(practice: OpenPractice, row: str) -> object:
    return practice.sheet(STOCKTAKE).value(f"{SERVICES}.unit_cost", row)


def test_a_card_from_the_services_costs_what_the_table_says(costed: OpenPractice) -> None:
    card = services_card(costed)
    found = {each.line.service: each.cost.cost_gbp for each in price_card(card).lines if each.cost}
    assert found == {row: cost_in_table(costed, row) for row in ("ecg", "wound_complex")}
    assert [line.work.yearly_volume for line in card.lines if line.work] == [420, 300]
    assert card.value("overhead") == Decimal("0.15")
    assert card.setting("overhead").source.startswith(SOURCE)


def test_what_only_the_card_knows_raises_the_cost_in_the_table_too(costed: OpenPractice) -> None:
    working = WorkingCard(costed.workspace, costed)
    card = services_card(costed)
    more = {"room_minutes": Decimal(20), "equipment_gbp": Decimal("1.85")}
    fuller = tuple(
        msgspec.structs.replace(
            line,
            work=msgspec.structs.replace(line.work, missed_share=Decimal("0.05"), **more),
        )
        if line.service == "ecg"
        else line
        for line in card.lines
    )
    working.keep(card, "Begun")
    assert cost_in_table(costed, "ecg") == price_card(card).lines[0].cost.cost_gbp
    working.keep(msgspec.structs.replace(card, lines=fuller), "ECG, room")
    assert cost_in_table(costed, "ecg") == Decimal("29.09")
    assert costed.sheet(STOCKTAKE).value(f"{SERVICES}.margin", "ecg") == Decimal("-4.09")
    assert margins_of(costed.sheet(STOCKTAKE), working.card).each[0].unit_gbp == Decimal("-4.09")
    working.undo()
    assert cost_in_table(costed, "ecg") == price_card(card).lines[0].cost.cost_gbp


def test_margins_tell_what_is_paid_lost_and_given_away(costed: OpenPractice) -> None:
    found = margins_of(costed.sheet(STOCKTAKE), None)
    assert found.paid_gbp == 25 * 420
    assert found.losses[0].work.name.startswith("Leg ulcer")
    assert found.given_away_gbp == cost_in_table(costed, "wound_complex") * 300


def test_a_service_with_figures_missing_is_on_the_card_and_named(costed: OpenPractice) -> None:
    say(costed, "spirometry", provided="by_us", volume=80)
    card = services_card(costed)
    line = next(line for line in card.lines if line.service == "spirometry")
    assert lacks_minutes(line)
    sheet = costed.sheet(STOCKTAKE)
    (unknown,) = margins_of(sheet, card).not_known
    assert unknown.missing == ("cost", "price")


def test_core_work_and_what_others_do_stay_off_the_card(costed: OpenPractice) -> None:
    before = services(costed.sheet(STOCKTAKE))
    say(costed, "cervical", provided="by_us", volume=80)
    say(costed, "spirometry", provided="by_other", volume=80)
    say(costed, "minor_surgery", provided="by_us", funded="in_core", volume=80)
    assert services(costed.sheet(STOCKTAKE)) == before


def test_the_price_of_a_unit_comes_from_the_years_income(costed: OpenPractice) -> None:
    say(costed, "spirometry", provided="by_us", volume=80, income=2000)
    found = next(s for s in services(costed.sheet(STOCKTAKE)) if s.code == "spirometry")
    assert found.paid_gbp == 25


def test_bringing_up_to_date_keeps_what_only_the_card_knows(costed: OpenPractice) -> None:
    card = sample_card(costed)
    sheet = costed.sheet(STOCKTAKE)
    assert "12-lead ECG with interpretation" in differing(card, sheet)
    filled = filled_card(card, sheet)
    ecg = next(line for line in filled.lines if line.service == "ecg")
    assert ecg.work is not None
    assert (ecg.work.yearly_volume, ecg.work.room_minutes) == (420, 20)
    assert len(filled.lines) == 18
    assert filled.roles == card.roles
    assert differing(filled, sheet) == ()


def test_an_overhead_of_the_cards_own_is_not_taken_back(costed: OpenPractice) -> None:
    own = CardSetting(id="overhead", value=Decimal("0.2"), source="Accounts 2025/26")
    card = with_setting(empty_card(costed), own)
    assert filled_card(card, costed.sheet(STOCKTAKE)).value("overhead") == Decimal("0.2")


def test_no_cost_is_taken_from_a_question_nobody_answered(practice: OpenPractice) -> None:
    say(practice, "ecg", provided="by_us", funded="partly", price=25, **ECG)
    sheet = practice.sheet(STOCKTAKE)
    assert quick_costs(sheet).paid_hours() == {}
    card = services_card(practice)
    assert card.roles == ()
    assert price_card(card).problems[0].code == "role_cost_missing"
    assert margins_of(sheet, card).each[0].missing == ("cost",)


def test_a_card_with_its_own_hours_costs_what_the_table_cannot(practice: OpenPractice) -> None:
    say(practice, "ecg", provided="by_us", funded="partly", price=25, **ECG)
    sheet = practice.sheet(STOCKTAKE)
    found = margins_of(sheet, filled_card(sample_card(practice), sheet))
    assert found.each[0].unit_gbp == Decimal("-4.09")


def test_a_service_is_known_by_its_code(costed: OpenPractice) -> None:
    assert code_of(costed.sheet(STOCKTAKE), "ecg") == "ecg"
