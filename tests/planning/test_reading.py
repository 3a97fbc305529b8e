import tomllib
from datetime import date
from decimal import Decimal

import pytest

from stocktake.paths import shipped
from stocktake.planning.expectations import PeopleNeed
from stocktake.planning.reading import (
    read_answers,
    read_destinations,
    read_needs,
    read_top_five,
    read_weaknesses,
)
from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.scale import DOMAIN_IDS


def card(**values):
    return Answers({Address(f"ACC-01.{name}"): answered(v) for name, v in values.items()})


def table(name, *rows):
    answers = Answers()
    for number, cells in enumerate(rows):
        for column, value in cells.items():
            answers[Address(name, f"row{number}", f"{name}.{column}")] = answered(value)
    return answers


def test_every_answer_of_a_card_is_read(catalogue):
    answers = card(
        aware="partly", applies="not_sure", ready_now=Decimal(1), level_needed=Decimal(4),
        due=date(2027, 1, 1), impact=Decimal(2), lead_months=Decimal(9), confidence="low",
        needs_oneoff=Decimal("1200.50"), needs_recurrent=Decimal(0), funding="part",
        needs_space_rooms=Decimal(1), needs_space_sessions=Decimal(2), needs_digital="Headsets",
        needs_digital_cost=Decimal(300), needs_training_staff=Decimal(4),
        needs_training_days=Decimal("0.5"), needs_partners=("pcn", "icb"), lead_role="manager",
        next_step="Write the protocol", next_step_date=date(2026, 12, 1),
        review_date=date(2027, 2, 1),
    )  # fmt: skip
    read = read_answers(answers, catalogue)["ACC-01"]
    assert (read.aware, read.applies, read.ready_now, read.level_needed) == (
        "partly", "not_sure", 1, 4,
    )  # fmt: skip
    assert (read.due, read.impact, read.lead_months) == (date(2027, 1, 1), 2, 9)
    assert (read.oneoff_gbp, read.recurrent_gbp, read.funding) == (Decimal("1200.50"), 0, "part")
    assert (read.rooms, read.room_sessions) == (1, 2)
    assert (read.digital, read.digital_gbp, read.effort_days) == ("Headsets", 300, 2)
    assert (read.partners, read.lead_role, read.confidence) == (("pcn", "icb"), "manager", "low")
    assert (read.next_step, read.next_step_date, read.review_date) == (
        "Write the protocol", date(2026, 12, 1), date(2027, 2, 1),
    )  # fmt: skip


