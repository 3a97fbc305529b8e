"""Published figures beside the answers: accepted, left, compared, and only read."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from published_page import (
    BEFORE,
    DENSHAM,
    LISTS,
    MAP,
    PAYMENTS,
    SIZE,
    card,
    content,
    keep,
    row,
    size,
    words,
)
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed
from signing import SAID

from stocktake.opendata.pack import from_bytes, to_bytes
from stocktake.questionnaire.answers import Address, Origin
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.published import ACCEPT, BRING, COMPARE, PublishedPage
from stocktake.ui.published.desk_side import OLD_ROUND


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> Iterator[PublishedPage]:
    reviewed.open(DENSHAM)
    yield displayed(qtbot, PublishedPage(reviewed.desk))


def test_every_figure_is_listed_as_published_and_as_an_answer(page: PublishedPage) -> None:
    keep(page, LISTS)
    found = row(page, "list_size", "Registered patients")
    assert found.cells == ("Registered patients", "3743 patients", "No answer yet", "New", "–")
    assert found.seconds[:2] == ("Practice and population", "As an answer: 3,743 patients")


def test_accepting_all_is_one_step_to_undo_with_its_source(page: PublishedPage) -> None:
    keep(page, MAP)
    before = page.side.sheet.answers[Address("profile.pcn_name")].value
    card(page, "practice_map").all.click()
    answer = page.side.sheet.answers[Address("profile.pcn_name")]
    assert (answer.value, answer.origin) == ("Stockton PCN", Origin.ACCEPTED)
    undoing = page.side.desk.undoing
    assert undoing is not None
    step = undoing.next_undo()
    assert step is not None
    page.side.desk.undo()
    assert page.side.sheet.answers[Address("profile.pcn_name")].value == before
    assert row(page, "practice_map", "Primary care network").cells[3] == "New"


def test_what_is_old_is_left_out_of_accepting_all_and_says_why(page: PublishedPage) -> None:
    keep(page, PAYMENTS)
    assert not card(page, "payments").all.isVisible()
    found = row(page, "payments", "Contract")
    assert found.cells[3] == "New, look at it first"
    assert "old" in found.seconds[3]


def test_a_ticked_figure_is_accepted_and_an_own_answer_is_never_in_all(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    reviewed.say({SIZE: 3800})
    keep(page, LISTS)
    shown = card(page, "list_size")
    assert not shown.all.isVisible()
    found = row(page, "list_size", "Registered patients")
    assert found.cells[2:] == ("3,800 patients", "Yours", "+57 (+1.5%)")
    assert not shown.ticked.isEnabled()
    shown.table.tick_asked.emit(0)
    assert shown.rows.index(0, 0).data() == "☑\N{NO-BREAK SPACE}Registered patients"
    shown.ticked.click()
    assert size(page) == Decimal(3743)


def test_an_overridden_figure_is_shown_beside_yours_and_used_with_one_press(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    reviewed.say({SIZE: 3800})
    shown = card(page, "list_size")
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    assert row(page, "list_size", "Registered patients").cells[3] == "Yours instead"
    assert "Published as written: 3743 patients." in words(page)
    assert "Your answer: 3,800 patients." in words(page)
    shown.panel.use.click()
    assert size(page) == Decimal(3743)


def test_a_newer_figure_stands_beside_the_one_that_was_accepted(page: PublishedPage) -> None:
    keep(page, BEFORE)
    shown = card(page, "payments")
    place = [each.name for each in shown.rows.rows()].index("Weighted list")
    shown.table.tick_asked.emit(place)
    shown.ticked.click()
    keep(page, PAYMENTS)
    weighted = page.side.sheet.answers[Address("profile.weighted_list")]
    assert weighted.value == Decimal("4471.19")
    shown = next(e for e in page.accept.cards.values() if e.source.name == PAYMENTS.name)
    place = [each.name for each in shown.rows.rows()].index("Weighted list")
    shown.table.setCurrentIndex(shown.rows.index(place, 0))
    assert shown.rows.rows()[place].cells[3] == "A newer figure was published"
    assert "Published before: 4471.19 weighted patients. NHS England: NHS Payments" in words(page)
    assert "Published now: 4460.62 weighted patients. NHS England: NHS Payments" in words(page)


def test_a_row_leads_to_its_question(page: PublishedPage) -> None:
    keep(page, LISTS)
    asked = Asked(page)
    shown = card(page, "list_size")
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    shown.panel.go.click()
    ((name, place),) = asked.heard
    assert (name, place["question"]) == ("section", "profile.list_size")


def test_money_is_marked_to_stay_here(page: PublishedPage) -> None:
    keep(page, PAYMENTS)
    assert "it stays here" in row(page, "payments", "NHS income in the year").seconds[0]


def test_figures_without_a_question_are_kept_apart(page: PublishedPage) -> None:
    keep(page, MAP)
    model = page.accept._kept_rows
    kept = [model.row_at(each).cells for each in range(model.rowCount())]
    assert ("Code of the region", "Y63") in [each[:2] for each in kept]


def test_stopping_while_files_are_read_takes_nothing_from_them(
    qtbot: QtBot, page: PublishedPage
) -> None:
    page.add_paths([LISTS])
    job = page.progress._job
    assert job is not None
    job.cancel()
    qtbot.waitUntil(lambda: not page.bringing.is_working, timeout=20_000)
    assert page.bringing.looked == ()
    assert not page.bring.keep.isVisible()


# Compare


def test_without_a_map_it_says_which_file_to_add(page: PublishedPage) -> None:
    page.open_step(COMPARE)
    assert "Bring published files first" in words(page)
    keep(page, LISTS)
    page.open_step(COMPARE)
    assert "gp-reg-pat-prac-map.zip" in words(page)
    assert "ask your federation for its pack" in words(page)


def test_with_a_map_and_too_few_practices_it_asks_for_the_files_of_all_england(
    page: PublishedPage,
) -> None:
    keep(page, MAP)
    page.open_step(COMPARE)
    assert "The files hold too few other practices" in words(page)


def test_files_that_do_not_fit_together_are_said_before_anything_is_accepted(
    page: PublishedPage,
) -> None:
    keep(page, LISTS)
    assert page.accept.doubts.isHidden()
    paid = from_bytes(content(PAYMENTS)).pack
    values = tuple(
        replace(each, value=replace(each.value, value=Decimal(9000)))
        for each in paid.values
        if each.value.field_key == "list.registered_average"
    )
    page.side.keep([to_bytes(replace(paid, values=values))])
    page.open_step(ACCEPT)
    assert page.accept.doubts.isVisible()
    assert "3,743 registered patients" in page.accept.doubts.text()


# Reading only


def test_nothing_can_be_brought_or_accepted_in_an_older_round(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    practice = reviewed.desk.practice
    assert practice is not None
    practice.read_only = True
    page.refresh()
    shown = card(page, "list_size")
    assert not shown.all.isVisible() and not shown.ticked.isVisible()
    assert OLD_ROUND in words(page)
    shown.table.setCurrentIndex(shown.rows.index(0, 0))
    assert not shown.panel.use.isVisible()
    page.open_step(BRING)
    assert not page.bring.first.isVisible() and not page.bring.more.isVisible()
    page.add_paths([MAP])
    assert page.bringing.looked == ()


def test_a_signed_form_is_read_only_with_its_reason(
    reviewed: Reviewed, page: PublishedPage
) -> None:
    keep(page, LISTS)
    practice = page.side.practice
    listed = practice.listed(STOCKTAKE)
    assert listed is not None
    practice.workspace.sign_offs.sign([listed.id], SAID, role="Practice manager")
    reviewed.desk.read_afresh()
    assert not card(page, "list_size").all.isVisible()
    assert "Signed on" in page.notice.text()


def test_everything_has_a_name_on_every_step(page: PublishedPage) -> None:
    keep(page, LISTS, MAP)
    for step in (BRING, ACCEPT, COMPARE):
        page.open_step(step)
        assert unnamed(page) == []
