"""A damaged workspace is set aside untouched, and whatever can be read is kept."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.store import opening, recovery
from stocktake.store.opening import Verdict, inspect
from stocktake.store.recovery import recover
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER, Clock, fill, new_workspace, write_first_schema

PAGE = 4096


@pytest.fixture
def full(path: Path) -> tuple[Path, int, dict[Address, Answer]]:
    """A closed workspace of 300 answers and a table, with everything it holds."""
    workspace, submission = new_workspace(path)
    with workspace:
        fill(workspace, submission, 300)
        cells: dict[Address, Answer | None] = {
            Address("t", f"r{n}", "t.c"): answered(f"cell {n}") for n in range(5)
        }
        workspace.answers.save(submission, cells, role=MANAGER, rows={"t": ["r4", "r3", "r0"]})
        workspace.sections.mark(submission, "workforce", True, role=MANAGER)
        everything = dict(workspace.answers.load(submission).items())
    return path, submission, everything


def _root(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    page = found.fetchone()[0]
    connection.close()
    return int(page)


def _leaves(path: Path, table: str) -> list[int]:
    """Pages that hold the rows of a table. Source: the SQLite file format, "B-tree Pages"."""
    content = path.read_bytes()
    start = (_root(path, table) - 1) * PAGE
    assert content[start] == 5
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    pointers = [
        int.from_bytes(content[start + 12 + 2 * n : start + 14 + 2 * n], "big")
        for n in range(cells)
    ]
    return [int.from_bytes(content[start + p : start + p + 4], "big") for p in pointers]


def _wipe(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _refuse_to_open(path: Path) -> None:
    with pytest.raises(StocktakeError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace_damaged"


def test_a_page_of_answers_that_is_gone_comes_back_from_the_history(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    _wipe(path, _leaves(path, "answers")[2])
    before = path.read_bytes()
    _refuse_to_open(path)
    recovered = recover(path, clock=Clock())
    assert recovered.set_aside.name == "practice-damaged-2026-11-22.stocktake"
    assert recovered.set_aside.read_bytes() == before
    assert recovered.report.answers_kept == len(everything) == 305
    assert recovered.report.from_history > 5
    assert recovered.report.lost == ()
    assert "none are missing" in recovered.report.sentence
    with Workspace.open(path) as workspace:
        answers = workspace.answers.load(submission)
        assert dict(answers.items()) == everything
        assert answers.rows("t") == ("r4", "r3", "r0")
        assert list(workspace.sections.done(submission)) == ["workforce"]
        assert workspace.problems() == []


def test_a_page_of_history_that_is_gone_loses_no_answer(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    _wipe(path, _leaves(path, "history")[1])
    recovered = recover(path)
    with Workspace.open(path) as workspace:
        assert dict(workspace.answers.load(submission).items()) == everything
        assert 0 < len(workspace.history.of(submission)) < 310
    assert recovered.report.answers_missing == 0


def test_answers_lost_with_their_history_are_counted(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    _wipe(path, _leaves(path, "answers")[2])
    for page in _leaves(path, "history"):
        _wipe(path, page)
    report = recover(path).report
    assert report.from_history < 305
    assert report.answers_missing > 0
    assert report.answers_kept + report.answers_missing == len(everything)
    assert f"{report.answers_missing} could not be read" in report.sentence
    with Workspace.open(path) as workspace:
        answers = workspace.answers.load(submission)
        assert all(everything[address] == answer for address, answer in answers.items())
        assert workspace.problems() == []


def test_a_file_cut_short_keeps_what_is_left(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // PAGE * 3 // 4 * PAGE])
    _refuse_to_open(path)
    recovered = recover(path)
    with Workspace.open(path) as workspace:
        answers = workspace.answers.load(submission)
        assert all(everything[address] == answer for address, answer in answers.items())
        assert len(answers) == recovered.report.answers_kept > 0
        assert workspace.problems() == []


def test_answers_hang_on_though_the_practice_itself_is_doubtful(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    content = bytearray(path.read_bytes())
    where = content.index(b"The Elms Surgery")
    content[where + 6 : where + 7] = b"k"
    path.write_bytes(content)
    recovered = recover(path)
    assert recovered.report.doubtful == ("The Elks Surgery",)
    assert "Check the details of The Elks Surgery" in recovered.report.sentence
    with Workspace.open(path) as workspace:
        assert dict(workspace.answers.load(submission).items()) == everything
        assert not workspace.returns.list()[0].doubtful


def test_a_practice_that_is_gone_is_taken_from_the_newest_good_backup(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    with Workspace.open(path) as workspace:
        workspace.backups.make()
    _wipe(path, _root(path, "subjects"))
    _wipe(path, _root(path, "submissions"))
    recovered = recover(path)
    assert recovered.report.from_backup == 2
    with Workspace.open(path) as workspace:
        assert dict(workspace.answers.load(submission).items()) == everything
        assert workspace.returns.list()[0].subject.name == "The Elms Surgery"


def test_when_nothing_can_be_read_nothing_is_moved(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, _, _ = full
    _wipe(path, 1)
    before = path.read_bytes()
    with pytest.raises(StocktakeError, match="Nothing could be read") as refusal:
        recover(path)
    assert refusal.value.code == "nothing_recovered"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_backup_can_be_put_in_place_of_the_damaged_file(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, submission, everything = full
    with Workspace.open(path) as workspace:
        backup = workspace.backups.make()
    _wipe(path, 1)
    before = path.read_bytes()
    recovered = recover(path, backup=backup.path)
    assert recovered.set_aside.read_bytes() == before
    with Workspace.open(path) as workspace:
        assert dict(workspace.answers.load(submission).items()) == everything


def test_a_second_damaged_file_of_a_day_does_not_replace_the_first(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, _, _ = full
    names = []
    for _ in range(2):
        _wipe(path, _leaves(path, "answers")[1])
        names.append(recover(path, clock=Clock()).set_aside.name)
    assert names == [
        "practice-damaged-2026-11-22.stocktake",
        "practice-damaged-2026-11-22-2.stocktake",
    ]


def test_an_old_workspace_is_recovered_and_then_brought_up_to_date(path: Path) -> None:
    write_first_schema(path, count=300)
    _wipe(path, _leaves(path, "answers")[0])
    recovered = recover(path)
    assert recovered.report.answers_kept == 301
    with Workspace.open(path) as workspace:
        assert workspace.returns.list()[0].answered == 301
        assert workspace.problems() == []


class CutOffError(Exception):
    """Stands for the program being ended in the middle."""


STEPS = ("sync_file", "sync_folder", "move_into_place")


@pytest.mark.parametrize("step", range(5))
def test_a_recovery_cut_off_at_any_step_is_carried_on(
    full: tuple[Path, int, dict[Address, Answer]], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The disk is flushed at five places; the program ends at each of them in turn."""
    path, submission, everything = full
    _wipe(path, _leaves(path, "answers")[2])
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"the journal of a save long past")
    before = path.read_bytes()
    left = [step]

    def cut_off(name: str) -> None:
        real = getattr(recovery, name)

        def flush(*arguments: Path) -> None:
            if left[0] == 0:
                raise CutOffError
            left[0] -= 1
            real(*arguments)

        monkeypatch.setattr(recovery, name, flush)

    for name in STEPS:
        cut_off(name)
    with pytest.raises(CutOffError):
        recover(path, clock=Clock())
    monkeypatch.undo()
    state = inspect(path)
    if opening.recovery_marker(path).exists():
        assert state.verdict is Verdict.DAMAGED
        assert state.refusal is not None
        assert "was not finished" in state.refusal.what
        recovered = recover(path, clock=Clock())
        assert recovered.set_aside.read_bytes() == before
    with Workspace.open(path) as workspace:
        assert dict(workspace.answers.load(submission).items()) == everything
    aside = path.with_name("practice-damaged-2026-11-22.stocktake")
    assert aside.read_bytes() == before
    assert aside.with_name(aside.name + "-journal").read_bytes().startswith(b"the journal")
    left_over = [file.name for file in path.parent.iterdir() if file.name.startswith(".")]
    assert left_over == []


