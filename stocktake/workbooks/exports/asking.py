"""A question to practices as one small workbook: to open in the program, or to fill in in Excel.

The same sheet carries the answer back. There is a list to choose from, room for a comment, and the
two ticks that say what of the answer may be shown.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from stocktake.questionnaire.asking import Asking, Position, choice_of
from stocktake.questionnaire.asking_text import AskingFile, to_text
from stocktake.units import date_in_words
from stocktake.workbooks.asking_layout import (
    CARRIED_KEY,
    CARRIED_SHEET,
    CHOICE,
    CODE,
    COMMENT,
    DECIDED_BY,
    DECIDED_ON,
    LABELS,
    LIST_SIZE,
    NAME,
    NAMED,
    NO,
    SHARE,
    SHEET,
    YES,
    asked_rows,
    choice_key,
)
from stocktake.workbooks.cell_text import write_text
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.exports.fitting import fit_rows
from stocktake.workbooks.exports.look import ACCENT, BODY_SIZE, FONT, NUMBER_FORMATS, Looks
from stocktake.workbooks.marks import ASKING_MARK

_A4 = 9
_WIDTHS = {"A": 4, "B": 34, "C": 64}
_COMMENT_POINTS, _FIELD_POINTS = 110, 22
_MARK_AGAIN = 8
"""A column out of sight with the mark once more, for whoever deletes the first."""

_PROMPTS = {
    CHOICE: "Choose from the list: press the arrow, or Alt and the down arrow.",
    COMMENT: "As much as you like. Write about work and roles, and name nobody.",
    SHARE: "Yes or No. With No, or nothing, only whoever asked reads it.",
    NAMED: "Yes or No. With No, or nothing, you appear as “practice A” or the like.",
    DECIDED_BY: "Such as: the partners, or the practice manager.",
    DECIDED_ON: "Day, month and year, such as 31/10/2026.",
    CODE: "A letter and five digits, such as A81001.",
    LIST_SIZE: "A whole number. Answers are counted by practice and by patients.",
}
_BACK = (
    (
        "From Excel",
        "Fill in the outlined cells, save the file as an Excel workbook (.xlsx) and send it back.",
    ),
    (
        "In Stocktake",
        "Choose “Open a file” under File, or drop this file on the window. The question comes up "
        "there, and “Write the file to send back” makes the answer.",
    ),
    (
        "What is done with it",
        "Answers are counted by practice and by registered patients, and views held by a few are "
        "listed beside the others. Your name and your comment are shown only if you say Yes above.",
    ),
)


def write_asking(
    path: Path, asking: Asking, position: Position | None, written_at: datetime, made_by: str
) -> None:
    """Write a question, with the answer to it where there is one.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        asking: the question.
        position: a practice's answer; None for the file that goes out.
        written_at: the moment; it has a time zone.
        made_by: name and version of the program.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    text = to_text(AskingFile(asking, position, made_by))
    workbook = Workbook()
    workbook._named_styles["Normal"].font = Font(name=FONT, size=BODY_SIZE)
    sheet = workbook.active
    sheet.title = SHEET
    _Page(sheet, asking, position).fill()
    carried = workbook.create_sheet(CARRIED_SHEET)
    for row, (key, value) in enumerate(((ASKING_MARK, "1"), (CARRIED_KEY, text)), 1):
        write_text(carried.cell(row, 1), key)
        _write_long(carried, row, value)
    carried.sheet_state = "veryHidden"
    workbook.properties.title = f"{asking.title} - a question from {asking.pcn or 'the PCN'}"
    save_workbook(workbook, path, text, written_at)


def _write_long(sheet: Any, row: int, text: str) -> None:
    """Write a text that may be longer than a cell over the cells to its right."""
    column = 2
    rest = write_text(sheet.cell(row, column), text)
    while rest:
        column += 1
        rest = write_text(sheet.cell(row, column), rest)


