from datetime import date
from decimal import Decimal

import pytest
from reviewing import Reviewed

from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.ui.gaps import words

BEST = Certainty.BEST_GUESS


def rate(reviewed: Reviewed, **levels: int) -> None:
    """Give every rating of some domains a level."""
    reviewed.say(
        {Address(q.id): levels[q.domain] for q in reviewed.ratings() if q.domain in levels}
    )


def say_need(reviewed: Reviewed, need: dict[str, object]) -> None:
    """List one need to be safe today."""
    cells = {Address("resilience.needs", "n1", f"resilience.needs.{k}"): v for k, v in need.items()}
    reviewed.say(cells)


def finding(reviewed: Reviewed, year: int = 2028) -> str:
    return words.finding(reviewed.desk.plan(), BEST, year)


def taking(reviewed: Reviewed, year: int = 2028) -> dict[str, tuple[str, ...]]:
    rows = words.taking_rows(reviewed.desk.plan(), BEST, year)
    return {row.cells[0]: row.cells[1:] for row in rows}


def test_the_one_furthest_behind_is_named(reviewed: Reviewed) -> None:
    rate(reviewed, access=2, workforce=1, digital=3)
    assert finding(reviewed) == (
        "By 31 March 2029: two of three domains are short; Workforce and wellbeing is furthest "
        "behind, by two levels"
    )


def test_gaps_as_wide_as_one_another_single_nobody_out(reviewed: Reviewed) -> None:
    rate(reviewed, access=2, workforce=2, digital=3)
    assert finding(reviewed) == (
        "By 31 March 2029: two of three domains are short, each by one level"
    )


def test_several_behind_are_named_together(reviewed: Reviewed) -> None:
    rate(reviewed, access=1, workforce=1, digital=2)
    assert finding(reviewed).endswith(
        "; Access and demand and Workforce and wellbeing are furthest behind, by two levels"
    )


def test_many_behind_are_counted(reviewed: Reviewed) -> None:
    rate(reviewed, access=1, workforce=1, digital=1, services=1, finance=2)
    assert finding(reviewed).endswith("five of five domains are short, four of them by two levels")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (
            {"access": 2},
            "Access and demand is one level short, and no other domain can be compared yet",
        ),
        ({"access": 3}, "Access and demand is not short, and no other domain can be compared yet"),
        ({}, "no domain has both a level and a dated expectation yet"),
        ({"voice": 0}, "no domain has both a level and a dated expectation yet"),
    ],
)
def test_few_domains_are_said_as_they_are(
    reviewed: Reviewed, levels: dict[str, int], said: str
) -> None:
    rate(reviewed, **levels)
    assert finding(reviewed) == f"By 31 March 2029: {said}"


def test_only_what_must_start_now_is_listed_and_the_rest_counted(reviewed: Reviewed) -> None:
    rate(reviewed, access=2, workforce=2, digital=2)
    plan = reviewed.desk.plan()
    rows = words.now_rows(plan, BEST, reviewed.desk.sheet(EXPECTATIONS))
    said = {row.cells[3].split("\N{NO-BREAK SPACE}")[1] for row in rows}
    assert rows
    assert said <= {"Overdue", "Open now", "Late start", "Start now"}
    assert "a later date to begin" in words.now_sentence(plan, BEST)


def test_a_long_list_is_cut_short_and_says_so(reviewed: Reviewed) -> None:
    reviewed.rate(0)
    plan = reviewed.desk.plan()
    rows = words.now_rows(plan, BEST, reviewed.desk.sheet(EXPECTATIONS))
    assert len(rows) == words.MOST_NOW
    assert f"The first {words.MOST_NOW} of them stand here." in words.now_sentence(plan, BEST)


def test_nothing_short_has_nothing_to_start(reviewed: Reviewed) -> None:
    reviewed.rate(4)
    assert words.now_sentence(reviewed.desk.plan(), BEST).startswith("Nothing has to start")


def test_money_is_added_up_to_the_year_by_who_pays(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    reviewed.ready("ACC-01", 1, needs_recurrent=1200, funding="unfunded")
    assert taking(reviewed, 2026)["Money, £"][:4] == ("1,200", "0", "0", "1,200")
    assert taking(reviewed, 2028)["Money, £"][:4] == ("3,600", "0", "0", "3,600")
    assert taking(reviewed)["Money, £"][4].startswith("1 of ")


def test_what_nobody_has_said_is_not_known_and_never_nought(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    found = taking(reviewed)
    assert found["People, WTE"][0] == "not known"
    assert found["Money, £"][0] == "not known"
    assert found["Staff days for change"][0] == "not known"
    assert "free days not known" in found["Staff days for change"][4]


def test_staff_days_are_set_against_those_free(reviewed: Reviewed) -> None:
    reviewed.rate(4)
    need = {"need": "Two rooms", "by_when": date(2027, 3, 1), "effort_days": Decimal(30)}
    reviewed.say(
        {Address("resilience.needs", "n1", f"resilience.needs.{k}"): v for k, v in need.items()}
    )
    row = taking(reviewed, 2026)["Staff days for change"]
    assert row[0] == "30"
    assert row[4].startswith("1 of 1 piece of work with days")


def test_being_safe_today_is_told_apart_and_never_added(reviewed: Reviewed) -> None:
    reviewed.rate(4)
    need = {"need": "Two rooms", "by_when": date(2027, 3, 1), "cost_once": 40_000}
    reviewed.say(
        {Address("resilience.needs", "n1", f"resilience.needs.{k}"): v for k, v in need.items()}
    )
    said = words.taking_sentence(reviewed.desk.plan(), BEST, 2026)
    assert "counted apart and never added: 1 need listed, £40,000 in 2026/27" in said
    assert taking(reviewed, 2026)["Money, £"][0] == "not known"
