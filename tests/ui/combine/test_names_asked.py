"""What may name a person is shown before a file is written, and only a yes lets it go."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stocktake.errors import Problem
from stocktake.ui.combine import names_asked
from stocktake.ui.combine.names_asked import MOST_SHOWN, NamesFound, may_stand, unless_names

FOUND = Problem("may_name_someone", "The practice, cell C30, Quayside", "It holds a name: Dr A", "")


def test_nothing_is_written_until_what_was_found_has_been_looked_at() -> None:
    wrote: list[str] = []

    def write() -> str:
        wrote.append("written")
        return "a file"

    assert unless_names(lambda: (FOUND,), frozenset(), write) == NamesFound((FOUND,))
    assert wrote == []
    assert unless_names(lambda: (FOUND,), frozenset({FOUND}), write) == "a file"
    assert unless_names(tuple, frozenset(), write) == "a file"


@pytest.mark.parametrize("agreed", [True, False])
def test_the_box_shows_sheet_practice_and_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    owner, shown = QWidget(), []
    qtbot.addWidget(owner)

    def answer(_: QWidget, question: str, detail: str, *verbs: str) -> bool:
        shown.extend((question, detail, *verbs))
        return agreed

    monkeypatch.setattr(names_asked, "ask", answer)
    others = tuple(Problem("n", f"Sheet {n}", "It holds a name", "") for n in range(MOST_SHOWN))
    assert may_stand(owner, NamesFound((FOUND, *others))) is agreed
    assert shown[0] == "13 texts may name a person. May they stand?"
    assert "The practice, cell C30, Quayside. It holds a name: Dr A." in shown[1]
    assert "And 1 other." in shown[1]
