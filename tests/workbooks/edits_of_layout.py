"""What people do to the sheets themselves: moved, sorted, hidden, copied, half of them deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from stocktake.questionnaire.answers import Address
from stocktake.workbooks.layout import ANSWER, COLUMNS_MARK, END_MARK, ID, MEANING, STATE
from stocktake.workbooks.marks import ANSWER_MARK
from tests.workbooks.editing import ANY_ROW, Book, Edits

EDITS = Edits()


def _blocks(sheet: Any) -> list[tuple[int, int]]:
    """First and last row of each run of question rows, and of the rows inside each table."""
    runs, start = [], 0
    for row in range(1, sheet.max_row + 2):
        name = str(sheet.cell(row, 1).value or "")
        is_plain = bool(name) and not name.endswith((COLUMNS_MARK, END_MARK))
        is_plain = is_plain and name not in (ID, "Row", ANSWER_MARK) and row > 3
        if is_plain and not start:
            start = row
        if start and not is_plain:
            runs.append((start, row - 1))
            start = 0
    return runs


def _contents(sheet: Any, row: int) -> list[Any]:
    return [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]


def _write(sheet: Any, row: int, values: list[Any], formats: list[str]) -> None:
    for column, (value, shown) in enumerate(zip(values, formats, strict=True), 1):
        cell = sheet.cell(row, column)
        cell.value = None
        cell._value = value
        cell.data_type = "n" if not isinstance(value, str) else "s"
        if isinstance(value, date):
            cell.value = value
        cell.number_format = shown


def _reorder(book: Book, order: Callable[[list[Any]], list[Any]]) -> None:
    """Sort the rows of each run; answers move with their rows."""
    for sheet in book.sheets:
        first = book.heading(sheet, ID).row
        for start, end in _blocks(sheet):
            if start <= first:
                continue
            held = [
                (
                    _contents(sheet, row),
                    [sheet.cell(row, c).number_format for c in range(1, sheet.max_column + 1)],
                )
                for row in range(start, end + 1)
            ]
            for row, (values, formats) in enumerate(order(held), start):
                _write(sheet, row, values, formats)


@EDITS.kind("sheets renamed")
def _renamed(book: Book) -> None:
    for number, sheet in enumerate(list(book.workbook)):
        sheet.title = f"Tab {number} (final)"


@EDITS.kind("sheets put in another order")
def _reordered(book: Book) -> None:
    book.workbook._sheets.reverse()


@EDITS.kind("rows sorted")
def _sorted(book: Book) -> None:
    _reorder(book, lambda rows: sorted(rows, key=lambda row: str(row[0][1]), reverse=True))


@EDITS.kind("rows shuffled")
def _shuffled(book: Book) -> None:
    _reorder(book, lambda rows: book.chance.sample(rows, len(rows)))


@EDITS.kind("rows filtered")
def _filtered(book: Book) -> None:
    for sheet in book.sheets:
        heading = book.heading(sheet, ID).row
        sheet.auto_filter.ref = f"A{heading}:F{sheet.max_row}"
        for row in range(heading + 1, sheet.max_row, 2):
            sheet.row_dimensions[row].hidden = True


@EDITS.kind("rows put in")
def _rows_in(book: Book) -> None:
    for sheet in book.sheets:
        for row in (book.heading(sheet, ID).row + 3, 4, 1):
            sheet.insert_rows(row, 2)


@EDITS.kind("columns put in")
def _columns_in(book: Book) -> None:
    for sheet in book.sheets:
        for column in (book.heading(sheet, STATE).column, book.heading(sheet, ANSWER).column):
            if not any(str(c.value).endswith(COLUMNS_MARK) for c in sheet["A"]):
                sheet.insert_cols(column)
        sheet.insert_cols(1)


@EDITS.kind("a column of our own put in with remarks")
def _remarks(book: Book) -> None:
    for sheet in book.sheets:
        last = sheet.max_column + 1
        sheet.cell(book.heading(sheet, ID).row, last).value = "Checked by"
        for row in range(book.heading(sheet, ID).row + 1, sheet.max_row + 1):
            sheet.cell(row, last).value = "KH"


@EDITS.kind("what stands beside the answers deleted")
def _no_meaning(book: Book) -> None:
    for sheet in book.sheets:
        if not any(str(c.value).endswith(COLUMNS_MARK) for c in sheet["A"]):
            sheet.delete_cols(book.heading(sheet, MEANING).column)


@EDITS.kind("cells merged across")
def _merged(book: Book) -> None:
    for target in book.targets("text", "number", "choice", most=12):
        if not target.is_in_table:
            row, column = target.cell.row, target.cell.column
            target.cell.parent.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + 1
            )


@EDITS.kind("rows of questions deleted")
def _rows_out(book: Book) -> None:
    sheets: dict[str, set[int]] = {}
    for target in book.targets("number", "yes_no", "text", most=6):
        if not target.is_in_table:
            sheets.setdefault(target.cell.parent.title, set()).add(target.cell.row)
    for title, rows in sheets.items():
        for row in sorted(rows, reverse=True):
            book.workbook[title].delete_rows(row)


@EDITS.kind("half the sheets deleted")
def _half(book: Book) -> None:
    for sheet in book.sheets[1::2]:
        del book.workbook[sheet.title]


@EDITS.kind("a sheet copied")
def _copied(book: Book) -> None:
    book.workbook.copy_worksheet(book.chance.choice(book.sheets))


@EDITS.kind("a question copied below with another answer")
def _twice(book: Book) -> None:
    for target in book.targets("number", most=3):
        if target.is_in_table:
            continue
        sheet = target.cell.parent
        values = _contents(sheet, target.cell.row)
        values[target.cell.column - 1] = 99_999
        for column, value in enumerate(values, 1):
            sheet.cell(sheet.max_row + (column == 1), column).value = value


@EDITS.kind("ids overtyped")
def _ids(book: Book) -> None:
    for target in book.targets("number", "text", most=4):
        if not target.is_in_table:
            target.cell.parent.cell(target.cell.row, 1).value = f"my own {target.cell.row}"


@EDITS.kind("the row of headings deleted")
def _no_headings(book: Book) -> None:
    sheet = book.chance.choice(book.sheets)
    sheet.delete_rows(book.heading(sheet, ID).row)


@EDITS.kind("the hidden row of an answer sheet deleted")
def _no_mark(book: Book) -> None:
    sheet = book.chance.choice(book.sheets)
    row = next(c.row for r in sheet.iter_rows(max_row=12) for c in r if c.value == ANSWER_MARK)
    sheet.delete_rows(row)


@EDITS.kind("a row of a table deleted")
def _table_rows(book: Book) -> None:
    rows = [each for each in book.targets("number", "text", "date", "choice") if each.is_in_table]
    target = book.chance.choice(rows)
    index, gone = target.key
    answers = book.before.members[index].submission.answers
    target.cell.parent.delete_rows(target.cell.row)
    for address in answers:
        if (address.question, address.row) == (gone.question, gone.row):
            book.meant[index, address] = None


@EDITS.kind("a row put into a table by hand")
def _table_row_in(book: Book) -> None:
    rows = [each for each in book.targets("number") if each.is_in_table]
    target = book.chance.choice(rows)
    sheet, row = target.cell.parent, target.cell.row
    sheet.insert_rows(row)
    sheet.cell(row, target.cell.column).value = 3
    index, address = target.key
    book.meant[index, Address(address.question, ANY_ROW, address.column)] = Decimal(3)


@EDITS.kind("everything unhidden and unprotected, colours and formats cleared")
def _plain(book: Book) -> None:
    for sheet in book.workbook:
        sheet.sheet_state = "visible"
        sheet.protection.disable()
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.is_date and cell.value is not None:
                    cell.number_format = "General"
                    cell.fill = PatternFill()
        for dimension in sheet.row_dimensions.values():
            dimension.hidden = False


@EDITS.kind("strict OOXML")
def _strict(book: Book) -> None:
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def make_strict(name: str, part: bytes) -> bytes:
        for loose, strict in names.items():
            part = part.replace(loose, strict)
        return part

    book.after.append(make_strict)


@EDITS.kind("saved by Google Sheets")
def _google(book: Book) -> None:
    """Text in the cells themselves, no format, no property, nothing hidden, nothing beside them."""
    plain = Workbook()
    plain.remove(plain.active)
    for sheet in book.workbook:
        to = plain.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, date):
                    value = (value.date() if hasattr(value, "date") else value) - date(1899, 12, 30)
                    value = value.days
                if value is not None:
                    put = to.cell(cell.row, cell.column)
                    put._value = value
                    put.data_type = "s" if isinstance(value, str) else "n"
                    if isinstance(value, bool):
                        put.data_type = "b"
    book.workbook = plain
