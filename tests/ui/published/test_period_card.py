from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stocktake.opendata.release import Basis, Period, Source, Verdict
from stocktake.ui.published.period_card import PeriodCard, period_typed

SAVED = date(2026, 7, 3)


@pytest.mark.parametrize(
    ("typed", "style", "words"),
    [
        ("1 March 2026", "", "1 March 2026"),
        ("June 2025", "month", "June 2025"),
        (" june  2025 ", "", "June 2025"),
        ("2024/25", "financial_year", "2024/25"),
        ("2024-25", "", "2024/25"),
        ("2025", "year", "2025"),
    ],
)
def test_a_time_is_understood_as_people_write_it(typed: str, style: str, words: str) -> None:
    found = period_typed(typed, style)
    assert found is not None
    assert (found.words, found.basis) == (words, Basis.MANAGER)


@pytest.mark.parametrize("typed", ["", "  ", "last summer", "soon"])
def test_what_is_no_time_is_not_taken_for_one(typed: str) -> None:
    assert period_typed(typed) is None


def verdict(period: Period | None) -> Verdict:
    source = Source(Path("payments.csv"))
    title = "NHS Payments to General Practice"
    saved = SAVED if period is None else None
    return Verdict(source, "payments", title, "", period, confirm_period=True, downloaded_on=saved)


def test_the_time_in_the_name_is_offered_and_counts_as_said(qtbot: QtBot) -> None:
    named = Period(date(2024, 4, 1), date(2025, 3, 31), Basis.FILE_NAME)
    card = PeriodCard(verdict(named))
    qtbot.addWidget(card)
    said = card.period()
    assert said is not None
    assert (said.words, said.basis) == ("2024/25", Basis.MANAGER)


def test_without_a_time_in_the_name_the_day_it_was_saved_is_offered(qtbot: QtBot) -> None:
    card = PeriodCard(verdict(None))
    qtbot.addWidget(card)
    assert "3 July 2026" in card.choices.options()[0].words()
    assert card.period() == Period(SAVED, SAVED, Basis.MANAGER)
