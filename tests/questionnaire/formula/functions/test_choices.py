"""Functions of choices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stocktake.questionnaire.formula import Result


@pytest.mark.parametrize("groups", [("pcn", "lmc"), "pcn lmc"])
def test_selected_codes_are_found_counted_and_taken_by_number(work, groups) -> None:
    answers = {"groups": groups}
    assert work("selected(${groups}, 'pcn')", answers=answers).holds
    assert not work("selected(${groups}, 'pc')", answers=answers).holds
    assert work("count-selected(${groups})", answers=answers).value == 2
    assert work("selected-at(${groups}, 1)", answers=answers).value == "lmc"
    assert work("selected-at(${groups}, 2)", answers=answers).value is None


def test_nothing_selected_is_none_selected(work) -> None:
    assert work("count-selected('')").value == Decimal(0)
    assert work("selected('', '')").value is False
    assert work("selected(${groups}, 'pcn')") == Result(False, ("groups",))


def test_a_code_with_spaces_is_found(work) -> None:
    answers = {"one": "bought in", "several": ("bought in", "shared")}
    assert work("selected(${one}, 'bought in')", answers=answers).holds
    assert work("selected(${several}, 'bought in')", answers=answers).holds
    assert work("${one} = 'bought in'", answers=answers).holds


def test_a_code_that_a_spreadsheet_made_a_number_of_is_found(work) -> None:
    assert work("selected(${a}, 1.0) and ${a} = 1.0", answers={"a": "1"}).holds


def test_the_label_of_an_option_can_be_written(work) -> None:
    labels = {"owner": "Owned by partners", "other": "Other"}
    assert work(
        "jr:choice-name(${tenure}, '${tenure}')", answers={"tenure": "owner"}, labels=labels
    ) == Result("Owned by partners")
    assert (
        work(
            "jr:choice-name(${tenure}, ${tenure})",
            answers={"tenure": ("owner", "other")},
            labels=labels,
        ).value
        == "Owned by partners, Other"
    )
    assert work("jr:choice-name(${tenure}, '${tenure}')") == Result(None, ("tenure",))


def test_a_column_of_the_option_list_can_be_read(work) -> None:
    extras = {"gp_partner": {"group": "GP_FQ"}}
    answers = {"role": "gp_partner", "unknown": "x"}
    assert work("choice-value(${role}, 'group')", answers=answers, extras=extras).value == "GP_FQ"
    assert work("choice-value(${unknown}, 'group') = ''", answers=answers, extras=extras).holds
