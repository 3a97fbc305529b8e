"""Documents are gathered, named and saved: whole or not at all, and never begin what is blank."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.documents import (
    ANSWERS,
    BLANK,
    PARTNERS,
    Wanted,
    forms_offered,
    gather,
    make_document,
    proposed_name,
    save_file,
    word_bytes,
)
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice

TODAY = date(2026, 11, 22)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    with Workspace.create(tmp_path / "practice.stocktake") as workspace:
        subject = begin_practice(workspace, "Quay: North", "A81001", TODAY, "Practice manager")
        yield OpenPractice(workspace, subject, "2026/27")


def test_what_is_gathered_does_not_follow_later_answers(practice: OpenPractice) -> None:
    gathered = gather(practice, Wanted(ANSWERS))
    practice.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(9120)))
    document = make_document(gathered, Wanted(ANSWERS))
    assert "9,120" not in str(document.blocks)
    assert "9,120" in str(make_document(gather(practice, Wanted(ANSWERS)), Wanted(ANSWERS)).blocks)


def test_printing_begins_no_form(practice: OpenPractice) -> None:
    begun = {each.form_id for each in practice.workspace.returns.list()}
    for name in (PARTNERS, ANSWERS, BLANK):
        gather(practice, Wanted(name))
    assert {each.form_id for each in practice.workspace.returns.list()} == begun


def test_answers_of_a_form_nobody_has_opened_are_refused_in_words(practice: OpenPractice) -> None:
    with pytest.raises(StocktakeError, match="Nothing has been answered") as refused:
        gather(practice, Wanted(ANSWERS, form_id="swot"))
    assert refused.value.how_to_fix


def test_neither_a_private_nor_a_closed_form_is_offered() -> None:
    offered = [each.id for each in forms_offered()]
    assert offered[:2] == [STOCKTAKE, EXPECTATIONS]
    assert not {"exit_interview", "partner_skills"} & set(offered)


def test_a_document_is_a_draft_until_it_is_signed_and_a_blank_form_is_neither(
    practice: OpenPractice,
) -> None:
    gathered = gather(practice, Wanted(PARTNERS))
    assert make_document(gathered, Wanted(PARTNERS)).about.state == "DRAFT"
    assert make_document(gathered, Wanted(BLANK)).about.state == ""


def test_names_of_files_say_whose_and_what(practice: OpenPractice) -> None:
    gathered = gather(practice, Wanted(PARTNERS))
    assert proposed_name(gathered, Wanted(PARTNERS), ".docx") == (
        "Stocktake A81001 Quay North Two pages for the partners 2026-27 DRAFT.docx"
    )
    assert proposed_name(gathered, Wanted(BLANK), ".pdf") == (
        "Stocktake A81001 Quay North Blank form Where are we now 2026-27.pdf"
    )


def test_a_stopped_document_is_not_made(practice: OpenPractice) -> None:
    ratings = practice.sheet(STOCKTAKE).loaded.ratings_by_domain["access"]
    practice.enter_all(STOCKTAKE, {Address(each.id): answered(Decimal(2)) for each in ratings})
    stop = threading.Event()
    stop.set()
    with pytest.raises(StocktakeError, match="stopped"):
        make_document(gather(practice, Wanted(PARTNERS)), Wanted(PARTNERS), stop)


def test_how_far_it_has_come_is_told(practice: OpenPractice) -> None:
    ratings = practice.sheet(STOCKTAKE).loaded.ratings_by_domain["access"]
    practice.enter_all(STOCKTAKE, {Address(each.id): answered(Decimal(2)) for each in ratings})
    told: list[str] = []
    wanted = Wanted(PARTNERS)
    make_document(
        gather(practice, wanted), wanted, None, lambda done, of, words: told.append(words)
    )
    assert told == ["Drawing chart 1 of 1"]


def test_a_saved_file_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"older")
    assert save_file(b"whole", path) == path
    assert path.read_bytes() == b"whole"
    assert [each.name for each in tmp_path.iterdir()] == ["paper.docx"]


def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"older")
    full = OSError(28, "No space left on device")
    with (
        patch("stocktake.tasks.documents.move_into_place", side_effect=full),
        pytest.raises(StocktakeError, match="could not be saved") as refused,
    ):
        save_file(b"newer", path)
    assert refused.value.how_to_fix.startswith("The disk is full")
    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["paper.docx"]


def test_a_folder_that_has_gone_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as refused:
        save_file(b"words", tmp_path / "gone" / "paper.docx")
    assert refused.value.how_to_fix == "The folder is not there: choose another."


def test_the_word_file_is_one(practice: OpenPractice) -> None:
    document = make_document(gather(practice, Wanted(BLANK)), Wanted(BLANK))
    assert word_bytes(document, datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"PK")
