"""Files of PCNs on the Combine page: a locality or a system, from adding to the written file."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from quick_files import cells, combine_page, read, settled, words
from reviewing import Reviewed
from two_pcns import NORTH, SOUTH, TwoPcns, of_south, put, send_on, two_pcns

from stocktake.tasks.combine import gather
from stocktake.tasks.combine_area import groups_in
from stocktake.ui.combine.scale_panel import MIXED
from stocktake.ui.pages.combine import ADD, LOOK, SETTLE, WRITE, CombinePage
from stocktake.ui.widgets.buttons import PlainButton


@pytest.fixture(scope="module")
def pcns() -> TwoPcns:
    return two_pcns()


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed, tmp_path: Path) -> Iterator[CombinePage]:
    yield combine_page(qtbot, reviewed, tmp_path / "data")


def choose(page: CombinePage, words_start: str) -> None:
    (row,) = [
        each for each in page.add.scale.scales.options() if each.words().startswith(words_start)
    ]
    row.click()


def name_it(qtbot: QtBot, page: CombinePage, name: str) -> None:
    page.add.scale.name.setFocus()
    page.add.scale.name.insert(name)
    page.add.scale.name.returnPressed.emit()
    settled(qtbot, page)


def test_practices_of_one_pcn_are_not_asked_what_they_make(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns
) -> None:
    read(qtbot, page, *pcns.files[SOUTH])
    assert page.add.isVisible()
    assert not page.add.scale.isVisible()
    page.open_step(WRITE)
    assert page.write.write.text() == "Write PCN workbook"


def test_files_of_pcns_make_a_locality_that_is_named_looked_at_and_written(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns, tmp_path: Path
) -> None:
    read(qtbot, page, *pcns.sent.values())
    assert "2 PCN files: this is a locality." in words(page)
    whose = {row[2] for row in cells(page, "Files added")}
    assert whose == {
        f"{NORTH}, 2026/27: totals of 4 practices, made-up sample",
        f"{SOUTH}, 2026/27: totals of 2 practices, made-up sample",
    }
    name_it(qtbot, page, "Fenmarch")
    page.open_step(LOOK)
    assert page.look.area.heading.text() == "Fenmarch, 2026/27 (made-up sample)"
    assert [row[:2] for row in cells(page.look.area, "PCNs")] == [
        (NORTH, "4 of 4 practices"),
        (SOUTH, "2 of 2 practices"),
    ]
    assert not page.look.pcn.isVisible()
    assert not page.look.area.pcns.isVisible()
    assert page.look.area.unnamed.isVisible()
    page.open_step(WRITE)
    assert "The locality workbook holds totals of 2 PCNs" in words(page)
    assert "No practice is named in it." in words(page)
    assert not page.write.papers.isVisible()
    assert not page.write.send_on.isVisible()
    page.write.write.click()
    settled(qtbot, page)
    (path,) = tmp_path.glob("*.xlsx")
    assert path.name == "Stocktake Fenmarch 2026-27 locality totals.xlsx"
    with closing(load_workbook(path, read_only=True)) as book:
        assert "PCNs in this locality" in book.sheetnames
    assert {group.within for group in groups_in(gather([path]).results)} == {
        frozenset({"Fenmarch"})
    }


def test_a_pcn_writes_what_it_sends_on_and_is_told_before_what_is_in_it(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns, tmp_path: Path
) -> None:
    read(qtbot, page, *pcns.files[SOUTH], then=WRITE)
    assert "its practices' levels without names" in words(page)
    page.write.send_on.write.click()
    settled(qtbot, page)
    (path,) = tmp_path.glob("*.xlsx")
    assert path.name == f"Stocktake {SOUTH} 2026-27 totals to send on.xlsx"
    (result,) = gather([path]).results
    assert result.members == ()
    assert [group.codes for group in result.groups] == [
        groups_in(gather([pcns.sent[SOUTH]]).results)[0].codes
    ]
    assert "totals of 2 of 2 practices" in words(page.write.send_on)


def test_a_practices_own_file_among_those_of_pcns_is_said_and_can_be_left_out(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns
) -> None:
    read(qtbot, page, pcns.sent[NORTH], *pcns.files[SOUTH])
    assert "2 practices' own files and 1 PCN file: this is a locality." in words(page)
    assert MIXED in words(page)
    assert page._looked.area.view.figures.base.practices == 6  # type: ignore[union-attr]
    page.add.scale.own.options()[1].click()
    settled(qtbot, page)
    assert page._looked.area.view.figures.base.practices == 4  # type: ignore[union-attr]


def test_what_the_files_make_is_the_leads_to_say(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns
) -> None:
    read(qtbot, page, *pcns.sent.values())
    choose(page, "A system")
    settled(qtbot, page)
    page.open_step(WRITE)
    assert page.write.write.text() == "Write system workbook"
    choose(page, "A PCN")
    settled(qtbot, page)
    assert "None of these files holds a practice stocktake." in page.notice.text()
    page.open_step(ADD)
    assert "Files that hold only totals have no practices' answers" in words(page)
    choose(page, "A locality")
    settled(qtbot, page)
    assert page.steps.buttons[LOOK].isEnabled()


def test_two_files_of_the_same_practices_wait_for_a_choice_that_is_kept(
    qtbot: QtBot, reviewed: Reviewed, page: CombinePage, pcns: TwoPcns, tmp_path: Path
) -> None:
    moved = [
        replace(each, subject=replace(each.subject, pcn_name="Other PCN", pcn_code="U77777"))
        for each in of_south(0)
    ]
    other = send_on(tmp_path / "other.xlsx.part", put(tmp_path / "moved.xlsx.part", moved))
    other = other.rename(tmp_path / "other totals.xlsx")
    read(qtbot, page, *pcns.sent.values(), other, then=SETTLE)
    assert page.steps.buttons[SETTLE].text() == "2 Settle: 1 open"
    assert "Nobody has chosen yet." in words(page)
    name_it(qtbot, page, "Fenmarch")
    rows = [each for each in page.settle.area.findChildren(PlainButton) if each.isVisible()]
    page.settle.area._cards[0].findChildren(type(page.add.scale.own))[0].options()[1].click()
    rows[0].click()
    settled(qtbot, page)
    assert page.steps.buttons[SETTLE].text() == "2 Settle: settled"
    qtbot.wait_until(lambda: "chosen by Practice manager on" in words(page))
    (chosen,) = page._looked.gathered.collection.decisions  # type: ignore[union-attr]
    page.leaving()
    again = combine_page(qtbot, reviewed, tmp_path / "data")
    (link,) = again.add.carry_on.links.links()
    assert link.title == "Fenmarch, 2026/27"
    again.add.carry_on.links.rows()[0].click()
    settled(qtbot, again)
    assert again._looked.gathered.collection.decisions == (chosen,)  # type: ignore[union-attr]
    assert again.add.scale.name.text() == "Fenmarch"


def test_a_late_file_says_which_pcn_it_brings(
    qtbot: QtBot, page: CombinePage, pcns: TwoPcns
) -> None:
    read(qtbot, page, pcns.sent[NORTH])
    assert "1 PCN file: this is a locality." in words(page)
    read(qtbot, page, pcns.sent[SOUTH])
    assert f"{SOUTH} is new." in words(page)
