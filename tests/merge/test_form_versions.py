"""Answers to another version of a form are left out of sums, and say so."""

from decimal import Decimal

from stocktake.merge.form_versions import (
    newer_file_wording,
    newest_versions,
    other_versions,
    without_other_versions,
)
from stocktake.merge.member import MoneyLine
from tests.merge.making import practice, ranked, short_by

SAFE = MoneyLine("safe_today", 2026, "unknown", Decimal(1))
LATER = MoneyLine("expectations", 2026, "unknown", Decimal(2), "firm")


def answering(code, stocktake="2026.2", expectations="2026.1"):
    return practice(
        code,
        1000,
        levels={"access": 2},
        gaps={"firm": {"access": (short_by(1),)}},
        top_five=ranked("ABC"),
        money=(SAFE, LATER),
        form_versions={"practice_stocktake": stocktake, "expectations": expectations},
    )


def test_ten_is_newer_than_nine():
    members = [answering("P", "2026.9"), answering("Q", "2026.10")]
    assert (
        newest_versions(each.form_versions for each in members)["practice_stocktake"] == "2026.10"
    )


def test_an_older_version_is_named_and_left_out_of_sums():
    old, new = answering("P", "2026.1"), answering("Q")
    (other,) = other_versions([new, old])
    assert (other.code, other.form_id, other.version) == ("P", "practice_stocktake", "2026.1")
    assert other.wanted == "2026.2"
    kept = {member.code: member for member in without_other_versions([old, new], [other])}
    assert kept["Q"] == new
    assert kept["P"].levels == {}
    assert kept["P"].gaps == {}
    assert kept["P"].money == (LATER,)
    assert kept["P"].list_size == 1000


def test_older_expectations_leave_the_ratings_in():
    old, new = answering("P"), answering("Q", expectations="2026.3")
    (kept, _) = without_other_versions([old, new], other_versions([old, new]))
    assert kept.levels == old.levels
    assert kept.top_five == old.top_five
    assert kept.gaps == {}
    assert kept.money == (SAFE,)


def test_a_version_that_was_mapped_is_added_like_the_newest():
    members = [answering("P", "2026.1"), answering("Q")]
    assert other_versions(members, {"practice_stocktake": frozenset({"2026.1"})}) == ()


def test_the_wording_offered_says_what_to_do():
    wording = newer_file_wording("Where are we now?", "2026.2")
    assert "send us a new file" in wording
    assert "version 2026.2" in wording
