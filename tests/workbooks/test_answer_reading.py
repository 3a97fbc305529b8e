"""What people do to a workbook before they send it back, and what is made of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, State, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.payload_part import PAYLOAD_PART
from stocktake.workbooks.reading import Forms, ReadResult, Verdict
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.understanding import understand

SHEET = "Answers 1"
ANSWER, STATE, NOTE = 3, 5, 6


class Edited:
    """An exported workbook open for editing, as Excel would: the payload stays in it, stale."""

    def __init__(self, path: Path, form: LoadedForm) -> None:
        self.path = path
        self.form = form
        self.workbook = openpyxl.load_workbook(path)
        self.sheet = self.workbook[SHEET]

    def row(self, name: str) -> int:
        return next(row[0].row for row in self.sheet.iter_rows() if row[0].value == name)

    def set(self, name: str, value: Any, column: int = ANSWER) -> None:
        self.sheet.cell(self.row(name), column).value = value

    def read(self, *, has_payload: bool = True) -> ReadResult:
        file = BytesIO()
        self.workbook.save(file)
        if has_payload:
            with zipfile.ZipFile(self.path) as old, zipfile.ZipFile(file, "a") as new:
                new.writestr(PAYLOAD_PART, old.read(PAYLOAD_PART))
        received = receive_bytes(file.getvalue())
        assert not received.is_trusted
        return understand(received, self.path, Forms([self.form]))


@pytest.fixture
def edited(exported: Path, form: LoadedForm) -> Edited:
    return Edited(exported, form)


def test_a_workbook_saved_again_with_nothing_changed_says_so(
    edited: Edited, submission: Submission
) -> None:
    result = edited.read()
    assert result.verdict is Verdict.SAVED_AGAIN
    assert result.submissions == (submission,)
    assert (result.differences, result.problems) == ((), ())


def test_a_changed_figure_is_listed_with_its_cell_and_what_it_was(edited: Edited) -> None:
    edited.set("one.list_size", 9210)
    result = edited.read()
    ((member, difference),) = result.differences
    assert result.verdict is Verdict.EDITED
    assert result.words == "Edited after export"
    assert member == 0
    assert difference.place is not None
    assert difference.place.sheet == SHEET
    assert difference.place.cell == f"C{edited.row('one.list_size')}"
    assert (difference.question, difference.was_words, difference.now_words) == (
        "List size",
        "9,120",
        "9,210",
    )
    assert result.submissions[0].answers.get("one.list_size") == answered(Decimal(9210))


TYPED: dict[str, tuple[str, Any, Any]] = {
    "a figure with a comma": ("one.list_size", "9,210", Decimal(9210)),
    "a figure with odd spaces": ("one.list_size", " 9\u00a0210 ", Decimal(9210)),
    "pounds with their sign": ("one.rent", "£1,200.50", Decimal("1200.50")),
    "a date in words": ("one.opened", "1 May 1995", date(1995, 5, 1)),
    "a date day first": ("one.opened", "02/05/1995", date(1995, 5, 2)),
    "a date as a date": ("one.opened", date(1995, 5, 3), date(1995, 5, 3)),
    "no for yes": ("one.training", "no", "no"),
    "a ticked cell": ("one.training", False, "no"),
    "a label in capitals": ("one.lead", "GP PARTNER", "gp_partner"),
    "a code": ("one.lead", "nurse", "nurse"),
    "a level": ("one.access", 4, Decimal(4)),
    "a level with its words": ("one.access", "4 Resilient", Decimal(4)),
    "a name that is a figure": ("one.name", 1234, "1234"),
}


@pytest.mark.parametrize(("question", "typed", "value"), TYPED.values(), ids=TYPED.keys())
def test_it_is_read_the_way_people_type(
    edited: Edited, question: str, typed: Any, value: Any
) -> None:
    edited.set(question, typed)
    answers = edited.read().submissions[0].answers
    assert (answers.get(question).value, answers.get(question).state) == (value, State.ANSWERED)


def test_a_percentage_typed_as_one_is_not_a_hundredth(edited: Edited) -> None:
    edited.set("one.share", 0.45)
    edited.sheet.cell(edited.row("one.share"), ANSWER).number_format = "0%"
    assert edited.read().submissions[0].answers.get("one.share").value == Decimal(45)


UNREADABLE: dict[str, tuple[str, Any, str]] = {
    "a formula without value": ("one.list_size", "=A1+1", "formula_without_value"),
    "words for a figure": ("one.list_size", "about nine thousand", "not_understood"),
    "a comma for a point": ("one.wte", "3;5", "not_understood"),
    "half a patient": ("one.list_size", 12.5, "not_understood"),
    "figures turned into a date": ("one.list_size", date(2026, 4, 3), "turned_into_date"),
    "a level of 7": ("one.access", 7, "not_understood"),
    "an option nobody offered": ("one.lead", "The caretaker", "not_understood"),
    "a figure for a date": ("one.opened", "46348", "not_understood"),
    "a state nobody offered": ("one.wte", "Perhaps", "unknown_state"),
}


@pytest.mark.parametrize(("question", "typed", "code"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_problem_and_never_a_blank(
    edited: Edited, submission: Submission, question: str, typed: Any, code: str
) -> None:
    edited.set(question, typed, STATE if code == "unknown_state" else ANSWER)
    result = edited.read()
    (problem,) = result.problems
    assert problem.code == code
    assert f"{SHEET} C{edited.row(question)}" in problem.where
    assert result.submissions[0].answers.get(question) == submission.answers.get(question)


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A"])
def test_an_error_in_a_cell_is_a_problem_and_never_a_blank(
    edited: Edited, submission: Submission, error: str
) -> None:
    edited.set("one.list_size", error)
    edited.sheet.cell(edited.row("one.list_size"), ANSWER).data_type = "e"
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["error_in_cell"]
    assert error in result.problems[0].what
    assert result.submissions == (submission,)


def test_a_deleted_answer_is_blank_and_listed(edited: Edited) -> None:
    edited.set("one.list_size", None)
    result = edited.read()
    assert result.submissions[0].answers.get("one.list_size").state is State.BLANK
    assert result.differences[0][1].now_words == "Not answered"


def test_an_answer_typed_over_prefer_not_to_say_counts(edited: Edited) -> None:
    edited.set("one.rent", 500)
    assert edited.read().submissions[0].answers.get("one.rent") == answered(Decimal(500))


def test_a_state_that_is_chosen_takes_the_figure_away(edited: Edited) -> None:
    edited.set("one.list_size", "Not known", STATE)
    found = edited.read().submissions[0].answers.get("one.list_size")
    assert (found.state, found.value) == (State.NOT_KNOWN, None)


def test_marks_and_notes_are_read(edited: Edited) -> None:
    edited.set("one.list_size", "answered , ESTIMATE", STATE)
    edited.set("one.list_size", "From the April extract", NOTE)
    found = edited.read().submissions[0].answers.get("one.list_size")
    assert found == Answer(
        Decimal(9120),
        State.ANSWERED,
        estimate=True,
        note="From the April extract",
        note_shared=True,
    )


def test_options_are_marked_and_unmarked(edited: Edited) -> None:
    edited.set("one.groups#gp_partner", None)
    edited.set("one.groups#other", "x")
    found = edited.read().submissions[0].answers.get("one.groups").value
    assert found == ("nurse", "other")


def test_a_mark_that_says_neither_yes_nor_no_is_a_problem(
    edited: Edited, submission: Submission
) -> None:
    edited.set("one.groups#other", "perhaps")
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["not_understood"]
    assert result.submissions == (submission,)


def test_a_row_typed_below_a_table_is_a_new_row_with_one_id_for_ever(edited: Edited) -> None:
    row = edited.row("x1y2z3w4") + 1
    edited.sheet.cell(row, 2).value = "Nurse; practice or advanced"
    edited.sheet.cell(row, 3).value = 0.6
    first, second = edited.read(), edited.read()
    rows = first.submissions[0].answers.rows("one.staff")
    assert rows[:2] == ("gp_partner", "x1y2z3w4")
    assert len(rows) == 3
    assert second.submissions == first.submissions
    found = first.submissions[0].answers.get("one.staff", rows[2], "one.staff.wte")
    assert found == answered(Decimal("0.6"))
    assert len(first.differences) == 2


def test_a_row_with_only_its_role_is_no_row_yet(edited: Edited, submission: Submission) -> None:
    edited.sheet.cell(edited.row("x1y2z3w4") + 1, 2).value = "Other"
    assert edited.read().submissions == (submission,)


def test_a_row_taken_out_of_a_table_is_listed(edited: Edited) -> None:
    edited.sheet.delete_rows(edited.row("x1y2z3w4"))
    result = edited.read()
    answers = result.submissions[0].answers
    assert answers.rows("one.staff") == ("gp_partner",)
    assert answers.get("one.staff", "x1y2z3w4", "one.staff.since") == BLANK
    assert {d.was_words for _, d in result.differences} >= {"29 February 2020", "Not known"}


def test_a_copied_row_is_a_second_row(edited: Edited) -> None:
    row = edited.row("x1y2z3w4")
    for column in range(1, 7):
        edited.sheet.cell(row + 1, column).value = edited.sheet.cell(row, column).value
    assert len(edited.read().submissions[0].answers.rows("one.staff")) == 3


def test_not_known_may_be_typed_into_a_table(edited: Edited) -> None:
    edited.sheet.cell(edited.row("gp_partner"), 3).value = "not known"
    found = edited.read().submissions[0].answers
    address = Address("one.staff", "gp_partner", "one.staff.wte")
    assert found[address].state is State.NOT_KNOWN


def test_a_cell_may_name_rows_that_are_there_and_no_others(edited: Edited) -> None:
    address = Address("one.staff", "x1y2z3w4", "one.staff.cover")
    row = edited.row("x1y2z3w4")
    edited.sheet.cell(row, 6).value = "gp_partner; x1y2z3w4"
    assert edited.read().submissions[0].answers[address].value == ("gp_partner", "x1y2z3w4")
    edited.sheet.cell(row, 6).value = "the caretaker"
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["unknown_row"]
    assert result.submissions[0].answers[address].value == ("gp_partner",)


def moved(edited: Edited) -> None:
    edited.sheet.insert_rows(1, 3)


def shifted(edited: Edited) -> None:
    edited.sheet.insert_cols(3)


def renamed(edited: Edited) -> None:
    edited.sheet.title = "Our answers (final)"


def reordered(edited: Edited) -> None:
    edited.workbook.move_sheet(SHEET, 2)


def spaced(edited: Edited) -> None:
    edited.sheet.insert_rows(edited.row("one.wte"), 2)


def filtered(edited: Edited) -> None:
    edited.sheet.auto_filter.ref = "A3:F30"


def shown(edited: Edited) -> None:
    edited.workbook["manifest"].sheet_state = "visible"
    edited.sheet.row_dimensions[2].hidden = False


def scribbled(edited: Edited) -> None:
    edited.sheet["J40"] = "remember to ring"
    edited.workbook.create_sheet("My own sheet")["A1"] = "one.list_size"


HARMLESS = [moved, shifted, renamed, reordered, spaced, filtered, shown, scribbled]


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
@pytest.mark.parametrize("has_payload", [True, False])
def test_the_answers_stay_the_same_when_the_sheets_are_moved_about(
    edited: Edited, submission: Submission, change: Callable[[Edited], None], has_payload: bool
) -> None:
    change(edited)
    result = edited.read(has_payload=has_payload)
    assert result.submissions == (submission,)
    assert result.verdict is Verdict.SAVED_AGAIN
    assert result.problems == ()


def test_hidden_rows_are_read_and_said(edited: Edited, submission: Submission) -> None:
    edited.sheet.row_dimensions[edited.row("one.list_size")].hidden = True
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["hidden_rows"]
    assert result.submissions == (submission,)


def test_questions_whose_rows_are_gone_keep_their_answers_and_are_named(
    edited: Edited, submission: Submission
) -> None:
    edited.sheet.delete_rows(edited.row("one.list_size"), 2)
    result = edited.read()
    (problem,) = result.problems
    assert problem.code == "rows_gone"
    assert "List size; GPs, whole-time equivalent" in problem.what
    assert result.submissions == (submission,)


def test_a_column_taken_out_of_a_table_keeps_its_answers_and_is_named(
    edited: Edited, submission: Submission
) -> None:
    edited.sheet.cell(edited.row("one.staff/columns"), 4).value = None
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["rows_gone"]
    assert "Since" in result.problems[0].what
    assert result.submissions == (submission,)


def test_a_question_that_stands_twice_is_said_and_the_first_one_read(edited: Edited) -> None:
    edited.sheet.cell(edited.row("one.staff/end") + 2, 1).value = "one.list_size"
    edited.sheet.cell(edited.row("one.staff/end") + 2, 3).value = 1
    result = edited.read()
    assert [problem.code for problem in result.problems] == ["twice"]
    assert result.submissions[0].answers.get("one.list_size").value == Decimal(9120)


def test_an_id_that_is_in_no_form_is_said(edited: Edited) -> None:
    edited.set("one.list_size", "one.list_sise", column=1)
    codes = {problem.code for problem in edited.read().problems}
    assert codes == {"unknown_question", "rows_gone"}


def test_without_the_headings_nothing_is_guessed(edited: Edited, submission: Submission) -> None:
    edited.sheet.delete_rows(3)
    result = edited.read()
    assert "no_headings" in {problem.code for problem in result.problems}
    assert result.submissions == (submission,)


def test_without_the_payload_a_change_is_still_noticed(edited: Edited) -> None:
    edited.set("one.list_size", 9210)
    result = edited.read(has_payload=False)
    assert result.verdict is Verdict.EDITED
    assert result.submissions[0].answers.get("one.list_size").value == Decimal(9210)
    assert result.submissions[0].subject.code == "A81001"
    assert result.submissions[0].revision == 7


def test_without_payload_and_manifest_it_is_not_one_of_ours(edited: Edited) -> None:
    del edited.workbook["manifest"]
    assert edited.read(has_payload=False).verdict is Verdict.NOT_OURS


def test_an_empty_workbook_filled_in_by_hand_lists_what_was_typed(
    write: Callable[..., Path], form: LoadedForm, submission: Submission
) -> None:
    edited = Edited(write(replace(submission, answers=Answers())), form)
    edited.set("one.list_size", 9120)
    result = edited.read()
    assert result.submissions[0].answers.get("one.list_size") == answered(Decimal(9120))
    assert [d.was_words for _, d in result.differences] == ["Not answered"]


def test_sheets_of_two_members_are_kept_apart(
    write: Callable[..., Path], form: LoadedForm, submission: Submission
) -> None:
    other = replace(submission, subject=replace(submission.subject, code="A81002"))
    edited = Edited(write(submission, other), form)
    edited.workbook["Answers 2"].cell(edited.row("one.list_size"), ANSWER).value = 5
    result = edited.read()
    assert [s.answers.get("one.list_size").value for s in result.submissions] == [9120, 5]
    assert [member for member, _ in result.differences] == [1]
