"""Answers put on sheets: the pieces an export builds its answer sheets from.

``AnswerBook`` is for one workbook, ``AnswerSheet`` for one of its sheets. Each piece is laid out as
``layout`` says, so that ``answer_reading`` can read it back. Where each answer was put is kept in
``AnswerBook.places`` for the payload's provenance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation

from stocktake.questionnaire.answers import BLANK, STATE_WORDS, Address, Answer, State
from stocktake.questionnaire.form import Column, Field
from stocktake.questionnaire.submission import Submission
from stocktake.questionnaire.types import show
from stocktake.questionnaire.types.yes_no import OPTIONS as YES_NO
from stocktake.questionnaire.within_limits import read_level
from stocktake.workbooks.answer_prompts import NOT_IN_LIST, prompt_of
from stocktake.workbooks.cell_text import write_text
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.layout import (
    CARRIED_WORD,
    CHOSEN,
    COLUMNS_MARK,
    END_MARK,
    ESTIMATE_WORD,
    HEADINGS,
    LISTS_SHEET,
    MANIFEST_SHEET,
    NOT_KNOWN,
    ROW_HEADING,
    cell_form,
    continued_id,
    manifest_of,
    option_id,
    state_words,
)
from stocktake.workbooks.marks import ANSWER_MARK
from stocktake.workbooks.payload import Place

_ID, _QUESTION, _ANSWER, _MEANING, _STATE, _NOTE = range(1, 7)
_WIDTHS = (18, 60, 34, 40, 22, 50)
_STATE_CHOICES = (
    *STATE_WORDS.values(),
    f"{STATE_WORDS[State.ANSWERED]}, {ESTIMATE_WORD}",
    f"{STATE_WORDS[State.ANSWERED]}, {CARRIED_WORD}",
)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and its answer.

    Attributes:
        field: the question; its id, type and options decide how the row is laid out.
        answer: what may leave of the answer.
        number: the question's number as printed, such as 3.2.
        meaning: what stands beside the answer; blank takes what suits the type.
        hint: stands under the question.
    """

    field: Field
    answer: Answer = BLANK
    number: str = ""
    meaning: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One table question with its rows.

    Attributes:
        row: the question itself, with its state and note.
        columns: the columns shown, in order.
        rows: row id and that row's answers by column id, in order.
        spare_rows: empty rows left for adding by hand.
        spare_ids: ids for the first of them, so that a row stays the same row at every reading.
    """

    row: AnswerRow
    columns: Sequence[Column]
    rows: Sequence[tuple[str, Mapping[str, Answer]]] = ()
    spare_rows: int = 3
    spare_ids: Sequence[str] = ()


class AnswerBook:
    """The answer sheets of one workbook, its drop-down lists and its manifest.

    Attributes:
        places: where each answer was put, by member number.
        has_prompts: every answer cell says what may be typed in it.
    """

    def __init__(self, workbook: Workbook, *, has_prompts: bool = False) -> None:
        self.workbook = workbook
        self.has_prompts = has_prompts
        self.places: dict[int, dict[Address, Place]] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._lists_sheet: Any = None
        self.styles = _Styles(workbook)

    def sheet(self, title: str, heading: str, member: int, section: str = "") -> AnswerSheet:
        """Begin an answer sheet.

        Args:
            title: the sheet's tab.
            heading: what the sheet is, in its first cell.
            member: which member of the payload it belongs to, from 1.
            section: the section's id.
        """
        return AnswerSheet(self, self.workbook.create_sheet(title), (heading, member, section))

    def list_formula(self, options: tuple[str, ...]) -> str:
        """Where a drop-down finds its options: a column of the hidden Lists sheet."""
        if options not in self._lists:
            if self._lists_sheet is None:
                self._lists_sheet = self.workbook.create_sheet(LISTS_SHEET)
                self._lists_sheet.sheet_state = "hidden"
            letters = column_letters(len(self._lists) + 1)
            for row, option in enumerate(options, 1):
                write_text(self._lists_sheet.cell(row, len(self._lists) + 1), option)
            self._lists[options] = f"{LISTS_SHEET}!${letters}$1:${letters}${len(options)}"
        return self._lists[options]

    def finish(
        self,
        submissions: list[Submission],
        made_by: str,
        share: Mapping[str, str] | None = None,
    ) -> None:
        """Write the hidden manifest; call it when every sheet is done.

        Args:
            submissions: the members of the payload, in order, holding what leaves.
            made_by: name and version of the program.
            share: what a workbook that was shared out says of itself.
        """
        sheet = self.workbook.create_sheet(MANIFEST_SHEET)
        sheet.sheet_state = "veryHidden"
        manifest = manifest_of(submissions, made_by, share)
        for row, (key, value) in enumerate(manifest.items(), 1):
            write_text(sheet.cell(row, 1), key)
            write_text(sheet.cell(row, 2), value)


@dataclass
class _Styles:
    """The looks of cells, made once for a workbook and given by copying a number."""

    workbook: Workbook
    looks: dict[str, Any] = field(default_factory=dict)

    def give(self, cell: Any, look: str) -> None:
        """Give a cell one of the looks: id, text, answer, answer_date, heading, title."""
        if look not in self.looks:
            cell.alignment = Alignment(wrap_text=look != "id", vertical="top")
            cell.protection = Protection(locked=not look.startswith("answer"))
            if look in ("id", "heading"):
                cell.fill = PatternFill("solid", fgColor="E8EDEE")
            if look == "id":
                cell.font = Font(color="4C6272", size=9)
            if look in ("heading", "title"):
                cell.font = Font(bold=True, size=14 if look == "title" else 11)
            if look == "answer_date":
                cell.number_format = "d mmmm yyyy"
            self.looks[look] = copy(cell._style)
        else:
            cell._style = copy(self.looks[look])


class AnswerSheet:
    """One answer sheet, filled from the top."""

    def __init__(self, book: AnswerBook, sheet: Any, heads: tuple[str, int, str]) -> None:
        heading, member, section = heads
        self.book = book
        self.worksheet = sheet
        self._places = book.places.setdefault(member, {})
        self._drops: dict[tuple[tuple[str, ...], str], DataValidation] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._row = 1
        self._put(1, heading, "title")
        self._row = 2
        for column, text in enumerate((ANSWER_MARK, str(member), section), 1):
            self._put(column, text, "id")
        sheet.row_dimensions[2].hidden = True
        self._row = 3
        for column, text in enumerate(HEADINGS, 1):
            self._put(column, text, "heading")
            sheet.column_dimensions[column_letters(column)].width = _WIDTHS[column - 1]
        sheet.freeze_panes = "C4"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False

    def add(self, row: AnswerRow) -> None:
        """Add a question; with several choices, also a row for each option."""
        self._question(row)
        if row.field.type == "choices":
            chosen = row.answer.value if isinstance(row.answer.value, tuple) else ()
            self._options(row, chosen)
        else:
            self._answer_cell(_ANSWER, row.field, row.answer.value, (row.field.id, False))
        self._continue_note(row)

    def add_heading(self, text: str) -> None:
        """Add a line of its own above a group of questions."""
        self._row += 1
        self._put(_QUESTION, text, "heading")

    def add_table(self, block: TableBlock) -> None:
        """Add a table as a block, with spare rows to type in."""
        self._question(block.row)
        self._continue_note(block.row)
        table = block.row.field.id
        self._line(table + COLUMNS_MARK, [column.id for column in block.columns], "id")
        self.worksheet.row_dimensions[self._row].hidden = True
        self._line(ROW_HEADING, [column.label for column in block.columns], "heading")
        left_over: list[tuple[str, str]] = []
        for row_id, answers in block.rows:
            left_over += self._table_row(table, row_id, block.columns, answers)
        unnamed = [""] * max(0, block.spare_rows - len(block.spare_ids))
        for spare in (*block.spare_ids, *unnamed):
            self._table_row(table, spare, block.columns, {})
        self._line(table + END_MARK, [], "id")
        self.worksheet.row_dimensions[self._row].hidden = True
        for of, rest in left_over:
            self._continue(of, rest)

    def _question(self, row: AnswerRow) -> None:
        self._row += 1
        question = row.field
        self._places[Address(question.id)] = self._place(_ANSWER)
        self._put(_ID, question.id, "id")
        label = f"{row.number} {question.label}".strip()
        self._put(_QUESTION, f"{label}\n{row.hint}" if row.hint else label, "text")
        self._put(_MEANING, row.meaning or _meaning(question, row.answer), "text")
        self._put(_STATE, state_words(row.answer), "answer")
        self._drop(_STATE, _STATE_CHOICES)

    def _options(self, row: AnswerRow, chosen: tuple[str, ...]) -> None:
        known = [choice.code for choice in row.field.choice]
        labels = {choice.code: choice.label for choice in row.field.choice}
        for code in [*known, *(code for code in chosen if code not in labels)]:
            self._row += 1
            self._put(_ID, option_id(row.field.id, code), "id")
            self._put(_QUESTION, labels.get(code, code), "text")
            self._put(_ANSWER, CHOSEN if code in chosen else "", "answer")
            self._drop(_ANSWER, tuple(option.label for option in YES_NO))

    def _table_row(
        self, table: str, row_id: str, columns: Sequence[Column], answers: Mapping[str, Answer]
    ) -> list[tuple[str, str]]:
        """Add a row of a table; returns what did not fit its cells."""
        self._row += 1
        self._put(_ID, row_id, "id")
        left_over = []
        for at, column in enumerate(columns, 2):
            answer = answers.get(column.id, BLANK)
            of = f"{table}/{row_id}/{column.id}"
            if answer.state is State.NOT_KNOWN:
                self._put(at, NOT_KNOWN, "answer")
            else:
                rest = self._answer_cell(at, column, answer.value, (of, True))
                left_over += [(of, rest)] if rest else []
            if row_id:
                self._places[Address(table, row_id, column.id)] = self._place(at)
        return left_over

    def _answer_cell(self, column: int, question: Field, value: Any, of: tuple[str, bool]) -> str:
        """Put an answer in its cell; what does not fit goes on below, or is returned."""
        name, is_later = of
        form = "" if question.type == "table" else cell_form(value, question)
        rest = self._put(column, form, "answer_date" if question.type == "date" else "answer")
        prompt = prompt_of(question) if self.book.has_prompts else ""
        if question.id not in self._offered:
            self._offered[question.id] = _drop_down(question)
        options = self._offered[question.id]
        if options or prompt:
            self._drop(column, options, prompt)
        if rest and not is_later:
            self._continue(name, rest)
            return ""
        return rest

    def _continue_note(self, row: AnswerRow) -> None:
        answer_row = self._places[Address(row.field.id)]
        cell = self.worksheet.cell(int(answer_row.cell[1:]), _NOTE)
        self.book.styles.give(cell, "answer")
        rest = write_text(cell, row.answer.note)
        self._continue(row.field.id, rest, is_note=True)

    def _continue(self, of: str, rest: str, *, is_note: bool = False) -> None:
        """Let a long text go on in rows of its own."""
        number = 2
        while rest:
            self._row += 1
            self._put(_ID, continued_id(of, number, is_note=is_note), "id")
            self._put(_QUESTION, "(continued)", "text")
            rest = self._put(_ANSWER, rest, "answer")
            number += 1

    def _line(self, first: str, texts: Iterable[str], look: str) -> None:
        self._row += 1
        self._put(_ID, first, look)
        for column, text in enumerate(texts, 2):
            self._put(column, text, look)

    def _put(self, column: int, value: str | Decimal | date, look: str) -> str:
        """Put a value in this row; returns what did not fit."""
        cell = self.worksheet.cell(self._row, column)
        self.book.styles.give(cell, look)
        if isinstance(value, str):
            return write_text(cell, value) if value else ""
        number_format = cell.number_format
        cell.value = value
        if isinstance(value, date):
            cell.number_format = number_format
        return ""

    def _drop(self, column: int, options: tuple[str, ...], prompt: str = "") -> None:
        """Offer a list of answers in a cell; anything else may still be typed and is looked at."""
        key = (options, prompt)
        if key not in self._drops:
            rule = self._rule(options, prompt)
            self.worksheet.add_data_validation(rule)
            self._drops[key] = rule
        # A cell comes once; the rule's own way of adding one compares it with all before it.
        cell = CellRange(None, column, self._row, column, self._row)
        self._drops[key].sqref.ranges.add(cell)

    def _rule(self, options: tuple[str, ...], prompt: str) -> DataValidation:
        rule = DataValidation(None, allow_blank=True)
        if options:
            formula = self.book.list_formula(options)
            rule = DataValidation("list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = bool(options) and self.book.has_prompts
        if rule.showErrorMessage:
            rule.errorStyle, rule.errorTitle, rule.error = "warning", "Not in the list", NOT_IN_LIST
        if prompt:
            rule.showInputMessage, rule.prompt = True, prompt
        return rule

    def _place(self, column: int) -> Place:
        return Place(self.worksheet.title, f"{column_letters(column)}{self._row}")


def _drop_down(question: Field) -> tuple[str, ...]:
    """What is offered in the answer cell of this type."""
    if question.type == "yes_no":
        return tuple(option.label for option in YES_NO)
    if question.type == "choice":
        return tuple(str(cell_form(choice.code, question)) for choice in question.choice)
    return tuple("01234") if question.type == "rating" else ()


def _meaning(question: Field, answer: Answer) -> str:
    """What stands beside the answer: a rating's description, a choice's code, a unit."""
    value = answer.value
    if value is None:
        return question.unit
    if question.type == "rating":
        anchors = getattr(question, "anchors", ())
        level = read_level(value)
        if level is None or level >= len(anchors):
            return show(value, question)
        return str(anchors[level])
    return str(value) if question.type == "choice" else question.unit
