"""Practices of a workspace: begun, listed, counted and renamed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import (
    begin_practice,
    keep_counts,
    keep_record,
    kept_counts,
    practice_rounds,
    record_in_answers,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        yield workspace


def begun(workspace: Workspace, name: str = "Quayside", code: str = "A81001") -> OpenPractice:
    subject = begin_practice(workspace, name, code, TODAY, "Practice manager")
    return OpenPractice(workspace, subject, "2026/27")


def test_a_practice_is_begun_for_this_financial_year_with_its_name_answered(
    workspace: Workspace,
) -> None:
    practice = begun(workspace)
    (listed,) = practice_rounds(workspace)
    assert (listed.subject.name, listed.round) == ("Quayside", "2026/27")
    assert practice.sheet(STOCKTAKE).value("profile.ods_code") == "A81001"


def test_counts_are_kept_for_the_first_page_and_added_to(workspace: Workspace) -> None:
    assert kept_counts(workspace) == {}
    keep_counts(workspace, {1: (3, 10)})
    keep_counts(workspace, {2: (0, 5), 1: (4, 10)})
    assert kept_counts(workspace) == {1: (4, 10), 2: (0, 5)}


def test_the_record_follows_the_answers_and_a_blank_changes_nothing(workspace: Workspace) -> None:
    practice = begun(workspace)
    practice.enter(STOCKTAKE, Address("profile.pcn_name"), answered("Harbour PCN"))
    wanted = record_in_answers(practice)
    assert (wanted.name, wanted.pcn_name, wanted.icb_name) == ("Quayside", "Harbour PCN", "")
    keep_record(practice, wanted)
    assert workspace.returns.subjects()[0][1].pcn_name == "Harbour PCN"


def test_a_code_of_another_practice_is_refused(workspace: Workspace) -> None:
    practice = begun(workspace)
    begun(workspace, "Millbrook", "A81002")
    practice.enter(STOCKTAKE, Address("profile.ods_code"), answered("A81002"))
    with pytest.raises(StocktakeError) as refusal:
        keep_record(practice, record_in_answers(practice))
    assert refusal.value.code == "code_in_use"
