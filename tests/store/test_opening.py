"""What a file is, said without changing a byte of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.database import APPLICATION_ID
from stocktake.store.opening import Verdict, inspect
from stocktake.store.workspace import Workspace
from tests.store.killing import SAVING_CHILD, environment, python, run_and_kill
from tests.store.making import MANAGER, fill, new_workspace


@pytest.fixture
def closed(path: Path) -> Path:
    """A sound, closed workspace of 100 answers."""
    workspace, submission = new_workspace(path)
    fill(workspace, submission, 100)
    workspace.close()
    return path


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _cut_in_its_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _beginning_gone(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)


def _list_of_tables_gone(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)


def _page_gone(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 9 * 4096] = bytes(4096)
    path.write_bytes(content)


def _from_a_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('stocktake', '999_from_the_future', '2031-01-01')"
        )
        connection.execute("UPDATE meta SET value = '7.2.0' WHERE key = 'written_by'")
    connection.close()


def _another_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def _a_text_file(path: Path) -> None:
    path.write_text("Dear practice, thank you for your letter.", "utf-8")


def _read_only(path: Path) -> None:
    path.chmod(0o444)


CASES = [
    (_cut_short, Verdict.DAMAGED, "workspace_damaged", "has been cut short"),
    (_cut_in_its_header, Verdict.DAMAGED, "workspace_damaged", "has been cut short"),
    (_emptied, Verdict.DAMAGED, "workspace_damaged", "it is empty"),
    (_beginning_gone, Verdict.DAMAGED, "workspace_damaged", "its beginning is gone"),
    (_list_of_tables_gone, Verdict.DAMAGED, "workspace_damaged", "part of it cannot be read"),
    (_page_gone, Verdict.DAMAGED, "workspace_damaged", "part of it cannot be read"),
    (_from_a_newer_version, Verdict.NEWER, "workspace_newer", "(7.2.0)"),
    (_another_database, Verdict.NOT_OURS, "workspace_not_ours", "not a Stocktake workspace"),
    (_a_text_file, Verdict.NOT_OURS, "workspace_not_ours", "not a Stocktake workspace"),
    (_read_only, Verdict.READ_ONLY, "workspace_read_only", "is read-only"),
]


@pytest.mark.parametrize(
    ("harm", "verdict", "code", "words"), CASES, ids=[case[0].__name__.strip("_") for case in CASES]
)
def test_each_kind_of_file_has_its_own_sentence_and_is_left_alone(
    closed: Path, harm: Callable[[Path], None], verdict: Verdict, code: str, words: str
) -> None:
    harm(closed)
    before = closed.read_bytes()
    state = inspect(closed)
    assert state.verdict is verdict
    assert state.refusal is not None
    assert state.refusal.code == code
    assert words in state.refusal.what
    with pytest.raises(StocktakeError) as refusal:
        Workspace.open(closed)
    assert refusal.value.code == code
    assert closed.read_bytes() == before
    assert list(closed.parent.iterdir()) == [closed]


def test_a_sound_workspace_is_ours_and_names_the_version_that_wrote_it(closed: Path) -> None:
    state = inspect(closed)
    assert (state.verdict, state.refusal, state.written_by) == (Verdict.OURS, None, "0.1.0")


def test_nothing_there_is_a_new_workspace(path: Path) -> None:
    assert inspect(path).verdict is Verdict.NEW
    with pytest.raises(StocktakeError, match="There is no workspace called"):
        Workspace.open(path)


def test_a_new_workspace_in_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o555)
    assert inspect(folder / "new.stocktake").verdict is Verdict.READ_ONLY
    folder.chmod(0o755)


def test_a_folder_is_not_a_workspace(tmp_path: Path) -> None:
    assert inspect(tmp_path).verdict is Verdict.NOT_OURS


def test_an_open_workspace_is_locked_for_a_second_writer(closed: Path) -> None:
    with Workspace.open(closed):
        before = closed.read_bytes()
        state = inspect(closed)
        assert state.verdict is Verdict.LOCKED
        with pytest.raises(StocktakeError, match="already open on") as refusal:
            Workspace.open(closed)
        assert refusal.value.code == "workspace_locked"
        assert closed.read_bytes() == before
    assert inspect(closed).verdict is Verdict.OURS


def test_a_newer_version_that_is_open_elsewhere_is_not_even_read(closed: Path) -> None:
    with Workspace.open(closed):
        _from_a_newer_version(closed)
        assert inspect(closed).verdict is Verdict.LOCKED
        with pytest.raises(StocktakeError) as refusal:
            Workspace.open(closed, read_only=True)
        assert refusal.value.code == "workspace_newer"


def test_a_save_in_progress_elsewhere_is_not_taken_for_damage(closed: Path) -> None:
    with Workspace.open(closed) as workspace, workspace._database.transaction():
        fill(workspace, workspace.returns.list()[0].id, 200)
        journal = closed.with_name(closed.name + "-journal")
        assert journal.stat().st_size > 0
        assert inspect(closed).verdict is Verdict.LOCKED


def test_another_program_that_holds_the_file_is_named_as_a_lock(closed: Path) -> None:
    other = sqlite3.connect(closed, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert inspect(closed).verdict is Verdict.LOCKED
    other.close()


@pytest.mark.parametrize("harm", [_read_only, None], ids=["read only", "open elsewhere"])
def test_it_can_still_be_read_when_it_cannot_be_written(
    closed: Path, harm: Callable[[Path], None] | None
) -> None:
    writer = None if harm else Workspace.open(closed)
    if harm:
        harm(closed)
    before = closed.read_bytes()
    with Workspace.open(closed, read_only=True) as reader:
        submission = reader.returns.list()[0].id
        assert len(reader.answers.load(submission)) == 100
        with pytest.raises(StocktakeError) as refusal:
            fill(reader, submission, 101)
        assert refusal.value.code == "workspace_read_only"
    assert closed.read_bytes() == before
    if writer:
        writer.close()


def test_a_save_that_was_cut_off_is_seen_and_nothing_is_touched(path: Path) -> None:
    new_workspace(path)[0].close()
    journal = path.with_name(path.name + "-journal")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM meta")
    connection.execute(
        "CREATE TABLE spill AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL "
        "SELECT i + 1 FROM n WHERE i < 2000) SELECT i, hex(zeroblob(200)) FROM n"
    )
    cut = path.with_name("cut.stocktake")
    shutil.copyfile(path, cut)
    shutil.copyfile(journal, cut.with_name(cut.name + "-journal"))
    connection.execute("ROLLBACK")
    connection.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    state = inspect(cut)
    assert (state.verdict, state.unfinished) == (Verdict.OURS, True)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    with Workspace.open(cut) as workspace:
        assert workspace.workspace_id
        assert workspace.problems() == []


def test_a_lock_left_behind_by_a_killed_program_is_taken_over(path: Path) -> None:
    new_workspace(path)[0].close()
    run_and_kill(python(SAVING_CHILD, "safe", str(path), "1", "0"), Random(1))
    assert path.with_name(path.name + ".lock").exists()
    with Workspace.open(path) as workspace:
        assert workspace.was_cut_off
    with Workspace.open(path) as workspace:
        assert not workspace.was_cut_off


def test_opening_an_up_to_date_workspace_imports_nothing_heavy(closed: Path) -> None:
    script = (
        "import sys, json, pathlib\n"
        "from stocktake.store.workspace import Workspace\n"
        "Workspace.open(pathlib.Path(sys.argv[1])).close()\n"
        "sys.stdout.write(json.dumps(sorted(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(closed)],
        capture_output=True, check=True, env=environment(),
    )  # fmt: skip
    loaded = set(json.loads(ran.stdout))
    assert not loaded & {"sqlite_utils", "numpy", "pandas", "openpyxl", "matplotlib", "PySide6"}


def test_the_mark_in_the_header_is_ours(closed: Path) -> None:
    assert closed.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"STKT"
    assert MANAGER not in inspect(closed).written_by
