"""Where pages begin: a heading goes with what it heads."""

import pytest
from PySide6.QtGui import QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication

from stocktake.documents.html import CAPTION_MARK
from stocktake.ui.page_breaks import break_pages

PAGE = 400.0


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def broken(html: str) -> list[str]:
    """The text of every block that begins a page."""
    paper = QTextDocument()
    paper.setHtml(html)
    paper.setTextWidth(300)
    break_pages(paper, PAGE)
    found, block = [], paper.firstBlock()
    before = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    while block.isValid():
        if block.blockFormat().pageBreakPolicy() & before:
            found.append(block.text())
        block = block.next()
    return found


def lines(count: int) -> str:
    return "".join(f"<p>line {number}</p>" for number in range(count))


def filling() -> int:
    """Lines that leave room for one or two more on the page."""
    paper = QTextDocument()
    paper.setHtml(lines(100))
    paper.setTextWidth(300)
    return int(PAGE // (paper.size().height() / 100)) - 2


def test_a_heading_at_the_foot_of_a_page_begins_the_next() -> None:
    assert broken(f"{lines(filling())}<h2>Part</h2><p>One</p><p>Two</p>") == ["Part"]


def test_a_heading_with_room_for_what_follows_stays() -> None:
    assert broken(f"{lines(3)}<h2>Part</h2><p>One</p>{lines(3)}") == []


def test_a_question_is_kept_with_all_its_options() -> None:
    options = "".join(f"<p>option {number}</p>" for number in range(4))
    assert broken(f"{lines(filling())}<p style='font-weight: bold'>Which?</p>{options}") == [
        "Which?"
    ]


def test_an_answer_longer_than_half_a_page_may_be_parted() -> None:
    question = "<p style='font-weight: bold'>Which?</p>"
    assert broken(f"{lines(4)}{question}{lines(60)}") == []


def test_a_table_is_kept_with_its_heading_by_its_first_rows() -> None:
    rows = "".join(f"<tr><td>row {number}</td></tr>" for number in range(60))
    table = f"<table width='100%'><thead><tr><th>Head</th></tr></thead>{rows}</table>"
    assert broken(f"{lines(filling())}<h2>Part</h2>{table}") == ["Part"]
    assert broken(f"{lines(3)}<h2>Part</h2>{table}") == []


def table_of(rows: int) -> str:
    body = "".join(f"<tr><td>row {number}</td></tr>" for number in range(rows))
    return f"<table width='100%'><thead><tr><th>Head</th></tr></thead>{body}</table>"


def test_a_question_goes_with_its_table_over_the_hint_between_them() -> None:
    question = "<p style='font-weight: bold'>Who?</p><p>A hint</p>"
    assert broken(f"{lines(filling())}{question}{table_of(60)}") == ["Who?"]


def test_a_heading_and_its_words_go_with_the_first_question() -> None:
    question = "<p style='font-weight: bold'>Which?</p><p>Answer</p>"
    part = f"<h2>Part</h2><p>Words about it</p>{question}"
    assert broken(f"{lines(filling() - 1)}{part}") == ["Part"]
    assert broken(f"{lines(2)}{part}") == []


def test_a_short_table_is_not_parted_from_its_heading_row() -> None:
    question = "<p style='font-weight: bold'>Who?</p>"
    assert broken(f"{lines(filling() - 1)}{question}{table_of(7)}{lines(20)}") == ["Who?"]


def test_the_caption_of_a_second_table_goes_with_it() -> None:
    question = "<p style='font-weight: bold'>Who?</p>"
    caption = f"<p style='-qt-user-state: {CAPTION_MARK}'>Part 2</p>"
    two = f"{question}{table_of(10)}{caption}{table_of(6)}"
    assert broken(f"{lines(2)}{two}") == ["Part 2"]


def test_a_heading_that_begins_a_page_already_is_left_alone() -> None:
    html = f"{lines(filling())}<h2 style='page-break-before: always'>Part</h2><p>One</p>"
    assert broken(html) == ["Part"]
