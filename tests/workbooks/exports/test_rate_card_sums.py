"""Any card's workbook has the prices of the engine in its rows, line by line."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import given, settings

from stocktake.rates.card import RateCard
from stocktake.rates.pricing import price_card
from stocktake.rates.publishing import published
from stocktake.workbooks.exports.card_page import FIRST
from stocktake.workbooks.exports.rate_card import save_rate_card
from stocktake.workbooks.exports.rate_card_sums import LINES, PARTS, YEARS
from tests.rate_cards import cards
from tests.store.killing import runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@settings(max_examples=runs(long=200, short=5), deadline=None)
@given(cards())
def test_a_line_stands_in_one_row_on_every_sheet(card: RateCard) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "card.xlsx"
        save_rate_card(path, published(card), NOW)
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)
    for number, line in enumerate(price_card(published(card).card).lines):
        row = FIRST + number
        assert {book[name][f"A{row}"].value for name in (LINES, PARTS, YEARS)} == {line.line.id}
        price = book[PARTS].cell(row, book[PARTS].max_column).value
        assert round(price, 2) == float(line.price_gbp)
        years = [book[YEARS].cell(row, 7 + n).value for n in range(len(line.years))]
        assert years == [float(each.pounds) for each in line.years]
