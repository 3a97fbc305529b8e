"""Publish a rate card: check it, and write it as workbook, web page, JSON and PDF, all or none.

A published version never changes: the files of each stand in a folder of their own, and one that is
there already is never written over.
Source: content/expectations.md C6.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from stocktake.documents.blocks import Document
from stocktake.documents.rate_card_paper import rate_card_paper
from stocktake.documents.web_page import to_web_page
from stocktake.errors import Problem, StocktakeError, not_written
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.rates.card import RateCard
from stocktake.rates.card_checks import fit_to_publish
from stocktake.rates.publishing import MOST_CHARACTERS, Published, ReadCard, published, read_card
from stocktake.rates.versions import check_follows
from stocktake.store.whole_files import sync_file, sync_folder
from stocktake.workbooks.exports.rate_card import save_rate_card

WORKBOOK, WEB_PAGE, JSON, PDF = ".xlsx", ".html", ".json", ".pdf"
_FORBIDDEN = frozenset('<>:"/\\|?*')
_MOST_NAME = 80

MakePdf = Callable[[Document], bytes]


@dataclass(frozen=True, slots=True)
class PublishedFiles:
    """What publishing wrote.

    Attributes:
        folder: the folder of this version.
        files: everything in it.
    """

    published: Published
    folder: Path
    files: tuple[Path, ...]


def what_stops(card: RateCard) -> tuple[Problem, ...]:
    """List what still keeps a card from being published; empty when nothing does."""
    return fit_to_publish(card)


def who_is_named(card: RateCard) -> tuple[Problem, ...]:
    """List words of a card that may name a person, for somebody to look at before it is published.

    The scan can be wrong both ways, so nothing is cut out.
    """
    return tuple(_named(card))


def _named(card: RateCard) -> Iterator[Problem]:
    parts: list[tuple[str, Any]] = [(line.name, line) for line in card.lines]
    parts += [(role.label, role) for role in card.roles]
    parts.append(("The card", msgspec.structs.replace(card, lines=(), roles=())))
    for where, part in parts:
        for text in _texts(msgspec.to_builtins(part, builtin_types=(Decimal, date))):
            for found in names_someone(text):
                words = f"It holds {FINDING_WORDS[found.kind]}: “{found.text}”."
                how = "Name a role and not a person, or publish it if it is none."
                yield Problem("names_someone", where, words, how)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def publish_card(
    card: RateCard,
    folder: Path,
    written_at: datetime,
    make_pdf: MakePdf | None = None,
    *,
    names_looked_at: bool = False,
    earlier: Sequence[ReadCard] = (),
) -> PublishedFiles:
    """Write a card's published files into a folder of their own, all of them or none.

    Args:
        card: the card as it stands.
        folder: where the folder of this version is put, beside those of earlier versions.
        written_at: the moment; it has a time zone.
        make_pdf: lays the card out as PDF; None leaves the PDF out.
        names_looked_at: somebody has looked at what ``who_is_named`` found.
        earlier: versions published before, wherever their files are.

    Raises:
        StocktakeError: ``not_fit`` with everything that stops it, ``names_someone``,
            ``already_published``, ``same_version``, ``version_goes_back``; or it cannot be written.
    """
    _refuse_unfit(card, names_looked_at=names_looked_at)
    made = published(card)
    for each in earlier:
        _check_against(made, each, "")
    _check_earlier(made, folder)
    return write_published(made, folder, written_at, make_pdf)


def write_published(
    made: Published, folder: Path, written_at: datetime, make_pdf: MakePdf | None = None
) -> PublishedFiles:
    """Write the files of a published card into a folder of their own, all of them or none.

    Raises:
        StocktakeError: ``name_taken``; or it cannot be written.
    """
    final = folder / file_stem(made.card)
    if final.exists():
        raise StocktakeError(
            "name_taken",
            f"“{final.name}” is already in this folder, and is another card.",
            "Choose another folder, or give the card another title.",
        )
    try:
        draft = Path(tempfile.mkdtemp(".part", ".stocktake-", folder))
    except OSError as error:
        raise not_written(final, error) from error
    try:
        names = _write(made, draft, written_at, make_pdf)
        draft.chmod(0o755)
        sync_folder(draft)
        draft.rename(final)
        # Where a folder cannot be flushed, the files in it are safe all the same.
        with contextlib.suppress(OSError):
            sync_folder(folder)
    except OSError as error:
        raise not_written(final, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return PublishedFiles(made, final, tuple(final / name for name in names))


def file_stem(card: RateCard) -> str:
    """Name a card's files so that every system takes them: its title and version."""
    plain = unicodedata.normalize("NFC", card.title)
    kept = "".join(
        " " if c in _FORBIDDEN or unicodedata.category(c)[0] in "CZ" else c for c in plain
    )
    title = " ".join(kept.split())[:_MOST_NAME].strip(" .") or "Rate card"
    return f"{title} {card.version}"


def _refuse_unfit(card: RateCard, *, names_looked_at: bool) -> None:
    problems = what_stops(card)
    if problems:
        what = " ".join(f"{each.where}: {each.what}" for each in problems)
        raise StocktakeError("not_fit", what, problems[0].how_to_fix)
    named = () if names_looked_at else who_is_named(card)
    if named:
        what = " ".join(f"{each.where}: {each.what}" for each in named)
        raise StocktakeError("names_someone", what, named[0].how_to_fix)


def _check_earlier(made: Published, folder: Path) -> None:
    """Hold a card against the versions of it that are in the folder already."""
    for path in sorted(folder.glob(f"*/*{JSON}")):
        try:
            if path.stat().st_size > MOST_CHARACTERS:
                continue
            earlier = read_card(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, StocktakeError):
            # Other files may lie there; only published cards are of any concern here.
            continue
        _check_against(made, earlier, f" in “{path.parent.name}”")


def _check_against(made: Published, earlier: ReadCard, where: str) -> None:
    if earlier.card.id != made.card.id:
        return
    if earlier.sha256 == made.sha256:
        raise StocktakeError(
            "already_published",
            f"Version {made.card.version} is already published{where}.",
            "Nothing has changed since, so there is nothing to publish.",
        )
    check_follows(earlier.card, made.card)


def _write(
    made: Published, draft: Path, written_at: datetime, make_pdf: MakePdf | None
) -> tuple[str, ...]:
    stem, paper = file_stem(made.card), rate_card_paper(made)
    texts = {JSON: made.text.encode(), WEB_PAGE: to_web_page(paper).encode()}
    if make_pdf is not None:
        texts[PDF] = make_pdf(paper)
    for ending, data in texts.items():
        path = draft / f"{stem}{ending}"
        path.write_bytes(data)
        sync_file(path)
    save_rate_card(draft / f"{stem}{WORKBOOK}", made, written_at)
    return tuple(sorted(each.name for each in draft.iterdir()))
