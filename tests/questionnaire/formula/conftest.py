"""A small form and its answers, for working formulas out in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from stocktake.questionnaire.formula import Named, Operand, Result, check, evaluate, parse


def numbers(value: object) -> Operand:
    """Let tests write 5 or "5.10" for a Decimal."""
    return Decimal(value) if type(value) is int else value  # type: ignore[return-value]


@dataclass
class Sheet:
    """Answers by id; tables as lists of rows, each a mapping of short column names to values."""

    answers: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)
    this_row: tuple[str, str] | None = None
    self_value: Operand = None
    today: date = date(2026, 11, 22)
    now: datetime = datetime(2026, 11, 22, 15, 30)  # noqa: DTZ001
    labels: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def value(self, id: str) -> Operand:  # noqa: A002
        return numbers(self.answers.get(id))

    def table_of(self, id: str) -> str | None:  # noqa: A002
        if id in self.tables:
            return id
        table = id.rpartition(".")[0]
        return table if table in self.tables else None

    def rows(self, table: str) -> Sequence[str]:
        return [f"row{place}" for place in range(1, len(self.tables[table]) + 1)]

    def cell(self, column_id: str, row: str) -> Operand:
        table, _, column = column_id.rpartition(".")
        cells = self.tables[table][int(row.removeprefix("row")) - 1]
        if column == "group" and "role" in cells:
            return self.extras.get(str(cells["role"]), {}).get("group")
        return numbers(cells.get(column))

    def choice_label(self, id: str, code: str) -> str:  # noqa: A002
        return self.labels.get(code, code)

    def choice_extra(self, id: str, code: str, extra: str) -> str:  # noqa: A002
        return self.extras.get(code, {}).get(extra, "")


@dataclass
class FormNames:
    """What a form's names are, for the checker."""

    names: Mapping[str, Named]
    row_table: str | None = None
    this_id: str | None = None

    def named(self, id: str) -> Named | None:  # noqa: A002
        return self.names.get(id)

    def ids(self) -> Iterable[str]:
        return self.names


Work = Callable[..., Result]


@pytest.fixture(scope="session")
def work() -> Work:
    """Work a formula out for answers and tables given by name."""

    def worked(formula: str, **sheet: Any) -> Result:
        return evaluate(parse(formula), Sheet(**sheet))

    return worked


@pytest.fixture(scope="session")
def faults() -> Callable[..., list[str]]:
    """The codes of what is wrong with a formula in a form of the names given."""

    def found(formula: str, **scope: Any) -> list[str]:
        return [fault.code for fault in check(parse(formula), FormNames(**scope))]

    return found


@pytest.fixture(scope="session")
def form_names() -> type[FormNames]:
    return FormNames


@pytest.fixture(scope="session")
def sheet() -> type[Sheet]:
    return Sheet
