"""Answers read back from their file in any state of repair: each the same, or said to differ."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from stocktake.questionnaire.asking import Asking, Position
from stocktake.workbooks.asking_layout import (
    CARRIED_SHEET,
    CHOICE,
    CODE,
    COMMENT,
    DECIDED_BY,
    DECIDED_ON,
    LABELS,
    LIST_SIZE,
    NAME,
    NAMED,
    SHARE,
    SHEET,
    TITLE,
)
from stocktake.workbooks.asking_reading import AskingRead, read_askings, understand_asking
from stocktake.workbooks.exports.asking import write_asking
from stocktake.workbooks.received import receive
from stocktake.workbooks.understanding import Forms, understand

ASKING = Asking(
    "a1b2c3d4",
    "Harbour & Vale PCN",
    "Same-day hub",
    "Shall we run one same-day hub from April?\nIt would open on weekdays.",
    ("Yes, from April", "Yes, but later", "=No"),
    date(2026, 12, 3),
    date(2026, 11, 22),
    "Clinical director",
)
WRITTEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
POSITION = Position(
    ASKING.id,
    ASKING.hash,
    "A81001",
    "Quayside Surgery",
    Decimal(12400),
    "Yes, but later",
    "Not before <the> phones work & staff are there.",
    comment_shared=True,
    name_shown=True,
    decided_by="The partners",
    decided_on=date(2026, 11, 30),
    answer_id="ff00",
    revision=2,
)
TYPED: dict[str, Any] = {
    CHOICE: "Yes, from April",
    COMMENT: "+1 from us",
    SHARE: "Yes",
    NAMED: "no",
    DECIDED_BY: "Practice manager",
    DECIDED_ON: date(2026, 12, 1),
    NAME: "Mill Lane",
    CODE: "A81002",
    LIST_SIZE: 9100,
}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The file as it goes out."""
    path = tmp_path / "question.xlsx"
    write_asking(path, ASKING, None, WRITTEN, "Stocktake 1")
    return path


def row_of(sheet: Any, key: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == key)


def filled(path: Path, typed: dict[str, Any], more: Callable[[Any], None] | None = None) -> Path:
    """Fill the file in as in Excel, by typing and saving; the payload is lost on the way."""
    book = load_workbook(path)
    sheet = book[SHEET]
    for key, value in typed.items():
        sheet.cell(row_of(sheet, key), 3).value = value
    if more is not None:
        more(book)
    target = path.with_name("filled in.xlsx")
    book.save(target)
    return target


def read(path: Path) -> AskingRead:
    return understand_asking(receive(path), path.name)


def answer_in(path: Path) -> Position:
    found = read(path)
    assert found.file is not None
    assert found.file.position is not None
    return found.file.position


def test_the_file_that_goes_out_is_read_as_the_question_without_an_answer(sent: Path) -> None:
    found = read(sent)
    assert found.file is not None
    assert (found.file.asking, found.file.position) == (ASKING, None)
    assert not found.has_answer
    assert found.problems == ()


def test_saved_again_by_another_program_without_an_answer_it_still_has_none(sent: Path) -> None:
    found = read(filled(sent, {}))
    assert found.file is not None
    assert (found.file.asking, found.file.position, found.problems) == (ASKING, None, ())


def test_an_answer_is_read_as_it_was_written_and_after_another_program_saved_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "answer.xlsx"
    write_asking(path, ASKING, POSITION, WRITTEN, "Stocktake 1")
    assert answer_in(path) == POSITION
    assert answer_in(filled(path, {})) == POSITION


def test_an_answer_filled_in_by_hand_is_read_from_its_cells(sent: Path) -> None:
    found = read(filled(sent, TYPED))
    assert found.problems == ()
    assert found.file is not None
    assert found.file.position == Position(
        ASKING.id,
        ASKING.hash,
        "A81002",
        "Mill Lane",
        Decimal(9100),
        "Yes, from April",
        "+1 from us",
        comment_shared=True,
        name_shown=False,
        decided_by="Practice manager",
        decided_on=date(2026, 12, 1),
    )


