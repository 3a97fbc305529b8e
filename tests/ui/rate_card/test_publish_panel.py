"""The publish panel: what is missing is named, and publishing makes every file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stocktake.rates.card import RateCard
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.rate_card import publish_panel
from stocktake.ui.rate_card.publish_panel import READY, PublishPanel
from tests.rate_cards import CHANGED, sample_card

TODAY = date(2026, 11, 22)


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> Iterator[PublishPanel]:
    jobs = Jobs(executor=AtOnce())
    made = PublishPanel(jobs, lambda: tmp_path)
    qtbot.addWidget(made)
    made.edited.connect(lambda card, _: made.show_card(card, TODAY, read_only=False))
    made.show_card(sample_card(), TODAY, read_only=False)
    made.resize(900, 900)
    made.show()
    yield made
    jobs.close()


def typed(panel: PublishPanel, key: str, words: str) -> None:
    fields = panel.adoption if key.startswith("adopted") else panel.identity
    fields.edited.emit(key, words)


def card_of(panel: PublishPanel) -> RateCard:
    assert panel._card is not None
    return panel._card


def test_the_sample_is_ready_and_publishes_all_four_files(
    panel: PublishPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    assert panel.stops.text() == READY
    assert panel.publish_button.isEnabled()
    panel.publish_into(tmp_path)
    qtbot.wait_until(panel.saved.isVisible)
    endings = {path.suffix for path in tmp_path.glob("*/*")}
    assert endings == {".xlsx", ".pdf", ".html", ".json"}
    assert next(tmp_path.glob("*/*.pdf")).read_bytes().startswith(b"%PDF")
    panel.publish_into(tmp_path)
    qtbot.wait_until(lambda: "already published" in panel.notice.text())


def test_what_is_missing_is_named_and_can_be_given_here(panel: PublishPanel) -> None:
    bare = CHANGED(sample_card(), contact_role="", effective_from=None, status="draft", changes=())
    panel.show_card(bare, TODAY, read_only=False)
    assert not panel.publish_button.isEnabled()
    for words in ("whom to ask", "the day it applies from", "It is a draft", "what changed"):
        assert words in panel.stops.text()
    typed(panel, "contact_role", "PCN manager")
    typed(panel, "effective_from", "1 January 2027")
    typed(panel, "change", "First card.")
    panel.status.chosen.emit("consultation")
    assert card_of(panel).effective_from == date(2027, 1, 1)
    assert card_of(panel).changes[0].made_on == TODAY
    assert panel.stops.text() == READY


def test_a_day_that_is_none_is_said_at_its_field(panel: PublishPanel) -> None:
    typed(panel, "effective_to", "after Easter")
    assert panel.identity.editor("effective_to").error()
    assert card_of(panel).effective_to == sample_card().effective_to


def test_prices_can_be_of_another_year(panel: PublishPanel) -> None:
    assert panel.identity.editor("base_year").value() == "2026/27"
    typed(panel, "base_year", " 2027/28 ")
    card = card_of(panel)
    assert (card.base_year, card.uplift.years) == ("2027/28", sample_card().uplift.years[1:])
    typed(panel, "base_year", "next year")
    assert "2027/28" in panel.identity.editor("base_year").error()
    assert card_of(panel).base_year == "2027/28"


def test_adopted_asks_for_the_body_and_the_day(panel: PublishPanel) -> None:
    panel.status.chosen.emit("adopted")
    assert panel.adoption.isVisible()
    assert "which body adopted it" in panel.stops.text()
    typed(panel, "adopted_by", "Vale ICB")
    typed(panel, "adopted_on", "20 November 2026")
    assert card_of(panel).status_in_words == "Adopted by Vale ICB on 20 November 2026"
    assert panel.publish_button.isEnabled()


def test_what_may_name_a_person_is_looked_at_first(panel: PublishPanel) -> None:
    panel.scope.edited.emit("delivered_by", "Ask Dr Smith.")
    assert "Dr Smith" in panel.named.text()
    assert not panel.publish_button.isEnabled()
    panel.looked_at.click()
    assert panel.publish_button.isEnabled()


def test_a_card_that_is_only_read_can_be_published_and_not_changed(panel: PublishPanel) -> None:
    panel.show_card(sample_card(), TODAY, read_only=True)
    assert not panel.status.isEnabled()
    assert panel.publish_button.isEnabled()


def test_a_name_that_is_half_typed_is_looked_at_before_a_folder_is_asked_for(
    panel: PublishPanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(publish_panel, "choose_folder", lambda *_: tmp_path)
    editor = panel.identity.editor("contact_role")
    editor.setFocus()
    line = editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("")
    QTest.keyClicks(line, "Dr Smith")
    panel._on_publish_clicked()
    assert "Dr Smith" in panel.named.text()
    assert not list(tmp_path.glob("*/*.json"))
