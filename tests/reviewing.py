"""A desk with a practice on it, for tests of the pages that read its answers back."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.settings import Settings
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.page import Page

AnyPage = TypeVar("AnyPage", bound=Page)

HARBOUR = Subject("practice", "A12345", "Harbour View Surgery", "Harbour and Vale PCN")


@dataclass
class Reviewed:
    """A desk, and how to answer on it."""

    folder: Path
    jobs: Jobs = field(default_factory=lambda: Jobs(executor=AtOnce()))

    def __post_init__(self) -> None:
        self.desk = Desk(
            self.jobs, "Practice manager", settings=Settings(export_folder=str(self.folder))
        )

    def open(self, subject: Subject = HARBOUR, round_label: str = "2026/27") -> Desk:
        """Open a practice with nothing answered."""
        self.desk.open_workspace(self.folder / "practice.stocktake")
        self.desk.choose(subject, round_label)
        return self.desk

    def rate(self, level: int = 2, most: int = 1000) -> None:
        """Give the first ratings of the form this level."""
        ratings = self.ratings()[:most]
        self.say({Address(each.id): level for each in ratings})

    def ratings(self) -> list[Question]:
        """The ratings of the twelve domains."""
        questions = self.desk.sheet(STOCKTAKE).loaded.questions.values()
        return [each for each in questions if each.type == "rating" and each.domain]

    def say(self, values: dict[Address, object], form_id: str = STOCKTAKE) -> None:
        """Answer questions of a form."""
        self.desk.answer_all(form_id, {a: _answer(value) for a, value in values.items()})

    def ready(self, expectation: str, level: int, **more: object) -> None:
        """Say how ready the practice is for an expectation."""
        values = {"aware": "yes", "applies": "yes", "ready_now": level, **more}
        self.say({Address(f"{expectation}.{k}"): v for k, v in values.items()}, EXPECTATIONS)

    def close(self) -> None:
        """Put everything away."""
        self.desk.close_workspace()
        self.jobs.close()


def _answer(value: object) -> Answer:
    if isinstance(value, Answer):
        return value
    if isinstance(value, str | date | tuple):
        return answered(value)
    return answered(Decimal(str(value)))


def displayed(qtbot: QtBot, page: AnyPage) -> AnyPage:
    """A page shown at the size of a small window, with what there is to see."""
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    page.refresh()
    return page


class Asked(QObject):
    """Hears which pages are asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.heard: list[tuple[str, dict[str, str]]] = []
        page.page_asked.connect(self.on_asked)

    @Slot(str, dict)
    def on_asked(self, name: str, place: dict[str, str]) -> None:
        self.heard.append((name, place))


def unnamed(page: QWidget) -> list[QWidget]:
    """What Tab stops at and a screen reader has no words for."""
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
