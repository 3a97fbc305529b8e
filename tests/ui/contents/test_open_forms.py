"""Which forms are looked through: the practice's own two, and others once begun."""

from reviewing import HARBOUR, Reviewed

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.contents.open_forms import open_forms, open_sheets


def test_nothing_is_open_without_a_practice(reviewed: Reviewed) -> None:
    assert open_forms(reviewed.desk) == ()


def test_other_forms_are_looked_through_once_they_are_begun(reviewed: Reviewed) -> None:
    desk = reviewed.open()
    assert open_forms(desk) == (STOCKTAKE, EXPECTATIONS)
    assert [each.loaded.id for each in open_sheets(desk)] == [STOCKTAKE, EXPECTATIONS]


def test_an_old_round_begins_nothing(reviewed: Reviewed) -> None:
    desk = reviewed.open()
    desk.sheet(STOCKTAKE)
    desk.choose(HARBOUR, "2027/28")
    desk.sheet(STOCKTAKE)
    desk.choose(HARBOUR, "2026/27")
    assert desk.is_read_only
    assert open_forms(desk) == (STOCKTAKE,)
