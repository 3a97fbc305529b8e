"""Every sign has its words, and every state a shape of its own."""

from stocktake.questionnaire.answers import State
from stocktake.questionnaire.contents import Entry, Mark
from stocktake.questionnaire.finding import Hit, Part
from stocktake.questionnaire.progress import Progress, Status
from stocktake.ui.contents.row_words import (
    MARK_SIGNS,
    STATE_SIGNS,
    entry_row,
    hit_row,
    section_group,
    to_do_row,
)


def entry(state: State = State.BLANK, marks: tuple[Mark, ...] = (), problem: str = "") -> Entry:
    label = "How many rooms are there? Count all."
    return Entry("a.1", ("a.1",), "a", "1.1", label, state, True, marks, problem)


def test_every_state_and_mark_has_a_shape_of_its_own() -> None:
    assert set(STATE_SIGNS) == set(State)
    assert len({sign.icon for sign in STATE_SIGNS.values()}) == len(State)
    assert set(MARK_SIGNS) == set(Mark)
    assert len({sign.icon for sign in MARK_SIGNS.values()}) == len(Mark)


def test_the_words_of_a_question_say_what_its_signs_show() -> None:
    found = entry_row(entry(State.NOT_KNOWN, (Mark.NOTE,)))
    assert found.words == "How many rooms are there"
    assert found.said == "1.1 How many rooms are there, not known, has a note"


def test_a_section_says_its_status_and_count_and_who_has_it() -> None:
    found = section_group("a", "1. Rooms", Progress(Status.IN_PROGRESS, 14, 22), "With Reception")
    assert found.line == "In progress, 14 of 22, With Reception"
    assert found.said == "1. Rooms, In progress, 14 of 22, With Reception"
    assert section_group("a", "1. Rooms", None).said == "1. Rooms"


def test_a_hit_says_its_state_where_the_words_stand_and_a_few_of_them() -> None:
    found = hit_row(Hit("f", entry(State.ANSWERED), Part.NOTE, "…ask the builder"))
    assert found.line == "Answered. In your note: …ask the builder"
    plain = hit_row(Hit("f", entry(), Part.QUESTION, "How many"))
    assert plain.line == "Not answered"
    title = hit_row(Hit("f", entry(), Part.SECTION, "Rooms"))
    assert title.line == "Not answered. In the title of its section"


def test_a_thing_to_do_says_what_to_do() -> None:
    wrong = to_do_row(entry(State.ANSWERED, (Mark.PROBLEM, Mark.UNCONFIRMED), "Too many rooms"))
    assert wrong.line == "There is a problem: Too many rooms. Carried forward: confirm it"
    still = to_do_row(entry())
    assert still.line == ""
    assert still.said.endswith("Still to answer")
