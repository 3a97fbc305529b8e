"""What leaves the practice, cell by cell."""

from dataclasses import replace
from decimal import Decimal

import filled_practice
import pytest
from filling import answer, row, say
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.leaving import Leaving, ShareChoice, leaving_of
from stocktake.tasks.sheets import sheet_of
from tests.store.killing import runs

STOCKTAKE, EXPECTATIONS = "practice_stocktake", "expectations"
WEAKNESSES = "demand.weaknesses"


def begun(form_id: str = STOCKTAKE) -> tuple[Submission, Sheet]:
    made = filled_practice.submission(form_id)
    return made, sheet_of(made)


def leaves(sheet: Sheet, kind: str, *ticked: Address, form: str = STOCKTAKE) -> Leaving:
    made = filled_practice.submission(form, answers=sheet.answers)
    return leaving_of([(made, sheet)], ShareChoice(kind, frozenset(ticked)))


def sent(sheet: Sheet, kind: str, *ticked: Address, form: str = STOCKTAKE) -> set[Address]:
    return set(leaves(sheet, kind, *ticked, form=form).submissions[0].answers)


@pytest.fixture
def sheet() -> Sheet:
    """One answer of each sensitivity, two ratings, a weakness and some people."""
    _, sheet = begun()
    answer(
        sheet,
        profile__list_size=9120,
        profile__training=("medical_students",),
        demand__turned_away_week=12,
        demand__m_urgent=2,
        finance__m_control=3,
        finance__nhs_income=1_200_000,
        services__could_take_on="Minor surgery for our neighbours",
        admin__staff_told="yes",
    )
    row(sheet, WEAKNESSES, "w1", weakness="Too few calls answered", impact="high")
    row(sheet, WEAKNESSES, "w2", weakness="No data on demand", impact="low")
    row(sheet, "workforce.roles", "gp_partner", wte=3.5, sessions_week=26, employer="practice")
    row(sheet, "workforce.roles", "gp_partner", note="Works Tuesdays only")
    return sheet


def test_an_export_of_nothing_is_refused_in_words(sheet: Sheet) -> None:
    with pytest.raises(StocktakeError) as refusal:
        leaves(sheet, "nothing")
    assert refusal.value.code == "nothing_leaves"


@pytest.mark.parametrize("form", ["exit_interview", "partner_skills"])
def test_a_personal_form_is_refused_whatever_is_chosen(form: str) -> None:
    made, private = begun(form)
    with pytest.raises(StocktakeError) as refusal:
        leaving_of([(made, private)], ShareChoice("custom"))
    assert refusal.value.code == "private_form"


@pytest.mark.parametrize("kind", ["facts", "facts_weak", "numbers", "custom"])
def test_public_answers_always_leave_and_list_size_is_one(sheet: Sheet, kind: str) -> None:
    assert Address("profile.list_size") in sent(sheet, kind)


@pytest.mark.parametrize("kind", ["facts", "facts_weak", "numbers", "custom"])
def test_personal_answers_never_leave_even_when_ticked(sheet: Sheet, kind: str) -> None:
    notes = Address("workforce.roles", "gp_partner", "workforce.roles.note")
    left = sent(sheet, kind, notes, Address("workforce.roles", "gp_partner"))
    assert notes not in left


@pytest.mark.parametrize("column", ["sessions_week", "employer"])
def test_people_leave_only_as_wte_and_headcount_by_role(sheet: Sheet, column: str) -> None:
    cell = Address("workforce.roles", "gp_partner", f"workforce.roles.{column}")
    left = sent(sheet, "numbers", cell)
    assert cell not in left
    assert Address("workforce.roles", "gp_partner", "workforce.roles.wte") in left


def test_public_facts_and_ratings_hold_no_local_answers(sheet: Sheet) -> None:
    left = sent(sheet, "facts")
    assert Address("demand.m_urgent") in left
    assert Address("admin.staff_told") not in left
    assert not any(address.row for address in left)


def test_a_finance_rating_stays_unless_it_is_ticked(sheet: Sheet) -> None:
    rating = Address("finance.m_control")
    assert rating not in sent(sheet, "facts")
    assert rating not in sent(sheet, "numbers")
    assert rating in sent(sheet, "numbers", rating)


