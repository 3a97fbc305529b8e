"""Every document is listed, and renders the sample practice in Word and in HTML."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from reading_documents import WRITTEN_AT, Made

from stocktake.documents import DOCUMENTS
from stocktake.documents.blocks import Document
from stocktake.documents.html import to_html
from stocktake.documents.word import to_word
from stocktake.tasks.documents import Wanted
from stocktake.tasks.open_practice import OpenPractice

VOID = {"meta", "img", "br", "hr"}


class Balanced(HTMLParser):
    """Reads a page and keeps what is open, and every attribute that could fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_renders_the_sample_practice(
    name: str, sample: dict[str, OpenPractice], made: Callable[[OpenPractice, Wanted], Made]
) -> None:
    document = made(sample["Quayside"], Wanted(name)).document
    assert isinstance(document, Document)
    assert to_word(document, WRITTEN_AT).startswith(b"PK")
    page = to_html(document)
    read = Balanced()
    read.feed(page.html)
    assert read.open == []
    assert set(read.sources) == set(page.pictures)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_it_is_for(name: str) -> None:
    kind = DOCUMENTS[name]
    assert kind.name
    assert kind.about.endswith(".")


def test_a_page_that_stands_alone_holds_its_pictures(
    sample: dict[str, OpenPractice], made: Callable[[OpenPractice, Wanted], Made]
) -> None:
    document = made(sample["Quayside"], Wanted("partners_summary")).document
    read = Balanced()
    read.feed(to_html(document, is_whole=True).html)
    assert len(read.sources) == 2
    assert all(each.startswith("data:image/png;base64,iVBOR") for each in read.sources)
