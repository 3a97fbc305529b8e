"""Every reason a workspace cannot be used has a sentence and a remedy of its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store import refusals

PATH = Path("C:/Practice/The Elms.stocktake")
EVERY = [
    refusals.missing(PATH),
    refusals.already_there(PATH),
    refusals.newer(PATH, "7.2.0"),
    refusals.not_ours(PATH),
    refusals.damaged(PATH, "it has been cut short"),
    refusals.locked(PATH, "RECEPTION-2"),
    refusals.busy(PATH),
    refusals.read_only(PATH),
    refusals.unreadable(PATH, "Permission denied"),
    refusals.full(PATH),
    refusals.moved(PATH),
    refusals.not_safe(PATH, "synchronous"),
    refusals.could_not_save(PATH, "the drive did not answer"),
]


@pytest.mark.parametrize("refusal", EVERY, ids=lambda refusal: refusal.code)
def test_a_refusal_names_the_file_and_says_what_to_do(refusal: StocktakeError) -> None:
    assert "The Elms.stocktake" in refusal.what
    assert refusal.what.endswith(".")
    assert refusal.how_to_fix.endswith(".")
    assert "SQL" not in str(refusal)
    assert "error" not in str(refusal).lower()


def test_no_two_refusals_share_a_code_or_a_sentence() -> None:
    assert len({refusal.code for refusal in EVERY}) == len(EVERY)
    assert len({refusal.what for refusal in EVERY}) == len(EVERY)


def test_a_newer_workspace_names_the_version_to_install() -> None:
    refusal = refusals.newer(PATH, "7.2.0")
    assert "7.2.0" in refusal.what
    assert "Install version 7.2.0" in refusal.how_to_fix


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "workspace_full"),
        ("SQLITE_BUSY_SNAPSHOT", "workspace_busy"),
        ("SQLITE_READONLY_DIRECTORY", "workspace_read_only"),
        ("SQLITE_CORRUPT_INDEX", "workspace_damaged"),
        ("SQLITE_NOTADB", "workspace_damaged"),
        ("SQLITE_IOERR_WRITE", "workspace_not_saved"),
    ],
)
def test_what_the_drive_says_becomes_a_sentence(name: str, code: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    explained = refusals.explain(error, PATH)
    assert explained is not None
    assert explained.code == code


def test_a_fault_of_the_program_is_not_explained_away() -> None:
    error = sqlite3.OperationalError("no such table: recipes")
    error.sqlite_errorname = "SQLITE_ERROR"
    assert refusals.explain(error, PATH) is None
