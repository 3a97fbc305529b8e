"""Figures, money, percentages and labels are understood as people write them, or refused."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stocktake.questionnaire.as_typed import (
    NotUnderstood,
    code_of,
    nearest,
    parse_number,
    without_invisible,
)
from stocktake.questionnaire.form import Choice, Column, Question

ROLES = Column(
    id="t.role",
    type="choice",
    label="Role",
    choice=(
        Choice(code="gp", label="Salaried GP"),
        Choice(code="nurse", label="Practice nurse"),
        Choice(code="mgr", label="Manager's deputy (days – nights)"),
    ),
)


def field(kind: str, unit: str = "") -> Column:
    return Column(id="t.x", type=kind, label="X", unit=unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "9,120", "9120"),
        ("number", "1,009,120", "1009120"),
        ("number", "9\u00a0120", "9120"),
        ("number", "9\u202f120 ", "9120"),
        ("number", "\ufeff40\u200b", "40"),
        ("pounds", "£1,200.50", "1200.50"),
        ("pounds", "£ 1,200.50", "1200.50"),
        ("pounds", "(1,200.50)", "-1200.50"),
        ("pounds", "(£40)", "-40"),
        ("pounds", "-£40", "-40"),
        ("pounds", "£-40", "-40"),
        ("percent", "45%", "45"),
        ("percent", "45 %", "45"),
        ("decimal", ".5", "0.5"),
        ("decimal", "1.2E+04", "12000"),
        ("wte", "\u22120.5", "-0.5"),
    ],
)
def test_a_figure_is_read_as_people_write_it(kind: str, typed: str, value: str) -> None:
    assert parse_number(typed, field(kind)) == Decimal(value)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "about 40"),
        ("number", "1,2"),
        ("number", "9,12"),
        ("number", "91,20"),
        ("number", "3 4"),
        ("number", "9.120,50"),
        ("number", "£"),
        ("number", "-"),
        ("number", "#N/A"),
        ("number", "4 GPs"),
        ("number", "½"),
        ("number", "£40"),
        ("number", "45%"),
        ("wte", "45%"),
        ("pounds", "45%"),
        ("percent", "£45"),
        ("decimal", "12345678901234567890"),
        ("decimal", "--4"),
    ],
)
def test_what_is_no_such_figure_is_refused_and_never_guessed(kind: str, typed: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        parse_number(typed, field(kind))
    assert refusal.value.how_to_fix


def test_money_and_shares_are_taken_where_the_unit_asks_for_them() -> None:
    assert parse_number("£40", field("number", "pounds per hour")) == 40
    assert parse_number("45%", field("number", "percent")) == 45


@given(st.decimals(places=2, allow_nan=False, min_value=-(10**9), max_value=10**9))
def test_any_sum_written_with_commas_comes_back(number: Decimal) -> None:
    assert parse_number(f"{number:,}", field("pounds")) == number
    assert parse_number(f"£{number:,}", field("pounds")) == number


@given(st.text(max_size=40))
@example("E0")
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        number = parse_number(text, field("decimal"))
    except NotUnderstood:
        return
    assert number is None or number.is_finite()


def test_what_no_screen_shows_is_left_out_and_the_rest_is_kept() -> None:
    assert without_invisible("a\x00b\x07\r\nc\td\ud800\ufffe 😀 café") == "ab\nc\td 😀 café"


def test_a_label_is_found_whatever_its_quotes_dashes_and_spaces() -> None:
    assert code_of("MANAGER’S deputy\u00a0(days - nights) ", ROLES) == "mgr"
    assert code_of("nurse", ROLES) == "nurse"


def test_an_unknown_label_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        code_of("Practise nurse", ROLES)
    assert "Practice nurse" in refusal.value.how_to_fix
    found = nearest("salaried g.p.", ROLES)
    assert found is not None and found.code == "gp"
    assert nearest("Astronaut", ROLES) is None


@pytest.mark.parametrize("text", ["x" * 40_000, "£" + "1" * 40_000, "0." + "3" * 40_000])
def test_a_long_text_that_is_no_figure_is_told_by_its_beginning(text: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        parse_number(text, field("wte"))
    assert len(refusal.value.what) < 120


def test_a_refused_label_says_that_there_are_more_than_it_names() -> None:
    many = tuple(Choice(code=f"c{n}", label=f"Role {n}") for n in range(1, 15))
    with pytest.raises(NotUnderstood) as refusal:
        code_of("Astronaut", Question(id="q", type="choice", label="Q", choice=many))
    assert refusal.value.how_to_fix.endswith("Role 11; Role 12; and 2 more.")
