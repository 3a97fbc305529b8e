"""What was published stands beside the question it could answer, and waits to be asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from half_filled import CODE, fill
from packs import SOURCES, fact, pack_of, source
from pytestqt.qtbot import QtBot

from stocktake.opendata.pack import Pack, to_bytes
from stocktake.opendata.release import Quality
from stocktake.questionnaire.answers import Address, Answer, Origin, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.numbering import asked_together
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import AtOnce, Jobs
from stocktake.ui.question.block import Block
from stocktake.ui.question.blocks import make_block
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.published_line import PublishedLine
from stocktake.ui.question.table_block import TableBlock
from stocktake.ui.theme import Theme

LIST, WEIGHTED = "profile.list_size", "profile.weighted_list"
FROM = "NHS England: Patients registered, 1 March 2026."


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[Desk]:
    """A practice half way through, without a window."""
    jobs = Jobs(executor=AtOnce())
    desk = Desk(jobs, "Practice manager")
    desk.open_workspace(tmp_path / "a.stocktake")
    fill(desk)
    yield desk
    desk.close_workspace()
    jobs.close()


def bring(desk: Desk, *facts: tuple[str, Decimal], pack: Pack | None = None) -> None:
    assert desk.workspace is not None
    made = pack or pack_of(*(fact(CODE, key, value) for key, value in facts))
    desk.workspace.published_sets.keep(CODE, to_bytes(made), role="Practice manager")


def answer(desk: Desk, question: str) -> Answer:
    return desk.sheet(STOCKTAKE).answers.get(question)


def block_at(desk: Desk, qtbot: QtBot, question: str) -> Block:
    """The block of a question, which follows the answers as on its page."""
    form = FormDesk(desk, STOCKTAKE)
    section = form.sheet.loaded.section_of[question]
    together = asked_together(form.sheet.loaded, section.questions)
    asked = next(each for each in together if question in {one.id for one in each})
    block = make_block(form, asked, "1.2")
    qtbot.addWidget(block)
    block.show()
    block.refresh()
    desk.answers_changed.connect(lambda *_: block.refresh())
    return block


def line_of(block: Block) -> PublishedLine:
    assert block.published.line is not None
    return block.published.line


def test_where_nothing_is_kept_nothing_is_built(desk: Desk, qtbot: QtBot) -> None:
    block = block_at(desk, qtbot, LIST)
    assert block.published.line is None
    assert block.published.offers == ()


def test_a_suggestion_is_used_at_one_press_and_taken_back_at_one(desk: Desk, qtbot: QtBot) -> None:
    bring(desk, ("list.weighted", Decimal("3951.25")))
    block = block_at(desk, qtbot, WEIGHTED)
    line = line_of(block)
    assert answer(desk, WEIGHTED).state is State.BLANK
    assert line.words().startswith(f"Published: 3,951.25. {FROM}")
    assert line.use.isVisible()
    assert line.use.accessibleName().startswith("Use it: ")
    line.use.click()
    taken = answer(desk, WEIGHTED)
    assert (taken.value, taken.origin) == (Decimal("3951.25"), Origin.ACCEPTED)
    assert line.words() == f"From {FROM}"
    assert not line.use.isVisible()
    assert isinstance(block, FieldBlock)
    assert block.holds(block.window().focusWidget())
    assert line.words() in block.editor.named_parts()[0].accessibleDescription()
    desk.undo()
    assert answer(desk, WEIGHTED).state is State.BLANK
    assert line.words().startswith("Published: ")


def test_ones_own_figure_stays_beside_another_that_was_published(desk: Desk, qtbot: QtBot) -> None:
    bring(desk, ("list.registered", Decimal(10000)))
    block = block_at(desk, qtbot, LIST)
    line = line_of(block)
    assert line.words() == f"Published: 10,000 patients. Not used. {FROM} Yours is 120 more (1.2%)."
    assert line.use.text() == "Use published"
    block.form.give(Address(LIST), Decimal(9990))
    assert line.words() == (
        f"Published: 10,000 patients. Not used. {FROM} Yours is 10 less (0.1%)."
    )
    block.form.give(Address(LIST), Decimal(10000))
    assert line.words() == f"The same as published by {FROM}"
    assert not line.use.isVisible()


def test_a_newer_figure_asks_and_ones_own_may_be_kept(desk: Desk, qtbot: QtBot) -> None:
    bring(desk, ("list.registered", Decimal(10000)))
    block = block_at(desk, qtbot, LIST)
    line = line_of(block)
    line.use.click()
    newer = source("list_size", "Patients registered", date(2026, 9, 1))
    later = pack_of(fact(CODE, "list.registered", Decimal(10200)), sources=(SOURCES[0], newer))
    bring(desk, pack=later)
    block.refresh()
    assert line.words() == (
        "You took over 10,000 from 1 March 2026. Published since: 10,200 patients. "
        "NHS England: Patients registered, 1 September 2026. Yours is 200 less (2.0%)."
    )
    assert answer(desk, LIST).value == Decimal(10000)
    line.keep.click()
    assert answer(desk, LIST).value == Decimal(10000)
    assert "Not used." in line.words()
    line.use.click()
    assert answer(desk, LIST).value == Decimal(10200)


def test_an_estimate_and_what_to_know_are_said(desk: Desk, qtbot: QtBot) -> None:
    rough = fact(CODE, "list.weighted", Decimal(4000), "Two months are missing.", Quality.ESTIMATED)
    bring(desk, pack=pack_of(rough))
    block = block_at(desk, qtbot, WEIGHTED)
    line = line_of(block)
    assert "It is an estimate by those who published it. Two months are missing." in line.words()
    assert "average of a past financial year" in line.words()
    line.use.click()
    assert answer(desk, WEIGHTED).estimate


def test_a_row_of_boxes_names_every_figure_and_takes_those_that_wait(
    desk: Desk, qtbot: QtBot
) -> None:
    bring(desk, ("list.age_0_4", Decimal(470)), ("list.age_45_64", Decimal(2600)))
    block = block_at(desk, qtbot, "profile.age_0_4")
    line = line_of(block)
    assert line.words() == (
        "Published: Patients aged 45 to 64: 2,600. Other than yours: Patients aged 0 to 4: 470. "
        f"{FROM}"
    )
    line.use.click()
    assert answer(desk, "profile.age_45_64").value == Decimal(2600)
    assert answer(desk, "profile.age_0_4").value == Decimal(480)
    assert line.use.text() == "Use published"
    line.use.click()
    assert answer(desk, "profile.age_0_4").value == Decimal(470)
    assert line.words() == f"From {FROM}"
    desk.undo()
    desk.undo()
    assert answer(desk, "profile.age_45_64").value is None


def test_a_table_counts_its_figures_and_shows_that_of_the_cell_in_hand(
    desk: Desk, qtbot: QtBot
) -> None:
    bring(desk, ("staff.gp.partners.fte", Decimal("3.5")), ("staff.gp.partners.hc", Decimal(4)))
    question = "workforce.roles"
    block = block_at(desk, qtbot, question)
    line = line_of(block)
    assert isinstance(block, TableBlock)
    assert line.words() == "2 published figures for this table: 1 other than yours."
    ids = [each.id for each in block.editor.model.columns]
    rows = [each.id for each in block.editor.rows()]
    place = rows.index("gp_partner"), ids.index("workforce.roles.wte")
    block.editor.view.setCurrentIndex(block.editor.model.index(*place))
    assert "Published: 3.50 WTE." in line.words()
    line.use.click()
    cell = desk.sheet(STOCKTAKE).answers.get(question, "gp_partner", ids[place[1]])
    assert (cell.value, cell.origin) == (Decimal("3.5"), Origin.ACCEPTED)
    assert FROM in line.words()


def test_what_cannot_be_changed_shows_only_where_it_is_from(desk: Desk, qtbot: QtBot) -> None:
    bring(desk, ("list.registered", Decimal(10120)), ("list.weighted", Decimal(4000)))
    block = block_at(desk, qtbot, LIST)
    line = line_of(block)
    taken = replace(answer(desk, LIST), origin=Origin.ACCEPTED)
    desk.answer(STOCKTAKE, Address(LIST), taken, at_once=True)
    assert line.words() == f"From {FROM}"
    practice = desk.practice
    assert practice is not None
    practice.read_only = True
    for each in (block, block_at(desk, qtbot, WEIGHTED)):
        each.refresh()
    assert line.words() == f"From {FROM}"
    other = block_at(desk, qtbot, WEIGHTED).published.line
    assert other is None or other.words() == ""
