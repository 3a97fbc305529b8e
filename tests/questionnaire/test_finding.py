"""Find: every word typed, wherever it stands, and never what is hidden."""

from dataclasses import replace

import pytest
from filled_practice import filled
from filling import answer, row, sheet_of, stocktake
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, State
from stocktake.questionnaire.finding import AROUND, Part, excerpt, find, folded
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.sheet import Sheet

FORM = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[section]]
id = "a"
title = "Rooms and phones"
[[section.question]]
id = "a.one"
type = "number"
label = "How many rooms are there?"
hint = "Count the café too."
[[section.question]]
id = "a.two"
type = "text"
label = "What is the second building called?"
relevant = "${a.one} > 10"
[[section.question]]
id = "a.tenure"
type = "choice"
label = "Who owns it?"
[[section.question.choice]]
code = "own"
label = "The partners"
[[section.question.choice]]
code = "lease"
label = "A landlord (lease of 21 years)"
[[section.question]]
id = "a.staff"
type = "table"
label = "Staff"
[[section.question.column]]
id = "a.staff.role"
type = "text"
label = "Job"
[[section.question]]
id = "a.rate"
type = "rating"
label = "How well does it work?"
domain = "access"
anchors = ["Nobody knows", "b", "c", "d", "e"]
"""


@pytest.fixture
def sheet() -> Sheet:
    """A sheet of a small form."""
    return sheet_of(load_form(FORM, "t"))


def found(sheet: Sheet, typed: str) -> list[tuple[str, Part]]:
    return [(hit.entry.id, hit.part) for hit in find(sheet, typed)]


def test_words_are_found_in_each_part_and_the_part_is_named(sheet: Sheet) -> None:
    row(sheet, "a.staff", "r1", role="Night porter")
    one = replace(sheet.answers.get("a.one"), note="Ask the builder")
    sheet.enter(Address("a.one"), one)
    assert found(sheet, "owns") == [("a.tenure", Part.QUESTION)]
    assert found(sheet, "landlord") == [("a.tenure", Part.CHOICES)]
    assert found(sheet, "nobody") == [("a.rate", Part.CHOICES)]
    assert found(sheet, "builder") == [("a.one", Part.NOTE)]
    assert found(sheet, "porter") == [("a.staff", Part.ANSWER)]
    assert found(sheet, "job") == [("a.staff", Part.QUESTION)]
    assert found(sheet, "1.3") == [("a.tenure", Part.QUESTION)]


def test_capitals_and_accents_make_no_difference(sheet: Sheet) -> None:
    assert found(sheet, "CAFE") == [("a.one", Part.HINT)]
    assert found(sheet, "Café") == [("a.one", Part.HINT)]
    assert find(sheet, "cafe")[0].excerpt == "Count the café too."
    assert folded("Straße ÉÀ") == "strasse ea"


def test_every_word_typed_must_stand_somewhere(sheet: Sheet) -> None:
    assert found(sheet, "rooms café") == [("a.one", Part.QUESTION)]
    assert found(sheet, "rooms landlord") == []
    assert found(sheet, "   ") == []


def test_an_answer_is_found_in_the_words_it_is_shown_in(sheet: Sheet) -> None:
    answer(sheet, a__one=9120)
    assert found(sheet, "9,120") == [("a.one", Part.ANSWER)]
    sheet.enter(Address("a.one"), replace(sheet.answers.get("a.one"), state=State.NOT_KNOWN))
    assert found(sheet, "9,120") == []


def test_a_figure_is_found_with_its_comma_and_without(sheet: Sheet) -> None:
    answer(sheet, a__one=9120)
    for typed in ("9120", "9,120", "9,1", "9,"):
        assert found(sheet, typed) == [("a.one", Part.ANSWER)]
    assert excerpt("It was 12,000 and then 9,120 by March", ("9120",)).endswith("9,120 by March")


def test_curly_marks_and_straight_ones_are_the_same(sheet: Sheet) -> None:
    answer(sheet, a__rate=2, a__rate_evidence="The practice’s “October” rota – draft")
    for typed in ("practice's", "practice’s", '"october"', "rota - draft"):
        assert found(sheet, typed) == [("a.rate", Part.ANSWER)]


def test_what_a_companion_says_finds_its_rating(sheet: Sheet) -> None:
    answer(sheet, a__rate=2, a__rate_evidence="The October rota")
    assert found(sheet, "rota") == [("a.rate", Part.ANSWER)]


def test_the_title_of_a_section_finds_its_first_question(sheet: Sheet) -> None:
    assert found(sheet, "phones") == [("a.one", Part.SECTION)]


def test_a_hidden_question_is_never_found_though_its_answer_is_kept(sheet: Sheet) -> None:
    answer(sheet, a__one=20, a__two="The Annexe")
    assert found(sheet, "annexe") == [("a.two", Part.ANSWER)]
    answer(sheet, a__one=2)
    assert sheet.answers.get("a.two").value == "The Annexe"
    assert found(sheet, "annexe") == []


def test_an_excerpt_is_a_few_whole_words_around_what_was_found() -> None:
    text = "word " * 40 + "needle and thread " + "after " * 40
    said = excerpt(text, ("needle",))
    assert said.startswith("…word")
    assert "needle and thread" in said
    assert said.endswith("after…")
    assert len(said) <= 3 * AROUND + 3
    assert excerpt("Straße\nand  needle", ("needle",)) == "Straße and needle"


WORDS = ("reception", "monday", "nurse", "2", "list", "lease", "a", "phone", "who owns", "é")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(WORDS),
    st.sampled_from(["express", "core", "full"]),
    st.lists(st.integers(0, 400), max_size=6),
)
def test_find_gives_only_what_is_asked_now_and_each_once(
    words: str, route: str, blanked: list[int]
) -> None:
    _, whole = filled("practice_stocktake")
    sheet = Sheet(whole.loaded, whole.answers.copy(), whole.today, route)  # type: ignore[arg-type]
    asked = [q.id for s in sheet.loaded.sections for q in sheet.questions(s.id)]
    for place in blanked:
        address = Address(asked[place % len(asked)])
        sheet.enter(address, replace(sheet.answers[address], value=None, state=State.BLANK))
    hits = find(sheet, words)
    questions = sheet.loaded.questions
    assert all(sheet.is_asked(questions[each]) for hit in hits for each in hit.entry.ids)
    assert len({hit.entry.id for hit in hits}) == len(hits)


def test_more_words_never_find_more() -> None:
    sheet = stocktake()
    few = {hit.entry.id for hit in find(sheet, "phone")}
    fewer = {hit.entry.id for hit in find(sheet, "phone calls")}
    assert few
    assert fewer < few
