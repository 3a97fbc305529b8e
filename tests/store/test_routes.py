"""How much is asked is kept with its history, and not over a signature."""

from __future__ import annotations

from datetime import date

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.history import Kind
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER


def test_choosing_is_kept_with_what_it_was_before(workspace: Workspace, submission: int) -> None:
    before = workspace.returns.to_submission(submission)
    workspace.returns.set_route(submission, "full", role=MANAGER)
    workspace.returns.set_route(submission, "full", role=MANAGER)
    after = workspace.returns.to_submission(submission)
    assert (after.route, after.revision) == ("full", before.revision + 1)
    (entry,) = workspace.history.of_kind(submission, Kind.ROUTE)
    assert (entry.old, entry.new, entry.by.role) == (before.route, "full", MANAGER)
    assert workspace.problems() == []


def test_a_signed_return_asks_what_it_asked(workspace: Workspace, submission: int) -> None:
    said = Signing("A Partner", "Partner", date(2026, 11, 22), "It is so")
    workspace.sign_offs.sign([submission], said, role=MANAGER)
    with pytest.raises(StocktakeError, match="signed as version 1"):
        workspace.returns.set_route(submission, "full", role=MANAGER)
