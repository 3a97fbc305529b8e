"""Printing from pages drawn beforehand: on paper they are the pages of the PDF."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reading_documents import pdf_words

from stocktake.documents import blocks
from stocktake.documents.blocks import About, Document
from stocktake.errors import StocktakeError
from stocktake.ui.print_preview import print_from, print_leaves
from stocktake.ui.printing import Leaves, to_leaves, to_pdf

ABOUT = About("Harbour View", "2026/27", date(2026, 11, 22), "DRAFT", "Sample – made-up practice")
LONG = Document(
    "Two pages",
    "For the partners",
    ABOUT,
    (
        blocks.Paragraph("Office staff confirm a refund of £1,200.50 – “affordable” or not. " * 20),
        blocks.PageBreak(),
        blocks.Heading("The second page"),
        blocks.Bullets(("First <b>point</b>", "Second point")),
    ),
)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def drawn_on_another_thread(draw: Callable[[], Leaves]) -> Leaves:
    made: list[Leaves] = []
    thread = threading.Thread(target=lambda: made.append(draw()))
    thread.start()
    thread.join()
    return made[0]


def test_a_printer_gets_every_word_in_the_place_it_has_in_the_pdf(
    qtlog: Any, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    out = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(out))
    # Qt would lay out the rest later by a timer, which a job's thread has not. It is asked for
    # all pages at once and needs none, but warns.
    with qtlog.disabled():
        leaves = drawn_on_another_thread(lambda: to_leaves(LONG))
    print_leaves(leaves, printer)
    assert pdf_words(out.read_bytes(), tmp_path) == pdf_words(to_pdf(LONG), tmp_path)


def test_the_preview_shows_all_pages_and_is_called_after_the_document(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[int] = []

    def look(dialog: QPrintPreviewDialog) -> None:
        assert dialog.printer().docName() == leaves.title
        preview = dialog.findChild(QPrintPreviewWidget)
        preview.updatePreview()
        seen.append(preview.pageCount())

    leaves = to_leaves(LONG)
    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    print_from(parent, leaves)
    assert leaves.title.endswith("Two pages")
    assert seen == [2]


def test_drawing_pages_can_be_watched_and_stopped_between_them() -> None:
    stop = threading.Event()
    told: list[str] = []

    def report(done: int, of: int, words: str) -> None:
        told.append(words)
        stop.set()

    with pytest.raises(StocktakeError, match="stopped"):
        to_leaves(LONG, stop, report)
    assert told == ["Page 1 of 2"]
