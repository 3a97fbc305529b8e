"""A table of answers as it stands on the page."""

from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.question.table_block import filled_in_first


def test_what_is_filled_in_stands_before_what_is_worked_out() -> None:
    roles = shipped_form(STOCKTAKE).questions["workforce.roles"]
    shown = filled_in_first(roles.columns)
    ids = [column.id.rpartition(".")[2] for column in shown]
    assert ids[:3] == ["role", "headcount", "wte"]
    assert ids.index("group") > ids.index("funded_by")
    assert sorted(ids) == sorted(each.id.rpartition(".")[2] for each in roles.columns)
    assert filled_in_first(()) == ()