def test_a_workspace_that_is_open_is_busy_and_not_damaged(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, _, _ = full
    with Workspace.open(path):
        with pytest.raises(StocktakeError) as refusal:
            recover(path)
        assert refusal.value.code == "workspace_locked"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_file_of_another_kind_is_not_recovered(path: Path) -> None:
    path.write_text("Dear practice,", "utf-8")
    with pytest.raises(StocktakeError) as refusal:
        recover(path)
    assert refusal.value.code == "workspace_not_ours"
    with pytest.raises(StocktakeError) as refusal:
        recover(path.with_name("missing.stocktake"))
    assert refusal.value.code == "workspace_missing"


def test_a_stale_journal_goes_aside_with_its_file(
    full: tuple[Path, int, dict[Address, Answer]],
) -> None:
    path, _, _ = full
    _wipe(path, _leaves(path, "answers")[2])
    path.with_name(path.name + "-journal").write_bytes(b"not a journal at all")
    recovered = recover(path)
    beside = recovered.set_aside.with_name(recovered.set_aside.name + "-journal")
    assert beside.read_bytes() == b"not a journal at all"
    assert not path.with_name(path.name + "-journal").exists()


def test_whatever_pages_are_lost_recovery_never_invents_or_changes_an_answer(
    full: tuple[Path, int, dict[Address, Answer]], tmp_path: Path
) -> None:
    path, submission, everything = full
    random = Random(3)
    pages = path.stat().st_size // PAGE
    kept = 0
    for trial in range(8):
        copy = tmp_path / str(trial) / path.name
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        for page in random.sample(range(2, pages + 1), random.randint(1, 4)):
            _wipe(copy, page)
        try:
            recover(copy)
        except StocktakeError as refusal:
            assert refusal.code == "nothing_recovered"
            continue
        with Workspace.open(copy) as workspace:
            answers = workspace.answers.load(submission)
            assert all(everything[address] == answer for address, answer in answers.items())
            assert workspace.problems() == []
            kept += len(answers) == len(everything)
    assert kept > 2
