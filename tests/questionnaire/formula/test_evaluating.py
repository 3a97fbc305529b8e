"""Working formulas out: values, blanks, reasons, and the traps of the dialect."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from stocktake.questionnaire.formula import FormulaError, Result
from stocktake.units import round_half_up


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("-2 * -3", 6),
        ("--2", 2),
        ("7 mod 3", 1),
        ("-7 mod 3", -1),
        ("7 mod -3", 1),
        ("1 div 4", Decimal("0.25")),
        ("0.1 + 0.2", Decimal("0.3")),
        ("1. + .5", Decimal("1.5")),
        ("'3' + true()", 4),
    ],
)
def test_arithmetic_is_exact_and_in_the_usual_order(work, formula, expected) -> None:
    assert work(formula).value == expected


def test_numbers_have_twenty_eight_digits_and_no_negative_nought(work) -> None:
    assert str(work("1 div 3").value) == "0." + "3" * 28
    assert str(work("-1 * 0").value) == "0"
    assert work("string(-1 * 0)").value == "0"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 = 1 and 2 = 3", False),
        ("1 = 1 or 2 = 3", True),
        ("1 = 2 or 1 = 1 and 1 = 1", True),
        ("1 < 2 = true()", True),
        ("'3' = 3", True),
        ("3 = '3.0'", True),
        ("'3' = '3.0'", False),
        ("'abc' = 3", False),
        ("'abc' != 3", True),
        ("'b' > 'a'", False),
        ("'10' > '9'", True),
        ("2 >= 2 and 2 <= 2 and not(2 < 2) and not(2 > 2)", True),
        ("true() = 'yes' and false() = 'no' and true() != 'no'", True),
        ("'Yes' = 'yes'", False),
        ("'it''s' = 1", None),
    ],
)
def test_comparisons_take_numbers_texts_and_truths(work, formula, expected) -> None:
    if expected is None:
        with pytest.raises(FormulaError):
            work(formula)
    else:
        assert work(formula).value is expected


def test_a_choice_equals_its_code_and_yes_equals_yes(work) -> None:
    answers = {"q.viable": "under_6m", "q.training": "yes", "q.rating": 3}
    assert work("${q.viable} = 'under_6m' and ${q.training} = 'yes'", answers=answers).holds
    assert work("${q.rating} = '3' and ${q.rating} >= 3", answers=answers).holds


class TestBlanks:
    def test_a_blank_equals_the_empty_text(self, work) -> None:
        assert work("${a} = ''").value is True
        assert work("${a} != ''").value is False
        assert work("${a} = 'x'").value is False
        assert work("${a} != 'x'").value is True

    @pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
    @pytest.mark.parametrize("other", ["0", "today()", "''", "'x'", "${b}"])
    def test_nothing_is_more_or_less_than_a_blank(self, work, sign, other) -> None:
        assert work(f"${{a}} {sign} {other}").value is False
        assert work(f"{other} {sign} ${{a}}").value is False

    def test_a_blank_is_never_zero(self, work) -> None:
        assert work("${a} = 0").value is False
        result = work("${a} + 1")
        assert (result.value, result.missing) == (None, ("a",))

    def test_every_blank_is_collected_in_the_order_met(self, work) -> None:
        result = work("(${b} + ${a}) * ${c} div ${b}", answers={"c": 2})
        assert result == Result(None, ("b", "a"))

    def test_a_blank_in_a_rule_is_reported_though_the_rule_has_a_value(self, work) -> None:
        assert work("${a} <= 100 - ${b}", answers={"b": 5}) == Result(False, ("a",))

    def test_an_answer_tested_for_blank_is_not_missing(self, work) -> None:
        assert work("${a} != '' and ${a} > 3") == Result(False)
        assert work("'' = ${a}") == Result(True)

    def test_an_empty_text_or_no_choices_is_a_blank(self, work) -> None:
        assert work("${a} + 1", answers={"a": ""}).missing == ("a",)
        assert work("${a} = ''", answers={"a": ()}).value is True

    def test_and_and_or_do_not_look_past_what_settles_them(self, work) -> None:
        assert work("1 = 2 and ${a} > 1") == Result(False)
        assert work("1 = 1 or ${a} > 1") == Result(True)
        assert work("1 = 1 and ${a} > 1") == Result(False, ("a",))

    def test_a_blank_is_neither_true_nor_false(self, work) -> None:
        assert work("${a} = false()").value is False
        assert work("${a} = ''", answers={"a": False}).value is False
        assert work("${a} = 'no'", answers={"a": False}).value is True

    def test_an_empty_text_is_no_result(self, work) -> None:
        assert work("''") == Result(None)

    def test_a_number_from_outside_that_is_not_one_is_a_blank(self, work) -> None:
        assert work("${a} + 1", answers={"a": Decimal("NaN")}).missing == ("a",)
        assert work("${a} + 1", answers={"a": Decimal("Infinity")}).missing == ("a",)
        assert work("${a} + 1", answers={"a": Decimal("1e5000")}).missing == ("a",)


class TestReasons:
    def test_dividing_by_nought_says_which_answer_is_nought(self, work) -> None:
        result = work("${a} div ${b}", answers={"a": 1, "b": 0})
        assert result == Result(None, (), "${b} is 0")
        assert work("${a} mod ${b}", answers={"a": 1, "b": 0}).reason == "${b} is 0"

    def test_dividing_by_what_comes_to_nought_names_its_answers(self, work) -> None:
        answers = {"a": 1, "b": 2, "c": 2}
        assert work("${a} div (${b} - ${c})", answers=answers).reason == "${b} and ${c} come to 0"

    def test_a_word_where_a_number_is_needed_is_named(self, work) -> None:
        result = work("${a} * 2 + ${b}", answers={"a": "lots"})
        assert result == Result(None, ("b",), "${a} is not a number")

    def test_the_same_reason_is_said_once(self, work) -> None:
        assert work("1 div ${a} + 2 div ${a}", answers={"a": 0}).reason == "${a} is 0"

    @pytest.mark.parametrize(
        "formula",
        [
            *["pow(10, 998) * pow(10, 998)", "pow(2, 1000000000)", "pow(-8, 1 div 3)"],
            *["pow(0, -1)", "pow(1.5, pow(10, 27))", "number('abc')", "date('2026-02-30')"],
            *["today() * 2", "today() + 99999999", "1 - today()", "number(concat('1', 'e9'))"],
        ],
    )
    def test_what_cannot_be_worked_out_is_no_value_with_a_reason(self, work, formula) -> None:
        result = work(formula)
        assert result.value is None
        assert result.reason


class TestBranches:
    def test_if_looks_only_at_the_branch_taken(self, work) -> None:
        assert work("if(1 = 1, 5, ${a} + 1)") == Result(Decimal(5))
        assert work("if(1 = 2, ${a} div 0, 'no')") == Result("no")
        assert work("if(${c} = 'x', 1, 2)") == Result(Decimal(2), ("c",))

    def test_coalesce_takes_the_first_answer_and_does_not_miss_those_before(self, work) -> None:
        assert work("coalesce(${a}, ${b}) + 1", answers={"b": 4}) == Result(Decimal(5))
        assert work("coalesce(${a} div 0, ${b})", answers={"a": 1, "b": 4}) == Result(Decimal(4))
        assert work("coalesce(${a}, ${b})", answers={"a": 3}) == Result(Decimal(3))

    def test_coalesce_of_blanks_misses_them_all(self, work) -> None:
        assert work("coalesce(${a}, ${b}, ${c})").missing == ("a", "b", "c")

    def test_once_keeps_what_is_there(self, work) -> None:
        assert work("once(5)", self_value=Decimal(3)).value == 3
        assert work("once(5)").value == 5


class TestSelf:
    def test_the_dot_is_the_answer_being_checked(self, work) -> None:
        assert work(". >= 0 and . <= 100", self_value=Decimal(40)).holds
        assert not work(". >= 0").holds
        assert work(". <= today()", self_value=date(2026, 11, 22)).holds

    def test_a_blank_dot_has_no_id_to_miss(self, work) -> None:
        assert work(". + 1") == Result(None)


class TestDates:
    def test_a_date_less_a_date_is_days(self, work) -> None:
        assert work("today() - date('2026-06-30')").value == 145
        answers = {"as_at": date(2026, 10, 31), "cqc": date(2024, 10, 31)}
        result = work("(${as_at} - ${cqc}) div 365.25", answers=answers)
        assert round_half_up(result.value, 1) == Decimal("2.0")

    def test_a_date_moves_by_days(self, work) -> None:
        assert work("today() + 30").value == date(2026, 12, 22)
        assert work("30 + today()").value == date(2026, 12, 22)
        assert work("today() - 22").value == date(2026, 10, 31)

    def test_half_a_day_leaves_a_date_where_it_is(self, work) -> None:
        assert work("today() + 0.5").value == date(2026, 11, 22)

    def test_dates_compare_as_dates_also_with_a_date_in_a_text(self, work) -> None:
        answers = {"d": date(2026, 6, 30)}
        assert work("${d} = '2026-06-30' and ${d} < '2026-07-01'", answers=answers).holds
        assert work("${d} = date('2026-06-30') and ${d} < today()", answers=answers).holds
        assert not work("${d} < 'soon' or ${d} > 'soon' or ${d} = 'soon'", answers=answers).holds

    def test_a_date_is_written_in_english(self, work) -> None:
        assert work("format-date(today(), '%d %B %Y')").value == "22 November 2026"
        assert work("format-date('2026-03-05', '%a %e/%n/%y, %A %b %m %%')").value == (
            "Thu 5/3/26, Thursday Mar 03 %"
        )
        assert work("format-date(now(), '%H:%M:%S')").value == "15:30:00"
        assert work("format-date(${d}, '%Y')") == Result(None, ("d",))

    def test_a_date_is_made_from_a_text_or_from_days_as_in_odk(self, work) -> None:
        assert work("date('2026-06-30T09:00:00')").value == date(2026, 6, 30)
        assert work("date(20634)").value == date(2026, 6, 30)
        assert work("int(date('2026-06-30'))").value == 20634
        assert work("date(now())").value == date(2026, 11, 22)
        assert work("date('')") == Result(None)

    def test_now_is_a_moment_of_today(self, work) -> None:
        assert work("now()").value == datetime(2026, 11, 22, 15, 30)  # noqa: DTZ001
        assert work("now() > today() and now() - today() < 1").holds

    def test_a_date_and_nothing_is_missing(self, work) -> None:
        assert work("today() - ${d}") == Result(None, ("d",))


PRACTICE = {
    "profile.list_size": 10_000,
    "profile.list_size_1y": 9_800,
    "profile.list_size_5y": 10_600,
    "profile.weighted_list": 10_400,
    "profile.age_65_74": 1_000,
    "profile.age_75_84": 640,
    "profile.age_85_plus": 260,
    "demand.appts_month": 5_000,
    "demand.online_month": 1_600,
    "demand.calls_month": 5_800,
    "demand.dna_pct": Decimal("4.2"),
    "demand.appt_minutes": 12,
    "demand.gp_contacts_week": 780,
    "demand.gp_sessions_week": 52,
    "demand.urgent_week": 140,
    "demand.urgent_same_day_week": 133,
    "resilience.sessions_margin": 4,
    "resilience.change_hours_week": 6,
    "ind.gp_wte": Decimal("5.1"),
    "ind.gp_wte_at_risk": Decimal("1.9125"),
}


@pytest.mark.parametrize(
    ("formula", "places", "expected"),
    [
        ("${demand.appts_month} * 12 div 52.1429 div ${profile.list_size} * 1000", 1, "115.1"),
        ("${demand.online_month} * 12 div 52.1429 div ${profile.list_size} * 1000", 1, "36.8"),
        ("${demand.calls_month} * 12 div 52.1429 div ${profile.list_size} * 1000", 1, "133.5"),
        (
            "${demand.appts_month} * ${demand.dna_pct} div 100 * ${demand.appt_minutes} div 60",
            1,
            "42.0",
        ),
        ("${demand.gp_contacts_week} div (${demand.gp_sessions_week} div 2)", 1, "30.0"),
        ("${demand.urgent_same_day_week} div ${demand.urgent_week} * 100", 1, "95.0"),
        ("${profile.weighted_list} div ${profile.list_size}", 2, "1.04"),
        (
            "(${profile.age_65_74} + ${profile.age_75_84} + ${profile.age_85_plus})"
            " div ${profile.list_size} * 100",
            1,
            "19.0",
        ),
        ("${profile.list_size} div ${ind.gp_wte}", 0, "1961"),
        (
            "(pow(${profile.list_size_5y} div ${profile.list_size}, 1 div 5) - 1) * 100",
            4,
            "1.1722",
        ),
        (
            "coalesce(${profile.list_size_5y}, ${profile.list_size})"
            " div (${ind.gp_wte} - ${ind.gp_wte_at_risk})",
            0,
            "3325",
        ),
        ("${resilience.sessions_margin} div ${demand.gp_sessions_week} * 100", 1, "7.7"),
        ("${resilience.change_hours_week} * 52.1429 div 4 div 7.5", 1, "10.4"),
    ],
)
def test_indicators_come_to_the_figures_of_the_test_practice(
    work, formula, places, expected
) -> None:
    """Source: content/stocktake.md B.6."""
    result = work(formula, answers=PRACTICE)
    assert round_half_up(result.value, places) == Decimal(expected)
    assert result.is_complete


def test_contacts_per_day_needs_the_sessions_and_is_not_nought(work) -> None:
    answers = PRACTICE | {"demand.gp_sessions_week": None}
    result = work(
        "${demand.gp_contacts_week} div (${demand.gp_sessions_week} div 2)", answers=answers
    )
    assert result == Result(None, ("demand.gp_sessions_week",))
    assert not result.is_complete


def test_flags_hold_or_not_on_the_test_practice(work) -> None:
    answers = PRACTICE | {"ind.contacts": 30, "ind.urgent": 95}
    assert work("${ind.gp_wte_at_risk} div ${ind.gp_wte} >= 0.33", answers=answers).holds
    assert not work("${ind.gp_wte_at_risk} div ${ind.gp_wte} >= 0.5", answers=answers).holds
    assert not work("${ind.contacts} > 30", answers=answers).holds
    assert not work("${ind.urgent} < 90", answers=answers).holds


def test_age_bands_must_add_up_to_the_list(work) -> None:
    bands = [450, 1_100, 3_950, 2_600, 1_000, 640, 260]
    total = " + ".join(f"${{age{n}}}" for n in range(7))
    rule = f"abs({total} - ${{list}}) <= ${{list}} * 0.005"
    answers = {f"age{n}": band for n, band in enumerate(bands)} | {"list": 10_000}
    assert work(rule, answers=answers).holds
    assert not work(rule, answers=answers | {"age6": 360}).holds
    assert work(total, answers=answers | {"age6": 360}).value == 10_100


def test_counting_basics_that_are_missing_is_a_sum_of_truths(work) -> None:
    formula = "number(in(${bcp}, 'over_3y', 'no_plan')) + number(${buddy} = 'none')"
    assert work(formula, answers={"bcp": "no_plan", "buddy": "none"}).value == 2
    assert work(formula, answers={"bcp": "no_plan"}) == Result(Decimal(1), ("buddy",))


def test_the_deepest_and_longest_formulas_can_be_worked_out(work) -> None:
    assert work("1 + abs(" * 49 + "1" + ")" * 49).value == 50
    assert work("sum(${t.x} + " * 49 + "1" + ")" * 49, tables={"t": [{"x": 1}]}).value == 50
    assert work("-(" * 50 + "1" + ")" * 50).value == 1
    assert work("1" + "+1" * 999).value == 1_000
    assert work("-" * 1_999 + "1").value == -1
