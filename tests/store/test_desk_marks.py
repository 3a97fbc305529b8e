"""Marks tell which of two files has seen the other, and a spoilt mark never hides a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.desk_marks import (
    MOST_KEPT,
    Facts,
    Mark,
    marks_from_text,
    marks_to_text,
    read_facts,
)
from stocktake.store.opening import inspect
from stocktake.store.recovery import recover
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER, fill

AT = "2026-11-22T14:32:00+00:00"


def mark(name: str, counter: int) -> Mark:
    return Mark(name, "device", "Desk 3", counter, AT)


def facts(counter: int, *marks: Mark) -> Facts:
    return Facts("w", counter, marks, False)


def test_a_file_changed_since_its_last_mark_is_seen_by_nobody() -> None:
    moved = facts(6, mark("a", 5))
    assert moved.head is None
    assert not facts(9, mark("a", 5), mark("b", 9)).has_all_of(moved)
    assert facts(9, mark("a", 5), mark("b", 9)).has_all_of(facts(5, mark("a", 5)))


def test_a_higher_counter_alone_proves_nothing() -> None:
    assert not facts(900).has_all_of(facts(5, mark("a", 5)))


@given(
    st.lists(
        st.builds(Mark, st.text(), st.text(), st.text(), st.integers(0, 2**60), st.text()),
        max_size=5,
    )
)
def test_marks_are_read_as_they_were_written(marks: list[Mark]) -> None:
    assert marks_from_text(marks_to_text(tuple(marks))) == tuple(marks)


@pytest.mark.parametrize("text", ["", "null", "[[1]]", '[["a","b","c","many","e"]]', "{", "7"])
def test_marks_that_cannot_be_read_are_none(text: str) -> None:
    assert marks_from_text(text) == ()


def test_only_the_newest_marks_are_kept() -> None:
    many = tuple(mark(str(number), number) for number in range(MOST_KEPT + 50))
    assert marks_from_text(marks_to_text(many)) == many[50:]


def test_a_mark_is_kept_once_and_is_no_change(begun: tuple[Workspace, int]) -> None:
    workspace, _ = begun
    before = workspace.change_counter
    for _ in range(2):
        workspace.desk_marks.keep(mark("a", before))
    assert workspace.desk_marks.facts().marks == (mark("a", before),)
    assert workspace.change_counter == before
    assert workspace.desk_marks.facts().head == mark("a", before)


def test_what_was_settled_counts_as_seen_and_puts_ours_ahead(
    begun: tuple[Workspace, int],
) -> None:
    workspace, _ = begun
    theirs = facts(workspace.change_counter + 1, mark("t", workspace.change_counter + 1))
    workspace.desk_marks.absorb(theirs, mark("own", 0))
    ours = workspace.desk_marks.facts()
    assert ours.has_all_of(theirs)
    # Though the counters now happen to be the same.
    assert ours.counter == theirs.counter
    assert not theirs.has_all_of(ours)
    assert ours.head is not None
    assert ours.head.id == "own"


def test_the_facts_of_an_open_file_are_those_read_from_it(
    begun: tuple[Workspace, int],
) -> None:
    workspace, submission = begun
    fill(workspace, submission, 3)
    workspace.desk_marks.keep(mark("a", workspace.change_counter))
    assert read_facts(workspace.path) == workspace.desk_marks.facts()
    assert not workspace.desk_marks.facts().is_empty


def test_a_recovered_file_never_passes_for_the_copy_that_has_more(
    begun: tuple[Workspace, int],
) -> None:
    workspace, submission = begun
    fill(workspace, submission, 300)
    workspace.desk_marks.keep(mark("a", workspace.change_counter))
    copy = workspace.desk_marks.facts()
    workspace.close()
    spoilt = bytearray(workspace.path.read_bytes())
    spoilt[len(spoilt) // 2 : len(spoilt) // 2 + 8192] = bytes(8192)
    workspace.path.write_bytes(spoilt)
    assert inspect(workspace.path).refusal is not None
    recover(workspace.path)
    recovered = read_facts(workspace.path)
    assert recovered.workspace_id == copy.workspace_id
    assert not recovered.has_all_of(copy)
    assert not copy.has_all_of(recovered)


@pytest.mark.parametrize("at", ["2026-11-22T14:32:00+00:00", "0001-01-01T00:00:00+14:00", "soon"])
def test_a_time_is_for_people_and_may_be_nonsense(at: str) -> None:
    made = Mark("a", "d", "Desk 3", 1, at)
    assert (made.at is None) == (not at.startswith("2026"))


def test_every_change_counts_so_that_no_copy_passes_for_the_same(
    begun: tuple[Workspace, int],
) -> None:
    workspace, submission = begun
    here = Address("q1")
    before = workspace.change_counter
    acts = (
        lambda: workspace.answers.save(submission, {here: answered("x")}, role=MANAGER),
        lambda: workspace.attachments.attach(submission, here, "a.pdf", b"x", role=MANAGER),
        lambda: workspace.attachments.let_go(submission, here, "a.pdf", role=MANAGER),
        lambda: workspace.sections.mark(submission, "s", True, role=MANAGER),
        lambda: workspace.returns.set_route(submission, "full", role=MANAGER),
        lambda: workspace.returns.delete(submission, role=MANAGER),
        lambda: workspace.returns.bring_back(submission, role=MANAGER),
    )
    for act in acts:
        act()
        assert workspace.change_counter > before
        before = workspace.change_counter
