from pathlib import Path

import pytest
from reviewing import Reviewed

from stocktake.charts.cell import NOT_APPLICABLE, NOT_ASSESSED, known
from stocktake.charts.ratings_by_domain import Rated
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.practice_charts import based_on, ratings_by_domain


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
