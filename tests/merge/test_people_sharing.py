"""Staff to share: what is counted as a surplus, who is paired, and the sentence."""

from decimal import Decimal

import pytest

from stocktake.merge.member import GapCell, GapKind, StaffLine
from stocktake.merge.people_sharing import PROMPTS, mentors, share_people
from tests.merge.making import NO_DATED, practice, short_by

NAMES = {"Q": "Quayside", "M": "Millbrook", "O": "St Oswin's", "F": "Fellgate"}


def staffed(role, label, **differences):
    """Practices that have so much more or less than they need, all of it to share."""
    return [
        practice(code, 1000, NAMES[code], staff=(line(role, label, Decimal(difference)),))
        for code, difference in differences.items()
    ]


def line(role, label, difference):
    over = max(difference, Decimal(0))
    return StaffLine(role, label, Decimal(2) + difference, None, None, Decimal(2), over)


def test_healthcare_assistants_in_harbour_and_vale():
    members = staffed("hca", "Healthcare assistant", Q="0.4", M="-0.3", O="-0.2", F="0")
    (hca,) = share_people(members, NAMES)
    assert (hca.matchable, hca.residual) == (Decimal("0.4"), Decimal("0.1"))
    assert hca.sentence == (
        "0.4 WTE healthcare assistant could move from Quayside to Millbrook and St Oswin's; "
        "0.1 WTE is still short."
    )


def test_pharmacists_in_harbour_and_vale():
    members = staffed("pharmacist", "Pharmacist", Q="-0.5", M="0.2", O="0.1", F="-0.2")
    (pharmacist,) = share_people(members, NAMES)
    assert (pharmacist.matchable, pharmacist.residual) == (Decimal("0.3"), Decimal("0.4"))


def test_the_nearest_pair_comes_first_then_the_largest_gap():
    members = staffed("hca", "HCA", Q="0.3", M="-0.3", O="-0.2", F="-0.1")
    travel = {frozenset({"Q", "F"}): 5}
    (hca,) = share_people(members, NAMES, travel)
    moved = [(move.taker, move.wte) for move in hca.moves]
    assert moved == [("F", Decimal("0.1")), ("M", Decimal("0.2"))]


def test_what_moves_adds_up_to_what_can_be_matched():
    members = staffed("hca", "HCA", Q="0.35", M="0.3", O="-0.5", F="-0.4")
    (hca,) = share_people(members, NAMES)
    assert sum(move.wte for move in hca.moves) == hca.matchable == Decimal("0.65")


@pytest.mark.parametrize(
    ("offer", "surplus"), [(None, 0), (Decimal("0.1"), Decimal("0.1")), (Decimal(3), 1)]
)
def test_only_what_is_offered_is_counted_and_never_more_than_there_is(offer, surplus):
    own = StaffLine("hca", "HCA", Decimal(3), None, None, Decimal(2), offer)
    short = line("hca", "HCA", Decimal(-1))
    members = [practice("Q", 1, staff=(own,)), practice("M", 1, staff=(short,))]
    (hca,) = share_people(members, NAMES)
    assert hca.balance.surplus == surplus


def test_staff_paid_by_the_pcn_are_not_the_practices_to_offer():
    own = StaffLine("hca", "HCA", Decimal(3), None, None, Decimal(2), Decimal(1), is_pcn_paid=True)
    short = line("hca", "HCA", Decimal(-1))
    members = [practice("Q", 1, staff=(own,)), practice("M", 1, staff=(short,))]
    (hca,) = share_people(members, NAMES)
    assert hca.balance.surplus == 0


def test_a_role_without_an_answer_is_not_asked_and_never_nought():
    blank = StaffLine("hca", "HCA", Decimal(3))
    members = [practice("Q", 1, staff=(blank,)), *staffed("hca", "HCA", M="-0.2")]
    (hca,) = share_people(members, NAMES)
    assert (hca.balance.asked, hca.balance.not_asked) == (1, 1)
    assert hca.sentence == "0.2 WTE HCA is short, and no practice has said it could share."


def test_what_is_settled_first_is_printed_as_three_questions():
    assert [prompt.split()[1] for prompt in PROMPTS] == ["employs", "indemnifies", "supervises"]


def headroom(levels):
    return GapCell(GapKind.GAP, 0, levels, 2)


def gaps(cell):
    return {"best_guess": {"access": (cell,)}}


def test_a_willing_practice_with_headroom_can_mentor_one_with_a_gap():
    members = [
        practice("Q", 1, willing_to_help=True, gaps=gaps(headroom(1))),
        practice("M", 1, gaps=gaps(short_by(1))),
        practice("O", 1, gaps=gaps(NO_DATED)),
        practice("F", 1, gaps=gaps(headroom(2))),
    ]
    found = mentors(members, 2026, "best_guess")
    assert [(each.domain, each.helper, each.helped) for each in found] == [("access", "Q", "M")]


def test_without_headroom_or_in_another_year_nobody_mentors():
    level = practice("Q", 1, willing_to_help=True, gaps=gaps(headroom(0)))
    able = practice("Q", 1, willing_to_help=True, gaps=gaps(headroom(1)))
    short = practice("M", 1, gaps=gaps(short_by(1)))
    assert mentors([level, short], 2026, "best_guess") == ()
    assert mentors([able, short], 2027, "best_guess") == ()


def test_staff_without_a_role_are_matched_with_nobody():
    assert share_people(staffed("", "", Q="0.4", M="-0.3"), NAMES) == ()
