"""Take the list of a PCN's practices from a file: a plain list, or a workbook made here.

A list saved from Excel as CSV or text is read as lines. An earlier PCN workbook, or any workbook
exported here, gives the practices it holds; any other workbook its first sheet with practices'
codes.
"""

from __future__ import annotations

import csv
import threading
from decimal import Decimal
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.tasks.combine import gather
from stocktake.tasks.expected import HEADINGS, expected_from_lines
from stocktake.units import number_in_words
from stocktake.workbooks.child import LIST
from stocktake.workbooks.children import receive_many
from stocktake.workbooks.list_layout import listed_practices
from stocktake.workbooks.reading import Verdict
from stocktake.workbooks.refusals import refusal_words

MOST_BYTES = 1_000_000
"""Far more than a list of every practice in England takes."""
WORKBOOKS = (".xlsx", ".xlsm")
_PASTE = "Copy the codes and names in Excel and paste them into the list instead."


def lines_from_file(path: Path, stop: threading.Event | None = None) -> tuple[str, ...]:
    """Read a practice from each line of a list, or from a workbook made here.

    Raises:
        StocktakeError: ``list_not_read``, saying what to do instead.
    """
    lines = _of_workbook(path, stop) if path.suffix.lower() in WORKBOOKS else _of_text(path)
    if not any(each.code for each in expected_from_lines(lines)):
        raise _not_read(
            f"No practice code was found in “{path.name}”.",
            "A list has a practice on each line: its code, such as A12345, and its name.",
        )
    return lines


def _of_text(path: Path) -> tuple[str, ...]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _not_read(f"“{path.name}” is far larger than a list of practices.", _PASTE)
        data = path.read_bytes()
    except OSError as error:
        raise _not_read(
            f"“{path.name}” could not be opened: {error.strerror or error}.",
            "Check that it is still there, and close it in Excel if it is open.",
        ) from error
    text = _decoded(data, path.name)
    delimiter = max("\t;,", key=text.count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error as error:
        raise _not_read(f"“{path.name}” is not a list of practices.", _PASTE) from error
    lines = ("\t".join(cell.strip() for cell in row) for row in rows if not _is_heading(row))
    return tuple(line for line in lines if line.strip())


def _decoded(data: bytes, name: str) -> str:
    """Read text as Excel saves it: as Unicode, or in the letters of Western Europe."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_read(f"“{name}” is not a list of practices.", _PASTE)
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _not_read(f"“{name}” is not a list of practices.", _PASTE)


def _is_heading(row: list[str]) -> bool:
    return any(cell.strip().casefold() in HEADINGS for cell in row)


def _of_workbook(path: Path, stop: threading.Event | None) -> tuple[str, ...]:
    found = gather([path], stop=stop)
    practices: dict[str, str] = {}
    for version in found.collection.versions:
        said = version.submission
        if said.subject.kind == "practice":
            size = said.answers.get("profile.list_size").usable
            words = number_in_words(size) if isinstance(size, Decimal) else ""
            known = practices.get(said.subject.code, "")
            line = "\t".join(each for each in (said.subject.code, said.subject.name, words) if each)
            practices[said.subject.code] = max(known, line, key=len)
    if practices:
        return tuple(line for _, line in sorted(practices.items()))
    (result,) = found.results or (None,)
    if result is not None and result.verdict is not Verdict.NOT_OURS:
        raise _not_read(f"“{path.name}”: {result.words.lower()}.", _PASTE)
    return _of_list(path, stop or threading.Event())


def _of_list(path: Path, stop: threading.Event) -> tuple[str, ...]:
    """Take a list that somebody keeps in Excel; it is opened in a child process like any other."""
    lines: list[str] = []
    for _, received in receive_many([path], stop, wanted=LIST):
        if received.refused:
            what, how_to_fix = refusal_words(received.refused, received.reason)
            raise _not_read(f"“{path.name}”: {what}", how_to_fix or _PASTE)
        for sheet in received.sheets:
            lines += ["\t".join(texts) for texts in listed_practices(sheet)]
    return tuple(lines)


def _not_read(what: str, how_to_fix: str) -> StocktakeError:
    return StocktakeError("list_not_read", what, how_to_fix)