def test_weaknesses_leave_row_by_row(sheet: Sheet) -> None:
    tick = Address(WEAKNESSES, "w1")
    assert not any(a.row for a in sent(sheet, "facts", tick) if a.question == WEAKNESSES)
    left = {a.row for a in sent(sheet, "facts_weak", tick) if a.question == WEAKNESSES}
    assert left == {"w1"}
    whole = sent(sheet, "numbers", Address(WEAKNESSES))
    assert not any(a.question == WEAKNESSES and a.row for a in whole)


def test_confidential_answers_leave_only_when_ticked_and_only_with_numbers(sheet: Sheet) -> None:
    tick = Address("demand.turned_away_week")
    assert tick not in sent(sheet, "numbers")
    assert tick not in sent(sheet, "facts_weak", tick)
    assert tick in sent(sheet, "numbers", tick)
    assert tick in sent(sheet, "custom", tick)


def test_money_stays_until_it_is_ticked_though_it_is_local(sheet: Sheet) -> None:
    row(sheet, "resilience.needs", "n1", need="A second treatment room", cost_once=24000)
    cost = Address("resilience.needs", "n1", "resilience.needs.cost_once")
    need = Address("resilience.needs", "n1", "resilience.needs.need")
    left = sent(sheet, "numbers")
    assert need in left
    assert cost not in left
    assert cost in sent(sheet, "numbers", cost)
    assert cost in sent(sheet, "numbers", Address("resilience.needs", "n1"))
    assert cost in sent(sheet, "numbers", Address("resilience.needs", "", cost.column))


def test_free_text_stays_until_it_is_ticked(sheet: Sheet) -> None:
    text = Address("services.could_take_on")
    assert text not in sent(sheet, "numbers")
    assert text in sent(sheet, "numbers", text)


def test_a_note_leaves_only_when_shared_and_ticked(sheet: Sheet) -> None:
    place = Address("demand.m_urgent")
    for is_shared, is_ticked in ((True, True), (True, False), (False, True)):
        sheet.enter(
            place, Answer(Decimal(2), State.ANSWERED, note="Said so", note_shared=is_shared)
        )
        notes = frozenset({place.question} if is_ticked else ())
        made = filled_practice.submission(STOCKTAKE, answers=sheet.answers)
        left = leaving_of([(made, sheet)], ShareChoice("numbers", notes=notes))
        note = left.submissions[0].answers[place].note
        assert bool(note) == (is_shared and is_ticked)
        assert any(cell.is_note for cell in left.cells) == bool(note)


def test_an_answer_that_does_not_apply_any_more_stays(sheet: Sheet) -> None:
    answer(sheet, finance__include="no")
    tick = Address("finance.nhs_income")
    left = leaves(sheet, "custom", tick)
    assert tick not in left.submissions[0].answers
    assert any("do not apply" in held.words for held in left.held_back)


def test_an_untouched_starter_row_never_leaves(sheet: Sheet) -> None:
    sheet.answers[Address("workforce.roles", "hca", "workforce.roles.role")] = answered("hca")
    assert "hca" not in {a.row for a in sent(sheet, "numbers")}


def test_a_starter_row_that_leaves_says_which_it_is(sheet: Sheet) -> None:
    left = leaves(sheet, "numbers").submissions[0].answers
    assert left.get("workforce.roles", "gp_partner", "workforce.roles.role").value == "gp_partner"


def test_a_row_of_which_only_the_name_would_leave_stays(sheet: Sheet) -> None:
    table = "services.catalogue"
    sheet.answers[Address(table, "cervical", f"{table}.service")] = answered("cervical")
    sheet.answers[Address(table, "cervical", f"{table}.price")] = answered(Decimal(31))
    assert "cervical" not in {a.row for a in sent(sheet, "numbers")}


def test_come_back_later_is_a_note_to_oneself_and_not_known_is_told(sheet: Sheet) -> None:
    say(sheet, "profile.list_size", State.COME_BACK_LATER)
    say(sheet, "profile.age_0_4", State.NOT_KNOWN)
    left = leaves(sheet, "facts").submissions[0].answers
    assert Address("profile.list_size") not in left
    assert left.get("profile.age_0_4").state is State.NOT_KNOWN


def test_the_value_behind_another_state_does_not_leave(sheet: Sheet) -> None:
    say(sheet, "profile.list_size", State.NOT_KNOWN)
    assert leaves(sheet, "facts").submissions[0].answers.get("profile.list_size").value is None


def test_what_was_agreed_travels_with_the_answers(sheet: Sheet) -> None:
    made = filled_practice.submission(STOCKTAKE, answers=sheet.answers)
    left = leaving_of([(made, sheet)], ShareChoice("facts", show_name=False))
    answers = left.submissions[0].answers
    assert answers.get("admin.share_choice").value == "facts"
    assert answers.get("admin.show_name").value == "no"


