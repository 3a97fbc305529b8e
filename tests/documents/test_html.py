"""The HTML of the preview and of print: every received word is escaped."""

from stocktake.documents import blocks
from stocktake.documents.blocks import About, Document
from stocktake.documents.html import to_html

HOSTILE = "<img src=file:///etc/passwd>{{ 7 * 7 }}\x00</td><script>"
ESCAPED = "&lt;img src=file:///etc/passwd&gt;{{ 7 * 7 }}&lt;/td&gt;&lt;script&gt;"


def page(*content: blocks.Block) -> str:
    return to_html(Document("Title", "", About(), content)).html


def test_received_text_is_escaped_wherever_it_stands() -> None:
    html = page(
        blocks.Heading(HOSTILE, 1, HOSTILE),
        blocks.Paragraph(HOSTILE),
        blocks.Bullets((HOSTILE,)),
        blocks.Callout(HOSTILE),
        blocks.Options((HOSTILE,)),
        blocks.KeyFigures(((HOSTILE, HOSTILE),)),
        blocks.Table((blocks.Column(HOSTILE),), ((HOSTILE,),), HOSTILE),
        blocks.Figure(b"png", HOSTILE, HOSTILE),
    )
    assert html.count(ESCAPED) == 13
    assert "<script" not in html
    assert html.count("<img") == 1


def test_lines_of_an_answer_stay_lines() -> None:
    assert '<p class="body">Rota\r'.replace("\r", "<br>") + "Rooms</p>" in page(
        blocks.Paragraph("Rota\r\nRooms")
    )


def test_headings_and_table_headings_are_marked_as_such() -> None:
    html = page(
        blocks.Heading("Part"),
        blocks.Heading("Within", 2),
        blocks.Table((blocks.Column("Domain"), blocks.Column("Level", "right")), (("A", "2"),)),
    )
    assert "<h1>Title</h1>" in html
    assert "<h2>Part</h2>" in html
    assert "<h3>Within</h3>" in html
    assert html.count('<th scope="col"') == 2
    assert '<td align="right">2</td>' in html


def test_text_grows_with_the_text_size_and_a_picture_stays_in_its_column() -> None:
    document = Document("Title", "", About(), (blocks.Figure(b"png", "Alt"),))
    twice = to_html(document, 2.0).html
    assert "font-size: 21pt" in twice
    assert 'width="605"' in twice
    assert 'width="532"' in to_html(document, 0.88).html
