"""Answers put on sheets and read back, through real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value, answered
from stocktake.questionnaire.form import Field, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.answer_sheets import AnswerBook, AnswerRow, TableBlock
from stocktake.workbooks.layout import HEADINGS
from stocktake.workbooks.payload import leaving
from stocktake.workbooks.reading import Forms, Verdict
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.understanding import understand
from tests.store.killing import runs

WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
)
TIDY = WORDS.map(str.strip).filter(lambda text: text and text.casefold() != "not known")
BY_TYPE: dict[str, st.SearchStrategy[Value]] = {
    "text": TIDY,
    "long_text": st.one_of(TIDY, st.lists(TIDY, min_size=2, max_size=3).map("\n".join)),
    "number": st.integers(0, 10**9).map(Decimal),
    "wte": st.decimals(0, 999, places=3),
    "pounds": st.decimals(0, 10**9, places=2),
    "percent": st.decimals(0, 100, places=1),
    "date": st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    "yes_no": st.sampled_from(["yes", "no"]),
    "rating": st.integers(0, 4).map(Decimal),
}
UNANSWERED = [state for state in State if state is not State.ANSWERED]


def subsets(codes: list[str]) -> st.SearchStrategy[Value]:
    chosen = st.lists(st.sampled_from(codes), min_size=1, unique=True)
    return chosen.map(lambda found: tuple(sorted(found, key=codes.index)))


@st.composite
def question_answers(draw: st.DrawFn, values: st.SearchStrategy[Value]) -> Answer:
    note = draw(st.one_of(st.just(""), TIDY))
    shared = {"note": note, "note_shared": bool(note)}
    if draw(st.booleans()):
        return Answer(draw(values), State.ANSWERED, draw(st.booleans()), **shared)
    return Answer(state=draw(st.sampled_from(UNANSWERED)), **shared)


@st.composite
def answer_sets(draw: st.DrawFn, form: LoadedForm) -> Answers:
    answers = Answers()
    for question in form.questions.values():
        if question.type == "table":
            fill_table(draw, question, answers)
        else:
            answer = draw(question_answers(values_of(question)))
            if answer != Answer():
                answers[Address(question.id)] = answer
    return answers


def values_of(question: Field) -> st.SearchStrategy[Value]:
    codes = [choice.code for choice in question.choice]
    if question.type == "choices":
        return subsets(codes)
    return st.sampled_from(codes) if question.type == "choice" else BY_TYPE[question.type]


def fill_table(draw: st.DrawFn, question: Question, answers: Answers) -> None:
    ids = st.lists(st.text("abcdwxyz0189", min_size=8, max_size=8), max_size=3, unique=True)
    for row in draw(ids):
        column = question.columns[1]
        answers[Address(question.id, row, column.id)] = answered(draw(values_of(column)))
        for column in (question.columns[0], *question.columns[2:]):
            if column.refers_to:
                continue
            cell = draw(st.one_of(st.none(), values_of(column).map(answered), NOT_KNOWN_CELL))
            if cell is not None:
                answers[Address(question.id, row, column.id)] = cell


NOT_KNOWN_CELL = st.just(Answer(state=State.NOT_KNOWN))


def resaved(path: Path) -> bytes:
    """The workbook as openpyxl writes it again, which loses the payload."""
    file = BytesIO()
    openpyxl.load_workbook(path).save(file)
    return file.getvalue()


@settings(
    deadline=None,
    max_examples=runs(long=40, short=12),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_put_on_sheets_is_read_back_without_the_payload(
    data: st.DataObject, form: LoadedForm, submission: Submission, write: object
) -> None:
    answers = data.draw(answer_sets(form))
    sent = leaving(replace(submission, answers=answers))
    path: Path = write(sent)  # type: ignore[operator]
    forms = Forms([form])
    plain = understand(receive_bytes(resaved(path)), path, forms)
    assert plain.problems == ()
    assert dict(plain.submissions[0].answers.items()) == dict(sent.answers.items())
    assert plain.submissions == (sent,)
    assert plain.verdict is Verdict.SAVED_AGAIN


def test_text_that_does_not_fit_a_cell_goes_on_below_and_comes_back_whole(
    form: LoadedForm, submission: Submission, write: object
) -> None:
    long = "😀" * 20_000 + " the end"
    answers = Answers(
        {
            Address("one.story"): Answer(long, State.ANSWERED, note="é" * 40_000, note_shared=True),
            Address("one.staff", "r", "one.staff.remark"): answered(long),
        }
    )
    path: Path = write(replace(submission, answers=answers))  # type: ignore[operator]
    read = understand(receive_bytes(resaved(path)), path, Forms([form]))
    assert read.submissions[0].answers == answers
    longest = max(
        len(str(cell.value).encode("utf-16-le")) // 2
        for row in openpyxl.load_workbook(path)["Answers 1"].iter_rows()
        for cell in row
    )
    assert longest <= 32_767


def test_a_figure_excel_would_round_is_written_as_text(
    form: LoadedForm, submission: Submission, write: object
) -> None:
    exact = Decimal("12345678901234.56")
    answers = Answers({Address("one.rent"): answered(exact)})
    path: Path = write(replace(submission, answers=answers))  # type: ignore[operator]
    read = understand(receive_bytes(resaved(path)), path, Forms([form]))
    assert read.submissions[0].answers.get("one.rent").value == exact


def test_the_sheet_looks_as_a_person_expects(exported: Path) -> None:
    workbook = openpyxl.load_workbook(exported)
    sheet = workbook["Answers 1"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert [cell.value for cell in rows["Id"][:6]] == list(HEADINGS)
    assert rows["one.access"][2].value == 3
    assert rows["one.access"][3].value == "Reliable"
    assert rows["one.list_size"][3].value == "patients"
    assert rows["one.lead"][3].value == "also_other"
    assert rows["one.groups#nurse"][2].value == "Yes"
    assert rows["one.groups#other"][2].value is None
    assert rows["one.wte"][4].value == "Answered, estimate"
    assert rows["one.rent"][4].value == "Prefer not to say"
    assert rows["one.opened"][2].is_date
    assert rows["one.story"][2].data_type == "s"
    assert rows["one.name"][0].protection.locked
    assert not rows["one.name"][2].protection.locked
    assert sheet["A1"].value == "The answers"
    assert sheet.row_dimensions[2].hidden
    assert sheet.freeze_panes == "C4"


def test_drop_downs_point_at_the_hidden_lists(exported: Path) -> None:
    workbook = openpyxl.load_workbook(exported)
    rules = workbook["Answers 1"].data_validations.dataValidation
    assert workbook["Lists"].sheet_state == "hidden"
    assert workbook["manifest"].sheet_state == "veryHidden"
    assert rules
    for rule in rules:
        column = rule.formula1.split("$")[1]
        assert rule.formula1.startswith("Lists!$")
        assert workbook["Lists"][f"{column}1"].value


def test_every_answer_knows_its_cell(form: LoadedForm, submission: Submission) -> None:
    workbook = Workbook()
    book = AnswerBook(workbook)
    sheet = book.sheet("People", "People of the practice", 1)
    table = form.questions["one.staff"]
    sheet.add_heading("Who works here")
    sheet.add(AnswerRow(form.questions["one.name"], submission.answers.get("one.name")))
    cell = {"one.staff.wte": answered(Decimal(2))}
    sheet.add_table(TableBlock(AnswerRow(table), table.columns, [("r1", cell)]))
    place = book.places[1][Address("one.staff", "r1", "one.staff.wte")]
    assert (place.sheet, workbook["People"][place.cell].value) == ("People", 2)
    named = book.places[1][Address("one.name")]
    assert workbook["People"][named.cell].value == "Quayside Surgery"
