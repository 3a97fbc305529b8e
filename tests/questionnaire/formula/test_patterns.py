"""Patterns: the safe subset, matched the way Python would, but always in bounded time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import FormulaError, compile_pattern
from stocktake.questionnaire.formula.patterns import MAX_PATTERN, MAX_SUBJECT

ATOMS = st.sampled_from(["a", "b", "A", "0", ".", "[ab]", "[^a]", "[a-c0-9]", r"\d", r"\.", r"\w"])
COUNTS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0}"])
ROWS = st.lists(st.tuples(ATOMS, COUNTS).map("".join), max_size=4).map("".join)
GROUPS = st.lists(ATOMS, min_size=1, max_size=3).flatmap(
    lambda atoms: st.tuples(st.sampled_from(["".join(atoms), "|".join(atoms)]), COUNTS).map(
        lambda pair: f"({pair[0]}){pair[1]}"
    )
)
PATTERNS = st.lists(st.one_of(ROWS, GROUPS), min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from(["".join(parts), "|".join(parts), f"^{''.join(parts)}$"])
)


@given(PATTERNS, st.text(alphabet="abcA01.-_\n", max_size=8))
def test_a_pattern_matches_what_python_matches_in_full(pattern: str, subject: str) -> None:
    expected = re.fullmatch(pattern, subject) is not None
    assert compile_pattern(pattern).matches(subject) is expected


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("^[A-Z][0-9]{5}$", "A12345", True),
        ("^[A-Z][0-9]{5}$", "A1234", False),
        ("[A-Z][0-9]{5}", "xA12345", False),
        ("[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", "LS1 4AP", True),
        ("20[0-9]{2}/[0-9]{2}", "2026/27", True),
        ("(yes|no)", "no", True),
        ("", "", True),
        ("a|", "", True),
        ("[]a]", "]", True),
        ("[a-]", "-", True),
        (r"[\d.]+", "1.5", True),
        (r"a\tb", "a\tb", True),
    ],
)
def test_patterns_that_forms_use(pattern: str, subject: str, expected: bool) -> None:
    assert compile_pattern(pattern).matches(subject) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        *["(a+)+", "(a*)*", "((a?)){2,}", "(a{2,3})+", "a**", "a+?", "a{2}{3}"],
        *[r"(a)\1", r"\bword\b", "(?=a)", "(?!a)", "(?<=a)", "(?P<n>a)", "(?i)a", r"\x41"],
        *["(a", "a)", "[a", "*a", "a{", "a{x}", "a{5,2}", "[b-a]", "a\\", "[[:alpha:]]"],
        *["a" * 201, "a{999}a{999}", "(" * 21 + "a" + ")" * 21, "[a-\\d]"],
    ],
)
def test_what_is_not_safe_or_not_a_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(FormulaError) as caught:
        compile_pattern(pattern)
    assert caught.value.code == "bad_pattern"


def test_an_optional_group_may_hold_a_repeat() -> None:
    assert compile_pattern(r"([0-9]+\.)?[0-9]+").matches("12.5")


def test_a_pattern_that_would_hang_python_is_worked_out_at_once() -> None:
    trap = compile_pattern("a?" * 60 + "a" * 60)
    assert trap.matches("a" * 60)
    assert not compile_pattern("a*" * 12 + "b").matches("a" * MAX_SUBJECT)
    assert not compile_pattern("(a|a|aa)*b").matches("a" * MAX_SUBJECT)


def test_a_text_longer_than_the_limit_is_not_matched() -> None:
    assert MAX_PATTERN == 200
    with pytest.raises(ValueError, match="too long"):
        compile_pattern("a*").matches("a" * (MAX_SUBJECT + 1))


@given(st.text(alphabet="ab01[](){}|^$.*+?\\-,:=!<>dws", max_size=30), st.text(max_size=20))
def test_any_text_is_a_pattern_or_is_refused(pattern: str, subject: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except FormulaError as error:
        assert error.code == "bad_pattern"
    else:
        assert compiled.matches(subject) in (True, False)