def test_how_ready_you_are_leaves_with_the_ratings_and_what_it_takes_with_numbers() -> None:
    _, cards = begun(EXPECTATIONS)
    ready, cost = Address("ACC-01.ready_now"), Address("ACC-01.needs_oneoff")
    step, rooms = Address("ACC-01.next_step"), Address("ACC-01.needs_space_rooms")
    for address, value in ((ready, Decimal(1)), (cost, Decimal(900)), (rooms, Decimal(2))):
        cards.enter(address, answered(value))
    cards.enter(step, answered("Ask the PCN"))
    assert sent(cards, "facts", cost, step, form=EXPECTATIONS) == {ready}
    assert sent(cards, "numbers", form=EXPECTATIONS) == {ready, rooms}
    assert sent(cards, "numbers", cost, step, form=EXPECTATIONS) == {ready, rooms, cost, step}


@pytest.mark.parametrize("name", ["lead_name", "note_private"])
def test_names_and_private_notes_of_a_card_never_leave(name: str) -> None:
    _, cards = begun(EXPECTATIONS)
    place = Address(f"ACC-01.{name}")
    cards.enter(place, answered("Dr Example"))
    assert sent(cards, "custom", place, form=EXPECTATIONS) == set()


def test_a_card_of_ones_own_leaves_only_with_the_row_it_is_about() -> None:
    made, cards = begun(EXPECTATIONS)
    table = "local.rows"
    row(cards, table, "r1", title="Own target", domain="access", level=3)
    row(cards, table, "r1", due=filled_practice.TODAY)
    made = replace(made, answers=cards.answers)
    cards = sheet_of(made)
    ready = Address("LOC-r1.ready_now")
    cards.enter(ready, answered(Decimal(1)))
    assert ready not in sent(cards, "facts", form=EXPECTATIONS)
    assert ready in sent(cards, "numbers", form=EXPECTATIONS)
    assert ready not in sent(cards, "custom", ready, form=EXPECTATIONS)
    assert ready in sent(cards, "custom", ready, Address(table, "r1"), form=EXPECTATIONS)


def figures(left: Leaving) -> set[str]:
    return {shown.indicator.id for shown in left.figures}


def test_a_figure_follows_the_confidential_answers_it_rests_on(sheet: Sheet) -> None:
    one, two = Address("demand.urgent_week"), Address("demand.urgent_same_day_week")
    answer(sheet, demand__urgent_week=40, demand__urgent_same_day_week=38)
    assert "ind.urgent_same_day" not in figures(leaves(sheet, "numbers"))
    assert "ind.urgent_same_day" not in figures(leaves(sheet, "numbers", one))
    assert "ind.urgent_same_day" in figures(leaves(sheet, "numbers", one, two))


def test_a_margin_never_tells_a_cost_that_stays(sheet: Sheet) -> None:
    table = "services.catalogue"
    answer(sheet, services__session_cost=400, services__hca_hour_cost=24)
    answer(sheet, services__nurse_hour_cost=40, services__admin_hour_cost=21)
    answer(sheet, services__overhead_pct=15)
    row(sheet, table, "ecg", provided="by_us", price=25, gp_min=5, hca_min=20)
    price = Address(table, "", f"{table}.price")
    costs = {
        Address(table, "", f"{table}.gp_min"),
        Address(table, "", f"{table}.hca_min"),
        *(Address(f"services.{name}_cost") for name in ("session", "nurse_hour", "hca_hour")),
        Address("services.admin_hour_cost"),
        Address("services.overhead_pct"),
    }
    for kind in ("numbers", "custom"):
        assert "ind.unit_margin" not in figures(leaves(sheet, kind, price))
        assert "ind.unit_margin" in figures(leaves(sheet, kind, price, *costs))


def test_people_for_each_patient_leave_with_the_numbers_and_not_with_the_facts(
    sheet: Sheet,
) -> None:
    assert "ind.gp_wte" in figures(leaves(sheet, "numbers"))
    assert "ind.gp_wte" not in figures(leaves(sheet, "facts"))
    assert "ind.list_size" in figures(leaves(sheet, "facts"))


def test_a_domain_with_a_rating_that_stays_is_named(sheet: Sheet) -> None:
    assert leaves(sheet, "facts").held_domains == {"finance"}


