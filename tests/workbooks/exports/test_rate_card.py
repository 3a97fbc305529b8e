"""The workbook of a rate card: live formulas that give our prices, text that stays text."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from stocktake.rates.card import CardLine
from stocktake.rates.pricing import price_card
from stocktake.rates.publishing import published
from stocktake.workbooks.card_layout import FRONT_SHEET, PRICE
from stocktake.workbooks.exports.card_page import FIRST
from stocktake.workbooks.exports.rate_card import save_rate_card
from stocktake.workbooks.exports.rate_card_sums import LINES, PARTS, ROLES, SETTINGS, YEARS
from tests.rate_cards import CHANGED, reference_card, reworked, sample_card
from tests.rates.pooled_cards import TWO_LINES as POOLED

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "card.xlsx"
    save_rate_card(path, published(sample_card()), NOW)
    return path


@pytest.fixture(scope="module")
def worked_out(book: Path) -> Iterator[tuple[Any, Any, Any]]:
    """What LibreOffice works out: as published, and with other figures typed in.

    openpyxl drops every value that stands beside a formula, so nothing here is ours.
    """
    folder = book.parent
    plain = openpyxl.load_workbook(book)
    plain.save(folder / "plain.xlsx")
    plain[LINES][f"D{FIRST}"] = 20
    plain[ROLES]["C5"] = 30
    overhead = next(row for row in plain[SETTINGS].iter_rows() if "Overheads" in str(row[1].value))
    overhead[2].value = 0.2
    plain.save(folder / "typed.xlsx")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "again")]
    save_rate_card(folder / "pool.xlsx", published(POOLED), NOW)
    pool = openpyxl.load_workbook(folder / "pool.xlsx")
    pool.save(folder / "pool.xlsx")
    command += [str(folder / f"{n}.xlsx") for n in ("plain", "typed", "pool")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    again = [openpyxl.load_workbook(folder / "again" / f"{n}.xlsx", data_only=True)
             for n in ("plain", "typed", "pool")]  # fmt: skip
    yield again[0], again[1], again[2]


def prices(workbook: Any) -> dict[str, Decimal]:
    """The prices on the first sheet by the id of their line."""
    rows = list(workbook[FRONT_SHEET].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[3] == PRICE)
    return {row[0]: in_pence(row[3]) for row in rows[start + 1 :] if row[0]}


def in_pence(value: Any) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.01"))


def test_libreoffice_works_out_all_eighteen_prices_to_the_penny(
    worked_out: tuple[Any, Any, Any],
) -> None:
    ours = {each.line.id: each.price_gbp for each in price_card(sample_card()).lines}
    assert len(ours) == 18
    assert prices(worked_out[0]) == ours


def test_libreoffice_works_out_every_price_of_every_year(worked_out: tuple[Any, Any, Any]) -> None:
    rows = worked_out[0][YEARS].iter_rows(min_row=FIRST, values_only=True)
    found = {row[0]: [in_pence(each) for each in row[6:]] for row in rows if row[0]}
    ours = price_card(sample_card()).lines
    assert found == {each.line.id: [year.pounds for year in each.years] for each in ours}
    assert [str(each) for each in found["abpm"][1:]] == [
        "43.98",
        "45.31",
        "46.68",
        "48.10",
        "49.56",
    ]


def test_libreoffice_works_out_pooled_prices_of_every_year(
    worked_out: tuple[Any, Any, Any],
) -> None:
    ours = price_card(POOLED).lines
    assert prices(worked_out[2]) == {each.line.id: each.price_gbp for each in ours}
    rows = worked_out[2][YEARS].iter_rows(min_row=FIRST, values_only=True)
    found = {row[0]: [in_pence(each) for each in row[6:]] for row in rows if row[0]}
    assert found == {each.line.id: [year.pounds for year in each.years] for each in ours}


def test_other_figures_typed_in_give_what_the_engine_gives(
    worked_out: tuple[Any, Any, Any],
) -> None:
    card = reworked(sample_card(), "phlebotomy", minutes={"hca": Decimal(20), "admin": Decimal(3),
                                                          "gp": Decimal(1)})  # fmt: skip
    settings = tuple(
        CHANGED(each, value=Decimal("0.2")) if each.id == "overhead" else each
        for each in published(card).card.settings
    )
    roles = tuple(
        CHANGED(each, cost_gbp=Decimal(30)) if each.id == "hca" else each for each in card.roles
    )
    ours = price_card(CHANGED(card, settings=settings, roles=roles)).lines
    assert prices(worked_out[1]) == {each.line.id: each.price_gbp for each in ours}


def test_each_price_is_a_formula_with_its_value_beside_it(book: Path) -> None:
    formulas, values = openpyxl.load_workbook(book), openpyxl.load_workbook(book, data_only=True)
    ours = {each.line.id: each.price_gbp for each in price_card(sample_card()).lines}
    assert prices(values) == ours
    front = formulas[FRONT_SHEET]
    written = [row[3].value for row in front.iter_rows() if row[0].value in ours]
    assert written == [f"='{PARTS}'!S{FIRST + n}" for n in range(18)]


def test_the_parts_beside_each_other_add_up_to_the_cost(book: Path) -> None:
    rows = openpyxl.load_workbook(book, data_only=True)[PARTS].iter_rows(
        min_row=FIRST, values_only=True
    )
    for row, line in zip(rows, price_card(sample_card()).lines, strict=True):
        assert line.cost is not None
        assert sum(row[3:16]) == pytest.approx(row[16], abs=1e-9)
        assert row[16] == pytest.approx(float(line.cost.cost), abs=1e-9)


def test_what_somebody_typed_never_becomes_a_formula(tmp_path: Path) -> None:
    card = sample_card()
    line = CHANGED(card.lines[0], name="=HYPERLINK(1)", unit="+1")
    roles = (CHANGED(card.roles[0], label="@SUM(1)"), *card.roles[1:])
    card = CHANGED(card, title="=1+1", lines=(line,), roles=roles)
    path = tmp_path / "card.xlsx"
    save_rate_card(path, published(card), NOW)
    typed = [
        cell.value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert typed
    assert not [each for each in typed if "HYPERLINK" in each or "1+1" in each or "@" in each]


def test_a_line_with_only_a_price_has_no_parts(tmp_path: Path) -> None:
    stated = CardLine(id="x", name="Ear care", unit="visit", published_gbp=Decimal("31.5"))
    card = CHANGED(sample_card(), lines=(*sample_card().lines[:2], stated))
    path = tmp_path / "card.xlsx"
    save_rate_card(path, published(card), NOW)
    found = openpyxl.load_workbook(path, data_only=True)
    assert prices(found)["x"] == Decimal("31.50")
    assert found[PARTS][f"D{FIRST + 2}"].value == "–"


def test_a_card_by_reference_gives_its_worked_price(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    save_rate_card(path, published(reference_card()), NOW)
    assert prices(openpyxl.load_workbook(path, data_only=True)) == {"visit": Decimal("28.23")}


def test_it_prints_on_a4_with_its_digest_at_the_foot_of_every_page(book: Path) -> None:
    sha256 = published(sample_card()).sha256
    sheets = [each for each in openpyxl.load_workbook(book) if each.sheet_state == "visible"]
    assert len(sheets) == 8
    for sheet in sheets:
        assert sheet.page_setup.paperSize == 9
        assert sha256 in sheet.oddFooter.left.text
        assert sheet.page_setup.fitToWidth == 1
    assert openpyxl.load_workbook(book)[PARTS].print_title_rows == f"${FIRST - 1}:${FIRST - 1}"


def test_the_same_card_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    save_rate_card(tmp_path / "again.xlsx", published(sample_card()), NOW)
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def test_a_value_beside_a_formula_is_the_exact_one(book: Path) -> None:
    hour = openpyxl.load_workbook(book, data_only=True)[ROLES]["E5"].value
    assert Fraction(hour) == 24
