"""How long a route takes, and how much of that is left."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, Answer, Answers, State
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.minutes import minutes_left, on_route, section_minutes
from stocktake.questionnaire.sheet import Sheet

ROUTES = ("express", "core", "full")


def blank(form_id: str = STOCKTAKE) -> Sheet:
    return Sheet(shipped_form(form_id), Answers(), date(2026, 11, 22))


def test_before_anything_is_answered_a_route_takes_as_long_as_the_form_says() -> None:
    sheet = blank()
    assert minutes_left(sheet, "express") == 40
    # The five priorities count only once the first of them is written down.
    sections = [each for each in sheet.loaded.sections if each.id != "plan"]
    assert minutes_left(sheet, "core") == sum(each.minutes_core for each in sections)
    assert minutes_left(sheet, "full") == sum(each.minutes_full for each in sections)


def test_the_express_minutes_of_the_cards_are_those_of_the_form() -> None:
    assert minutes_left(blank(EXPECTATIONS), "express") == 15


def test_the_sections_of_the_express_route_share_its_minutes() -> None:
    sheet = on_route(blank(), "express")
    found = {each.id: section_minutes(sheet, each) for each in sheet.loaded.sections}
    assert abs(sum(found.values()) - 40) <= len(found) / 2
    assert found["dest"] == 0
    assert found["services"] > found["admin"]


def test_what_is_marked_complete_takes_no_more_time() -> None:
    sheet = blank()
    every = {each.id for each in sheet.loaded.sections}
    left = minutes_left(sheet, "core", {"demand"})
    assert left == minutes_left(sheet, "core") - 9
    assert minutes_left(sheet, "core", every) == 0


def test_looking_at_another_route_leaves_the_sheet_on_its_own() -> None:
    sheet = blank()
    other = on_route(sheet, "full")
    assert other.route == "full"
    assert sheet.route == "core"
    assert other.answers is sheet.answers


questions = st.sampled_from([each.id for each in shipped_form(STOCKTAKE).sections[2].questions])


@given(st.sets(questions, max_size=12))
def test_saying_that_something_is_not_known_never_takes_longer(names: set[str]) -> None:
    sheet = blank()
    for route in ROUTES:
        before = minutes_left(sheet, route)
        said = Answers({Address(name): Answer(state=State.NOT_KNOWN) for name in names})
        after = minutes_left(Sheet(sheet.loaded, said, sheet.today), route)
        assert after <= before


@pytest.mark.parametrize("route", ROUTES)
def test_with_everything_said_nothing_is_left(route: str) -> None:
    loaded = shipped_form(STOCKTAKE)
    said = {Address(name): Answer(state=State.NOT_KNOWN) for name in loaded.questions}
    assert minutes_left(Sheet(loaded, Answers(said), date(2026, 11, 22)), route) == 0
