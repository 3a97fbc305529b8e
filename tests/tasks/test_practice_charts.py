from decimal import Decimal
from pathlib import Path

import pytest
from reviewing import Reviewed

from stocktake.charts.cell import NOT_APPLICABLE, NOT_ASSESSED, known
from stocktake.charts.ratings_by_domain import Rated
from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practice_charts import based_on, ratings_by_domain, resources
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.sample import put_sample


@pytest.fixture
def sheet(qapp: object, tmp_path: Path) -> Sheet:
    """Digital: one rating answered, one not known, one left out; nothing else said."""
    reviewed = Reviewed(tmp_path)
    reviewed.open()
    first, second, third = [q.id for q in reviewed.ratings() if q.domain == "digital"]
    reviewed.say({Address(first): 3})
    reviewed.say({Address(second): Answer(state=State.NOT_KNOWN)})
    reviewed.say({Address(third): Answer(state=State.NOT_APPLICABLE)})
    found = reviewed.desk.sheet(STOCKTAKE)
    reviewed.close()
    return found


def digital(sheet: Sheet) -> tuple[Rated, ...]:
    drawn = ratings_by_domain(sheet)
    return next(each.ratings for each in drawn.domains if each.id == "digital")


def test_what_figures_rest_on_says_why_ratings_are_missing(sheet: Sheet) -> None:
    assert based_on(sheet, ("digital",)) == "1 of 3 ratings; 1 not known; 1 not applicable"
    assert based_on(sheet).startswith("1 of ")
    assert "not answered" in based_on(sheet)


def test_every_rating_keeps_its_level_or_why_it_has_none(sheet: Sheet) -> None:
    cells = [(each.cell, each.said) for each in digital(sheet)]
    assert cells == [
        (known(3), "3 Reliable"),
        (NOT_ASSESSED, "Not known"),
        (NOT_APPLICABLE, "Not applicable"),
    ]


def test_all_twelve_domains_are_there_with_their_ratings(sheet: Sheet) -> None:
    drawn = ratings_by_domain(sheet)
    assert len(drawn.domains) == 12
    assert all(each.ratings for each in drawn.domains)


def test_money_to_be_safe_today_is_drawn_for_each_year_as_the_plan_has_it(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        put_sample(workspace)
        found = next(x for x in practice_rounds(workspace) if x.subject.name == "Fellgate")
        plan = OpenPractice(workspace, found.subject, found.round).plan()
    drawn = resources(plan, Certainty.BEST_GUESS)
    assert drawn.safe_today_gbp == plan.safe_today.money
    assert drawn.safe_today_gbp[0] == Decimal(17600)
    assert sum(drawn.safe_today_gbp) == Decimal(1835600)
