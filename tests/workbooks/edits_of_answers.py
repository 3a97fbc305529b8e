"""What people put in the cells: figures as text, dates as figures, errors, other answers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from stocktake.workbooks.layout import STATE
from tests.workbooks.editing import FIGURES, UNREAD, Book, Edits, Target

EDITS = Edits()


@EDITS.kind("numbers as text")
def _as_text(book: Book) -> None:
    for target in book.targets(*FIGURES):
        book.put(target, f"{target.value:f}", target.value)


@EDITS.kind("numbers with commas, pounds and spaces")
def _dressed(book: Book) -> None:
    for target in book.targets("number", most=30):
        pound = "£" if target.field.type == "pounds" else ""
        book.put(target, f" {pound}{target.value:,f} ", target.value)


@EDITS.kind("non-breaking spaces")
def _hard_spaces(book: Book) -> None:
    for target in book.targets(*FIGURES, most=30):
        book.put(target, f"\u00a0{target.value:f}\u00a0", target.value)
    for target in book.targets("choice", "yes_no", most=20):
        target.cell.value = f"\u00a0{target.cell.value}\u202f"
        book.meant[target.key] = target.value


@EDITS.kind("decimal commas")
def _commas(book: Book) -> None:
    for target in book.targets("number", most=40):
        if target.value != target.value.to_integral_value():
            book.put(target, f"{target.value:f}".replace(".", ","))


@EDITS.kind("3-4 turned into a date")
def _turned(book: Book) -> None:
    for target in book.targets("number", "rating", "choice", "yes_no", most=20):
        book.put(target, date(2026, 4, 3))


@EDITS.kind("dates as text")
def _text_dates(book: Book) -> None:
    forms = ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d")
    for number, target in enumerate(book.targets("date")):
        book.put(target, target.value.strftime(forms[number % 4]), target.value)
        target.cell.number_format = "@"


@EDITS.kind("dates as serials")
def _serials(book: Book) -> None:
    for target in book.targets("date"):
        book.put(target, (target.value - date(1899, 12, 30)).days, target.value)
        target.cell.number_format = "General"


@EDITS.kind("1904 dates")
def _mac(book: Book) -> None:
    book.workbook.epoch = CALENDAR_MAC_1904


@EDITS.kind("1904 dates as serials")
def _mac_serials(book: Book) -> None:
    book.workbook.epoch = CALENDAR_MAC_1904
    for target in book.targets("date"):
        book.put(target, (target.value - date(1904, 1, 1)).days, target.value)
        target.cell.number_format = "General"


@EDITS.kind("dates with a time")
def _moments(book: Book) -> None:
    for target in book.targets("date"):
        serial = (target.value - date(1899, 12, 30)).days
        book.put(target, serial + 0.5, target.value)
        target.cell.number_format = "dd/mm/yyyy hh:mm"


@EDITS.kind("errors in cells")
def _errors(book: Book) -> None:
    words = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!")
    for number, target in enumerate(book.targets("text", "number", "choice", "date", most=20)):
        book.put(target, words[number % len(words)])
        target.cell.data_type = "e"


@EDITS.kind("formulas without a value")
def _formulas(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "date", "yes_no", most=20):
        book.put(target, "=A1&B1")


@EDITS.kind("formulas with a value")
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


@EDITS.kind("formulas that gave an error")
def _wrong_formulas(book: Book) -> None:
    for number, target in enumerate(book.targets("number", most=10), 1):
        book.put(target, f"=NA()+{number}")

    def work_out(name: str, part: bytes) -> bytes:
        cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)><f>(NA\(\)\+[0-9]+)</f><v\s*/?>(</v>)?')
        return cell.sub(rb'<c r="\1"\2 t="e"><f>\3</f><v>#N/A</v>', part)

    book.after.append(work_out)


@EDITS.kind("answers cleared")
def _cleared(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "date", "yes_no", "rating", most=20):
        book.put(target, None, None)


@EDITS.kind("answers overtyped with a space")
def _spaced(book: Book) -> None:
    for target in book.targets("text", "number", "choice", "rating", most=12):
        book.put(target, "  \u00a0", None)


@EDITS.kind("other answers typed")
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


@EDITS.kind("choices by code, in capitals")
def _by_code(book: Book) -> None:
    for target in book.targets("choice"):
        is_listed = any(choice.code == target.value for choice in target.field.choice)
        if is_listed and target.key[1].column != _key_column(book, target):
            book.put(target, f" {target.value.upper()} ", target.value)


def _key_column(book: Book, target: Target) -> str:
    index, address = target.key
    form = book.forms[book.before.members[index].submission.form_id]
    return form.questions[address.question].key or "" if address.row else ""


@EDITS.kind("options that are not in the list")
def _mistyped(book: Book) -> None:
    for target in book.targets("choice", "yes_no", "rating", most=15):
        book.put(target, "Quite possibly")


@EDITS.kind("ticks for options")
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


@EDITS.kind("a state that is none")
def _states(book: Book) -> None:
    for target in book.targets("text", "number", "rating", most=8):
        if not target.is_in_table:
            column = book.heading(target.cell.parent, STATE).column
            target.cell.parent.cell(target.cell.row, column).value = "Ask Karen"
            book.meant[target.key] = UNREAD


@EDITS.kind("answers shown as money and with fewer digits")
def _formats(book: Book) -> None:
    for target in book.targets("number"):
        if target.field.type != "percent":
            target.cell.number_format = '"£"#,##0;[Red]-"£"#,##0'


@EDITS.kind("shares typed in cells shown as percentages")
def _percentages(book: Book) -> None:
    for target in book.targets("number"):
        if target.field.type == "percent":
            target.cell.number_format = "0.0%"
            book.put(target, float(target.value) / 100, target.value)


@EDITS.kind("figures as Excel works them out")
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
