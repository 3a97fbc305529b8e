"""Last year's answer beside the question in hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year
from window import opened

from stocktake.app import Program
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.carry_forward import carry_forward
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.last_year import (
    NO_ROUND,
    SAME,
    LastYearPart,
)
from stocktake.ui.theme import Theme


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window on a file that holds last year's round."""
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        begin_last_year(workspace)
    with opened(qapp, theme, tmp_path) as program:
        yield program


def shown(program: Program, question: str) -> LastYearPart:
    form = FormDesk(program.desk, STOCKTAKE)
    part = LastYearPart()
    part.show_question(form, form.sheet.loaded.questions[question])
    return part


def test_the_line_says_the_year_and_the_answer_and_offers_it(program: Program) -> None:
    program.desk.choose(QUAYSIDE, THIS)
    part = shown(program, "profile.list_size")
    assert part._line.text() == f"Last year ({LAST}): 9,120 patients"
    assert not part._use.isHidden()
    part._use.click()
    taken = program.desk.sheet(STOCKTAKE).answers[Address("profile.list_size")]
    assert (taken.value, taken.carried_forward) == (9120, True)


def test_a_whole_table_is_taken_over(program: Program) -> None:
    program.desk.choose(QUAYSIDE, THIS)
    part = shown(program, "workforce.roles")
    part._use.click()
    rows = program.desk.sheet(STOCKTAKE).rows("workforce.roles")
    assert set(rows) == {"gp_partner", "x7x7x7x7"}


def test_what_is_the_same_is_not_offered(program: Program) -> None:
    workspace = program.desk.workspace
    assert workspace is not None
    carry_forward(workspace, QUAYSIDE, THIS, "")
    program.desk.choose(QUAYSIDE, THIS)
    part = shown(program, "profile.list_size")
    assert part._use.isHidden()
    assert part._note.text() == SAME


def test_a_blank_and_a_first_round_are_said(program: Program) -> None:
    program.desk.choose(QUAYSIDE, THIS)
    assert (
        shown(program, "profile.imd_score")._line.text() == f"Nothing was answered here in {LAST}."
    )
    program.desk.choose(QUAYSIDE, LAST)
    assert shown(program, "profile.list_size")._line.text() == NO_ROUND


def test_an_attached_file_is_named(program: Program) -> None:
    workspace = program.desk.workspace
    assert workspace is not None
    last = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    address = Address("profile.list_size")
    workspace.attachments.attach(last.id, address, "list.pdf", b"pages", role="")
    program.desk.choose(QUAYSIDE, THIS)
    assert "list.pdf" in shown(program, "profile.list_size")._note.text()
