"""A practice nobody knows is said to be one of the list; what came is never changed."""

from dataclasses import replace

import msgspec
from quick_files import returns_of

from stocktake.merge.collection import Collection, collect
from stocktake.merge.member import Expected
from stocktake.merge.versions import Version
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.combine_practices import (
    Unknown,
    as_said,
    identified,
    line_of,
    practice_in,
    said_to_be,
    unknown_practices,
)
from stocktake.tasks.expected import returned
from stocktake.tasks.pcn_rulings import Carried, Ruling, Rulings, records_of

ELMS = Expected("A98765", "The Elms")
LEAD = Ruling("PCN lead", "2026-11-22", "they rang")
ROUND = "2026/27"


def came_as(code: str, name: str = "Elms Surgry") -> list[Submission]:
    """A practice's returns, with another code and name."""
    return [
        replace(each, subject=replace(each.subject, code=code, name=name))
        for each in returns_of("Quayside")
    ]


def held(*returns: Submission) -> Collection:
    return collect(map(Version, returns))


def asked_about(collection: Collection, rulings: Rulings, *expected: Expected) -> list[Unknown]:
    return list(unknown_practices(collection, expected, rulings, ROUND))


def test_a_code_that_cannot_be_right_is_asked_about_and_one_not_on_the_list_too() -> None:
    wrong, other = came_as("98765"), returns_of("Millbrook")
    both = held(*wrong, *other)
    (found,) = asked_about(both, Rulings())
    assert (found.code, found.name, found.is_malformed, found.is_open) == (
        "98765",
        "Elms Surgry",
        True,
        True,
    )
    assert len(found.return_ids) == len(wrong)
    unlisted = asked_about(both, Rulings(), ELMS)
    assert [each.is_malformed for each in unlisted] == [True, False]
    assert asked_about(held(*other), Rulings(), Expected("", "millbrook")) == []


def test_a_practice_without_any_code_is_asked_about() -> None:
    (found,) = asked_about(held(*came_as("", "")), Rulings())
    assert found.is_malformed
    assert line_of(found) == ""


def test_what_was_said_makes_it_that_practice_and_taking_it_back_unmakes_it() -> None:
    collection = held(*came_as("98765"))
    (unknown,) = asked_about(collection, Rulings(), ELMS)
    said = said_to_be(Rulings(), unknown, ELMS, LEAD)
    known = identified(collection, said)
    assert {(v.identity.subject_code, v.submission.subject.name) for v in known.versions} == {
        ("A98765", "The Elms")
    }
    assert returned([ELMS], known).missing == ()
    (settled,) = asked_about(collection, said, ELMS)
    assert not settled.is_open
    assert settled.ruling is not None
    assert practice_in(settled.ruling) == ("A98765", "The Elms")
    back = said_to_be(said, unknown, None, msgspec.structs.replace(LEAD, is_added=False))
    assert identified(collection, back) == collection
    (again,) = asked_about(collection, back, ELMS)
    assert again.is_open
    assert {each.number for each in back.practices.values()} == {2}


def test_a_new_practice_stays_as_it_came_and_nobody_is_asked_again() -> None:
    collection = held(*came_as("A11111", "New Surgery"))
    (unknown,) = asked_about(collection, Rulings(), ELMS)
    said = said_to_be(Rulings(), unknown, None, LEAD)
    assert identified(collection, said) == collection
    assert not asked_about(collection, said, ELMS)[0].is_open
    assert line_of(unknown) == "A11111\tNew Surgery"


def test_a_list_of_names_alone_leaves_the_code_as_it_came() -> None:
    collection = held(*came_as("A11111"))
    (unknown,) = asked_about(collection, Rulings(), Expected("", "The Elms"))
    said = said_to_be(Rulings(), unknown, Expected("", "The Elms"), LEAD)
    subject = identified(collection, said).versions[0].submission.subject
    assert (subject.code, subject.name) == ("A11111", "The Elms")


def test_a_practice_that_puts_its_code_right_itself_is_what_it_says() -> None:
    collection = held(*came_as("98765"))
    (unknown,) = asked_about(collection, Rulings(), ELMS)
    said = said_to_be(Rulings(), unknown, ELMS, LEAD)
    right = held(*came_as("A22222", "The Elms Too"))
    assert identified(right, said) == right


def test_what_was_said_travels_and_the_later_word_stands() -> None:
    collection = held(*came_as("98765"))
    (unknown,) = asked_about(collection, Rulings(), ELMS)
    said = said_to_be(Rulings(), unknown, ELMS, LEAD)
    records = records_of("U12345", Carried({ROUND: said}))
    assert as_said(collection, records) == identified(collection, said)
    other = said_to_be(said, unknown, Expected("B22222", "Oak"), LEAD)
    assert as_said(collection, records, other) == identified(collection, other)
    assert as_said(collection, ()) == collection
