"""Uniting returns: the laws, conflicts, decisions, rounds and samples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from stocktake.errors import StocktakeError
from stocktake.merge.collection import Collection, collect
from stocktake.merge.decisions import decision_from_texts
from stocktake.questionnaire.answers import Address, Answer, State
from tests.merge.making import ROUND, collections, received


@given(collections(), collections())
def test_the_order_of_files_makes_no_difference(a, b):
    assert a | b == b | a


@given(collections(), collections(), collections())
def test_how_files_are_grouped_makes_no_difference(a, b, c):
    assert (a | b) | c == a | (b | c)


@given(collections())
def test_a_file_read_twice_changes_nothing(a):
    assert a | a == a
    assert a | Collection() == a


@given(collections(), collections(), collections(), collections())
def test_merging_merged_files_equals_merging_the_originals(a, b, c, d):
    direct = a | b | c | d
    assert (a | b) | (c | d) == direct
    for label in direct.rounds:
        assert (d | c | b | a).counted(label) == direct.counted(label)


@given(collections(), collections())
def test_a_conflict_looks_the_same_from_both_sides(a, b):
    assert (a | b).conflicts() == (b | a).conflicts()


@given(collections(), collections())
def test_every_practice_is_counted_once(a, b):
    counted = (a | b).counted(ROUND)
    identities = [version.identity for version in counted]
    assert len(identities) == len(set(identities))


def test_a_higher_revision_replaces_a_lower_one():
    old, new = received("old.xlsx", revision=1), received("new.xlsx", revision=2, says="no")
    for both in (collect([old, new]), collect([new, old])):
        assert both.versions == (new,)
        assert both.conflicts() == ()


def test_an_older_save_with_a_later_day_does_not_replace_a_higher_revision():
    lower = received("a.xlsx", revision=1, assessed_on=date(2026, 12, 25))
    higher = received("b.xlsx", revision=2, assessed_on=date(2026, 11, 1))
    assert collect([lower, higher]).versions == (higher,)


@pytest.mark.parametrize("change", [{"says": "no"}, {"return_id": "r2"}])
def test_two_that_do_not_agree_are_both_kept_and_the_last_changed_is_proposed(change):
    first = received("a.xlsx", assessed_on=date(2026, 11, 1))
    second = received("b.xlsx", assessed_on=date(2026, 11, 20), **change)
    (conflict,) = collect([second, first]).conflicts()
    assert sorted(v.key for v in conflict.versions) == sorted([first.key, second.key])
    assert conflict.proposed == conflict.counted == second
    assert not conflict.is_settled


def test_what_a_person_decided_stands_and_travels():
    first = received("a.xlsx", assessed_on=date(2026, 11, 1))
    second = received("b.xlsx", says="no")
    decided = collect([first, second]).decide(first, "PCN lead", date(2026, 11, 22), "They rang")
    (conflict,) = (Collection() | collect([second]) | decided).conflicts()
    assert conflict.is_settled
    assert conflict.counted == first
    assert conflict.proposed == second
    (version,) = decided.counted(ROUND)
    assert version == first


def test_a_decision_read_back_from_a_file_is_the_same():
    first, second = received("a.xlsx", return_id="r:1"), received("b.xlsx", says="no")
    decided = collect([first, second]).decide(first, "PCN lead", date(2026, 11, 22), "They rang")
    (decision,) = decided.decisions
    assert decision_from_texts(decision.as_texts()) == decision


def test_a_spoilt_decision_is_refused_in_words():
    with pytest.raises(StocktakeError) as refused:
        decision_from_texts({"form": "practice_stocktake"})
    assert refused.value.code == "decision_unreadable"


@pytest.mark.parametrize("number", ["0", "-1", "9" * 4300])
def test_a_decision_that_nobody_can_have_made_so_often_is_refused(number):
    first, second = received("a.xlsx", return_id="r:1"), received("b.xlsx", says="no")
    (decision,) = collect([first, second]).decide(first).decisions
    with pytest.raises(StocktakeError):
        decision_from_texts({**decision.as_texts(), "number": number})


def test_another_copy_opens_a_settled_question_again():
    first, second = received("a.xlsx"), received("b.xlsx", says="no")
    decided = collect([first, second]).decide(first)
    third = received("c.xlsx", return_id="r3", says="no")
    (conflict,) = (decided | collect([third])).conflicts()
    assert not conflict.is_settled


def test_a_later_decision_replaces_an_earlier_one():
    first, second = received("a.xlsx"), received("b.xlsx", says="no")
    once = collect([first, second]).decide(first)
    twice = once.decide(second)
    for both in (once | twice, twice | once):
        (conflict,) = both.conflicts()
        assert conflict.counted == second
        assert len(both.decisions) == 2


def test_two_people_who_decided_differently_leave_it_open():
    first, second = received("a.xlsx"), received("b.xlsx", says="no")
    both = collect([first, second])
    (conflict,) = (both.decide(first) | both.decide(second)).conflicts()
    assert not conflict.is_settled


def test_a_decision_over_every_copy_stands_beside_one_made_before_the_last_copy_came():
    first, second = received("a.xlsx"), received("b.xlsx", says="no")
    third = received("c.xlsx", return_id="r3")
    twice = collect([first, second]).decide(first).decide(second)
    everything = collect([first, second, third]).decide(third)
    for both in (twice | everything, everything | twice):
        (conflict,) = both.conflicts()
        assert conflict.counted == third


def test_a_copy_that_is_not_in_the_list_cannot_be_chosen():
    with pytest.raises(StocktakeError) as refused:
        collect([received("a.xlsx")]).decide(received("b.xlsx", says="no"))
    assert refused.value.code == "version_not_held"


def test_where_a_return_was_first_read_is_carried_unchanged():
    read, own = received("first.xlsx"), received()
    again = received("second.xlsx")
    for both in (collect([read, own, again]), collect([again, own, read])):
        (version,) = both.versions
        assert version.provenance == read.provenance


def test_the_same_answers_written_differently_are_no_conflict():
    plain, spaced = received("a.xlsx", says=Decimal(1)), received("b.xlsx", says=Decimal("1.00"))
    assert collect([plain, spaced]).conflicts() == ()
    lines = received("a.xlsx", says="one\ntwo"), received("b.xlsx", says="one\r\ntwo")
    assert collect(lines).conflicts() == ()


def test_numbers_that_differ_in_a_far_digit_are_a_conflict():
    long = Decimal("1" * 40)
    versions = received("a.xlsx", says=long), received("b.xlsx", says=Decimal("1" * 39 + "2"))
    assert len(collect(versions).conflicts()) == 1


def test_a_private_note_and_a_value_set_aside_are_no_conflict():
    sent, own = received("a.xlsx"), received("b.xlsx")
    own.submission.answers[Address("admin.show_name")] = Answer(
        "yes", State.ANSWERED, note="ring back", role="manager"
    )
    own.submission.answers[Address("admin.reason")] = Answer("kept but blank", State.BLANK)
    assert collect([sent, replace(own)]).conflicts() == ()


def test_other_rounds_are_listed_and_kept_and_not_counted():
    now, before = received("a.xlsx"), received("b.xlsx", return_id="r0", round_label="2025/26")
    both = collect([before, now])
    assert both.rounds == ("2026/27", "2025/26")
    assert both.counted("2026/27") == (now,)
    assert both.conflicts() == ()
    (left,) = both.left_out("2026/27")
    assert left.version == before
    assert "2025/26" in left.why


def test_a_made_up_return_is_left_out_beside_a_real_one():
    real, sample = received("a.xlsx"), received("s.xlsx", code="Z99999", sample=True)
    both = collect([real, sample])
    assert both.counted(ROUND) == (real,)
    assert not both.is_sample
    (left,) = both.left_out(ROUND)
    assert left.version == sample


def test_made_up_returns_alone_may_be_merged_and_are_marked():
    samples = [received("s.xlsx", code=code, sample=True) for code in ("Z99998", "Z99999")]
    only = collect(samples)
    assert only.is_sample
    assert len(only.counted(ROUND)) == 2


def test_a_made_up_return_makes_no_conflict_with_a_real_one():
    real, sample = received("a.xlsx"), received("s.xlsx", return_id="s", sample=True)
    assert collect([real, sample]).conflicts() == ()
