"""A practice on a clock moved by hand, and what can be undone in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.history import By, Kind, new_group
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.undoing import Undoing

QUAYSIDE = Subject("practice", "Y99901", "Quayside")
LIST_SIZE = Address("profile.list_size")
TABLE = "demand.weaknesses"
ROLES = "workforce.roles"


class SteppedClock:
    """A clock that is moved on by hand, or back."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float = 10) -> None:
        self.now += timedelta(seconds=seconds)


class Desk:
    """A workspace with one practice open in it, and its undoing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = SteppedClock()
        self.workspace = Workspace.create(path, clock=self.clock)
        self._choose()

    def _choose(self) -> None:
        self.practice = OpenPractice(self.workspace, QUAYSIDE, "2026/27", "Practice manager")
        self.undoing = Undoing(self.practice)

    def restart(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.path, clock=self.clock)
        self._choose()

    def say(self, address: Address, answer: Answer, form: str = STOCKTAKE) -> None:
        self.clock.wait()
        self.practice.enter(form, address, answer)

    def size(self, size: int) -> None:
        self.say(LIST_SIZE, answered(Decimal(size)))

    def bring_in(self, forms: Mapping[str, Mapping[Address, Decimal]]) -> None:
        """Take answers in over several forms as one change."""
        self.clock.wait()
        by = By("Priya", "Brought back from Priya", Kind.TAKEN_IN, new_group())
        with self.workspace.returns.together():
            for form, values in forms.items():
                answers = {address: answered(value) for address, value in values.items()}
                self.workspace.answers.write(self.practice.open_return(form).id, answers, by)
                self.practice.reload(form)

    def value(self, address: Address = LIST_SIZE, form: str = STOCKTAKE) -> object:
        in_sheet = self.practice.sheet(form).answers[address]
        number = self.practice.open_return(form).id
        assert said(self.workspace.answers.one(number, address)) == said(in_sheet)
        return in_sheet.value

    def weakness(self, row: str, words: str) -> None:
        self.say(Address(TABLE, row, f"{TABLE}.weakness"), answered(words))

    def weaknesses(self) -> list[object]:
        sheet = self.practice.sheet()
        kept = self.workspace.answers.order(self.practice.open_return(STOCKTAKE).id, TABLE)
        assert sheet.answers.rows(TABLE) == kept
        return [sheet.value(f"{TABLE}.weakness", row) for row in sheet.rows(TABLE)]

    def steps(self) -> tuple[str, str]:
        undo, redo = self.undoing.next_undo(), self.undoing.next_redo()
        return undo.short if undo else "", redo.short if redo else ""


def said(answer: Answer) -> Answer:
    return replace(answer, role="", changed_at=None)
