"""Our answers: what applies, in words, with states; private notes only when asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from packs import SOURCES, fact, pack_of
from reading_documents import Made

from stocktake.documents.blocks import Paragraph, Table
from stocktake.opendata.pack import to_bytes
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.documents import Wanted
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.published_offers import to_take

ANSWERS = Wanted("my_answers")
Make = Callable[[OpenPractice, Wanted], Made]


@pytest.fixture
def answering(begun: OpenPractice) -> OpenPractice:
    noted = replace(answered(Decimal(2)), note="Dr Finch disagrees", estimate=True)
    table = "workforce.roles"
    begun.enter_all(
        STOCKTAKE,
        {
            Address("profile.list_size"): replace(answered(Decimal(9120)), estimate=True),
            Address("demand.calls_month"): Answer(state=State.NOT_KNOWN),
            Address("profile.icb_name"): Answer(state=State.COME_BACK_LATER),
            Address("demand.m_urgent"): noted,
            Address("admin.as_at"): answered(date(2026, 10, 31)),
            Address(table, "gp_partner", f"{table}.wte"): answered(Decimal("3.2")),
            Address(table, "gp_partner", f"{table}.headcount"): answered(Decimal(4)),
        },
    )
    return begun


def said(made: Make, practice: OpenPractice, **changes: object) -> dict[str, str]:
    """Each answer by its question."""
    document = made(practice, replace(ANSWERS, **changes)).document  # type: ignore[arg-type]
    tables = [each for each in document.blocks if isinstance(each, Table)]
    rows = [row for each in tables if each.columns[0].title == "No." for row in each.rows]
    return {question: answer for _, question, answer in rows}


def test_answers_are_in_words_with_their_state(made: Make, answering: OpenPractice) -> None:
    answers = said(made, answering)
    assert answers["Registered patients"] == "9,120 (estimate)"
    assert answers["What date does this stocktake describe?"] == "31 October 2026"
    assert answers["Inbound calls a month"] == "Not known"
    assert answers["Integrated care board"] == "Come back later"
    assert answers["Practice name"] == "Harbour View"


def test_a_blank_question_in_a_section_begun_is_not_answered(
    made: Make, answering: OpenPractice
) -> None:
    assert said(made, answering)["Main contract"] == "Not answered"


def test_a_rating_says_its_level_and_description(made: Make, answering: OpenPractice) -> None:
    question = answering.sheet(STOCKTAKE).loaded.questions["demand.m_urgent"]
    answer = said(made, answering)[question.label]
    assert answer == f"2 Basic. {question.anchors[2]} (estimate)"


def test_private_notes_are_printed_only_when_asked_for(made: Make, answering: OpenPractice) -> None:
    assert "Finch" not in made(answering, ANSWERS).words
    asked = made(answering, replace(ANSWERS, with_notes=True))
    assert "Note: Dr Finch disagrees" in asked.words
    assert "look through them before this goes to anyone else" in asked.words


def test_a_section_without_answers_says_how_many_questions_wait(
    made: Make, answering: OpenPractice
) -> None:
    document = made(answering, replace(ANSWERS, sections=frozenset({"finance"}))).document
    hints = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    assert any("Nothing has been answered here yet" in each for each in hints)


def test_a_table_is_printed_with_the_columns_that_hold_something(
    made: Make, answering: OpenPractice
) -> None:
    document = made(answering, replace(ANSWERS, sections=frozenset({"workforce"}))).document
    table = next(e for e in document.blocks if isinstance(e, Table) and "Role" in str(e.columns))
    assert table.rows[0][0] == "GP partner"
    assert "3.2" in table.rows[0]
    assert "4" in table.rows[0]


def test_a_table_too_wide_for_the_page_is_told_row_by_row(
    made: Make, sample: dict[str, OpenPractice]
) -> None:
    document = made(sample["Quayside"], ANSWERS).document
    wide = [e for e in document.blocks if isinstance(e, Table) and len(e.columns) == 2]
    assert wide
    assert all(len(each.columns) <= 6 for each in document.blocks if isinstance(each, Table))
    assert any("; " in row[1] and ": " in row[1] for each in wide for row in each.rows)


def test_a_question_that_does_not_apply_is_left_out(made: Make, answering: OpenPractice) -> None:
    label = "Which IMD year is that score?"
    assert label not in said(made, answering)
    answering.enter(STOCKTAKE, Address("profile.imd_score"), answered(Decimal(20)))
    answering.set_route(STOCKTAKE, "full")
    assert label in said(made, answering)


def test_priorities_are_named_and_not_numbered_by_ids(
    made: Make, sample: dict[str, OpenPractice]
) -> None:
    words = made(sample["Fellgate"], replace(ANSWERS, sections=frozenset({"plan"}))).words
    assert "Grow and keep the team" in words
    assert "WOR-03" not in words


def test_an_answer_taken_over_says_where_it_was_published(
    made: Make, answering: OpenPractice
) -> None:
    facts = (
        fact("A81001", "list.age_0_4", Decimal(187)),
        fact("A81001", "list.age_5_14", Decimal(412)),
        fact("A81001", "staff.gp.partners.fte", Decimal("3.5")),
    )
    answering.workspace.published_sets.keep("A81001", to_bytes(pack_of(*facts)), role="Manager")
    sheet = answering.sheet(STOCKTAKE)
    assert "NHS England" not in made(answering, ANSWERS).words
    offers = answering.published().beside(sheet, ("profile.age_0_4", "workforce.roles"))
    answering.enter_all(STOCKTAKE, to_take(sheet, offers))
    source = "NHS England: Patients registered, 1 March 2026"
    answers = {label.rpartition(": ")[2]: each for label, each in said(made, answering).items()}
    assert answers["Patients aged 0 to 4"] == f"187 (from {source})"
    assert answers["Patients aged 5 to 14"] == "Not answered"
    words = made(answering, ANSWERS).words
    assert f"1 figure from {source}." in words
    assert words.count(SOURCES[1].attribution) == 1
