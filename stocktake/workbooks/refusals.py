"""Why a received file is not read, in words for the person who was sent it."""

from __future__ import annotations

from stocktake.errors import StocktakeError
from stocktake.workbooks import limits

REFUSALS = {
    "missing": (
        "The file is not there any more, or cannot be opened.",
        "Check that it has not been moved, and close it in Excel if it is open there.",
    ),
    "not_a_workbook": (
        "This is not an Excel workbook, although it may be named like one.",
        "Ask for the workbook that was exported, sent as it is.",
    ),
    "truncated": (
        "Part of the file is missing: it was cut short on its way.",
        "Ask for it to be sent again, or wait until it has finished downloading.",
    ),
    "password": (
        "The workbook is protected with a password.",
        "Ask whoever sent it for the password, or for the workbook without one.",
    ),
    "wrong_password": (
        "The password does not open the workbook.",
        "Check capital letters, or ask whoever sent it for the password again.",
    ),
    "other_protection": (
        "The workbook is protected in a way that no password opens here.",
        "Ask whoever sent it to save it without protection and send it again.",
    ),
    "old_excel": (
        "This is a workbook of an old kind (Excel 2003 or before).",
        "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and add that one.",
    ),
    "other_program": (
        "This was saved by another kind of program, not as an Excel workbook.",
        "Open it there, choose Save As, Excel Workbook (.xlsx), and add that one.",
    ),
    "too_large": (
        "The workbook is far larger than any return, so it was not opened.",
        "Ask for the workbook as it was exported, without anything added to it.",
    ),
    "macros": (
        "The workbook holds macros, which are programs, so it was not opened; none was run.",
        "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and add that one.",
    ),
    "damaged": (
        "The workbook is damaged and cannot be read with certainty.",
        "Ask for it to be exported and sent again.",
    ),
    "not_ours": (
        "This is a workbook, but not one of the returns exported here.",
        "Ask the practice to export its answers and send that workbook.",
    ),
    "newer_format": (
        "The workbook was written by a newer version of Stocktake.",
        "Update Stocktake, then add the workbook again.",
    ),
    "gave_up": (
        "Reading the workbook took too long or too much memory, so it was stopped.",
        "Ask for the workbook as it was exported, without anything added to it.",
    ),
}
"""By code: what happened, and what to do."""

REASONS = {
    "file": f"It is larger than {limits.MAX_FILE_BYTES // limits.MIB} MB.",
    "parts": f"It is made of more than {limits.MAX_PARTS:,} pieces.",
    "part": f"A piece of it would unpack to more than {limits.MAX_PART_BYTES // limits.MIB} MB.",
    "parts_together": f"It would unpack to more than {limits.MAX_XML_BYTES // limits.MIB} MB.",
    "packing": f"A piece of it would unpack to more than {limits.MAX_RATIO} times its size.",
    "elements": f"It holds more than {limits.MAX_ELEMENTS:,} items.",
    "list": f"A list in it has more than {limits.MAX_LISTED:,} lines.",
    "name": f"A name in it is longer than {limits.MAX_NAME_TEXT:,} characters.",
    "sheets": f"It has more than {limits.MAX_SHEETS} sheets.",
    "row": f"Something stands below row {limits.MAX_ROW:,}.",
    "column": f"Something stands to the right of column {limits.MAX_COLUMN:,}.",
    "cells": f"More than {limits.MAX_CELLS:,} cells are filled in.",
    "text": f"Its cells hold more than {limits.MAX_TEXT:,} characters together.",
    "string": f"A text in it is longer than {limits.MAX_RAW_STRING:,} characters.",
    "strings": f"It has more than {limits.MAX_SHARED_STRINGS:,} texts.",
    "merges": f"A sheet has more than {limits.MAX_MERGES:,} merged ranges.",
    "styles": f"It has more than {limits.MAX_STYLES:,} cell formats.",
    "format": f"A number format is longer than {limits.MAX_FORMAT_CHARACTERS} characters.",
    "payload": f"Its returns are larger than {limits.MAX_PAYLOAD_BYTES // limits.MIB} MB together.",
    "return": f"One return in it is larger than {limits.MAX_PIECE_BYTES // limits.MIB} MB.",
    "document_type": "It declares things that no workbook needs and that can do harm.",
    "twice": "Two pieces of it have the same name, so it can be read in two ways.",
    "part_name": "A piece of it has a name that leads outside the file.",
    "zip": "Its table of contents does not agree with what is in it.",
    "checksum": "A piece of it is not what its table of contents says.",
    "xml": "A piece of it breaks off or holds characters that are not allowed.",
    "nesting": f"Its items lie more than {limits.MAX_DEPTH} deep inside one another.",
    "attributes": f"An item in it has more than {limits.MAX_ATTRIBUTES} properties.",
    "cell_place": "A cell stands in a place that is not there.",
    "cell_twice": "One cell is there twice, so it can be read in two ways.",
    "sheet_twice": "Two sheets have the same name, so it can be read in two ways.",
    "missing_part": "A sheet that it lists is not there.",
    "missing_text": "A cell names a text that is not there.",
}
"""Which limit it went beyond, or what is wrong with it, by the code of the reason."""


class Refused(StocktakeError):  # noqa: N818 - it says what happened to the file
    """A received file is not read further.

    Attributes:
        part: the piece of the file in which it was seen, for the problem report.
        reason: which limit or fault it was, where there is more than one; a key of ``REASONS``.
    """

    def __init__(self, code: str, part: str = "", reason: str = "") -> None:
        super().__init__(code, *refusal_words(code, reason))
        self.part = part
        self.reason = reason


def refuse(code: str, part: str = "", reason: str = "") -> Refused:
    """Make the refusal of this code, for raising."""
    return Refused(code, part, reason)


def refusal_words(code: str, reason: str = "") -> tuple[str, str]:
    """What happened, with the limit or fault named where it is known, and what to do."""
    what, how = REFUSALS[code]
    return f"{what} {REASONS.get(reason, '')}".strip(), how
