"""Published versions are remembered whole, whatever becomes of their folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.publish_card import PublishedFiles, publish_card
from stocktake.tasks.published_cards import PublishedVersions, save_again, workbook_of
from tests.rate_cards import CHANGED, sample_card

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.stocktake") as made:
        yield made


@pytest.fixture
def kept(workspace: Workspace) -> PublishedVersions:
    return PublishedVersions(workspace, sample_card().id, "Practice manager")


@pytest.fixture
def made(kept: PublishedVersions, tmp_path: Path) -> PublishedFiles:
    (tmp_path / "first").mkdir()
    files = publish_card(sample_card(), tmp_path / "first", NOW)
    kept.remember(files)
    return files


def test_a_version_is_found_and_opened_where_it_was_saved(
    kept: PublishedVersions, made: PublishedFiles
) -> None:
    (version,) = kept.all
    assert (version.version, version.sha256) == (sample_card().version, made.published.sha256)
    assert workbook_of(version) in made.files


def test_a_folder_that_was_moved_is_found_again(
    kept: PublishedVersions, made: PublishedFiles, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    made.folder.rename(moved)
    (version,) = kept.all
    assert workbook_of(version) is None
    with pytest.raises(StocktakeError, match="not in that folder"):
        kept.moved(version, tmp_path / "first")
    found = kept.moved(version, tmp_path)
    assert kept.all == (found,)
    workbook = workbook_of(found)
    assert workbook is not None
    assert workbook.parent == moved


def test_an_edited_copy_is_not_taken_for_the_version(
    kept: PublishedVersions, made: PublishedFiles, tmp_path: Path
) -> None:
    (version,) = kept.all
    path = next(each for each in made.files if each.suffix == ".json")
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["card"]["area"] = "Elsewhere"
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(StocktakeError, match="as it was published"):
        kept.moved(version, made.folder)


def test_its_files_are_saved_again_as_they_were(
    kept: PublishedVersions, made: PublishedFiles, tmp_path: Path
) -> None:
    (version,) = kept.all
    (tmp_path / "again").mkdir()
    again = save_again(version, tmp_path / "again")
    json_of = [next(p for p in each.files if p.suffix == ".json") for each in (made, again)]
    assert json_of[0].read_bytes() == json_of[1].read_bytes()
    kept.remember(again)
    assert [each.folder for each in kept.all] == [str(again.folder)]


def test_a_version_in_another_folder_stands_against_the_next_one(
    kept: PublishedVersions, made: PublishedFiles, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(StocktakeError, match="already published"):
        publish_card(sample_card(), other, NOW, earlier=kept.earlier)
    changed = CHANGED(sample_card(), area="Elsewhere")
    with pytest.raises(StocktakeError) as caught:
        publish_card(changed, other, NOW, earlier=kept.earlier)
    assert caught.value.code == "same_version"
