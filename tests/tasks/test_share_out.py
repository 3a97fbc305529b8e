"""Sharing sections out: what goes into the file and what never does, and how it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.returned_file import baselines_of, read_returned, returned_of
from stocktake.tasks.share_out import (
    ShareOrder,
    Sharing,
    end_sharing,
    prepare_sharing,
    record_sharing,
    write_sharing,
)
from stocktake.tasks.shared_in import (
    is_for_somebody_here,
    note_sent_back,
    prepare_return,
    send_back,
    take_in_shared,
)
from stocktake.tasks.shared_with import shared_forms, shared_in_words, with_whom
from stocktake.workbooks.reading import ReadResult

TODAY = date(2026, 11, 22)
MANAGER = "Practice manager"
CONFIDENTIAL, PRIVATE_NOTE, LOCAL = "confidential canary", "private canary", "weakness canary"
SHARED_NOTE = "a note that is shared"
CALLS, OPEN = Address("demand.calls_month"), Address("demand.online_open")
WEAKNESS = Address("demand.weaknesses", "a1b2c3d4", "demand.weaknesses.weakness")
LEAD = Address("ACC-01.lead_name")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice that has answered something of every sensitivity."""
    with Workspace.create(tmp_path / "ours.stocktake") as workspace:
        subject = begin_practice(workspace, "Quayside Surgery", "A81001", TODAY, MANAGER)
        made = OpenPractice(workspace, subject, "2026/27", MANAGER)
        calls = replace(answered(Decimal(9100)), note=SHARED_NOTE, note_shared=True)
        made.enter_all(
            STOCKTAKE,
            {
                CALLS: calls,
                OPEN: replace(answered("part"), note=PRIVATE_NOTE),
                WEAKNESS: answered(LOCAL),
                Address("demand.appts_month"): Answer(state=State.COME_BACK_LATER),
                Address("finance.weaknesses", "f1", "finance.weaknesses.weakness"): answered(
                    CONFIDENTIAL
                ),
            },
        )
        made.enter_all(
            EXPECTATIONS,
            {Address("ACC-01.aware"): answered("yes"), LEAD: answered("Dr Canary")},
        )
        yield made


@pytest.fixture
def hers(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "hers.stocktake") as workspace:
        yield workspace


def order(*sections: str, **more: object) -> ShareOrder:
    form_id = EXPECTATIONS if sections and sections[0].isupper() else STOCKTAKE
    return replace(ShareOrder(form_id, sections, "Priya"), **more)  # type: ignore[arg-type]


def went(sharing: Sharing) -> set[str]:
    return {q.question.id for section in sharing.form.sections for q in section.questions}


def share(practice: OpenPractice, folder: Path, wanted: ShareOrder) -> Path:
    sharing = prepare_sharing(practice, wanted)
    path = write_sharing(sharing, folder)
    record_sharing(practice, wanted, sharing, path)
    return path


def read(path: Path) -> ReadResult:
    found = read_returned(path, {})
    assert found is not None
    return found


def whole(path: Path) -> str:
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_confidential_questions_go_only_by_a_tick(practice: OpenPractice, tmp_path: Path) -> None:
    without = prepare_sharing(practice, order("demand", "finance"))
    assert OPEN.question not in went(without)
    assert not any(name.startswith("finance.") for name in went(without))
    assert "confidential items stay here" in " ".join(without.words)
    ticked = prepare_sharing(practice, order("demand", "finance", has_confidential=True))
    assert OPEN.question in went(ticked)
    assert "finance.weaknesses" in went(ticked)
    text = whole(write_sharing(without, tmp_path))
    assert CONFIDENTIAL not in text
    assert LOCAL in text


def test_what_is_about_a_person_never_goes_even_with_every_tick(
    practice: OpenPractice, tmp_path: Path
) -> None:
    practice.set_route(EXPECTATIONS, "full")
    sharing = prepare_sharing(practice, order("ACC-01", has_confidential=True))
    assert LEAD.question in sharing.note.left_out
    assert LEAD.question not in went(sharing)
    assert any("never leave this computer" in words for words in sharing.words)
    assert "Canary" not in whole(write_sharing(sharing, tmp_path))


