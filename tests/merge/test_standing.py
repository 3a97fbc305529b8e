"""Practices in two groups are counted once, and it is said in which."""

from dataclasses import replace

from stocktake.merge.decisions import decision_from_texts
from stocktake.merge.groups import replaces, unite_groups
from stocktake.merge.standing import choose_group, standing
from tests.merge.grouping import LATER, sent
from tests.merge.making import ROUND, TODAY, practice

A, B, C, D = (practice(code, 1000) for code in "ABCD")


def names(groups):
    return sorted(group.name for group in groups)


def test_groups_without_a_practice_in_common_are_all_counted():
    found = standing([sent([A, B], "North"), sent([C, D], "South")], ROUND)
    assert names(found.counted) == ["North", "South"]
    assert found.problems == ()


def test_a_practice_in_two_groups_is_counted_once_and_reported_by_its_code():
    old, new = sent([A, B], "North"), sent([B, C], "South", days=(LATER,))
    found = standing([old, new], ROUND)
    assert names(found.counted) == ["South"]
    (problem,) = found.problems
    assert problem.what.startswith("B is in more than one of these files")
    assert problem.where == "North and South"
    assert found.left_out == ((old, "Another file of these practices is used."),)


def test_a_third_group_counts_again_when_the_one_it_shares_with_is_not_counted():
    chain = [
        sent([A, B], "North", days=(LATER,)),
        sent([B, C], "Middle", days=(TODAY,)),
        sent([C, D], "South", days=(TODAY,)),
    ]
    assert "North" in names(standing(chain, ROUND).counted)
    assert len(standing(chain, ROUND).counted) == 2


def test_what_a_person_chose_is_counted_and_travels_as_text():
    old, new = sent([A, B], "North"), sent([B, C], "South", days=(LATER,))
    (overlap,) = standing([old, new], ROUND).overlaps
    chosen = choose_group(old, overlap, (), "lead", LATER, "B moved back")
    carried = decision_from_texts(chosen.as_texts())
    found = standing([new, old], ROUND, decisions=[carried])
    assert names(found.counted) == ["North"]
    assert found.overlaps[0].decision == chosen


def test_a_later_choice_replaces_an_earlier_one_and_a_new_file_asks_again():
    old, new = sent([A, B], "North"), sent([B, C], "South", days=(LATER,))
    (overlap,) = standing([old, new], ROUND).overlaps
    first = choose_group(old, overlap, ())
    second = choose_group(new, overlap, (first,))
    assert second.number == 2
    assert names(standing([old, new], ROUND, decisions=[first, second]).counted) == ["South"]
    third = sent([B, D], "East")
    open_again = standing([old, new, third], ROUND, decisions=[first, second])
    assert open_again.overlaps[0].decision is None


def test_own_returns_are_left_out_beside_the_totals_they_are_in():
    group = sent([A, B], "North")
    found = standing([group], ROUND, frozenset({"B", "C"}))
    assert found.counted == (group,)
    assert found.own_left_out == {"B"}
    (problem,) = found.problems
    assert "B sent its own file as well" in problem.what


def test_a_group_is_left_out_when_all_its_practices_sent_their_own():
    group = sent([A, B], "North")
    found = standing([group], ROUND, frozenset("ABC"))
    assert found.counted == ()
    assert found.left_out == ((group, "The practices' own files are here."),)
    assert found.own_left_out == frozenset()


def test_other_rounds_and_made_up_groups_are_kept_and_not_counted():
    before = replace(sent([A]), round="2025/26")
    made_up = replace(sent([B]), is_sample=True)
    found = standing([before, made_up], ROUND)
    assert [why for _, why in found.left_out] == [
        "It is about 2025/26, not 2026/27.",
        "It is a made-up example.",
    ]
    assert standing([made_up], ROUND, with_samples=True).counted == (made_up,)


def test_a_newer_file_of_the_same_group_replaces_the_older_by_its_revisions():
    old, new = sent([A, B]), sent([A, B, C], revision=2)
    assert replaces(new, old)
    assert not replaces(old, new)
    assert unite_groups([new, old]) == unite_groups([old, new]) == (new,)


def test_a_file_of_the_same_group_that_lacks_a_return_replaces_nothing():
    both = [sent([A, B]), sent([B, C], revision=2)]
    assert set(names(unite_groups(both))) == {"Harbour & Vale"}
    assert len(unite_groups(both)) == 2


def test_the_same_group_through_two_localities_is_one_and_remembers_both():
    group = sent([A, B])
    east, west = (replace(group, within=frozenset({name})) for name in ("East", "West"))
    (one,) = unite_groups([east, group, west, east])
    assert one.within == {"East", "West"}
