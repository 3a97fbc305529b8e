"""The panel of rate cards together: shown from five, and a card of the group's own to publish."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from stocktake.rates.card import RateCard
from stocktake.ui.combine.rate_card_panel import NONE, RateCardPanel
from stocktake.ui.jobs import Jobs
from tests.pooling import collection_of
from tests.quick_files import cells, words

YEAR = "2026/27"
WHOSE = ("U12345", "Harbour & Vale PCN")


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs) -> RateCardPanel:
    made = RateCardPanel(jobs)
    qtbot.add_widget(made)
    made.show()
    return made


def show(qtbot: QtBot, panel: RateCardPanel, practices: int, folder: Path | None = None) -> None:
    with qtbot.wait_signal(panel.shown):
        panel.show_shared(collection_of(practices), YEAR, WHOSE, folder)


def test_without_any_line_it_says_how_a_practice_shares_them(
    qtbot: QtBot, panel: RateCardPanel
) -> None:
    show(qtbot, panel, 0)
    assert NONE in words(panel)
    assert not panel.minutes.isVisible()
    assert not panel.fold.isVisible()


def test_four_practices_are_held_and_no_card_is_offered(qtbot: QtBot, panel: RateCardPanel) -> None:
    show(qtbot, panel, 4)
    assert {row[3:] for row in cells(panel, "Minutes by line")} == {("held", "held", "held")}
    assert not panel.fold.isVisible()
    assert "Do not agree these with other practices." in words(panel)


def test_five_practices_are_shown_with_a_card_to_publish(
    qtbot: QtBot, panel: RateCardPanel
) -> None:
    show(qtbot, panel, 5)
    assert ("5", "20", "30", "40") in {row[2:] for row in cells(panel, "Minutes by line")}
    assert panel.fold.isVisible()
    assert panel.card is not None
    assert panel.card.publisher == "Harbour & Vale PCN"
    assert not panel.publish.publish_button.isEnabled()


def test_what_is_typed_of_the_card_is_there_next_time(
    qtbot: QtBot, panel: RateCardPanel, tmp_path: Path
) -> None:
    show(qtbot, panel, 5, tmp_path)
    panel.publish.edited.emit(titled(panel, "Ours"), "Title")
    panel.uplift.edited.emit("uplift", Decimal(20))
    show(qtbot, panel, 6, tmp_path)
    assert panel.card is not None
    assert panel.card.title == "Ours"
    assert str(panel.card.value("uplift")) == "0.2"
    panel.uplift.edited.emit("uplift", None)
    assert panel.card.value("uplift") == Decimal("0.1")
    assert panel.uplift.editor("uplift").value() == 10
    panel.uplift.edited.emit("uplift", Decimal(20))
    assert [row[1] for row in cells(panel, "Pooled costs by line")] == ["6", "6"]


def titled(panel: RateCardPanel, title: str) -> RateCard:
    assert panel.card is not None
    return msgspec.structs.replace(panel.card, title=title)


def test_a_card_that_cannot_be_kept_is_said_and_still_shown(
    qtbot: QtBot, panel: RateCardPanel, tmp_path: Path
) -> None:
    (tmp_path / "combining").write_text("in the way")
    show(qtbot, panel, 5, tmp_path)
    panel.publish.edited.emit(titled(panel, "Ours"), "Title")
    assert "could not be kept" in words(panel)
    assert panel.card is not None
    assert panel.card.title == "Ours"
