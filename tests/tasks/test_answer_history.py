"""The history of an answer in the words a person would use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from undoing_desk import LIST_SIZE, ROLES, TABLE, Desk

from stocktake.questionnaire.answers import Address, Answer, Origin, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.answer_history import Turn, answer_history


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "practice.stocktake")
    yield made
    made.workspace.close()


def history(desk: Desk, question: str = LIST_SIZE.question) -> tuple[Turn, ...]:
    return answer_history(desk.practice, STOCKTAKE, question)


def what(desk: Desk, question: str = LIST_SIZE.question) -> list[tuple[str, ...]]:
    return [turn.what for turn in history(desk, question)]


def test_values_and_states_are_said_in_words_newest_first(desk: Desk) -> None:
    desk.size(9000)
    now = desk.practice.sheet().answers[LIST_SIZE]
    desk.say(LIST_SIZE, replace(now, state=State.NOT_KNOWN))
    assert what(desk) == [("From 9,000 to Not known",), ("From Not answered to 9,000",)]
    latest = history(desk)[0]
    assert (latest.role, latest.place, latest.source) == ("Practice manager", "", "entered")
    assert latest.at == desk.clock.now


def test_a_choice_is_said_by_its_label(desk: Desk) -> None:
    desk.say(Address("demand.online_open"), answered("part"))
    question = desk.practice.sheet().loaded.questions["demand.online_open"]
    label = next(option.label for option in question.choice if option.code == "part")
    assert what(desk, "demand.online_open") == [(f"From Not answered to {label}",)]


def test_notes_marks_files_and_reasons_are_told(desk: Desk) -> None:
    desk.size(9000)
    changes: list[dict[str, object]] = [
        {"note": "From the list"},
        {"note": "From the April list", "note_shared": True},
        {"note": ""},
        {"estimate": True},
        {"evidence": ("list.csv",)},
        {"reasons": {"X01": "A new branch"}},
    ]
    for change in changes:
        now = desk.practice.sheet().answers[LIST_SIZE]
        desk.say(LIST_SIZE, replace(now, **change))  # type: ignore[arg-type]
    assert list(reversed(what(desk)))[1:] == [
        ("Note added: “From the list”",),
        ("Note changed to: “From the April list”", "Note may leave with the answer"),
        ("Note taken away",),
        ("Marked as an estimate",),
        ("File added: list.csv. Undo leaves it here; Remove, beside the file, takes it away",),
        ("Reason added: “A new branch”",),
    ]


def test_how_an_answer_came_is_told(desk: Desk) -> None:
    desk.say(LIST_SIZE, replace(answered(Decimal(9000)), origin=Origin.ACCEPTED))
    desk.say(LIST_SIZE, replace(answered(Decimal(9100)), origin=Origin.BROUGHT_BACK))
    desk.say(
        LIST_SIZE,
        Answer(Decimal(9200), State.ANSWERED, carried_forward=True, origin=Origin.CARRIED_FORWARD),
    )
    desk.undoing.undo()
    desk.undoing.redo()
    assert [turn.source for turn in reversed(history(desk))] == [
        "accepted from a published figure",
        "brought back",
        "carried forward",
        "undone",
        "done again",
    ]
    assert history(desk)[1].what == ("From 9,200 to 9,100",)


def test_confirming_what_was_carried_forward_is_told(desk: Desk) -> None:
    desk.say(LIST_SIZE, Answer(Decimal(9200), State.ANSWERED, carried_forward=True))
    now = desk.practice.sheet().answers[LIST_SIZE]
    desk.say(LIST_SIZE, replace(now, carried_forward=False))
    assert what(desk) == [("Confirmed",), ("From Not answered to 9,200", "To be confirmed")]


def test_a_table_tells_of_its_cells_by_row_and_column(desk: Desk) -> None:
    wte = Address(ROLES, "gp_partner", f"{ROLES}.wte")
    desk.say(wte, answered(Decimal("3.2")))
    sheet = desk.practice.sheet()
    column = sheet.loaded.fields[f"{ROLES}.wte"]
    cell = next(turn for turn in history(desk, ROLES) if turn.place.endswith(column.label))
    assert cell.what == ("From Not answered to 3.2",)
    assert cell.place.startswith("GP partner")


def test_a_row_taken_out_is_still_called_by_its_name(desk: Desk) -> None:
    desk.weakness("aaaaaaaa", "Phones jam")
    desk.weakness("bbbbbbbb", "Doors")
    desk.practice.order_rows(STOCKTAKE, TABLE, ("bbbbbbbb", "aaaaaaaa"))
    desk.practice.remove_row(STOCKTAKE, TABLE, "aaaaaaaa")
    said = [line for lines in what(desk, TABLE) for line in lines]
    assert "Row taken out: Phones jam" in said
    assert "Row added: Phones jam" in said
    assert "Rows put in another order" in said


def test_a_paste_is_called_one(desk: Desk) -> None:
    cell = Address(TABLE, "aaaaaaaa", f"{TABLE}.weakness")
    desk.practice.enter_all(STOCKTAKE, {cell: answered("Phones")}, "Pasted")
    assert {turn.source for turn in history(desk, TABLE)} == {"pasted"}


def test_a_long_text_is_told_by_its_beginning(desk: Desk) -> None:
    cell = Address(TABLE, "aaaaaaaa", f"{TABLE}.weakness")
    desk.say(cell, answered("a" * 900))
    longest = max(len(line) for lines in what(desk, TABLE) for line in lines)
    assert longest < 260


def test_only_as_many_as_are_asked_for_are_told(desk: Desk) -> None:
    for size in range(9):
        desk.size(size)
    assert len(answer_history(desk.practice, STOCKTAKE, LIST_SIZE.question, most=3)) == 3
    assert history(desk, "no.such.question") == ()
