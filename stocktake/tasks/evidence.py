"""Keeps evidence files beside answers, and brings them back.

A file is copied into the practice's own file with its digest; where it came from is not remembered.
Only its name stands in the answer, and none of it goes into a workbook.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from stocktake.drafts import begin_draft
from stocktake.errors import StocktakeError, not_written
from stocktake.questionnaire.answers import Address
from stocktake.store.answers import Saved
from stocktake.store.attachments import Attachment
from stocktake.store.whole_files import move_into_place
from stocktake.tasks.evidence_files import EvidenceFile, check_content, fresh_name, safe_name
from stocktake.tasks.open_practice import Entered, OpenPractice


def evidence_of(practice: OpenPractice, form_id: str, question_id: str) -> tuple[Attachment, ...]:
    """The files kept beside an answer, in the order they were added."""
    opened = practice.open_return(form_id)
    return practice.workspace.attachments.list(opened.id, Address(question_id))


def keep(practice: OpenPractice, form_id: str, question_id: str, file: EvidenceFile) -> Entered:
    """Keep a file beside an answer; another of its name gets a number.

    Raises:
        StocktakeError: ``file_kept_already`` when the very same file is there, and whatever keeps
            the practice's file from being saved to.
    """
    name = name_for(practice, form_id, question_id, file)
    opened = practice.open_return(form_id)
    saved = practice.workspace.attachments.attach(
        opened.id, Address(question_id), name, file.content, role=practice.role
    )
    return entered_in(practice, form_id, question_id, saved)


def name_for(practice: OpenPractice, form_id: str, question_id: str, file: EvidenceFile) -> str:
    """What a file is called beside an answer: its own name, with a number where that is taken.

    Raises:
        StocktakeError: ``file_kept_already`` when the very same file is there.
    """
    there = evidence_of(practice, form_id, question_id)
    same = next((each for each in there if each.sha256 == file.sha256), None)
    if same is not None:
        raise StocktakeError(
            "file_kept_already", f"{file.name} is here already, as {same.name}.", ""
        )
    return fresh_name(file.name, (each.name for each in there))


def entered_in(practice: OpenPractice, form_id: str, question_id: str, saved: Saved) -> Entered:
    """Let a form's sheet follow what was saved of the evidence of an answer."""
    address = Address(question_id)
    sheet = practice.open_return(form_id).sheet
    changes = sheet.enter(address, saved.answers.get(address, sheet.answers[address]))
    return Entered(changes, saved.at)


def content_of(practice: OpenPractice, form_id: str, question_id: str, name: str) -> bytes:
    """Read a kept file.

    Raises:
        StocktakeError: ``no_such_file``, ``file_damaged``, or ``file_runs`` when a practice file
            from elsewhere holds something that must not be opened.
    """
    opened = practice.open_return(form_id)
    content = practice.workspace.attachments.content(opened.id, Address(question_id), name)
    check_content(name, content)
    return content


def save_copy(content: bytes, path: Path) -> Path:
    """Write a copy where the person wants it, whole or not at all.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    try:
        handle, draft = begin_draft(path.parent)
    except OSError as error:
        raise not_written(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.chmod(0o644)
        move_into_place(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise not_written(path, error) from error
    return path


@dataclass(frozen=True, slots=True)
class OpenedCopies:
    """Copies that are opened to be looked at: read-only, in a folder that goes when we close."""

    folder: tempfile.TemporaryDirectory[str]

    @classmethod
    def begin(cls) -> OpenedCopies:
        """Make the folder; it is removed with all in it when the program ends."""
        return cls(tempfile.TemporaryDirectory(prefix="stocktake-", ignore_cleanup_errors=True))

    def copy(self, name: str, content: bytes) -> Path:
        """Write a copy to open, and return its path.

        Raises:
            StocktakeError: ``cannot_open_copy``.
        """
        try:
            folder = Path(tempfile.mkdtemp(dir=self.folder.name))
            path = folder / safe_name(name)
            path.write_bytes(content)
            path.chmod(stat.S_IRUSR)
        except OSError as error:
            raise StocktakeError(
                "cannot_open_copy",
                f"{name} could not be copied to be opened.",
                "The disk may be full. Free some space and try again.",
            ) from error
        return path


def size_in_words(size: int) -> str:
    """A size in bytes as people say it: 340 KB, 1.2 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024)):,} KB"
    return f"{size / (1024 * 1024):.1f} MB"
