"""Sections marked complete."""

from __future__ import annotations

from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER


def test_a_section_can_be_completed_and_opened_again(workspace: Workspace, submission: int) -> None:
    workspace.sections.mark(submission, "workforce", True, role=MANAGER)
    workspace.sections.mark(submission, "premises", True, role=MANAGER)
    workspace.sections.mark(submission, "workforce", True, role=MANAGER)
    assert list(workspace.sections.done(submission)) == ["workforce", "premises"]
    assert workspace.returns.list()[0].sections_done == 2
    workspace.sections.mark(submission, "workforce", False, role=MANAGER)
    assert list(workspace.sections.done(submission)) == ["premises"]
    told = [(e.address.question, e.old, e.new) for e in workspace.history.of(submission)]
    assert told[0] == ("workforce", "open", "complete")
    assert told[2] == ("workforce", "complete", "open")
    assert {e.by.kind for e in workspace.history.of(submission)} == {Kind.SECTION}


def test_a_damaged_mark_opens_the_section_again(workspace: Workspace, submission: int) -> None:
    workspace.sections.mark(submission, "workforce", True, role=MANAGER)
    workspace._database.run("UPDATE sections_done SET section = 'premises'")
    assert workspace.sections.done(submission) == {}


def test_there_is_no_place_to_carry_on_from_at_first(workspace: Workspace) -> None:
    assert workspace.sections.last_place() is None
