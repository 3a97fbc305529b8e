"""A table of a form on paper: its starter rows, or empty ones, in bands that fit the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stocktake.documents.blocks import Block, Paragraph, Table
from stocktake.documents.blocks import Column as Printed
from stocktake.documents.skip_words import SkipWords
from stocktake.questionnaire.answer_words import unit_beside
from stocktake.questionnaire.form import Column, Question

COLUMNS_ACROSS = 5
"""Columns that leave room to write on a page 16 cm wide, besides the one that names the row."""

EMPTY_ROWS = 5
MOST_OPTIONS = 15
"""Options of a column that are written out; a longer list is chosen from on screen."""


def blank_table(question: Question, skips: SkipWords) -> Iterator[Block]:
    """Lay out a table to fill in by hand; one of many columns comes in bands."""
    columns = [
        each for each in question.columns if each.type != "calculated" and not each.calculate
    ]
    key = next((each for each in columns if each.id == question.key), None)
    rest = [each for each in columns if each is not key]
    starters = [choice.label for choice in key.choice if choice.starter] if key else []
    if rows_words := skips.of_rows(question.id):
        yield Paragraph(rows_words, "hint")
    bands = [rest[at : at + COLUMNS_ACROSS] for at in range(0, len(rest), COLUMNS_ACROSS)] or [[]]
    for number, band in enumerate(bands, start=1):
        caption = f"Columns, part {number} of {len(bands)}" if len(bands) > 1 else ""
        yield _band(key, band, starters, question, caption)
    for said in filter(None, (_choices(each, skips) for each in rest)):
        yield Paragraph(said, "hint")


def _band(
    key: Column | None,
    band: Sequence[Column],
    starters: Sequence[str],
    question: Question,
    caption: str,
) -> Table:
    names = [*starters, *([""] * (0 if question.rows == "fixed" else EMPTY_ROWS))]
    if starters and question.rows == "starter":
        names = [*starters, "", ""]
    first = Printed(key.label if key else "Row", share=14)
    printed = (first, *(Printed(_heading(each), share=12) for each in band))
    rows = tuple(
        (name or ("" if key else str(place)), *("" for _ in band))
        for place, name in enumerate(names, start=1)
    )
    return Table(printed, rows, caption, is_empty_form=True)


def _heading(column: Column) -> str:
    unit = unit_beside(column)
    return f"{column.label} ({unit})" if unit else column.label


def _choices(column: Column, skips: SkipWords) -> str:
    """What may be written in a column, and when it is asked."""
    said = []
    if column.type == "yes_no":
        said.append("yes or no")
    elif column.type == "rating":
        said.append("a level from 0 to 4")
    elif column.choice and len(column.choice) <= MOST_OPTIONS:
        joined = "; ".join(choice.label for choice in column.choice)
        said.append(f"{'any' if column.type == 'choices' else 'one'} of {joined}")
    when = skips.of(column.id)
    if not said and not when:
        return ""
    words = f"{column.label.rstrip('?.')}: {''.join(said)}{'.' if said else ''}"
    return f"{words} {when}".strip()
