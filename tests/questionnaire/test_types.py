"""Types of question: what people type is read, kept and shown."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire import types
from stocktake.questionnaire.answers import encode_value
from stocktake.questionnaire.form import Choice, Question
from stocktake.questionnaire.types import TYPES, NotUnderstood

OPTIONS = (Choice(code="gms", label="GMS"), Choice(code="very_rural", label="Very rural (coastal)"))


def field(kind: str, **more: object) -> Question:
    return Question(id=f"a.{kind}", type=kind, label="Question", choice=OPTIONS, **more)


@pytest.mark.parametrize("name", TYPES)
def test_its_example_survives_parsing_storing_and_showing(name: str) -> None:
    kind = TYPES[name]
    typed = kind.example or "GMS"
    value = kind.parse(typed, field(name))
    assert value is not None
    assert kind.decode(encode_value(value)) == value
    assert kind.parse(kind.show(value, field(name)), field(name)) == value


@pytest.mark.parametrize("name", TYPES)
def test_a_blank_is_nothing_rather_than_zero(name: str) -> None:
    assert TYPES[name].parse("  ", field(name)) is None


def test_no_type_has_been_forgotten() -> None:
    folder = Path(types.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "base"} == set(TYPES)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "9,120", Decimal(9120)),
        ("number", " 9120 ", Decimal(9120)),
        ("number", "9 120\u00a0", Decimal(9120)),
        ("number", "12.0", Decimal(12)),
        ("decimal", "1.50", Decimal("1.50")),
        ("pounds", "£1,200.50", Decimal("1200.50")),
        ("pounds", "-£40", Decimal(-40)),
        ("percent", "62.5 %", Decimal("62.5")),
        ("wte", "\u22120.5", Decimal("-0.5")),
        ("date", "31/10/2026", date(2026, 10, 31)),
        ("date", "1.4.27", date(2027, 4, 1)),
        ("date", "12 March 2027", date(2027, 3, 12)),
        ("date", "2026-10-31 00:00:00", date(2026, 10, 31)),
        ("yes_no", "Y", "yes"),
        ("choice", "very rural  (coastal)", "very_rural"),
        ("choices", "very_rural; GMS", ("gms", "very_rural")),
        ("rating", "3 Reliable", Decimal(3)),
    ],
)
def test_people_type_and_paste_in_many_ways(kind: str, typed: str, value: object) -> None:
    assert types.parse(typed, field(kind)) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "about 40"),
        ("number", "3.5"),
        ("decimal", "NaN"),
        ("decimal", "1e999999"),
        ("decimal", "1_000"),
        ("date", "31/02/2026"),
        ("date", "soon"),
        ("yes_no", "maybe"),
        ("choice", "PMS"),
        ("choices", "GMS; PMS"),
        ("rating", "5"),
        ("text", "x" * 32_001),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str, typed: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        types.parse(typed, field(kind))
    assert refusal.value.how_to_fix


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_a_decimal_keeps_every_digit(number: Decimal) -> None:
    kind = TYPES["decimal"]
    assert kind.parse(kind.show(number, field("decimal")), field("decimal")) == number
    assert kind.decode(encode_value(number)) == number


@given(st.text(max_size=60), st.sampled_from(sorted(TYPES)))
def test_any_text_is_read_or_refused_but_never_breaks(text: str, name: str) -> None:
    try:
        value = TYPES[name].parse(text, field(name))
    except NotUnderstood:
        return
    assert value is None or TYPES[name].decode(encode_value(value)) == value


def test_figures_are_shown_as_people_write_them() -> None:
    assert types.show(Decimal(12400), field("number")) == "12,400"
    assert types.show(Decimal("1234.5"), field("pounds")) == "£1,234.50"
    assert types.show(Decimal(3), field("wte")) == "3.0"
    assert types.show(date(2027, 3, 12), field("date")) == "12 March 2027"
    assert types.show(None, field("number")) == ""


def test_a_rating_that_is_no_level_is_shown_as_it_is_and_never_as_another() -> None:
    shown = [types.show(Decimal(each), field("rating")) for each in ("3.0", "-1", "2.5", "7")]
    assert shown == ["3 Reliable", "-1", "2.5", "7"]
