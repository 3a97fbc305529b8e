"""Work that was not closed properly is told of until a person has decided."""

from datetime import date, datetime
from pathlib import Path

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.cut_off import (
    found_work,
    keep_work,
    note_cut_off,
    section_of,
    when_in_words,
)
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import (
    begin_practice,
    keep_counts,
    keep_record,
    kept_counts,
    record_in_answers,
)

TODAY = date(2026, 11, 22)


def worked(path: Path, *, close: bool, answer: bool = True, icb: str = "") -> None:
    """Begin a practice, answer one question, and close the file or be cut off."""
    workspace = Workspace.create(path)
    subject = begin_practice(workspace, "Quayside Surgery", "A81001", TODAY, "")
    if answer:
        practice = OpenPractice(workspace, subject, "2026/27")
        practice.enter(STOCKTAKE, Address("demand.online_open"), answered("yes"))
        if icb:
            practice.enter(STOCKTAKE, Address("profile.icb_name"), answered(icb))
            keep_record(practice, record_in_answers(practice))
    if not close:
        workspace._session = 0  # as when the program ends in the middle of it
    workspace.close()


def test_what_was_done_last_is_told_until_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    worked(path, close=False)
    with Workspace.open(path) as workspace:
        note_cut_off(workspace)
        keep_counts(workspace, {1: (2, 9)})
        found = found_work(workspace)
        assert found is not None
        assert section_of(workspace, found) == (STOCKTAKE, "demand", "Demand and access")
    with Workspace.open(path) as workspace:
        assert not workspace.was_cut_off
        note_cut_off(workspace)
        assert found_work(workspace) == found
        keep_work(workspace)
        assert found_work(workspace) is None
        assert kept_counts(workspace) == {1: (2, 9)}


def test_an_answer_that_names_the_icb_is_told_of_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    worked(path, close=False, icb="NHS Made-up")
    with Workspace.open(path) as workspace:
        note_cut_off(workspace)
        found = found_work(workspace)
        assert found is not None
        assert found.question == "profile.icb_name"


def test_nothing_is_told_of_a_session_that_was_closed_or_changed_nothing(tmp_path: Path) -> None:
    for name, close, answer in (("closed", True, True), ("untouched", False, False)):
        path = tmp_path / f"{name}.stocktake"
        worked(path, close=close, answer=answer)
        with Workspace.open(path) as workspace:
            note_cut_off(workspace)
            assert found_work(workspace) is None


def test_what_is_gone_since_is_told_of_no_more(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    worked(path, close=False)
    with Workspace.open(path) as workspace:
        note_cut_off(workspace)
        for each in workspace.returns.list():
            workspace.removal.submission(each.id, role="")
        assert found_work(workspace) is None


def test_facts_that_cannot_be_read_are_as_good_as_none(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        for text in ("", "[]", "{", '{"cut_off": 3}', '{"cut_off": {"at": "noon"}}'):
            workspace.sections.keep_first_page(text)
            assert found_work(workspace) is None
            assert kept_counts(workspace) == {}


def test_the_day_is_said_when_it_was_not_today() -> None:
    at = datetime(2026, 11, 22, 14, 32).astimezone()
    assert when_in_words(at, at) == "14:32"
    later = datetime(2026, 11, 24, 9, 0).astimezone()
    assert when_in_words(at, later) == "22 November 2026 at 14:32"
