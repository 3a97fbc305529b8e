"""Published figures that go out beside the answers of an export.

A published figure is public. The answer beside it goes only where the export lets that answer go:
of one that stays, not even whether there is one is said. Source: design/opendata.md 16 (line 14).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from stocktake.phrases import start_upper
from stocktake.questionnaire.answer_words import answer_in_words
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.numbering import numbers
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.leaving import Leaving, Return
from stocktake.tasks.leaving_answers import LeavingCell
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.published_kept import is_anything_kept
from stocktake.units import round_half_up
from stocktake.workbooks.exports.data import FormAnswers, PublishedRow, PublishedRows

if TYPE_CHECKING:
    # Fetched where something published is kept, so that no other export waits for it.
    from stocktake.tasks.published_offers import Figures, Offer

SHEET = "Published figures"
NOT_HERE = "No answer in this workbook"
PUBLISHED = "Published by others"
"""Why such a figure goes."""


def with_published(
    practice: OpenPractice,
    returns: Sequence[Return],
    leaving: Leaving,
    until: datetime | None = None,
) -> Leaving:
    """Add what is published to what leaves, cell by cell, so that it is seen before it goes.

    Args:
        returns: what leaves, before it was cut down: where an answer is from does not leave.
        until: only figures brought by then, as for a version that was signed; None takes all.

    Raises:
        StocktakeError: what is kept cannot be read.
    """
    if not is_anything_kept(practice):
        return leaving
    figures = practice.published().figures()
    if until is not None:
        figures = figures.brought_by(until)
    sheets = {submission.form_id: sheet for submission, sheet in returns}
    rows = tuple(
        row
        for form in leaving.forms
        for row in _rows(form, sheets[form.submission.form_id], figures)
    )
    if not rows:
        return leaving
    cells = tuple(
        LeavingCell(SHEET, "", "", each.question, "", _shown(each), "P", PUBLISHED) for each in rows
    )
    published = PublishedRows(rows, figures.attributions)
    return replace(leaving, cells=(*leaving.cells, *cells), published=published)


def _shown(row: PublishedRow) -> str:
    return ", ".join(part for part in (row.published, row.source, row.period) if part)


def _rows(form: FormAnswers, sheet: Sheet, figures: Figures) -> Iterator[PublishedRow]:
    """A row for each figure that fits this form, in the order of its questions."""
    from stocktake.tasks.published_offers import offers

    places = {name: place for place, name in enumerate(sheet.loaded.questions)}
    named = numbers(sheet.loaded)
    found = sorted(offers(sheet, figures), key=lambda each: places[each.address.question])
    for each in found:
        # One that stays may be there for its note: blank, it says nothing of what was answered.
        leaves = form.submission.answers[each.address].state is not State.BLANK
        if leaves or not _is_money(each):
            number = named.get(each.address.question, "")
            yield _row(each, form, number, leaves=leaves)


def _row(offer: Offer, form: FormAnswers, number: str, *, leaves: bool) -> PublishedRow:
    field = form.loaded.fields[offer.address.field_id]
    label = start_upper(offer.words) if offer.address.row else field.label
    kept, percent = offer.kept, offer.difference_percent
    period = kept.source.period
    return PublishedRow(
        f"{number} {label}".strip(),
        answer_in_words(field, form.submission.answers[offer.address]) if leaves else "",
        offer.standing.value if leaves else NOT_HERE,
        f"{kept.source.publisher}: {kept.source.title}",
        period.words if period else "",
        _as_published(offer),
        offer.difference if leaves else None,
        _rounded(percent) if leaves else None,
        " ".join(dict.fromkeys(part for part in (kept.value.note, offer.caution) if part)),
    )


def _as_published(offer: Offer) -> str:
    """The text of the file; for a question about the year of the figures, that year."""
    from stocktake.opendata import field_map
    from stocktake.tasks.published_offers import as_written

    rule = field_map().rule(offer.kept.value.field_key)
    is_of_value = rule is not None and rule.question == offer.address.question
    return as_written(offer.kept.value) if is_of_value else str(offer.suggestion)


def _is_money(offer: Offer) -> bool:
    from stocktake.opendata import field_map

    rule = field_map().rule(offer.kept.value.field_key)
    return rule is not None and rule.is_money


def _rounded(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else round_half_up(percent, 1)
