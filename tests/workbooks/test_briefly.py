"""A file that is read for what it comes to says the same as one that is read for its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest
from openpyxl import Workbook

from stocktake.merge.figures import Figures
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.briefly import in_brief
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload, Provenance
from stocktake.workbooks.payload_json import to_text
from stocktake.workbooks.reading import (
    Forms,
    ReadResult,
    Verdict,
    read_many_in_brief,
    read_workbook,
)
from stocktake.workbooks.received import receive

MADE_WITH = "this program"
FIGURES = Figures(
    MADE_WITH, {"small": "f"}, b'{"made_with":"this program","of":{"small":"f"},"first_year":2026}'
)
PLACES = Provenance(places={"one.name": "Answers!C4"})


@pytest.fixture(scope="module")
def forms(form: LoadedForm) -> Forms:
    return Forms([form])


def write(folder: Path, *said: Submission, figures: Figures | None = FIGURES) -> Path:
    path = folder / "return.xlsx"
    members = tuple(Member(each, PLACES) for each in said)
    payload = Payload(members, ({"chosen": "return-1"},), "Stocktake", {}, (), figures)
    save_workbook(Workbook(), path, to_text(payload), datetime(2026, 11, 22, tzinfo=UTC))
    return path


def changed(submission: Submission, address: Address, value: str) -> Submission:
    answers = submission.answers.copy()
    answers[address] = answered(value)
    return replace(submission, answers=answers)


def briefly(path: Path, forms: Forms) -> ReadResult:
    return next(read_many_in_brief([path], forms, MADE_WITH))


def without_answers(submission: Submission) -> Submission:
    return replace(submission, answers=Answers())


def test_all_but_the_answers_is_as_in_the_whole_file(
    tmp_path: Path, submission: Submission, forms: Forms
) -> None:
    path = write(tmp_path, submission)
    whole, brief = read_workbook(path, forms), briefly(path, forms)
    assert whole.figures is not None
    assert brief.figures == whole.figures.packed()
    assert [*map(without_answers, brief.submissions)] == [*map(without_answers, whole.submissions)]
    origin = brief.members[0].provenance
    assert (origin.file_name, origin.sha256) == ("return.xlsx", whole.sha256)
    alike = {"members": (), "figures": None}
    assert replace(brief, **alike) == replace(whole, **alike)


def test_what_is_sent_holds_no_answer(tmp_path: Path, submission: Submission) -> None:
    found = receive(write(tmp_path, submission))
    brief = in_brief(found, MADE_WITH)
    assert brief.brief is not None
    assert "Quayside Surgery" in brief.returns[0]
    assert "9120" not in brief.returns[0]
    assert "one.list_size" not in brief.returns[0]
    assert msgspec.structs.replace(
        brief, payload=found.payload, returns=found.returns, brief=None
    ) == (found)


def own_row(submission: Submission) -> Submission:
    return changed(submission, Address("local.rows", "r1", "local.rows.title"), "Solar roof")


def misfit(submission: Submission) -> Submission:
    return changed(submission, Address("one.list_size"), "about nine thousand")


def of_another_form(submission: Submission) -> Submission:
    return replace(submission, form_id="other", form_hash="other")


@pytest.mark.parametrize("change", [own_row, misfit, of_another_form])
def test_where_answers_are_needed_the_file_is_read_whole(
    change: Callable[[Submission], Submission], tmp_path: Path, submission: Submission, forms: Forms
) -> None:
    path = write(tmp_path, submission, change(replace(submission, return_id="return-2")))
    whole = read_workbook(path, forms)
    assert briefly(path, forms) == whole
    assert len(whole.submissions[1].answers) >= len(submission.answers) - 1
    assert whole.problems or change is own_row


@pytest.mark.parametrize(
    "figures", [None, replace(FIGURES, text=FIGURES.text.replace(b"this", b"that"))]
)
def test_without_figures_of_this_program_the_answers_come(
    figures: Figures | None, tmp_path: Path, submission: Submission, forms: Forms
) -> None:
    path = write(tmp_path, submission, figures=figures)
    result = briefly(path, forms)
    assert result == read_workbook(path, forms)
    assert result.submissions[0].answers.get("one.list_size").value == Decimal(9120)


def test_an_edited_a_forged_and_a_broken_file_are_read_as_ever(
    tmp_path: Path, exported: Path, submission: Submission, forms: Forms
) -> None:
    book = openpyxl.load_workbook(exported)
    edited, broken = tmp_path / "edited.xlsx", tmp_path / "broken.xlsx"
    book.save(edited)
    broken.write_bytes(exported.read_bytes()[:-30])
    forged = tmp_path / "forged.xlsx"
    text = to_text(Payload((Member(submission),), figures=FIGURES))
    twice = text.replace('"one.name"', '"one.story"', 1)
    save_workbook(Workbook(), forged, twice, datetime(2026, 11, 22, tzinfo=UTC))
    paths = [edited, broken, forged, tmp_path / "missing.xlsx"]
    results = [*read_many_in_brief(paths, forms, MADE_WITH)]
    assert results == [read_workbook(path, forms) for path in paths]
    assert [each.verdict for each in results[1:]] == [
        Verdict.TRUNCATED,
        Verdict.DAMAGED,
        Verdict.MISSING,
    ]
