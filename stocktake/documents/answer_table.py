"""A table of answers on paper: across where it fits, otherwise row by row in words."""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.documents.blocks import Block, Paragraph, Table
from stocktake.documents.blocks import Column as Printed
from stocktake.questionnaire.answer_words import unit_beside
from stocktake.questionnaire.answers import STATE_WORDS, State
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import TYPES, show

MOST_ACROSS = 6
"""Columns that can be read on a page 16 cm wide."""

EXPECTATIONS = "expectations"
"""What a column refers to when its cells point at rows of the catalogue."""

_FIGURES = ("number",)


def answer_table(sheet: Sheet, question: Question, number: str) -> Iterator[Block]:
    """Print the rows that exist, with the columns in which anything stands."""
    title = f"{number}  {question.label}".strip()
    yield Paragraph(title, "question")
    state = sheet.answers.get(question.id).state
    if state not in (State.BLANK, State.ANSWERED):
        # Rows are kept under what is said of the whole table, and do not count.
        yield Paragraph(STATE_WORDS[state], "hint")
        return
    touched = (row for row in sheet.rows(question.id) if sheet.is_touched(question.id, row))
    rows = tuple(touched)
    if not rows:
        yield Paragraph("No rows yet.", "hint")
        return
    columns = [
        column
        for column in sheet.columns(question)
        if any(_cell(sheet, question, row, column) for row in rows)
    ]
    if len(columns) <= MOST_ACROSS:
        yield _across(sheet, question, rows, columns)
    else:
        yield _in_words(sheet, question, rows, columns)


def _across(
    sheet: Sheet, question: Question, rows: tuple[str, ...], columns: list[Column]
) -> Table:
    printed = tuple(
        Printed(
            f"{each.label} ({unit})" if (unit := unit_beside(each)) else each.label,
            "right" if TYPES[each.type].family in _FIGURES else "left",
        )
        for each in columns
    )
    return Table(
        printed, tuple(tuple(_cell(sheet, question, row, c) for c in columns) for row in rows)
    )


def _in_words(
    sheet: Sheet, question: Question, rows: tuple[str, ...], columns: list[Column]
) -> Table:
    """The first column names the row; the others follow in a sentence each."""
    first, *rest = columns
    lines = []
    for row in rows:
        said = [(each, _cell(sheet, question, row, each)) for each in rest]
        words = "; ".join(f"{c.label.rstrip('?.')}: {_with_unit(c, v)}" for c, v in said if v)
        lines.append((_cell(sheet, question, row, first), words))
    return Table((Printed(first.label, share=28), Printed("What is said", share=72)), tuple(lines))


def _with_unit(column: Column, words: str) -> str:
    """A figure with its unit, which across the page stands in the heading."""
    is_figure = TYPES[column.type].family in _FIGURES and words != STATE_WORDS[State.NOT_KNOWN]
    unit = unit_beside(column) if is_figure else ""
    return f"{words} {unit}".strip()


def _cell(sheet: Sheet, question: Question, row: str, column: Column) -> str:
    """One cell in words; empty where it does not apply or was left blank."""
    if not sheet.applies(column.id, row):
        return ""
    answer = sheet.answers.get(question.id, row, column.id)
    if answer.state is State.NOT_KNOWN:
        return STATE_WORDS[State.NOT_KNOWN]
    value = sheet.value(column.id, row)
    if column.refers_to and isinstance(value, str | tuple):
        codes = (value,) if isinstance(value, str) else value
        return "; ".join(_referred(sheet, column, code) for code in codes)
    return show(value, column)


def _referred(sheet: Sheet, column: Column, row: str) -> str:
    """The name of a row of another table, or of an expectation, that a cell points at."""
    for table in column.refers_to:
        pointed = sheet.loaded.questions.get(table)
        if pointed is not None and row in sheet.answers.rows(table):
            names = (show(sheet.value(each.id, row), each) for each in pointed.columns)
            return next((name for name in names if name), row)
        if table == EXPECTATIONS:
            titles = {each.id: each.title for each in shipped_catalogue().expectations}
            if row in titles:
                return titles[row]
    return show(row, column)
