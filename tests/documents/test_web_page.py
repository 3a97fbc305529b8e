"""A web page to publish: every word escaped, and nothing in it that a browser fetches or runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.documents.blocks import (
    About,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from stocktake.documents.web_page import to_web_page


def document(words: str) -> Document:
    rows = ((words, words),)
    blocks = (
        Heading(words),
        Paragraph(words),
        Callout(words),
        Bullets((words,)),
        Table((Column(words), Column(words, "right")), rows, words),
    )
    return Document(words, words, About(words), blocks, foot=words)


def test_it_says_its_language_and_forbids_everything_but_its_own_style() -> None:
    page = to_web_page(document("A"))
    assert '<html lang="en-GB">' in page
    assert "default-src 'none'" in page
    assert '<th scope="row">A</th>' in page
    assert "<caption>A</caption>" in page
    assert "<footer><p>A</p></footer>" in page


@given(st.text(alphabet="<>&\"'/ascript=", min_size=1, max_size=30))
def test_no_text_becomes_markup(words: str) -> None:
    plain, marked = to_web_page(document("A")), to_web_page(document(words))
    assert marked.count("<") == plain.count("<")


def test_a_block_it_cannot_show_is_a_fault() -> None:
    with pytest.raises(ValueError, match="PageBreak"):
        to_web_page(Document("A", "", About(), (PageBreak(),)))


def test_a_screen_set_to_dark_gets_dark_and_paper_stays_light() -> None:
    page = to_web_page(document("A"))
    dark = page.index("@media screen and (prefers-color-scheme: dark)")
    assert page.index("color-scheme: light dark") < dark
    assert "@media print { :root { color-scheme: light; }" in page
    assert "url(" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_first_column_stays_in_sight_on_a_phone() -> None:
    page = to_web_page(document("A"))
    narrow = page[page.index("@media screen and (max-width") :]
    assert "tbody th { position: sticky; left: 0;" in narrow