class Watched(Answers):
    """Answers that remember which fields were asked for."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.asked_for = set()

    def get(self, question, row="", column=""):
        self.asked_for.add(column or question)
        return super().get(question, row, column)


def field_ids(questions):
    for question in questions:
        yield question["id"]
        yield from (column["id"] for column in question.get("column", ()))


def form_questions(name):
    form = tomllib.loads((shipped("forms") / f"{name}.toml").read_text(encoding="utf-8"))
    own = [question for section in form.get("section", ()) for question in section["question"]]
    return set(field_ids(own)), set(field_ids(form.get("card", {}).get("question", ())))


def test_every_name_read_from_a_card_is_one_the_card_asks(catalogue):
    _, asked = form_questions("expectations")
    watched = Watched((), {"ACC-01.needs_people": ["r1"]})
    read_answers(watched, catalogue)
    names = {name.removeprefix("ACC-01.") for name in watched.asked_for if "ACC-01." in name}
    assert names
    assert names - asked == set()


def test_every_name_read_from_the_stocktake_is_one_it_asks():
    asked, _ = form_questions("practice_stocktake")
    tables = ("resilience.needs", "demand.weaknesses", "plan.top5")
    watched = Watched((), {name: ["r1"] for name in tables})
    watched[Address("resilience.needs", "r1", "resilience.needs.need")] = answered("Clerk")
    watched[Address("demand.weaknesses", "r1", "demand.weaknesses.weakness")] = answered("Phones")
    read_destinations(watched)
    read_needs(watched)
    read_weaknesses(watched)
    read_top_five(watched)
    assert watched.asked_for - asked == set()


@pytest.mark.parametrize(
    "state", [State.NOT_KNOWN, State.COME_BACK_LATER, State.BLANK, State.PREFER_NOT_TO_SAY]
)
def test_a_value_under_another_state_is_not_used(catalogue, state):
    answers = Answers({Address("ACC-01.ready_now"): Answer(value=Decimal(0), state=state)})
    assert read_answers(answers, catalogue) == {}


def test_people_are_read_from_their_table(catalogue):
    answers = table(
        "ACC-01.needs_people",
        {"role": "hca", "wte": Decimal("0.4"), "how": "recruit"},
        {"role": "pharmacist"},
        {"how": "share"},
    )
    assert read_answers(answers, catalogue)["ACC-01"].people == (
        PeopleNeed("hca", Decimal("0.4"), "recruit"),
        PeopleNeed("pharmacist", None, ""),
    )


def test_own_rows_are_read_and_unknown_ids_are_not(catalogue, row):
    answers = Answers(
        {
            Address("LOC-a.ready_now"): answered(Decimal(3)),
            Address("NEW-01.ready_now"): answered(Decimal(3)),
        }
    )
    assert set(read_answers(answers, catalogue, [row("LOC-a").row])) == {"LOC-a"}


def test_a_blank_destination_is_never_nought():
    answers = Answers({Address("dest.access"): answered(Decimal(0))})
    read = read_destinations(answers)
    assert read["access"] == 0
    assert read["voice"] is None
    assert set(read) == set(DOMAIN_IDS)


def test_needs_are_read_and_a_row_without_its_sentence_is_left_out():
    answers = table(
        "resilience.needs",
        {
            "need": "A second rota clerk", "kind": "people", "domain": "workforce",
            "provider": "us", "status": "agreed", "by_when": date(2027, 6, 1),
            "cost_once": Decimal(50), "cost_yearly": Decimal(900), "effort_days": Decimal(3),
        },
        {"kind": "money"},
    )  # fmt: skip
    (need,) = read_needs(answers)
    assert (need.id, need.need, need.by_when) == ("row0", "A second rota clerk", date(2027, 6, 1))
    assert (need.oneoff_gbp, need.yearly_gbp, need.effort_days) == (50, 900, 3)
    assert (need.status, need.provider, need.domain) == ("agreed", "us", "workforce")


def test_weaknesses_of_every_section_are_read():
    answers = table("demand.weaknesses", {"weakness": "Phones at 8am", "impact": "high"})
    answers[Address("premises.weaknesses", "p1", "premises.weaknesses.weakness")] = answered("Damp")
    read = read_weaknesses(answers)
    assert [(w.id, w.weakness, w.impact) for w in read] == [
        ("row0", "Phones at 8am", "high"),
        ("p1", "Damp", ""),
    ]


def place(number, kind="expectation", item="ACC-01"):
    return {"place": Decimal(number), "kind": kind, "item": item}


def test_the_five_are_read_in_their_order():
    answers = table(
        "plan.top5",
        place(2, "weakness", "w1"),
        place(1),
        {"kind": "need"},
        place(6),
        place(3, "wish", "x"),
    )
    answers[Address("plan.top5_confirmed_by")] = answered("partners_meeting")
    answers[Address("plan.top5_confirmed_on")] = answered(date(2026, 11, 20))
    five = read_top_five(answers)
    assert [(i.place, i.kind, i.item) for i in five.items] == [
        (1, "expectation", "ACC-01"),
        (2, "weakness", "w1"),
    ]
    assert five.is_confirmed


def test_nothing_said_is_an_empty_list():
    five = read_top_five(Answers())
    assert five.items == ()
    assert five.counted is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ready_now", Decimal(5)),
        ("ready_now", Decimal("1.5")),
        ("level_needed", Decimal(-1)),
        ("impact", Decimal(0)),
        ("lead_months", Decimal(61)),
        ("lead_months", Decimal("7E30")),
        ("due", date(1, 1, 1)),
        ("due", date(9999, 12, 31)),
        ("needs_oneoff", Decimal(-1)),
    ],
)
def test_an_answer_outside_its_limits_is_read_as_not_answered(catalogue, name, value):
    assert read_answers(card(**{name: value}), catalogue) == {}


def test_a_destination_beyond_the_scale_is_none():
    answers = Answers({Address("dest.access"): answered(Decimal(7))})
    assert read_destinations(answers)["access"] is None


def test_each_place_and_each_item_of_the_five_counts_once():
    rows = [
        {"place": Decimal(1), "kind": "expectation", "item": "ACC-01"},
        {"place": Decimal(1), "kind": "expectation", "item": "DIG-01"},
        {"place": Decimal(2), "kind": "expectation", "item": "ACC-01"},
        {"place": Decimal(3), "kind": "weakness", "item": "w1"},
    ]
    five = read_top_five(table("plan.top5", *rows))
    assert [(item.place, item.item) for item in five.items] == [(1, "ACC-01"), (3, "w1")]


@pytest.mark.parametrize(
    ("name", "read", "cells"),
    [
        ("resilience.needs", read_needs, {"need": "Rooms"}),
        ("estate.weaknesses", read_weaknesses, {"weakness": "Damp"}),
        (
            "plan.top5",
            lambda answers: read_top_five(answers).items,
            {"place": Decimal(1), "kind": "need", "item": "r1"},
        ),
    ],
)
def test_rows_of_a_table_said_not_to_apply_are_in_no_plan(name, read, cells):
    answers = table(name, cells)
    assert len(read(answers)) == 1
    answers[Address(name)] = Answer(state=State.NOT_APPLICABLE)
    assert len(read(answers)) == 0
