"""Files joined, taken out and put in again, and what is said of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pcn_files import FELLGATE, MILLBROOK, QUAYSIDE, ST_OSWINS, sample_collection

from stocktake.merge.collection import Collection
from stocktake.merge.pcn import view
from stocktake.tasks.combine import Gathered, collection_of, inputs_of, look
from stocktake.tasks.gathering import NOTHING, joined, rows_changed, used, with_decisions, without
from stocktake.workbooks.payload import Member
from stocktake.workbooks.reading import ReadResult, Verdict


def read(name: str) -> Gathered:
    """What reading one practice's file gives, from the returns the file would hold."""
    held = [v for v in sample_collection().versions if v.provenance.file_name == name]
    members = tuple(Member(version.submission, version.provenance) for version in held)
    result = ReadResult(name, Verdict.READY, held[0].provenance.sha256, members)
    return Gathered((result,), collection_of([result]), (Path("received") / name,))


@pytest.fixture(scope="module")
def each() -> list[Gathered]:
    """The four practices' files, each read alone."""
    found = {v.provenance.sha256: v.provenance.file_name for v in sample_collection().versions}
    return [read(found[sha256]) for sha256 in sorted(found)]


def all_of(*parts: Gathered) -> Gathered:
    found = NOTHING
    for part in parts:
        found = joined(found, part).gathered
    return found


def test_one_after_the_other_is_the_same_as_all_at_once(each: list[Gathered]) -> None:
    assert all_of(*each).collection == sample_collection()
    assert all_of(*reversed(each)).collection == all_of(*each).collection


def test_the_same_file_again_is_one_and_is_told(each: list[Gathered]) -> None:
    renamed = replace(
        each[QUAYSIDE],
        results=(replace(each[QUAYSIDE].results[0], file_name="copy of it.xlsx"),),
        paths=(Path("copy of it.xlsx"),),
    )
    found = joined(all_of(*each), renamed)
    assert found.gathered == all_of(*each)
    assert found.twice == ("copy of it.xlsx",)
    assert joined(all_of(*each), each[0]).twice == (each[0].results[0].file_name,)


def test_a_file_taken_out_is_as_if_it_had_never_come(each: list[Gathered]) -> None:
    assert without(all_of(*each), MILLBROOK) == all_of(
        each[QUAYSIDE], each[ST_OSWINS], each[FELLGATE]
    )


def test_a_password_that_opens_a_file_takes_the_place_of_the_refusal(each: list[Gathered]) -> None:
    path = each[QUAYSIDE].paths[0]
    locked = Gathered(
        (ReadResult(path.name, Verdict.PASSWORD, each[QUAYSIDE].results[0].sha256),),
        Collection(),
        (path,),
    )
    before = all_of(locked, each[MILLBROOK])
    assert used(before) == 1
    after = joined(before, each[QUAYSIDE])
    assert [result.verdict for result in after.gathered.results] == [Verdict.READY] * 2
    assert after.gathered.collection == all_of(*each[:2]).collection
    assert after.twice == ()


def test_a_file_saved_again_at_its_place_replaces_what_lay_there(each: list[Gathered]) -> None:
    moved = replace(each[MILLBROOK], paths=each[QUAYSIDE].paths)
    after = joined(all_of(each[QUAYSIDE], each[FELLGATE]), moved).gathered
    assert after.collection == all_of(each[FELLGATE], each[MILLBROOK]).collection


def test_decisions_made_here_outlive_a_file_that_is_taken_out(each: list[Gathered]) -> None:
    version = each[QUAYSIDE].collection.versions[0]
    made = each[QUAYSIDE].collection.decide(version, "PCN lead", date(2026, 11, 22), "newer")
    gathered = with_decisions(all_of(*each), made.decisions)
    assert without(gathered, MILLBROOK).collection.decisions == made.decisions


def test_a_late_file_is_said_to_change_only_its_own_row(each: list[Gathered]) -> None:
    before = look(all_of(each[QUAYSIDE], each[ST_OSWINS], each[MILLBROOK]).collection)
    late = inputs_of(all_of(*each).collection)
    told = rows_changed(before, view(replace(late, letters=before.letters)))
    assert told.words == (
        "The row of practice A is new. The rows of the other 3 practices are as they were."
    )
    assert rows_changed(before, before).words == "No practice's row changed."


def test_a_practice_that_is_gone_or_changed_is_named(each: list[Gathered]) -> None:
    two, one = (
        look(all_of(*each[:2]).collection),
        look(all_of(each[QUAYSIDE]).collection),
    )
    assert rows_changed(two, one).words == (
        "The row of Millbrook is gone. The row of the other practice is as it was."
    )
    signed = replace(two, answered=tuple(replace(a, sign_off="signed v2") for a in two.answered))
    assert rows_changed(two, signed).words == "The rows of Millbrook and Quayside changed."


def test_the_letter_of_a_practice_stays_when_another_unnamed_one_comes(
    each: list[Gathered],
) -> None:
    first = look(each[FELLGATE].collection)
    late = inputs_of(all_of(each[FELLGATE], each[QUAYSIDE]).collection)
    hidden = tuple(
        replace(member, show_name=False, return_id="" if member.code not in first.letters else "z")
        for member in late.members
    )
    after = view(replace(late, members=hidden, letters=first.letters))
    (code,) = first.letters
    assert after.letters[code] == first.letters[code] == "A"
    assert sorted(after.letters.values()) == ["A", "B"]
    assert rows_changed(first, after).same == 1