class _Page:
    """The one sheet that is read."""

    def __init__(self, sheet: Any, asking: Asking, position: Position | None) -> None:
        self.sheet = sheet
        self.asking = asking
        self.position = position
        self.looks = Looks()
        self.row = 1
        self.at: dict[str, int] = {}

    def fill(self) -> None:
        """Write everything."""
        asking, position = self.asking, self.position
        for column in (1, _MARK_AGAIN):
            write_text(self.sheet.cell(1, column), ASKING_MARK)
        pcn = asking.pcn or "the PCN"
        head = f"A question from {pcn}"
        if position is not None:
            head = f"The answer of {position.name or position.code} to {pcn}"
        self._words(head, "title")
        if position is None and asking.wanted_by is not None:
            self._words(f"Please send it back by {date_in_words(asking.wanted_by)}.", "strong")
        self._section("The question")
        for key, (label, words) in asked_rows(asking).items():
            self._pair(key, label, words, "text")
        self._pair("", "Asked by", self._asked_by(), "text")
        self._section("Your answer" if position is None else "The answer")
        for key, label in LABELS.items():
            self._field(key, label)
        self._section("How to send it back" if position is None else "About this file")
        for label, words in _BACK if position is None else _BACK[2:]:
            self._pair("", label, words, "text")
        self._finish()

    def _asked_by(self) -> str:
        asking = self.asking
        parts = [asking.pcn, asking.asked_by]
        if asking.asked_on:
            parts.append(f"on {date_in_words(asking.asked_on)}")
        return ", ".join(part for part in parts if part)

    def _words(self, words: str, look: str) -> None:
        cell = self.sheet.cell(self.row, 2)
        self.looks.give(cell, look)
        write_text(cell, words)
        self.row += 1

    def _section(self, words: str) -> None:
        self.row += 1
        self._words(words, "section")

    def _pair(self, key: str, label: str, words: str, look: str) -> Any:
        if key:
            write_text(self.sheet.cell(self.row, 1), key)
            self.at[key] = self.row
        named, cell = self.sheet.cell(self.row, 2), self.sheet.cell(self.row, 3)
        self.looks.give(named, "label")
        write_text(named, label)
        self.looks.give(cell, look)
        if words:
            write_text(cell, words)
        self.row += 1
        return cell

    def _field(self, key: str, label: str) -> None:
        value = None if self.position is None else _value_of(self.asking, self.position, key)
        cell = self._pair(key, label, value if isinstance(value, str) else "", "answer")
        if value is not None and not isinstance(value, str):
            cell.value = value
        if key == DECIDED_ON:
            cell.number_format = NUMBER_FORMATS["date"]
        if key == LIST_SIZE:
            cell.number_format = NUMBER_FORMATS["count"]
        top = "top" if key == COMMENT else "center"
        cell.alignment = Alignment(wrap_text=True, vertical=top, horizontal="left", indent=1)
        label_cell = self.sheet.cell(cell.row, 2)
        label_cell.alignment = Alignment(wrap_text=True, vertical=top)
        cell.protection = Protection(locked=False)
        self._help(key, cell.coordinate)

    def _help(self, key: str, reference: str) -> None:
        """Offer the choices and say what may be typed; anything else is warned of, not refused."""
        first, last = self.at[choice_key(1)], self.at[choice_key(len(self.asking.choices))]
        kinds: dict[str, tuple[str, str]] = {
            CHOICE: ("list", f"$C${first}:$C${last}"),
            SHARE: ("list", f'"{YES},{NO}"'),
            NAMED: ("list", f'"{YES},{NO}"'),
            LIST_SIZE: ("whole", "0"),
            DECIDED_ON: ("date", "36526"),
        }
        kind, formula = kinds.get(key, ("", ""))
        if not kind and key not in _PROMPTS:
            return
        rule = DataValidation(type=kind or None, formula1=formula or None, allow_blank=True)
        if kind in ("whole", "date"):
            rule.operator = "greaterThanOrEqual"
        rule.errorStyle, rule.showErrorMessage = "warning", bool(kind)
        rule.error = _PROMPTS.get(key, "")
        rule.errorTitle = rule.promptTitle = LABELS[key][:32].rstrip()
        rule.prompt, rule.showInputMessage = _PROMPTS.get(key, ""), key in _PROMPTS
        rule.add(reference)
        self.sheet.add_data_validation(rule)

    def _finish(self) -> None:
        sheet = self.sheet
        for letter, width in _WIDTHS.items():
            sheet.column_dimensions[letter].width = width
        fit_rows(sheet)
        for key in LABELS:
            row = sheet.row_dimensions[self.at[key]]
            least = _COMMENT_POINTS if key == COMMENT else _FIELD_POINTS
            row.height = max(row.height or 0, least)
        for column in (1, _MARK_AGAIN):
            sheet.column_dimensions[column_letters(column)].hidden = True
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.selection[0].activeCell = f"C{self.at[CHOICE]}"
        sheet.sheet_view.selection[0].sqref = f"C{self.at[CHOICE]}"
        sheet.protection.enable()
        sheet.protection.formatRows = sheet.protection.formatColumns = False
        sheet.sheet_properties.tabColor = ACCENT
        sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.right.text = "Page &P of &N"


def _value_of(asking: Asking, position: Position, key: str) -> Any:
    """What stands in a cell of an answer."""
    at = choice_of(asking, position.choice)
    return {
        CHOICE: position.choice if at is None else asking.choices[at],
        COMMENT: position.comment,
        SHARE: YES if position.comment_shared else NO,
        NAMED: YES if position.name_shown else NO,
        DECIDED_BY: position.decided_by,
        DECIDED_ON: position.decided_on,
        NAME: position.name,
        CODE: position.code,
        LIST_SIZE: position.list_size,
    }[key]
