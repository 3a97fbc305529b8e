"""One voice on priorities: only confirmed lists count, and silence counts against."""

from datetime import date
from decimal import Decimal

import pytest

from stocktake.merge.member import Expected
from stocktake.merge.priorities import one_voice
from stocktake.units import round_half_up
from tests.merge.making import harbour_and_vale, practice, ranked


def points(voice):
    return [(each.label, each.votes.points) for each in voice.priorities]


def support(voice):
    return {
        each.label: (each.votes.support.practices, round_half_up(each.support_percent, 1))
        for each in voice.priorities
    }


def test_all_four_have_confirmed():
    voice = one_voice(harbour_and_vale())
    assert points(voice) == [("A", 17), ("C", 15), ("B", 14), ("D", 9), ("E", 5)]
    assert voice.agreement == Decimal("0.6")
    assert support(voice)["A"] == (4, Decimal("100.0"))
    assert support(voice)["C"] == (4, Decimal("100.0"))
    assert support(voice)["B"] == (3, Decimal("84.7"))
    assert support(voice)["D"][0] == 1
    assert [each.label for each in voice.one_voice] == ["A", "C", "B"]
    assert [each.label for each in voice.wanted_by_some] == ["D"]
    assert voice.one_voice[0].words == "4 of 4 practices, 100% of patients, want A acted on first"
    assert voice.one_voice[2].words.startswith("3 of 4 practices, 85% of patients")
    assert voice.headline == "4 of 4 have said"
    assert voice.outliers == ()


def test_the_largest_practice_has_not_confirmed():
    voice = one_voice(harbour_and_vale(Q={"top_five": None}))
    assert points(voice) == [("A", 12), ("C", 12), ("B", 10), ("D", 7), ("E", 4)]
    assert support(voice)["A"] == support(voice)["C"] == (3, Decimal("63.5"))
    assert support(voice)["B"] == (2, Decimal("48.2"))
    assert support(voice)["D"][0] == 1
    assert voice.one_voice == ()
    assert voice.headline == "3 of 4 have said; A and C wanted by all three"
    assert round_half_up(voice.agreement, 2) == Decimal("0.53")


def test_nobody_has_confirmed():
    silent = {code: {"top_five": None} for code in "QMOF"}
    voice = one_voice(harbour_and_vale(**silent))
    assert voice.priorities == voice.one_voice == ()
    assert voice.agreement is None
    assert voice.headline == "no practice has confirmed its five yet"


def test_a_practice_that_sent_nothing_counts_against_as_well():
    voice = one_voice(harbour_and_vale(), [Expected("X", "Exmoor", Decimal(20000))])
    assert voice.asked == 5
    assert support(voice)["A"] == (4, Decimal("63.0"))
    assert voice.one_voice == ()


def test_a_missing_list_size_is_never_taken_for_support():
    voice = one_voice(harbour_and_vale(F={"list_size": None}))
    first = voice.priorities[0]
    assert first.support_percent is None
    assert not first.is_one_voice
    assert first.words == "4 of 4 practices want A acted on first"


def test_a_single_practice_is_not_given_away_by_its_share_of_patients():
    lone = one_voice(harbour_and_vale()).wanted_by_some[0]
    assert lone.words == "1 of 4 practices wants D acted on first"


def test_exactly_three_quarters_of_both_is_one_voice():
    practices = [practice(code, 1000, top_five=ranked("ABC")) for code in "PQR"]
    voice = one_voice([*practices, practice("S", 1000)])
    assert [each.label for each in voice.one_voice] == ["A", "B", "C"]


def test_fourth_and_fifth_places_give_points_but_no_support():
    voice = one_voice([practice("P", 1000, top_five=ranked("ABCDE"))])
    assert points(voice)[3:] == [("D", 2), ("E", 1)]
    assert [each.label for each in voice.one_voice] == ["A", "B", "C"]
    assert voice.wanted_by_some == ()


def test_what_one_practice_wants_and_the_joint_five_lack_is_an_outlier():
    lone = practice("Z", 1000, top_five=ranked("VWX"))
    many = [practice(f"P{n}", 1000, top_five=ranked("ABCDE")) for n in range(9)]
    outliers = one_voice([*many, lone]).outliers
    assert [(each.code, each.label) for each in outliers] == [("Z", "V"), ("Z", "W"), ("Z", "X")]


def test_equal_points_go_by_date_then_impact_then_id():
    dates = {"A": date(2028, 1, 1), "B": date(2027, 1, 1), "C": date(2028, 1, 1)}
    impacts = {"A": 2, "B": 1, "C": 5}
    lists = [ranked(letter, due=dates.get(letter), impact=impacts.get(letter)) for letter in "ABCD"]
    voice = one_voice([practice(f"P{n}", 1000, top_five=each) for n, each in enumerate(lists)])
    assert [each.label for each in voice.priorities] == ["B", "C", "A", "D"]


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        (("AB", "AC"), "2 of 3 have said; A wanted by both"),
        (("AB", "CD"), "2 of 3 have said"),
        (("AB", ""), "1 of 3 has said"),
    ],
)
def test_the_headline_says_what_those_who_have_said_share(lists, words):
    said = [practice(f"P{n}", 1000, top_five=ranked(each)) for n, each in enumerate(lists)]
    assert one_voice([*said, practice("Z", 1000)]).headline == words
