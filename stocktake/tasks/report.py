"""Write a document about one practice of a workspace, without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from stocktake.documents.html import to_html
from stocktake.errors import StocktakeError
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.documents import Wanted, gather, make_document, save_file, word_bytes
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import practice_rounds

WORD, HTML = ".docx", ".html"


def write_report(
    workspace: Path, wanted: Wanted, out: Path, code: str = "", round_label: str = ""
) -> Path:
    """Write a document; the workspace is only read.

    Args:
        workspace: the file with the answers.
        wanted: which document, and how.
        out: the file to write, by its ending a Word file or a web page.
        code: the practice's ODS code; empty where the workspace holds only one.
        round_label: such as 2026/27; empty takes the newest.

    Raises:
        StocktakeError: ``unknown_ending``, ``which_practice``, or a file cannot be read or written.
    """
    ending = out.suffix.lower()
    if ending not in (WORD, HTML):
        raise StocktakeError(
            "unknown_ending",
            f"A document cannot be written as “{out.name}”.",
            f"End the name in {WORD} or {HTML}; the window makes PDF.",
        )
    with Workspace.open(workspace, read_only=True) as opened:
        subject, newest = _chosen(opened, code, round_label)
        document = make_document(gather(OpenPractice(opened, subject, newest), wanted), wanted)
    if ending == HTML:
        return save_file(to_html(document, is_whole=True).html.encode("utf-8"), out)
    return save_file(word_bytes(document, datetime.now(UTC).astimezone()), out)


def _chosen(workspace: Workspace, code: str, round_label: str) -> tuple[Subject, str]:
    """The practice and round that were asked for."""
    found = [
        each
        for each in practice_rounds(workspace)
        if code.casefold() in ("", each.subject.code.casefold()) and round_label in ("", each.round)
    ]
    codes = {each.subject.code for each in found}
    if len(codes) != 1:
        raise StocktakeError(
            "which_practice",
            "There is no such practice in this file."
            if not codes
            else f"There are {len(codes)} practices in this file.",
            f"Name one of these with --practice: {_codes(workspace)}.",
        )
    newest = max(found, key=lambda each: each.round)
    return newest.subject, newest.round


def _codes(workspace: Workspace) -> str:
    held: Sequence[str] = sorted({each.subject.code for each in practice_rounds(workspace)})
    return ", ".join(held) or "none yet"
