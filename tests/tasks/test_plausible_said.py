"""Answers written in a file are read by question, row and cell, and slips are seen."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Value
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.plausible_said import answers_said


def read(text: str) -> dict[Address, Value | None]:
    written = tomllib.loads(text, parse_float=Decimal)
    found = answers_said(shipped_form("practice_stocktake"), written)
    return {address: answer.value for address, answer in found.items()}


def test_each_kind_of_answer_becomes_its_value() -> None:
    found = read(
        "profile.list_size = 5200\n"
        "profile.imd_score = 27.4\n"
        "admin.as_at = 2026-10-31\n"
        'admin.contributors = ["gp_partner", "nurse_lead"]\n'
        'profile.dispensing = "yes"\n'
        "demand.m_urgent = 3\n"
    )
    assert found == {
        Address("profile.list_size"): Decimal(5200),
        Address("profile.imd_score"): Decimal("27.4"),
        Address("admin.as_at"): date(2026, 10, 31),
        Address("admin.contributors"): ("gp_partner", "nurse_lead"),
        Address("profile.dispensing"): "yes",
        Address("demand.m_urgent"): Decimal(3),
    }


def test_rows_go_by_their_option_or_by_a_name_or_are_numbered_for_ever() -> None:
    found = read(
        "[workforce.roles]\nhca = { wte = 0.8 }\n"
        '[[plan.top5]]\nrow = "first"\nplace = 1\n'
        "[[plan.top5]]\nplace = 2\n"
    )
    rows = [address.row for address in found]
    assert rows[:2] == ["hca", "first"]
    assert len(rows[2]) == 8
    assert rows[2] in {a.row for a in read("[[plan.top5]]\nrow = 'x'\n[[plan.top5]]\nplace = 2\n")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("profile.list_sise = 5200", "profile.list_sise"),
        ('profile.list_size = "many"', "profile.list_size"),
        ("[workforce.roles]\nhca = { wet = 0.8 }", "workforce.roles.wet"),
        ("workforce.roles = 3", "workforce.roles"),
    ],
)
def test_a_slip_is_named(text: str, name: str) -> None:
    with pytest.raises(StocktakeError, match="does not fit the form") as refusal:
        read(text)
    assert refusal.value.what.endswith(f"{name}.")