def test_what_may_name_a_person_is_listed_before_it_leaves(sheet: Sheet) -> None:
    row(sheet, WEAKNESSES, "w1", effect="Only Dr Example can do it, ring 01632 960123")
    left = leaves(sheet, "facts_weak", Address(WEAKNESSES, "w1"))
    assert {found.text for found in left.findings} == {"Dr Example", "01632 960123"}
    assert not leaves(sheet, "facts").findings


@pytest.mark.parametrize(
    ("form", "question"),
    [
        (STOCKTAKE, "demand.m_urgent_evidence"),
        (EXPECTATIONS, "ACC-01.next_step"),
        (EXPECTATIONS, "ACC-01.needs_digital"),
        (EXPECTATIONS, "ACC-01.note_shared"),
    ],
)
def test_evidence_and_cards_are_looked_through_as_well(form: str, question: str) -> None:
    _, sheet = begun(form)
    sheet.enter(Address(question), answered("Ask Dr Example, ring 01632 960123"))
    left = leaves(sheet, "custom", Address(question), form=form)
    assert [(found.cell.question, found.text) for found in left.findings] == [
        (question, "Dr Example"),
        (question, "01632 960123"),
    ]


def test_the_preview_says_why_each_cell_goes_and_what_a_tick_would_let_out(sheet: Sheet) -> None:
    left = leaves(sheet, "numbers")
    by_question = {cell.question: cell for cell in left.cells}
    assert by_question["profile.list_size"].shown == "9,120"
    assert by_question["profile.list_size"].sensitivity == "P"
    assert all(cell.reason for cell in left.cells)
    ticks = {cell.tick for cell in left.could_tick}
    assert Address("demand.turned_away_week") in ticks
    assert Address(WEAKNESSES, "w2") in ticks
    labels = {cell.label for cell in left.cells if cell.address is None}
    assert labels == {"Name", "Code", "PCN", "PCN code", "ICB", "Year", "Assessment date"}


def test_everything_that_stays_is_counted(sheet: Sheet) -> None:
    left = leaves(sheet, "facts")
    words = " ".join(held.words for held in left.held_back)
    assert "which never leave" in words
    assert "weaknesses" in words
    stays = sum(held.count for held in left.held_back)
    goes = sum(cell.address is not None for cell in left.cells)
    added = {"admin.share_choice"}
    touched = sum(a.question not in added for a in sheet.answers)
    assert stays + goes - len(added) == touched


RETURNS = filled_practice.practice()
TICKS = sorted(
    {
        cell.tick
        for kind in ("numbers", "custom")
        for cell in leaving_of(RETURNS, ShareChoice(kind)).could_tick
        if cell.tick
    }
)


@settings(max_examples=runs(long=25, short=8), deadline=None)
@given(
    kind=st.sampled_from(["facts", "facts_weak", "numbers", "custom"]),
    ticked=st.sets(st.sampled_from(TICKS), max_size=40),
)
def test_the_preview_and_the_submissions_say_the_same(kind: str, ticked: set[Address]) -> None:
    left = leaving_of(RETURNS, ShareChoice(kind, frozenset(ticked), show_name=True))
    previewed = {cell.address for cell in left.cells if cell.address}
    assert previewed == {a for sent in left.submissions for a in sent.answers}
    shown = {
        (question.question.id, column.id if column else "")
        for form in left.forms
        for section in form.sections
        for question in section.questions
        for column in (None, *question.columns)
    }
    for address in previewed:
        assert (address.question, address.column) in shown
    for (_, whole), part in zip(RETURNS, left.submissions, strict=True):
        for address, answer_ in part.answers.items():
            field = whole.loaded.fields[address.field_id]
            assert field.sensitivity != "X"
            kept = whole.answers[address]
            is_key = address.row and address.column == whole.loaded.questions[address.question].key
            assert answer_.value == kept.value or is_key or address.question.startswith("admin.")
            if field.sensitivity == "C":
                assert ticked & {
                    address,
                    Address(address.question),
                    Address(address.question, address.row),
                }


def test_what_a_table_held_stays_once_it_is_said_to_be_not_known(sheet: Sheet) -> None:
    assert leaves(sheet, "numbers").submissions[0].answers.rows("workforce.roles")
    say(sheet, "workforce.roles", State.NOT_KNOWN)
    left = leaves(sheet, "numbers").submissions[0].answers
    assert left.get("workforce.roles").state is State.NOT_KNOWN
    assert left.rows("workforce.roles") == ()
    assert not [each for each in left if each.question == "workforce.roles" and each.row]
