"""The laws of merging at every scale, over random practices, files, conflicts and choices.

Any way of combining the same files gives the same figures to the last digit; and the tests find
the faults they are there to find.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from stocktake.merge.area import AreaInputs, area_view
from stocktake.merge.counts import NOBODY, LevelCounts, count_level
from stocktake.merge.decisions import Decision, decision_from_texts
from stocktake.merge.group_values import Group
from stocktake.merge.groups import unite_groups
from stocktake.merge.leaving import HELD_BELOW
from stocktake.merge.member import Member
from stocktake.merge.pcn import PcnInputs, counted_members
from stocktake.merge.scales import Scale
from stocktake.merge.standing import Standing, choose_group, standing
from stocktake.merge.stats import level_stats
from stocktake.merge.totals import GroupTotals
from tests.merge.grouping import LATER, sent, through_a_file
from tests.merge.making import ROUND, TODAY, at, members
from tests.store.killing import runs

EXAMPLES = runs(long=2_000, short=50)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def figures(groups: Iterable[Group], decisions: Sequence[Decision] = ()) -> GroupTotals:
    """The sums of some files, each practice once."""
    found = standing(unite_groups(groups), ROUND, decisions=decisions)
    seen = area_view(AreaInputs(name="", scale=Scale.LOCALITY, round=ROUND, groups=found.counted))
    return seen.totals


def as_a_pcn_counts(practices: Sequence[Member]) -> tuple[Member, ...]:
    """The practices of a PCN without answers to other versions of a form."""
    return counted_members(PcnInputs(pcn_name="", round=ROUND, members=tuple(practices)))


def pcns() -> st.SearchStrategy[tuple[Group, ...]]:
    """Two PCNs of two practices each, which answered whatever versions of the forms."""
    return st.tuples(*(_pcn(name) for name in ("North", "South")))


def _pcn(name: str):
    some = st.tuples(*(members(f"{name}{n}", name, with_versions=True) for n in range(2)))
    return st.builds(
        lambda each, agreed: (each, sent(as_a_pcn_counts(each), name, has_services=agreed)),
        some,
        st.just(False),
    )


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW, deadline=None)
@given(pcns())
def test_files_of_pcns_give_what_all_practices_give_directly(both):
    everyone = [practice for practices, _ in both for practice in practices]
    direct = sent(as_a_pcn_counts(everyone), "Everybody")
    hierarchical = figures(through_a_file(group) for _, group in both)
    assert hierarchical == figures([direct])


class Combining(RuleBasedStateMachine):
    """Files come in any order, twice, changed, through localities; a lead chooses and re-merges."""

    @initialize(both=pcns())
    def begin(self, both) -> None:
        self.practices = [practice for practices, _ in both for practice in practices]
        self.files: list[Group] = []
        self.decisions: list[Decision] = []
        self.revision = 1

    @rule(chosen=st.sets(st.integers(0, 3), min_size=1), name=st.sampled_from(["North", "South"]))
    def a_pcn_sends_a_file(self, chosen: set[int], name: str) -> None:
        some = [self.practices[place] for place in sorted(chosen)]
        self.files.append(sent(as_a_pcn_counts(some), name, self.revision))

    @rule(practice=st.integers(0, 3), other=members("other", with_versions=True))
    def a_practice_changes_its_answers(self, practice: int, other: Member) -> None:
        self.practices[practice] = replace(other, code=self.practices[practice].code)
        self.revision += 1

    @rule(day=st.sampled_from([TODAY, LATER]))
    def the_same_file_comes_again_through_a_locality(self, day) -> None:
        if self.files:
            self.files.append(replace(through_a_file(self.files[0]), within=frozenset({"East"})))

    @rule(place=st.integers(0, 9))
    def the_lead_chooses(self, place: int) -> None:
        overlaps = self.standing().overlaps
        if overlaps:
            overlap = overlaps[place % len(overlaps)]
            group = overlap.groups[place % len(overlap.groups)]
            decision = choose_group(group, overlap, self.decisions, "lead", LATER)
            self.decisions.append(decision_from_texts(decision.as_texts()))
            assert group in self.standing().counted

    def standing(self) -> Standing:
        return standing(unite_groups(self.files), ROUND, decisions=self.decisions)

    @invariant()
    def every_way_of_combining_gives_the_same(self) -> None:
        files = self.files
        united = unite_groups(files)
        half = len(files) // 2
        assert unite_groups(reversed(files)) == united
        assert unite_groups([*files, *united]) == united
        assert unite_groups((*unite_groups(files[:half]), *unite_groups(files[half:]))) == united
        carried = [through_a_file(group) for group in united]
        assert figures(carried, self.decisions) == figures(files, list(reversed(self.decisions)))

    @invariant()
    def every_practice_is_counted_at_most_once_and_none_gets_lost(self) -> None:
        found = self.standing()
        codes = [code for group in found.counted for code in group.codes]
        assert len(codes) == len(set(codes))
        known = {code for overlap in found.overlaps for code in overlap.codes}
        everywhere = {code for group in unite_groups(self.files) for code in group.codes}
        if not known:
            assert set(codes) == everywhere

    @invariant()
    def too_few_are_never_shown(self) -> None:
        groups = self.standing().counted
        inputs = AreaInputs(name="", scale=Scale.LOCALITY, round=ROUND, groups=groups)
        for row in area_view(inputs).figures.domains if groups else ():
            is_shown = row.shown.counts is not None
            assert is_shown is (not 0 < row.base.practices < HELD_BELOW)


TestCombining = Combining.TestCase
TestCombining.settings = settings(
    max_examples=runs(long=2_000, short=10),
    stateful_step_count=8,
    suppress_health_check=SLOW,
    deadline=None,
)


LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), min_size=1, max_size=4)


def counts(practices: Iterable[tuple[int, int]]) -> LevelCounts:
    return sum((count_level(at(level), Decimal(size)) for level, size in practices), LevelCounts())


def median(practices) -> Decimal:
    return Decimal(level_stats(counts(practices)).lower_median)


def mean(practices) -> Decimal:
    whole = sum(size for _, size in practices)
    return Decimal(sum(level * size for level, size in practices)) / whole


def _median_of_medians(one, two) -> bool:
    middle = sorted([median(one), median(two)])
    return middle[0] == median(one + two)


def _mean_of_means(one, two) -> bool:
    return (mean(one) + mean(two)) / 2 == mean(one + two)


def _rounded_sums(one, two) -> bool:
    return round(mean(one), 2) + round(mean(two), 2) == round(mean(one) + mean(two), 2)


@pytest.mark.parametrize("fault", [_median_of_medians, _mean_of_means, _rounded_sums])
def test_a_merge_that_keeps_what_cannot_be_added_is_found_out(fault: Callable[..., bool]):
    pairs = st.tuples(LEVELS, LEVELS)
    one, two = find(pairs, lambda pair: not fault(*pair), settings=settings(max_examples=500))
    assert counts(one) + counts(two) == counts(one + two)


def last_file_wins(files: Sequence[Group]) -> GroupTotals:
    """A fault: of files that share a practice the one read last is counted."""
    kept: list[Group] = []
    for group in files:
        kept = [each for each in kept if not each.codes & group.codes] + [group]
    return sum((each.totals for each in kept), GroupTotals())


def everything_added(files: Sequence[Group]) -> GroupTotals:
    """A fault: a file that comes twice is counted twice."""
    return GroupTotals(everyone=sum((group.totals.everyone for group in files), NOBODY))


SIZES_BY_CODE = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 9)), min_size=2, max_size=3
)
"""The practice in each of some files, and its list size there."""


def files_of(sizes: Sequence[tuple[str, int]]) -> list[Group]:
    return [
        sent([Member(code=code, name=code, round=ROUND, list_size=Decimal(size))])
        for code, size in sizes
    ]


def test_a_merge_in_which_the_last_file_wins_is_found_out():
    def is_wrong(sizes: Sequence[tuple[str, int]]) -> bool:
        files = files_of(sizes)
        return last_file_wins(files) != last_file_wins(files[::-1])

    files = files_of(find(SIZES_BY_CODE, is_wrong))
    assert figures(files) == figures(files[::-1])


def test_a_merge_that_counts_a_file_twice_is_found_out():
    def is_wrong(sizes: Sequence[tuple[str, int]]) -> bool:
        files = files_of(sizes)
        return everything_added(files) != everything_added([*files, files[0]])

    files = files_of(find(SIZES_BY_CODE, is_wrong))
    assert figures(files) == figures([*files, files[0]])
