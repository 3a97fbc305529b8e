"""Names by consent, and letters that stay and cannot be worked out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stocktake.merge.naming import (
    Audience,
    labels,
    letter_that_can_be_worked_out,
    letters,
    lone_letter_problem,
)
from tests.merge.making import harbour_and_vale, practice

SHY = {"show_name": False}


def test_a_practice_is_named_by_consent_at_any_number_of_practices():
    assert labels([practice("Q", 1, "Quayside")]) == {"Q": "Quayside"}
    named = labels(harbour_and_vale(O=SHY))
    assert named == {"Q": "Quayside", "M": "Millbrook", "F": "Fellgate", "O": "practice A"}


def test_consent_inside_is_no_consent_outside():
    members = harbour_and_vale(Q={"name_outside": True})
    outside = labels(members, Audience.OUTSIDE)
    assert outside["Q"] == "Quayside"
    assert sorted(label for code, label in outside.items() if code != "Q") == [
        "practice A",
        "practice B",
        "practice C",
    ]


@given(st.permutations(harbour_and_vale(Q=SHY, O=SHY)))
def test_letters_do_not_depend_on_the_order_of_files(members):
    assert labels(members) == labels(harbour_and_vale(Q=SHY, O=SHY))


def test_letters_follow_the_random_return_id_and_not_the_code():
    members = harbour_and_vale(
        Q={**SHY, "return_id": "1"}, F={**SHY, "return_id": "2"}, M={**SHY, "return_id": "3"}
    )
    named = labels(members)
    assert (named["Q"], named["F"], named["M"]) == ("practice A", "practice B", "practice C")


def test_a_letter_once_given_is_kept_when_a_late_file_comes():
    early = [replace(each, show_name=False) for each in harbour_and_vale()]
    given = {"M": "A", "O": "B"}
    late = practice("Z", 1, show_name=False, top_five=None)
    named = labels([*early, late], before=given)
    assert (named["M"], named["O"]) == ("practice A", "practice B")
    assert sorted(named[code] for code in "FQZ") == ["practice C", "practice D", "practice E"]


def test_letters_can_be_kept_for_the_next_file():
    shy = harbour_and_vale(O=SHY, F=SHY)
    given = letters(shy)
    assert sorted(given) == ["F", "O"]
    late = practice("Z", 1, show_name=False)
    again = letters([replace(late, return_id="000"), *shy], before=given)
    assert {code: again[code] for code in given} == given
    assert again["Z"] == "C"


def test_after_z_the_letters_go_on():
    members = [practice(f"P{number:02}", 1, show_name=False) for number in range(28)]
    named = labels(members)
    assert (named["P25"], named["P26"], named["P27"]) == (
        "practice Z",
        "practice AA",
        "practice AB",
    )


def test_the_only_practice_not_named_can_be_worked_out():
    members = harbour_and_vale(O=SHY)
    assert letter_that_can_be_worked_out(members) == "O"
    assert lone_letter_problem(members).where == "Practice A"
    for safe in (harbour_and_vale(), harbour_and_vale(O=SHY, F=SHY)):
        assert lone_letter_problem(safe) is None
