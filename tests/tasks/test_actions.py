"""Actions are proposed from the answers once, kept as rows, and counted by how they stand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.workspace import Workspace
from stocktake.tasks.actions import (
    MOST_FROM_EXPECTATIONS,
    NOT_DOING,
    TABLE,
    kept,
    proposals,
    sources,
    standing,
    standing_in_words,
)
from stocktake.tasks.export_practice import preview
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sample import sample_submissions, take_in

TODAY = date(2026, 11, 22)


@pytest.fixture
def practice(tmp_path: Path) -> OpenPractice:
    """Fellgate of the sample: two warnings, four weaknesses that matter, and many gaps."""
    workspace = Workspace.create(tmp_path / "practices.stocktake")
    return opened(workspace, "Fellgate")


def opened(workspace: Workspace, name: str) -> OpenPractice:
    """One practice of the sample, alone in a workspace."""
    ours = [each for each in sample_submissions() if each.subject.name == name]
    for submission in ours:
        take_in(workspace, submission)
    return OpenPractice(workspace, ours[0].subject, ours[0].round, "Practice manager")


def test_warnings_come_first_then_weaknesses_then_gaps_that_cannot_wait(
    practice: OpenPractice,
) -> None:
    found = proposals(practice)
    kinds = [each.why.split(" ")[1] for each in found]
    warnings, weaknesses = kinds.count("warning"), kinds.count("weakness")
    assert (warnings, weaknesses) == (2, 4)
    assert all("short of what is expected by" in each.why for each in found[6:])
    assert "legal or safety shortfall" in found[0].action


def test_each_proposal_leads_to_an_answer_that_is_asked(practice: OpenPractice) -> None:
    for each in proposals(practice):
        loaded = practice.sheet(each.form_id).loaded
        assert loaded.section_of[each.question].id == each.section


def test_a_kept_action_still_leads_to_the_answer_it_came_from(practice: OpenPractice) -> None:
    found = {each.row: (each.form_id, each.section, each.question) for each in proposals(practice)}
    where = sources(practice)
    assert found.items() <= where.items()
    assert len(where) > len(found)


def test_a_date_that_has_gone_by_is_not_proposed(practice: OpenPractice) -> None:
    dates = [each.by for each in proposals(practice) if each.by is not None]
    assert dates
    assert min(dates) > practice.sheet(STOCKTAKE).today


@pytest.mark.parametrize("status", ["to_start", NOT_DOING])
def test_what_was_kept_or_turned_down_is_not_proposed_again(
    practice: OpenPractice, status: str
) -> None:
    first, *rest = proposals(practice)
    practice.enter_all(ACTIONS, kept(first, status))
    practice.enter_all(ACTIONS, {Address(TABLE, first.row, f"{TABLE}.action"): answered("Ours")})
    again = OpenPractice(practice.workspace, practice.subject, practice.round)
    assert proposals(again) == tuple(rest)
    assert again.sheet(ACTIONS).value(f"{TABLE}.action", first.row) == "Ours"


def test_what_is_kept_makes_room_for_the_gaps_beyond_the_first_few(tmp_path: Path) -> None:
    practice = opened(Workspace.create(tmp_path / "practices.stocktake"), "St Oswin's")
    first = [each for each in proposals(practice) if each.form_id == EXPECTATIONS]
    assert len(first) == MOST_FROM_EXPECTATIONS
    practice.enter_all(ACTIONS, {at: a for each in first for at, a in kept(each).items()})
    more = [each for each in proposals(practice) if each.form_id == EXPECTATIONS]
    assert len(more) == 3
    assert not {each.row for each in first} & {each.row for each in more}


def test_a_gap_is_told_in_words_and_not_by_the_letters_of_its_card(practice: OpenPractice) -> None:
    found = [each for each in proposals(practice) if each.form_id == EXPECTATIONS]
    assert all(each.about in each.action for each in found)
    assert {each.why.partition(" short")[0] for each in found} == {"One level", "Two levels"}


def test_a_deleted_action_is_proposed_again(practice: OpenPractice) -> None:
    before = proposals(practice)
    practice.enter_all(ACTIONS, kept(before[0]))
    practice.remove_row(ACTIONS, TABLE, before[0].row)
    assert proposals(practice) == before


def sheet_with(rows: list[tuple[str, int]]) -> Sheet:
    """Actions with a status and days until they are due."""
    answers = Answers()
    sheet = Sheet(shipped_form(ACTIONS), answers, TODAY)
    for at, (status, days) in enumerate(rows):
        cells = {"action": f"Action {at}", "status": status, "by": TODAY + timedelta(days=days)}
        for name, value in cells.items():
            sheet.enter(Address(TABLE, f"row{at}", f"{TABLE}.{name}"), answered(value))
    return sheet


STATUSES = st.sampled_from(["to_start", "under_way", "done", "not_doing"])


@given(st.lists(st.tuples(STATUSES, st.integers(-400, 400)), max_size=8))
def test_every_action_is_counted_once_and_only_open_ones_are_late(
    rows: list[tuple[str, int]],
) -> None:
    now = standing(sheet_with(rows))
    assert now.total == len(rows)
    late = [days for status, days in rows if status in ("to_start", "under_way") and days < 0]
    assert now.overdue == len(late)


def test_an_action_is_late_by_the_clock_though_nothing_was_changed_since() -> None:
    sheet = sheet_with([("to_start", 3), ("under_way", 90)])
    assert standing(sheet).overdue == 0
    sheet.clock = lambda: TODAY + timedelta(days=3)
    assert standing(sheet).overdue == 0
    sheet.clock = lambda: TODAY + timedelta(days=4)
    assert standing(sheet).overdue == 1


def test_how_they_stand_is_one_plain_sentence() -> None:
    rows = [("to_start", -1), ("to_start", 5), ("under_way", -9), ("done", -9)]
    words = standing_in_words(standing(sheet_with(rows)))
    assert words == "4 actions: 2 to start, 1 under way, 1 done. 2 are past their date."
    assert standing_in_words(standing(sheet_with([]))).startswith("No actions yet.")


def test_no_action_leaves_unless_it_is_ticked(practice: OpenPractice) -> None:
    first, second, *_ = proposals(practice)
    practice.enter_all(ACTIONS, {**kept(first), **kept(second)})
    nothing = preview(practice, ShareChoice("numbers"))
    assert first.action not in [cell.shown for cell in nothing.cells]
    ticked = frozenset({Address(TABLE, first.row)})
    some = preview(practice, ShareChoice("numbers", ticked=ticked))
    gone = [cell.shown for cell in some.cells]
    assert first.action in gone
    assert second.action not in gone
