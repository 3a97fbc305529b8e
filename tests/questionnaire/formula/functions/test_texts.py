"""Text functions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stocktake.questionnaire.formula import Result


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("concat('a', 1.50, true())", "a1.5true"),
        ("contains('general practice', 'practice')", True),
        ("contains('a', '')", True),
        ("starts-with('practice', 'prac')", True),
        ("ends-with('practice', 'ice')", True),
        ("ends-with('practice', 'prac')", False),
        ("string-length('it is')", Decimal(5)),
        ("string-length(${a})", Decimal(0)),
        ("normalize-space('  a   b ')", "a b"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("translate('cab', 'aac', 'xy')", "xb"),
        ("substr('practice', 0, 4)", "prac"),
        ("substr('practice', 4)", "tice"),
        ("substr('practice', -3)", "ice"),
        ("substr('practice', 2, 1)", None),
        ("substr('practice', 0, 99)", "practice"),
        ("substr('', 0, 1)", None),
        ("string(2026)", "2026"),
        ("string(today())", "2026-11-22"),
    ],
)
def test_texts(work, formula, expected) -> None:
    assert work(formula).value == expected


def test_a_text_function_with_a_blank_takes_it_as_empty_and_misses_it(work) -> None:
    assert work("concat('x', ${a})") == Result("x", ("a",))


def test_a_pattern_must_match_the_whole_text(work) -> None:
    rule = "regex(., '^[A-Z][0-9]{5}$')"
    assert work(rule, self_value="B82001").holds
    assert not work(rule, self_value="B82001X").holds
    assert not work("regex(., '[0-9]{5}')", self_value="B82001").holds


def test_a_text_too_long_for_a_pattern_is_said_to_be(work) -> None:
    result = work("regex(., 'a*')", self_value="a" * 2_001)
    assert result.value is None
    assert "2,000" in result.reason
    assert work("regex(., 'a*')", self_value="a" * 2_000).holds


def test_a_pattern_that_is_not_written_out_is_not_used(work) -> None:
    assert work("regex('a', ${p})", answers={"p": "a"}).value is None


def test_a_text_put_together_is_never_longer_than_an_answer_may_be(work) -> None:
    assert work("concat(., .)", self_value="a" * 16_000).value == "a" * 32_000
    result = work("concat(., ., 'b')", self_value="a" * 16_000)
    assert result.value is None
    assert result.reason


def test_text_that_may_name_someone_is_found(work) -> None:
    assert work("not(may-name-someone(.))", self_value="The lead nurse is leaving").holds
    assert not work("not(may-name-someone(.))", self_value="Dr Example is leaving").holds
