"""Checks across submissions: X01, X37, X38, X42, and practices in two groups."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stocktake.merge.checks import (
    conflict_problems,
    group_problems,
    naming_problems,
    population_problems,
    practice_code_problems,
    shared_staff_problems,
    unpaid_hours_problems,
)
from stocktake.merge.collection import collect
from stocktake.merge.member import Expected, StaffLine
from stocktake.questionnaire.submission import Signature
from tests.merge.making import harbour_and_vale, practice, received


def codes(problems):
    return [problem.code for problem in problems]


def test_a_practice_code_has_a_letter_and_five_digits():
    wrong = received("b.xlsx", code="12345A")
    (problem,) = practice_code_problems(collect([received("a.xlsx"), wrong]))
    assert (problem.code, problem.where) == ("X01", "b.xlsx")


def test_two_returns_of_one_practice_are_named_with_their_files_until_settled():
    first, second = received("a.xlsx"), received("b.xlsx", says="no")
    both = collect([first, second])
    (problem,) = conflict_problems(both.conflicts())
    assert problem.code == "X01"
    assert problem.where == "Quayside, 2026/27"
    assert "a.xlsx and b.xlsx" in problem.what
    assert "the one last changed is used" in problem.how_to_fix
    assert conflict_problems(both.decide(first).conflicts()) == ()


def test_two_copies_of_both_forms_of_a_practice_are_told_of_once():
    files = [received(f"{name}.xlsx", says=says) for name, says in (("a", "yes"), ("b", "no"))]
    review = [
        replace(each, submission=replace(each.submission, form_id="expectations")) for each in files
    ]
    conflicts = collect([*files, *review]).conflicts()
    assert len(conflicts) == 2
    assert len(conflict_problems(conflicts)) == 1


def test_of_two_returns_one_of_which_is_signed_it_says_that_the_signed_one_is_used():
    signed = Signature(1, "a" * 64, date(2026, 10, 1), "Partner")
    first = received("a.xlsx", signed=signed, assessed_on=date(2026, 10, 1))
    later = received("b.xlsx", says="no", assessed_on=date(2026, 11, 20))
    (conflict,) = collect([first, later]).conflicts()
    assert conflict.counted == first
    (problem,) = conflict_problems([conflict])
    assert "the newest signed one is used" in problem.how_to_fix


def test_one_code_for_two_practices_is_seen():
    both = collect([received("a.xlsx"), received("b.xlsx", return_id="r2", name="Millbrook")])
    (problem,) = naming_problems(both)
    assert problem.where == "Practice code A12345"
    assert "Millbrook and Quayside" in problem.what
    assert naming_problems(collect([received("a.xlsx"), received("b.xlsx")])) == ()


def test_a_practice_in_two_groups_is_counted_once_and_reported():
    both = collect(
        [
            received("a.xlsx", pcn_code="U11111"),
            received("b.xlsx", return_id="r2", pcn_code="U22222"),
        ]
    )
    (problem,) = group_problems(both)
    assert problem.code == "practice_in_two_groups"
    assert "U11111 and U22222" in problem.what
    assert len(both.counted("2026/27")) == 1
    assert group_problems(collect([received("a.xlsx", pcn_code="U11111")])) == ()


@pytest.mark.parametrize(
    ("population", "found"),
    [(34000, []), (34680, []), (34681, ["X37"]), (33320, []), (33319, ["X37"]), (None, [])],
)
def test_population_is_within_two_per_cent_of_the_lists(population, found):
    entered = None if population is None else Decimal(population)
    assert codes(population_problems(entered, harbour_and_vale())) == found


def test_population_is_not_checked_until_every_list_is_here():
    members = harbour_and_vale()
    assert population_problems(Decimal(1), members, [Expected("X", "Exmoor")]) == ()
    assert population_problems(Decimal(1), [replace(members[0], list_size=None)]) == ()
    assert population_problems(Decimal(1), []) == ()


def pharmacist(wte, is_pcn_paid=True):
    return (StaffLine("pharmacist", "Pharmacist", wte=Decimal(wte), is_pcn_paid=is_pcn_paid),)


def test_pcn_staff_counted_in_full_by_two_practices_are_seen():
    members = [
        practice("Q", 1, "Quayside", staff=pharmacist(1)),
        practice("M", 1, "Millbrook", staff=pharmacist(1)),
    ]
    labels = {"Q": "Quayside", "M": "practice A"}
    (problem,) = shared_staff_problems({"pharmacist": Decimal(1)}, members, labels)
    assert (problem.code, problem.where) == ("X38", "Pharmacist")
    assert "Quayside and practice A together count 2 WTE" in problem.what
    assert shared_staff_problems({"pharmacist": Decimal(2)}, members, labels) == ()


def test_a_practices_own_staff_are_not_taken_for_pcn_staff():
    members = [practice("Q", 1, staff=pharmacist(5, is_pcn_paid=False)), practice("M", 1)]
    assert shared_staff_problems({"pharmacist": Decimal(1)}, members, {}) == ()


@pytest.mark.parametrize(
    ("unpaid", "meetings", "found"),
    [
        ("15", ["6", "4"], []),
        ("15.1", ["6", "4", None], ["X42"]),
        ("15", [None], []),
        (None, ["6"], []),
    ],
)
def test_unpaid_hours_are_set_beside_the_listed_meetings(unpaid, meetings, found):
    hours = [None if each is None else Decimal(each) for each in meetings]
    entered = None if unpaid is None else Decimal(unpaid)
    assert codes(unpaid_hours_problems(entered, hours)) == found
