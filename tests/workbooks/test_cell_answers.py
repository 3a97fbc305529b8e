from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.answers import Answer, State, answered
from stocktake.questionnaire.form import Choice, Column, Field
from stocktake.workbooks.answer_rows import FoundRow
from stocktake.workbooks.cell_answers import (
    UnreadableError,
    is_kept,
    is_marked,
    joined,
    names_row,
    read_cell,
)
from stocktake.workbooks.cells import Cell
from stocktake.workbooks.payload import Place

OPENED = Field(id="opened", type="date", label="Opened on")
LIST_SIZE = Field(id="size", type="number", label="List size")
SHARE = Field(id="share", type="percent", label="Share")
ROLE = Column(
    id="role", type="choice", label="Role", choice=(Choice(code="gp", label="GP partner"),)
)


def cell(kind: str, value: str, *, is_percent: bool = False) -> Cell:
    return Cell(3, 4, kind, value, is_percent=is_percent)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "from_1904", "day"),
    [
        ("46348", False, date(2026, 11, 22)),
        ("46348.75", False, date(2026, 11, 22)),
        ("44886", True, date(2026, 11, 22)),
        ("34425", False, date(1994, 4, 1)),
    ],
)
def test_the_bare_number_of_a_day_is_that_day(value: str, from_1904: bool, day: date) -> None:
    assert read_cell(cell("number", value), OPENED, from_1904=from_1904) == day


@pytest.mark.parametrize("value", ["2026", "22112026", "1", "-5", "999999"])
def test_a_figure_that_is_no_day_of_our_time_is_not_taken_for_one(value: str) -> None:
    with pytest.raises(UnreadableError) as fault:
        read_cell(cell("number", value), OPENED)
    assert fault.value.code == "not_understood"


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("error", "#REF!", "error_in_cell"),
        ("uncached", "", "formula_without_value"),
        ("date", "2026-04-03", "turned_into_date"),
        ("text", "3,25", "not_understood"),
    ],
)
def test_what_cannot_be_an_answer_says_why(kind: str, value: str, code: str) -> None:
    with pytest.raises(UnreadableError) as fault:
        read_cell(cell(kind, value), LIST_SIZE)
    assert fault.value.code == code
    assert fault.value.what and fault.value.how


def test_a_share_shown_as_a_percentage_is_read_as_it_is_shown() -> None:
    assert read_cell(cell("number", "0.415", is_percent=True), SHARE) == Decimal("41.5")
    assert read_cell(cell("number", "41.5"), SHARE) == Decimal("41.5")


def test_text_that_goes_on_elsewhere_is_put_together() -> None:
    both = joined(cell("text", "one "), "and two")
    assert both is not None
    assert (both.value, both.reference) == ("one and two", "D3")
    assert joined(None, "and two") is None


def test_a_cell_of_a_table_is_kept_while_it_says_what_was_exported() -> None:
    assert is_kept(answered("gp"), ROLE, cell("text", "GP partner"))
    assert is_kept(Answer(state=State.NOT_KNOWN), ROLE, cell("text", "Not known"))
    assert not is_kept(answered("gp"), ROLE, None)


def test_a_starter_row_that_only_says_its_own_name_has_not_been_filled_in() -> None:
    assert names_row(ROLE, "gp", cell("text", " gp PARTNER "))
    assert not names_row(ROLE, "gp", cell("text", "Nurse"))
    assert not names_row(ROLE, "gp", None)


@pytest.mark.parametrize(
    ("value", "is_chosen"), [("x", True), ("Yes", True), ("✔", True), ("n", False)]
)
def test_an_option_is_ticked_in_the_ways_people_tick(value: str, is_chosen: bool) -> None:
    row = FoundRow(Place("People", "C4"), cell("text", value), "", "")
    assert is_marked(row) is is_chosen
