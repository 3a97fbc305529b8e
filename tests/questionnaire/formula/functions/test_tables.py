"""Functions that look through the rows of a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.formula import Result
from stocktake.units import round_half_up

GROUPS = {
    "gp_partner": {"group": "GP_FQ"},
    "gp_salaried": {"group": "GP_FQ"},
    "gp_locum_regular": {"group": "GP_FQ"},
    "gp_registrar": {"group": "GP_TR"},
    "nurse": {"group": "NUR"},
    "hca": {"group": "DPC"},
    "pharmacist": {"group": "DPC"},
    "receptionist": {"group": "ADM"},
}
STAFF = {
    "workforce.roles": [
        {"role": "gp_partner", "headcount": 4, "wte": Decimal("3.2"), "funded_by": "practice"},
        {"role": "gp_salaried", "headcount": 3, "wte": Decimal("1.6"), "funded_by": "practice"},
        {"role": "gp_locum_regular", "headcount": 1, "wte": Decimal("0.3")},
        {"role": "gp_registrar", "headcount": 1, "wte": 1, "funded_by": "education"},
        {"role": "nurse", "wte": Decimal("2.4"), "funded_by": "practice"},
        {"role": "hca", "wte": Decimal("1.6"), "funded_by": "practice"},
        {"role": "pharmacist", "wte": Decimal("1.2"), "funded_by": "pcn_arrs"},
        {"role": "receptionist", "wte": Decimal("12.5"), "vacancy_wte": Decimal("0.6")},
    ]
}
LEAVING = {
    "workforce.leaving": [
        {"kind": "gps", "headcount": 8, "aged_55": 2, "leave_5y": 3},
        {"kind": "clinicians", "headcount": 5},
    ]
}


@pytest.fixture(scope="module")
def staffed(work):
    def worked(formula: str, **answers: object) -> Result:
        return work(formula, tables=STAFF | LEAVING, extras=GROUPS, answers=answers)

    return worked


@pytest.mark.parametrize(
    ("formula", "places", "expected"),
    [
        ("sum-if(${workforce.roles.wte}, ${workforce.roles.group} = 'GP_FQ')", 1, "5.1"),
        (
            "sum-if(${workforce.roles.wte}, choice-value(${workforce.roles.role}, 'group')"
            " = 'GP_FQ')",
            1,
            "5.1",
        ),
        (
            "sum-if(${workforce.roles.wte}, ${workforce.roles.role} = 'gp_partner')"
            " div sum-if(${workforce.roles.wte}, ${workforce.roles.group} = 'GP_FQ') * 100",
            1,
            "62.7",
        ),
        (
            "sum-if(${workforce.roles.wte}, in(${workforce.roles.funded_by}, 'pcn_arrs',"
            " 'pcn_other') and in(${workforce.roles.group}, 'GP_FQ', 'NUR', 'DPC'))"
            " div sum-if(${workforce.roles.wte}, in(${workforce.roles.group}, 'GP_FQ', 'NUR',"
            " 'DPC')) * 100",
            1,
            "11.7",
        ),
        (
            "sum(${workforce.roles.vacancy_wte}) div (sum(${workforce.roles.wte})"
            " + sum(${workforce.roles.vacancy_wte})) * 100",
            1,
            "2.5",
        ),
        (
            "sum-if(${workforce.leaving.aged_55}, ${workforce.leaving.kind} = 'gps')"
            " div sum-if(${workforce.leaving.headcount}, ${workforce.leaving.kind} = 'gps') * 100",
            1,
            "25.0",
        ),
        (
            "sum-if(${workforce.leaving.leave_5y}, ${workforce.leaving.kind} = 'gps')"
            " div sum-if(${workforce.leaving.headcount}, ${workforce.leaving.kind} = 'gps') * 100",
            1,
            "37.5",
        ),
    ],
)
def test_indicators_over_tables_come_to_the_figures_of_the_test_practice(
    staffed, formula, places, expected
) -> None:
    """Source: content/stocktake.md B.6."""
    result = staffed(formula)
    assert round_half_up(result.value, places) == Decimal(expected)
    assert result.missing == ()


def test_shocks_we_would_not_cope_with_are_counted(work) -> None:
    """Source: content/stocktake.md B.6, ind.stress_score."""
    rows = [{"cope": cope} for cope in (0, 1, 2, 2, 1, 3, 4, 2, 3, 1)]
    assert work("count-if(${st.cope} <= 1)", tables={"st": rows}) == Result(Decimal(4))


class TestSum:
    def test_a_sum_skips_blank_rows_and_says_so(self, work) -> None:
        rows = [{"x": 2}, {"x": None}, {}]
        assert work("sum(${t.x})", tables={"t": rows}) == Result(
            Decimal(2), note="from 1 of 3 rows"
        )

    def test_a_sum_of_blanks_is_not_nought(self, work) -> None:
        assert work("sum(${t.x})", tables={"t": [{}, {}]}) == Result(None, ("t.x",))

    def test_a_sum_over_no_rows_is_not_calculated(self, work) -> None:
        assert work("sum(${t.x}) + ${a}", tables={"t": []}) == Result(None, ("t.x", "a"))

    def test_a_sum_takes_what_is_worked_out_in_each_row(self, work) -> None:
        rows = [{"volume": 10, "price": 3, "cost": 5}, {"volume": 2, "price": 9, "cost": 1}]
        formula = "sum(${t.volume} * max(0, ${t.cost} - ${t.price}))"
        assert work(formula, tables={"t": rows}).value == 20

    def test_a_blank_drops_only_what_it_is_in(self, work) -> None:
        rows = [{"a": 1, "b": 10}, {"a": 2}]
        apart = work("sum(${t.a}) + sum(${t.b})", tables={"t": rows})
        together = work("sum(${t.a} + ${t.b})", tables={"t": rows})
        assert (apart.value, together.value) == (13, 11)
        assert apart.note == together.note == "from 1 of 2 rows"

    def test_a_question_that_is_blank_is_missed_by_the_rows_it_is_used_in(self, work) -> None:
        rows = [{"x": 2}, {"x": 3}]
        assert work("sum(${t.x} * ${rate})", tables={"t": rows}) == Result(None, ("rate",))
        partly = work("sum(if(${t.x} = 2, ${t.x}, ${rate}))", tables={"t": rows})
        assert partly == Result(Decimal(2), ("rate",), note="from 1 of 2 rows")

    def test_a_row_divided_by_nought_is_skipped(self, work) -> None:
        rows = [{"a": 6, "b": 2}, {"a": 6, "b": 0}]
        result = work("sum(${t.a} div ${t.b})", tables={"t": rows})
        assert result == Result(Decimal(3), note="from 1 of 2 rows")
        result = work("sum(${t.a} div ${t.b})", tables={"t": rows[1:]})
        assert result == Result(None, reason="${t.b} is 0")

    def test_a_word_in_a_column_of_numbers_is_skipped(self, work) -> None:
        rows = [{"x": "3"}, {"x": "some"}]
        assert work("sum(${t.x})", tables={"t": rows}) == Result(
            Decimal(3), note="from 1 of 2 rows"
        )
        assert work("sum(${t.x})", tables={"t": rows[1:]}).reason == "${t.x} is not a number"


class TestSumIf:
    FORMULA = "sum-if(${t.x}, ${t.kind} = 'a')"

    def test_no_row_meeting_the_condition_is_nought(self, work) -> None:
        rows = [{"kind": "b", "x": 4}, {"kind": "c"}]
        assert work(self.FORMULA, tables={"t": rows}) == Result(Decimal(0))

    def test_rows_meeting_it_without_a_value_are_not_calculated(self, work) -> None:
        rows = [{"kind": "a"}, {"kind": "b", "x": 4}]
        assert work(self.FORMULA, tables={"t": rows}) == Result(None, ("t.x",))

    def test_a_table_without_rows_is_not_calculated(self, work) -> None:
        assert work(self.FORMULA, tables={"t": []}) == Result(None, ("t.x",))

    def test_the_note_counts_rows_that_meet_it(self, work) -> None:
        rows = [{"kind": "a", "x": 1}, {"kind": "a"}, {"kind": "a"}, {"kind": "b"}]
        assert work(self.FORMULA, tables={"t": rows}) == Result(Decimal(1), note="from 1 of 3 rows")

    def test_a_row_that_leaves_the_condition_open_is_noted(self, work) -> None:
        rows = [{"kind": "a", "x": 1}, {"x": 4}, {"kind": "b", "x": 2}]
        assert work(self.FORMULA, tables={"t": rows}) == Result(Decimal(1), note="from 1 of 2 rows")

    def test_a_condition_that_no_row_answers_is_not_nought(self, work) -> None:
        assert work(self.FORMULA, tables={"t": [{"x": 4}]}) == Result(None, ("t.kind",))

    def test_a_blank_question_in_the_condition_is_missed(self, work) -> None:
        rows = [{"kind": "a", "x": 4}]
        result = work("sum-if(${t.x}, ${t.x} > ${limit})", tables={"t": rows})
        assert result == Result(None, ("limit",))


class TestCountIf:
    def test_rows_that_meet_the_condition_are_counted(self, work) -> None:
        rows = [{"kind": "main"}, {"kind": "branch"}, {"kind": "branch"}]
        assert work("count-if(${t.kind} = 'main') = 1", tables={"t": rows}) == Result(True)
        assert work("count-if(${t.kind} = 'shop')", tables={"t": rows}) == Result(Decimal(0))

    def test_rows_that_leave_the_condition_open_are_noted(self, work) -> None:
        rows = [{"kind": "main"}, {}, {}]
        assert work("count-if(${t.kind} = 'main')", tables={"t": rows}) == Result(
            Decimal(1), note="from 1 of 3 rows"
        )

    def test_no_rows_or_no_answers_are_not_calculated(self, work) -> None:
        expected = Result(None, ("t.kind",))
        assert work("count-if(${t.kind} = 'main')", tables={"t": []}) == expected
        assert work("count-if(${t.kind} = 'main')", tables={"t": [{}]}) == expected

    def test_a_service_listed_twice_is_found_from_its_own_cell(self, work) -> None:
        rule = ". = 'other' or count-if(${services.catalogue.service} = .) = 1"
        rows = [{"service": s} for s in ("ecg", "spirometry", "ecg", "other", "other")]
        found = [
            work(
                rule,
                tables={"services.catalogue": rows},
                this_row=("services.catalogue", f"row{place}"),
                self_value=row["service"],
            ).holds
            for place, row in enumerate(rows, start=1)
        ]
        assert found == [False, True, False, True, True]

    def test_exactly_one_main_site(self, work) -> None:
        rule = "count-if(${premises.table.kind} = 'main') = 1"
        two = {"premises.table": [{"kind": "main"}, {"kind": "main"}]}
        assert not work(rule, tables=two).holds


class TestAny:
    RULE = "any(in(${premises.table.tenure}, 'owner', 'owner_former'))"

    def test_any_is_true_when_a_row_is(self, work) -> None:
        rows = [{"tenure": "lease_nhsps"}, {"tenure": "owner"}]
        assert work(self.RULE, tables={"premises.table": rows}) == Result(True)
        assert work(self.RULE, tables={"premises.table": rows[:1]}) == Result(False)

    def test_any_over_no_rows_is_false(self, work) -> None:
        assert work(self.RULE, tables={"premises.table": []}) == Result(False)

    def test_any_over_rows_that_all_leave_it_open_is_false_and_misses_them(self, work) -> None:
        assert work(self.RULE, tables={"premises.table": [{}]}) == Result(
            False, ("premises.table.tenure",)
        )


class TestCount:
    def test_count_counts_rows_and_count_non_empty_those_with_a_value(self, work) -> None:
        tables = {"t": [{"x": 1}, {}, {"x": 0}]}
        assert work("count(${t.x})", tables=tables) == Result(Decimal(3))
        assert work("count(${t})", tables=tables) == Result(Decimal(3))
        assert work("count-non-empty(${t.x})", tables=tables) == Result(Decimal(2))

    def test_a_table_without_rows_has_none_as_in_odk(self, work) -> None:
        assert work("count(${t.x}) + count-non-empty(${t.x})", tables={"t": []}).value == 0


class TestMinAndMax:
    def test_of_a_column_they_skip_blanks(self, work) -> None:
        tables = {"t": [{"x": 3}, {}, {"x": Decimal("1.5")}]}
        assert work("min(${t.x})", tables=tables) == Result(Decimal("1.5"), note="from 2 of 3 rows")
        assert work("max(${t.x} * 2)", tables=tables).value == 6

    def test_of_a_column_without_values_they_are_not_calculated(self, work) -> None:
        assert work("max(${t.x})", tables={"t": []}) == Result(None, ("t.x",))
        assert work("max(${t.x})", tables={"t": [{}]}) == Result(None, ("t.x",))

    def test_of_several_values_a_blank_is_missed(self, work) -> None:
        assert work("max(0, 5 - 7, 2)").value == 2
        assert work("min(${a}, 1)") == Result(None, ("a",))

    def test_of_dates_they_are_dates(self, work) -> None:
        rows = [{"on": date(2026, 5, 1)}, {"on": date(2025, 5, 1)}]
        assert work("max(${t.on})", tables={"t": rows}).value == date(2026, 5, 1)
        assert work("min(today(), ${d})", answers={"d": date(2020, 1, 1)}).value == date(2020, 1, 1)

    def test_a_table_function_inside_another_looks_through_all_rows(self, work) -> None:
        rows = [{"x": 3}, {"x": 5}, {"x": 5}]
        assert work("count-if(${t.x} = max(${t.x}))", tables={"t": rows}).value == 2


class TestRows:
    ROWS = ({"x": 3, "y": 1}, {"x": 5}, {"x": 8, "y": 2})

    def test_inside_a_rule_of_the_table_a_column_is_of_this_row(self, work) -> None:
        result = work("${t.x} - ${t.y}", tables={"t": self.ROWS}, this_row=("t", "row3"))
        assert result.value == 6
        result = work("${t.x} - ${t.y}", tables={"t": self.ROWS}, this_row=("t", "row2"))
        assert result == Result(None, ("t.y",))

    def test_a_table_function_in_a_rule_of_the_table_looks_through_all_rows(self, work) -> None:
        result = work("${t.x} div sum(${t.x})", tables={"t": self.ROWS}, this_row=("t", "row3"))
        assert result.value == Decimal("0.5")

    def test_outside_a_column_has_no_value(self, work) -> None:
        assert work("${t.x} + 1", tables={"t": self.ROWS}) == Result(None, ("t.x",))

    def test_position_is_the_number_of_this_row(self, work) -> None:
        assert work("position(..)", tables={"t": self.ROWS}, this_row=("t", "row2")).value == 2
        assert work("sum-if(${t.x}, position(..) != 2)", tables={"t": self.ROWS}).value == 11
        assert work("position(..)") == Result(None)

    def test_indexed_repeat_takes_a_cell_by_the_number_of_its_row(self, work) -> None:
        tables = {"t": self.ROWS}
        assert work("indexed-repeat(${t.x}, ${t}, 2)", tables=tables).value == 5
        before = "${t.x} - indexed-repeat(${t.x}, ${t}, position(..) - 1)"
        assert work(before, tables=tables, this_row=("t", "row3")).value == 3
        assert work("indexed-repeat(${t.x}, ${t}, 9)", tables=tables) == Result(None, ("t.x",))

    def test_join_puts_a_column_in_one_text_without_its_blanks(self, work) -> None:
        assert work("join(', ', ${t.y})", tables={"t": self.ROWS}).value == "1, 2"
        assert work("join('-', 1, 'b', 2.50)").value == "1-b-2.5"


def test_nested_joins_cannot_fill_the_memory(work) -> None:
    tables = {"t": [{"x": "abcdefghij"}] * 20}
    formula = "join('', concat(${t.x}, " * 20 + "'x'" + "))" * 20
    result = work(formula, tables=tables)
    assert result.value is None or len(result.value) <= 32_000


def test_a_deep_nest_of_table_functions_is_worked_out_in_one_pass_each(work) -> None:
    tables = {"t": [{"x": 1}] * 40}
    result = work("max(${t.x} + " * 30 + "0" + ")" * 30, tables=tables)
    assert result.value == 30
