"""The history is only added to, and an undoing is a part of it like any other change."""

from __future__ import annotations

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.history import WHOLE, By, Kind, new_group
from stocktake.store.putting_back import Standing
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER

SIZE = Address("profile.list_size")
CELL = Address("rooms", "r1", "rooms.count")


def test_the_traces_say_where_and_when_in_the_order_of_their_ids(
    workspace: Workspace, submission: int
) -> None:
    workspace.answers.save(submission, {SIZE: answered("9"), CELL: answered("1")}, role=MANAGER)
    workspace.answers.save(submission, {SIZE: None}, role=MANAGER, note_of_change="Pasted")
    traces = workspace.history.traces()
    assert [trace.address for trace in traces] == [SIZE, CELL, Address("rooms"), SIZE]
    assert [trace.kind for trace in traces] == ["answer", "answer", "rows", "answer"]
    assert [trace.is_taken_away for trace in traces] == [False, False, False, True]
    assert len({trace.group for trace in traces[:3]}) == 1
    assert traces[3].note == "Pasted"
    assert workspace.history.traces(after=traces[2].id) == traces[3:]
    assert workspace.history.traces(of=(submission,)) == traces
    assert workspace.history.traces(of=(submission + 1,)) == ()


def test_entries_are_read_by_their_ids_and_by_their_question(
    workspace: Workspace, submission: int
) -> None:
    for text in ("9", "91", "912"):
        workspace.answers.save(submission, {SIZE: answered(text)}, role=MANAGER)
    workspace.answers.save(submission, {CELL: answered("1")}, role=MANAGER)
    ids = [trace.id for trace in workspace.history.traces()]
    between = workspace.history.between(submission, ids[1], ids[2])
    assert [entry.new_answer and entry.new_answer.value for entry in between] == ["91", "912"]
    assert len(workspace.history.of_question(submission, "profile.list_size")) == 3
    assert len(workspace.history.of_question(submission, "rooms")) == 2


def test_a_group_that_was_begun_can_be_added_to(workspace: Workspace, submission: int) -> None:
    by = By(MANAGER, group=new_group())
    workspace.answers.write(submission, {SIZE: answered("9")}, by)
    workspace.answers.write(submission, {CELL: answered("1")}, by)
    assert {trace.group for trace in workspace.history.traces()} == {by.group}


def test_putting_back_names_what_it_undoes_and_is_the_latest_of_each_answer(
    workspace: Workspace, submission: int
) -> None:
    first = workspace.answers.save(submission, {SIZE: answered("9")}, role=MANAGER).answers[SIZE]
    workspace.answers.save(submission, {SIZE: answered("912")}, role="Partner")
    undone = workspace.history.traces()[-1].group
    standing = Standing({SIZE: first}, {}, {"profile": True})
    saved = workspace.putting_back.put_back(
        {submission: standing}, (undone, "other"), By("Partner", kind=Kind.UNDONE)
    )[submission]
    assert workspace.answers.one(submission, SIZE) == first
    assert saved.answers[SIZE] == first
    assert set(workspace.sections.done(submission)) == {"profile"}
    named, section, answer = workspace.history.traces()[-3:]
    assert named.named == (undone, "other")
    assert named.address == WHOLE
    assert (section.kind, answer.kind) == ("section", "undone")
    assert len({named.group, section.group, answer.group}) == 1
    latest = workspace.history.latest(submission)
    assert latest[SIZE].new_answer == first
    assert WHOLE not in latest
    assert workspace.problems() == []


def test_the_mark_of_an_entry_tells_when_it_is_another(
    workspace: Workspace, submission: int
) -> None:
    workspace.answers.save(submission, {SIZE: answered("9")}, role=MANAGER)
    last = workspace.history.traces()[-1].id
    before = workspace.history.mark_of(last)
    workspace.removal.answer(submission, SIZE, role=MANAGER)
    assert workspace.history.mark_of(last) != before
    assert workspace.history.mark_of(10_000) == ""
