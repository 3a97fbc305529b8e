"""The exports: what workbooks can be written.

To add one: write ``exports/<name>.py`` with a function of a path and ``WorkbookData``, and add a
line to ``EXPORTS``. A test fails until it writes the sample and is read back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.fill_in import write_fill_in_workbook
from stocktake.workbooks.exports.pack import write_pack_workbook
from stocktake.workbooks.exports.practice import write_practice_workbook

__all__ = [
    "EXPORTS",
    "Export",
    "WorkbookData",
    "write_fill_in_workbook",
    "write_pack_workbook",
    "write_practice_workbook",
]


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of workbook: what it is called, and what writes it."""

    title: str
    write: Callable[[Path, WorkbookData], None]


EXPORTS: Mapping[str, Export] = {
    "practice": Export("The practice workbook", write_practice_workbook),
    "pack": Export("The workbook of one pack", write_pack_workbook),
    "fill_in": Export("A workbook to be filled in", write_fill_in_workbook),
}
