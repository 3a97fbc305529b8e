"""A good return, written in no time: a workbook with its payload and no sheets to look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text
from tests.pcn_files import QUAYSIDE, WRITTEN_AT, leaving, practice


@cache
def sent() -> tuple[Submission, ...]:
    """What one practice of the sample sends."""
    return leaving(practice(QUAYSIDE)).submissions


def put_return(path: Path, change: Callable[[Submission], Submission] = lambda said: said) -> Path:
    """Write it, with whatever is to be changed."""
    members = tuple(Member(change(each)) for each in sent())
    save_workbook(Workbook(), path, to_text(Payload(members)), WRITTEN_AT)
    return path
