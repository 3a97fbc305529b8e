"""The file that asks practices: plain on opening, with lists to choose from, and nothing live."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from stocktake.questionnaire.asking import Asking, Position
from stocktake.workbooks.asking_layout import CHOICE, LABELS, NAMED, SHARE
from stocktake.workbooks.exports.asking import write_asking

ASKING = Asking(
    "a1b2c3d4",
    "Harbour & Vale PCN",
    "=HYPERLINK(1)",
    "Shall we run one same-day hub from April?",
    ("Yes, from April", "Yes, but later", "=No"),
    date(2026, 12, 3),
    date(2026, 11, 22),
    "Clinical director",
)
WRITTEN = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    path = tmp_path / "question.xlsx"
    write_asking(path, ASKING, None, WRITTEN, "Stocktake 1")
    return load_workbook(path).worksheets[0]


def _row(sheet: Any, key: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == key)


def test_the_first_words_say_who_asks_and_by_when(sheet: Any) -> None:
    assert sheet["B1"].value == "A question from Harbour & Vale PCN"
    assert sheet["B2"].value == "Please send it back by 3 December 2026."
    assert sheet.column_dimensions["A"].hidden


def test_every_answer_has_its_cell_and_only_those_may_be_typed_in(sheet: Any) -> None:
    rows = {_row(sheet, key): label for key, label in LABELS.items()}
    for row, label in rows.items():
        assert sheet.cell(row, 2).value == label
        assert not sheet.cell(row, 3).protection.locked
    open_cells = [c.row for line in sheet.iter_rows() for c in line if not c.protection.locked]
    assert set(open_cells) == set(rows)
    assert sheet.protection.sheet


def test_choices_are_a_list_of_the_very_words_and_consent_is_yes_or_no(sheet: Any) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    first = _row(sheet, "asked.choice.1")
    assert rules[f"C{_row(sheet, CHOICE)}"].formula1 == f"$C${first}:$C${first + 2}"
    for key in (SHARE, NAMED):
        assert rules[f"C{_row(sheet, key)}"].formula1 == '"Yes,No"'
        assert sheet.cell(_row(sheet, key), 3).value is None
    assert all(rule.errorStyle == "warning" for rule in rules.values())


def test_what_looks_like_a_formula_is_text(sheet: Any) -> None:
    assert sheet.cell(_row(sheet, "asked.title"), 3).data_type == "s"
    assert sheet.cell(_row(sheet, "asked.choice.3"), 3).data_type == "s"


def test_the_same_question_at_the_same_moment_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_asking(tmp_path / name, ASKING, None, WRITTEN, "Stocktake 1")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_an_answer_is_written_where_it_would_be_typed(tmp_path: Path) -> None:
    position = Position(ASKING.id, ASKING.hash, "A81001", "Quayside", choice="yes,  FROM April")
    path = tmp_path / "answer.xlsx"
    write_asking(path, ASKING, replace(position, name_shown=True), WRITTEN, "Stocktake 1")
    sheet = load_workbook(path).worksheets[0]
    assert sheet["B1"].value == "The answer of Quayside to Harbour & Vale PCN"
    assert sheet.cell(_row(sheet, CHOICE), 3).value == "Yes, from April"
    assert sheet.cell(_row(sheet, NAMED), 3).value == "Yes"
    assert sheet.cell(_row(sheet, SHARE), 3).value == "No"
