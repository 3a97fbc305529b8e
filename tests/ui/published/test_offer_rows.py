from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from stocktake.opendata.pack import PackSource
from stocktake.opendata.release import Basis, Period, PublishedFigure, PublishedValue, Quality
from stocktake.questionnaire.answers import Address, Answer, Answers, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_offers import Kept, Offer, Standing
from stocktake.ui.published.offer_rows import (
    OfferRows,
    difference_words,
    offer_row,
    sentence_of,
    unoffered_row,
)

TODAY = date(2026, 11, 22)
SIZE = Address("profile.list_size")
ESTIMATED = "The figure was estimated by NHS England."


def kept(
    raw: str = "3743",
    quality: Quality = Quality.OK,
    note: str = "",
    figure: PublishedFigure | None = None,
) -> Kept:
    day = date(2026, 7, 1)
    period = Period(day, day, Basis.IN_FILE)
    source = PackSource("list_size", "Lists", "NHS England", "1", "a", "f", 9, period, False, "")
    value = PublishedValue(
        "A81001", "list.registered", raw, figure, "patients", 2, "N", quality, note
    )
    return Kept(value, source, 1, datetime(2026, 11, 1, tzinfo=UTC), True)


def offer(of: Kept, own: int | None = None, suggestion: str = "3743") -> Offer:
    answer = Answer() if own is None else answered(Decimal(own))
    standing = Standing.SUGGESTED if own is None else Standing.TYPED
    figure = Decimal(suggestion)
    return Offer(SIZE, "registered patients", "patients", figure, of, answer, standing)


def sheet() -> Sheet:
    return Sheet(shipped_form(STOCKTAKE), Answers(), today=TODAY)


def test_an_estimate_is_a_sentence_and_says_how_it_would_be_marked() -> None:
    of = kept("3743", Quality.ESTIMATED, ESTIMATED, Decimal(3743))
    row = offer_row(offer(of), sheet(), TODAY)
    assert row.cells[1] == ESTIMATED
    assert row.seconds[1] == "As an answer: 3,743 patients, marked as an estimate"
    assert row.cells[3] == "New, look at it first"


@pytest.mark.parametrize("quality", [Quality.SUPPRESSED, Quality.NOT_PUBLISHED])
def test_what_was_not_published_is_a_sentence_and_never_a_number(quality: Quality) -> None:
    of = kept("0", quality)
    row = unoffered_row(of, "registered patients", "Practice")
    assert row.cells[1] == "No figure"
    assert row.cells[3] == sentence_of(of) != ""
    assert not any(sign.isdigit() for cell in (*row.cells, *row.seconds) for sign in cell)
    assert not row.can_take


@pytest.mark.parametrize(
    ("own", "figure", "words"),
    [
        (3800, "3743", "+57 (+1.5%)"),
        (3700, "3743", "−43 (−1.1%)"),
        (3743, "3743", "–"),
        (5, "0", "+5"),
        (100001, "100000", "+1 (+under\N{NO-BREAK SPACE}0.1%)"),
    ],
)
def test_the_difference_is_said_with_its_share(own: int, figure: str, words: str) -> None:
    assert difference_words(offer(kept(), own, figure)) == words


def test_an_own_answer_that_is_the_same_says_so_and_cannot_be_ticked() -> None:
    row = offer_row(offer(kept(), 3743), sheet(), TODAY)
    assert (row.cells[3], row.seconds[3]) == ("Yours", "The same as published")
    assert not row.can_take


def test_what_was_ticked_stays_ticked_while_it_can_be_taken(qtbot: QtBot) -> None:
    rows = OfferRows()
    row = offer_row(offer(kept()), sheet(), TODAY)
    rows.set_rows([row])
    assert rows.turn(0)
    rows.set_rows([row])
    assert len(rows.ticked()) == 1
    rows.set_rows([replace(row, can_take=False)])
    assert rows.ticked() == ()
    assert not rows.turn(0)
