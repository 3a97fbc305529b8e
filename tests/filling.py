"""Fill forms in for tests, in the words a test reads well in."""

from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet

TODAY = date(2026, 11, 22)


def value_of(plain: object) -> Value:
    """Turn what a test writes into a value: numbers become Decimal."""
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return Decimal(str(plain))
    return plain  # type: ignore[return-value]


def stocktake(route: str = "full") -> Sheet:
    """An empty practice stocktake."""
    return Sheet(shipped_form("practice_stocktake"), Answers(), TODAY, route)


def sheet_of(loaded: LoadedForm, route: str = "full") -> Sheet:
    """An empty sheet of a form."""
    return Sheet(loaded, Answers(), TODAY, route)


def answer(sheet: Sheet, **values: object) -> None:
    """Answer questions; two underscores stand for the dot of an id."""
    for name, plain in values.items():
        sheet.enter(Address(name.replace("__", ".")), answered(value_of(plain)))


def say(sheet: Sheet, question_id: str, state: State) -> None:
    """Mark a question with a state, keeping its value."""
    kept = sheet.answers.get(question_id)
    sheet.enter(Address(question_id), Answer(value=kept.value, state=state))


def row(sheet: Sheet, table: str, row_id: str, **cells: object) -> None:
    """Fill cells of a table row; each name is the end of the column's id."""
    for name, plain in cells.items():
        sheet.enter(Address(table, row_id, f"{table}.{name}"), answered(value_of(plain)))
