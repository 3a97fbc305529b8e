"""A small form with every type of question, and workbooks made from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.workbooks.answer_sheets import AnswerBook, AnswerRow, TableBlock
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload, Provenance, leaving, places_of
from stocktake.workbooks.payload_json import to_text

WRITTEN_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FORM = """
id = "small"
title = "A small stocktake"
version = "1"
subject = "practice"

[[option_list]]
id = "roles"
choice = [
    { code = "gp_partner", label = "GP partner", starter = true },
    { code = "nurse", label = "Nurse; practice or advanced" },
    { code = "other", label = "Other" },
    { code = "also_other", label = "Other" },
]

[[section]]
id = "one"
title = "The practice"

[[section.question]]
id = "one.name"
type = "text"
label = "Name of the practice"

[[section.question]]
id = "one.story"
type = "long_text"
label = "How it came about"
max_length = 32000

[[section.question]]
id = "one.list_size"
type = "number"
label = "List size"
unit = "patients"

[[section.question]]
id = "one.wte"
type = "wte"
label = "GPs, whole-time equivalent"

[[section.question]]
id = "one.rent"
type = "pounds"
label = "Rent a year"

[[section.question]]
id = "one.share"
type = "percent"
label = "Share of contacts by telephone"

[[section.question]]
id = "one.opened"
type = "date"
label = "Opened on"

[[section.question]]
id = "one.training"
type = "yes_no"
label = "Training practice"

[[section.question]]
id = "one.lead"
type = "choice"
label = "Who leads"
options = "roles"

[[section.question]]
id = "one.groups"
type = "choices"
label = "Who takes part"
options = "roles"

[[section.question]]
id = "one.access"
type = "rating"
label = "Access"
domain = "access"
anchors = ["Nothing", "Some", "Basic", "Reliable", "Resilient"]

[[section.question]]
id = "one.staff"
type = "table"
label = "People"
rows = "starter"
key = "one.staff.role"

[[section.question.column]]
id = "one.staff.role"
type = "choice"
label = "Role"
options = "roles"

[[section.question.column]]
id = "one.staff.wte"
type = "wte"
label = "WTE"

[[section.question.column]]
id = "one.staff.since"
type = "date"
label = "Since"

[[section.question.column]]
id = "one.staff.remark"
type = "long_text"
label = "Remark"

[[section.question.column]]
id = "one.staff.cover"
type = "choices"
label = "Covered by"
refers_to = ["one.staff"]

[[section.question.column]]
id = "one.staff.days"
type = "choices"
label = "Days"
choice = [{ code = "mon", label = "Monday" }, { code = "tue", label = "Tuesday" }]
"""

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def form() -> LoadedForm:
    return load_form(FORM, "small.toml")


@pytest.fixture(scope="session")
def submission(form: LoadedForm) -> Submission:
    answers = Answers(
        {
            Address("one.name"): answered("Quayside Surgery"),
            Address("one.story"): answered("=1+1 and _x0041_\nsecond line"),
            Address("one.list_size"): answered(Decimal("9120")),
            Address("one.wte"): Answer(Decimal("3.25"), State.ANSWERED, estimate=True),
            Address("one.rent"): Answer(state=State.PREFER_NOT_TO_SAY),
            Address("one.share"): answered(Decimal("41.5")),
            Address("one.opened"): answered(date(1994, 4, 1)),
            Address("one.training"): answered("yes"),
            Address("one.lead"): answered("also_other"),
            Address("one.groups"): answered(("gp_partner", "nurse")),
            Address("one.access"): Answer(
                Decimal(3), State.ANSWERED, note="By telephone\nmostly", note_shared=True
            ),
            Address("one.staff", "gp_partner", "one.staff.role"): answered("gp_partner"),
            Address("one.staff", "gp_partner", "one.staff.wte"): answered(Decimal("2.5")),
            Address("one.staff", "x1y2z3w4", "one.staff.role"): answered("nurse"),
            Address("one.staff", "x1y2z3w4", "one.staff.wte"): Answer(state=State.NOT_KNOWN),
            Address("one.staff", "x1y2z3w4", "one.staff.since"): answered(date(2020, 2, 29)),
            Address("one.staff", "x1y2z3w4", "one.staff.remark"): answered("-5 GPs, @me"),
            Address("one.staff", "x1y2z3w4", "one.staff.cover"): answered(("gp_partner",)),
            Address("one.staff", "x1y2z3w4", "one.staff.days"): answered(("mon", "tue")),
        }
    )
    return Submission(
        subject=Subject("practice", "A81001", "Quayside Surgery", "Tideway PCN", "U00001", "NENC"),
        form_id="small",
        round="2026/27",
        form_version="1",
        form_hash=form.hash,
        return_id="return-1",
        assessed_on=date(2026, 11, 22),
        revision=7,
        answers=answers,
    )


def sheets_of(book: AnswerBook, form: LoadedForm, submission: Submission, member: int) -> None:
    """Put every question of the form on one answer sheet."""
    sheet = book.sheet(f"Answers {member}", "The answers", member, "one")
    for question in form.questions.values():
        answer = submission.answers.get(question.id)
        row = AnswerRow(question, answer, number="1.1")
        if question.type == "table":
            sheet.add_table(TableBlock(row, question.columns, table_rows(question, submission)))
        else:
            sheet.add(row)


def table_rows(question: Question, submission: Submission) -> list[tuple[str, dict[str, Answer]]]:
    answers = submission.answers
    return [
        (row, {c.id: answers.get(question.id, row, c.id) for c in question.columns})
        for row in answers.rows(question.id)
    ]


def write_submissions(
    path: Path, form: LoadedForm, submissions: Sequence[Submission], *, has_payload: bool = True
) -> Path:
    """Write a workbook the way an export does."""
    workbook = Workbook()
    workbook.active["A1"] = "Read me"
    book = AnswerBook(workbook)
    sent = [leaving(submission) for submission in submissions]
    for number, one in enumerate(sent, 1):
        sheets_of(book, form, one, number)
    book.finish(sent, "Stocktake test")
    members = tuple(
        Member(one, Provenance(places=places_of(book.places[number])))
        for number, one in enumerate(sent, 1)
    )
    text = to_text(Payload(members, made_by="Stocktake test")) if has_payload else None
    save_workbook(workbook, path, text, WRITTEN_AT)
    return path


@pytest.fixture
def write(form: LoadedForm, tmp_path: Path) -> Write:
    def write(
        *submissions: Submission, name: str = "return.xlsx", has_payload: bool = True
    ) -> Path:
        return write_submissions(tmp_path / name, form, submissions, has_payload=has_payload)

    return write


@pytest.fixture
def exported(write: Write, submission: Submission) -> Path:
    return write(submission)


@pytest.fixture
def changed(submission: Submission) -> Callable[[str, Answer], Submission]:
    def changed(question: str, answer: Answer) -> Submission:
        answers = submission.answers.copy()
        answers[Address(question)] = answer
        return replace(submission, answers=answers)

    return changed