@pytest.mark.parametrize(
    ("key", "typed", "name", "value"),
    [
        (LIST_SIZE, "9,100", "list_size", Decimal(9100)),
        (LIST_SIZE, " 9100 ", "list_size", Decimal(9100)),
        (DECIDED_ON, "1/12/2026", "decided_on", date(2026, 12, 1)),
        (DECIDED_ON, "1 Dec 2026", "decided_on", date(2026, 12, 1)),
        (CHOICE, 2, "choice", "2"),
        (NAMED, True, "name_shown", True),
        (NAMED, "YES.", "name_shown", True),
        (SHARE, None, "comment_shared", False),
    ],
)
def test_what_people_type_is_understood(
    sent: Path, key: str, typed: Any, name: str, value: Any
) -> None:
    found = read(filled(sent, TYPED | {key: typed}))
    assert found.problems == ()
    assert found.file is not None
    assert getattr(found.file.position, name) == value


@pytest.mark.parametrize(
    ("key", "typed", "name", "value"),
    [
        (LIST_SIZE, "about nine thousand", "list_size", None),
        (LIST_SIZE, 9100.5, "list_size", None),
        (LIST_SIZE, -4, "list_size", None),
        (DECIDED_ON, "soon", "decided_on", None),
        (DECIDED_ON, "46357", "decided_on", None),
        (NAMED, "only to the board", "name_shown", False),
        (COMMENT, "=1+1", "comment", ""),
    ],
)
def test_what_is_not_understood_is_left_out_and_said_with_its_cell(
    sent: Path, key: str, typed: Any, name: str, value: Any
) -> None:
    found = read(filled(sent, TYPED | {key: typed}))
    assert found.file is not None
    assert getattr(found.file.position, name) == value
    (problem,) = found.problems
    assert problem.code == "not_understood"
    assert "filled in.xlsx, Question, cell C" in problem.where
    assert LABELS[key] in problem.what


def test_a_question_whose_words_were_changed_is_said_to_be(sent: Path) -> None:
    found = read(filled(sent, TYPED | {TITLE: "A hub, or not"}))
    (problem,) = found.problems
    assert problem.code == "question_edited"
    assert "A hub, or not" in problem.what
    assert found.has_answer


def test_rows_and_columns_may_be_moved_and_the_first_column_deleted(sent: Path) -> None:
    def move(book: Any) -> None:
        book[SHEET].insert_rows(1, 3)
        book[SHEET].insert_cols(3)

    def cut(book: Any) -> None:
        book[SHEET].delete_cols(1)

    def rename(book: Any) -> None:
        book[SHEET].title = "Our answer"

    expected = answer_in(filled(sent, TYPED))
    for change in (move, cut, rename):
        found = read(filled(sent, TYPED, change))
        assert found.file is not None
        assert found.file.position == expected, change.__name__


def test_what_stands_beside_an_answer_is_never_dropped_unsaid(sent: Path) -> None:
    def beside(book: Any) -> None:
        sheet = book[SHEET]
        sheet.cell(row_of(sheet, CHOICE), 4).value = "but see our letter"

    (problem,) = read(filled(sent, TYPED, beside)).problems
    assert problem.code == "two_cells"
    assert "but see our letter" in problem.what


def test_a_file_that_lost_its_hidden_sheet_says_so(sent: Path) -> None:
    def lose(book: Any) -> None:
        del book[CARRIED_SHEET]

    found = read(filled(sent, TYPED, lose))
    assert found.file is None
    assert [each.code for each in found.problems] == ["no_question"]


def test_a_file_that_lost_the_sheet_with_the_answer_says_so(sent: Path) -> None:
    def lose(book: Any) -> None:
        book[CARRIED_SHEET].sheet_state = "visible"
        del book[SHEET]

    assert [each.code for each in read(filled(sent, TYPED, lose)).problems] == ["no_sheet"]


def test_files_are_read_in_a_child_and_a_bad_one_stops_no_other(sent: Path) -> None:
    bad = sent.with_name("bad.xlsx")
    bad.write_bytes(sent.read_bytes()[:900])
    text = sent.with_name("letter.xlsx")
    text.write_text("Dear all", encoding="utf-8")
    good = filled(sent, TYPED)
    found = list(read_askings([bad, good, text]))
    assert [each.has_answer for each in found] == [False, True, False]
    assert all(each.problems and each.problems[0].how_to_fix for each in (found[0], found[2]))
    stopped = threading.Event()
    stopped.set()
    assert list(read_askings([good], stopped)) == []


def test_among_returns_it_is_named_for_what_it_is(sent: Path) -> None:
    for path in (sent, filled(sent, TYPED)):
        result = understand(receive(path), path, Forms([]))
        assert [each.code for each in result.problems] == ["asking"]
        assert result.members == ()
