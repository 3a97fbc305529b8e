"""Exports carry what was published beside what the practice says, and leak nothing by it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from packs import SOURCES, fact, pack_of

from stocktake.opendata.pack import to_bytes
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.export_practice import export_practice, preview, shared_in_words
from stocktake.tasks.leaving import Leaving, ShareChoice, leaving_of
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.published_leaving import NOT_HERE, PUBLISHED, SHEET, with_published
from stocktake.tasks.published_offers import to_take
from stocktake.workbooks.exports.data import PublishedRow
from stocktake.workbooks.reading import Forms, read_workbook

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FACTS = ShareChoice("facts", show_name=True)
WTE = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
HELD = Decimal("3.17")


@pytest.fixture
def practice(practice: OpenPractice) -> OpenPractice:
    """9,120 patients said and 9,000 published; an age accepted; a WTE that stays."""
    code = practice.subject.code
    pack = pack_of(
        fact(code, "list.registered", Decimal(9000)),
        fact(code, "list.age_0_4", Decimal(187)),
        fact(code, "list.age_5_14", Decimal(412)),
        fact(code, "staff.gp.partners.fte", Decimal("2.3333")),
    )
    practice.workspace.published_sets.keep(code, to_bytes(pack), role="Practice manager")
    sheet = practice.sheet(STOCKTAKE)
    age = practice.published().beside(sheet, ("profile.age_0_4",))
    practice.enter_all(STOCKTAKE, {**to_take(sheet, age), WTE: answered(HELD)})
    return practice


def row(leaving: Leaving, about: str) -> PublishedRow:
    (found,) = (each for each in leaving.published.rows if about in each.question)
    return found


def test_each_figure_stands_with_the_answer_its_source_and_the_difference(
    practice: OpenPractice,
) -> None:
    leaving = preview(practice, FACTS)
    size = row(leaving, "Registered patients")
    assert (size.answer, size.published) == ("9,120 patients", "9000")
    assert (size.source, size.period) == ("NHS England: Patients registered", "1 March 2026")
    assert (size.difference, size.percent) == (Decimal(120), Decimal("1.3"))
    assert row(leaving, "0 to 4").standing == "Accepted"
    assert leaving.published.attributions == (SOURCES[1].attribution,)
    assert any("4 published figures" in each for each in shared_in_words(leaving))


def test_of_an_answer_that_stays_not_even_whether_there_is_one_is_said(
    practice: OpenPractice,
) -> None:
    leaving = preview(practice, FACTS)
    held, blank = row(leaving, "WTE of GP partners"), row(leaving, "5 to 14")
    assert held.published == "2.3333"
    for each in (held, blank):
        assert (each.answer, each.standing) == ("", NOT_HERE)
        assert (each.difference, each.percent) == (None, None)


def test_what_is_published_is_in_the_preview_too(practice: OpenPractice) -> None:
    cells = [each for each in preview(practice, FACTS).cells if each.form == SHEET]
    assert len(cells) == 4
    assert {each.reason for each in cells} == {PUBLISHED}
    assert "9000, NHS England: Patients registered, 1 March 2026" in {c.shown for c in cells}


def test_a_note_that_goes_alone_says_nothing_of_its_answer(practice: OpenPractice) -> None:
    noted = replace(answered(Decimal("3951.25")), note="Ask again in May", note_shared=True)
    code, weighted = practice.subject.code, Address("profile.weighted_list")
    more = pack_of(fact(code, "list.weighted", Decimal(4000)))
    practice.workspace.published_sets.keep(code, to_bytes(more), role="Practice manager")
    practice.enter(STOCKTAKE, weighted, noted)
    only_note = ShareChoice("custom", notes=frozenset({weighted}), show_name=True)
    found = row(preview(practice, only_note), "Weighted list")
    assert (found.answer, found.standing, found.difference) == ("", NOT_HERE, None)


def test_only_what_was_there_when_it_was_signed_goes_with_what_was_signed(
    practice: OpenPractice,
) -> None:
    (kept,) = practice.workspace.published_sets.of(practice.subject.code)
    sheet = practice.sheet(STOCKTAKE)
    (sent,) = practice.submissions((STOCKTAKE,))
    leaving = leaving_of([(sent, sheet)], FACTS)
    then = with_published(practice, [(sent, sheet)], leaving, until=kept.kept_at)
    assert len(then.published.rows) == 4
    early = with_published(
        practice, [(sent, sheet)], leaving, until=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert early == leaving


def test_the_workbook_has_the_sheet_and_takes_nothing_from_it_when_it_comes_back(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = export_practice(practice, FACTS, tmp_path, NOW).path
    book = load_workbook(path)
    sheet = book["Published figures"]
    assert list(sheet.tables) == ["Published_figures"]
    assert sheet.tables["Published_figures"].autoFilter is not None
    rows = [[cell.value for cell in each] for each in sheet.iter_rows()]
    said = [each for each in rows if each[0] and "Registered patients" in str(each[0])]
    assert said[0][1:4] == ["9,120 patients", said[0][2], "NHS England: Patients registered"]
    assert said[0][6:8] == [120, 1.3]
    assert str(HELD) not in {str(cell) for each in rows for cell in each}
    assert SOURCES[1].attribution.split(".")[0] in " ".join(str(each[0]) for each in rows)
    for each in sheet.iter_rows():
        if each[0].value and "Registered patients" in str(each[0].value):
            each[1].value = "5 patients"
    edited = tmp_path / "edited.xlsx"
    book.save(edited)
    forms = Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)])
    back = read_workbook(edited, forms)
    said_back = back.members[0].submission.answers
    assert said_back.get("profile.list_size").value == Decimal(9120)
