"""Read answers written by question in a TOML file, such as those of the sample practices.

A question stands by its id, whose dots make tables within tables. A table question is a list of
rows, or rows by the code of their option; cells go by the end of their column's id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Value, answered
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES

ROW = "row"
"""The key that names a row of a list; without it the row is numbered."""

_ROW_ID_LENGTH = 8


def answers_said(loaded: LoadedForm, written: Mapping[str, Any]) -> dict[Address, Answer]:
    """Read the answers to one form.

    Raises:
        StocktakeError: ``unknown_question`` when something is not a question or column of the form,
            or does not fit it.
    """
    return {
        address: answered(_value(loaded.fields[address.field_id], plain))
        for address, plain in _found(loaded, written, "")
    }


def _found(
    loaded: LoadedForm, written: Mapping[str, Any], path: str
) -> Iterator[tuple[Address, object]]:
    for key, value in written.items():
        name = f"{path}{key}"
        question = loaded.questions.get(name)
        if question is not None and question.type == "table":
            yield from _rows(loaded, question, value)
        elif question is not None:
            yield Address(name), value
        elif isinstance(value, dict):
            yield from _found(loaded, value, f"{name}.")
        else:
            raise _unknown(name)


def _rows(loaded: LoadedForm, table: Question, written: object) -> Iterator[tuple[Address, object]]:
    if isinstance(written, dict):
        rows = list(written.items())
    elif isinstance(written, list):
        rows = [(row.get(ROW, _row_id(table.id, n)), row) for n, row in enumerate(written)]
    else:
        raise _unknown(table.id)
    for row, cells in rows:
        for column, value in cells.items():
            if column != ROW:
                name = f"{table.id}.{column}"
                if name not in loaded.fields:
                    raise _unknown(name)
                yield Address(table.id, row, name), value


def _row_id(table: str, place: int) -> str:
    return hashlib.sha256(f"{table}/{place}".encode()).hexdigest()[:_ROW_ID_LENGTH]


def _value(field: Question | Column, plain: object) -> Value:
    """Turn what TOML read into an answer of the field's type."""
    family = TYPES[field.type].family
    if family in ("number", "rating") and isinstance(plain, int | Decimal):
        return Decimal(plain)
    if family == "choices" and isinstance(plain, list):
        return tuple(plain)
    if family == "date" and isinstance(plain, date):
        return plain
    if family in ("text", "choice", "yes_no") and isinstance(plain, str):
        return plain
    raise _unknown(field.id)


def _unknown(name: str) -> StocktakeError:
    return StocktakeError(
        "unknown_question",
        f"The sample answers something that does not fit the form: {name}.",
        "Look at the name and the kind of answer in the sample's file.",
    )
