"""Goes through every page of the window, with a practice in three states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stocktake.app import Program
from stocktake.tasks.open_practice import EXPECTATIONS, STOCKTAKE
from stocktake.tasks.practices import begin_practice, practice_rounds
from stocktake.tasks.sample import put_sample
from stocktake.ui.pages import PAGES
from stocktake.ui.places import place_of

TODAY = date(2026, 11, 22)
SAMPLE, EMPTY, NONE = "the sample", "an empty practice", "no practice"

PLACES: dict[str, tuple[dict[str, str], ...]] = {
    "section": (
        place_of(STOCKTAKE, "profile"),
        place_of(STOCKTAKE, "demand", "demand.m_urgent"),
        place_of(STOCKTAKE, "workforce", "workforce.roles"),
        place_of(STOCKTAKE, "finance"),
    ),
    "card": (place_of(EXPECTATIONS, "ACC-01"),),
}
"""Where to go on a page that shows one thing of many: fields, ratings, a table, choices."""

CALM = 4
"""Times in a row that nothing has moved, for a page to be at rest."""
PATIENCE_MS = 8000
"""Milliseconds a page may take to be laid out and its charts to be drawn."""


def have(program: Program, state: str) -> None:
    """Have the sample open, or a practice with nothing answered, or none."""
    workspace = program.desk.workspace
    assert workspace is not None
    if state == SAMPLE:
        put_sample(workspace)
        first = next(each for each in practice_rounds(workspace))
        program.desk.choose(first.subject, first.round)
    elif state == EMPTY:
        subject = begin_practice(
            workspace, "Harbour View Surgery", "A12345", TODAY, "Practice manager"
        )
        program.desk.choose(subject, "2026/27")


def pages(program: Program, qtbot: QtBot) -> Iterator[str]:
    """Bring every page to the front, one after another, and say which it is."""
    for spec in PAGES:
        for place in PLACES.get(spec.name, ({},)):
            program.window.show_page(spec.name, place)
            settle(program, qtbot)
            yield " ".join((spec.name, *place.values()))


def settle(program: Program, qtbot: QtBot) -> None:
    """Let everything be built, drawn and laid out."""
    seen: list[int] = []

    def is_calm() -> bool:
        QApplication.processEvents()
        page = program.window.page
        assert page is not None
        labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
        seen.append(hash(tuple(label.geometry().getRect() for label in labels)))
        is_drawing = any(label.text().startswith("Drawing") for label in labels)
        is_done = not program.jobs.is_busy and not is_drawing
        return is_done and len(seen) > CALM and len(set(seen[-CALM:])) == 1

    qtbot.waitUntil(is_calm, timeout=PATIENCE_MS)
