"""Marks, share-outs and sign-offs of another desk: taken in, or told with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desks import NOW, ROLE, ROUND, AtDesk, two_desks

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.shared_out import SharedIn, SharedOut, ShareStanding
from stocktake.store.sign_offs import Signing
from stocktake.tasks.desk_copy import Standing
from stocktake.tasks.desk_differences import DeskDifferences
from stocktake.tasks.desk_kept import settle
from stocktake.tasks.desk_taking import take_in, take_in_rest
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.shared_with import with_whom
from stocktake.tasks.undoing import Undoing

TEXT, OTHER = "profile.known_changes", "services.could_take_on"
SIGNING = Signing("A Partner", "Partner", NOW.date(), "It is so")
SHARED = SharedOut("a1b2c3d4", ("demand",), "Priya", NOW, baseline="what went", role=ROLE)
OAKS = Subject("practice", "A81002", "The Oaks Practice")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    """Both with the same answers to begin with, and with a change of its own at Desk 1."""
    for one, three in two_desks(tmp_path):
        one.answer(TEXT, "as agreed")
        one.write()
        three.carry_on(three.look())
        OpenPractice(one.workspace, OAKS, ROUND, ROLE).enter(
            STOCKTAKE, Address(TEXT), answered("only here")
        )
        yield one, three


def number(desk: AtDesk) -> int:
    return desk.practice.open_return(STOCKTAKE).id


def apart(desks: tuple[AtDesk, AtDesk]) -> tuple[Standing, DeskDifferences]:
    one, three = desks
    three.write()
    found = one.look()
    return found, one.differences(found)


def lines(found: DeskDifferences) -> list[str]:
    return [line for each in found.besides for line in each.lines]


def finish(desk: AtDesk, standing: Standing, found: DeskDifferences) -> None:
    for one in found.practices:
        take_in(desk.workspace, one, {}, ROLE)
    take_in_rest(desk.workspace, standing, found, ROLE)
    assert desk.workspace.problems() == []
    again = desk.differences(standing)
    assert (again.practices, again.begun, again.besides) == ((), (), ())
    settle(desk.workspace, standing, desk.desk, NOW)


def test_sections_completed_at_the_other_desk_are_completed_here_too(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    for section in ("admin", "demand"):
        three.practice.mark_section(STOCKTAKE, section, done=True)
    standing, found = apart(desks)
    assert lines(found) == [
        "Marked as completed at Desk 3: About this stocktake, Demand and access",
    ]
    assert found.besides[0].where == "Quayside Surgery, 2026/27, Where are we now?"
    finish(one, standing, found)
    practice = one.practice
    assert practice.open_return(STOCKTAKE).done == {"admin", "demand"}
    step = Undoing(practice).undo()
    assert step.words == "completing About this stocktake and 1 other section"
    assert practice.open_return(STOCKTAKE).done == set()


def test_a_mark_follows_the_desk_that_changed_it_last(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.practice.mark_section(STOCKTAKE, "demand", done=True)
    three.practice.mark_section(STOCKTAKE, "admin", done=True)
    standing, found = apart(desks)
    finish(one, standing, found)
    assert one.practice.open_return(STOCKTAKE).done == {"admin", "demand"}
    one.write()
    three.carry_on(three.look())
    one.practice.mark_section(STOCKTAKE, "profile", done=True)
    three.practice.mark_section(STOCKTAKE, "demand", done=False)
    standing, found = apart(desks)
    assert lines(found) == ["Opened again at Desk 3: Demand and access"]
    finish(one, standing, found)
    assert one.practice.open_return(STOCKTAKE).done == {"admin", "profile"}


def test_what_was_shared_out_there_is_with_them_here_too(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    three.workspace.shared_out.add(number(three), SHARED)
    standing, found = apart(desks)
    assert lines(found) == ["Shared out to Priya on 22 November 2026: Demand and access"]
    finish(one, standing, found)
    assert with_whom(one.practice, STOCKTAKE) == {"demand": "With Priya since 22 November"}
    kept = one.workspace.shared_out.one(number(one), "a1b2c3d4")
    assert kept is not None
    assert kept.baseline == "what went"


def test_what_came_back_there_is_back_here_and_asks_nothing_twice(tmp_path: Path) -> None:
    for one, three in two_desks(tmp_path):
        one.answer(TEXT, "as agreed")
        one.workspace.shared_out.add(number(one), SHARED)
        one.write()
        three.carry_on(three.look())
        one.answer(OTHER, "only here")
        theirs = three.workspace.shared_out
        theirs.settle(number(three), "a1b2c3d4", {"answer:demand.calls_month": ("12",)}, "abc")
        theirs.end(number(three), "a1b2c3d4", ShareStanding.BACK, "abc")
        standing, found = apart((one, three))
        assert lines(found) == ["Back from Priya: Demand and access"]
        finish(one, standing, found)
        assert with_whom(one.practice, STOCKTAKE) == {}
        kept = one.workspace.shared_out.one(number(one), "a1b2c3d4")
        assert kept is not None
        assert kept.settled == {"answer:demand.calls_month": ("12",)}


def test_after_a_removal_for_good_nothing_of_what_went_out_comes_back(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    three.workspace.shared_out.add(number(three), SHARED)
    one.workspace.removal.answer(number(one), Address(TEXT), role=ROLE)
    standing, found = apart(desks)
    finish(one, standing, found)
    kept = one.workspace.shared_out.one(number(one), "a1b2c3d4")
    assert kept is not None
    assert kept.baseline == ""


def test_a_sign_off_is_taken_in_with_the_answers_that_were_signed(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    three.answer(TEXT, "as it was signed")
    three.workspace.attachments.attach(number(three), Address(TEXT), "rota.pdf", b"%PDF", role=ROLE)
    three.practice.mark_section(STOCKTAKE, "admin", done=True)
    (signed,) = three.workspace.sign_offs.sign([number(three)], SIGNING, role=ROLE)
    standing, found = apart(desks)
    assert found.practices == found.told == ()
    assert lines(found) == [
        "Marked as completed at Desk 3: About this stocktake",
        "Signed off at Desk 3 on 22 November 2026 as version 1, with the answers as they were "
        "signed",
    ]
    finish(one, standing, found)
    here = one.workspace.sign_offs.standing(number(one))
    assert here is not None
    assert (here.sha256, here.said) == (signed.sha256, SIGNING)
    copy = one.workspace.sign_offs.frozen(here)
    assert copy == three.workspace.sign_offs.frozen(signed)
    now = one.workspace.returns.to_submission(number(one))
    assert (now.revision, now.answers) == (copy.revision, copy.answers)
    assert one.workspace.attachments.content(number(one), Address(TEXT), "rota.pdf") == b"%PDF"
    assert not one.practice.may_change(STOCKTAKE)
    assert Undoing(one.practice).next_undo() is None


def test_a_sign_off_of_answers_changed_here_since_stays_behind_and_says_why(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    one.answer(TEXT, "changed here")
    three.workspace.sign_offs.sign([number(three)], SIGNING, role=ROLE)
    standing, found = apart(desks)
    (told,) = found.told
    assert told.what == "It was signed off at Desk 3 and has been changed here since."
    assert "What was signed is not what is here now" in told.how_to_fix
    assert lines(found) == []
    finish(one, standing, found)
    assert one.workspace.sign_offs.of(number(one)) == ()
    assert one.said(TEXT) == "changed here"


def test_signed_at_both_desks_each_keeps_its_own(desks: tuple[AtDesk, AtDesk]) -> None:
    for desk in desks:
        said = replace(SIGNING, statement=f"It is so at {desk.desk.name}")
        desk.workspace.sign_offs.sign([number(desk)], said, role=ROLE)
    _, found = apart(desks)
    assert [each.what for each in found.told] == [
        "It was signed off at Desk 3 too, apart from here."
    ]
    assert found.besides == ()


def test_reopened_there_stays_signed_here_and_is_told(tmp_path: Path) -> None:
    for one, three in two_desks(tmp_path):
        one.answer(TEXT, "as agreed")
        one.workspace.sign_offs.sign([number(one)], SIGNING, role=ROLE)
        one.write()
        three.carry_on(three.look())
        OpenPractice(one.workspace, OAKS, ROUND, ROLE).enter(
            STOCKTAKE, Address(TEXT), answered("only here")
        )
        three.workspace.sign_offs.reopen(number(three), "A slip", role=ROLE)
        three.practice.mark_section(STOCKTAKE, "admin", done=True)
        standing, found = apart((one, three))
        assert [each.what for each in found.told] == [
            "It was reopened at Desk 3.",
            "Sections were marked at Desk 3 as completed, or opened again.",
        ]
        finish(one, standing, found)
        assert one.workspace.sign_offs.standing(number(one)) is not None


def test_what_was_begun_there_comes_with_all_that_was_said_of_it(
    desks: tuple[AtDesk, AtDesk],
) -> None:
    one, three = desks
    elms = Subject("practice", "A81003", "The Elms Surgery")
    practice = OpenPractice(three.workspace, elms, ROUND, ROLE)
    practice.enter(STOCKTAKE, Address(TEXT), answered("begun there"))
    practice.mark_section(STOCKTAKE, "admin", done=True)
    there = practice.open_return(STOCKTAKE).id
    three.workspace.attachments.attach(there, Address(TEXT), "rota.pdf", b"%PDF", role=ROLE)
    three.workspace.shared_in.add(there, SharedIn("b1", ("admin",), (), "Manager", None, NOW))
    three.workspace.sign_offs.sign([there], SIGNING, role=ROLE)
    standing, found = apart(desks)
    finish(one, standing, found)
    here = OpenPractice(one.workspace, elms, ROUND, ROLE)
    mine = here.open_return(STOCKTAKE).id
    assert here.open_return(STOCKTAKE).done == {"admin"}
    assert here.signed(STOCKTAKE) is not None
    assert one.workspace.attachments.content(mine, Address(TEXT), "rota.pdf") == b"%PDF"
    assert [each.share_id for each in one.workspace.shared_in.of(mine)] == ["b1"]
