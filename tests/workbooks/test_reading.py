"""Received files from end to end, through the child process."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.marks import ANSWER_MARK, ASKING_MARK, MANIFEST_MARK
from stocktake.workbooks.payload import Member, Payload, Provenance
from stocktake.workbooks.payload_json import to_text
from stocktake.workbooks.payload_part import PAYLOAD_PART
from stocktake.workbooks.reading import Forms, ReadResult, Verdict, read_many, read_workbook
from stocktake.workbooks.received import Received, receive, receive_bytes
from stocktake.workbooks.refusals import REFUSALS
from stocktake.workbooks.understanding import understand
from stocktake.workbooks.verdicts import VERDICT_WORDS
from tests.store.killing import runs
from tests.workbooks.conftest import FORM, Write
from tests.workbooks.editing import with_payload

WRITTEN_AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def forms(form: LoadedForm) -> Forms:
    return Forms([form])


def test_an_export_comes_back_as_it_was_and_is_not_touched(
    exported: Path, forms: Forms, submission: Submission
) -> None:
    before = exported.read_bytes()
    result = read_workbook(exported, forms)
    assert (result.verdict, result.words) == (Verdict.READY, "Ready")
    assert result.submissions == (submission,)
    assert result.problems == ()
    assert exported.read_bytes() == before


def test_every_answer_can_be_traced_to_file_sheet_and_cell(exported: Path, forms: Forms) -> None:
    result = read_workbook(exported, forms)
    origin = result.members[0].provenance
    sheets = openpyxl.load_workbook(exported)
    assert (origin.file_name, origin.sha256) == ("return.xlsx", result.sha256)
    place = origin.place(Address("one.staff", "gp_partner", "one.staff.wte"))
    assert place is not None
    assert sheets[place.sheet][place.cell].value == 2.5
    assert all(origin.place(address) for address in result.submissions[0].answers)


def test_where_a_member_came_from_is_never_overwritten(
    tmp_path: Path, forms: Forms, submission: Submission
) -> None:
    origin = Provenance("Quayside.xlsx", "a" * 64, {"one.name": "People!C4"})
    payload = Payload((Member(submission, origin),), ({"chosen": "return-1"},))
    path = tmp_path / "combined.xlsx"
    save_workbook(Workbook(), path, to_text(payload), WRITTEN_AT)
    result = read_workbook(path, forms)
    assert result.members[0].provenance == origin
    assert result.decisions == ({"chosen": "return-1"},)


def test_openpyxl_saving_it_again_changes_no_answer(
    exported: Path, forms: Forms, submission: Submission
) -> None:
    openpyxl.load_workbook(exported).save(exported)
    result = read_workbook(exported, forms)
    assert result.verdict is Verdict.SAVED_AGAIN
    assert result.submissions == (submission,)
    assert result.members[0].provenance.place(Address("one.name")) is not None


@pytest.mark.parametrize("mark", [ANSWER_MARK, MANIFEST_MARK, ASKING_MARK, "/columns", "x/end"])
def test_an_answer_may_be_any_words_those_of_the_layout_too(
    mark: str, write: Write, forms: Forms, changed: Callable[[str, Answer], Submission]
) -> None:
    sent = changed("one.name", Answer(mark, State.ANSWERED, note=mark, note_shared=True))
    path = write(sent)
    openpyxl.load_workbook(path).save(path)
    result = read(path, forms)
    assert (result.problems, result.submissions) == ((), (sent,))
    assert result.verdict is Verdict.SAVED_AGAIN


def test_the_order_in_which_options_were_chosen_is_no_edit(
    write: Write, forms: Forms, changed: Callable[[str, Answer], Submission]
) -> None:
    path = write(changed("one.groups", answered(("nurse", "gp_partner"))))
    openpyxl.load_workbook(path).save(path)
    assert read(path, forms).verdict is Verdict.SAVED_AGAIN


@pytest.mark.parametrize("has_payload", [True, False])
def test_a_return_on_an_older_form_is_read_by_id_and_what_is_gone_is_listed(
    has_payload: bool, exported: Path, submission: Submission
) -> None:
    """The newer one words an option anew, asks one question no more, and one that is new."""
    text = FORM.replace("Nurse; practice or advanced", "Nurse of any kind")
    text = text.replace("one.share", "one.online").replace('version = "1"', 'version = "2"')
    data = exported.read_bytes()
    openpyxl.load_workbook(exported).save(exported)
    if has_payload:
        exported.write_bytes(with_payload(exported.read_bytes(), data))
    result = read(exported, Forms([load_form(text, "newer.toml")]))
    told = {(problem.code, problem.where) for problem in result.problems}
    assert told == {
        ("unknown_question", "return.xlsx, Answers 1 C9"),
        ("not_understood", "return.xlsx, Answers 1 B25"),
    }
    now = result.submissions[0].answers
    gone = {Address("one.share"), Address("one.staff", "x1y2z3w4", "one.staff.role")}
    assert {a for a in submission.answers if now[a] != submission.answers[a]} == (
        set() if has_payload else gone
    )


def test_not_known_typed_as_the_text_of_a_table_is_kept_or_read_as_that_state(
    write: Write, forms: Forms, submission: Submission
) -> None:
    address = Address("one.staff", "x1y2z3w4", "one.staff.remark")
    answers = submission.answers.copy()
    answers[address] = answered("Not known")
    path = write(replace(submission, answers=answers))
    assert read(path, forms).submissions[0].answers[address].value == "Not known"
    openpyxl.load_workbook(path).save(path)
    assert read(path, forms).submissions[0].answers[address].state is State.NOT_KNOWN


def test_a_row_taken_out_is_missed_even_without_the_payload(exported: Path, forms: Forms) -> None:
    workbook = openpyxl.load_workbook(exported)
    sheet = workbook["Answers 1"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    for name in ("x1y2z3w4", "one.list_size"):
        sheet.delete_rows(rows[name])
    workbook.save(exported)
    result = read(exported, forms)
    [problem] = result.problems
    assert problem.code == "rows_gone"
    assert problem.what.startswith("2 questions are not on the sheets any more: ")
    assert "List size" in problem.what and "People (x1y2z3w4)" in problem.what
    assert "kept" not in problem.how_to_fix


def test_without_its_sheets_and_payload_a_workbook_is_not_said_to_be_read(
    exported: Path, forms: Forms
) -> None:
    workbook = openpyxl.load_workbook(exported)
    del workbook["Answers 1"]
    workbook.save(exported)
    result = read(exported, forms)
    assert [problem.code for problem in result.problems] == ["not_compared"]
    assert result.problems[0].how_to_fix == "Ask for the workbook as it was exported."


def test_a_copied_sheet_doubles_nobody_and_is_said_once(exported: Path, forms: Forms) -> None:
    before = read(exported, forms).submissions
    workbook = openpyxl.load_workbook(exported)
    workbook.copy_worksheet(workbook["Answers 1"])
    workbook.save(exported)
    result = read(exported, forms)
    assert result.submissions == before
    [problem] = result.problems
    assert (problem.code, problem.where) == ("twice", "Answers 1 Copy A4")


def read(path: Path, forms: Forms) -> ReadResult:
    """Read it here, without a child."""
    return understand(receive(path), path, forms)


def test_one_bad_file_never_stops_the_rest(exported: Path, forms: Forms) -> None:
    good = exported
    bad = good.with_name("notes.xlsx")
    bad.write_text("not a workbook")
    told: list[tuple[int, str]] = []
    paths = [good, bad, good.with_name("gone.xlsx"), good]
    results = list(read_many(paths, forms, lambda done, path: told.append((done, path.name))))
    assert [result.verdict for result in results] == [
        Verdict.READY,
        Verdict.NOT_A_WORKBOOK,
        Verdict.MISSING,
        Verdict.READY,
    ]
    assert told == [(1, "return.xlsx"), (2, "notes.xlsx"), (3, "gone.xlsx"), (4, "return.xlsx")]
    assert [problem.where for problem in results[1].problems] == ["notes.xlsx"]


def test_reading_stops_when_it_is_cancelled(exported: Path, forms: Forms) -> None:
    cancelled = threading.Event()
    results = []
    for result in read_many([exported] * 200, forms, cancelled=cancelled):
        results.append(result)
        cancelled.set()
    assert 1 <= len(results) < 200


def test_a_form_that_is_not_here_is_said_and_the_answers_are_kept(
    exported: Path, submission: Submission
) -> None:
    result = read_workbook(exported, Forms([]))
    assert result.verdict is Verdict.UNKNOWN_FORM
    assert result.submissions == (submission,)
    assert [problem.code for problem in result.problems] == ["unknown_form"]


def test_an_answer_of_the_wrong_kind_is_left_out_and_named(
    tmp_path: Path, forms: Forms, submission: Submission
) -> None:
    answers = Answers(
        {
            Address("one.list_size"): answered("many"),
            Address("one.access"): answered(Decimal(9)),
            Address("one.training"): answered("perhaps"),
            Address("one.name"): answered("Quayside Surgery"),
        }
    )
    payload = Payload((Member(replace(submission, answers=answers)),))
    path = tmp_path / "forged.xlsx"
    save_workbook(Workbook(), path, to_text(payload), WRITTEN_AT)
    result = read_workbook(path, forms)
    assert list(result.submissions[0].answers) == [Address("one.name")]
    assert [problem.code for problem in result.problems] == ["does_not_fit"] * 3


def test_a_newer_workbook_is_refused_in_words(tmp_path: Path, forms: Forms) -> None:
    path = tmp_path / "newer.xlsx"
    save_workbook(Workbook(), path, '{"format": 2}', WRITTEN_AT)
    result = read_workbook(path, forms)
    assert result.words == "From a newer version of Stocktake"
    assert "Update Stocktake" in result.problems[0].how_to_fix


def test_a_combined_workbook_that_was_saved_again_is_not_called_ready(
    tmp_path: Path, forms: Forms, submission: Submission
) -> None:
    path = tmp_path / "combined.xlsx"
    payload = Payload((Member(submission, Provenance("Quayside.xlsx", "a" * 64)),))
    save_workbook(Workbook(), path, to_text(payload), WRITTEN_AT)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("docProps/extra.xml", "<a/>")
    result = read_workbook(path, forms)
    assert result.verdict is Verdict.EDITED
    assert [problem.code for problem in result.problems] == ["not_compared"]
    assert result.submissions == (submission,)


def test_every_verdict_has_words_and_every_refusal_a_verdict() -> None:
    assert set(VERDICT_WORDS) == set(Verdict)
    assert set(REFUSALS) <= {str(verdict) for verdict in Verdict}


FUZZ = settings(
    deadline=None,
    max_examples=runs(long=150, short=60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FLIPS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6
)


def flipped(data: bytes, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for at, mask in flips:
        changed[int(at * len(changed))] ^= mask
    return bytes(changed)


def outcome(data: bytes, forms: Forms) -> tuple[Received, Verdict]:
    received = receive_bytes(data)
    return received, understand(received, Path("return.xlsx"), forms).verdict


@FUZZ
@given(flips=FLIPS)
def test_a_workbook_with_flipped_bytes_is_refused_or_read_the_same(
    flips: list[tuple[float, int]], exported: Path, forms: Forms, submission: Submission
) -> None:
    data = flipped(exported.read_bytes(), flips)
    received = receive_bytes(data)
    result = understand(received, exported, forms)
    if result.verdict is Verdict.READY:
        assert result.submissions == (submission,)


@FUZZ
@given(flips=FLIPS, part=st.integers(0, 30), cut=st.booleans())
def test_flipped_bytes_inside_a_part_never_break_the_reader(
    flips: list[tuple[float, int]],
    part: int,
    cut: bool,
    exported: Path,
    forms: Forms,
    tmp_path: Path,
) -> None:
    again = tmp_path / "again.xlsx"
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(again, "w") as new:
        names = old.namelist()
        for index, name in enumerate(names):
            content = old.read(name)
            if index == part % len(names):
                content = content[: len(content) // 2] if cut else flipped(content, flips)
            new.writestr(name, content)
    received, verdict = outcome(again.read_bytes(), forms)
    assert not received.is_trusted or names[part % len(names)] == PAYLOAD_PART
    assert verdict in set(Verdict)


@FUZZ
@given(garbage=st.binary(max_size=400), is_zip=st.booleans())
def test_garbage_is_refused(garbage: bytes, is_zip: bool, forms: Forms) -> None:
    received, verdict = outcome(b"PK\x03\x04" * is_zip + garbage, forms)
    assert received.refused
    assert verdict == received.refused
