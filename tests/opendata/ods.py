"""Write a workbook's sheets as an OpenDocument spreadsheet, repeating cells as LibreOffice does."""

from __future__ import annotations

import zipfile
from datetime import datetime
from html import escape
from itertools import groupby
from pathlib import Path

import openpyxl

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
_CLOSE = "</office:spreadsheet></office:body></office:document-content>"
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods_of(workbook: Path, target: Path) -> Path:
    """Write the same cells as .ods, with a README sheet before them."""
    book = openpyxl.load_workbook(workbook, read_only=True)
    readme = '<table:table table:name="README"><table:table-row>' + _cell("Notes", 1)
    tables = [readme + "</table:table-row></table:table>"]
    for sheet in book:
        rows = "".join(_row(row) for row in sheet.iter_rows(values_only=True))
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        empty += 'table:number-columns-repeated="16384"/></table:table-row>'
        tables.append(f'<table:table table:name="{sheet.title}">{rows}{empty}</table:table>')
    book.close()
    write_ods(target, _OPEN + "".join(tables) + _CLOSE)
    return target


def write_ods(target: Path, content: str) -> None:
    """Write a spreadsheet of this content."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("content.xml", content)


def _row(cells: tuple[object, ...]) -> str:
    inside = "".join(_cell(value, len(list(run))) for value, run in groupby(cells))
    return f"<table:table-row>{inside}</table:table-row>"


def _cell(value: object, times: int) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if value is None:
        return f"<table:table-cell{repeated}/>"
    if isinstance(value, datetime):
        kept = f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
        return f"<table:table-cell{repeated}{kept}><text:p>a day</text:p></table:table-cell>"
    text = escape(str(value))
    return f"<table:table-cell{repeated}><text:p>{text}</text:p></table:table-cell>"
