"""The compare panel: another card is loaded and read beside this one, or it is said why not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stocktake.rates.card import RateCard
from stocktake.rates.publishing import published
from stocktake.store.workspace import Workspace
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.rate_card.compare_panel import AS_PUBLISHED, ComparePanel
from stocktake.workbooks.exports.rate_card import save_rate_card
from tests.rate_cards import CHANGED, reworked, sample_card
from tests.workbooks.test_protected import protect


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> Iterator[ComparePanel]:
    jobs = Jobs(executor=AtOnce())
    with Workspace.create(tmp_path / "w.stocktake") as workspace:
        made = ComparePanel(jobs)
        qtbot.addWidget(made)
        made.keep_in(workspace, "Practice manager")
        made.show_card(sample_card())
        made.resize(900, 900)
        made.show()
        yield made
        jobs.close()


def load(panel: ComparePanel, qtbot: QtBot, path: Path, card: RateCard) -> None:
    path.write_text(published(card).text, encoding="utf-8")
    with qtbot.wait_signal(panel.loaded):
        panel.load(path)


def row(panel: ComparePanel, line_id: str) -> tuple[tuple[str, ...], str]:
    rows = [panel._rows.row_at(each) for each in range(panel._rows.rowCount())]
    found = next(each for each in rows if each.key == (line_id,))
    return found.cells, found.second


def test_prices_stand_beside_each_other_with_what_theirs_is_called(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    theirs = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    lines = tuple(CHANGED(each, id=f"t_{each.id}") for each in theirs.lines)
    first = CHANGED(lines[0], name="Blood taking")
    load(panel, qtbot, tmp_path / "card.json", CHANGED(theirs, lines=(first, *lines[1:])))
    cells, second = row(panel, "phlebotomy")
    assert cells == ("Phlebotomy, one visit", "12.63", "13.67", "1.04")
    assert second == "per visit. Theirs: Blood taking"
    assert panel.notice.text() == AS_PUBLISHED
    assert panel.table.isVisible()


def test_a_different_unit_waits_until_somebody_says_how_many(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = tuple(
        CHANGED(each, unit="test") if each.id == "psa_monitoring" else each
        for each in sample_card().lines
    )
    load(panel, qtbot, tmp_path / "card.json", CHANGED(sample_card(), lines=lines))
    cells, second = row(panel, "psa_monitoring")
    assert cells[2:] == ("–", "–")
    assert "Not compared" in second
    assert panel._fields is not None
    panel._fields.edited.emit("0", Decimal(2))
    cells, second = row(panel, "psa_monitoring")
    assert cells[2:] == ("96.84", "48.42")
    assert "2 of their “test” count as one “patient-year”" in second
    panel._fields.edited.emit("0", Decimal(0))
    assert "at least some" in panel.notice.text().casefold()


def test_a_file_that_is_no_card_is_said_and_nothing_is_shown(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    path.write_text("{}", encoding="utf-8")
    panel.load(path)
    qtbot.wait_until(lambda: "not a rate card" in panel.notice.text())
    assert panel.table.isHidden()


def test_an_edited_card_is_shown_and_said(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "card.json"
    path.write_text(published(sample_card()).text.replace("12.63", "11.63"), encoding="utf-8")
    with qtbot.wait_signal(panel.loaded):
        panel.load(path)
    assert "edited after it was published" in panel.notice.text()
    assert panel.table.isVisible()


def test_a_line_is_paired_by_hand_remembered_and_taken_back(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, *rest = (
        CHANGED(line, id=f"t_{line.id}", name=f"Their {line.name}", service="")
        for line in sample_card().lines[:3]
    )
    theirs = CHANGED(sample_card(), id="their card", lines=(first, second, *rest))
    ours = CHANGED(
        sample_card(), lines=tuple(CHANGED(line, service="") for line in sample_card().lines[:3])
    )
    panel.show_card(ours)
    load(panel, qtbot, tmp_path / "card.json", theirs)
    assert row(panel, "phlebotomy")[0][2:] == ("–", "–")
    panel.table.opened.emit(0)
    assert panel.pairs.ours.currentData() == "phlebotomy"
    panel.pairs.theirs.setCurrentIndex(panel.pairs.theirs.findData("t_phlebotomy"))
    panel.pairs.pair_button.click()
    cells, second_line = row(panel, "phlebotomy")
    assert cells[1:] == ("12.63", "12.63", "0.00")
    assert "Theirs: Their Phlebotomy, one visit" in second_line
    load(panel, qtbot, tmp_path / "next.json", CHANGED(theirs, title="Their next version"))
    assert row(panel, "phlebotomy")[0][1:] == ("12.63", "12.63", "0.00")
    panel.pairs.undo_button.click()
    assert row(panel, "phlebotomy")[0][2:] == ("–", "–")


def test_in_a_file_that_is_only_read_nothing_can_be_paired(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    line = CHANGED(sample_card().lines[0], unit="ten visits")
    theirs = CHANGED(sample_card(), lines=(line, *sample_card().lines[1:]))
    with Workspace.open(tmp_path / "w.stocktake", read_only=True) as read_only:
        panel.keep_in(read_only, "")
        load(panel, qtbot, tmp_path / "card.json", theirs)
        assert not panel.pairs.pair_button.isEnabled()
        assert panel._fields is not None
        assert all(each.isReadOnly() for each in panel._fields.findChildren(QLineEdit))
        assert row(panel, "phlebotomy")[0][1] == "12.63"


def test_a_protected_card_asks_for_its_password(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.xlsx"
    small = CHANGED(sample_card(), lines=sample_card().lines[:2])
    save_rate_card(tmp_path / "open.xlsx", published(small), datetime.now(UTC))
    path.write_bytes(protect((tmp_path / "open.xlsx").read_bytes(), "Tide 7"))
    asked: list[bool] = []

    def answer(_parent: object, _name: str, *, was_wrong: bool) -> str:
        asked.append(was_wrong)
        return "Tide 7" if was_wrong else "tide"

    monkeypatch.setattr("stocktake.ui.rate_card.compare_panel.password_of", answer)
    with qtbot.wait_signal(panel.loaded, timeout=20_000):
        panel.load(path)
    assert asked == [False, True]
    assert panel.notice.text() == AS_PUBLISHED
