import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.export_practice import prepare, preview, write_leaving
from stocktake.ui.models.leaving_rows import LeavingRows
from stocktake.ui.pages.export import CHOOSE_NAME, ExportPage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.leaving_preview import LeavingPreview
from stocktake.ui.widgets.link_list import LinkList
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.share_panel import SharePanel
from stocktake.ui.widgets.tick_table import TickTable

TABLE = "demand.weaknesses"


@pytest.fixture
def reviewed(reviewed: Reviewed) -> Reviewed:
    reviewed.open()
    reviewed.rate(2)
    cells = {"weakness": "Phones ring out at eight; ask jo@example.org", "impact": "high"}
    reviewed.say({Address(TABLE, "w1", f"{TABLE}.{k}"): v for k, v in cells.items()})
    reviewed.say({Address(TABLE, "w2", f"{TABLE}.weakness"): "Letters wait nine days"})
    reviewed.say({Address("services.session_cost"): 300, Address("profile.list_size"): 9120})
    return reviewed


def shown(qtbot: QtBot, reviewed: Reviewed) -> ExportPage:
    return displayed(qtbot, ExportPage(reviewed.desk))


def words(page: ExportPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def choose(page: ExportPage, name: str, code: str) -> None:
    one_of = next(o for o in page.findChildren(OneOf) if o.accessibleName().startswith(name))
    next(row for row in one_of.options() if row.property("code") == code).click()


def share(page: ExportPage, kind: str, name: str = "") -> None:
    choose(page, "What may leave", kind)
    if name:
        choose(page, "May the other practices", name)


def rows(page: ExportPage) -> LeavingRows:
    model = page.findChild(TickTable).model()
    assert isinstance(model, LeavingRows)
    return model


def said(page: ExportPage) -> list[tuple[str, ...]]:
    model = rows(page)
    return [model.row_at(row).cells for row in range(model.rowCount())]


def test_nothing_is_chosen_and_nothing_can_be_exported_at_first(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    chosen = [o.choice() for o in page.findChildren(OneOf) if o.isVisible()]
    assert chosen == ["", "", ""]
    assert not page._export.isVisible()
    assert not page.findChild(LeavingPreview).isVisible()


def test_the_freedom_of_information_note_is_open_before_the_first_export(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    assert page.findChild(Collapsible).is_open
    assert "Ask your LMC if a request comes." in words(page)


def test_a_choice_is_kept_as_an_answer(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "no")
    answers = reviewed.desk.sheet(STOCKTAKE).answers
    assert answers.get("admin.share_choice").value == "facts"
    assert answers.get("admin.show_name").value == "no"


def test_being_named_beyond_the_pcn_is_asked_apart_and_kept(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "yes")
    assert page.choice().name_outside is None
    page._share.outside_chosen.emit("yes")
    assert page.choice().name_outside is True
    assert reviewed.desk.sheet(STOCKTAKE).answers.get("admin.name_outside").value == "yes"


def test_the_heading_counts_what_leaves_and_what_stays(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts")
    leaving = preview(page.practice, page.choice())
    goes = sum(1 for cell in leaving.cells if cell.address)
    stays = sum(held.count for held in leaving.held_back)
    headings = [each.text() for each in page.findChildren(Heading)]
    assert goes
    assert stays
    assert f"{goes} answers would leave, {stays} stay here" in headings


def test_when_nothing_leaves_there_is_nothing_to_press(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "nothing")
    assert "nothing to export" in words(page)
    assert not page._export.isVisible()


def test_a_weakness_goes_only_when_it_is_ticked(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts_weak")
    sentence = "Letters wait nine days"
    assert [cells[0] for cells in said(page) if sentence in cells] == ["☐\N{NO-BREAK SPACE}Stays"]
    next(o for o in page.findChildren(OptionRow) if o.words() == sentence).click()
    assert [cells[0] for cells in said(page) if sentence in cells] == ["☑\N{NO-BREAK SPACE}Ticked"]


def test_space_ticks_an_item_in_the_preview_and_takes_it_off_again(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "numbers")
    table = page.findChild(TickTable)

    def ticked() -> bool:
        found = [r for r in range(rows(page).rowCount()) if is_money(r)]
        table.setCurrentIndex(table.model().index(found[0], 0))
        return rows(page).row_at(found[0]).goes

    def is_money(row: int) -> bool:
        return rows(page).row_at(row).cell.question == "services.session_cost"

    assert not ticked()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert ticked()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not ticked()


def test_the_preview_can_be_filtered_and_searched(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "numbers")
    choose(page, "Show", "stays")
    assert all(cells[0] != "Leaves" for cells in said(page))
    choose(page, "Show", "all")
    search = page.findChild(LeavingPreview)._search
    qtbot.keyClicks(search, "registered 9,120")
    qtbot.wait_until(lambda: len(said(page)) == 1)
    assert "9,120" in said(page)[0][2]


def test_text_that_may_name_someone_is_listed_with_a_link(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    share(page, "facts_weak")
    links = page._name_links
    assert links.links() == ()
    next(o for o in page.findChildren(OptionRow) if "jo@example.org" in o.words()).click()
    assert "jo@example.org" in links.links()[0].title
    links.rows()[0].click()
    assert asked.heard[0][1]["question"] == TABLE


def test_the_name_has_to_be_settled_before_the_workbook_is_written(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts")
    page._export.click()
    assert CHOOSE_NAME in words(page)
    assert list(reviewed.folder.glob("*.xlsx")) == []


def test_the_workbook_is_written_and_its_sentence_can_be_copied(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "yes")
    page._export.click()
    panel = page.findChild(ExportedPanel)
    qtbot.wait_until(panel.isVisible)
    written = list(reviewed.folder.glob("*.xlsx"))
    assert len(written) == 1
    assert written[0].name in words(page)
    panel._copy.click()
    assert "Harbour View Surgery (A12345)" in QGuiApplication.clipboard().text()
    assert page._export.isEnabled()


def test_a_folder_that_is_not_there_is_said_in_the_page(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "yes")
    page._folder.set_folder(reviewed.folder / "gone")
    page._export.click()
    qtbot.wait_until(lambda: bool(page._notice.text()))
    assert not page.findChild(ExportedPanel).isVisible()


def test_an_export_that_was_stopped_leaves_no_file(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "yes")
    stop = threading.Event()
    stop.set()
    with pytest.raises(StocktakeError) as refused:
        write_leaving(prepare(page.practice, page.choice()), reviewed.folder, stop=stop)
    assert refused.value.code == "export_stopped"
    assert list(reviewed.folder.glob("*.xlsx")) == []


def test_ticks_do_not_pass_to_another_practice(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts_weak")
    next(o for o in page.findChildren(OptionRow) if "Letters" in o.words()).click()
    reviewed.desk.choose(reviewed.desk.practice.subject, "2026/27")
    assert page.choice().ticked == frozenset()


def test_everything_tab_stops_at_has_a_name(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "numbers", "yes")
    assert unnamed(page) == []
    assert page.findChildren(LinkList)


def test_at_twice_the_text_the_preview_needs_no_sideways_scroll(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme
) -> None:
    theme.apply("light", 200)
    page = shown(qtbot, reviewed)
    share(page, "numbers", "yes")
    table = page.findChild(TickTable)
    qtbot.wait_until(lambda: table.horizontalHeader().length() <= table.viewport().width())
    assert not page.findChild(ScrollColumn).is_cut_off()


def test_the_next_export_starts_from_the_ticks_of_the_last(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts_weak", "yes")
    assert "your last export" not in words(page)
    next(o for o in page.findChildren(OptionRow) if "Letters" in o.words()).click()
    page._export.click()
    qtbot.wait_until(page.findChild(ExportedPanel).isVisible)
    reviewed.desk.choose(reviewed.desk.practice.subject, "2026/27")
    again = shown(qtbot, reviewed)
    assert "your last export: 1 item." in words(again)
    sentence = "Letters wait nine days"
    assert [cells[0] for cells in said(again) if sentence in cells] == ["☑\N{NO-BREAK SPACE}Ticked"]


def test_in_an_old_round_nothing_can_be_chosen_or_ticked(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts_weak")
    subject = reviewed.desk.practice.subject
    reviewed.desk.choose(subject, "2027/28")
    reviewed.say({Address("profile.list_size"): 9000})
    reviewed.desk.choose(subject, "2026/27")
    assert reviewed.desk.is_read_only
    page.refresh()
    before = page.choice()
    assert "can be read and not changed" in words(page)
    for row in page.findChild(SharePanel).findChildren(OptionRow):
        row.click()
    model = rows(page)
    could = [n for n in range(model.rowCount()) if model.row_at(n).can_tick]
    page.findChild(TickTable).tick_asked.emit(could[0])
    assert page.choice() == before
    page._export.click()
    qtbot.wait_until(page.findChild(ExportedPanel).isVisible)


def test_another_folder_is_kept_for_the_next_workbook(
    qtbot: QtBot, reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    share(page, "facts", "yes")
    shared = reviewed.folder / "shared"
    shared.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(shared))
    page._folder._change.click()
    assert reviewed.desk.export_folder == shared
    page.refresh()
    assert str(shared) in words(page)
