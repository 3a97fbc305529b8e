"""Bringing published files to the page: looked at, read, kept, and used no more."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from published_page import (
    DENSHAM,
    LISTS,
    MAP,
    PAYMENTS,
    add,
    card,
    content,
    files,
    keep,
    row,
    size,
    words,
)
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot
from reviewing import Reviewed, displayed

from stocktake.questionnaire.submission import Subject
from stocktake.ui.pages.published import ACCEPT, BRING, PublishedPage
from stocktake.ui.published.period_card import PeriodCard
from stocktake.ui.widgets.buttons import QuietButton


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> Iterator[PublishedPage]:
    reviewed.open(DENSHAM)
    yield displayed(qtbot, PublishedPage(reviewed.desk))


def test_files_are_looked_at_and_read_and_kept_only_when_somebody_says_so(
    qtbot: QtBot, page: PublishedPage
) -> None:
    add(qtbot, page, LISTS)
    ((name, said, practice),) = files(page)
    assert name == LISTS.name
    assert said.startswith("Patients registered at a GP practice, 1 March 2026: 23 rows.")
    assert practice == "Yes"
    ready = "1 figure about your practice can be kept. Nothing is kept yet."
    assert page.bring.ready.text() == ready
    assert page.side.sets() == ()
    page.bring.keep.click()
    assert page.steps.current == ACCEPT
    assert size(page) is None
    assert page.steps.buttons[ACCEPT].text() == "2 Accept: 1 new"
    assert page.notice.text().startswith("1 figure kept.")


def test_a_file_that_cannot_be_read_leads_to_where_to_download(
    qtbot: QtBot, page: PublishedPage, tmp_path: Path
) -> None:
    rota = tmp_path / "rota.csv"
    rota.write_text("Monday,Tuesday\nAli,Bo\n", encoding="utf-8")
    add(qtbot, page, rota)
    assert files(page)[0][2] == "Not read"
    assert "It begins with “Monday”" in files(page)[0][1]
    assert page.where.isVisible()
    page.where.click()
    assert page.bring.downloads.is_open
    assert "gp-reg-pat-prac-map.zip" in words(page)


def test_an_address_is_copied_and_never_opened(page: PublishedPage) -> None:
    page.bring.open_downloads()
    copy = next(e for e in page.bring.findChildren(QuietButton) if e.text() == "Copy the address")
    copy.click()
    assert QGuiApplication.clipboard().text().startswith("https://www.odsdatasearchandexport")


def test_a_file_brought_before_says_so_and_is_not_read_again(
    qtbot: QtBot, page: PublishedPage
) -> None:
    keep(page, LISTS)
    add(qtbot, page, LISTS)
    assert files(page)[0][2] == "Already imported"
    assert "nothing new to read" in page.bring.ready.text()
    assert not page.bring.keep.isVisible()


def test_files_that_come_again_with_others_are_in_use_once(page: PublishedPage) -> None:
    keep(page, LISTS)
    keep(page, LISTS, MAP)
    (one,) = page.side.sets()
    assert {each.dataset for each in one.sources} == {"list_size", "practice_map"}


def test_the_time_of_a_file_that_does_not_say_it_is_asked_for(
    qtbot: QtBot, page: PublishedPage
) -> None:
    add(qtbot, page, PAYMENTS)
    (asked,) = page.bring.findChildren(PeriodCard)
    assert [each.words() for each in asked.choices.options()] == [
        "2024/25, as in the file's name",
        "Another time",
    ]
    asked.choices.options()[1].click()
    asked.other.setText("whenever")
    page.bring.read.click()
    assert "not read as a time" in words(page)
    asked.other.setText("2023/24")
    page.bring.read.click()
    qtbot.waitUntil(lambda: page.bringing.read is not None, timeout=20_000)
    page.bring.keep.click()
    (kept,) = page.side.sets()
    assert kept.sources[0].period is not None
    assert kept.sources[0].period.words == "2023/24"


def test_a_practice_that_is_not_in_the_file_has_nothing_to_keep(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open(replace(DENSHAM, code="Y99999"))
    page = displayed(qtbot, PublishedPage(reviewed.desk))
    add(qtbot, page, LISTS)
    assert files(page)[0][2] == "No"
    assert "which is not zero" in files(page)[0][1]
    assert not page.bring.keep.isVisible()


def test_a_practice_without_a_code_is_asked_for_it(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open(Subject("practice", "", "The Densham Surgery"))
    page = displayed(qtbot, PublishedPage(reviewed.desk))
    add(qtbot, page, LISTS)
    assert page.bring.code.isVisible()
    page.bring.code.search.setText("A8")
    page.bring.code.use.click()
    assert "Type the whole code" in words(page)
    page.bring.code.search.setText("a81001")
    page.bring.code.use.click()
    qtbot.waitUntil(lambda: page.bringing.read is not None, timeout=20_000)
    assert page.side.code == "A81001"
    assert not page.bring.code.isVisible()
    assert page.bring.keep.isVisible()


def test_the_code_is_found_by_name_in_a_pack(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path
) -> None:
    path = tmp_path / "area.stocktakepack"
    path.write_bytes(content(LISTS, MAP))
    reviewed.open(Subject("practice", "", "The Densham Surgery"))
    page = displayed(qtbot, PublishedPage(reviewed.desk))
    add(qtbot, page, path)
    page.bring.code.search.searched.emit("densham")
    (found,) = page.bring.code.found.rows()
    found.click()
    qtbot.waitUntil(lambda: page.bringing.read is not None, timeout=20_000)
    assert page.side.code == "A81001"


def test_files_can_be_dropped_on_the_page_and_let_go_again(
    qtbot: QtBot, page: PublishedPage
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(PAYMENTS))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: len(files(page)) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not page.bringing.is_working, timeout=20_000)
    page.bring.again.click()
    assert files(page) == []
    assert page.bring.first.isVisible()


def test_stopping_to_use_a_file_leaves_the_answers(page: PublishedPage) -> None:
    keep(page, LISTS)
    card(page, "list_size").all.click()
    page.open_step(BRING)
    (kept,) = page.side.sets()
    page.bring.in_use.stopped.emit(kept.id)
    assert page.side.sets() == ()
    assert size(page) == Decimal(3743)
    page.open_step(ACCEPT)
    assert row(page, "list_size", "Registered patients").cells[3] == "Accepted"
