"""Reading formulas: what is understood, what is refused, and what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import MAX_DEPTH, MAX_LENGTH, FormulaError, parse
from stocktake.questionnaire.formula.functions import FUNCTIONS
from stocktake.questionnaire.formula.signatures import SIGNATURES


def refusal(formula: str) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    return caught.value


def test_a_missing_bracket_is_shown_where_the_formula_ends() -> None:
    error = refusal("sum(${w}")
    assert error.message == "expected ')' but the formula ends at character 9: sum(${w}▶"
    assert error.position == 9


def test_too_few_arguments_show_how_the_function_is_written() -> None:
    error = refusal("if(${a} = 'x', 'y')")
    assert error.message == "if() needs 3 arguments: if(condition, then, otherwise)"
    assert error.code == "argument_count"


@pytest.mark.parametrize(
    ("formula", "needs"),
    [
        ("today(1)", "no arguments"),
        ("not()", "1 argument:"),
        ("round()", "1 to 2 arguments"),
        ("coalesce(1)", "at least 2 arguments"),
        ("min()", "at least 1 argument:"),
    ],
)
def test_a_wrong_number_of_arguments_says_how_many(formula: str, needs: str) -> None:
    assert needs in refusal(formula).message


@pytest.mark.parametrize(
    ("formula", "code", "position"),
    [
        ("", "empty", 1),
        ("   ", "empty", 1),
        ("1 +", "expected", 4),
        ("= 1", "expected", 1),
        ("1 2", "expected", 3),
        ("(1))", "unopened", 4),
        ("${a} = yes", "bare_word", 8),
        ("if", "bare_word", 1),
        ("and 1", "expected", 1),
        ("..", "path", 1),
        ("position()", "expected", 10),
        ("position(.)", "expected", 10),
        ("sum(..)", "path", 5),
        ("foo( ${a} =", "unknown_function", 1),
        ("1 + instance('x')", "refused_function", 5),
        ("pulldata('prices', 'a', 'b', 'c')", "refused_function", 1),
        ("choice-value('x', 'group')", "bad_argument", 14),
        ("choice-value(${x}, ${y})", "bad_argument", 20),
        ("jr:choice-name(${x}, 'x')", "bad_argument", 22),
        ("indexed-repeat(1, ${t}, 1)", "bad_argument", 16),
        ("join(${a}, ${b})", "bad_argument", 6),
        ("format-date(today(), '%Q')", "bad_format", 22),
        ("regex(., '(a+)+')", "bad_pattern", 11),
        ("regex(., '[a-z')", "bad_pattern", 15),
    ],
)
def test_what_is_not_a_formula_is_refused_where_it_goes_wrong(
    formula: str, code: str, position: int
) -> None:
    error = refusal(formula)
    assert (error.code, error.position) == (code, position)


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("sums(${a})", "sum()"),
        ("SUM(${a})", "sum()"),
        ("substring(${a}, 1)", "substr("),
        ("average(${a})", "count-non-empty"),
        ("countif(${a} = 1)", "count-if("),
        ("instance('x')", "choice-value"),
    ],
)
def test_an_unknown_function_comes_with_what_to_write_instead(formula: str, says: str) -> None:
    assert says in str(refusal(formula))


def test_brackets_go_fifty_deep_and_no_deeper() -> None:
    assert MAX_DEPTH == 50
    parse("(" * 50 + "1" + ")" * 50)
    parse("not(" * 50 + "1" + ")" * 50)
    assert refusal("(" * 51 + "1" + ")" * 51).code == "too_deep"
    assert refusal("(" * 900 + "1" + ")" * 900).code == "too_deep"


def test_a_formula_has_at_most_two_thousand_characters() -> None:
    assert MAX_LENGTH == 2_000
    parse("1" + " " * 1_999)
    assert refusal("1" + " " * 2_000).code == "too_long"
    assert refusal("(" * 3_000).code == "too_long"


@pytest.mark.parametrize("formula", ["1" + "+1" * 999, "-" * 1_999 + "1", "1" + " and 1" * 333])
def test_a_long_flat_formula_is_not_a_deep_one(formula: str) -> None:
    assert parse(formula).text == formula


def test_a_formula_is_read_once() -> None:
    assert parse("${a.b} + 1") is parse("${a.b} + 1")
    assert parse("1") == parse("1") != parse("1 ")


def test_an_expression_knows_what_it_names() -> None:
    expression = parse(
        "if(${ACC-01.ready_now} = 'yes', ${ind.gp_wte}, jr:choice-name(${a.b}, '${c.d}'))"
    )
    assert expression.references == {"ACC-01.ready_now", "ind.gp_wte", "a.b", "c.d"}
    assert expression.functions == {"if", "jr:choice-name"}


def test_an_expression_knows_whether_it_looks_at_the_day_or_at_its_own_answer() -> None:
    plain, dated, own = parse("${a} > 1"), parse(". <= today()"), parse("once(1)")
    assert (plain.uses_today, plain.uses_self) == (False, False)
    assert (dated.uses_today, dated.uses_self) == (True, True)
    assert (own.uses_today, own.uses_self) == (False, True)
    assert parse("now()").uses_today


def test_an_expression_knows_which_blanks_it_tests_for() -> None:
    expression = parse("${a} != '' and coalesce(${b}, ${c}) > ${d} and '' = ${e}")
    assert expression.tests_blank == {"a", "b", "e"}


@pytest.mark.parametrize("formula", ["if (true(), 1, 2)", "1\n+\n2", "${ a }", "'a b'='a b'"])
def test_spaces_and_new_lines_between_parts_do_not_matter(formula: str) -> None:
    assert parse(formula)


def test_ids_that_differ_only_by_case_are_different() -> None:
    assert parse("${a.B} + ${a.b}").references == {"a.B", "a.b"}


def test_every_function_has_its_code_and_its_line() -> None:
    assert set(FUNCTIONS) == set(SIGNATURES)


def test_every_way_of_writing_a_function_that_is_shown_can_be_read() -> None:
    for signature in SIGNATURES.values():
        assert signature.usage.split("(")[0] in SIGNATURES
    assert parse(SIGNATURES["format-date"].usage.replace("date,", "today(),"))


GRAMMAR_WORDS = [
    *["(", "(", ")", ")", ",", "+", "-", "*", "div", "mod", "and", "or", "=", "!=", "<", ">="],
    *[".", "..", "1", "0.5", "''", "'a'", "${a}", "${t.b}", "'(a+)+'", "'[0-9]{2}'", "'%d'"],
    *["“", "\u00a0", *[f"{name}(" for name in SIGNATURES]],
]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(GRAMMAR_WORDS)).map(" ".join)))
def test_reading_any_text_gives_a_formula_or_says_why_not(text: str) -> None:
    try:
        assert parse(text).text == text
    except FormulaError as error:
        assert error.code
        assert error.message
        assert 1 <= error.position <= len(text) + 1
