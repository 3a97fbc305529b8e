"""What a received file says that is a question to practices, or an answer to one.

The file itself is opened only in a child process (decisions 16). What it carries is taken as it
stands while nothing in the file has changed; otherwise the cells are read, whoever filled them in,
and everything that is not as it went out is said.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from stocktake.errors import Problem, StocktakeError
from stocktake.questionnaire.as_typed import NotUnderstood
from stocktake.questionnaire.asking import Asking, Position, plain_text, tidy
from stocktake.questionnaire.asking_text import BEGINNING, AskingFile, from_text, is_list_size
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.types import parse
from stocktake.workbooks.asking_layout import (
    CARRIED_KEY,
    CHOICE,
    CODE,
    COMMENT,
    DECIDED_BY,
    DECIDED_ON,
    LABELS,
    LIST_SIZE,
    NAME,
    NAMED,
    NO,
    SHARE,
    YES,
    asked_rows,
)
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.children import receive_many
from stocktake.workbooks.marks import ANSWER_MARK, ASKING_MARK
from stocktake.workbooks.received import Received
from stocktake.workbooks.refusals import refusal_words

AN_ASKING = "asking"
"""The code of what is said where such a file is read among returns."""

_DAY = Question(id="decided_on", type="date", label=LABELS[DECIDED_ON])
_SIZE = Question(id="list_size", type="number", label=LABELS[LIST_SIZE])
_NOT_ONE = Problem(
    "not_asking",
    "",
    "This is not a question to practices, nor an answer to one.",
    "Ask for the file that came back with the answer in it.",
)


@dataclass(frozen=True, slots=True)
class AskingRead:
    """What came of reading one file.

    Attributes:
        file: the question it carries, and the answer; None when it could not be read.
        problems: why it could not, or what was noticed, each with its place.
    """

    file_name: str
    file: AskingFile | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether anybody has answered in it."""
        position = self.file.position if self.file else None
        return position is not None and not position.is_empty


def is_asking(received: Received) -> bool:
    """Whether a received file is a question to practices, or an answer to one."""
    if (received.payload or "").startswith(BEGINNING):
        return True
    said = {cell.value for sheet in received.sheets for cell in sheet.cells}
    # A return may hold any words at all as an answer, those too.
    return ASKING_MARK in said and ANSWER_MARK not in said


def an_asking(name: str) -> Problem:
    """Say of a file that was added among returns that it is none."""
    return Problem(
        AN_ASKING,
        name,
        "This is a question to practices, or an answer to one, and not a return.",
        "Open it with “Open a file” under File.",
    )


def read_askings(
    paths: Sequence[Path], cancelled: threading.Event | None = None
) -> Iterator[AskingRead]:
    """Read files in child processes, one result for each, in order; a bad one stops no other."""
    for path, received in receive_many(paths, cancelled or threading.Event()):
        yield understand_asking(received, path.name)


def understand_asking(received: Received, name: str) -> AskingRead:
    """Say what a received file asks, and what is answered."""
    if received.refused:
        what, how = refusal_words(received.refused, received.reason)
        return AskingRead(name, problems=(Problem(received.refused, name, what, how),))
    if not is_asking(received):
        return AskingRead(name, problems=(replace(_NOT_ONE, where=name),))
    try:
        file = from_text(_carried(received))
    except StocktakeError as error:
        return AskingRead(name, problems=(Problem(error.code, name, error.what, error.how_to_fix),))
    if received.is_trusted:
        return AskingRead(name, file)
    sheet = next((s for s in received.sheets if not _is_carrier(s) and _is_question(s)), None)
    if sheet is None:
        what = "The sheet with the answer is gone from it."
        problem = Problem("no_sheet", name, what, "Ask for the file again.")
        return AskingRead(name, problems=(problem,))
    found = _Filled(sheet, name, file)
    return AskingRead(name, replace(file, position=found.position()), tuple(found.problems))


def _carried(received: Received) -> str:
    """The text of what a file carries: its payload, or the hidden sheet where that is lost."""
    payload = received.payload or ""
    if payload.startswith(BEGINNING):
        return payload
    for sheet in filter(_is_carrier, received.sheets):
        row = next(cell.row for cell in sheet.cells if cell.value == CARRIED_KEY)
        return "".join(cell.value for cell in sheet.cells if cell.row == row and cell.column > 1)
    raise StocktakeError(
        "no_question",
        "The file does not say any more which question it answers: its hidden sheet is gone.",
        "Ask for the answer in the file as it was sent out.",
    )


def _is_carrier(sheet: SheetCells) -> bool:
    return any(cell.value == CARRIED_KEY and cell.column == 1 for cell in sheet.cells)


def _is_question(sheet: SheetCells) -> bool:
    return any(cell.value == ASKING_MARK for cell in sheet.cells)


