"""Papers for IT, the federation and whoever protects data: read, and written as Word files.

To add one: write ``resources/papers/<name>.md`` and add a line to ``PAPERS``. A paper is a title, a
line saying when it was checked, and then headings, sentences, points and tables; no other marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from stocktake.documents.blocks import (
    About,
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from stocktake.errors import not_written
from stocktake.paths import shipped
from stocktake.tasks.documents import save_file, word_bytes

PAPERS: tuple[tuple[str, str], ...] = (
    ("forward_to_it", "To send to whoever looks after your computers, with the MSI first."),
    ("deployment", "Silent switches, where data lives, no network, upgrade and removal."),
    ("dtac", "The usual questions about safety, data, security and accessibility."),
    ("clinical_safety", "Why it is no clinical system, and what would make it one."),
    ("data_protection", "A text to start your own assessment from."),
    ("data_sharing", "A template with blanks, for all practices to sign."),
    ("freedom_of_information", "What you hold, and what to do when somebody asks for it."),
)
"""The name of each paper's file and what it is for, in order."""

_POINT = re.compile(r"(?P<number>\d+\.|-) (?P<words>.+)")
_RULE = re.compile(r"\|[-| ]*--[-| ]*\|")
_ENDING = ".docx"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper.

    Attributes:
        title: its first line.
        about: what it is for, in a sentence.
        text: the rest of it, as it stands in its file.
    """

    title: str
    about: str
    text: str


@cache
def papers() -> tuple[Paper, ...]:
    """Every paper, in order."""
    folder = shipped("resources") / "papers"
    found = []
    for name, about in PAPERS:
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        title, _, rest = text.partition("\n")
        found.append(Paper(title.removeprefix("#").strip(), about, rest.strip()))
    return tuple(found)


def paper_document(paper: Paper) -> Document:
    """Lay a paper out; all but the longest stay on a page."""
    blocks = tuple(_blocks(paper.text))
    return Document(paper.title, "", About(), blocks, True, foot="Stocktake")


def plain_words(paper: Paper) -> str:
    """A paper as it is read on the screen: no marks, and each row of a table in a line."""
    parts = []
    for block in paper_document(paper).blocks:
        if isinstance(block, Heading):
            parts.append(f"\n{block.text.upper()}\n")
        elif isinstance(block, Paragraph):
            parts.append(f"{block.text}\n")
        elif isinstance(block, Bullets):
            marks = (f"{at}." if block.numbered else "•" for at in range(1, len(block.items) + 1))
            parts += [f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)]
            parts.append("")
        elif isinstance(block, Table):
            parts += [_row_in_words(block, row) for row in block.rows]
    return "\n".join(parts).strip()


def _row_in_words(table: Table, row: tuple[str, ...]) -> str:
    if len(row) == 2:
        return f"{row[0]}: {row[1]}\n"
    titles = [column.title for column in table.columns]
    if table.is_empty_form:
        return "  ".join(f"{title} ____________" for title in titles) + "\n"
    said = (f"{title}: {cell}" for title, cell in zip(titles[1:], row[1:], strict=True))
    return "\n   ".join((row[0], *said)) + "\n"


def write_papers(folder: Path, moment: datetime) -> tuple[Path, ...]:
    """Write every paper as a Word file.

    Args:
        folder: where they go; it is made where it is not there.
        moment: of writing, with its time zone.

    Raises:
        StocktakeError: the folder or disk would not take one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    written = []
    for paper in papers():
        path = folder / f"Stocktake - {paper.title.replace(',', '')}{_ENDING}"
        written.append(save_file(word_bytes(paper_document(paper), moment), path))
    return tuple(written)


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        yield from _of_kind(kind, list(group))


def _kind(line: str) -> str:
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    point = _POINT.match(line)
    return "words" if point is None else "points" if point["number"] == "-" else "steps"


def _of_kind(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind == "heading":
        yield from (Heading(line.lstrip("# "), 2) for line in lines)
    elif kind == "table":
        yield _table(lines)
    elif kind == "words":
        yield from map(Paragraph, lines)
    else:
        points = tuple(point["words"] for point in map(_POINT.match, lines) if point)
        yield Bullets(points, numbered=kind == "steps")


def _table(lines: Iterable[str]) -> Table:
    """A table; the longer the words of a column, the wider it is."""
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    head, body = rows[0], rows[1:]
    longest = [max(8, *(min(60, len(row[at])) for row in rows)) for at in range(len(head))]
    columns = tuple(
        Column(title, "left", share) for title, share in zip(head, longest, strict=True)
    )
    return Table(columns, tuple(body), is_empty_form=not any(any(row) for row in body))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
