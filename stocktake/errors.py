"""Errors and problems a person can act on.

There are two kinds of failure. A ``StocktakeError`` says what happened and what to do, in words fit
to show. Anything else that is raised is a fault of the program and goes to the error report.
Reading a form or a workbook gathers ``Problem`` records instead and returns them all.
"""

from __future__ import annotations

from dataclasses import dataclass


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
