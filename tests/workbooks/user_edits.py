"""What people do to a workbook in Excel before they send it back, each as a small function.

An edit changes an openpyxl workbook, or the finished bytes, and says of each answer it meant to
change what must be read there: another value, nothing, or that it could not be read. Whatever an
edit does not name must come back as it was.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from stocktake.questionnaire.answers import BLANK, Address, Answer, State, Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES
from stocktake.workbooks.layout import ANSWER, COLUMNS_MARK, END_MARK, ID, MEANING, STATE
from stocktake.workbooks.marks import ANSWER_MARK
from stocktake.workbooks.verdicts import ReadResult

UNREAD = "could not be read"
"""What must be read where an answer was made unreadable: nothing, and a problem with its cell."""

ANY_ROW = "*"
"""Stands for the id of a row that was put in by hand."""

Key = tuple[int, Address]
Meant = Value | None
FIGURES = ("number", "rating")


@dataclass(frozen=True)
class Target:
    """One answer, its question and the cell it stands in."""

    key: Key
    field: Field
    value: Any
    cell: Any

    @property
    def is_in_table(self) -> bool:
        return bool(self.key[1].row)


@dataclass
class Book:
    """A workbook under edit.

    Attributes:
        meant: what the edit means each answer it touches to say afterwards.
        after: what is done to the finished parts, by name, once it is saved.
    """

    workbook: Workbook
    before: ReadResult
    forms: dict[str, LoadedForm]
    chance: random.Random
    meant: dict[Key, Meant] = field(default_factory=dict)
    after: list[Callable[[str, bytes], bytes]] = field(default_factory=list)

    def targets(self, *families: str, most: int = 0) -> list[Target]:
        """Answers of these families, a few of them by chance; ``most`` 0 is all."""
        found = [each for each in self._targets() if TYPES[each.field.type].family in families]
        return found if not most else self.chance.sample(found, min(most, len(found)))

    def _targets(self) -> Iterator[Target]:
        for index, member in enumerate(self.before.members):
            form = self.forms[member.submission.form_id]
            for address, answer in member.submission.answers.items():
                place = member.provenance.place(address)
                question = form.fields.get(address.field_id)
                is_there = place is not None and question is not None
                if is_there and answer.state is State.ANSWERED and answer.value is not None:
                    cell = self.workbook[place.sheet][place.cell]
                    yield Target((index, address), question, answer.value, cell)

    @property
    def sheets(self) -> list[Any]:
        """The answer sheets."""
        return [
            sheet
            for sheet in self.workbook
            if any(c.value == ANSWER_MARK for row in sheet.iter_rows(max_row=12) for c in row)
        ]

    def heading(self, sheet: Any, word: str) -> Any:
        """The cell of a heading."""
        for row in sheet.iter_rows(max_row=20):
            if {ID, ANSWER} <= {cell.value for cell in row}:
                return next(cell for cell in row if cell.value == word)
        raise LookupError(word)

    def put(self, target: Target, value: Any, meant: Meant = UNREAD) -> None:
        """Type something over an answer."""
        target.cell.value = value
        self.meant[target.key] = meant


Edit = Callable[[Book], None]
EDITS: dict[str, Edit] = {}


def edit(name: str) -> Callable[[Edit], Edit]:
    """Give an edit its name."""

    def keep(function: Edit) -> Edit:
        EDITS[name] = function
        return function

    return keep


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


@edit("sheets renamed")
def _renamed(book: Book) -> None:
    for number, sheet in enumerate(list(book.workbook)):
        sheet.title = f"Tab {number} (final)"


@edit("sheets put in another order")
def _reordered(book: Book) -> None:
    book.workbook._sheets.reverse()


@edit("rows sorted")
def _sorted(book: Book) -> None:
    _reorder(book, lambda rows: sorted(rows, key=lambda row: str(row[0][1]), reverse=True))


@edit("rows shuffled")
def _shuffled(book: Book) -> None:
    _reorder(book, lambda rows: book.chance.sample(rows, len(rows)))


@edit("rows filtered")
def _filtered(book: Book) -> None:
    for sheet in book.sheets:
        heading = book.heading(sheet, ID).row
        sheet.auto_filter.ref = f"A{heading}:F{sheet.max_row}"
        for row in range(heading + 1, sheet.max_row, 2):
            sheet.row_dimensions[row].hidden = True


@edit("rows put in")
def _rows_in(book: Book) -> None:
    for sheet in book.sheets:
        for row in (book.heading(sheet, ID).row + 3, 4, 1):
            sheet.insert_rows(row, 2)


@edit("columns put in")
def _columns_in(book: Book) -> None:
    for sheet in book.sheets:
        for column in (book.heading(sheet, STATE).column, book.heading(sheet, ANSWER).column):
            if not any(str(c.value).endswith(COLUMNS_MARK) for c in sheet["A"]):
                sheet.insert_cols(column)
        sheet.insert_cols(1)


@edit("a column of our own put in with remarks")
def _remarks(book: Book) -> None:
    for sheet in book.sheets:
        last = sheet.max_column + 1
        sheet.cell(book.heading(sheet, ID).row, last).value = "Checked by"
        for row in range(book.heading(sheet, ID).row + 1, sheet.max_row + 1):
            sheet.cell(row, last).value = "KH"


@edit("what stands beside the answers deleted")
def _no_meaning(book: Book) -> None:
    for sheet in book.sheets:
        if not any(str(c.value).endswith(COLUMNS_MARK) for c in sheet["A"]):
            sheet.delete_cols(book.heading(sheet, MEANING).column)


@edit("cells merged across")
def _merged(book: Book) -> None:
    for target in book.targets("text", "number", "choice", most=12):
        if not target.is_in_table:
            row, column = target.cell.row, target.cell.column
            target.cell.parent.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + 1
            )


@edit("numbers as text")
def _as_text(book: Book) -> None:
    for target in book.targets(*FIGURES):
        book.put(target, f"{target.value:f}", target.value)


@edit("numbers with commas, pounds and spaces")
def _dressed(book: Book) -> None:
    for target in book.targets("number", most=30):
        pound = "£" if target.field.type == "pounds" else ""
        book.put(target, f" {pound}{target.value:,f} ", target.value)


@edit("non-breaking spaces")
def _hard_spaces(book: Book) -> None:
    for target in book.targets(*FIGURES, most=30):
        book.put(target, f"\u00a0{target.value:f}\u00a0", target.value)
    for target in book.targets("choice", "yes_no", most=20):
        target.cell.value = f"\u00a0{target.cell.value}\u202f"
        book.meant[target.key] = target.value


@edit("decimal commas")
def _commas(book: Book) -> None:
    for target in book.targets("number", most=40):
        if target.value != target.value.to_integral_value():
            book.put(target, f"{target.value:f}".replace(".", ","))


@edit("3-4 turned into a date")
def _turned(book: Book) -> None:
    for target in book.targets("number", "rating", "choice", "yes_no", most=20):
        book.put(target, date(2026, 4, 3))


@edit("dates as text")
def _text_dates(book: Book) -> None:
    forms = ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d")
    for number, target in enumerate(book.targets("date")):
        book.put(target, target.value.strftime(forms[number % 4]), target.value)
        target.cell.number_format = "@"


@edit("dates as serials")
def _serials(book: Book) -> None:
    for target in book.targets("date"):
        book.put(target, (target.value - date(1899, 12, 30)).days, target.value)
        target.cell.number_format = "General"


@edit("1904 dates")
def _mac(book: Book) -> None:
    book.workbook.epoch = CALENDAR_MAC_1904


@edit("1904 dates as serials")
def _mac_serials(book: Book) -> None:
    book.workbook.epoch = CALENDAR_MAC_1904
    for target in book.targets("date"):
        book.put(target, (target.value - date(1904, 1, 1)).days, target.value)
        target.cell.number_format = "General"


@edit("dates with a time")
def _moments(book: Book) -> None:
    for target in book.targets("date"):
        serial = (target.value - date(1899, 12, 30)).days
        book.put(target, serial + 0.5, target.value)
        target.cell.number_format = "dd/mm/yyyy hh:mm"


@edit("errors in cells")
def _errors(book: Book) -> None:
    words = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!")
    for number, target in enumerate(book.targets("text", "number", "choice", "date", most=20)):
        book.put(target, words[number % len(words)])
        target.cell.data_type = "e"


@edit("formulas without a value")
def _formulas(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "date", "yes_no", most=20):
        book.put(target, "=A1&B1")


@edit("formulas with a value")
def _worked_out(book: Book) -> None:
    figures = {}
    for number, target in enumerate(book.targets("number", most=20), 1):
        figures[f"{number}*1000001-{number}*1000000"] = (target, Decimal(number))
    for formula, (target, value) in figures.items():
        book.put(target, f"={formula}", value)

    def work_out(name: str, part: bytes) -> bytes:
        for formula, (_, value) in figures.items():
            part = re.sub(
                rf"<f>{re.escape(formula)}</f><v\s*/?>(</v>)?".encode(),
                f"<f>{formula}</f><v>{value}</v>".encode(),
                part,
            )
        return part

    book.after.append(work_out)


@edit("formulas that gave an error")
def _wrong_formulas(book: Book) -> None:
    for number, target in enumerate(book.targets("number", most=10), 1):
        book.put(target, f"=NA()+{number}")

    def work_out(name: str, part: bytes) -> bytes:
        cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)><f>(NA\(\)\+[0-9]+)</f><v\s*/?>(</v>)?')
        return cell.sub(rb'<c r="\1"\2 t="e"><f>\3</f><v>#N/A</v>', part)

    book.after.append(work_out)


@edit("answers cleared")
def _cleared(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "date", "yes_no", "rating", most=20):
        book.put(target, None, None)


@edit("answers overtyped with a space")
def _spaced(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "rating", most=12):
        book.put(target, "  \u00a0", None)


@edit("other answers typed")
def _changed(book: Book) -> None:
    for target in book.targets("number", most=12):
        book.put(target, 17, Decimal(17))
    for target in book.targets("rating", most=5):
        other = (int(target.value) + 1) % 5
        book.put(target, other, Decimal(other))
    for target in book.targets("yes_no", most=5):
        book.put(
            target, "n" if target.value == "yes" else "Y", "no" if target.value == "yes" else "yes"
        )
    for target in book.targets("date", most=3):
        book.put(target, date(2025, 2, 28), date(2025, 2, 28))
    for target in book.targets("text", most=8):
        book.put(target, "= said otherwise", "= said otherwise")
        target.cell.data_type = "s"


@edit("choices by code, in capitals")
def _by_code(book: Book) -> None:
    for target in book.targets("choice"):
        is_listed = any(choice.code == target.value for choice in target.field.choice)
        if is_listed and target.key[1].column != _key_column(book, target):
            book.put(target, f" {target.value.upper()} ", target.value)


def _key_column(book: Book, target: Target) -> str:
    index, address = target.key
    form = book.forms[book.before.members[index].submission.form_id]
    return form.questions[address.question].key or "" if address.row else ""


@edit("options that are not in the list")
def _mistyped(book: Book) -> None:
    for target in book.targets("choice", "yes_no", "rating", most=15):
        book.put(target, "Quite possibly")


@edit("ticks for options")
def _ticked(book: Book) -> None:
    for target in book.targets("choices", most=8):
        if target.is_in_table or not target.field.choice:
            continue
        codes = [choice.code for choice in target.field.choice]
        for row in target.cell.parent.iter_rows(min_col=1, max_col=3):
            name, _, code = str(row[0].value).partition("#")
            if name == target.key[1].question and code in codes:
                row[2].value = "x" if code == codes[0] else "no"
        book.meant[target.key] = (codes[0],)


@edit("a state that is none")
def _states(book: Book) -> None:
    for target in book.targets("text", "number", "rating", most=8):
        if not target.is_in_table:
            column = book.heading(target.cell.parent, STATE).column
            target.cell.parent.cell(target.cell.row, column).value = "Ask Karen"
            book.meant[target.key] = UNREAD


@edit("rows of questions deleted")
def _rows_out(book: Book) -> None:
    sheets: dict[str, set[int]] = {}
    for target in book.targets("number", "yes_no", "text", most=6):
        if not target.is_in_table:
            sheets.setdefault(target.cell.parent.title, set()).add(target.cell.row)
    for title, rows in sheets.items():
        for row in sorted(rows, reverse=True):
            book.workbook[title].delete_rows(row)


@edit("half the sheets deleted")
def _half(book: Book) -> None:
    for sheet in book.sheets[1::2]:
        del book.workbook[sheet.title]


@edit("a sheet copied")
def _copied(book: Book) -> None:
    book.workbook.copy_worksheet(book.chance.choice(book.sheets))


@edit("a question copied below with another answer")
def _twice(book: Book) -> None:
    for target in book.targets("number", most=3):
        if target.is_in_table:
            continue
        sheet = target.cell.parent
        values = _contents(sheet, target.cell.row)
        values[target.cell.column - 1] = 99_999
        for column, value in enumerate(values, 1):
            sheet.cell(sheet.max_row + (column == 1), column).value = value


@edit("ids overtyped")
def _ids(book: Book) -> None:
    for target in book.targets("number", "text", most=4):
        if not target.is_in_table:
            target.cell.parent.cell(target.cell.row, 1).value = f"my own {target.cell.row}"


@edit("the row of headings deleted")
def _no_headings(book: Book) -> None:
    sheet = book.chance.choice(book.sheets)
    sheet.delete_rows(book.heading(sheet, ID).row)


@edit("the hidden row of an answer sheet deleted")
def _no_mark(book: Book) -> None:
    sheet = book.chance.choice(book.sheets)
    row = next(c.row for r in sheet.iter_rows(max_row=12) for c in r if c.value == ANSWER_MARK)
    sheet.delete_rows(row)


@edit("a row of a table deleted")
def _table_rows(book: Book) -> None:
    rows = [each for each in book.targets("number", "text", "date", "choice") if each.is_in_table]
    target = book.chance.choice(rows)
    index, gone = target.key
    answers = book.before.members[index].submission.answers
    target.cell.parent.delete_rows(target.cell.row)
    for address in answers:
        if (address.question, address.row) == (gone.question, gone.row):
            book.meant[index, address] = None


@edit("a row put into a table by hand")
def _table_row_in(book: Book) -> None:
    rows = [each for each in book.targets("number") if each.is_in_table]
    target = book.chance.choice(rows)
    sheet, row = target.cell.parent, target.cell.row
    sheet.insert_rows(row)
    sheet.cell(row, target.cell.column).value = 3
    index, address = target.key
    book.meant[index, Address(address.question, ANY_ROW, address.column)] = Decimal(3)


@edit("everything unhidden and unprotected, colours and formats cleared")
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


@edit("answers shown as money and with fewer digits")
def _formats(book: Book) -> None:
    for target in book.targets("number"):
        if target.field.type != "percent":
            target.cell.number_format = '"£"#,##0;[Red]-"£"#,##0'


@edit("shares typed in cells shown as percentages")
def _percentages(book: Book) -> None:
    for target in book.targets("number"):
        if target.field.type == "percent":
            target.cell.number_format = "0.0%"
            book.put(target, float(target.value) / 100, target.value)


@edit("figures as Excel works them out")
def _noise(book: Book) -> None:
    def roughen(name: str, part: bytes) -> bytes:
        return re.sub(
            rb"<v>([0-9]+\.[0-9]{1,3})</v>",
            lambda found: b"<v>" + _rough(found[1]) + b"</v>",
            part,
        )

    book.after.append(roughen)


def _rough(digits: bytes) -> bytes:
    figure = Decimal(digits.decode())
    return f"{figure + Decimal('4e-16') * max(1, int(figure)):.17g}".encode()


@edit("strict OOXML")
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


@edit("saved by Google Sheets")
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


def edited(
    data: bytes, name: str, before: ReadResult, forms: dict[str, LoadedForm], seed: int
) -> tuple[bytes, dict[Key, Meant]]:
    """Make one edit to a workbook as openpyxl saves it, without its payload."""
    book = Book(load_workbook(BytesIO(data)), before, forms, random.Random(seed))
    EDITS[name](book)
    file = BytesIO()
    book.workbook.save(file)
    return repacked(file.getvalue(), book.after), book.meant


def repacked(data: bytes, changes: list[Callable[[str, bytes], bytes]]) -> bytes:
    """Change the parts of a workbook that hold its sheets."""
    if not changes:
        return data
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            for change in changes:
                part = change(name, part) if name.endswith((".xml", ".rels")) else part
            new.writestr(name, part)
    return file.getvalue()


def with_payload(edited: bytes, original: bytes) -> bytes:
    """Put the payload back, as Excel and LibreOffice keep it through a save."""
    part = "customXml/item1.xml"
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(edited)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with zipfile.ZipFile(BytesIO(original)) as whole:
            new.writestr(part, whole.read(part))
    return file.getvalue()


@dataclass
class Tally:
    """What became of the answers of some workbooks.

    Attributes:
        silent: answers that changed, or were not read, and of which nothing was said.
        untouched: answers no edit meant to change; ``kept`` of them came back as they were.
    """

    files: int = 0
    untouched: int = 0
    kept: int = 0
    meant: int = 0
    problems: int = 0
    differences: int = 0
    silent: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("files", "untouched", "kept", "meant", "problems", "differences"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.silent += other.silent


def compare(before: ReadResult, after: ReadResult, meant: dict[Key, Meant]) -> Tally:
    """Set what was read after an edit against what was there, and what the edit meant."""
    tally = Tally(files=1, problems=len(after.problems), differences=len(after.differences))
    told = {(index, each.address) for index, each in after.differences}
    places = " ".join(problem.where + " ;" for problem in after.problems)
    codes = {problem.code for problem in after.problems}
    if len(after.members) != len(before.members):
        tally.silent += [] if codes else [f"members gone: {after.verdict}"]
        return tally
    for index, (was, now) in enumerate(zip(before.members, after.members, strict=True)):
        old, new = was.submission.answers, now.submission.answers
        for address in dict.fromkeys([*old, *new]):
            key = (index, address)
            if address.row and old[address] == BLANK and key not in meant:
                key = (index, Address(address.question, ANY_ROW, address.column))
                key = key if key in meant else (index, address)
            place = now.provenance.place(address) or was.provenance.place(address)
            is_named = place is not None and f"{place.sheet} {place.cell} ;" in places
            is_same = same(old[address], new[address])
            if key not in meant:
                tally.untouched += 1
                tally.kept += is_same
                is_told = key in told or is_named or _is_gone(codes)
                if not is_same and not is_told:
                    tally.silent.append(f"{address}: {old[address].value!r} {new[address].value!r}")
                continue
            tally.meant += 1
            wanted = meant[key]
            if wanted == UNREAD:
                is_right = is_named and (is_same or new[address].value is None)
            else:
                is_right = _alike(new[address].value, wanted)
                is_right &= (index, address) in told or not after.is_base_known or is_same
            if not is_right:
                tally.silent.append(f"{address}: meant {wanted!r}, read {new[address].value!r}")
    return tally


def _is_gone(codes: set[str]) -> bool:
    return bool(codes & {"rows_gone", "not_compared"})


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same; options have no order."""
    return _alike(one.value, other.value) and (
        (one.state, one.estimate, one.carried_forward, one.note)
        == (other.state, other.estimate, other.carried_forward, other.note)
    )


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return bool(one == other)
