"""Errors and problems a person can act on.

There are two kinds of failure. A ``StocktakeError`` says what happened and what to do, in words fit
to show. Anything else that is raised is a fault of the program and goes to the error report.
Reading a form or a workbook gathers ``Problem`` records instead and returns them all.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when nothing more fits on a disk, or into the share of it that one has."""


class StocktakeError(Exception):
    """Something in the world went wrong, told so that the reader can act on it.

    Attributes:
        code: a short name that tests and callers can rely on, such as ``workspace_locked``.
        what: one plain sentence saying what happened.
        how_to_fix: one plain sentence saying what to do.
    """

    def __init__(self, code: str, what: str, how_to_fix: str = "") -> None:
        super().__init__(f"{what} {how_to_fix}".strip())
        self.code = code
        self.what = what
        self.how_to_fix = how_to_fix


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in something read from outside.

    Attributes:
        code: a short name that tests and callers can rely on.
        where: file, sheet, row and column, or file, section and question.
        what: what is wrong, in a plain sentence.
        how_to_fix: what to do about it, in a plain sentence.
    """

    code: str
    where: str
    what: str
    how_to_fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.how_to_fix}".strip()


def not_written(path: Path, error: OSError) -> StocktakeError:
    """Say that a file could not be written where a person wanted it, and what to do.

    The code is ``disk_full``, ``no_folder``, ``file_in_use``, ``name_too_long`` or ``not_saved``.
    """
    what = f"“{path.name}” could not be saved in “{path.parent.name or path.parent}”."
    if error.errno in FULL:
        code, how = "disk_full", "The disk is full: make room, or choose another folder."
    elif error.errno == errno.ENAMETOOLONG:
        code, how = "name_too_long", "Its name is too long for that folder: choose a shorter one."
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        code, how = "no_folder", "The folder is not there: choose another."
    elif isinstance(error, PermissionError):
        code = "file_in_use"
        how = "Close it if it is open in another program such as Excel, or choose another folder."
    else:
        code, how = "not_saved", "Try again, or choose another folder."
    return StocktakeError(code, what, how)
