"""Files that come: each goes where it belongs, and none goes without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import Problem
from stocktake.questionnaire.asking_text import AskingFile
from stocktake.store.askings import KeptAsking, Side
from stocktake.store.workspace import Workspace
from stocktake.tasks.ask_practices import decide
from stocktake.tasks.asking_arriving import Where, are_askings, read_files, take_in
from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.tasks.desk_taking import add_questions
from stocktake.tasks.practices import begin_practice
from stocktake.workbooks.asking_reading import AskingRead
from stocktake.workbooks.exports.asking import write_asking
from tests.tasks.asked import ASKING, NOW, ask, position


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "practices.stocktake") as made:
        yield made


def read(file: AskingFile, *problems: Problem) -> AskingRead:
    return AskingRead("file.xlsx", file, problems)


def test_answers_to_a_question_asked_here_are_added_once(workspace: Workspace) -> None:
    ask(workspace)
    answer = read(AskingFile(ASKING, position("A81001", "Yes")))
    arrived = take_in(workspace, [answer, answer, read(AskingFile(ASKING))])
    assert (arrived.where, arrived.asking_id, arrived.added) == (Where.LEAD, ASKING.id, 1)
    assert [each.what.split(":")[0] for each in arrived.remarks] == [
        "file.xlsx",
        "file.xlsx is the question as you sent it",
    ]
    assert len(workspace.askings.came(ASKING.id)) == 1


def test_a_question_from_elsewhere_is_kept_to_be_answered(workspace: Workspace) -> None:
    arrived = take_in(workspace, [read(AskingFile(ASKING))])
    assert (arrived.where, arrived.remarks) == (Where.PRACTICE, ())
    kept = workspace.askings.one(ASKING.id)
    assert kept is not None
    assert (kept.side, kept.asking) == (Side.THEIRS, ASKING)
    other = replace(ASKING, text="Something else?")
    again = take_in(workspace, [read(AskingFile(other))])
    assert "in other words" in again.remarks[0].what
    assert workspace.askings.one(ASKING.id) == kept


def test_an_answer_of_a_practice_here_is_carried_on_and_never_over_its_own(
    workspace: Workspace,
) -> None:
    begin_practice(workspace, "Quayside", "A81001", date(2026, 11, 22), "Manager")
    came = position("A81001", "Yes")
    assert take_in(workspace, [read(AskingFile(ASKING, came))]).where is Where.PRACTICE
    assert workspace.askings.own(ASKING.id, "A81001") == came
    take_in(workspace, [read(AskingFile(ASKING, replace(came, choice="No")))])
    assert workspace.askings.own(ASKING.id, "A81001") == came


def test_an_answer_to_a_question_that_was_not_asked_here_is_said_to_be_one(
    workspace: Workspace,
) -> None:
    arrived = take_in(workspace, [read(AskingFile(ASKING, position("A81002", "Yes")))])
    assert arrived.where is Where.NOWHERE
    (remark,) = arrived.remarks
    assert "the answer of Millbrook (A81002) to “Same-day hub”" in remark.what
    assert workspace.askings.all() == ()


def test_a_file_that_could_not_be_read_is_told_of_with_the_others(workspace: Workspace) -> None:
    ask(workspace)
    problem = Problem("damaged", "bad.xlsx", "It is damaged.", "Ask for it again.")
    arrived = take_in(workspace, [AskingRead("bad.xlsx", None, (problem,))])
    assert [each.what for each in arrived.remarks] == ["bad.xlsx: It is damaged."]
    edited = Problem("question_edited", "file.xlsx", "Changed.", "Ask.")
    take_in(workspace, [read(AskingFile(ASKING, position("A81001", "Yes")), edited)])
    assert workspace.askings.came(ASKING.id)[0].problems == (edited,)


def test_what_another_desk_asked_and_was_answered_is_added_to_what_is_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    ask(workspace, position("A81001", "Yes"))
    with Workspace.create(tmp_path / "other.stocktake") as other:
        ask(other, position("A81001", "Yes"), position("A81002", "No"))
        other.askings.keep(KeptAsking(replace(ASKING, id="b2"), Side.THEIRS))
        begin_practice(other, "Quayside", "A81001", date(2026, 11, 22), "Manager")
        other.askings.keep_own(ASKING, position("A81001", "No"))
        decide(other, ASKING.id, "We begin.", "Most want it.")
        path = other.path
    standing = Standing(Verdict.BOTH_MOVED, copied=path)
    add_questions(workspace, standing)
    add_questions(workspace, standing)
    assert [each.asking.id for each in workspace.askings.all()] == ["b2", ASKING.id]
    kept = workspace.askings.one(ASKING.id)
    assert kept is not None
    assert kept.decided == "We begin."
    came = workspace.askings.came(ASKING.id)
    assert [each.position.choice for each in came] == ["Yes", "No"]
    assert workspace.askings.own(ASKING.id, "A81001") == position("A81001", "No")


def test_a_folder_of_answers_is_told_from_a_folder_of_returns(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    assert not are_askings([folder])
    write_asking(folder / "one.xlsx", ASKING, position("A81001", "Yes"), NOW, "Stocktake")
    (folder / "~$one.xlsx").write_text("", encoding="utf-8")
    assert are_askings([folder])
    assert [each.has_answer for each in read_files([folder])] == [True]
    (folder / "large.xlsx").write_bytes(b"x" * 200_000)
    assert not are_askings([folder])
    assert not are_askings([tmp_path / "gone.xlsx"])
