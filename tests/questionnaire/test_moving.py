"""Answers laid over a newer version of their form."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from two_forms import trial

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value, answered
from stocktake.questionnaire.form_changes import form_changes
from stocktake.questionnaire.moving import Moved, move

Questions = dict[str, dict[str, Any]]

GIVEN = Answers(
    {
        Address("a.calls"): answered(Decimal(4300)),
        Address("a.open"): answered("late"),
        Address("a.rate"): answered(Decimal(3)),
        Address("a.said"): Answer("Good", State.ANSWERED, note="At the meeting"),
        Address("a.rooms", "r1", "a.rooms.name"): answered("Blue"),
        Address("a.rooms", "r1", "a.rooms.uses"): answered("Clinic"),
    }
)


def moved(change: Any = None, given: Answers = GIVEN) -> Moved:
    old, new = trial(), trial(change)
    return move(given, old, new, form_changes(old, new))


values: dict[str, st.SearchStrategy[Value]] = {
    "a.calls": st.integers(0, 9999).map(Decimal),
    "a.open": st.sampled_from(["day", "late"]),
    "a.rate": st.integers(0, 4).map(Decimal),
    "a.said": st.text("abc", min_size=1),
}


@given(st.fixed_dictionaries({}, optional=values))
def test_on_the_same_form_every_answer_stays_as_it_is(said: dict[str, Value]) -> None:
    given_ = Answers({Address(name): answered(value) for name, value in said.items()})
    found = moved(None, given_)
    assert dict(found.answers) == dict(given_.items())
    assert found.left == ()


def test_an_answer_whose_descriptions_changed_is_kept_to_be_confirmed() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.rate"]["anchors"] = ["none", "one", "two", "three", "all"]

    found = moved(change).answers
    assert found[Address("a.rate")] == Answer(Decimal(3), State.ANSWERED, carried_forward=True)
    assert not found[Address("a.calls")].carried_forward


def test_only_the_cells_of_a_column_that_means_something_else_are_to_be_confirmed() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        choices = [{"code": "clinic", "label": "Clinic"}]
        questions["a.rooms"]["column"][1] |= {"type": "choice", "choice": choices}

    found = moved(change).answers
    assert not found[Address("a.rooms", "r1", "a.rooms.name")].carried_forward
    use = found[Address("a.rooms", "r1", "a.rooms.uses")]
    assert use.value is None
    assert "Clinic" in use.note


def test_an_option_that_is_gone_leaves_its_words_in_the_note_to_come_back_to() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.open"]["choice"] = [{"code": "day", "label": "By day"}]

    found = moved(change).answers[Address("a.open")]
    assert (found.value, found.state) == (None, State.COME_BACK_LATER)
    assert found.note == "Answered before this question changed: Late too"


def test_a_number_becomes_words_where_words_are_asked_for() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.calls"]["type"] = "text"

    found = moved(change).answers[Address("a.calls")]
    assert (found.value, found.carried_forward) == ("4,300", True)


def test_one_choice_becomes_one_of_several() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.open"]["type"] = "choices"

    assert moved(change).answers[Address("a.open")].value == ("late",)


def test_words_cannot_become_a_date_and_a_note_is_added_to_once() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.said"]["type"] = "date"

    found = moved(change).answers[Address("a.said")]
    assert found.value is None
    assert found.note == "At the meeting\nAnswered before this question changed: Good"


def test_an_answer_goes_on_under_the_newer_id_of_its_question_and_of_its_table() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        table = questions["a.rooms"]
        table["id"] = "a.places"
        for column in table["column"]:
            column["id"] = column["id"].replace("a.rooms", "a.places")
        data["retired"] = [{"id": "a.rooms", "replaced_by": "a.places"}]

    found = moved(change)
    assert found.answers[Address("a.places", "r1", "a.places.name")] == answered("Blue")
    assert found.rows == {"a.places": ("r1",)}


def test_what_is_no_longer_asked_is_left_and_named() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        data["section"][0]["question"].remove(questions["a.said"])

    found = moved(change)
    assert found.left == (Address("a.said"),)
    assert Address("a.said") not in found.answers
