"""A rate card that came as a workbook: found, read strictly, and held against its own sheet.

The file is opened only in a child process (decisions 16). The card is taken as it was published;
where the first sheet says something else now, that is said line by line.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.rates.publishing import ReadCard, read_card
from stocktake.workbooks.card_layout import BEGINNING, CARRIED_KEY, PRICE, from_payload
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.children import receive_many
from stocktake.workbooks.marks import ANSWER_MARK, CARD_MARK
from stocktake.workbooks.received import Received
from stocktake.workbooks.refusals import refusal_words

A_CARD = "rate_card"
"""The code of what is said where such a file is read among returns."""

_PENNY = Decimal("0.01")
_ASK = "Ask its publisher for the published copy."
_OWN_WORDS = {
    "not_ours": ("This workbook holds no rate card.", "Choose the file that its publisher sent."),
    "newer_format": (
        "This rate card was published by a newer version of Stocktake.",
        "Update Stocktake, then load the card again.",
    ),
    "too_large": ("This workbook is far larger than any rate card.", _ASK),
}


@dataclass(frozen=True, slots=True)
class CardFile:
    """What came of reading one file.

    Attributes:
        read: the card; None when it could not be read.
        problems: why it could not, or what was noticed.
        password: why it needs one: ``password`` or ``wrong_password``; empty when it does not.
    """

    file_name: str
    read: ReadCard | None = None
    problems: tuple[Problem, ...] = ()
    password: str = ""


def is_rate_card(received: Received) -> bool:
    """Whether a received file is a rate card."""
    if (received.payload or "").startswith(BEGINNING):
        return True
    said = {cell.value for sheet in received.sheets for cell in sheet.cells}
    # A return may hold any words at all as an answer, those too.
    return CARD_MARK in said and ANSWER_MARK not in said


def a_rate_card(name: str) -> Problem:
    """Say of a file that was added among returns that it is none."""
    return Problem(
        A_CARD, name, "This is a rate card, and not a return.", "Load it on the page “Rate card”."
    )


def read_card_workbook(path: Path, password: str = "") -> CardFile:
    """Read one workbook in a child process; whatever is wrong with it is part of the result."""
    found: Iterator[tuple[Path, Received]] = receive_many(
        [path], threading.Event(), passwords={path: password}
    )
    _, received = next(found)
    return understand_card(received, path.name)


def understand_card(received: Received, name: str) -> CardFile:
    """Say what card a received file holds."""
    if received.refused or not is_rate_card(received):
        code = received.refused or "not_ours"
        what, how = _OWN_WORDS.get(code) or refusal_words(code, received.reason)
        needs = code if code in ("password", "wrong_password") else ""
        return CardFile(name, None, (Problem(code, name, what, how),), needs)
    try:
        read = read_card(_published_text(received))
    except StocktakeError as error:
        return CardFile(name, None, (Problem(error.code, name, error.what, error.how_to_fix),))
    problems = list(read.problems)
    if not received.is_trusted:
        problems += _changed_prices(received, read, name)
    return CardFile(name, read, tuple(problems))


def _published_text(received: Received) -> str:
    """The text of the card: from the payload, or the hidden sheet where that is lost."""
    payload = received.payload or ""
    if not payload.startswith(BEGINNING):
        payload = next(filter(None, map(_carried, received.sheets)), "")
    try:
        return from_payload(payload)
    except ValueError:
        raise StocktakeError(
            "no_card",
            "The card that was published with this workbook is gone from it.",
            _ASK,
        ) from None


def _carried(sheet: SheetCells) -> str:
    rows = [c.row for c in sheet.cells if c.column == 1 and c.value == CARRIED_KEY]
    return "".join(c.value for c in sheet.cells if c.row in rows[:1] and c.column > 1)


def _changed_prices(received: Received, read: ReadCard, name: str) -> Iterator[Problem]:
    """Say where the first sheet does not show the price that was published."""
    front = next((sheet for sheet in received.sheets if _is_front(sheet)), None)
    if front is None:
        what = "The sheet with the prices is gone from this workbook."
        yield Problem("no_sheet", name, what, "The card was taken as it was published.")
        return
    column = next(cell.column for cell in front.cells if cell.value == PRICE)
    rows = {cell.value: cell.row for cell in front.cells if cell.column == 1}
    shown = {cell.row: cell for cell in front.cells if cell.column == column}
    if any(cell.kind == "uncached" for cell in shown.values()):
        what = "Its formulas were never worked out, so its sheets could not be compared."
        yield Problem("not_compared", name, what, "The card was taken as it was published.")
        return
    for line in read.card.lines:
        cell = shown.get(rows.get(line.id, 0))
        if line.published_gbp is not None and not _is_price(cell, line.published_gbp):
            where = f"{name}, {front.name}, cell {cell.reference}" if cell else name
            yield Problem("sheet_edited", where, *_edited(cell, line.name, line.published_gbp))


def _is_front(sheet: SheetCells) -> bool:
    said = {cell.value for cell in sheet.cells}
    return CARD_MARK in said and PRICE in said


def _is_price(cell: Cell | None, price: Decimal) -> bool:
    if cell is None or cell.kind != "number":
        return False
    return abs(Decimal(cell.value) - price) < _PENNY / 2


def _edited(cell: Cell | None, line: str, price: Decimal) -> tuple[str, str]:
    is_number = cell is not None and cell.kind == "number"
    says = f"says £{Decimal(cell.value):,.2f}" if cell and is_number else "shows no price"
    return (
        f"This workbook was edited after it was published: for “{line}” it {says}, "
        f"but £{price:,.2f} was published.",
        "The published price is used. Ask its publisher which of the two is right.",
    )
