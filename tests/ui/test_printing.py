"""Documents on paper: whole, with numbered pages, and opening nothing that a text names."""

import re
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from reading_documents import pdf_about, pdf_pages, pdf_words

from stocktake.documents import blocks
from stocktake.documents.blank_form import BlankFormData, blank_form_document
from stocktake.documents.blocks import About, Document
from stocktake.documents.html import WebPage
from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.store.workspace import Workspace
from stocktake.tasks.documents import PARTNERS, Wanted, gather, make_document
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice, practice_rounds
from stocktake.tasks.sample import put_sample
from stocktake.ui.printing import PaperDocument, to_pdf

ABOUT = About("Harbour View", "2026/27", date(2026, 11, 22), "DRAFT", "Sample – made-up practice")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def paper(*content: blocks.Block, about: About = ABOUT) -> bytes:
    return to_pdf(Document("Two pages", "Subtitle", about, content))


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, OpenPractice]]:
    """The sample practices, one with nothing answered and one with four ratings."""
    folder = tmp_path_factory.mktemp("printing")
    day = date(2026, 11, 22)
    with (
        Workspace.create(folder / "sample.stocktake") as sample,
        Workspace.create(folder / "begun.stocktake") as begun,
    ):
        put_sample(sample)
        found = {
            each.subject.name: OpenPractice(sample, each.subject, each.round)
            for each in practice_rounds(sample)
        }
        for name, code in (("Nothing answered", "A81001"), ("Four ratings", "A81002")):
            subject = begin_practice(begun, name, code, day, "Practice manager")
            found[name] = OpenPractice(begun, subject, "2026/27")
        four = found["Four ratings"]
        ratings = four.sheet(STOCKTAKE).loaded.ratings_by_domain["access"][:4]
        four.enter_all(STOCKTAKE, {Address(each.id): answered(Decimal(2)) for each in ratings})
        yield found


NAMES = ("Quayside", "Millbrook", "St Oswin's", "Fellgate", "Nothing answered", "Four ratings")


@pytest.mark.parametrize("name", NAMES)
def test_the_partners_paper_is_two_pages(
    name: str, practices: dict[str, OpenPractice], tmp_path: Path
) -> None:
    wanted = Wanted(PARTNERS)
    data = to_pdf(make_document(gather(practices[name], wanted), wanted))
    assert pdf_pages(data, tmp_path) == 2
    first, second, _ = pdf_words(data, tmp_path).split("\f")
    assert "Where we are" in first
    assert "What we do not know" in second
    assert "Page 2 of 2" in second


def test_a_page_says_whose_it_is_whether_it_is_a_draft_and_its_number(tmp_path: Path) -> None:
    said = pdf_words(paper(blocks.Paragraph("Words")), tmp_path)
    for words in ("Harbour View · Two pages", "DRAFT", "As at 22 November 2026", "Page 1 of 1"):
        assert words in said
    assert "· Sample – made-up practice" in said


def test_the_file_has_a_title_and_is_a4(tmp_path: Path) -> None:
    said = pdf_about(paper(blocks.Paragraph("Words")), tmp_path)
    assert "Harbour View · Two pages, DRAFT" in said
    assert "A4" in said


def test_every_question_of_the_longest_form_is_printed(tmp_path: Path) -> None:
    document = blank_form_document(BlankFormData(About(), shipped_form(STOCKTAKE)))
    said = pdf_words(to_pdf(document), tmp_path).split()
    asked = [b for b in document.blocks if isinstance(b, blocks.Paragraph) and b.tone == "question"]
    assert [b.text for b in asked if b.text.split()[0] not in said] == []


def test_a_question_is_not_parted_from_its_answer(tmp_path: Path) -> None:
    document = blank_form_document(BlankFormData(About(), shipped_form(STOCKTAKE)))
    ratings = shipped_form(STOCKTAKE).ratings_by_domain["workforce"]
    pages = [" ".join(each.split()) for each in pdf_words(to_pdf(document), tmp_path).split("\f")]
    for rating in ratings:
        page = next(each for each in pages if rating.label in each)
        assert " ".join(rating.anchors[4].split()) in page, rating.id


def test_the_second_line_of_an_option_stands_under_its_first(tmp_path: Path) -> None:
    words = " ".join(["needs", "many", "words"] * 20)
    path = tmp_path / "options.pdf"
    path.write_bytes(paper(blocks.Paragraph("Level"), blocks.Options((words,))))
    made = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    left = [float(x) for x in re.findall(r'xMin="([0-9.]+)"[^>]*>(?:needs|many|words)<', made)]
    margin = float(re.findall(r'xMin="([0-9.]+)"[^>]*>Level<', made)[0])
    assert min(left) > margin + 12


def test_a_page_break_begins_a_page(tmp_path: Path) -> None:
    data = paper(blocks.Paragraph("One"), blocks.PageBreak(), blocks.Heading("Two"))
    first, second, _ = pdf_words(data, tmp_path).split("\f")
    assert "One" in first
    assert "Two" in second


def test_table_headings_stand_on_every_page(tmp_path: Path) -> None:
    rows = tuple((f"Row {number}", "words") for number in range(120))
    table = blocks.Table((blocks.Column("Expectation"), blocks.Column("When")), rows)
    data = paper(table, about=About("Harbour View"))
    pages = pdf_words(data, tmp_path).split("\f")[:-1]
    assert len(pages) > 2
    assert all("Expectation" in page for page in pages)
    assert [f"Row {n}" for n in range(120) if not any(f"Row {n} " in p for p in pages)] == []


def test_hostile_text_is_printed_as_text(tmp_path: Path) -> None:
    text = "<img src=file:///etc/passwd> \x00<b>bold</b> &amp; 👍"
    said = pdf_words(paper(blocks.Paragraph(text), blocks.Heading(text)), tmp_path)
    assert said.count("<img src=file:///etc/passwd> <b>bold</b> &amp;") == 2
    assert "root:" not in said


def test_the_longest_answer_is_printed_whole(tmp_path: Path) -> None:
    text = " ".join(f"w{number}" for number in range(5_500))
    assert len(text) > 31_000
    said = pdf_words(paper(blocks.Table((blocks.Column("Answer"),), ((text,),))), tmp_path).split()
    assert [f"w{number}" for number in range(5_500) if f"w{number}" not in said] == []


@pytest.mark.parametrize("how", ["img", "background"])
def test_a_file_named_in_a_page_is_never_opened(how: str, tmp_path: Path) -> None:
    picture = QImage(QSize(40, 30), QImage.Format.Format_RGB32)
    picture.fill(0)
    path = tmp_path / "secret.png"
    assert picture.save(str(path))
    address = QUrl.fromLocalFile(str(path))
    shown = {
        "img": f'<img src="{address.toString()}">',
        "background": f'<p style="background-image: url({address.toString()})">words</p>',
    }
    page = PaperDocument(WebPage(shown[how], {}))
    given = page.resource(int(QTextDocument.ResourceType.ImageResource.value), address)
    assert given.size() == QSize(1, 1)
    assert page.size().width() < 60


def test_a_stopped_job_prints_nothing_more() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(StocktakeError, match="stopped"):
        to_pdf(Document("Title", "", ABOUT, (blocks.Paragraph("Words"),)), stop)


def test_each_page_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    document = Document("Title", "", ABOUT, (blocks.Paragraph("a"), blocks.PageBreak(),
                                             blocks.Heading("b")))  # fmt: skip
    to_pdf(document, None, lambda done, of, words: told.append((done, of, words)))
    assert told == [(1, 2, "Page 1 of 2"), (2, 2, "Page 2 of 2")]
