"""The contents list what applies now, once, with what there is to say of it."""

from dataclasses import replace

import pytest
from filled_practice import filled
from filling import answer, row, say, sheet_of, stocktake
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.contents import (
    Entry,
    Facts,
    Filter,
    Mark,
    Reason,
    entries,
    minutes_left,
    section_title,
    sections_touched,
    short_label,
)
from stocktake.questionnaire.loading import load_form, shipped_form
from stocktake.questionnaire.numbering import numbers
from stocktake.questionnaire.progress import progress
from stocktake.questionnaire.sheet import Sheet

FORM = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[section]]
id = "a"
title = "Section A"
minutes_core = 10
[[section.question]]
id = "a.one"
type = "number"
label = "How many rooms are there in all? Count only those in use."
maximum = 100
warn_above = 50
[[section.question]]
id = "a.two"
type = "text"
label = "Two"
relevant = "${a.one} > 10"
[[section.question]]
id = "a.young"
type = "number"
label = "Under 5"
group = "ages"
group_label = "Patients by age"
[[section.question]]
id = "a.old"
type = "number"
label = "Over 80"
group = "ages"
[[section.question]]
id = "a.rate"
type = "rating"
label = "How well?"
domain = "access"
anchors = ["a", "b", "c", "d", "e"]
"""


@pytest.fixture
def sheet() -> Sheet:
    """A sheet of a small form."""
    return sheet_of(load_form(FORM, "t"))


def by_id(sheet: Sheet, facts: Facts | None = None) -> dict[str, Entry]:
    return {each.id: each for each in entries(sheet, "a", facts or Facts())}


def test_each_question_asked_stands_once_with_its_companions_folded_away(sheet: Sheet) -> None:
    assert list(by_id(sheet)) == ["a.one", "a.young", "a.rate"]
    assert by_id(sheet)["a.young"].ids == ("a.young", "a.old")
    assert by_id(sheet)["a.young"].label == "Patients by age"
    assert by_id(sheet)["a.rate"].ids == ("a.rate",)


def test_a_hidden_question_stands_only_while_its_answer_opens_it(sheet: Sheet) -> None:
    answer(sheet, a__one=20)
    assert "a.two" in by_id(sheet)
    answer(sheet, a__one=5)
    assert "a.two" not in by_id(sheet)


def test_numbers_are_those_of_the_page_whatever_is_hidden(sheet: Sheet) -> None:
    assert [each.number for each in entries(sheet, "a")] == ["1.1", "1.3", "1.4"]


def test_a_row_of_boxes_is_answered_when_every_box_is(sheet: Sheet) -> None:
    answer(sheet, a__young=3)
    assert by_id(sheet)["a.young"].state is State.BLANK
    answer(sheet, a__old=4)
    assert by_id(sheet)["a.young"].state is State.ANSWERED


def test_marks_say_what_an_answer_carries(sheet: Sheet) -> None:
    answer(sheet, a__one=5)
    one = sheet.answers.get("a.one")
    marked = replace(one, note="Ask Pat", evidence=("list.pdf",), estimate=True)
    sheet.enter(Address("a.one"), replace(marked, carried_forward=True))
    found = by_id(sheet)["a.one"]
    assert found.marks == (Mark.UNCONFIRMED, Mark.ESTIMATE, Mark.NOTE, Mark.EVIDENCE)
    assert found.reasons == (Reason.CONFIRM,)
    assert found.is_unfinished
    assert found.in_words == (
        "1.1 How many rooms are there in all, answered, carried forward, not confirmed, "
        "an estimate, has a note, has evidence"
    )


def test_an_unlikely_figure_is_a_problem_until_a_reason_is_given(sheet: Sheet) -> None:
    answer(sheet, a__one=60)
    found = by_id(sheet)["a.one"]
    assert found.is_in(Filter.PROBLEMS)
    assert found.problem.startswith("This is higher than usual")
    one = sheet.answers.get("a.one")
    sheet.enter(Address("a.one"), replace(one, reasons={"unlikely:a.one": "A new building"}))
    assert not by_id(sheet)["a.one"].is_in(Filter.PROBLEMS)


def test_a_note_alone_never_makes_a_question_answered(sheet: Sheet) -> None:
    sheet.enter(Address("a.one"), Answer(note="Ask Pat"))
    found = by_id(sheet)["a.one"]
    assert found.reasons == (Reason.STILL,)
    assert Mark.NOTE in found.marks


def test_come_back_later_and_not_known_have_a_filter_each(sheet: Sheet) -> None:
    say(sheet, "a.one", State.COME_BACK_LATER)
    say(sheet, "a.rate", State.NOT_KNOWN)
    found = by_id(sheet)
    assert [name for name in found if found[name].is_in(Filter.COME_BACK)] == ["a.one"]
    assert [name for name in found if found[name].is_in(Filter.NOT_KNOWN)] == ["a.rate"]
    assert [name for name in found if found[name].is_in(Filter.TO_DO)] == ["a.one", "a.young"]


def test_what_changed_and_who_has_a_section_come_from_the_caller(sheet: Sheet) -> None:
    facts = Facts(frozenset({"a.old"}), {"a": "With reception lead since 3 March"})
    found = by_id(sheet, facts)
    assert [name for name in found if found[name].is_in(Filter.CHANGED)] == ["a.young"]
    assert all(each.shared == "With reception lead since 3 March" for each in found.values())
    assert "changed since last year" in found["a.young"].in_words


def test_a_filter_that_could_never_hold_anything_is_not_offered() -> None:
    assert Filter.CHANGED not in Facts().filters()
    assert Filter.SHARED not in Facts().filters()
    both = Facts(frozenset({"a.one"}), {"a": "With Reception"})
    assert both.filters() == tuple(Filter)


@pytest.mark.parametrize("form_id", ["practice_stocktake", "expectations"])
def test_the_contents_hold_every_question_asked_and_no_other(form_id: str) -> None:
    _, sheet = filled(form_id)
    for section in sheet.loaded.sections:
        listed = [each for line in entries(sheet, section.id) for each in line.ids]
        asked = [each.id for each in sheet.questions(section.id)]
        assert listed == [each for each in asked if each not in sheet.loaded.companion_ids]


@given(st.data())
def test_the_filters_divide_a_form_between_what_is_done_and_what_is_to_do(
    data: st.DataObject,
) -> None:
    sheet = stocktake()
    ids = [each.id for each in sheet.questions("demand") if each.type != "table"]
    for name in data.draw(st.lists(st.sampled_from(ids), max_size=8, unique=True)):
        state = data.draw(st.sampled_from(list(State)))
        carried = data.draw(st.booleans())
        sheet.enter(Address(name), Answer("1", state, carried_forward=carried))
    lines = entries(sheet, "demand")
    to_do = {each.id for each in lines if each.is_in(Filter.TO_DO)}
    why = {reason: {e.id for e in lines if reason in e.reasons} for reason in Reason}
    assert to_do == set().union(*why.values())
    assert why[Reason.STILL].isdisjoint(why[Reason.COME_BACK])
    assert why[Reason.COME_BACK] == {e.id for e in lines if e.is_in(Filter.COME_BACK)}
    done = {each.id for each in lines if not each.is_in(Filter.TO_DO)}
    assert all(each.state is not State.BLANK for each in lines if each.id in done and each.counted)
    assert to_do | done == {each.id for each in lines if each.is_in(Filter.ALL)}


def test_an_empty_list_of_things_to_do_means_the_count_is_whole() -> None:
    sheet = stocktake("express")
    before = [each for each in entries(sheet, "demand") if each.reasons]
    assert before
    for each in before:
        for name in each.ids:
            say(sheet, name, State.NOT_APPLICABLE)
    assert not [each for each in entries(sheet, "demand") if each.reasons]
    found = progress(sheet, "demand")
    assert found.dealt_with == found.total


def test_short_labels_fit_a_list_and_are_cut_between_words() -> None:
    assert short_label("How many rooms? Count them.") == "How many rooms"
    assert short_label("Share of calls (per cent)") == "Share of calls"
    long = "What would have to change before the practice could take on another hundred patients"
    assert short_label(long) == "What would have to change before the practice could take on…"
    assert short_label("?") == "?"
    for question in shipped_form("practice_stocktake").questions.values():
        assert 0 < len(short_label(question.label)) <= 61


def test_a_section_is_known_by_its_place_and_a_card_by_its_id() -> None:
    stocktake_form, cards = shipped_form("practice_stocktake"), shipped_form("expectations")
    demand = stocktake_form.section_by_id["demand"]
    assert section_title(stocktake_form, demand) == "3. Demand and access"
    card = cards.section_by_id["ACC-01"]
    assert section_title(cards, card) == f"ACC-01 {card.title}"
    own = cards.sections[0]
    assert section_title(cards, own) == own.title
    added = structs.replace(card, id="LOC-hub00001", title="Weekend hub")
    assert section_title(cards, added) == "Weekend hub"
    assert numbers(stocktake_form)[demand.questions[1].id].startswith("3.")


def test_a_change_touches_the_sections_whose_lines_it_may_alter() -> None:
    sheet = stocktake()
    changes = sheet.enter(Address("profile.list_size"), answered("9120"))
    touched = sections_touched(sheet.loaded, changes.names)
    assert "profile" in touched
    checks = [each for each in sheet.loaded.form.checks if f"check:{each.id}" in changes.names]
    assert {sheet.loaded.section_of[on].id for c in checks for on in c.on} <= touched
    assert sections_touched(sheet.loaded, frozenset()) == frozenset()


def test_minutes_left_are_shared_out_over_the_questions_and_rounded_up(sheet: Sheet) -> None:
    section = sheet.loaded.sections[0]
    assert minutes_left(section, "core", 0, 3) == 10
    assert minutes_left(section, "core", 1, 3) == 7
    assert minutes_left(section, "core", 3, 3) == 0
    assert minutes_left(section, "core", 0, 0) == 0


def test_a_table_brought_forward_waits_to_be_confirmed() -> None:
    sheet = stocktake()
    row(sheet, "workforce.roles", "gp_partner", wte=2)
    cell = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    sheet.answers[cell] = replace(sheet.answers[cell], carried_forward=True)
    line = next(e for e in entries(sheet, "workforce") if e.id == "workforce.roles")
    assert Mark.UNCONFIRMED in line.marks
