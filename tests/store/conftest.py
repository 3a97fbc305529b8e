"""A workspace with one return begun, for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stocktake.store.workspace import Workspace
from tests.store.making import new_workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workspace is."""
    return tmp_path / "practice.stocktake"


@pytest.fixture
def begun(path: Path) -> Iterator[tuple[Workspace, int]]:
    """An open workspace and the id of the return begun in it."""
    workspace, submission = new_workspace(path)
    yield workspace, submission
    workspace.close()


@pytest.fixture
def workspace(begun: tuple[Workspace, int]) -> Workspace:
    return begun[0]


@pytest.fixture
def submission(begun: tuple[Workspace, int]) -> int:
    return begun[1]
