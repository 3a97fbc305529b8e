"""What two desks changed apart: three ways, practice by practice, and what cannot be taken in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from desks import NOW, ROLE, AtDesk, two_desks

from stocktake.questionnaire.answers import BLANK, Address, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE
from stocktake.questionnaire.submission import Subject
from stocktake.store.sign_offs import Signing
from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.tasks.desk_differences import DeskDifferences
from stocktake.tasks.desk_kept import settle
from stocktake.tasks.desk_taking import add_begun, arriving_evidence, take_in
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision

TEXT, OTHER = "profile.known_changes", "services.could_take_on"
LIST_SIZE = Address("profile.list_size")
OAKS = Subject("practice", "A81002", "The Oaks Practice")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    """Both with the same answers to begin with."""
    for one, three in two_desks(tmp_path):
        one.answer(TEXT, "as agreed")
        one.practice.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(9120)))
        one.write()
        three.carry_on(three.look())
        yield one, three


def apart(desks: tuple[AtDesk, AtDesk]) -> tuple[Standing, DeskDifferences]:
    """Desk 3 saves its copy, and Desk 1 looks at it."""
    one, three = desks
    three.write()
    found = one.look()
    assert found.verdict is Verdict.BOTH_MOVED
    return found, one.differences(found)


def listed(found: DeskDifferences) -> list[tuple[str, str, str, Decision | None]]:
    return [
        (each.address.question, each.ours_words, each.theirs_words, each.proposed)
        for one in found.practices
        for _, each in one.returned.differences
    ]


def test_what_only_one_desk_changed_needs_no_decision(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(OTHER, "only here")
    three.answer(TEXT, "only there")
    _, found = apart(desks)
    assert listed(found) == [(TEXT, "as agreed", "only there", Decision.THEIRS)]


def test_what_both_changed_is_for_a_person_to_decide(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "ours")
    three.answer(TEXT, "theirs")
    _, found = apart(desks)
    assert listed(found) == [(TEXT, "ours", "theirs", None)]


def test_an_answer_taken_away_there_is_never_taken_away_here_unasked(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer(OTHER, "something else")
    three.practice.enter(STOCKTAKE, LIST_SIZE, BLANK)
    _, found = apart(desks)
    assert listed(found) == [("profile.list_size", "9,120", "Not answered", None)]


def test_what_was_changed_and_changed_back_here_gives_way(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "a moment's thought")
    one.answer(TEXT, "as agreed")
    three.answer(TEXT, "theirs")
    _, found = apart(desks)
    assert listed(found) == [(TEXT, "as agreed", "theirs", Decision.THEIRS)]


def test_taking_in_is_one_change_that_names_the_desk(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(OTHER, "only here")
    three.answer(TEXT, "only there")
    _, found = apart(desks)
    done = take_in(one.workspace, found.practices[0], {}, ROLE)
    assert done.words == "1 answer was taken in."
    assert (one.said(TEXT), one.said(OTHER)) == ("only there", "only here")
    last = one.workspace.history.of(one.practice.open_return(STOCKTAKE).id)[-1]
    assert last.by.note == "Brought back from Desk 3"


def expect(desk: AtDesk, row: str, title: str) -> None:
    said = {"title": title, "domain": "access", "due": NOW.date(), "level": Decimal(3)}
    desk.practice.enter_all(
        EXPECTATIONS,
        {
            Address(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{name}"): answered(value)
            for name, value in said.items()
        },
    )


def test_an_expectation_added_there_comes_with_what_its_card_says(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    expect(one, "hub00001", "Weekend hub")
    one.write()
    three.carry_on(three.look())
    ready, here = Address("LOC-bus00001.ready_now"), Address("LOC-hub00001.ready_now")
    expect(three, "bus00001", "Health bus")
    three.practice.enter(EXPECTATIONS, ready, answered(Decimal(2)))
    three.practice.enter(EXPECTATIONS, here, answered(Decimal(1)))
    one.practice.remove_row(EXPECTATIONS, OWN_ROWS_TABLE, "hub00001")
    _, found = apart(desks)
    assert any("“Weekend hub” was taken out" in each.what for each in found.told)
    take_in(one.workspace, found.practices[0], {}, ROLE)
    one.practice.reload(EXPECTATIONS)
    sheet = one.practice.sheet(EXPECTATIONS)
    assert sheet.loaded.section_by_id["LOC-bus00001"].title == "Health bus"
    assert sheet.answers[ready].value == Decimal(2)
    assert here not in set(sheet.answers)


def test_what_was_decided_is_not_asked_again_of_the_same_copy(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer(TEXT, "ours")
    three.answer(TEXT, "theirs")
    found, differing = apart(desks)
    ((form, each),) = differing.practices[0].returned.differences
    take_in(one.workspace, differing.practices[0], {(form, *each.key): Decision.OURS}, ROLE)
    assert listed(one.differences(found)) == []


def test_rows_and_cells_of_tables_are_compared(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    cell = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    one.practice.enter(STOCKTAKE, cell, answered(Decimal(3)))
    three.practice.enter(STOCKTAKE, cell, answered(Decimal(4)))
    new = Address("demand.weaknesses", "a1b2c3d4", "demand.weaknesses.weakness")
    three.practice.enter(STOCKTAKE, new, answered("Phones are jammed"))
    _, found = apart(desks)
    assert ("demand.weaknesses", "Not answered", "Phones are jammed", Decision.THEIRS) in listed(
        found
    )
    assert ("workforce.roles", "3.0", "4.0", None) in listed(found)


def test_a_practice_begun_there_is_added_whole(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(OTHER, "here")
    oaks = OpenPractice(three.workspace, OAKS, "2026/27", ROLE)
    oaks.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(5000)))
    found, differing = apart(desks)
    assert [each.words for each in differing.begun] == [
        "The Oaks Practice, 2026/27, Where are we now?, 1 answer"
    ]
    add_begun(one.workspace, differing, ROLE)
    here = OpenPractice(one.workspace, OAKS, "2026/27", ROLE)
    assert here.sheet().answers[LIST_SIZE].value == Decimal(5000)
    assert one.differences(found).begun == ()


def test_what_was_deleted_here_stays_deleted_and_is_told(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    three.answer(TEXT, "more there")
    one.workspace.returns.delete(one.practice.open_return(STOCKTAKE).id, role=ROLE)
    _, found = apart(desks)
    assert found.practices == found.begun == ()
    (told,) = found.told
    assert told.where == "Quayside Surgery, 2026/27, Where are we now?"
    assert "deleted here" in told.what


def test_a_practice_whose_code_was_changed_there_is_still_the_same(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer(OTHER, "here")
    three.answer(TEXT, "theirs")
    subject = three.practice.subject
    returns = three.workspace.returns
    other = Subject("practice", "A81999", subject.name)
    returns.rename(returns.subject_id(subject, add=False), other, role=ROLE)
    _, found = apart(desks)
    assert listed(found) == [(TEXT, "as agreed", "theirs", Decision.THEIRS)]
    assert found.begun == ()


def test_a_signed_return_is_left_as_it_is_and_told(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    three.answer(TEXT, "theirs")
    signed = Signing("A Partner", "Partner", NOW.date(), "It is so")
    one.workspace.sign_offs.sign([one.practice.open_return(STOCKTAKE).id], signed, role=ROLE)
    _, found = apart(desks)
    assert found.practices == ()
    (told,) = found.told
    assert told.what.startswith("1 answer differs at Desk 3. Signed on")


def test_a_sign_off_at_the_other_desk_is_told(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "ours")
    signed = Signing("A Partner", "Partner", NOW.date(), "It is so")
    three.workspace.sign_offs.sign([three.practice.open_return(STOCKTAKE).id], signed, role=ROLE)
    _, found = apart(desks)
    assert [each.what for each in found.told] == [
        "It was signed off at Desk 3 and has been changed here since."
    ]


def test_evidence_added_there_comes_over_and_what_was_taken_away_here_does_not(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    mine, theirs = (each.practice.open_return(STOCKTAKE).id for each in desks)
    here = Address(TEXT)
    one.workspace.attachments.attach(mine, here, "gone.pdf", b"old", role=ROLE)
    one.workspace.attachments.let_go(mine, here, "gone.pdf", role=ROLE)
    for name in ("new.pdf", "gone.pdf"):
        three.workspace.attachments.attach(theirs, here, name, b"content", role=ROLE)
    found, _ = apart(desks)
    arrived = [*arriving_evidence(one.workspace, found, ROLE)]
    assert [(each.name, each.done) for each in arrived] == [("new.pdf", 0), ("new.pdf", 7)]
    assert one.workspace.attachments.content(mine, here, "new.pdf") == b"content"
    assert one.practice.sheet().answers[here].evidence == ("new.pdf",)
    assert one.practice.sheet().answers[here].state is State.ANSWERED
    assert [*arriving_evidence(one.workspace, found, ROLE)] == []


def test_nothing_is_changed_by_comparing(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "ours")
    three.answer(TEXT, "theirs")
    before = one.workspace.change_counter
    apart(desks)
    assert one.workspace.change_counter == before


def test_once_settled_the_other_desk_carries_on_from_what_was_decided(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer(TEXT, "ours")
    three.answer(TEXT, "theirs")
    found, differing = apart(desks)
    ((form, each),) = differing.practices[0].returned.differences
    take_in(one.workspace, differing.practices[0], {(form, *each.key): Decision.BOTH}, ROLE)
    settle(one.workspace, found, one.desk, NOW)
    one.write()
    three.carry_on(three.look())
    answer = three.practice.sheet().answers.get(TEXT)
    assert answer.value == "ours"
    assert "Desk 3 answered: theirs" in answer.note
