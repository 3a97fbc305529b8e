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
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
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


def test_a_card_says_each_level_once_and_by_when_it_is_due(
    made: Make, sample: dict[str, OpenPractice]
) -> None:
    wanted = replace(ANSWERS, form_id=EXPECTATIONS, sections=frozenset({"ACC-01"}))
    words = made(sample["Fellgate"], wanted).words
    assert "2 Basic. Uneven; meets most of today's duty" in words
    assert "Basic. Basic." not in words
    assert "Duty, contract. Due 1 April 2026 (in force)." in words


def test_what_the_catalogue_offers_is_told_beside_a_blank(
    made: Make, sample: dict[str, OpenPractice]
) -> None:
    wanted = replace(ANSWERS, form_id=EXPECTATIONS, sections=frozenset({"ACC-01"}))
    answers = said(made, sample["Fellgate"], form_id=wanted.form_id, sections=wanted.sections)
    assert answers["By when?"] == "Not answered (offered: 1 April 2026)"
    assert answers["Is the money there?"] == "Not answered"


def test_a_figure_has_its_unit_where_the_question_does_not_say_it(
    made: Make, answering: OpenPractice
) -> None:
    wait = Address("demand.wait_minutes")
    answering.enter(STOCKTAKE, wait, answered(Decimal("5.2")))
    label = answering.sheet(STOCKTAKE).loaded.questions[wait.question].label
    answering.set_route(STOCKTAKE, "full")
    answers = said(made, answering)
    assert answers[label] == "5.2 minutes"
    assert answers["Registered patients"] == "9,120 (estimate)"


def test_a_table_that_does_not_apply_says_so_and_prints_no_kept_rows(
    made: Make, answering: OpenPractice
) -> None:
    only = replace(ANSWERS, sections=frozenset({"workforce"}))
    assert "GP partner" in made(answering, only).words
    answering.enter(STOCKTAKE, Address("workforce.roles"), Answer(state=State.NOT_APPLICABLE))
    words = made(answering, only).words
    assert "GP partner" not in words
    assert "Not applicable" in words


def test_a_table_says_its_marks(made: Make, answering: OpenPractice) -> None:
    only = replace(ANSWERS, sections=frozenset({"workforce"}))
    table = "workforce.roles"
    given = replace(Answer(), estimate=True, evidence=("rota.pdf",))
    cell = replace(answered(Decimal(2)), carried_forward=True)
    changes = {Address(table): given, Address(table, "gp_partner", f"{table}.headcount"): cell}
    answering.enter_all(STOCKTAKE, changes)
    words = made(answering, only).words
    assert "Estimate; from last year, not confirmed; evidence: rota.pdf." in words


def test_a_section_in_which_only_fixed_rows_stand_is_not_begun(
    made: Make, begun: OpenPractice
) -> None:
    begun.set_route(STOCKTAKE, "full")
    fixed = {q.id for q in begun.sheet(STOCKTAKE).loaded.questions.values() if q.rows == "fixed"}
    assert fixed
    words = made(begun, ANSWERS).words
    assert "Setting local priorities" not in words
    assert "One GP partner leaves" not in words


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
