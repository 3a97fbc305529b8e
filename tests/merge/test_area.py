"""A locality's view: what is pooled, what is held, and nothing that tells a practice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stocktake.merge.member import PeopleCount, RankedItem, StaffLine
from stocktake.merge.scales import Scale
from tests.merge.grouping import seen, sent, silent
from tests.merge.making import harbour_and_vale, practice, ranked


def pcn(name, *levels, size=1000, **facts):
    """A PCN whose practices have these levels of access."""
    codes = [f"{name}{place}" for place in range(len(levels))]
    sizes = size if isinstance(size, tuple) else (size,) * len(levels)
    return [
        practice(code, each, levels={"access": level}, pcn_name=name, **facts)
        for code, each, level in zip(codes, sizes, levels, strict=True)
    ]


def access(view):
    return next(row for row in view.figures.domains if row.domain == "access").shown


def test_a_median_of_medians_is_wrong_and_counts_give_the_right_one():
    both = seen(sent(pcn("One", 0, 0, 3), "One"), sent(pcn("Two", 3, 3), "Two"))
    shown = access(both)
    assert shown.median_words == "3"
    assert [count.practices for count in shown.counts.at] == [2, 0, 0, 3, 0]


def test_a_mean_of_means_is_wrong_and_sums_give_the_right_index():
    one = pcn("One", 1, 3, size=(10000, 5000))
    both = seen(sent(one, "One"), sent(pcn("Two", 2, size=20000), "Two"))
    index = both.totals.levels["access"]
    weighted = sum(level * count.patients for level, count in enumerate(index.at))
    assert round(weighted / index.known.patients, 4) == Decimal("1.8571")


def test_distributions_leave_from_five_practices_and_the_range_from_three():
    four = access(seen(sent(harbour_and_vale())))
    assert (four.total, four.range_words) == ("4 of 4 answered", "1 to 3")
    assert four.counts is four.stats is None
    five = access(seen(sent(harbour_and_vale()), sent(pcn("Two", 2), "Two")))
    assert five.stats is not None


def test_trust_that_each_pcn_holds_is_pooled_until_five_have_answered():
    north = sent(pcn("North", 1, 2, 3, trust={"trust_rep": "agree"}), "North")
    south = sent(pcn("South", 1, 2, trust={"trust_rep": "neither"}), "South")
    assert seen(north).figures.masked.trust["trust_rep"] == "3 answered, held"
    assert seen(south).figures.masked.trust["trust_rep"] == "2 answered, held"
    assert seen(north, south).figures.masked.trust["trust_rep"] == {"agree": 3, "neither": 2}


def test_minutes_and_intentions_are_pooled_from_groups_that_agreed():
    facts = {"intentions": {"ecg": "more"}, "minutes": {"ecg/gp_min": Decimal(10)}}
    north = pcn("North", 1, 2, 3, **facts)
    south = pcn("South", 1, 2, **facts)
    agreed = [sent(each, n, has_services=True) for each, n in ((north, "North"), (south, "South"))]
    assert seen(*agreed).figures.masked.intentions == {"ecg": {"more": 5}}
    assert seen(*agreed).figures.masked.minutes["ecg/gp_min"].median == 10
    one = seen(sent(north, "North"), agreed[1]).figures.masked
    assert one.intentions == {"ecg": "2 answered, held"}


def test_levels_of_practices_are_rows_without_names_from_five_practices():
    assert seen(sent(harbour_and_vale())).rows == ()
    rows = seen(sent(harbour_and_vale()), sent(pcn("Two", 2, name_outside=True), "Two")).rows
    assert sorted(row.name for row in rows) == ["", "", "", "", "Two0"]


def test_a_pcn_of_few_is_held_and_so_is_another_from_which_it_could_be_worked_out():
    three = seen(
        sent(pcn("Few", 0, 0, 0, 0), "Few"),
        sent(pcn("Five", 1, 1, 1, 1, 1), "Five"),
        sent(pcn("Six", 2, 2, 2, 2, 2, 2), "Six"),
    )
    medians = {part.name: part.medians["access"] for part in three.parts}
    assert medians == {"Few": "4 answered, held", "Five": "5 answered, held", "Six": "2"}


def test_leavers_by_pcn_cannot_be_worked_out_from_the_total():
    def with_leavers(name, *counts):
        found = pcn(name, *(1 for _ in counts))
        return sent(
            [
                replace(each, people_counts={"leavers_12m": PeopleCount(count, 20)})
                for each, count in zip(found, counts, strict=True)
            ],
            name,
        )

    view = seen(with_leavers("Few", 1, 2), with_leavers("More", 5, 4), with_leavers("Most", 9, 9))
    words = {part.name: part.people["leavers_12m"] for part in view.parts}
    assert words == {"Few": "<5", "More": "2 answered, held", "Most": "18"}
    assert view.figures.masked.people["leavers_12m"] == "30"


def test_leavers_of_a_pcn_of_one_practice_are_its_own_and_never_shown():
    one = pcn("One", 2, people_counts={"leavers_12m": PeopleCount(7, 20)})
    two = pcn("Two", 2, 2, people_counts={"leavers_12m": PeopleCount(6, 20)})
    view = seen(sent(one, "One"), sent(two, "Two"))
    assert {part.people["leavers_12m"] for part in view.parts} == {
        "1 answered, held",
        "2 answered, held",
    }
    assert seen(sent(one, "One")).figures.masked.people["leavers_12m"] == "1 answered, held"


def test_one_voice_of_two_pcns_counts_practices_and_patients_with_those_that_are_silent():
    north = [replace(each, pcn_name="North") for each in harbour_and_vale()]
    view = seen(
        sent(north, "North"),
        sent([practice("T", 6000, top_five=ranked("ABCDE"))], "South", missing=(silent("X", 0),)),
    )
    voice = view.figures.voice
    points = {each.votes.item: each.votes.points for each in voice.priorities}
    assert points == {"A": 22, "C": 18, "B": 18, "D": 11, "E": 6}
    assert (voice.said, voice.asked) == (5, 6)
    assert [each.label for each in voice.one_voice] == ["A", "C"]
    assert view.totals.ranks.w == voice.agreement


def test_what_one_practice_wants_in_its_own_words_is_in_no_priority():
    own = (*ranked("A"), RankedItem(2, "Q/w1", "The boiler", "weakness"))
    view = seen(sent([practice("Q", 1, top_five=own)]))
    assert [each.label for each in view.figures.voice.priorities] == ["A"]


def test_a_practice_that_is_missing_in_one_file_and_came_in_another_is_not_missing():
    view = seen(
        sent(pcn("One", 1, 2), "One", missing=(silent("Two0", 1000), silent("Z9", 500))),
        sent(pcn("Two", 3), "Two"),
    )
    assert view.figures.base.words == "3 of 4 practices, 86% of patients"
    assert {part.name: (part.practices, part.out_of) for part in view.parts} == {
        "One": (2, 3),
        "Two": (1, 1),
    }


def test_population_is_that_of_all_and_each_pcn_has_its_own_band():
    view = seen(sent(harbour_and_vale()), sent(pcn("Two", 1, size=20000), "Two"))
    assert view.figures.population.words.startswith("54,000 patients, from 5 of 5 practices: large")
    assert [part.band for part in view.parts] == [
        "usual PCN range",
        "below the usual minimum: look for partners",
    ]


@pytest.mark.parametrize("older", ["practice_stocktake", "expectations"])
def test_answers_to_another_version_are_left_out_and_it_is_said_of_how_many(older):
    versions = {"practice_stocktake": "2026.10", "expectations": "2026.10"}
    new = pcn("New", 3, 3, form_versions=versions)
    old = pcn("Old", 1, 1, 1, form_versions={**versions, older: "2026.9"})
    view = seen(sent(new, "New"), sent(old, "Old"))
    (other,) = view.other_versions
    assert (other.group, other.version, other.wanted, other.practices) == (
        "Old", "2026.9", "2026.10", 3,
    )  # fmt: skip
    known = view.totals.levels["access"].known.practices
    assert known == (2 if older == "practice_stocktake" else 5)
    assert len(view.rows) == (0 if older == "practice_stocktake" else 5)


def test_wte_by_role_is_a_sum_at_every_size():
    hca = (StaffLine("hca", "HCA", Decimal("1.25"), Decimal(2)),)
    view = seen(sent(pcn("One", 1, staff=hca), "One"), sent(pcn("Two", 1, staff=hca), "Two"))
    (row,) = view.figures.resources.staff
    assert (row.wte, row.headcount) == (Decimal("2.50"), 4)


def test_its_name_and_scale_are_its_own():
    view = seen(sent(harbour_and_vale()), name="Fenmarch ICB", scale=Scale.SYSTEM)
    assert (view.name, view.scale, view.figures.pcn_name) == (
        "Fenmarch ICB", Scale.SYSTEM, "Fenmarch ICB",
    )  # fmt: skip
