"""What may name a person is shown before a file is written, and only a yes lets it go."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from quick_files import cells, words
from window import press

from stocktake.errors import Problem
from stocktake.ui.combine.names_asked import (
    NO,
    TABLE,
    YES,
    NamesBox,
    NamesFound,
    may_stand,
    unless_names,
)
from stocktake.ui.theme import Theme

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


@pytest.mark.parametrize(("verb", "agreed"), [(YES, True), (NO, False)])
def test_the_box_shows_where_every_text_stands_and_what_it_is(
    qtbot: QtBot, verb: str, agreed: bool
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    pressing = press(verb)
    assert may_stand(owner, NamesFound((FOUND,))) is agreed
    assert not pressing.isActive()


@pytest.mark.parametrize("text", [100, 200])
def test_however_many_are_found_all_are_there_and_the_box_fits_the_window(
    qtbot: QtBot, theme: Theme, text: int
) -> None:
    theme.apply("light", text)
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1024, 640)
    owner.show()
    many = tuple(Problem("n", f"Sheet {n}, cell C3", "It holds a name", "") for n in range(40))
    box = NamesBox(NamesFound((FOUND, *many)), owner)
    qtbot.addWidget(box)
    box.show()
    assert words(box).startswith("41 texts may name a person. May they stand?")
    assert len(cells(box, TABLE)) == 41
    assert cells(box, TABLE)[0] == (FOUND.where, FOUND.what)
    assert box.height() <= 640
    assert box.width() <= 1024
    assert box.leave.isDefault()
