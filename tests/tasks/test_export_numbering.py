"""Exports of one practice with other ticks: the later one counts, and nobody is asked."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.combine import gather
from stocktake.tasks.export_practice import export_practice
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HELD = Address("demand.turned_away_week")
BARE = ShareChoice("numbers", show_name=True)
WITH_HELD = ShareChoice("numbers", frozenset({HELD}), show_name=True)


@pytest.fixture
def practice(practice: OpenPractice) -> OpenPractice:
    """With a confidential answer as well."""
    practice.enter(STOCKTAKE, HELD, answered(Decimal(12)))
    return practice


@pytest.mark.parametrize("choices", [(BARE, WITH_HELD), (WITH_HELD, BARE)])
def test_an_export_with_other_ticks_replaces_the_one_before(
    practice: OpenPractice, tmp_path: Path, choices: tuple[ShareChoice, ShareChoice]
) -> None:
    files = [export_practice(practice, choice, tmp_path, NOW).path for choice in choices]
    for order in (files, files[::-1]):
        held = gather(order).collection
        assert held.conflicts() == ()
        (counted,) = (v for v in held.counted("2026/27") if v.submission.form_id == STOCKTAKE)
        is_shared = choices[1] is WITH_HELD
        assert (HELD in counted.submission.answers) is is_shared


def test_going_back_to_the_first_ticks_is_the_latest_again(
    practice: OpenPractice, tmp_path: Path
) -> None:
    files = [
        export_practice(practice, choice, tmp_path, NOW).path for choice in (BARE, WITH_HELD, BARE)
    ]
    held = gather(files).collection
    assert held.conflicts() == ()
    (counted,) = (v for v in held.counted("2026/27") if v.submission.form_id == STOCKTAKE)
    assert HELD not in counted.submission.answers


def test_another_tick_does_not_move_the_assessment_date(
    practice: OpenPractice, tmp_path: Path
) -> None:
    export_practice(practice, BARE, tmp_path, NOW)
    before = practice.submissions((STOCKTAKE,))[0]
    export_practice(practice, WITH_HELD, tmp_path, NOW)
    after = practice.submissions((STOCKTAKE,))[0]
    assert after.revision == before.revision + 1
    assert after.assessed_on == before.assessed_on
