"""Two desks with a workspace each and one folder between them, for tests of desk copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filled_practice import QUAYSIDE

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import (
    Prepared,
    Standing,
    ThisDesk,
    continue_from,
    look,
    new_scratch,
    write_copy,
)
from stocktake.tasks.desk_differences import DeskDifferences, differences
from stocktake.tasks.open_practice import OpenPractice

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
ROLE = "Practice manager"
ROUND = "2026/27"


class AtDesk:
    """A desk: its workspace, its backups, and the folder that all desks see.

    Attributes:
        clock: what this computer thinks the time is.
    """

    def __init__(self, place: Path, folder: Path, name: str) -> None:
        self.place = place
        self.folder = folder
        self.desk = ThisDesk(f"id-of-{name.replace(' ', '-')}", name)
        self.path = place / "practices.stocktake"
        self.clock = NOW
        place.mkdir()
        folder.mkdir(exist_ok=True)
        self.workspace = Workspace.create(self.path, clock=self.tick)

    def tick(self) -> datetime:
        """A minute later each time."""
        self.clock += timedelta(minutes=1)
        return self.clock

    @property
    def practice(self) -> OpenPractice:
        """The practice both desks work on, read afresh."""
        return OpenPractice(self.workspace, QUAYSIDE, ROUND, ROLE)

    def answer(self, question: str, text: str) -> None:
        """Answer a question of the stocktake."""
        self.practice.enter(STOCKTAKE, Address(question), answered(text))

    def said(self, question: str) -> object:
        """What is answered to it here."""
        return self.practice.sheet().answers.get(question).value

    def reopen(self) -> None:
        """Close the program and start it again."""
        self.workspace.close()
        self.workspace = Workspace.open(self.path, clock=self.tick)

    def write(self) -> Prepared:
        """Save a copy for the other desk."""
        return write_copy(self.workspace, self.folder, self.desk, self.tick())

    def look(self) -> Standing:
        """Look at the copy in the folder."""
        facts = self.workspace.desk_marks.facts()
        return look(facts, self.folder, new_scratch(self.path))

    def differences(self, standing: Standing) -> DeskDifferences:
        """What differs from the copy."""
        return differences(self.workspace, standing, ROLE)

    def carry_on(self, standing: Standing) -> None:
        """Continue from the copy."""
        continue_from(self.workspace, standing)
        self.workspace = Workspace.open(self.path, clock=self.tick)

    def put_back_backup(self, backup: Path) -> None:
        """Put a backup in the place of the workspace by hand."""
        self.workspace.close()
        shutil.copyfile(backup, self.path)
        self.workspace = Workspace.open(self.path, clock=self.tick)


def two_desks(place: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    """Two desks, closed at the end."""
    folder = place / "shared drive"
    desks = (AtDesk(place / "one", folder, "Desk 1"), AtDesk(place / "three", folder, "Desk 3"))
    yield desks
    for desk in desks:
        desk.workspace.close()