def test_private_notes_and_the_colleagues_name_stay_here(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = share(practice, tmp_path, order("demand", has_confidential=True, colleague="Zebedee"))
    text = whole(path)
    assert PRIVATE_NOTE not in text
    assert SHARED_NOTE in text
    assert "Zebedee" not in text + path.name


def test_a_blank_file_holds_no_answer(practice: OpenPractice, tmp_path: Path) -> None:
    sharing = prepare_sharing(practice, order("demand", has_answers=False))
    assert (len(sharing.form.submission.answers), sharing.answers) == (0, 0)
    assert LOCAL not in whole(write_sharing(sharing, tmp_path))


def test_nothing_ticked_and_nothing_that_may_go_are_told(practice: OpenPractice) -> None:
    with pytest.raises(StocktakeError, match="No section is ticked"):
        prepare_sharing(practice, order())
    with pytest.raises(StocktakeError, match="confidential or about people"):
        prepare_sharing(practice, order("finance"))


def test_the_first_sheet_says_what_from_whom_for_which_and_by_when(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = share(practice, tmp_path, order("demand", "digital", return_by=date(2026, 12, 20)))
    first = load_workbook(path).worksheets[0]
    text = "\n".join(str(cell.value) for row in first for cell in row if cell.value)
    assert "Please fill in: 2 sections of “Where are we now?”" in text
    assert "Quayside Surgery (A81001), Practice manager" in text
    assert "Please send it back by 20 December 2026." in text
    assert "Demand and access" in text
    assert "send the file back" in text


def test_answer_sheets_are_protected_with_lists_prompts_anchors_and_spare_rows(
    practice: OpenPractice, tmp_path: Path
) -> None:
    workbook = load_workbook(share(practice, tmp_path, order("demand")))
    sheet = workbook["Demand and access"]
    rows = {str(cell.value): cell.row for cell in sheet["A"] if cell.value}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.freeze_panes == "C4"
    assert sheet.cell(rows["demand.m_urgent"], 1).protection.locked
    assert not sheet.cell(rows["demand.m_urgent"], 3).protection.locked
    assert str(sheet.cell(rows["demand.m_urgent"], 4).value).count("\n") == 4
    rules = {
        str(part): rule for rule in sheet.data_validations.dataValidation for part in rule.sqref
    }
    prompts = [rule.prompt for rule in rules.values() if rule.prompt]
    assert any("Choose 0 to 4" in words for words in prompts)
    assert any("whole number" in words for words in prompts)
    assert workbook["Lists"].sheet_state == "hidden"
    weak = workbook["Weaknesses by section"]
    ids = [str(cell.value) for cell in weak["A"] if cell.value and len(str(cell.value)) == 8]
    assert len(ids) == len(set(ids)) >= 7


def test_sections_that_are_out_say_with_whom_until_they_are_not(
    practice: OpenPractice, tmp_path: Path
) -> None:
    share(practice, tmp_path, order("demand", "digital"))
    share(practice, tmp_path, order("digital", colleague="Sam"))
    words = with_whom(practice, STOCKTAKE)
    assert set(words) == {"demand", "digital"}
    assert words["demand"].startswith("With Priya since ")
    assert "With Priya since" in words["digital"]
    assert "With Sam since" in words["digital"]
    listed = practice.listed(STOCKTAKE)
    assert listed is not None
    for each in practice.workspace.shared_out.of(listed.id):
        end_sharing(practice, STOCKTAKE, each.share_id, is_back=False)
    assert with_whom(practice, STOCKTAKE) == {}
    assert not practice.read_only


def test_the_file_becomes_a_practice_limited_to_its_sections(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    found = read(share(practice, tmp_path, order("demand", "leadership")))
    assert is_for_somebody_here(hers, found)
    assert not is_for_somebody_here(practice.workspace, found)
    submission = take_in_shared(hers, found, "Nurse lead")
    take_in_shared(hers, found, "Nurse lead")
    other = OpenPractice(hers, submission.subject, submission.round, "Nurse lead")
    assert shared_in_words(other) == "Shared with you by Quayside Surgery: 2 sections"
    sheet = other.sheet(STOCKTAKE)
    assert [each.id for each in sheet.loaded.sections] == ["demand", "leadership"]
    assert OPEN.question not in {q.id for q in sheet.questions("demand")}
    assert "demand.calls_month" in {q.id for q in sheet.questions("demand")}
    assert sheet.answers[CALLS].value == Decimal(9100)
    assert other.sheet(EXPECTATIONS).loaded.sections == ()
    other.plan()


def test_a_second_file_adds_its_sections_and_leaves_what_was_typed(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    submission = take_in_shared(hers, read(share(practice, tmp_path, order("demand"))), "")
    other = OpenPractice(hers, submission.subject, submission.round, "")
    other.enter(STOCKTAKE, CALLS, answered(Decimal(1)))
    take_in_shared(hers, read(share(practice, tmp_path, order("demand", "digital"))), "")
    other = OpenPractice(hers, submission.subject, submission.round, "")
    assert [each.id for each in other.sheet(STOCKTAKE).loaded.sections] == ["demand", "digital"]
    assert other.sheet(STOCKTAKE).answers[CALLS].value == Decimal(1)
    assert len(shared_forms(other)) == 2


def test_what_is_sent_back_holds_her_answers_and_notes_and_comes_home(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    submission = take_in_shared(hers, read(share(practice, tmp_path, order("demand"))), "")
    other = OpenPractice(hers, submission.subject, submission.round, "Nurse lead")
    other.enter(STOCKTAKE, Address("demand.m_routes"), replace(answered(Decimal(2)), note="New"))
    (each,) = shared_forms(other)
    path = send_back(prepare_return(other, each), tmp_path)
    note_sent_back(other, each)
    assert "sent back" in path.name
    (each,) = shared_forms(other)
    assert each.shared.sent_back_at is not None
    found = read_returned(path, baselines_of(practice.workspace))
    assert found is not None
    returned = returned_of(practice, found)
    told = {(d.sort.value, d.address.question): d.theirs_words for _, d in returned.differences}
    assert told == {
        ("answer", "demand.m_routes"): "2 Basic",
        ("note", "demand.m_routes"): "New",
    }
    assert not is_for_somebody_here(hers, found)
