"""Published files as the tests of the page bring them, and ways of reading the page."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stocktake.opendata.pack import to_bytes
from stocktake.opendata.packing import PackRequest, build_pack, pack_of_one
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.submission import Subject
from stocktake.ui.pages.published import ACCEPT, PublishedPage
from stocktake.ui.published.dataset_card import DatasetCard
from stocktake.ui.published.desk_side import this_day
from stocktake.ui.published.offer_rows import OfferRow
from stocktake.ui.widgets.labels import Words
from tests.opendata.published import ROWS, release_of

DENSHAM = Subject("practice", "A81001", "The Densham Surgery")
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
BEFORE = ROWS / "nhspaymentsgp-23-24.csv"
MAP = ROWS / "gp-reg-pat-prac-map_2026-07-01.csv"
PAYMENTS = ROWS / "nhspaymentsgp-24-25.csv"
SIZE = Address("profile.list_size")


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
    """The rows of the table of files."""
    model = page.bring._rows
    return [model.row_at(each).cells for each in range(model.rowCount())]


def card(page: PublishedPage, dataset: str) -> DatasetCard:
    """The card of a dataset in step 2."""
    return next(each for each in page.accept.cards.values() if each.source.dataset == dataset)


def row(page: PublishedPage, dataset: str, name: str) -> OfferRow:
    """The row of a figure on a card."""
    return next(each for each in card(page, dataset).rows.rows() if each.name == name)


def words(page: PublishedPage) -> str:
    """All that can be read on the page."""
    QGuiApplication.processEvents()
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def size(page: PublishedPage) -> object:
    """The answer on registered patients."""
    return page.side.sheet.answers[SIZE].value
