"""What people do to workbooks before they come back: nothing changes unsaid, the rest is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from filled_practice import filled, share_everything, write_workbook

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.leaving import leaving_of
from stocktake.workbooks.reading import Forms, ReadResult
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.understanding import understand
from tests.store.killing import runs
from tests.workbooks import edits_of_answers, edits_of_layout
from tests.workbooks.conftest import write_submissions
from tests.workbooks.editing import Tally, compare, edited, with_payload

EDITS = {**edits_of_layout.EDITS, **edits_of_answers.EDITS}

WORKBOOKS = runs(long=20, short=0)
"""Whole practice workbooks; normally a small one with every type of question has to do."""


def read(data: bytes, forms: dict[str, LoadedForm]) -> ReadResult:
    return understand(receive_bytes(data), Path("returned.xlsx"), Forms(forms.values()))


@pytest.fixture(scope="session")
def small(
    form: LoadedForm, submission: Submission, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """Two members with the small form, which has every type of question."""
    other = replace(submission.subject, code="A81002")
    pair = [submission, replace(submission, subject=other, return_id="return-2")]
    path = tmp_path_factory.mktemp("small") / "small.xlsx"
    return write_submissions(path, form, pair).read_bytes()


@pytest.fixture(scope="session")
def practices(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Exported practice workbooks with every question answered, each in its own way."""
    folder = tmp_path_factory.mktemp("practices")
    made = []
    for seed in range(WORKBOOKS):
        returns = [filled(STOCKTAKE, seed, rows=1 + seed % 4), filled(EXPECTATIONS, seed + 100)]
        leaving = leaving_of(returns, share_everything(returns))
        made.append(write_workbook(folder / f"{seed}.xlsx", leaving).read_bytes())
    return made


def tally(name: str, data: bytes, forms: dict[str, LoadedForm], seed: int) -> tuple[Tally, Tally]:
    """Make an edit; what is read with the payload, and without it."""
    before = read(data, forms)
    changed, meant = edited(data, EDITS[name], before, forms, seed)
    carried = compare(before, read(with_payload(changed, data), forms), meant)
    return carried, compare(before, read(changed, forms), meant)


def test_there_are_thirty_kinds_of_edit_and_more() -> None:
    assert len(EDITS) >= 30


TAKES_AWAY = {
    "rows of questions deleted",
    "half the sheets deleted",
    "ids overtyped",
    "the row of headings deleted",
    "the hidden row of an answer sheet deleted",
}
"""Without the payload these leave less to be read, which is then said."""


@pytest.mark.parametrize("name", EDITS)
def test_no_answer_changes_unsaid_and_the_others_are_read(
    name: str, small: bytes, practices: list[bytes], form: LoadedForm
) -> None:
    carried, alone = tally(name, small, {form.id: form}, 1)
    forms = {each: shipped_form(each) for each in (STOCKTAKE, EXPECTATIONS)}
    for seed, data in enumerate(practices):
        one, other = tally(name, data, forms, seed)
        carried.add(one)
        alone.add(other)
    assert (carried.silent, alone.silent) == ([], [])
    assert carried.kept >= carried.untouched * 0.95 > 0
    assert alone.kept >= alone.untouched * 0.95 or name in TAKES_AWAY
