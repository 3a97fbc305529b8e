from datetime import date
from decimal import Decimal

import msgspec
import pytest

from stocktake.errors import StocktakeError
from stocktake.planning.expectations import (
    ExpectationAnswer,
    plan_expectations,
)
from stocktake.questionnaire.record import Retired


def planned(catalogue, row_id, **own):
    rows = plan_expectations(catalogue, {row_id: ExpectationAnswer(**own)})
    return next(row for row in rows if row.id == row_id)


def test_the_catalogue_has_48_practice_rows_and_seven_group_rows(catalogue):
    rows = plan_expectations(catalogue, {})
    assert [row.asked_of for row in rows].count("practice") == 48
    assert [row.asked_of for row in rows].count("group") == 7


def test_a_row_is_as_published_until_the_practice_changes_it(catalogue):
    row = planned(catalogue, "ACC-01")
    assert (row.due, row.level_needed, row.impact, row.lead_months) == (date(2026, 4, 1), 3, 5, 6)
    assert row.changed == frozenset()


def test_the_practice_s_own_edits_stand(catalogue):
    row = planned(
        catalogue, "ACC-01", due=date(2027, 1, 1), level_needed=0, impact=1, lead_months=0
    )
    assert (row.due, row.level_needed, row.impact, row.lead_months) == (date(2027, 1, 1), 0, 1, 0)
    assert row.changed == {"due", "level_needed", "impact", "lead_months"}


def test_typing_what_is_published_changes_nothing(catalogue):
    assert planned(catalogue, "ACC-01", level_needed=3).changed == frozenset()


@pytest.mark.parametrize(
    ("answer", "applies"), [(None, True), ("yes", True), ("not_sure", True), ("no", False)]
)
def test_only_no_takes_a_row_out(row, answer, applies):
    assert row(own={"applies": answer}).applies is applies


def test_statute_is_law_and_not_contract(catalogue):
    assert planned(catalogue, "DIG-09").status_words == "law"
    assert planned(catalogue, "ACC-01").status_words == "contract"
    assert planned(catalogue, "ACC-05").status_words == "likely"


def test_own_rows_stand_beside_the_catalogue(catalogue, row):
    own = row("LOC-k3x8q2m1", level=4).row
    rows = plan_expectations(catalogue, {own.id: ExpectationAnswer(ready_now=1)}, [own])
    assert rows[-1].is_own
    assert rows[-1].answer.ready_now == 1
    assert len(rows) == 56


@pytest.mark.parametrize("ids", [["ACC-01"], ["XYZ-01"], ["LOC-a", "LOC-a"]])
def test_an_own_row_must_be_told_apart(catalogue, row, ids):
    with pytest.raises(StocktakeError) as caught:
        plan_expectations(catalogue, {}, [row(row_id).row for row_id in ids])
    assert caught.value.code == "own_row_id"


def test_a_retired_row_is_not_planned(catalogue):
    gone = Retired(id="PRE-03", replaced_by="PRE-01", reason="Decided")
    newer = msgspec.structs.replace(catalogue, retired=(gone,))
    answers = {"PRE-03": ExpectationAnswer(ready_now=2)}
    assert "PRE-03" not in {row.id for row in plan_expectations(newer, answers)}


def test_training_takes_staff_days_only_where_both_figures_are_given():
    both = ExpectationAnswer(training_staff=Decimal(6), training_days=Decimal("0.5"))
    assert both.effort_days == 3
    assert ExpectationAnswer(training_staff=Decimal(6)).effort_days is None
