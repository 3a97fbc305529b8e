"""What came of reading one received file, in a word for the list and in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stocktake.errors import Problem
from stocktake.merge.figures import Figures
from stocktake.merge.group_values import Group
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.answer_reading import Difference
from stocktake.workbooks.payload import Member
from stocktake.workbooks.share_note import ShareNote


class Verdict(StrEnum):
    """What came of reading one file; those from NOT_A_WORKBOOK on gave no answers."""

    READY = "ready"
    SAVED_AGAIN = "saved_again"
    EDITED = "edited"
    UNKNOWN_FORM = "unknown_form"
    NOT_A_WORKBOOK = "not_a_workbook"
    MISSING = "missing"
    TRUNCATED = "truncated"
    PASSWORD = "password"
    WRONG_PASSWORD = "wrong_password"
    OTHER_PROTECTION = "other_protection"
    OLD_EXCEL = "old_excel"
    OTHER_PROGRAM = "other_program"
    TOO_LARGE = "too_large"
    MACROS = "macros"
    DAMAGED = "damaged"
    NOT_OURS = "not_ours"
    NEWER_FORMAT = "newer_format"
    GAVE_UP = "gave_up"


VERDICT_WORDS = {
    Verdict.READY: "Ready",
    Verdict.SAVED_AGAIN: "Ready, saved again after export",
    Verdict.EDITED: "Edited after export",
    Verdict.UNKNOWN_FORM: "For a form that is not installed here",
    Verdict.NOT_A_WORKBOOK: "Not one of ours: not an Excel workbook",
    Verdict.MISSING: "Cannot be opened",
    Verdict.TRUNCATED: "Damaged: cut short",
    Verdict.PASSWORD: "Password needed",
    Verdict.WRONG_PASSWORD: "The password does not open it",
    Verdict.OTHER_PROTECTION: "Refused: protected in another way",
    Verdict.OLD_EXCEL: "Not one of ours: an old kind of workbook",
    Verdict.OTHER_PROGRAM: "Not one of ours: saved by another kind of program",
    Verdict.TOO_LARGE: "Refused: far too large",
    Verdict.MACROS: "Refused: it holds macros",
    Verdict.DAMAGED: "Damaged",
    Verdict.NOT_OURS: "Not one of ours",
    Verdict.NEWER_FORMAT: "From a newer version of Stocktake",
    Verdict.GAVE_UP: "Refused: took too long or too much memory",
}
"""What a row in the list of files says."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one received file says.

    Attributes:
        file_name: without its folder.
        sha256: of the whole file; blank when it could not be opened.
        members: submissions with where they came from; none when it was refused.
        decisions: what was decided in conflicts, as the file carries it.
        differences: answers that are not what was exported, by the member's index.
        problems: what was noticed, or why it was refused.
        groups: groups of practices of which only sums travel, as the file carries them.
        figures: what the returns come to in a merge, where nothing in the file has changed.
        share: which sections were shared out in it, where that is what it is.
        is_as_written: nothing in the file has changed since Stocktake wrote it.
        is_base_known: the file still tells what was written, so that differences could be told.
    """

    file_name: str
    verdict: Verdict
    sha256: str = ""
    members: tuple[Member, ...] = ()
    decisions: tuple[Mapping[str, str], ...] = ()
    differences: tuple[tuple[int, Difference], ...] = ()
    problems: tuple[Problem, ...] = ()
    groups: tuple[Group, ...] = ()
    figures: Figures | None = None
    share: ShareNote | None = None
    is_as_written: bool = False
    is_base_known: bool = True

    @property
    def needs_password(self) -> bool:
        """Whether a password, or another one, may open it."""
        return self.verdict in (Verdict.PASSWORD, Verdict.WRONG_PASSWORD)

    @property
    def words(self) -> str:
        """The verdict in words."""
        return VERDICT_WORDS[self.verdict]

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The submissions alone."""
        return tuple(member.submission for member in self.members)
