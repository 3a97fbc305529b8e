"""A full disk, at every way the store writes: the old file stays whole, and it is said plainly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from full_disk import no_room, small_folder

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.backups import list_backups, write_verified_copy
from stocktake.store.database import Database
from stocktake.store.workspace import Workspace
from tests.store.making import new_workspace

AMOUNTS = (0, 8192, 40_000)
"""Bytes that still fit: none, the journal but not the file, part of a backup."""
NAME = "practices.stocktake"
PLACE = Address("profile.pcn_name")


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


@pytest.fixture
def full(small_disk: Path) -> Iterator[tuple[Workspace, int]]:
    """A workspace with one answer, too large for what still fits."""
    made, submission = new_workspace(small_disk / NAME)
    made.answers.save(submission, {PLACE: answered("Harbour " * 3000)}, role="Practice manager")
    yield made, submission
    made.close()


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def refusal(act: Callable[[], object], left: int) -> StocktakeError:
    with no_room(left), pytest.raises(StocktakeError) as raised:
        act()
    return raised.value


@pytest.mark.parametrize("left", AMOUNTS)
def test_an_answer_that_does_not_fit_leaves_the_last_one_and_is_saved_once_there_is_room(
    full: tuple[Workspace, int], left: int
) -> None:
    made, submission = full
    long = {PLACE: answered("Vale " * 6000)}
    counter = made.change_counter
    said = refusal(lambda: made.answers.save(submission, long, role="Practice manager"), left)
    assert said.what.startswith("Your last change is not saved")
    assert NAME in said.what
    assert "full" in said.what
    assert made.answers.one(submission, PLACE).value == "Harbour " * 3000
    assert made.change_counter == counter
    assert made.problems() == []
    made.answers.save(submission, long, role="Practice manager")
    made.close()
    with Workspace.open(made.path) as again:
        assert again.answers.one(submission, PLACE).value == "Vale " * 6000
        assert again.problems() == []


@pytest.mark.parametrize("left", AMOUNTS)
def test_a_backup_that_does_not_fit_is_not_said_to_be_an_answer(
    full: tuple[Workspace, int], left: int
) -> None:
    made, _ = full
    first = made.backups.make()
    before = tree(made.path.parent)
    said = refusal(made.backups.make, left)
    assert "Your last change is not saved" not in str(said)
    assert said.what.startswith("0002-")
    assert "-backups" in said.what
    assert "answers are not affected" in said.how_to_fix
    assert tree(made.path.parent) - {f"{NAME}-journal"} == before - {f"{NAME}-journal"}
    assert made.backups.list() == (first,)
    assert made.backups.make().number == 2


@pytest.mark.parametrize("left", AMOUNTS)
def test_a_copy_or_a_new_file_that_does_not_fit_leaves_nothing(
    full: tuple[Workspace, int], left: int
) -> None:
    made, _ = full
    other = made.path.with_name("copy.stocktake")
    for act in (
        lambda: write_verified_copy(made._database.connection, other),
        lambda: Workspace.create(other),
    ):
        said = refusal(act, left)
        assert said.what.startswith("copy.stocktake could not be written")
        assert not list(made.path.parent.glob("*copy*"))


@pytest.mark.parametrize("left", AMOUNTS)
def test_a_file_on_a_full_disk_opens_and_can_be_read_and_then_saved_to(
    full: tuple[Workspace, int], left: int
) -> None:
    made, submission = full
    made.close()
    with no_room(left), Workspace.open(made.path) as opened:
        assert opened.answers.one(submission, PLACE).value == "Harbour " * 3000
    with no_room(left), Workspace.open(made.path, read_only=True) as opened:
        assert opened.answers.one(submission, PLACE).value == "Harbour " * 3000
    with Workspace.open(made.path) as opened:
        opened.answers.save(submission, {PLACE: answered("Vale")}, role="Practice manager")
        assert opened.problems() == []


def test_deleting_for_good_without_room_keeps_the_backups_of_everybody_else(
    full: tuple[Workspace, int],
) -> None:
    made, submission = full
    kept = made.backups.make()
    said = refusal(lambda: made.removal.submission(submission, role="Practice manager"), 0)
    assert said.what.startswith("It was not deleted")
    assert made.backups.list() == (kept,)
    assert made.answers.one(submission, PLACE).value == "Harbour " * 3000
    made.removal.submission(submission, role="Practice manager")
    assert made.returns.list() == ()


def test_a_roll_back_that_fails_hides_neither_the_reason_nor_the_next_change(
    full: tuple[Workspace, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a drive that was pulled out: what is said is why the change was not saved."""
    made, submission = full
    gone = StocktakeError("workspace_full", "The drive is full.", "Make room.")
    with monkeypatch.context() as patched:
        patched.setattr(Database, "count_change", _raise(gone))
        patched.setattr(made._database, "connection", _Away(made._database.connection))
        with pytest.raises(StocktakeError, match="The drive is full"):
            made.returns.set_route(submission, "full", role="Practice manager")
    made.answers.save(submission, {PLACE: answered("Vale")}, role="Practice manager")
    assert made.answers.one(submission, PLACE).value == "Vale"
    assert made.problems() == []


class _Away:
    """A connection whose drive has gone, so that nothing can be rolled back."""

    def __init__(self, connection: object) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: object) -> object:
        if sql == "ROLLBACK":
            raise sqlite3.OperationalError("disk I/O error")
        return self._connection.execute(sql, *values)  # type: ignore[attr-defined]


def _raise(error: StocktakeError) -> Callable[[object], None]:
    def act(self: object) -> None:
        raise error

    return act


def test_a_file_named_like_a_backup_of_no_day_is_none_of_ours(
    full: tuple[Workspace, int],
) -> None:
    made, _ = full
    kept = made.backups.make()
    (kept.path.parent / "0009-2026-99-99-0900.stocktake").write_bytes(b"x")
    assert list_backups(made.path) == (kept,)
    assert made.backups.make().number == 2


@pytest.mark.parametrize("name", ["x" * 300, "x" * 245])
def test_a_path_that_is_too_long_is_said_and_nothing_is_left(small_disk: Path, name: str) -> None:
    path = small_disk / f"{name}.stocktake"
    for act in (lambda: Workspace.open(path), lambda: Workspace.create(path)):
        with pytest.raises(StocktakeError) as raised:
            act()
        assert path.name in raised.value.what
    assert tree(small_disk) == set()
