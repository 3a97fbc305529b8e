"""Rate card lines together, in words: what is held says so, and nothing is a price to charge."""

from stocktake.merge.card_lines import CardLines, CostTold, LineName, MinutesTold, pool_of
from stocktake.merge.card_returns import pool_in
from stocktake.rates.card import CardSetting, with_setting
from stocktake.rates.pooled_cost import PARTS
from stocktake.ui.combine.rate_card_words import cost_rows, left_out, minute_rows, said_of
from tests.pooling import collection_of
from tests.rates.pooled_cards import D, pooled_card

YEAR = "2026/27"


def test_five_practices_are_shown_as_quartiles_with_the_unit_beside() -> None:
    rows = minute_rows(pool_in(collection_of(5), YEAR))
    hca = [row for row in rows if row.cells[1] == "Healthcare assistant"]
    assert {row.cells[2:] for row in hca} == {("5", "20", "30", "40")}
    assert {row.second for row in rows} == {"visit", "test"}


def test_four_practices_are_held_in_every_cell() -> None:
    pool = pool_in(collection_of(4), YEAR)
    assert {row.cells[2:] for row in minute_rows(pool)} == {("4", "held", "held", "held")}
    assert {row.cells[1:] for row in cost_rows(pool, None)} == {("4", "held", "held", "held")}


def test_the_uplift_of_the_card_in_hand_is_used() -> None:
    pool = pool_in(collection_of(5), YEAR)
    none = with_setting(pooled_card(), CardSetting(id="uplift", value=D(0)))
    assert all(row.cells[3] == row.cells[4] for row in cost_rows(pool, none))
    assert all(row.cells[3] != row.cells[4] for row in cost_rows(pool, None))


def test_how_many_shared_is_said_with_the_rule() -> None:
    words = said_of(pool_in(collection_of(5), YEAR))
    assert words.startswith("5 practices shared lines")
    assert "only from five practices" in words
    assert said_of(pool_of([], YEAR)) == ""


def test_what_is_left_out_is_counted() -> None:
    own = LineName("A clinic", "", "visit")
    cost = CostTold(own, "2025/26", D(1), dict.fromkeys(PARTS, D(1)))
    told = CardLines("A1", (MinutesTold(own, {"gp": D(1)}),), (cost,))
    assert left_out(pool_of([told], YEAR)) == (
        "1 more line that practices named themselves: held, and not named. "
        "1 line of costs left out: not of 2026/27."
    )
    assert left_out(pool_in(collection_of(5), YEAR)) == ""
