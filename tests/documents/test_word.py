"""The Word file is the accessible one: headings, table headings, words for pictures, language."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from reading_documents import WRITTEN_AT, Made

from stocktake.documents import blocks
from stocktake.documents.blocks import About, Document
from stocktake.documents.word import to_word
from stocktake.tasks.documents import Wanted
from stocktake.tasks.open_practice import OpenPractice

HOSTILE = "<img src=file:///etc/passwd> \x00\x07 & =1+1 👍🏽 \u202egnp.exe"
NAMES = ("partners_summary", "my_answers", "blank_form")


@pytest.fixture(scope="module", params=NAMES)
def word(
    request: pytest.FixtureRequest,
    sample: dict[str, OpenPractice],
    made: Callable[[OpenPractice, Wanted], Made],
) -> Any:
    return made(sample["Quayside"], Wanted(request.param)).word()


def written(*content: blocks.Block, about: About | None = None) -> Any:
    document = Document("Title", "Subtitle", about or About("Harbour View", "2026/27"), content)
    return docx.Document(BytesIO(to_word(document, WRITTEN_AT)))


def test_headings_are_headings_and_none_is_skipped(word: Any) -> None:
    levels = [
        int(each.style.name.split()[1])
        for each in word.paragraphs
        if each.style.name.startswith("Heading")
    ]
    assert levels
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_says_which_row_is_its_headings(word: Any) -> None:
    for table in word.tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert all(cell.text for cell in first.cells)


def test_every_picture_says_what_it_shows(word: Any) -> None:
    for picture in word.inline_shapes:
        assert len(picture._inline.docPr.get("descr")) > 40


def test_space_is_never_made_of_empty_paragraphs(word: Any) -> None:
    empty = [
        each for each in word.paragraphs if not each.text and not each._p.xpath(".//w:drawing")
    ]
    assert empty == []


def test_looks_come_from_styles_and_not_from_runs(word: Any) -> None:
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            assert run.font.size is None
            assert run.font.name is None
            assert run.bold is None


def test_it_is_in_british_english_on_a4_with_wide_margins(word: Any) -> None:
    said = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert said == {"en-GB"}
    section = word.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert {round(side.cm, 1) for side in (section.left_margin, section.right_margin)} == {2.5}


def test_it_has_a_title_and_numbered_pages(word: Any) -> None:
    assert word.core_properties.title.startswith("Quayside · ")
    assert "python-docx" not in (word.core_properties.comments or "")
    foot = word.sections[0].footer._element
    assert {"PAGE", "NUMPAGES"} <= {each.text.strip() for each in foot.iter(qn("w:instrText"))}


def test_a_draft_and_a_sample_say_so_on_every_page() -> None:
    about = About("Harbour View", "2026/27", date(2026, 11, 22), "DRAFT", "Sample – made-up")
    section = written(blocks.Paragraph("Words"), about=about).sections[0]
    assert section.header.paragraphs[0].text == "Harbour View · Title\tDRAFT"
    assert "Sample – made-up" in section.footer.paragraphs[0].text
    marks = [
        each.get("string")
        for each in section.header._element.iter("{urn:schemas-microsoft-com:vml}textpath")
    ]
    assert "Sample – made-up" in marks


def test_the_properties_say_whether_it_is_a_draft_or_signed() -> None:
    signed = About("Harbour View", "2026/27", date(2026, 11, 22), "SIGNED v2")
    properties = written(blocks.Paragraph("Words"), about=signed).core_properties
    assert properties.content_status == "SIGNED v2"
    assert properties.title == "Harbour View · Title, SIGNED v2"


def test_the_time_of_writing_is_kept_as_of_greenwich() -> None:
    summer = datetime(2027, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    document = Document("Title", "", About(), (blocks.Paragraph("Words"),))
    properties = docx.Document(BytesIO(to_word(document, summer))).core_properties
    assert properties.created == datetime(2027, 6, 1, 8, 30, tzinfo=UTC)


def test_received_text_stays_text() -> None:
    column = blocks.Column(HOSTILE)
    made = written(
        blocks.Heading(HOSTILE),
        blocks.Paragraph(HOSTILE),
        blocks.Bullets((HOSTILE,)),
        blocks.Callout(HOSTILE),
        blocks.Options((HOSTILE,)),
        blocks.Table((column,), ((HOSTILE,),), HOSTILE),
    )
    plain = "<img src=file:///etc/passwd>  & =1+1 👍🏽 gnp.exe"
    said = [each.text for each in made.paragraphs] + [c.text for c in made.tables[0]._cells]
    assert sum(plain in each for each in said) == 8
    assert len(made.inline_shapes) == 0
    assert made.part.rels and not [each for each in made.part.rels.values() if each.is_external]


def test_the_longest_answer_is_written_whole() -> None:
    long = "word " * 6_400
    made = written(blocks.Table((blocks.Column("Answer"),), ((long,),)))
    assert made.tables[0].cell(1, 0).text == long


def test_a_question_stays_with_its_hint_and_all_its_options() -> None:
    made = written(
        blocks.Paragraph("4.1  Which?", "question"),
        blocks.Paragraph("Tick one.", "hint"),
        blocks.Options(("One", "Two", "Three")),
        blocks.Paragraph("Something else", "hint"),
    )
    kept = {
        each.text[-5:]: bool(each.paragraph_format.keep_with_next)
        for each in made.paragraphs
        if each.style.name in ("Hint", "Option")
    }
    assert list(kept.values()) == [True, True, True, False, False]


def test_each_numbered_list_begins_at_one() -> None:
    made = written(blocks.Bullets(("a", "b"), True), blocks.Bullets(("c",), True))
    numbers = [
        each._p.pPr.numPr.numId.val for each in made.paragraphs if each._p.xpath("./w:pPr/w:numPr")
    ]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_what_follows_a_page_break_begins_a_page() -> None:
    made = written(blocks.Paragraph("One"), blocks.PageBreak(), blocks.Heading("Two"))
    heading = next(each for each in made.paragraphs if each.text == "Two")
    assert heading.paragraph_format.page_break_before


def test_a_kind_of_block_without_a_way_to_write_it_is_a_fault() -> None:
    with pytest.raises(TypeError, match="no way to write"):
        written("words")  # type: ignore[arg-type]
