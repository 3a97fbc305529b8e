"""The PCN workbook: the practices of a PCN seen together, for its lead and its board.

It is made under the rule for inside the PCN and is never what leaves it. The payload carries every
return with where it was first read and what was decided, so that a workbook combined again equals
one made from the original files (decisions 17).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from openpyxl import Workbook

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.merge.collection import Collection
from stocktake.merge.pcn import PcnView
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.exports.data import FormAnswers, WorkbookData
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnSource, pcn_source
from stocktake.workbooks.exports.pcn_data import add_continued, add_data
from stocktake.workbooks.exports.pcn_decision_page import add_decision_page
from stocktake.workbooks.exports.pcn_domains import add_domains, add_heat_map, add_requirement
from stocktake.workbooks.exports.pcn_members import add_members, add_problems
from stocktake.workbooks.exports.pcn_rate_card import add_rate_card_lines
from stocktake.workbooks.exports.pcn_read_me import add_read_me
from stocktake.workbooks.exports.pcn_resources import add_people_and_money
from stocktake.workbooks.exports.pcn_shared import add_services
from stocktake.workbooks.exports.pcn_wants import (
    add_needs,
    add_population,
    add_priorities,
    add_staff_to_share,
    add_weaknesses,
)
from stocktake.workbooks.exports.pcn_workings import add_workings
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text
from stocktake.workbooks.verdicts import ReadResult

MADE_BY = f"Stocktake {__version__}"


def write_pcn_workbook(
    path: Path,
    seen: PcnView,
    collection: Collection,
    results: Sequence[ReadResult],
    rulings: Sequence[Mapping[str, str]] = (),
    *,
    carried: Collection | None = None,
) -> Path:
    """Write the PCN workbook with its payload.

    The same returns give the same bytes, whatever order their files came in: it is dated by its
    newest answer, never by the clock.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        seen: the practices together, by the rule for inside the PCN.
        collection: every return that came, with what was decided.
        results: what came of reading each file.
        rulings: what else was decided, as plain texts that travel with the decisions.
        carried: the returns as they came, where some are seen as of another practice than they say.

    Raises:
        StocktakeError: ``nothing_to_combine`` without any return, or it could not be saved.
    """
    if not collection.counted(seen.round):
        raise StocktakeError(
            "nothing_to_combine", "There are no returns to combine.", "Add the practices' files."
        )
    source = replace(pcn_source(seen, collection, results), rulings=tuple(rulings))
    book = _begun(source)
    add_read_me(book)
    add_decision_page(book)
    add_heat_map(book)
    add_domains(book)
    add_requirement(book)
    add_priorities(book)
    add_people_and_money(book)
    add_weaknesses(book)
    add_needs(book)
    add_staff_to_share(book)
    add_services(book)
    add_rate_card_lines(book)
    add_population(book)
    add_members(book)
    add_problems(book)
    add_data(book, path)
    add_continued(book)
    add_workings(book)
    payload = _payload(collection if carried is None else carried, rulings)
    save_workbook(book.workbook, path, to_text(payload), book.data.written_at)
    return path


def _begun(source: PcnSource) -> PcnBook:
    """Begin a workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.title = f"PCN workbook of {source.seen.pcn_name}, {source.seen.round}"
    data = WorkbookData(
        forms=tuple(FormAnswers(source.form(v), v.submission, ()) for v in source.counted),
        shared=(),
        written_at=datetime.combine(source.newest, time(12), UTC),
        made_by=MADE_BY,
        is_draft=False,
    )
    return PcnBook(workbook, data, source=source)


def _payload(collection: Collection, rulings: Sequence[Mapping[str, str]]) -> Payload:
    """Every return as it was first read, and every decision."""
    return Payload(
        tuple(Member(version.submission, version.provenance) for version in collection.versions),
        (*(decision.as_texts() for decision in collection.decisions), *rulings),
        MADE_BY,
    )
