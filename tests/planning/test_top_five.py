from datetime import date

import pytest

from stocktake.planning.needs import Need
from stocktake.planning.priority import expectation_gap, in_order, priority
from stocktake.planning.top_five import TopFive, TopItem, Weakness, candidates

ITEMS = (TopItem(1, "expectation", "ACC-01"),)
DAY = date(2026, 11, 20)


def test_a_list_counts_once_somebody_has_confirmed_it_and_said_when():
    five = TopFive(ITEMS, "manager", DAY)
    assert five.is_confirmed
    assert five.counted == ITEMS


@pytest.mark.parametrize(
    "five",
    [TopFive(ITEMS, "", DAY), TopFive(ITEMS, "manager", None), TopFive((), "manager", DAY)],
    ids=["nobody", "no date", "nothing chosen"],
)
def test_an_unconfirmed_list_is_no_view_yet(five):
    assert not five.is_confirmed
    assert five.counted is None


def ranked(rows, today):
    gaps = {row.id: expectation_gap(row, 1) for row in rows}
    ordered = in_order([(row, priority(row, gaps[row.id], today)) for row in rows])
    return [(row, rank, gaps[row.id].status) for row, rank in ordered]


def test_candidates_are_in_priority_order_with_the_reason(row, today):
    rows = [
        row("FAR", due=date(2031, 3, 31)),
        row("NEAR", level=3),
        row("READY", own={"ready_now": 4}),
        row("NOT-OURS", own={"applies": "no"}),
    ]
    offered = candidates(ranked(rows, today), [], [])
    assert [c.item for c in offered] == ["NEAR", "FAR"]
    assert offered[0].why == "two levels short, due in 4 months, contract"
    assert offered[0].points > offered[1].points


def test_weaknesses_and_needs_follow_in_their_own_order():
    weaknesses = [
        Weakness(id="w1", weakness="Coding backlog", impact="low"),
        Weakness(id="w2", weakness="No lift", impact="high", needed_by=date(2028, 1, 1)),
        Weakness(id="w3", weakness="Phones", impact="high", needed_by=date(2027, 1, 1)),
    ]
    needs = [
        Need(id="n1", need="Second clerk"),
        Need(id="n2", need="Generator", by_when=date(2027, 5, 1)),
        Need(id="n3", need="Old boiler", status="done"),
    ]
    offered = candidates([], weaknesses, needs)
    assert [c.item for c in offered] == ["w3", "w2", "w1", "n2", "n1"]
    assert offered[0].why == "matters today: high, to be fixed by 1 January 2027"
    assert offered[3].why == "needed by 1 May 2027"
    assert offered[4].why == ""