@dataclass
class _Filled:
    """The sheet as somebody has left it."""

    sheet: SheetCells
    name: str
    file: AskingFile
    problems: list[Problem] = field(default_factory=list)

    def position(self) -> Position | None:
        """Read the answer; None where nothing has been filled in."""
        asking, before = self.file.asking, self.file.position
        rows = self._rows()
        self._check_question(asking, rows)
        text = {
            key: plain_text(self._text(rows.get(key), key)).strip()
            for key in (CHOICE, COMMENT, DECIDED_BY, NAME, CODE)
        }
        position = Position(
            asking.id,
            before.asking_hash if before else asking.hash,
            text[CODE],
            text[NAME],
            self._size(rows.get(LIST_SIZE)),
            text[CHOICE],
            text[COMMENT],
            self._yes(rows.get(SHARE), SHARE),
            self._yes(rows.get(NAMED), NAMED),
            text[DECIDED_BY],
            self._day(rows.get(DECIDED_ON)),
            before.answer_id if before else "",
            before.revision if before else 0,
        )
        return None if before is None and position.is_empty else position

    def _rows(self) -> dict[str, Cell]:
        """The cell beside each label, by what it is; a row without anything there is left out."""
        by_label = {tidy(label): key for key, label in LABELS.items()}
        asked = {key: tidy(label) for key, (label, _) in asked_rows(self.file.asking).items()}
        by_label |= {label: key for key, label in asked.items()}
        found: dict[str, Cell] = {}
        for row in sorted({cell.row for cell in self.sheet.cells}):
            cells = sorted((c for c in self.sheet.cells if c.row == row), key=lambda c: c.column)
            named = [c for c in cells if c.value in LABELS or c.value in asked]
            labels = [c for c in cells if tidy(c.value) in by_label]
            key = named[0].value if named else by_label.get(tidy(labels[0].value)) if labels else ""
            start = max((c.column for c in (*named[:1], *labels[:1])), default=0)
            beside = [c for c in cells if c.column > start and (c.value.strip() or c.is_formula)]
            if not key or key in found or not beside:
                continue
            found[key] = beside[0]
            if len(beside) > 1 and key in LABELS:
                self._say(
                    "two_cells",
                    beside[1],
                    f"Something stands beside the cell for “{LABELS[key]}” and was not read: "
                    f"“{_short(beside[1].value)}”.",
                    "Ask what was meant, if it matters.",
                )
        return found

    def _check_question(self, asking: Asking, rows: dict[str, Cell]) -> None:
        for key, (label, words) in asked_rows(asking).items():
            cell = rows.get(key)
            if cell is not None and tidy(cell.value) != tidy(words):
                self._say(
                    "question_edited",
                    cell,
                    f"“{label}” was changed in this file, to “{_short(cell.value)}”.",
                    "The answer is counted to the question as you asked it: ask whether that is "
                    "what they meant.",
                )

    def _text(self, cell: Cell | None, key: str) -> str:
        if cell is None:
            return ""
        if cell.kind in ("error", "uncached"):
            self._not_understood(cell, key, "it holds no words")
            return ""
        return cell.value

    def _yes(self, cell: Cell | None, key: str) -> bool:
        """Only a plain Yes is one: whatever else stands there shows nothing to anybody."""
        if cell is None or not cell.value.strip():
            return False
        said = tidy(cell.value).rstrip(".!")
        if said in (tidy(YES), "y", "true"):
            return True
        if said not in (tidy(NO), "n", "false"):
            self._not_understood(cell, key, "it was taken as No")
        return False

    def _size(self, cell: Cell | None) -> Decimal | None:
        if cell is None:
            return None
        try:
            value = Decimal(cell.value) if cell.kind == "number" else parse(cell.value, _SIZE)
        except (NotUnderstood, ArithmeticError):
            value = None
        if isinstance(value, Decimal) and is_list_size(value):
            return value
        self._not_understood(cell, LIST_SIZE, "it is left out")
        return None

    def _day(self, cell: Cell | None) -> date | None:
        if cell is None:
            return None
        try:
            if cell.kind == "date":
                return date.fromisoformat(cell.value[:10])
            value = parse(cell.value, _DAY) if cell.kind == "text" else None
        except (NotUnderstood, ValueError):
            value = None
        if isinstance(value, date):
            return value
        self._not_understood(cell, DECIDED_ON, "it is left out")
        return None

    def _not_understood(self, cell: Cell, key: str, outcome: str) -> None:
        what = f"“{LABELS[key]}” says “{_short(cell.value)}”; {outcome}."
        self._say("not_understood", cell, what, "Ask what was meant.")

    def _say(self, code: str, cell: Cell, what: str, how: str) -> None:
        where = f"{self.name}, {self.sheet.name}, cell {cell.reference}"
        self.problems.append(Problem(code, where, what, how))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:79].rstrip()}…"
