"""The window, killed at any moment, has kept every answer that it showed as saved."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from random import Random

from stocktake.app import WORKSPACE_NAME, Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.ui.pages.home import HomePage
from tests.store.killing import acknowledged, lost, python, run_and_kill, runs, side_by_side

CHILD = Path(__file__).with_name("typing_child.py")


def kept(workspace: Workspace) -> dict[str, int]:
    """The numbers last typed, by question."""
    listed = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    answers = workspace.answers.load(listed.id)
    found = {address.question: str(answer.value) for address, answer in answers.items()}
    return {name: int(value) for name, value in found.items() if value.isdigit()}


def kill_again_and_again(folder: Path, times: int, random: Random) -> None:
    """Type into one file, be killed, and look into the file, so many times."""
    promised: dict[str, int] = {}
    for run in range(times):
        command = python(CHILD, str(folder), str(run * 10_000 + 1))
        promised |= acknowledged(run_and_kill(command, random, longest=0.2, saves=12))
        with Workspace.open(folder / WORKSPACE_NAME) as workspace:
            assert workspace.was_cut_off
            assert lost(promised, kept(workspace)) == []
            assert workspace.problems() == []
    assert len(promised) == 3


def test_every_answer_shown_as_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    times = runs(long=100, short=4)
    side_by_side(
        partial(kill_again_and_again, tmp_path / "one", times, Random(20261122)),
        partial(kill_again_and_again, tmp_path / "two", times, Random(20261123)),
    )


def test_the_next_window_says_that_the_last_one_was_cut_off(
    tmp_path: Path, open_window: Callable[[], AbstractContextManager[Program]]
) -> None:
    lines: list[str] = []
    while not acknowledged(lines):
        lines = run_and_kill(python(CHILD, str(tmp_path), "1"), Random(1), longest=0.5)
    with open_window() as program:
        page = program.window.page
        assert isinstance(page, HomePage)
        assert "is here" in page.later.found_work.notice.text()
        assert program.desk.workspace is not None
        assert lost(acknowledged(lines), kept(program.desk.workspace)) == []
