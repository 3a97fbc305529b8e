"""What leaves the PCN, and the whole naming and small-number example of Harbour & Vale."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from stocktake.merge.member import Duty, PeopleCount, RankedItem, StaffLine, WeaknessLine
from stocktake.merge.outside import outside_view
from stocktake.merge.pcn import PcnInputs, view
from tests.merge.making import harbour_and_vale, practice, short_by


def full(code, minutes):
    return {
        "staff": (StaffLine("hca", "HCA", Decimal(1), Decimal(2)),),
        "people_counts": {"leavers": PeopleCount(1 if code in "QMO" else 0, 20)},
        "trust": {"trust_rep": "agree"},
        "intentions": {"ecg": "more"},
        "minutes": {"ecg": Decimal(minutes)},
        "duties": (Duty("ACC-01", "Same-day urgent care", code == "Q"),),
        "gaps": {"best_guess": {"access": (short_by(1),)}},
        "weaknesses": (WeaknessLine("people", text="The words of a practice"),),
        "contract": {"urgent": True},
    }


def harbour(with_fifth=False):
    """Four practices of which three agreed to be named, and perhaps a fifth."""
    facts = {code: full(code, 10 + index) for index, code in enumerate("QMOF")}
    facts["O"]["show_name"] = False
    members = harbour_and_vale(**facts)
    if with_fifth:
        levels = {"access": 2, "digital": 2}
        members.append(practice("T", 6000, "Thornby", levels=levels, **full("T", 30)))
    return PcnInputs(pcn_name="Harbour & Vale", round="2026/27", members=tuple(members))


def access(seen):
    return next(row for row in seen.domains if row.domain == "access")


def test_inside_with_four_practices():
    seen = view(harbour())
    assert [row.label for row in seen.heat_map] == [
        "Fellgate", "Millbrook", "Quayside", "practice A",
    ]  # fmt: skip
    assert access(seen).shown.median_words == "2"
    assert [line.words for line in seen.duties] == ["1 of 4 practices"]
    assert seen.masked.people == {"leavers": "<5"}
    assert seen.masked.percentages == {"leavers": "4 answered, held"}
    assert seen.masked.trust == {"trust_rep": "4 answered, held"}
    assert seen.masked.minutes == {"ecg": "4 answered, held"}
    assert seen.masked.intentions == {"ecg": "4 answered, held"}
    assert seen.masked.contract == {"urgent": "4 of 4 practices"}


def test_leaving_with_four_practices():
    seen = outside_view(harbour(), group_consents=True)
    shown = access(seen).shown
    assert shown.total == "4 of 4 answered"
    assert shown.range_words == "1 to 3"
    assert shown.median_words == "4 answered, held"
    assert shown.counts is shown.stats is None
    assert access(seen).outliers == ()
    (hca,) = seen.resources.staff
    assert (hca.headcount, hca.wte) == (8, 4)
    assert seen.masked.people == {"leavers": "<5"}
    assert seen.masked.trust == {"trust_rep": "4 answered, held"}
    assert seen.masked.minutes == {"ecg": "4 answered, held"}
    assert seen.masked.intentions == {"ecg": "4 answered, held"}


def test_with_a_fifth_practice_what_was_held_appears():
    for seen in (view(harbour(with_fifth=True)), outside_view(harbour(True), group_consents=True)):
        shown = access(seen).shown
        assert shown.median_words == "2"
        assert [count.practices for count in shown.counts.at] == [0, 1, 3, 1, 0]
        assert seen.masked.trust == {"trust_rep": {"agree": 5}}
        assert seen.masked.intentions == {"ecg": {"more": 5}}
        minutes = seen.masked.minutes["ecg"]
        assert (minutes.lower, minutes.median, minutes.upper) == (11, 12, 13)
        assert seen.masked.people == {"leavers": "<5"}


def test_intentions_and_minutes_stay_inside_without_the_groups_consent():
    seen = outside_view(harbour(with_fifth=True))
    assert seen.masked.intentions == {"ecg": "5 answered, held"}
    assert seen.masked.minutes == {"ecg": "5 answered, held"}
    assert seen.masked.trust == {"trust_rep": {"agree": 5}}


def test_no_name_no_duty_no_row_and_no_words_of_a_practice_leave():
    seen = outside_view(harbour())
    text = repr(seen)
    for word in ("Quayside", "Millbrook", "Oswin", "Fellgate", "practice A", "Same-day"):
        assert word not in text
    assert "The words of a practice" not in text
    assert "return-Q" not in text
    held_back = {"duties", "heat_map", "answered", "totals", "help", "sharing", "labels"}
    assert not held_back & {each.name for each in fields(seen)}


def test_a_priority_in_a_practices_own_words_stays_inside():
    inputs = harbour()
    own = (
        RankedItem(1, "x1", "The boiler of Quay House", "weakness"),
        RankedItem(2, "ACC-01", "A"),
    )
    members = tuple(replace(each, top_five=own) for each in inputs.members)
    seen = outside_view(replace(inputs, members=members))
    assert [each.label for each in seen.voice.priorities] == ["A"]
    inside = view(replace(inputs, members=members)).voice.priorities
    assert inside[0].label == "The boiler of Quay House"


def test_a_practice_is_named_outside_only_where_it_ticked():
    inputs = harbour()
    members = tuple(replace(each, name_outside=each.code == "M") for each in inputs.members)
    assert outside_view(replace(inputs, members=members)).named == ("Millbrook",)


@pytest.mark.parametrize(
    ("with_fifth", "words"), [(False, "4 answered, held"), (True, "5 of 5 practices short")]
)
def test_how_many_are_short_leaves_from_five_practices(with_fifth, words):
    seen = outside_view(harbour(with_fifth))
    row = next(r for r in seen.requirements if (r.certainty, r.domain) == ("best_guess", "access"))
    assert row.words == words
    assert (row.counts is None) is not with_fifth


def test_the_share_of_patients_is_held_with_the_distribution():
    inputs = replace(harbour(), requirements={"best_guess": {"access": (3,)}})
    row = access(outside_view(inputs))
    assert row.share is None
    assert row.share_words == "4 answered, held"
