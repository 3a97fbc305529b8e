"""A card of pooled costs as a workbook: from the sums of a year to the price, cell by cell."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stocktake.documents.rate_card_paper import rate_card_paper
from stocktake.documents.web_page import to_web_page
from stocktake.rates.pooled_cost import PARTS
from stocktake.rates.publishing import published
from stocktake.workbooks.exports.pooled_sums import PART_NAMES
from stocktake.workbooks.exports.rate_card import save_rate_card
from tests.rates.pooled_cards import TWO_LINES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def card_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "card.xlsx"
    save_rate_card(path, published(TWO_LINES), NOW)
    return path


def test_each_part_of_a_price_is_a_year_s_cost_over_a_year_s_volume(card_file: Path) -> None:
    book = load_workbook(card_file)
    assert book["Price parts"]["D5"].value == "=Lines!F5/Lines!E5"
    assert book["Price parts"]["N5"].value == "=ROUND(L5+M5,2)"
    assert [book["Lines"][at].value for at in ("D5", "E5", "F5")] == [5, 16000, 120000]
    assert "Roles" not in book.sheetnames
    assert set(PART_NAMES) == set(PARTS)


def test_the_card_says_that_it_is_pooled_and_from_how_many(card_file: Path) -> None:
    front = load_workbook(card_file)["Rate card"]
    said = {str(row[1].value): str(row[2].value) for row in front.iter_rows() if row[1].value}
    assert said["Costs pooled from"] == "5 to 6 practices, by line"
    assert "added up" in said["How prices are made"]
    assert "must not agree prices" in said["Competition"]


def test_the_paper_says_how_many_practices_each_line_stands_on() -> None:
    page = to_web_page(rate_card_paper(published(TWO_LINES)))
    assert "Pooled from" in page
    assert "6 practices" in page
    assert "What an hour of each role costs" not in page
