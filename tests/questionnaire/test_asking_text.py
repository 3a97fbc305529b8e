"""Questions and answers as text: what goes in comes out, and nothing else is taken."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.questionnaire.asking import Asking, Position
from stocktake.questionnaire.asking_text import BEGINNING, AskingFile, from_text, to_text

ASKING = Asking("a1b2", "PCN", "Title", "Text", ("Yes", "No"), date(2026, 12, 3))
WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=60)


@settings(max_examples=40)
@given(
    st.builds(
        Position,
        asking_id=st.just("a1b2"),
        asking_hash=WORDS,
        code=WORDS,
        list_size=st.none() | st.integers(0, 9_999_999).map(Decimal),
        choice=WORDS,
        comment_shared=st.booleans(),
        decided_on=st.none() | st.dates(),
        revision=st.integers(0, 999),
    ),
    WORDS,
)
def test_what_is_written_is_read_back_and_is_good_xml(position: Position, title: str) -> None:
    file = AskingFile(Asking("a1b2", title=title), position, "Stocktake 1")
    text = to_text(file)
    assert text.startswith(BEGINNING)
    again = from_text(text)
    assert again.asking.id == "a1b2"
    assert again.position is not None
    assert again.position.list_size == position.list_size
    assert to_text(again) == text
    assert fromstring(f"<a>{text}</a>").text == text


def test_characters_no_file_can_hold_are_taken_out() -> None:
    text = to_text(AskingFile(Asking("a1b2", title="One\x00\ud800 two\ufffe")))
    assert from_text(text).asking.title == "One two"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "payload"},
        {"more": 1},
        {"asking": {"id": ""}},
        {"asking": {"id": "a", "title": 7}},
        {"asking": {"id": "a", "title": "x" * 40_001}},
        {"asking": {"id": "a", "choices": ["x"] * 21}},
        {"position": {"asking_id": "a", "asking_hash": "", "list_size": "1E+90"}},
        {"position": {"asking_id": "a", "asking_hash": "", "list_size": "1E-90"}},
        {"position": {"asking_id": "a", "asking_hash": "", "list_size": "NaN"}},
        {"position": {"asking_id": "a", "asking_hash": "", "revision": -1}},
    ],
)
def test_anything_of_another_shape_is_refused(change: dict[str, object]) -> None:
    plain = {"kind": "asking", "format": 1, "asking": {"id": "a"}} | change
    with pytest.raises(StocktakeError) as refusal:
        from_text(json.dumps(plain))
    assert refusal.value.code == "damaged"


def test_a_newer_format_says_so() -> None:
    with pytest.raises(StocktakeError) as refusal:
        from_text('{"kind":"asking","format":2,"asking":[]}')
    assert refusal.value.code == "newer_format"
