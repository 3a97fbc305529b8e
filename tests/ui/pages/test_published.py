"""The page of published figures, with files as they were published, from adding to comparing."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed
from signing import SAID

from stocktake.opendata.pack import to_bytes
from stocktake.opendata.packing import PackRequest, build_pack, pack_of_one
from stocktake.questionnaire.answers import Address, Origin
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.ui.pages.published import ACCEPT, BRING, COMPARE, PublishedPage
from stocktake.ui.published.dataset_card import DatasetCard
from stocktake.ui.published.desk_side import OLD_ROUND, this_day
from stocktake.ui.published.offer_rows import OfferRow
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import Words
from tests.opendata.published import ROWS, release_of

DENSHAM = Subject("practice", "A81001", "The Densham Surgery")
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
BEFORE = ROWS / "nhspaymentsgp-23-24.csv"
MAP = ROWS / "gp-reg-pat-prac-map_2026-07-01.csv"
PAYMENTS = ROWS / "nhspaymentsgp-24-25.csv"
SIZE = Address("profile.list_size")


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> Iterator[PublishedPage]:
    reviewed.open(DENSHAM)
    yield displayed(qtbot, PublishedPage(reviewed.desk))


def add(qtbot: QtBot, page: PublishedPage, *paths: Path) -> None:
    """Add files and wait until all that can be done without the person is done."""
    page.add_paths(paths)
    qtbot.waitUntil(lambda: not page.bringing.is_working, timeout=20_000)


@cache
def content(*paths: Path) -> bytes:
    """What is kept of some files, as reading them gives it."""
    releases, today = [release_of(each.name) for each in paths], this_day()
    if MAP in paths:
        made = build_pack(releases, PackRequest(("A81001",), "", today))
    else:
        (release,) = releases
        made = pack_of_one(release, "A81001", today)
    return to_bytes(made)


def keep(page: PublishedPage, *paths: Path) -> None:
    """Keep what some files say, and see it in step 2."""
    page.side.keep([content(*paths)])
    page.open_step(ACCEPT)


def files(page: PublishedPage) -> list[tuple[str, ...]]:
    model = page.bring._rows
    return [model.row_at(each).cells for each in range(model.rowCount())]


def card(page: PublishedPage, dataset: str) -> DatasetCard:
    return next(each for each in page.accept.cards.values() if each.source.dataset == dataset)


def row(page: PublishedPage, dataset: str, name: str) -> OfferRow:
    return next(each for each in card(page, dataset).rows.rows() if each.name == name)


def words(page: PublishedPage) -> str:
    QGuiApplication.processEvents()
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def size(page: PublishedPage) -> object:
    return page.side.sheet.answers[SIZE].value


# Bring


def test_files_are_looked_at_and_read_and_kept_only_when_somebody_says_so(
    qtbot: QtBot, page: PublishedPage
) -> None:
    add(qtbot, page, LISTS)
    ((name, said, practice),) = files(page)
    assert name == LISTS.name
    assert said.startswith("Patients registered at a GP practice, 1 March 2026: 23 rows.")
    assert practice == "It is in it"
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
    (asked,) = page.bring.period_cards()
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
    assert files(page)[0][2] == "It is not in it"
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


# Accept


def test_every_figure_is_listed_as_published_and_as_an_answer(page: PublishedPage) -> None:
    keep(page, LISTS)
    found = row(page, "list_size", "Registered patients")
    assert found.cells == ("Registered patients", "3743 patients", "No answer yet", "New", "–")
    assert found.seconds[:2] == ("Practice and population", "As an answer: 3,743 patients")


def test_accepting_all_is_one_step_to_undo_with_its_source(page: PublishedPage) -> None:
    keep(page, MAP)
    before = page.side.sheet.answers[Address("profile.pcn_name")].value
    card(page, "practice_map").all.click()
    answer = page.side.sheet.answers[Address("profile.pcn_name")]
    assert (answer.value, answer.origin) == ("Stockton PCN", Origin.ACCEPTED)
    undoing = page.side.desk.undoing
    assert undoing is not None
    step = undoing.next_undo()
    assert step is not None
    page.side.desk.undo()
    assert page.side.sheet.answers[Address("profile.pcn_name")].value == before
    assert row(page, "practice_map", "Primary care network").cells[3] == "New"


def test_what_is_old_is_left_out_of_accepting_all_and_says_why(page: PublishedPage) -> None:
    keep(page, PAYMENTS)
    assert not card(page, "payments").all.isVisible()
    found = row(page, "payments", "Contract")
    assert found.cells[3] == "New, look at it first"
    assert "old" in found.seconds[3]


def test_a_ticked_figure_is_accepted_and_an_own_answer_is_never_in_all(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    reviewed.say({SIZE: 3800})
    keep(page, LISTS)
    shown = card(page, "list_size")
    assert not shown.all.isVisible()
    found = row(page, "list_size", "Registered patients")
    assert found.cells[2:] == ("3,800 patients", "Yours", "+57 (+1.5%)")
    assert not shown.ticked.isEnabled()
    shown.table.tick_asked.emit(0)
    assert shown.rows.index(0, 0).data() == "☑\N{NO-BREAK SPACE}Registered patients"
    shown.ticked.click()
    assert size(page) == Decimal(3743)


def test_an_overridden_figure_is_shown_beside_yours_and_used_with_one_press(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    reviewed.say({SIZE: 3800})
    shown = card(page, "list_size")
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    assert row(page, "list_size", "Registered patients").cells[3] == "Yours instead"
    assert "Published as written: 3743 patients." in words(page)
    assert "Your answer: 3,800 patients." in words(page)
    shown.panel.use.click()
    assert size(page) == Decimal(3743)


def test_a_newer_figure_stands_beside_the_one_that_was_accepted(page: PublishedPage) -> None:
    keep(page, BEFORE)
    shown = card(page, "payments")
    place = [each.name for each in shown.rows.rows()].index("Weighted list")
    shown.table.tick_asked.emit(place)
    shown.ticked.click()
    keep(page, PAYMENTS)
    weighted = page.side.sheet.answers[Address("profile.weighted_list")]
    assert weighted.value == Decimal("4471.19")
    shown = next(e for e in page.accept.cards.values() if e.source.name == PAYMENTS.name)
    place = [each.name for each in shown.rows.rows()].index("Weighted list")
    shown.table.setCurrentIndex(shown.rows.index(place, 0))
    assert shown.rows.rows()[place].cells[3] == "A newer figure was published"
    assert "Published before: 4471.19 weighted patients. NHS England: NHS Payments" in words(page)
    assert "Published now: 4460.62 weighted patients. NHS England: NHS Payments" in words(page)


def test_a_row_leads_to_its_question(page: PublishedPage) -> None:
    keep(page, LISTS)
    asked = Asked(page)
    shown = card(page, "list_size")
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    shown.panel.go.click()
    ((name, place),) = asked.heard
    assert (name, place["question"]) == ("section", "profile.list_size")


def test_money_is_marked_to_stay_here(page: PublishedPage) -> None:
    keep(page, PAYMENTS)
    assert "it stays here" in row(page, "payments", "NHS income in the year").seconds[0]


def test_figures_without_a_question_are_kept_apart(page: PublishedPage) -> None:
    keep(page, MAP)
    model = page.accept._kept_rows
    kept = [model.row_at(each).cells for each in range(model.rowCount())]
    assert ("Code of the region", "Y63") in [each[:2] for each in kept]


def test_stopping_while_files_are_read_takes_nothing_from_them(
    qtbot: QtBot, page: PublishedPage
) -> None:
    page.add_paths([LISTS])
    job = page.progress._job
    assert job is not None
    job.cancel()
    qtbot.waitUntil(lambda: not page.bringing.is_working, timeout=20_000)
    assert page.bringing.looked == ()
    assert not page.bring.keep.isVisible()


# Compare


def test_without_a_map_it_says_which_file_to_add(page: PublishedPage) -> None:
    page.open_step(COMPARE)
    assert "Bring published files first" in words(page)
    keep(page, LISTS)
    page.open_step(COMPARE)
    assert "gp-reg-pat-prac-map.zip" in words(page)
    assert "ask your federation for its pack" in words(page)


# Reading only


def test_nothing_can_be_brought_or_accepted_in_an_older_round(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    practice = reviewed.desk.practice
    assert practice is not None
    practice.read_only = True
    page.refresh()
    shown = card(page, "list_size")
    assert not shown.all.isVisible() and not shown.ticked.isVisible()
    assert OLD_ROUND in words(page)
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    assert not shown.panel.use.isVisible()
    page.open_step(BRING)
    assert not page.bring.first.isVisible() and not page.bring.more.isVisible()
    page.add_paths([MAP])
    assert page.bringing.looked == ()


def test_a_signed_form_is_read_only_with_its_reason(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    practice = page.side.practice
    listed = practice.listed(STOCKTAKE)
    assert listed is not None
    practice.workspace.sign_offs.sign([listed.id], SAID, role="Practice manager")
    reviewed.desk.read_afresh()
    assert not card(page, "list_size").all.isVisible()
    assert "Signed on" in page.notice.text()


def test_everything_has_a_name_on_every_step(page: PublishedPage) -> None:
    keep(page, LISTS, MAP)
    for step in (BRING, ACCEPT, COMPARE):
        page.open_step(step)
        assert unnamed(page) == []
