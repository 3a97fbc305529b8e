"""The list of published versions: what is there, what was moved, and saving it again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stocktake.store.workspace import Workspace
from stocktake.tasks.publish_card import PublishedFiles, publish_card
from stocktake.tasks.published_cards import PublishedVersions
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.rate_card.versions_panel import VersionsPanel
from tests.rate_cards import sample_card


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> Iterator[VersionsPanel]:
    jobs = Jobs(executor=AtOnce())
    with Workspace.create(tmp_path / "w.stocktake") as workspace:
        made = VersionsPanel(jobs, lambda: tmp_path)
        qtbot.addWidget(made)
        made.show_versions(PublishedVersions(workspace, sample_card().id))
        made.show()
        yield made
        jobs.close()


def test_a_version_is_listed_lost_found_and_saved_again(
    panel: VersionsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    assert panel.none.isVisible()
    files: PublishedFiles = publish_card(sample_card(), tmp_path, datetime.now(UTC).astimezone())
    panel.remember(files)
    assert panel.none.isHidden()
    panel.list.opened.emit((files.published.sha256,))
    assert panel.open_button.isVisible()
    assert files.published.sha256 in panel.about.text()
    (tmp_path / "new").mkdir()
    files.folder.rename(tmp_path / "new" / "moved")
    panel.list.opened.emit((files.published.sha256,))
    assert panel.open_button.isHidden()
    assert panel.moved_button.isVisible()
    panel.find_in(tmp_path / "w.stocktake")
    assert "not in that folder" in panel.notice.text()
    panel.find_in(tmp_path / "new")
    assert panel.open_button.isVisible()
    (tmp_path / "again").mkdir()
    panel.save_into(tmp_path / "again")
    qtbot.wait_until(lambda: str(tmp_path / "again") in panel.notice.text())
    assert {p.suffix for p in (tmp_path / "again").glob("*/*")} == {
        ".xlsx",
        ".html",
        ".json",
        ".pdf",
    }
