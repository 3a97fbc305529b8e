"""Texts that come back in a workbook: hostile, too long, and too much for the disk."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from full_disk import no_room
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot
from spoiling import (
    APPTS,
    CALLS,
    HERE,
    NOTE,
    URGENT,
    WEAKNESS,
    begun,
    brought,
    codes,
    put,
    share,
    spoilt,
)
from window import opened, show

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.open_practice import EXPECTATIONS, STOCKTAKE, OpenPractice
from stocktake.tasks.returned import Decision, Sort
from stocktake.ui.pages.share import SharePage
from stocktake.ui.theme import Theme

HOSTILE = (
    "<img src=file:///etc/passwd><b>bold</b>",
    '<a href="//127.0.0.1/share/x">open</a>',
    '=HYPERLINK("http://127.0.0.1","here")',
    "+cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c and \u200bnothing",
    "cr_x000D_and_x0007_bell",
    "“curly” ‘quotes’ – and…",
    "👩🏽‍⚕️ 🏥",
    "&amp; &lt;b&gt; {0} %s ${profile.list_size}",
    "$\\frac{1}{0}$",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_in_as_it_was_typed_and_nothing_more(text: str, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "p.stocktake") as workspace:
        practice = begun(workspace)
        path = share(practice, tmp_path)

        def spoil(workbook: Any) -> None:
            cell = put(workbook, WEAKNESS.row, text, 2)
            cell.data_type = "s"
            note = put(workbook, CALLS.question, text, NOTE)
            note.data_type = "s"

        returned = brought(practice, spoilt(path, spoil))
        assert codes(returned) <= {"names_someone"}
        take_back(practice, returned, {})
        plain = text.replace("_x000D_", "\n").replace("_x0007_", "")
        kept = practice.sheet().answers[WEAKNESS].value
        assert isinstance(kept, str)
        assert kept.split() == plain.split()
        assert practice.sheet().answers[CALLS].note.split() == plain.split()
        assert not [c for c in kept if ord(c) < 32 and c not in "\n\t"]
        again = share(practice, tmp_path)
        with zipfile.ZipFile(again) as archive:
            sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
            assert not any(b"<f>" in archive.read(name) for name in sheets)
        assert brought(practice, again).differences == ()


def test_a_note_that_grows_too_long_is_told_and_the_rest_can_still_be_taken(
    tmp_path: Path,
) -> None:
    with Workspace.create(tmp_path / "p.stocktake") as workspace:
        practice = begun(workspace)
        ours = replace(HERE[CALLS], note="Ours " * 3000)
        practice.enter(STOCKTAKE, CALLS, ours)
        path = share(practice, tmp_path)

        def spoil(workbook: Any) -> None:
            put(workbook, CALLS.question, "Theirs " * 4000, NOTE)
            put(workbook, APPTS.question, 5123)

        returned = brought(practice, spoilt(path, spoil))
        before = workspace.change_counter
        with pytest.raises(StocktakeError) as raised:
            take_back(practice, returned, {})
        assert practice.sheet().loaded.label(CALLS.question) in raised.value.what
        assert "Keep ours" in raised.value.how_to_fix
        assert workspace.change_counter == before
        note = next((f, d) for f, d in returned.differences if d.address == CALLS)
        take_back(practice, returned, {(note[0], *note[1].key): Decision.OURS})
        assert practice.sheet().answers[APPTS].value == Decimal(5123)
        assert practice.sheet().answers[CALLS].note == ours.note


@pytest.mark.parametrize("left", [0, 8192])
def test_bringing_back_two_forms_without_room_takes_in_neither(tmp_path: Path, left: int) -> None:
    """All of a file or nothing, also when the disk fills up between its forms."""
    with Workspace.create(tmp_path / "p.stocktake") as workspace:
        practice = begun(workspace)
        stocktake = brought(practice, spoilt(share(practice, tmp_path), _calls))
        cards = share(practice, tmp_path, EXPECTATIONS, "ACC-01")
        other = brought(practice, spoilt(cards, _aware, "cards.xlsx"))
        both = replace(stocktake, forms=(*stocktake.forms, *other.forms))
        before, counter = answers_of(practice), workspace.change_counter
        with no_room(left), pytest.raises(StocktakeError):
            take_back(practice, both, {})
        assert (answers_of(practice), workspace.change_counter) == (before, counter)
        # The first form would go in; the second is refused after that.
        (aware,) = other.forms[0].differences
        too_long = replace(aware, sort=Sort.NOTE, theirs_words="x" * 40_000)
        refused = replace(other.forms[0], differences=(too_long,))
        with pytest.raises(StocktakeError, match="would be 40,000 characters long"):
            take_back(practice, replace(both, forms=(stocktake.forms[0], refused)), {})
        assert (answers_of(practice), workspace.change_counter) == (before, counter)
        assert take_back(practice, both, {}).answers == 2
        assert workspace.problems() == []


def _calls(workbook: Any) -> None:
    put(workbook, CALLS.question, 9200)


def _aware(workbook: Any) -> None:
    put(workbook, "ACC-01.aware", "Yes")


def answers_of(practice: OpenPractice) -> list[dict[Address, object]]:
    practice.read_afresh()
    return [dict(practice.sheet(form).answers.items()) for form in (STOCKTAKE, EXPECTATIONS)]


def test_markup_in_a_returned_file_is_shown_as_it_was_typed(
    qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    markup = "<img src=file:///etc/hostname>\u202e<b>x</b>"
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        practice = begun(workspace)
        path = share(practice, tmp_path)

    def spoil(workbook: Any) -> None:
        put(workbook, WEAKNESS.row, markup, 2)
        put(workbook, CALLS.question, markup)
        put(workbook, URGENT.question, markup, NOTE)

    target = spoilt(path, spoil, "a <b>strange<_b> name.xlsx")
    with opened(qapp, theme, tmp_path) as program:
        page = show(program, "share")
        assert isinstance(page, SharePage)
        page.back.add_paths([target])
        qtbot.wait_until(lambda: page.back.is_settling, timeout=60_000)
        table = page.back.differences.findChild(QTableView)
        assert table is not None
        model = table.model()
        cells = [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
        assert any("<img src=file:///etc/hostname>" in each for each in cells)
        for label in program.window.findChildren(QLabel):
            if "<" in label.text():
                assert label.textFormat() is label.textFormat().PlainText, label.text()
        page.back.leave.click()
