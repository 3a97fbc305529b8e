"""The end of a section, seen from outside."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stocktake.ui.question.section_end import SectionEnd


def end_of(qtbot: QtBot, *, after: str = "Premises", read_only: bool = False) -> SectionEnd:
    end = SectionEnd("Thank you.", "Workforce", after, read_only=read_only)
    qtbot.addWidget(end)
    end.stand()
    return end


def stops(end: SectionEnd) -> list[str]:
    """Names of the buttons that can be seen, as Tab goes through them."""
    found: list[str] = []
    each = end.nextInFocusChain()
    while each is not end:
        if isinstance(each, QAbstractButton) and each.isVisible():
            found.append(each.accessibleName() or each.text())
        each = each.nextInFocusChain()
    return found


def test_the_end_waits_until_the_questions_above_it_stand(qtbot: QtBot) -> None:
    end = SectionEnd("", "", "Premises", read_only=False)
    qtbot.addWidget(end)
    assert stops(end) == []
    end.stand()
    assert len(stops(end)) == 3


def test_what_stands_in_the_way_comes_before_the_answers(qtbot: QtBot) -> None:
    end = end_of(qtbot)
    before = stops(end)
    end.say_in_the_way("Two answers are still needed.")
    assert end.in_the_way().endswith("Two answers are still needed.")
    assert stops(end) == ["Show me what stands in the way", *before]
    end.say_in_the_way("")
    assert end.in_the_way() == ""
    assert stops(end) == before


@pytest.mark.parametrize("after", ["Premises", ""])
def test_a_way_on_is_there_only_when_a_section_follows(qtbot: QtBot, after: str) -> None:
    said = " ".join(stops(end_of(qtbot, after=after)))
    assert ("Next: Premises" in said) == bool(after)
    assert "Previous: Workforce" in said


def test_a_return_that_cannot_be_changed_is_not_asked_whether_it_is_done(qtbot: QtBot) -> None:
    assert len(stops(end_of(qtbot, read_only=True))) == 2
