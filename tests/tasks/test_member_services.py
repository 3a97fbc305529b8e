"""What a practice of a merge says of its services: minutes only in the unit that all count in."""

from decimal import Decimal

import pytest
from filled_practice import submission

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.member_services import intentions, minutes
from stocktake.tasks.sheets import sheet_of

TABLE = "services.catalogue"


def sheet_with(**cells: object) -> Sheet:
    answers = Answers()
    for name, value in {
        "service": "ecg",
        "provided": "by_us",
        "hca_min": Decimal(20),
        **cells,
    }.items():
        answers[Address(TABLE, "ecg", f"{TABLE}.{name}")] = answered(value)
    return sheet_of(submission(STOCKTAKE, answers=answers, route="full"))


def told(**cells: object) -> dict[str, Decimal]:
    return minutes(sheet_with(**cells))


def test_minutes_are_known_by_service_and_kind_of_staff() -> None:
    assert told() == {"ecg/hca_min": Decimal(20)}


def test_minutes_in_the_usual_unit_are_put_together() -> None:
    sheet = sheet_of(submission(STOCKTAKE, answers=Answers()))
    units = [c.code for c in sheet.loaded.fields[f"{TABLE}.volume_unit"].choice]
    usual = [unit for unit in units if told(volume_unit=unit)]
    assert len(units) > 2
    assert len(usual) == 1


@pytest.mark.parametrize("service", ["other", "a_row_of_their_own"])
def test_a_service_of_the_practice_s_own_is_nobody_else_s(service: str) -> None:
    assert told(service=service) == {}
    assert intentions(sheet_with(service=service, intent="stop")) == {}


def test_what_is_intended_is_known_by_service() -> None:
    assert intentions(sheet_with(intent="stop")) == {"ecg": "stop"}
