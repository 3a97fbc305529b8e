"""Print and reports: read a document, save it as Word or PDF, print it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from reading_documents import pdf_pages
from reviewing import Asked, Reviewed, displayed, unnamed

from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.documents import ANSWERS, BLANK, PARTNERS
from stocktake.ui.pages.documents import ACCESSIBLE, NOTHING_TICKED, DocumentsPage
from stocktake.ui.pages.gaps import GapsPage
from stocktake.ui.pages.plan import PlanPage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.saved_panel import SavedPanel
from stocktake.ui.widgets.scroll_column import ScrollColumn

HOSTILE = "<img src=file:///etc/passwd><b>Rota"


@pytest.fixture
def reviewed(reviewed: Reviewed) -> Reviewed:
    reviewed.open()
    reviewed.rate(2, 4)
    reviewed.say({Address("profile.list_size"): 9120, Address("profile.pcn_name"): HOSTILE})
    return reviewed


def shown(qtbot: QtBot, reviewed: Reviewed) -> DocumentsPage:
    page = displayed(qtbot, DocumentsPage(reviewed.desk))
    settle()
    return page


def settle() -> None:
    """Let through what jobs have to say, which they say in their turn."""
    for _ in range(2):
        QApplication.processEvents()


def press(button: QAbstractButton) -> None:
    button.click()
    settle()


def choose(page: DocumentsPage, name: str, code: str) -> None:
    one_of = next(o for o in page.findChildren(OneOf) if o.accessibleName() == name)
    press(next(row for row in one_of.options() if row.property("code") == code))


def said(page: DocumentsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer the window that asks where to; gives what it proposed."""
    proposed: list[str] = []

    def ask(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        proposed.append(start)
        return (str(path) if path else "", kinds)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def test_it_opens_on_the_partners_paper_to_read(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    assert page.wanted().name == PARTNERS
    text = page._view.toPlainText()
    assert text.startswith("Two pages for the partners")
    assert "4 of 41 ratings are answered" in text
    assert ACCESSIBLE in said(page)


def test_the_view_of_certainty_is_asked_only_where_it_counts(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = shown(qtbot, reviewed)
    assert page._views.isVisible()
    choose(page, "Which document?", BLANK)
    assert not page._views.isVisible()
    assert page._how_much.isVisible()
    assert not page._notes.isVisible()


def test_answers_are_read_back_as_plain_text(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    choose(page, "Which document?", ANSWERS)
    assert HOSTILE in page._view.toPlainText()
    assert "9,120" in page._view.toPlainText()


def test_private_notes_stay_out_until_ticked(qtbot: QtBot, reviewed: Reviewed) -> None:
    answers = reviewed.desk.sheet(STOCKTAKE).answers
    answers.change(Address("profile.list_size"), note="Ask Jo about this")
    page = shown(qtbot, reviewed)
    choose(page, "Which document?", ANSWERS)
    assert "Ask Jo" not in page._view.toPlainText()
    press(page._notes)
    assert "Note: Ask Jo about this" in page._view.toPlainText()


def test_fewer_sections_can_be_ticked_and_none_is_refused(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    choose(page, "Which document?", BLANK)
    assert "About this stocktake" in page._view.toPlainText()
    press(page._sections._none)
    assert NOTHING_TICKED in said(page)
    rows = page._sections.findChildren(OptionRow)
    press(next(row for row in rows if row.words() == "People"))
    text = page._view.toPlainText()
    assert "People" in text
    assert "About this stocktake" not in text


def test_the_word_file_is_saved_where_it_was_asked_for(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    proposed = save_as(monkeypatch, tmp_path / "paper")
    press(page._word)
    assert proposed == [
        str(tmp_path / "Stocktake A12345 Harbour View Surgery Two pages for the partners "
            "2026-27 DRAFT.docx")
    ]  # fmt: skip
    saved = tmp_path / "paper.docx"
    assert docx.Document(str(saved)).sections[0].header.paragraphs[0].text.endswith("\tDRAFT")
    assert "paper.docx" in said(page)
    assert page._word.isEnabled()


def test_the_pdf_is_two_pages(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    save_as(monkeypatch, tmp_path / "paper.pdf")
    press(page._pdf)
    assert pdf_pages((tmp_path / "paper.pdf").read_bytes(), tmp_path) == 2


def test_thinking_better_of_it_saves_nothing(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    save_as(monkeypatch, None)
    press(page._word)
    assert not list(tmp_path.glob("*.docx"))
    assert not page.findChild(SavedPanel).isVisible()


def test_a_folder_that_cannot_be_written_to_is_told_in_the_page(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    save_as(monkeypatch, tmp_path / "gone" / "paper.docx")
    press(page._word)
    assert "The folder is not there: choose another." in page._notice.text()


def test_what_was_saved_can_be_opened_and_found(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    save_as(monkeypatch, tmp_path / "paper.docx")
    press(page._word)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    panel = page.findChild(SavedPanel)
    press(panel._open)
    press(panel._folder)
    assert opened == [str(tmp_path / "paper.docx"), str(tmp_path)]


def test_printing_shows_the_pages_first(
    qtbot: QtBot, reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    seen: list[str] = []
    monkeypatch.setattr(
        QPrintPreviewDialog, "exec", lambda dialog: seen.append(dialog.windowTitle())
    )
    press(page._print)
    assert seen == ["Print"]


def test_a_form_nobody_has_opened_is_told_in_words(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    choose(page, "Which document?", ANSWERS)
    choose(page, "Which form?", "swot")
    assert "Nothing has been answered in" in page._notice.text()
    choose(page, "Which document?", BLANK)
    assert page._view.toPlainText().startswith("Blank form: Strengths")


def test_a_long_document_is_read_in_part_and_says_so(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    assert not page._partly.isVisible()
    choose(page, "Which document?", BLANK)
    assert page._partly.isVisible()


def test_the_preview_is_dark_on_white_in_the_dark_look_too(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme
) -> None:
    page = shown(qtbot, reviewed)
    theme.apply("dark", 200)
    palette = page._view.palette()
    assert palette.color(QPalette.ColorRole.Base).name() == "#ffffff"
    assert palette.color(QPalette.ColorRole.Text).name() == "#1a2430"
    assert not page._view.acceptRichText() or page._view.isReadOnly()


def test_everything_tab_stops_at_has_a_name_and_nothing_is_cut_off_at_twice_the_text(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme
) -> None:
    theme.apply("light", 200)
    page = shown(qtbot, reviewed)
    for name in (PARTNERS, ANSWERS, BLANK):
        choose(page, "Which document?", name)
        assert unnamed(page) == []
        assert not page.findChild(ScrollColumn).is_cut_off()


def test_another_practice_puts_away_what_was_saved(
    qtbot: QtBot, reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, reviewed)
    save_as(monkeypatch, tmp_path / "paper.docx")
    press(page._word)
    reviewed.desk.choose(Subject("practice", "A54321", "Millbrook", ""), "2026/27")
    settle()
    assert not page.findChild(SavedPanel).isVisible()
    assert "Millbrook" in page._view.toPlainText()


@pytest.mark.parametrize("kind", [GapsPage, PlanPage])
def test_the_gaps_and_the_plan_lead_to_the_paper_in_their_view(
    kind: type[GapsPage], qtbot: QtBot, reviewed: Reviewed
) -> None:
    page = displayed(qtbot, kind(reviewed.desk))
    page._view.choose(certainty=Certainty.FIRM)
    asked = Asked(page)
    press(page._view.paper)
    [(name, place)] = asked.heard
    assert name == "documents"
    paper = shown(qtbot, reviewed)
    paper.go_to(place)
    settle()
    assert paper.wanted().certainty == "firm"
    assert "Firm: contractual and announced" in paper._view.toPlainText()


def test_the_paper_follows_an_answer(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    question = reviewed.ratings()[5].id
    reviewed.say({Address(question): Decimal(3), Address("admin.as_at"): date(2026, 10, 31)})
    settle()
    assert "5 of 41 ratings are answered" in page._view.toPlainText()
