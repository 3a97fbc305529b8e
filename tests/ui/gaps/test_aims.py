from reviewing import Reviewed

from stocktake.planning.certainty import Certainty
from stocktake.planning.years import DEFAULT_YEARS
from stocktake.questionnaire.answers import Address
from stocktake.ui.gaps.aims import NOTHING_TO_CLIMB, aim_columns, aim_rows, aim_sentence

BEST = Certainty.BEST_GUESS


def rate(reviewed: Reviewed, **levels: int) -> None:
    """Give every rating of some domains a level."""
    reviewed.say(
        {Address(q.id): levels[q.domain] for q in reviewed.ratings() if q.domain in levels}
    )


def test_an_even_climb_is_told_year_by_year(reviewed: Reviewed) -> None:
    """The estate of B-T5: level 1 now, 3 by March 2030."""
    rate(reviewed, estate=1)
    (row,) = aim_rows(reviewed.desk.plan(), BEST)
    assert row.cells == ("Premises and estate", "1", "1", "2", "2", "3", "3", "3")
    assert row.second == ""
    assert row.key == ("estate",)
    assert len(aim_columns(DEFAULT_YEARS)) == len(row.cells)


def test_a_domain_at_the_level_asked_is_counted_and_not_listed(reviewed: Reviewed) -> None:
    rate(reviewed, estate=1, access=3)
    plan = reviewed.desk.plan()
    assert [row.cells[0] for row in aim_rows(plan, BEST)] == ["Premises and estate"]
    assert aim_sentence(plan, BEST).endswith("1 more domain has nothing to climb to.")


def test_with_nothing_to_climb_to_the_page_says_so(reviewed: Reviewed) -> None:
    rate(reviewed, access=4)
    plan = reviewed.desk.plan()
    assert aim_rows(plan, BEST) == ()
    assert aim_sentence(plan, BEST) == NOTHING_TO_CLIMB


def test_what_is_past_due_is_said_beside_its_domain(reviewed: Reviewed) -> None:
    rate(reviewed, access=1)
    (row,) = aim_rows(reviewed.desk.plan(), BEST)
    assert row.cells[1:4] == ("1", "3", "3")
    assert row.second == "Level 3 is past due."


def test_ones_own_destination_and_a_steadier_climb_are_said(reviewed: Reviewed) -> None:
    rate(reviewed, estate=2)
    reviewed.say({Address("dest.estate"): 4})
    (row,) = aim_rows(reviewed.desk.plan(), BEST)
    assert row.cells[1:] == ("2", "2", "2", "3", "3", "4", "4")
    assert row.second == (
        "The last step is your own destination. A steadier climb starts sooner: 3 by March 2028."
    )
