"""Two versions of a form side by side."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from two_forms import older_forms, trial

from stocktake.errors import Problem
from stocktake.questionnaire.form_changes import Change, Sort, catalogue_changes, form_changes
from stocktake.questionnaire.loading import (
    FormRefused,
    shipped_catalogue,
    shipped_form,
    shipped_form_ids,
)

Questions = dict[str, dict[str, Any]]


def only(change: Any) -> Change:
    """The one thing that became different by a change."""
    found = form_changes(trial(), trial(change)).questions
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("form_id", shipped_form_ids())
def test_a_form_has_not_changed_since_itself(form_id: str) -> None:
    loaded = shipped_form(form_id)
    assert not form_changes(loaded, loaded)


def test_a_new_question_and_a_withdrawn_one_are_each_others_mirror() -> None:
    def fewer(questions: Questions, data: dict[str, Any]) -> None:
        data["section"][0]["question"].remove(questions["a.said"])

    forth, back = form_changes(trial(fewer), trial()), form_changes(trial(), trial(fewer))
    assert [each.ids for each in forth.of(Sort.NEW)] == [("a.said",)]
    assert [each.old_id for each in back.of(Sort.WITHDRAWN)] == ["a.said"]
    assert back.of(Sort.WITHDRAWN)[0].title == "What do patients say?"


QUESTION_IDS = ("a.calls", "a.open", "a.rate", "a.said", "a.rooms")


@given(st.sets(st.sampled_from(QUESTION_IDS)), st.sets(st.sampled_from(QUESTION_IDS)))
def test_what_is_new_one_way_is_withdrawn_the_other(then: set[str], now: set[str]) -> None:
    def keep(ids: set[str]) -> Any:
        def change(questions: Questions, data: dict[str, Any]) -> None:
            data["section"][0]["question"] = [questions[each] for each in sorted(ids)]

        return change

    old, new = trial(keep(then)), trial(keep(now))
    forth, back = form_changes(old, new), form_changes(new, old)
    assert {each.ids[0] for each in forth.of(Sort.NEW)} == now - then
    assert {each.old_id for each in back.of(Sort.WITHDRAWN)} == now - then
    assert {each.ids[0] for each in back.of(Sort.NEW)} == then - now


@pytest.mark.parametrize(
    ("question", "key", "value", "part", "is_meaning"),
    [
        ("a.calls", "label", "How many calls a week?", "Question", False),
        ("a.calls", "hint", "From your telephone records", "Help", False),
        ("a.calls", "why", "To see demand", "Why we ask", False),
        ("a.calls", "type", "decimal", "Kind of answer", True),
        ("a.calls", "unit", "calls a week", "Counted in", True),
        ("a.open", "choice", [{"code": "day", "label": "By day"}], "Options", True),
        ("a.rate", "anchors", ["none", "one", "two", "three", "all"], "Descriptions", True),
    ],
)
def test_each_part_that_changed_is_named_with_what_it_was(
    question: str, key: str, value: object, part: str, is_meaning: bool
) -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions[question][key] = value

    found = only(change)
    assert found.sort is Sort.CHANGED
    assert [each.part for each in found.differences] == [part]
    assert found.differences[0].old != found.differences[0].new
    assert found.is_meaning == is_meaning
    assert form_changes(trial(), trial(change)).is_to_look_at(question) == is_meaning


def test_options_in_another_order_are_the_same_options() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.open"]["choice"].reverse()

    assert not form_changes(trial(), trial(change))


def test_a_column_that_came_or_went_is_a_change_of_its_table() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        questions["a.rooms"]["column"][1] = {"id": "a.rooms.size", "type": "number", "label": "m2"}

    parts = [each.part for each in only(change).differences]
    assert parts == ["Column no longer asked", "New column"]


def renamed(questions: Questions, data: dict[str, Any]) -> None:
    questions["a.said"]["id"] = "a.voice"
    data["retired"] = [{"id": "a.said", "replaced_by": "a.voice", "reason": "A clearer name"}]


def test_a_question_the_author_gave_another_id_is_renamed_and_neither_new_nor_gone() -> None:
    found = only(renamed)
    assert (found.sort, found.old_id, found.ids) == (Sort.RENAMED, "a.said", ("a.voice",))
    assert found.reason == "A clearer name"
    assert form_changes(trial(), trial(renamed)).renamed == {"a.said": "a.voice"}


def test_a_question_that_was_divided_names_its_parts_and_its_answer_is_to_be_looked_at() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        for part in ("good", "bad"):
            data["section"][0]["question"].append(
                {"id": f"a.{part}", "type": "text", "label": f"What is {part}?"}
            )
        data["section"][0]["question"].remove(questions["a.said"])
        data["retired"] = [{"id": "a.said", "split_into": ["a.good", "a.bad"]}]

    found = only(change)
    assert (found.sort, found.ids) == (Sort.SPLIT, ("a.good", "a.bad"))
    assert found.differences[0].new == "What is good?\nWhat is bad?"


def test_an_id_that_is_to_take_anothers_place_must_be_there() -> None:
    def change(questions: Questions, data: dict[str, Any]) -> None:
        data["retired"] = [{"id": "a.gone", "replaced_by": "a.nowhere"}]

    with pytest.raises(FormRefused) as refused:
        trial(change)
    problems: tuple[Problem, ...] = refused.value.problems
    assert [each.code for each in problems] == ["unknown_heir"]


def test_the_catalogue_has_not_changed_since_itself() -> None:
    assert catalogue_changes(shipped_catalogue(), shipped_catalogue()) == ()


def test_an_expectation_says_its_old_year_level_and_certainty() -> None:
    _, then = older_forms()
    found = form_changes(then, shipped_form("expectations"))
    assert not found.questions
    assert not found.on_cards
    changed = next(each for each in found.expectations if each.sort is Sort.CHANGED)
    parts = [each.part for each in changed.differences]
    assert parts[0] == "By"
    assert "How certain" in parts
    sorts = sorted(each.sort for each in found.expectations)
    assert sorts == [Sort.CHANGED, Sort.NEW, Sort.WITHDRAWN]
    gone = next(each for each in found.expectations if each.sort is Sort.WITHDRAWN)
    assert gone.title == "Something no longer expected"


def test_other_words_of_an_expectation_ask_for_its_readiness_again() -> None:
    old = shipped_form("expectations")
    assert old.catalogue is not None
    first, *rest = old.catalogue.expectations
    other = msgspec.structs.replace(first, statement="Something quite different is expected.")
    catalogue = msgspec.structs.replace(old.catalogue, expectations=(other, *rest))
    found = form_changes(old, replace(old, catalogue=catalogue))
    assert found.is_to_look_at(f"{first.id}.ready_now")
    assert not found.is_to_look_at(f"{first.id}.next_step")
    assert not found.is_to_look_at(f"{rest[0].id}.ready_now")
