"""The rate card lines of a PCN workbook: together, from five practices, never one's own."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from stocktake.merge.card_returns import pool_in
from stocktake.rates.pooled_cost import pooled_line_cost
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.tasks.combine import Gathered, look, write
from stocktake.workbooks.exports.pcn_rate_card import TITLE, left_out_words
from tests.pooling import collection_of

YEAR = "2026/27"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """PCN workbooks of four and of five practices."""
    folder = tmp_path_factory.mktemp("pcn")
    made = {}
    for practices in (4, 5):
        gathered = Gathered((), collection_of(practices))
        made[practices] = write(folder / f"{practices}.xlsx", gathered, look(gathered.collection))
    return made


def rows(path: Path) -> list[list[object]]:
    sheet = load_workbook(path)[TITLE]
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_quartiles_stand_beside_how_many_gave_them(books: dict[int, Path]) -> None:
    ecg = [row for row in rows(books[5]) if len(row) > 2 and row[2] == "Healthcare assistant"]
    assert [row[3:] for row in ecg] == [[5, 20, 30, 40], [5, 20, 30, 40]]


def test_below_five_practices_everything_is_held_and_nothing_is_a_figure(
    books: dict[int, Path],
) -> None:
    found = [row for row in rows(books[4]) if len(row) == 7]
    assert {tuple(row[4:]) for row in found[1:]} == {("4 answered, held", "held", "held")}
    said = [str(cell) for row in rows(books[4]) for cell in row]
    assert "No line has the costs of five practices yet." in said
    assert not any(each.startswith("=") for each in said)


def test_pooled_costs_are_live_formulas_from_the_sums_of_the_year(books: dict[int, Path]) -> None:
    ours = load_workbook(books[5], data_only=True)[TITLE]
    live = load_workbook(books[5])[TITLE]
    costs = pool_in(collection_of(5), YEAR).shared_costs()
    start = shipped_rate_settings().value("uplift")
    for each in costs:
        price = pooled_line_cost(each.pooled, start)
        row = next(
            row[0].row
            for row in ours.iter_rows()
            if row[0].value == each.line.called and row[3].value == each.volume
        )
        assert live.cell(row, 13).value == f"=SUM(E{row}:L{row})"
        assert live.cell(row, 14).value == f"=M{row}/D{row}"
        assert ours.cell(row, 14).value == pytest.approx(float(price.cost))
        assert ours.cell(row, 15).value == pytest.approx(float(price.price_gbp))


def test_the_caution_stands_at_the_head_and_nobody_is_told_a_price(books: dict[int, Path]) -> None:
    said = " ".join(str(cell) for row in rows(books[5]) for cell in row)
    assert "Do not agree these with other practices." in said
    assert "Nothing here is a recommended price." in said


def test_no_cell_of_the_workbook_shows_one_practice_s_minutes_or_costs(
    books: dict[int, Path],
) -> None:
    long = load_workbook(books[5])["Long data"]
    lines = [
        [cell.value for cell in row]
        for row in long.iter_rows()
        if str(row[2].value).startswith("rate_card.")
    ]
    assert lines
    assert {row[7] for row in lines} == {"held"}


def test_without_shared_lines_there_is_no_sheet(tmp_path: Path) -> None:
    versions = [v for v in collection_of(2).versions if v.identity.form_id != "rate_card_lines"]
    from stocktake.merge.collection import collect

    gathered = Gathered((), collect(versions))
    path = write(tmp_path / "pcn.xlsx", gathered, look(gathered.collection))
    assert TITLE not in load_workbook(path).sheetnames
    assert left_out_words(pool_in(gathered.collection, YEAR)) == ()
