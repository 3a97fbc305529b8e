"""A large file comes in part by part: whole or not at all."""

from __future__ import annotations

import pytest
from full_disk import no_room

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.attachments import PART_BYTES
from stocktake.tasks.evidence import content_of, evidence_of, keep
from stocktake.tasks.evidence_files import EvidenceFile
from stocktake.tasks.evidence_keeping import Keeping, Removing
from stocktake.tasks.open_practice import OpenPractice

QUESTION = "profile.list_size"
SCAN = EvidenceFile("scan.pdf", b"%PDF" + bytes(range(256)) * (PART_BYTES * 2 // 256))


def names(practice: OpenPractice) -> list[str]:
    return [each.name for each in evidence_of(practice, STOCKTAKE, QUESTION)]


def test_it_is_evidence_when_all_of_it_is_in(practice: OpenPractice) -> None:
    keeping = Keeping(practice, STOCKTAKE, QUESTION, SCAN)
    steps = 0
    while not keeping.is_all_in:
        assert names(practice) == []
        keeping.step()
        steps += 1
    assert (steps, keeping.done) == (3, len(SCAN.content))
    entered = keeping.finish()
    assert QUESTION in entered.changes.names
    assert names(practice) == ["scan.pdf"]
    assert content_of(practice, STOCKTAKE, QUESTION, "scan.pdf") == SCAN.content
    assert practice.sheet().answers[Address(QUESTION)].evidence == ("scan.pdf",)


def test_of_a_file_that_was_stopped_nothing_is_kept(practice: OpenPractice) -> None:
    keeping = Keeping(practice, STOCKTAKE, QUESTION, SCAN)
    keeping.step()
    keeping.drop()
    assert names(practice) == []
    again = Keeping(practice, STOCKTAKE, QUESTION, SCAN)
    while not again.is_all_in:
        again.step()
    again.finish()
    assert content_of(practice, STOCKTAKE, QUESTION, "scan.pdf") == SCAN.content


def test_a_file_that_is_there_already_is_refused_before_any_of_it_is_written(
    practice: OpenPractice,
) -> None:
    keep(practice, STOCKTAKE, QUESTION, SCAN)
    before = practice.workspace.path.stat().st_size
    with pytest.raises(StocktakeError, match="is here already"):
        Keeping(practice, STOCKTAKE, QUESTION, SCAN)
    assert practice.workspace.path.stat().st_size == before


def test_a_disk_that_fills_up_half_way_leaves_nothing_of_it(practice: OpenPractice) -> None:
    keeping = Keeping(practice, STOCKTAKE, QUESTION, SCAN)
    keeping.step()
    room = practice.workspace.path.stat().st_size + PART_BYTES // 2
    with no_room(room), pytest.raises(StocktakeError) as refusal:
        keeping.step()
    assert refusal.value.code in ("workspace_full", "workspace_not_saved")
    assert names(practice) == []
    practice.workspace.attachments.attach(
        practice.open_return(STOCKTAKE).id, Address(QUESTION), "rota.pdf", b"%PDF", role="Partner"
    )
    assert names(practice) == ["rota.pdf"]
    assert practice.workspace.problems() == []


def test_a_large_file_is_taken_away_at_once_and_goes_part_by_part(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, SCAN)
    going = Removing(practice, STOCKTAKE, QUESTION, "scan.pdf")
    entered = going.begin()
    assert QUESTION in entered.changes.names
    assert names(practice) == []
    assert practice.sheet().answers[Address(QUESTION)].evidence == ()
    parts = 0
    while going.step():
        parts += 1
    assert parts == 3
    assert practice.workspace._database.rows("SELECT id FROM attachment_parts") == []


def test_a_file_of_the_same_name_may_come_before_the_old_one_has_gone(
    practice: OpenPractice,
) -> None:
    keep(practice, STOCKTAKE, QUESTION, SCAN)
    going = Removing(practice, STOCKTAKE, QUESTION, "scan.pdf")
    going.begin()
    assert going.step()
    newer = EvidenceFile("scan.pdf", SCAN.content[::-1])
    keep(practice, STOCKTAKE, QUESTION, newer)
    assert not going.step()
    assert content_of(practice, STOCKTAKE, QUESTION, "scan.pdf") == newer.content
