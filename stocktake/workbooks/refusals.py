"""Why a received file is not read, in words for the person who was sent it."""

from __future__ import annotations

from stocktake.errors import StocktakeError

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


class Refused(StocktakeError):  # noqa: N818 - it says what happened to the file
    """A received file is not read further.

    Attributes:
        part: the piece of the file in which it was seen, for the problem report.
    """

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, *REFUSALS[code])
        self.part = part


def refuse(code: str, part: str = "") -> Refused:
    """Make the refusal of this code, for raising."""
    return Refused(code, part)
