"""The page on which a return is signed: what stops it, what it says, and what can be seen again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from reviewing import unnamed
from signing import SAID, put_ready
from window import opened, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, Answer, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.tasks.sign_off import reopen, sign, standing, versions
from stocktake.tasks.signed_export import block_of
from stocktake.ui.models.leaving_rows import rows_of
from stocktake.ui.pages.check import CheckPage
from stocktake.ui.pages.export import ExportPage
from stocktake.ui.pages.sign_off import SignOffPage
from stocktake.ui.sign_off.signed_line import SignedLine
from stocktake.ui.sign_off.version_card import VersionCard
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.scroll_column import ScrollColumn

RATING = Address("demand.m_routes")


@pytest.fixture
def ready(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with a practice that can be signed."""
    with opened(qapp, theme, tmp_path) as program:
        if program.desk.workspace is None:
            program.desk.open_workspace(tmp_path / "practices.stocktake")
        assert program.desk.workspace is not None
        program.desk.choose(*put_ready(program.desk.workspace))
        program.desk.prefer(export_folder=str(tmp_path))
        yield program


def page_of(program: Program) -> SignOffPage:
    page = show(program, "sign_off")
    assert isinstance(page, SignOffPage)
    return page


def said(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def signed(program: Program) -> None:
    practice = program.desk.practice
    assert practice is not None
    sign(practice, "", SAID)
    program.desk.read_afresh()


def test_it_says_that_it_is_a_record_and_where_the_names_go(ready: Program) -> None:
    words = said(page_of(ready))
    assert "not a digital signature" in words
    assert "Names typed here stay in your own file" in words
    for never in ("sealed", "verified", "tamper"):
        assert never not in words.lower()


def test_nothing_is_signed_without_a_name(ready: Program) -> None:
    page = page_of(ready)
    page.form.button.click()
    assert "Still missing: your name, your role." in said(page)
    assert ready.desk.practice is not None
    assert versions(ready.desk.practice, "") == ()


def test_a_day_to_come_is_told_and_not_refused(ready: Program) -> None:
    page = page_of(ready)
    day = page.form.day.value()
    page.form.day_changed.emit(day + timedelta(days=40))  # type: ignore[operator]
    assert "This day has not come yet" in said(page)


def test_the_softer_list_stops_nothing_and_leads_to_the_question(ready: Program) -> None:
    page = page_of(ready)
    asked: list[tuple[str, dict[str, str]]] = []
    page.page_asked.connect(lambda name, place: asked.append((name, place)))
    found = page._found.itemAt(0).widget()
    assert found.stops.isHidden()
    found.softer.rows[0].click()
    assert asked[0][0] == "section"
    assert asked[0][1]["question"]


def test_what_is_needed_stands_in_the_way(ready: Program) -> None:
    ready.desk.answer_all(STOCKTAKE, {Address("profile.list_size"): Answer()})
    page = page_of(ready)
    assert "In the way of signing" in said(page)
    page.form.name.set_value("Pat Signer")
    page.form.role.set_value("GP partner")
    page.form.button.click()
    assert "in the way of signing. Give what is still needed" in said(page)
    assert ready.desk.practice is not None
    assert versions(ready.desk.practice, "") == ()


def test_a_signed_form_is_read_only_and_says_why(ready: Program) -> None:
    signed(ready)
    assert ready.desk.is_locked(STOCKTAKE)
    assert ready.desk.is_locked(EXPECTATIONS)
    assert not ready.desk.is_locked("swot")
    before = ready.desk.sheet(STOCKTAKE).answers[RATING]
    ready.desk.answer(STOCKTAKE, RATING, answered(Decimal(0)), at_once=True)
    ready.desk.answer_all(STOCKTAKE, {RATING: answered(Decimal(0))})
    assert ready.desk.sheet(STOCKTAKE).answers[RATING] == before
    front = show(ready, "section", form=STOCKTAKE, section="demand")
    line = front.findChild(SignedLine)
    assert line.words.text() == "Signed on 3 March 2027 as version 1. Reopen to change."
    line.button.click()
    assert isinstance(ready.window.page, SignOffPage)


def test_a_draft_says_nothing_over_its_sections(ready: Program) -> None:
    front = show(ready, "section", form=STOCKTAKE, section="demand")
    assert front.findChild(SignedLine).isHidden()


def test_earlier_versions_can_be_looked_at_with_what_changed_since(ready: Program) -> None:
    signed(ready)
    practice = ready.desk.practice
    assert practice is not None
    reopen(practice, "", "One rating was wrong")
    ready.desk.read_afresh()
    ready.desk.answer_all(STOCKTAKE, {RATING: answered(Decimal(0))})
    page = page_of(ready)
    (card,) = page.findChildren(VersionCard)
    words = said(card)
    assert "By Pat Signer, GP partner, with Sam Second, Practice manager." in words
    assert "One rating was wrong" in words
    assert len(card.changes.links()) == 1
    card.answers_fold._button.click()
    assert "Demand and access" in "\n".join(w.text() for w in card.findChildren(Words))
    assert [b.text() for b in card.findChildren(type(card.export)) if "Change" in b.text()] == []


def test_a_version_shows_the_fingerprint_that_its_workbook_prints(ready: Program) -> None:
    signed(ready)
    (card,) = page_of(ready).findChildren(VersionCard)
    assert ready.desk.practice is not None
    version = standing(ready.desk.practice, "")
    assert version is not None
    printed = dict(block_of(version).copies)
    words = "\n".join(each.text() for each in card.findChildren(Words)).replace(" ", "")
    assert set(printed) == {"Where are we now?", "What is expected, and when"}
    assert all(sha256 in words for sha256 in printed.values())


def test_a_damaged_copy_is_said_plainly_and_the_page_still_shows(ready: Program) -> None:
    signed(ready)
    assert ready.desk.workspace is not None
    ready.desk.workspace._database.run("UPDATE sign_offs SET copy = 'x'")
    assert "is not what was signed" in said(page_of(ready))
    exporting = show(ready, "export")
    assert "is not what was signed" in said(exporting)
    assert isinstance(exporting, ExportPage)
    assert not exporting._export.isVisible()


def test_the_choice_of_what_leaves_can_be_another_for_a_signed_return(ready: Program) -> None:
    signed(ready)
    page = show(ready, "export")
    assert isinstance(page, ExportPage)
    next(o for o in page.findChildren(OptionRow) if o.words() == "Public facts and ratings").click()
    assert page.choice().kind == "facts"
    assert ready.desk.sheet(STOCKTAKE).answers.get("admin.share_choice").value != "facts"
    leaving = page._leaving()
    assert leaving is not None
    shown = {row.cells[1]: row.cells for row in rows_of(leaving)}
    assert shown["Signed by"][2:] == ("Pat Signer", "Your sign-off, printed on the first sheet")


def test_checking_leads_to_signing(ready: Program) -> None:
    page = show(ready, "check")
    assert isinstance(page, CheckPage)
    page._sign_off.click()
    assert isinstance(ready.window.page, SignOffPage)


def test_signing_from_the_page_moves_on_to_the_signed_state(ready: Program) -> None:
    page = page_of(ready)
    page.form.name.set_value("Pat Signer")
    page.form.role.set_value("GP partner")
    page.form.button.click()
    assert ready.desk.practice is not None
    assert standing(ready.desk.practice, "") is not None
    assert not page.form.isVisible()
    assert "Signed as version 1" in said(page)
    assert page._done.geometry().top() < page.reopening.geometry().top()
    page = page_of(ready)
    assert "Signed as version 1" not in said(page)
    page.reopening.button.click()
    assert "Say why it is reopened." in said(page)


@pytest.mark.parametrize("is_signed", [False, True])
def test_everything_has_a_name_and_nothing_is_cut_off_at_twice_the_text(
    ready: Program, theme: Theme, is_signed: bool
) -> None:
    if is_signed:
        signed(ready)
    theme.apply("light", 200)
    page = page_of(ready)
    page.form.second_fold.set_open(True)
    assert unnamed(page) == []
    assert not page.findChild(ScrollColumn).is_cut_off()
    theme.apply("light", 100)
