"""Rounding, powers and turning things into numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import Result
from stocktake.units import round_half_up


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("round(-1.5)", "-2"),
        ("round(1.5)", "2"),
        ("round(2.5)", "3"),
        ("round(-0.4)", "0"),
        ("round(1.005, 2)", "1.01"),
        ("round(1234.5, -2)", "1200"),
        ("round(7, 3)", "7"),
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int('7.5')", "7"),
        ("floor(-1.2)", "-2"),
        ("ceiling(-1.2)", "-1"),
        ("ceiling(1.2)", "2"),
        ("abs(-3.5)", "3.5"),
        ("number(' 12.50 ')", "12.5"),
        ("number(true()) + number(false())", "1"),
        ("pow(2, 10)", "1024"),
        ("pow(2, -1)", "0.5"),
        ("pow(0, 0)", "1"),
        ("pow(-2, 3)", "-8"),
    ],
)
def test_numbers(work, formula, expected) -> None:
    assert str(work(f"string({formula})").value) == expected


def test_a_fifth_root_is_right_to_many_digits(work) -> None:
    root = work("pow(1.06, 1 div 5)").value
    assert round_half_up(root**5, 20) == Decimal("1.06")


@pytest.mark.parametrize("name", ["number", "int", "round", "floor", "ceiling", "abs", "-", "2 * "])
def test_a_number_of_a_blank_is_a_blank(work, name) -> None:
    assert work(f"{name}(${{a}})") == Result(None, ("a",))


def test_a_blank_power_is_a_blank(work) -> None:
    assert work("pow(${a}, ${b})") == Result(None, ("a", "b"))


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(-40, 40))
def test_rounding_gives_a_number_near_or_a_reason(work, number, places) -> None:
    result = work("round(${a}, ${n})", answers={"a": number, "n": places})
    if result.value is None:
        assert result.reason or result.missing
    elif abs(number) < Decimal("1e20"):
        assert abs(result.value - number) <= Decimal(10) ** -places / 2 + Decimal("1e-8")
