"""Changes of many answers at once, killed at any moment: all of each is there, or none of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random

from stocktake.questionnaire.answers import Answers
from stocktake.store.history import Kind
from stocktake.store.returns import Listed
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import STOCKTAKE
from tests.journeys.changing_child import BROUGHT, NAME, NEXT, PASTED, ROUND
from tests.store.killing import acknowledged, python, run_and_kill, runs, side_by_side

CHILD = Path(__file__).with_name("changing_child.py")


def numbers_in(answers: Answers, form: str) -> set[str]:
    """The numbers that stand in the places of a form that are changed together."""
    return {str(answers[each].value) for each in BROUGHT[form]}


def look(workspace: Workspace, promised: dict[str, int]) -> None:
    """Every change is whole, and none that was acknowledged is gone."""
    listed = workspace.returns.list()
    mine = {each.form_id: each for each in listed if each.subject.code == "A81001"}
    answers = {form: workspace.answers.load(each.id) for form, each in mine.items()}
    pasted = {str(answers[STOCKTAKE][each].value) for each in PASTED}
    assert len(pasted) == 1, pasted
    (weak,) = pasted
    assert int(weak.removeprefix("weak ") if weak != "None" else 0) >= promised.get("pasted", 0)
    look_at_brought(workspace, {form: each.id for form, each in mine.items()}, promised)
    versions = {len(workspace.sign_offs.of(each.id)) for each in mine.values()}
    assert len(versions) == 1, "one form was signed without the other"
    standing = {workspace.sign_offs.standing(each.id) is None for each in mine.values()}
    assert len(standing) == 1, "one form was reopened without the other"
    look_at_next_year(workspace, listed, promised)


def look_at_brought(
    workspace: Workspace, numbers: dict[str, int], promised: dict[str, int]
) -> None:
    """A file of two forms is taken in whole, and undone and done again whole."""
    brought = {form: numbers_in(workspace.answers.load(n), form) for form, n in numbers.items()}
    standing = set().union(*brought.values())
    assert len(standing) == 1, brought
    (number,) = standing
    last = {workspace.history.of(each)[-1].by.kind for each in numbers.values()}
    now = int(number) if number != "None" else 0
    if last == {Kind.UNDONE}:
        # Killed between the undo and the doing again: what was undone is promised no more.
        promised["brought"] = now
    assert now >= promised.get("brought", 0)


def look_at_next_year(
    workspace: Workspace, listed: tuple[Listed, ...], promised: dict[str, int]
) -> None:
    begun = {each.subject.code for each in listed if each.round == NEXT}
    if "carried" in promised:
        assert f"N{promised['carried']:05}" in begun
    for code in begun:
        both = [each for each in listed if each.subject.code == code]
        held = {
            (each.round, each.form_id): numbers_in(workspace.answers.load(each.id), each.form_id)
            for each in both
        }
        assert {form for when, form in held if when == NEXT} == set(BROUGHT)
        assert all(
            held[NEXT, form] == held[ROUND, form] == {str(int(code[1:]))} for form in BROUGHT
        )


def kill_again_and_again(folder: Path, times: int, random: Random) -> None:
    promised: dict[str, int] = {}
    for run in range(times):
        command = python(CHILD, str(folder), str(run * 100 + 1))
        promised |= acknowledged(run_and_kill(command, random, saves=16))
        with Workspace.open(folder / NAME) as workspace:
            assert workspace.was_cut_off
            look(workspace, promised)
            assert workspace.problems() == []
    assert {"pasted", "brought", "redone"} <= promised.keys()


def test_a_change_of_many_answers_is_whole_or_not_there_after_a_kill(tmp_path: Path) -> None:
    times = runs(long=60, short=6)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    side_by_side(
        partial(kill_again_and_again, tmp_path / "one", times, Random(20261122)),
        partial(kill_again_and_again, tmp_path / "two", times, Random(20261123)),
    )
