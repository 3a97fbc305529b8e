"""Both pages with a question on them: read, heard, reached by keys, and changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import named_wrong
from contrasts import faint
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from readable import cut_off, scrolls_sideways
from window import begin, opened, show

from stocktake.app import Program
from stocktake.store.askings import KeptAsking
from stocktake.store.workspace import Workspace
from stocktake.ui.pages.answer_question import AnswerQuestionPage
from stocktake.ui.pages.ask_practices import AskPracticesPage
from stocktake.ui.theme import Theme
from tests.every_page import settle
from tests.tasks.asked import ASKING, ask, position


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """A lead, who is in a practice too, with a question that two of four have answered."""
    with opened(qapp, theme, tmp_path) as made:
        begin(made, "Quayside", "A81001")
        ask(
            workspace_of(made),
            position("A81002", "Yes", "We have the rooms, and could open them every weekday."),
            position("A81003", "No", "Our phones lose one call in four.", name_shown=False),
            position("A81003", "Perhaps", "In two years.", name_shown=False),
            position("A81004", "Yes", "For you alone.", comment_shared=False),
        )
        yield made
        made.theme.apply("light", 100)


def workspace_of(program: Program) -> Workspace:
    assert program.desk.workspace is not None
    return program.desk.workspace


def lead(program: Program) -> AskPracticesPage:
    page = show(program, "asking")
    assert isinstance(page, AskPracticesPage)
    return page


def answering(program: Program) -> AnswerQuestionPage:
    page = show(program, "position")
    assert isinstance(page, AnswerQuestionPage)
    return page


def test_both_pages_can_be_read_and_heard_at_the_largest_text(
    program: Program, qtbot: QtBot
) -> None:
    program.desk.prefer(colour_scheme="dark", text_size=200)
    window = program.window
    window.resize(QSize(1024, 640))
    wrong: dict[str, list[str]] = {}
    for name in ("asking", "position"):
        show(program, name)
        settle(program, qtbot)
        wrong[name] = named_wrong(window) + cut_off(window) + scrolls_sideways(window)
        wrong[name] += faint(window)
    lead(program).begin.click()
    settle(program, qtbot)
    wrong["draft"] = named_wrong(window) + cut_off(window) + scrolls_sideways(window)
    assert wrong == {"asking": [], "position": [], "draft": []}


def test_of_two_answers_a_person_picks_the_one_that_counts(program: Program) -> None:
    page = lead(program)
    (choice,) = page.result.choices()
    other = next(each for each in choice.options() if not each.isChecked())
    other.click()
    table = page.result.table.model()
    words = other.words()
    rows = [[table.index(row, c).data() for c in (0, 1)] for row in range(table.rowCount())]
    counted = dict(rows)
    assert counted["No"] == ("1 of 4" if "“No”" in words else "0 of 4")
    assert counted["Yes"] == "2 of 4"
    kept = workspace_of(program).askings.one(ASKING.id)
    assert kept is not None
    assert len(kept.picked) == 1


def test_a_draft_is_kept_as_it_is_typed_and_can_be_discarded(
    program: Program, qtbot: QtBot
) -> None:
    page = lead(program)
    page.begin.click()
    qtbot.keyClicks(page.form.title.named_parts()[0], "Saturdays")
    show(program, "home")
    drafts = [each for each in workspace_of(program).askings.all() if each.is_draft]
    assert [each.asking.title for each in drafts] == ["Saturdays"]
    page = lead(program)
    assert [row.title for row in page.list.links()] == ["Saturdays", "Same-day hub"]
    page.discard.click()
    assert page.asked.isVisible()
    assert not any(each.is_draft for each in workspace_of(program).askings.all())


def test_the_list_of_practices_can_be_changed_after_the_question_went_out(
    program: Program,
) -> None:
    page = lead(program)
    assert "Still to come: Quayside." in page.result.standing.text()
    page.practices.set_open(True)
    lines = page.practices.lines
    lines.named_parts()[0].setPlainText("A81002, Millbrook, 9100\nA81003, St Oswin's, 7300")
    lines.flush()
    assert "2 of 2 practices" in page.result.standing.text()
    told = [each.title for each in page.result.remarks._shown]
    assert any("Fellgate (A81004) is not on your list" in each for each in told)


def test_a_choice_can_be_taken_back(program: Program) -> None:
    page = answering(program)
    assert page.form.choice is not None
    page.form.choice.options()[1].click()
    own = workspace_of(program).askings.own(ASKING.id, "A81001")
    assert own is not None
    assert own.choice == "Later"
    page.form.clear_choice.click()
    own = workspace_of(program).askings.own(ASKING.id, "A81001")
    assert own is not None
    assert own.choice == ""
    assert not page.form.clear_choice.isVisible()


def test_the_answer_of_the_lead_s_own_practice_counts_as_it_is_written(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.desk.prefer(export_folder=str(tmp_path))
    page = answering(program)
    assert page.form.choice is not None
    page.form.choice.options()[0].click()
    for editor, words in ((page.form.decided_by, "Partners"), (page.form.decided_on, "1/12/26")):
        qtbot.keyClicks(editor.named_parts()[0], words)
        editor.flush()
    page.write.click()
    qtbot.wait_until(lambda: page.written.isVisible(), timeout=20_000)
    assert "4 of 4 practices" in lead(program).result.standing.text()


def test_a_question_that_came_before_any_practice_is_there_is_kept(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    with opened(qapp, theme, tmp_path) as made:
        workspace_of(made).askings.keep(KeptAsking(ASKING))
        page = answering(made)
        assert page.state == "no practice"
        assert page.form.isHidden() or not page.form.isVisible()
