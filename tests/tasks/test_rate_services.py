"""One engine prices the services table and the card, and what is missing is named."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from stocktake.questionnaire.answers import BLANK, Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.card import CardSetting, with_setting
from stocktake.rates.pricing import price_card
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.rate_card_beginning import empty_card, sample_card, services_card
from stocktake.tasks.rate_services import (
    MADE_UP,
    SERVICES,
    SOURCE,
    code_of,
    differing,
    differing_costs,
    filled_card,
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
    assert line.lacks_minutes
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
    pharmacist = next(role for role in card.roles if role.id == "pharmacist")
    assert pharmacist in filled.roles
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


def test_bringing_up_to_date_keeps_how_many_people_a_cost_is_drawn_from(
    costed: OpenPractice,
) -> None:
    card = services_card(costed)
    three = tuple(msgspec.structs.replace(role, staff_count=3) for role in card.roles)
    costed.enter_all(STOCKTAKE, {Address("services.hca_hour_cost"): answered(Decimal(21))})
    filled = filled_card(msgspec.structs.replace(card, roles=three), costed.sheet(STOCKTAKE))
    hca = next(role for role in filled.roles if role.id == "hca")
    assert (hca.cost_gbp, hca.staff_count) == (21, 3)


def test_a_service_named_twice_is_two_lines_that_both_follow_the_table(
    costed: OpenPractice,
) -> None:
    sheet = costed.sheet(STOCKTAKE)
    costed.enter_all(
        STOCKTAKE, {Address(SERVICES, "again", f"{SERVICES}.service"): answered("ecg")}
    )
    say(costed, "again", provided="by_us", funded="partly", price=20, **{**ECG, "volume": 30})
    card = services_card(costed)
    ids = [line.id for line in card.lines]
    assert len(set(ids)) == len(ids)
    ecgs = [line for line in card.lines if line.name.startswith("ECG")]
    assert [line.work.yearly_volume for line in ecgs if line.work] == [420, 30]
    assert differing(card, sheet) == ()
    working = WorkingCard(costed.workspace, costed)
    roomy = msgspec.structs.replace(ecgs[0].work, room_minutes=Decimal(20))
    first = msgspec.structs.replace(ecgs[0], work=roomy)
    lines = tuple(first if line.id == first.id else line for line in card.lines)
    working.keep(msgspec.structs.replace(card, lines=lines), "ECG, room")
    priced = {each.line.id: each.cost.cost_gbp for each in price_card(working.card).lines}
    assert cost_in_table(costed, "ecg") == priced[first.id]
    assert cost_in_table(costed, "again") == priced[ecgs[1].id] != priced[first.id]
    say(costed, "again", volume=40)
    assert len(differing(card, sheet)) == 1
    again = filled_card(card, sheet)
    assert [line.id for line in again.lines] == ids
    assert differing(again, sheet) == ()


def test_costs_of_time_that_the_table_has_otherwise_are_named(costed: OpenPractice) -> None:
    card, sheet = services_card(costed), costed.sheet(STOCKTAKE)
    assert differing_costs(card, sheet) == ()
    new = {"hca_hour_cost": Decimal(21), "overhead_pct": Decimal(20)}
    costed.enter_all(
        STOCKTAKE, {Address(f"services.{name}"): answered(value) for name, value in new.items()}
    )
    overhead = "Overheads, added to staff cost"
    assert differing_costs(card, sheet) == ("Healthcare assistant", overhead)
    assert differing_costs(filled_card(card, sheet), sheet) == ()
    own = CardSetting(id="overhead", value=Decimal("0.15"), source="Accounts 2025/26")
    roles = tuple(msgspec.structs.replace(role, source="Payroll") for role in card.roles)
    assert differing_costs(msgspec.structs.replace(card, roles=roles), sheet) == (overhead,)
    assert differing_costs(with_setting(card, own), sheet) == ("Healthcare assistant",)


def test_a_service_never_shows_two_costs(costed: OpenPractice) -> None:
    working = WorkingCard(costed.workspace, costed)
    sheet = costed.sheet(STOCKTAKE)
    made_up = sample_card(costed)
    assert all(role.source == MADE_UP for role in made_up.roles)
    card = filled_card(made_up, sheet)
    assert [r.source for r in card.roles if r.source == MADE_UP] == [MADE_UP]
    ecg = next(line for line in card.lines if line.service == "ecg")
    pharmacist = {**ecg.work.minutes, "pharmacist": Decimal(4)}
    lines = (
        msgspec.structs.replace(ecg, work=msgspec.structs.replace(ecg.work, minutes=pharmacist)),
    )
    hca = tuple(
        msgspec.structs.replace(role, cost_gbp=Decimal(30), source="Payroll, March")
        if role.id == "hca"
        else role
        for role in card.roles
    )
    own = CardSetting(id="overhead", value=Decimal("0.2"), source="Accounts 2025/26")
    changed = with_setting(msgspec.structs.replace(card, lines=lines, roles=hca), own)
    for each in (card, msgspec.structs.replace(card, lines=lines), changed):
        working.keep(each, "Changed")
        priced = {p.line.service: p.cost.cost_gbp for p in price_card(each).lines if p.cost}
        assert cost_in_table(costed, "ecg") == priced["ecg"]
    costed.enter_all(STOCKTAKE, {Address(SERVICES, "ecg", f"{SERVICES}.consumables"): BLANK})
    assert cost_in_table(costed, "ecg") == priced["ecg"]
    say(costed, "ecg", consumables=0)
    assert cost_in_table(costed, "ecg") < priced["ecg"]
