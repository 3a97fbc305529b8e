import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot
from quick_files import cells, combine_page, read, words
from reviewing import HARBOUR, Reviewed, unnamed

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.export_practice import prepare, write_leaving
from stocktake.tasks.leaving import Leaving, ShareChoice
from stocktake.ui.combine.expected_panel import ExpectedPanel
from stocktake.ui.combine.papers import PapersPanel
from stocktake.ui.pages.combine import LOOK, SETTLE, WRITE, CombinePage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.conflict_list import RECORD, ConflictList
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.pcn_panel import PcnPanel
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.wrapped_table import WrappedTable

MILL = Subject("practice", "B23456", "Mill Lane Surgery", "Harbour and Vale PCN")


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two practices, a second copy of one, and a file that is no workbook."""
    folder = tmp_path_factory.mktemp("workbooks")
    for subject, level in ((HARBOUR, 2), (MILL, 1)):
        reviewed = Reviewed(tmp_path_factory.mktemp("practice"))
        desk = reviewed.open(subject)
        reviewed.rate(level)
        reviewed.say({Address("profile.list_size"): 8000})
        leaving = prepare(desk.practice, ShareChoice("facts", show_name=True))
        written = write_leaving(leaving, folder).path
        written.rename(folder / f"{subject.name}.xlsx")
        if subject is MILL:
            other = write_leaving(changed(leaving), folder).path
            other.rename(folder / "second copy.xlsx")
        reviewed.close()
    (folder / "rota.xlsx").write_bytes(b"staff rota")
    return folder


def changed(leaving: Leaving) -> Leaving:
    """The same return at the same revision, saying something else a day later."""
    form = leaving.forms[0]
    said = form.submission
    said.answers[Address("profile.list_size")] = answered(Decimal(8100))
    later = replace(said, assessed_on=date(2027, 1, 2))
    return replace(leaving, forms=(replace(form, submission=later), *leaving.forms[1:]))


def returned_by(subject: Subject, round_label: str, into: Path, *, show_name: bool) -> Path:
    """The workbook of a practice for a round."""
    reviewed = Reviewed(into)
    desk = reviewed.open(subject)
    desk.choose(subject, round_label)
    reviewed.rate(1)
    reviewed.say({Address("profile.list_size"): 8000})
    leaving = prepare(desk.practice, ShareChoice("facts", show_name=show_name))
    path = write_leaving(leaving, into).path
    reviewed.close()
    return path


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The return of a practice that does not show its name."""
    return returned_by(MILL, "2026/27", tmp_path_factory.mktemp("lone"), show_name=False)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A return of the next round."""
    return returned_by(MILL, "2027/28", tmp_path_factory.mktemp("later"), show_name=True)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[CombinePage]:
    reviewed = Reviewed(tmp_path)
    yield combine_page(qtbot, reviewed)
    reviewed.close()


def test_at_first_there_is_one_primary_thing_to_do(page: CombinePage) -> None:
    assert page.add.first.isVisible()
    assert not page.write.write.isVisible()
    assert not page.findChild(PcnPanel).isVisible()


def test_one_bad_file_never_stops_the_rest(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks)
    verdicts = {name: said for name, said, *_ in cells(page, "Files added")}
    assert verdicts["Harbour View Surgery.xlsx"] == "✓\N{NO-BREAK SPACE}Ready"
    assert verdicts["rota.xlsx"] == "✕\N{NO-BREAK SPACE}Not one of ours: not an Excel workbook"
    assert "3 of 4 files can be combined." in words(page)
    page.open_step(LOOK)
    assert page.findChild(PcnPanel).isVisible()


def test_nothing_usable_says_what_to_ask_for(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "rota.xlsx")
    assert "None of these files holds a practice stocktake." in page.notice.text()
    assert not page.write.write.isVisible()


def test_two_copies_propose_the_newest_and_let_a_person_choose(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks)
    verdicts = {name: said for name, said, *_ in cells(page, "Files added")}
    assert "same practice twice" in verdicts["second copy.xlsx"]
    conflicts = page.findChild(ConflictList)
    options = conflicts.choices()[0].options()
    chosen = next(each for each in options if each.isChecked())
    other = next(each for each in options if not each.isChecked())
    assert "(the newest)" in chosen.words()
    assert "second copy.xlsx" in chosen.words()
    wanted = other.words()
    other.click()
    conflicts.findChild(LineEdit).setText("It has the list size of January")
    record = next(b for b in conflicts.findChildren(PlainButton) if b.text() == RECORD)
    record.click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    again = page.findChild(ConflictList).choices()[0].options()
    assert next(each for each in again if each.isChecked()).words() == wanted
    page.open_step(SETTLE)
    said = "chosen by Practice manager on"
    qtbot.wait_until(lambda: said in words(page))
    assert "It has the list size of January." in words(page)


def test_files_added_later_join_those_there_are_and_none_counts_twice(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx")
    read(qtbot, page, workbooks / "Mill Lane Surgery.xlsx", workbooks / "Harbour View Surgery.xlsx")
    assert len(cells(page, "Files added")) == 2
    assert [row[0] for row in cells(page, "Who answered")] == [HARBOUR.name, MILL.name]


def test_the_practices_are_seen_together(qtbot: QtBot, page: CombinePage, workbooks: Path) -> None:
    read(
        qtbot,
        page,
        workbooks / "Harbour View Surgery.xlsx",
        workbooks / "Mill Lane Surgery.xlsx",
        then=LOOK,
    )
    assert len(cells(page, "Domains")) == 12
    assert "2 of 2 practices, 100% of patients" in words(page)
    assert "No practice has confirmed its five yet." in words(page)
    charts = page.look.pcn.findChildren(DrawnChart)

    def are_drawn() -> bool:
        return all(each.view.isVisible() for each in charts)

    qtbot.wait_until(are_drawn, timeout=60_000)


def test_a_level_can_be_traced_to_its_file_and_cell(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx", then=LOOK)
    page.findChild(PcnPanel)._map.region_chosen.emit(("digital", HARBOUR.code))
    assert f"{HARBOUR.name}, Digital, data and information governance: 2 Basic" in words(page)
    assert "From Harbour View Surgery.xlsx" in words(page)


def test_another_year_asks_for_other_levels(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx", then=LOOK)
    before = cells(page, "Domains")
    years = next(o for o in page.findChildren(OneOf) if "asked by" in o.accessibleName())
    years.options()[-1].click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert cells(page, "Domains") != before
    assert years.choice() == "2031"


def test_the_pcn_workbook_is_written_where_it_was_asked_for(
    qtbot: QtBot, page: CombinePage, workbooks: Path, tmp_path: Path
) -> None:
    read(
        qtbot,
        page,
        workbooks / "Harbour View Surgery.xlsx",
        workbooks / "Mill Lane Surgery.xlsx",
        then=WRITE,
    )
    page.write.write.click()
    panel = page.findChild(ExportedPanel)
    qtbot.wait_until(panel.isVisible, timeout=60_000)
    written = [each.name for each in tmp_path.glob("*.xlsx")]
    assert written == ["Stocktake Harbour and Vale PCN 2026-27 combined.xlsx"]


def test_files_dropped_on_the_page_are_read(
    qtbot: QtBot, page: CombinePage, workbooks: Path, tmp_path: Path
) -> None:
    shutil.copy(workbooks / "rota.xlsx", tmp_path)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "rota.xlsx"))])
    how = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), *how, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), *how, none))
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert [row[0] for row in cells(page, "Files added")] == ["rota.xlsx"]


def test_starting_again_forgets_every_file(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "rota.xlsx")
    page.add.again.click()
    assert page.add.first.isVisible()
    assert not page.add.files.isVisible()


def test_everything_tab_stops_at_has_a_name(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks)
    assert unnamed(page) == []


def test_at_twice_the_text_nothing_stands_wider_than_the_window(
    qtbot: QtBot, page: CombinePage, workbooks: Path, theme: Theme
) -> None:
    theme.apply("light", 200)
    read(qtbot, page, workbooks)
    tables = page.findChildren(WrappedTable)

    def are_fitted() -> bool:
        return all(t.horizontalHeader().length() <= t.viewport().width() for t in tables)

    qtbot.wait_until(are_fitted)
    assert not page.findChild(ScrollColumn).is_cut_off()


def test_the_practices_still_to_come_are_named_from_the_leads_list(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx", then=SETTLE)
    panel = page.findChild(ExpectedPanel)
    panel._text.setPlainText(f"{HARBOUR.code}\tHarbour View\nB23456 Mill Lane\nThe Elms")
    panel._use.click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert "1 of 3 returned. Still to come: Mill Lane, The Elms." in words(page)
    assert [row[:2] for row in cells(page, "Who answered")][1:] == [
        ("Mill Lane", "Not yet"),
        ("The Elms", "Not yet"),
    ]
    assert page._desk.settings.expected_practices[2] == "The Elms"


def test_the_list_is_there_for_the_next_files(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    page.settle.expected._text.setPlainText("B23456 Mill Lane")
    page.settle.expected._use.click()
    read(qtbot, page, workbooks / "Mill Lane Surgery.xlsx", then=SETTLE)
    assert "1 of 1 returned." in words(page)


def test_the_lone_practice_that_is_not_named_can_be_left_out_and_put_back(
    qtbot: QtBot, page: CombinePage, workbooks: Path, lone: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx", lone, then=LOOK)
    rows = page.findChild(PcnPanel)
    assert "the others can work out which it is" in words(page)
    assert len(rows._seen.heat_map) == 2  # type: ignore[union-attr]
    page.look.lone._button.click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert [each.code for each in rows._seen.heat_map] == [HARBOUR.code]  # type: ignore[union-attr]
    assert "left out" in words(page)
    page.look.lone._button.click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert len(rows._seen.heat_map) == 2  # type: ignore[union-attr]


def test_of_several_rounds_the_newest_is_shown_and_another_can_be_chosen(
    qtbot: QtBot, page: CombinePage, workbooks: Path, later: Path
) -> None:
    read(qtbot, page, workbooks / "Harbour View Surgery.xlsx", later, then=LOOK)
    rounds = next(o for o in page.findChildren(OneOf) if o.accessibleName() == "Round")
    assert rounds.choice() == "2027/28"
    assert [row[0] for row in cells(page, "Who answered")] == [MILL.name]
    rounds.options()[1].click()
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)
    assert [row[0] for row in cells(page, "Who answered")] == [HARBOUR.name]

    def first_years() -> list[str]:
        years = [o for o in page.findChildren(OneOf) if "asked by" in o.accessibleName()]
        return [o.options()[0].words() for o in years if o.isVisible()]

    qtbot.wait_until(lambda: first_years() == ["2026/27"])


def test_papers_are_offered_once_there_is_a_pcn_and_go_when_it_goes(
    qtbot: QtBot, page: CombinePage, workbooks: Path
) -> None:
    panel = page.findChild(PapersPanel)
    assert not panel.isVisible()
    read(qtbot, page, workbooks / "Mill Lane Surgery.xlsx", then=WRITE)
    assert panel.isVisible()
    page.add.again.click()
    assert not panel.isVisible()
