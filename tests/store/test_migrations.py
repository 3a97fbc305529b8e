"""Old workspaces open, a failed upgrade leaves them as they were, every migration is tested."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store import migrations
from stocktake.store.attachments import PART_BYTES
from stocktake.store.backups import is_good, list_backups
from stocktake.store.database import connect
from stocktake.store.rows import row_hash
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER, new_workspace, write_first_schema

HISTORIC = Path(__file__).resolve().parents[1] / "data" / "workspaces"


def _tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    return {name for (name,) in found}


@pytest.mark.parametrize("name", sorted(file.name for file in HISTORIC.glob("*.stocktake")))
def test_a_workspace_of_every_release_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copyfile(HISTORIC / name, path)
    with Workspace.open(path) as workspace:
        listed = workspace.returns.list()
        assert [(each.subject.name, each.round) for each in listed] == [
            ("The Elms Surgery", "2026/27")
        ]
        answers = workspace.answers.load(listed[0].id)
        assert len(answers) == listed[0].answered == 31
        assert answers.get("q7").value == "7 x"
        assert answers.rows("table") == ("gp_partner",)
        assert len(workspace.answers.history(listed[0].id, Address("q7"))) == 1
        assert workspace.problems() == []


def test_every_migration_has_a_test_of_its_name() -> None:
    missing = [name for name in migrations.MIGRATIONS if f"test_{name}" not in globals()]
    assert missing == []


def test_001_practices_and_answers(path: Path) -> None:
    write_first_schema(path)
    made = {"meta", "sessions", "forms", "subjects", "rounds", "submissions", "answers"}
    assert made | {"table_rows", "history"} <= _tables(path)
    assert "attachments" not in _tables(path)


def test_002_sections_evidence_and_published_figures(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        submission = workspace.returns.list()[0].id
        workspace.sections.mark(submission, "workforce", True, role=MANAGER)
        workspace.attachments.attach(submission, Address("q1"), "rota.pdf", b"%PDF", role=MANAGER)
        assert workspace.returns.list()[0].sections_done == 1
    assert {"sections_done", "attachments"} <= _tables(path)


def test_004_shared_out(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        submission = workspace.returns.list()[0].id
        assert workspace.shared_out.of(submission) == ()
        assert workspace.shared_in.of(submission) == ()
    assert {"shared_out", "shared_in"} <= _tables(path)


def test_005_questions_to_practices(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        assert workspace.askings.all() == ()
        assert workspace.askings.came("a1b2") == ()
    assert {"askings", "positions"} <= _tables(path)


def test_006_evidence_in_parts(path: Path) -> None:
    new_workspace(path)[0].close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE attachment_parts")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = '006_evidence_in_parts'")
    # As the program kept a file before there were parts.
    old = (1, "q1", "", "", "rota.pdf", sha256(b"%PDF").hexdigest(), "2026-11-22T09:00:00+00:00")
    marks = ", ".join("?" * 10)
    connection.execute(
        "INSERT INTO attachments (submission_id, question, row, col, name, sha256, added_at, role,"
        f" row_hash, content) VALUES ({marks})",
        (*old, MANAGER, row_hash(*old, MANAGER), b"%PDF"),
    )
    connection.commit()
    connection.close()
    with Workspace.open(path, read_only=True) as workspace:
        assert [each.size for each in workspace.attachments.list(1)] == [4]
    with Workspace.open(path) as workspace:
        here = Address("q1")
        assert workspace.attachments.content(1, here, "rota.pdf") == b"%PDF"
        workspace.attachments.attach(1, here, "scan.pdf", bytes(PART_BYTES + 1), role=MANAGER)
        assert [each.size for each in workspace.attachments.list(1)] == [4, PART_BYTES + 1]
        assert workspace.problems() == []
    assert "attachment_parts" in _tables(path)


def test_007_rate_cards(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        submission = workspace.returns.list()[0].id
        assert workspace.rate_cards.now(submission) is None
        assert workspace.rate_cards.now(None) is None
    assert "rate_cards" in _tables(path)


def test_008_cards_of_no_return(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.rate_cards.now("card:a") is None
        assert workspace.rate_cards.places("card:") == ()
        assert workspace.published_cards.all() == ()
    with Workspace.open(path) as workspace:
        workspace.rate_cards.keep("card:a", "a", "begun", role=MANAGER)
        assert workspace.rate_cards.places("card:") == ("card:a",)
        assert workspace.problems() == []
    assert {"card_steps", "published_cards"} <= _tables(path)


def test_009_published_sets(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.published_sets.of("A81001") == ()
    with Workspace.open(path) as workspace:
        assert workspace.published_sets.keep("A81001", b"a set", role=MANAGER)
        assert workspace.problems() == []
    assert "published_sets" in _tables(path)
    assert "published" not in _tables(path)


def test_003_sign_offs(path: Path) -> None:
    write_first_schema(path)
    with Workspace.open(path) as workspace:
        submission = workspace.returns.list()[0].id
        assert workspace.sign_offs.standing(submission) is None
        said = Signing("A. Partner", "Partner", date(2027, 3, 3), "It is complete.")
        (signed,) = workspace.sign_offs.sign([submission], said, role=MANAGER)
        assert len(workspace.sign_offs.frozen(signed).answers) == 31
    assert "sign_offs" in _tables(path)


def test_an_old_workspace_is_copied_aside_before_it_is_brought_up_to_date(path: Path) -> None:
    write_first_schema(path)
    Workspace.open(path).close()
    (copy,) = list_backups(path)
    assert copy.before_upgrade
    assert copy.path.name.endswith("-before-upgrade-from-001.stocktake")
    assert is_good(copy.path)
    assert "attachments" not in _tables(copy.path)


def test_an_old_workspace_can_be_read_without_being_brought_up_to_date(path: Path) -> None:
    write_first_schema(path)
    before = path.read_bytes()
    with Workspace.open(path, read_only=True) as workspace:
        submission = workspace.returns.list()[0].id
        assert len(workspace.answers.load(submission)) == 31
        with pytest.raises(StocktakeError) as refusal:
            workspace.sections.mark(submission, "workforce", True, role=MANAGER)
        assert refusal.value.code == "workspace_read_only"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_upgrade_leaves_the_original_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_first_schema(path)
    before = path.read_bytes()
    broken = ("CREATE TABLE fine (a)", "UPDATE answers SET value = 'gone'", "CREATE TABEL slip")
    monkeypatch.setitem(migrations.MIGRATIONS, "003_with_a_slip", broken)
    with pytest.raises(StocktakeError, match="It has been left as it was") as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace_not_upgraded"
    assert path.read_bytes() == before
    monkeypatch.delitem(migrations.MIGRATIONS, "003_with_a_slip")
    with Workspace.open(path) as workspace:
        assert workspace.returns.list()[0].answered == 31


def test_a_migration_that_changes_rows_can_give_them_their_hash_again(path: Path) -> None:
    new_workspace(path)[0].close()
    sql = (
        "UPDATE subjects SET name = upper(name)",
        "UPDATE subjects SET row_hash = "
        "row_hash(id, kind, code, name, pcn_name, pcn_code, icb_name)",
    )
    connection = connect(path)
    migrations.apply(connection, "9.9", migrations.MIGRATIONS | {"003_louder_names": sql})
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = '003_louder_names'")
    connection.close()
    with Workspace.open(path) as workspace:
        assert workspace.problems() == []
        assert workspace.returns.list()[0].subject.name == "THE ELMS SURGERY"


def test_nothing_is_pending_in_a_new_workspace(path: Path) -> None:
    new_workspace(path)[0].close()
    connection = connect(path, "ro")
    names = migrations.applied(connection)
    connection.close()
    assert names == tuple(migrations.MIGRATIONS)
    assert migrations.pending(names) == migrations.unknown(names) == ()
