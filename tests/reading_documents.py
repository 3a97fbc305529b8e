"""Reads documents the way a reader does, for tests: their words, their Word file, their PDF."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from stocktake.documents.blocks import Document
from stocktake.documents.word import to_word
from stocktake.planning.plan import PracticePlan

WRITTEN_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A document, and the plan its figures come from."""

    document: Document
    plan: PracticePlan

    @property
    def words(self) -> str:
        """Every word of its blocks."""
        return "\n".join(_words(self.document.blocks))

    def word(self) -> Any:
        """The Word file, opened."""
        return docx.Document(BytesIO(to_word(self.document, WRITTEN_AT)))


def _words(thing: object) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [word for each in thing for word in _words(each)]
    if is_dataclass(thing):
        return [word for each in fields(thing) for word in _words(getattr(thing, each.name))]
    return []


def pdf_words(data: bytes, folder: Path) -> str:
    """The text of a PDF as it is printed; pages end in a form feed."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def pdf_pages(data: bytes, folder: Path) -> int:
    """How many pages a PDF has."""
    return pdf_words(data, folder).count("\f")


def pdf_about(data: bytes, folder: Path) -> str:
    """What a PDF says about itself."""
    path = folder / "about.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
