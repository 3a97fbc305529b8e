"""Cutting a formula into tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import FormulaError
from stocktake.questionnaire.formula.lexing import tokens_of

PIECES = st.sampled_from(
    [
        *["${profile.list_size}", "${ACC-01.ready_now}", "${ind.gp_wte}", "${ id }", ".", ".."],
        *["1", "0.5", ".5", "1.", "007", "'it is'", '"it\'s"', "''", "and", "or", "div", "mod"],
        *["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "(", ")", ",", "if", "jr:choice-name"],
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_tokens_joined_with_spaces_are_cut_into_the_same_tokens(pieces: list[str]) -> None:
    tokens = tokens_of(" ".join(pieces))
    assert [token.text for token in tokens] == [*pieces, ""]
    assert [t.text for t in tokens_of(" ".join(t.text for t in tokens))] == [*pieces, ""]


@given(st.text(max_size=80))
def test_any_text_is_cut_into_tokens_where_they_stand_or_refused(text: str) -> None:
    try:
        tokens = tokens_of(text)
    except FormulaError as error:
        assert 1 <= error.position <= len(text) + 1
        return
    for token in tokens:
        assert text[token.position - 1 :].startswith(token.text)


def test_a_quote_inside_the_other_sort_of_quotes_is_part_of_the_text() -> None:
    assert tokens_of('"it\'s"')[0].content == "it's"
    assert tokens_of("'say \"yes\"'")[0].content == 'say "yes"'


@pytest.mark.parametrize(
    ("formula", "code", "position", "says"),
    [
        ("${a} = “yes”", "unexpected_character", 8, "straight quotes"),
        ("${a} = ‘yes’", "unexpected_character", 8, "straight quotes"),
        ("${a}\u00a0= 1", "unexpected_character", 5, "non-breaking space"),
        ("${a} =\u200b 1", "unexpected_character", 7, "invisible"),
        ("${a} == 3", "wrong_sign", 6, "one ="),
        ("${a} && ${b}", "wrong_sign", 6, "write and"),
        ("${a} || ${b}", "wrong_sign", 6, "write or"),
        ("${a} <> 3", "wrong_sign", 6, "!="),
        ("${a} => 3", "wrong_sign", 6, ">="),
        ("${a} =< 3", "wrong_sign", 6, "<="),
        ("${a} ≥ 3", "unexpected_character", 6, ">="),
        ("${a} / ${b}", "unexpected_character", 6, "div"),
        ("../name", "unexpected_character", 3, "paths"),
        ("${a} × 3", "unexpected_character", 6, "*"),
        ("3 – 1", "unexpected_character", 3, "hyphen"),
        ("'yes", "unclosed_text", 1, "closing quote"),
        ("${a", "unclosed_id", 1, "closing }"),
        ("${list size}", "bad_id", 1, "id of a question"),
        ("${}", "bad_id", 1, "id of a question"),
        ("1" * 29, "number_too_long", 1, "28 digits"),
    ],
)
def test_what_does_not_belong_is_named_with_its_place(
    formula: str, code: str, position: int, says: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        tokens_of(formula)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert says in str(caught.value)
    assert "▶" in caught.value.message


def test_a_curly_quote_inside_a_text_is_only_text() -> None:
    assert tokens_of("'the “core” contract'")[0].content == "the “core” contract"
