"""Whatever formula is written, on whatever answers, it comes to one value and breaks nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.formula import FormulaError, evaluate, parse
from stocktake.questionnaire.formula.parsing import OPERATORS
from stocktake.questionnaire.formula.signatures import SIGNATURES

VALUES = st.one_of(
    st.none(),
    st.decimals(allow_nan=True),
    st.text(max_size=5),
    st.sampled_from(["yes", "2026-06-30", "3", "1e5", "-"]),
    st.booleans(),
    st.dates(),
    st.lists(st.sampled_from(["a", "b", "other"]), max_size=3).map(tuple),
)
LEAVES = st.sampled_from(
    [
        *["${q.a}", "${q.b}", "${t.x}", "${t.y}", "${t}", "${gone}", ".", "0", "1", "-3", "1.5"],
        *["99999999999999999999", "''", "'yes'", "'2026-06-30'", "'a b'", "today()", "now()"],
        *["true()", "position(..)", "date('2026-06-30')", "'%d'"],
    ]
)


def _calls(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    call = st.sampled_from(sorted(SIGNATURES)).flatmap(
        lambda name: st.lists(
            parts, min_size=SIGNATURES[name].least, max_size=SIGNATURES[name].most or 3
        ).map(lambda arguments: f"{name}({', '.join(arguments)})")
    )
    signs = st.sampled_from(sorted(OPERATORS))
    chain = st.tuples(parts, signs, parts).map(lambda three: f"({' '.join(three)})")
    return st.one_of(call, chain, parts.map(lambda part: f"-{part}"))


FORMULAS = st.recursive(LEAVES, _calls, max_leaves=12)


@given(
    FORMULAS,
    st.fixed_dictionaries({"q.a": VALUES, "q.b": VALUES}),
    st.lists(st.fixed_dictionaries({"x": VALUES, "y": VALUES}), max_size=3),
    VALUES,
)
def test_any_formula_on_any_answers_gives_the_same_value_twice_and_raises_nothing(
    sheet, formula, answers, rows, own
) -> None:
    try:
        expression = parse(formula)
    except FormulaError:
        return
    context = sheet(answers, {"t": rows}, this_row=("t", "row1") if rows else None, self_value=own)
    result = evaluate(expression, context)
    assert evaluate(expression, context) == result
    if isinstance(result.value, Decimal):
        assert result.value.is_finite()
    assert result.value not in ("", ())
    assert len(result.missing) == len(set(result.missing))


@given(VALUES, VALUES)
def test_equal_and_not_equal_are_opposites(work, first, second) -> None:
    answers = {"a": first, "b": second}
    assert (
        work("${a} = ${b}", answers=answers).holds
        is not work("${a} != ${b}", answers=answers).holds
    )
    assert work("${a} = ${b}", answers=answers).value is work("${b} = ${a}", answers=answers).value
