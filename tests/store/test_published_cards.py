"""What was published is kept whole and never changes; only where its files are may."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stocktake.store.published_cards import PublishedVersion
from stocktake.store.workspace import Workspace
from tests.store.making import ELMS, FORM, MANAGER, ROUND

FIRST = PublishedVersion(
    sha256="ab" * 32,
    card_id="card",
    version="1.0.0",
    title="Our card",
    text="{}",
    role=MANAGER,
    published_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    folder="Documents",
)
SECOND = replace(FIRST, sha256="cd" * 32, version="1.1.0", text="{ }")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.stocktake") as made:
        yield made


def test_versions_are_kept_whole_and_listed_newest_first(workspace: Workspace) -> None:
    assert workspace.published_cards.keep(FIRST)
    assert workspace.published_cards.keep(SECOND)
    workspace.published_cards.keep(replace(FIRST, card_id="other", sha256="ef" * 32))
    assert workspace.published_cards.of("card") == (SECOND, FIRST)
    assert len(workspace.published_cards.all()) == 3


def test_a_version_never_changes_but_for_where_its_files_are(workspace: Workspace) -> None:
    workspace.published_cards.keep(FIRST)
    assert not workspace.published_cards.keep(replace(FIRST, text="other", folder="Elsewhere"))
    assert workspace.published_cards.all() == (replace(FIRST, folder="Elsewhere"),)


def test_one_that_changed_on_the_disk_is_left_out_until_it_is_published_again(
    workspace: Workspace,
) -> None:
    workspace.published_cards.keep(FIRST)
    path = workspace.path
    workspace.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE published_cards SET text = 'changed'")
    connection.commit()
    connection.close()
    with Workspace.open(path) as again:
        assert again.published_cards.all() == ()
        again.published_cards.keep(FIRST)
        assert again.published_cards.all() == (FIRST,)


def test_removing_everything_removes_what_was_published(workspace: Workspace) -> None:
    workspace.published_cards.keep(FIRST)
    workspace.rate_cards.keep("card:a", "a", "begun", role=MANAGER)
    workspace.removal.everything(role=MANAGER)
    assert workspace.published_cards.all() == ()
    assert workspace.rate_cards.now("card:a") is None


def test_removing_a_return_removes_what_was_published_of_its_card(workspace: Workspace) -> None:
    first = workspace.returns.start(ELMS, FORM, ROUND)
    workspace.rate_cards.keep(first, '{"id": "card"}', "begun", role=MANAGER)
    workspace.rate_cards.keep(first, "", "put away", role=MANAGER)
    workspace.published_cards.keep(FIRST)
    other = replace(SECOND, card_id="other")
    workspace.published_cards.keep(other)
    workspace.removal.submission(first, role=MANAGER)
    assert workspace.published_cards.all() == (other,)
