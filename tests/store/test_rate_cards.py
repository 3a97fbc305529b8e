"""A working card: every step on the disk, and every change can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stocktake.store.rate_cards import STEPS_KEPT
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, ROUND


class _Slow:
    """A clock that moves on a minute each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.step = timedelta(minutes=1)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@pytest.fixture
def clock() -> _Slow:
    return _Slow()


@pytest.fixture
def workspace(tmp_path: Path, clock: _Slow) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.stocktake", clock=clock) as made:
        made.returns.start(ELMS, FORM, ROUND)
        yield made


def _keep(workspace: Workspace, *texts: str) -> None:
    for text in texts:
        workspace.rate_cards.keep(1, text, f"made {text}", role=MANAGER)


def _now(workspace: Workspace) -> str | None:
    step = workspace.rate_cards.now(1)
    return step.text if step else None


def test_the_last_change_is_the_card_also_after_a_restart(workspace: Workspace) -> None:
    _keep(workspace, "a", "b")
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert _now(again) == "b"
        assert again.problems() == []


def test_changes_are_taken_back_one_by_one_and_done_again(workspace: Workspace) -> None:
    _keep(workspace, "a", "b", "c")
    cards = workspace.rate_cards
    undone = cards.undo(1)
    assert undone is not None and undone.what == "made c"
    assert _now(workspace) == "b"
    cards.undo(1)
    assert _now(workspace) == "a"
    cards.redo(1)
    assert _now(workspace) == "b"
    cards.undo(1)
    cards.undo(1)
    assert _now(workspace) is None
    assert cards.undo(1) is None


def test_a_new_change_lets_go_of_what_was_undone(workspace: Workspace) -> None:
    _keep(workspace, "a", "b")
    workspace.rate_cards.undo(1)
    _keep(workspace, "c")
    assert workspace.rate_cards.redo(1) is None
    workspace.rate_cards.undo(1)
    assert _now(workspace) == "a"


def test_typing_in_one_place_is_one_change(workspace: Workspace, clock: _Slow) -> None:
    _keep(workspace, "a")
    clock.step = timedelta(milliseconds=300)
    for text in ("1", "12", "125"):
        workspace.rate_cards.keep(1, text, "Price", role=MANAGER)
    assert _now(workspace) == "125"
    workspace.rate_cards.undo(1)
    assert _now(workspace) == "a"


def test_the_card_of_the_workspace_is_another_than_that_of_a_practice(
    workspace: Workspace,
) -> None:
    _keep(workspace, "a")
    workspace.rate_cards.keep(None, "pooled", "Begun", role=MANAGER)
    assert _now(workspace) == "a"
    whole = workspace.rate_cards.now(None)
    assert whole is not None and whole.text == "pooled"


def test_only_so_many_steps_are_kept_and_the_oldest_is_never_undone_to_nothing(
    workspace: Workspace,
) -> None:
    _keep(workspace, *(str(n) for n in range(STEPS_KEPT + 3)))
    while workspace.rate_cards.undo(1):
        pass
    assert _now(workspace) == "3"


def test_a_card_goes_for_good_with_its_practice(workspace: Workspace) -> None:
    _keep(workspace, "pay of one person")
    workspace.removal.subject(1, role=MANAGER)
    assert workspace.rate_cards.now(1) is None
    assert b"pay of one person" not in workspace.path.read_bytes()


def test_a_removed_answer_leaves_the_card(workspace: Workspace) -> None:
    from stocktake.questionnaire.answers import Address, answered

    workspace.answers.save(1, {Address("q1"): answered("yes")}, role=MANAGER)
    _keep(workspace, "a")
    workspace.removal.answer(1, Address("q1"), role=MANAGER)
    assert _now(workspace) == "a"


def test_a_place_of_its_own_has_its_own_steps(workspace: Workspace) -> None:
    cards = workspace.rate_cards
    _keep(workspace, "a")
    for text in ("p", "q"):
        cards.keep("card:pcn", text, f"made {text}", role=MANAGER)
    cards.keep("card:fed", "f", "made f", role=MANAGER)
    assert [step.text for step in cards.steps("card:pcn")] == ["p", "q"]
    assert cards.places("card:") == ("card:pcn", "card:fed")
    cards.undo("card:pcn")
    found = [cards.now(place) for place in ("card:pcn", "card:fed", 1)]
    assert [step.text for step in found if step] == ["p", "f", "a"]
    assert cards.redo("card:pcn") is not None
    assert workspace.problems() == []


def test_a_step_of_a_desk_whose_clock_is_ahead_is_not_written_over(
    workspace: Workspace, clock: _Slow
) -> None:
    workspace.rate_cards.keep(1, "theirs", "Changed", role=MANAGER)
    clock.now -= timedelta(hours=1)
    workspace.rate_cards.keep(1, "ours", "Changed", role=MANAGER)
    assert [step.text for step in workspace.rate_cards.steps(1)] == ["theirs", "ours"]
