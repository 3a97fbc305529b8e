"""Workbooks that come back spoilt in every way people and programs spoil them.

Each is made with openpyxl from a real file that was shared out, and read by the child process. Each
must give the same answers, or a problem with its place; never a change nobody made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from spoiling import (
    ANSWER,
    APPTS,
    CALLS,
    ID,
    PLAN,
    URGENT,
    Spoil,
    begun,
    brought,
    place_of,
    put,
    share,
    spoilt,
    told,
)

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision
from tests.store.killing import runs


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenPractice, Path]]:
    """A practice with a few answers, and the file of two sections that went out."""
    folder = tmp_path_factory.mktemp("shared")
    with Workspace.create(folder / "p.stocktake") as workspace:
        practice = begun(workspace)
        yield practice, share(practice, folder)


def rename_sheets(workbook: Any) -> None:
    for number, sheet in enumerate(workbook.worksheets):
        sheet.title = f"Blatt {number} ’é😀"


def shuffle_sheets(workbook: Any) -> None:
    workbook._sheets.reverse()


def hide_everything(workbook: Any) -> None:
    for sheet in workbook.worksheets[1:]:
        sheet.sheet_state = "veryHidden"
        for row in range(1, sheet.max_row + 1):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True


def move_down_and_across(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        sheet.insert_rows(1, 7)
        sheet.insert_cols(1, 2)


def swap_rows(workbook: Any) -> None:
    sheet, one = place_of(workbook, CALLS.question)
    _, other = place_of(workbook, URGENT.question)
    for column in range(1, sheet.max_column + 1):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        first.value, second.value = second.value, first.value


def empty_rows_between(workbook: Any) -> None:
    sheet, row = place_of(workbook, URGENT.question)
    sheet.insert_rows(row, 3)
    sheet.cell(row + 1, ANSWER).value = "a remark beside no question"


def remarks(workbook: Any) -> None:
    sheet, row = place_of(workbook, CALLS.question)
    sheet.cell(row, ANSWER).comment = Comment("Is this right? =1+1", "Priya")
    sheet.cell(row, 12).value = "=1/0"
    sheet.cell(2, 9).value = "<img src=file:///etc/passwd>"


def a_sheet_twice(workbook: Any) -> None:
    sheet, _ = place_of(workbook, CALLS.question)
    workbook.copy_worksheet(sheet)


def a_row_twice(workbook: Any) -> None:
    sheet, _ = place_of(workbook, CALLS.question)
    last = sheet.max_row + 3
    sheet.cell(last, ID).value, sheet.cell(last, ANSWER).value = CALLS.question, 77


def unknown_rows(workbook: Any) -> None:
    sheet, _ = place_of(workbook, CALLS.question)
    for number, name in enumerate(("demand.not_asked", "../../etc/passwd", "=1+1", "\u202edemand")):
        sheet.cell(sheet.max_row + 2 + number, ID).value = name
        sheet.cell(sheet.max_row, ANSWER).value = 5


def ids_changed_in_case(workbook: Any) -> None:
    put(workbook, CALLS.question, CALLS.question.upper() + " ", ID)


def answers_column_deleted(workbook: Any) -> None:
    sheet, _ = place_of(workbook, CALLS.question)
    sheet.delete_cols(ANSWER)


def ids_column_deleted(workbook: Any) -> None:
    sheet, _ = place_of(workbook, CALLS.question)
    sheet.delete_cols(ID)


def headings_overwritten(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(min_row=1, max_row=6):
            for cell in row:
                if cell.value == "Answer":
                    cell.value = "Antwort"


def merged(workbook: Any) -> None:
    sheet, row = place_of(workbook, CALLS.question)
    sheet.merge_cells(start_row=row, start_column=ANSWER, end_row=row + 1, end_column=ANSWER)


HARMLESS = (rename_sheets, shuffle_sheets, hide_everything, swap_rows, empty_rows_between, remarks)
DOUBTFUL = (
    move_down_and_across,
    a_sheet_twice,
    a_row_twice,
    unknown_rows,
    ids_changed_in_case,
    answers_column_deleted,
    ids_column_deleted,
    headings_overwritten,
    merged,
)


@pytest.mark.parametrize("spoil", HARMLESS, ids=lambda each: each.__name__)
def test_what_changes_no_answer_changes_none(
    shared: tuple[OpenPractice, Path], spoil: Spoil
) -> None:
    practice, path = shared
    returned = brought(practice, spoilt(path, spoil))
    assert told(returned) == {}


@pytest.mark.parametrize("spoil", DOUBTFUL, ids=lambda each: each.__name__)
def test_what_makes_an_answer_doubtful_proposes_nothing_that_was_not_typed(
    shared: tuple[OpenPractice, Path], spoil: Spoil
) -> None:
    """The rest is read, or the file is refused in words; nothing of ours is proposed away."""
    practice, path = shared
    target = spoilt(path, spoil)
    try:
        returned = brought(practice, target)
    except StocktakeError as refusal:
        assert target.name in refusal.what
        assert refusal.how_to_fix
        return
    proposed = [d for _, d in returned.differences if d.proposed is Decision.THEIRS]
    assert proposed == []
    assert all(each.where and each.what and each.how_to_fix for each in returned.problems)
    if returned.differences:
        with pytest.raises(StocktakeError, match="still to decide"):
            take_back(practice, returned, {})


VALUES: dict[str, tuple[object, str | None]] = {
    "thousands": ("9,120", "9,120"),
    "pounds": ("£1,200", None),
    "spaces": ("\u00a09\u202f120\u00a0", "9,120"),
    "whole float": (9120.0, "9,120"),
    "full width": ("９１２０", "9,120"),
    "arabic": ("٩١٢٠", "9,120"),
    "words": ("about nine thousand", None),
    "range": ("9,000-9,200", None),
    "percent": ("45%", None),
    "negative": (-5, "-5"),
    "fraction": (9120.5, None),
    "huge": (1e300, None),
    "many digits": (12345678901234567, None),
    "not a number": ("NaN", None),
    "infinity": ("1e999", None),
    "truth": (True, None),
    "a time": (time(9, 30), None),
    "a day": (datetime(2026, 3, 4, 9, 30), None),  # noqa: DTZ001 - as a workbook has it
    "a formula": ("=9000+120", None),
    "an error": ("#DIV/0!", None),
    "emoji": ("📞", None),
    "markup": ("<img src=file:///etc/passwd>", None),
    "bell": ("9_x0007_120", "9,120"),
    "a whole cell": ("x" * 32_767, None),
}


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_typed_for_a_number_is_understood_or_named_with_its_cell(
    shared: tuple[OpenPractice, Path], kind: str
) -> None:
    practice, path = shared
    value, wanted = VALUES[kind]

    def spoil(workbook: Any) -> None:
        put(workbook, APPTS.question, value)
        put(workbook, PLAN.question, 3)

    returned = brought(practice, spoilt(path, spoil))
    found = told(returned)
    assert found.pop(PLAN) == "3 Reliable"
    if wanted is not None:
        assert (found, returned.problems) == ({APPTS: wanted}, ())
        return
    assert found == {}
    (problem,) = returned.problems
    assert "Demand and access C" in problem.where
    assert len(problem.what) < 400
    assert problem.how_to_fix


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from(["#REF!", "=A1", "9,120", "45%", "£1", "yes", "2 Basic", "\ufeff", "'"]),
)


@given(
    cells=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 8), CELLS), min_size=1, max_size=25)
)
@settings(
    max_examples=runs(long=12, short=5),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_stands_in_any_cell_is_a_difference_a_problem_or_a_refusal(
    shared: tuple[OpenPractice, Path], cells: list[tuple[int, int, object]]
) -> None:
    practice, path = shared

    def spoil(workbook: Any) -> None:
        sheet, _ = place_of(workbook, CALLS.question)
        for row, column, value in cells:
            sheet.cell(row, column).value = value  # type: ignore[assignment]

    try:
        returned = brought(practice, spoilt(path, spoil))
    except StocktakeError as refusal:
        assert refusal.what
        return
    touched = {row for row, _, _ in cells}
    assert len(told(returned)) <= 3 * len(touched) + 40
    assert all(each.where and each.what for each in returned.problems)
