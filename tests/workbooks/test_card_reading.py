"""A card that came as a workbook is the card that was published, or it is said why not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from stocktake.rates.card import RateCard
from stocktake.rates.publishing import Published, published
from stocktake.workbooks.card_layout import CARRIED_SHEET, FRONT_SHEET
from stocktake.workbooks.card_reading import (
    CardFile,
    a_rate_card,
    is_rate_card,
    read_card_workbook,
    understand_card,
)
from stocktake.workbooks.exports.rate_card import save_rate_card
from stocktake.workbooks.exports.rate_card_sums import LINES
from stocktake.workbooks.received import receive, receive_bytes
from stocktake.workbooks.understanding import Forms, understand
from tests.rate_cards import cards, sample_card
from tests.store.killing import runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "card.xlsx"
    save_rate_card(path, published(sample_card()), NOW)
    return path


def read(path: Path) -> CardFile:
    return understand_card(receive(path), path.name)


def edited(book: Path, path: Path, change: Callable[[Any], None]) -> CardFile:
    workbook = openpyxl.load_workbook(book, data_only=True)
    change(workbook)
    workbook.save(path)
    return read(path)


def codes(found: CardFile) -> list[str]:
    return [problem.code for problem in found.problems]


def test_the_child_process_reads_the_card_that_was_published(book: Path) -> None:
    found = read_card_workbook(book)
    assert found.problems == ()
    assert found.read is not None
    assert found.read.card == published(sample_card()).card
    assert not found.read.edited


@settings(
    max_examples=runs(long=200, short=6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cards())
def test_publish_as_a_workbook_then_load_is_the_identity(tmp_path: Path, card: RateCard) -> None:
    made = published(card)
    save_rate_card(tmp_path / "card.xlsx", made, NOW)
    found = read(tmp_path / "card.xlsx")
    assert found.problems == ()
    assert found.read is not None
    assert published(found.read.card) == made


def test_a_card_saved_again_without_its_payload_is_read_from_its_hidden_sheet(
    book: Path, tmp_path: Path
) -> None:
    found = edited(book, tmp_path / "again.xlsx", lambda _: None)
    assert found.problems == ()
    assert found.read is not None
    assert found.read.card == published(sample_card()).card


def test_a_price_typed_over_is_named_with_what_was_published(book: Path, tmp_path: Path) -> None:
    def dearer(workbook: Any) -> None:
        row = next(row for row in workbook[FRONT_SHEET] if row[0].value == "phlebotomy")
        row[3].value = 13

    found = edited(book, tmp_path / "card.xlsx", dearer)
    assert codes(found) == ["sheet_edited"]
    assert "£13.00" in found.problems[0].what
    assert "£12.63 was published" in found.problems[0].what
    assert "cell D" in found.problems[0].where


def test_formulas_that_were_never_worked_out_are_said_once(book: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook[LINES]["D5"] = 20
    workbook.save(tmp_path / "card.xlsx")
    assert codes(read(tmp_path / "card.xlsx")) == ["not_compared"]


def test_a_card_without_its_prices_says_so(book: Path, tmp_path: Path) -> None:
    def without_front(workbook: Any) -> None:
        del workbook[FRONT_SHEET]

    assert codes(edited(book, tmp_path / "card.xlsx", without_front)) == ["no_sheet"]


def test_a_card_whose_text_is_gone_is_refused(book: Path, tmp_path: Path) -> None:
    def without_text(workbook: Any) -> None:
        workbook[CARRIED_SHEET]["B2"] = "lost"

    found = edited(book, tmp_path / "card.xlsx", without_text)
    assert found.read is None
    assert codes(found) == ["no_card"]


def test_a_card_whose_figures_were_edited_says_so(tmp_path: Path) -> None:
    made = published(sample_card())
    whole = json.loads(made.text)
    whole["card"]["lines"][0]["work"]["minutes"]["hca"] = "30"
    forged = Published(made.card, json.dumps(whole), made.sha256)
    save_rate_card(tmp_path / "card.xlsx", forged, NOW)
    found = read(tmp_path / "card.xlsx")
    assert found.read is not None
    assert found.read.edited
    assert codes(found)[:2] == ["edited_after_publication", "price_disagrees"]


def test_a_newer_card_is_refused_with_what_to_do(tmp_path: Path) -> None:
    made = published(sample_card())
    text = made.text.replace('"format_version": 1', '"format_version": 3')
    save_rate_card(tmp_path / "card.xlsx", Published(made.card, text, made.sha256), NOW)
    found = read(tmp_path / "card.xlsx")
    assert codes(found) == ["newer_card"]
    assert "Update" in found.problems[0].how_to_fix


def test_what_is_no_workbook_and_what_is_no_card_are_told_apart(tmp_path: Path) -> None:
    notes = tmp_path / "notes.xlsx"
    notes.write_text("Minutes", encoding="utf-8")
    assert codes(read(notes)) == ["not_a_workbook"]
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert codes(read(other)) == ["not_ours"]
    assert "no rate card" in read(other).problems[0].what


def test_a_card_among_returns_is_told_for_what_it_is(book: Path) -> None:
    assert is_rate_card(receive_bytes(book.read_bytes()))
    result = understand(receive(book), book, Forms([]))
    assert result.problems == (a_rate_card("card.xlsx"),)
    assert "not a return" in result.problems[0].what
    assert result.members == ()
