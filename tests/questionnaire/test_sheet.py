"""A sheet: what applies now, what rows there are, and what one answer changes."""

from datetime import date
from decimal import Decimal

from filling import answer, row, say, sheet_of, stocktake
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.indicators import figures
from stocktake.questionnaire.issues import question_issues
from stocktake.questionnaire.loading import load_form, shipped_form
from stocktake.questionnaire.own_rows import own_rows, with_own_rows
from stocktake.questionnaire.sheet import Sheet

FORM = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[section]]
id = "a"
title = "Section A"
[[section.question]]
id = "a.train"
type = "yes_no"
label = "Do you train?"
[[section.question]]
id = "a.trainees"
type = "number"
label = "How many?"
relevant = "${a.train} = 'yes'"
[[section.question]]
id = "a.double"
type = "calculated"
label = "Twice"
unit = "people"
calculate = "${a.trainees} * 2"
[[section.question]]
id = "a.rooms"
type = "number"
label = "Rooms for them"
relevant = "${a.double} > 4"
"""


def trial() -> Sheet:
    return sheet_of(load_form(FORM, "trial"))


def test_a_hidden_question_keeps_its_answer_and_gives_nothing() -> None:
    sheet = trial()
    answer(sheet, a__train="yes", a__trainees=3)
    assert sheet.value("a.double") == Decimal(6)
    answer(sheet, a__train="no")
    assert sheet.value("a.trainees") is None
    assert sheet.value("a.double") is None
    assert sheet.answers.get("a.trainees").value == Decimal(3)
    answer(sheet, a__train="yes")
    assert sheet.value("a.double") == Decimal(6)


def test_one_answer_says_what_it_showed_and_hid_however_far_away() -> None:
    sheet = trial()
    answer(sheet, a__trainees=3)
    changes = sheet.enter(Address("a.train"), answered("yes"))
    assert changes.shown == ("a.rooms", "a.trainees")
    changes = sheet.enter(Address("a.train"), answered("no"))
    assert changes.hidden == ("a.rooms", "a.trainees")


def test_not_known_keeps_the_value_and_leaves_it_out_of_figures() -> None:
    sheet = trial()
    answer(sheet, a__train="yes", a__trainees=3)
    say(sheet, "a.trainees", State.NOT_KNOWN)
    assert sheet.answers.get("a.trainees").value == Decimal(3)
    assert sheet.value("a.double") is None


def test_the_express_route_asks_five_facts_and_the_ratings() -> None:
    sheet = stocktake("express")
    asked = [q for section in sheet.loaded.sections for q in sheet.questions(section.id)]
    assert sum(q.type == "rating" for q in asked) == 41
    assert sum(q.type not in ("rating", "table") for q in asked) == 5
    assert all(q.id.endswith(".weaknesses") for q in asked if q.type == "table")


def test_changing_route_keeps_every_answer() -> None:
    sheet = stocktake("full")
    answer(sheet, profile__imd_score=21.3, profile__imd_version="2025")
    sheet.route = "express"
    assert "profile.imd_score" not in {q.id for q in sheet.questions("profile")}
    assert sheet.value("ind.imd_score") == Decimal("21.3")


def test_a_starter_row_is_there_to_fill_but_not_counted_until_touched() -> None:
    sheet = stocktake()
    roles = sheet.loaded.questions["workforce.roles"]
    assert "gp_partner" in sheet.shown_rows(roles)
    assert sheet.rows("workforce.roles") == ()
    row(sheet, "workforce.roles", "gp_partner", wte=3.2)
    assert sheet.rows("workforce.roles") == ("gp_partner",)
    assert sheet.value("workforce.roles.role", "gp_partner") == "gp_partner"


def test_a_starter_row_stays_where_it_was_when_it_is_filled() -> None:
    sheet = stocktake()
    roles = sheet.loaded.questions["workforce.roles"]
    before = sheet.shown_rows(roles)
    row(sheet, "workforce.roles", before[4], wte=1)
    assert sheet.shown_rows(roles) == before
    row(sheet, "workforce.roles", "addedrow", role="physio", headcount=1, wte=1)
    assert sheet.shown_rows(roles) == (*before, "addedrow")


def test_the_dispenser_row_is_offered_to_practices_that_dispense() -> None:
    sheet = stocktake()
    roles = sheet.loaded.questions["workforce.roles"]
    assert "dispenser" not in sheet.starter_rows(roles)
    answer(sheet, profile__dispensing="yes")
    assert "dispenser" in sheet.starter_rows(roles)


def test_the_first_cell_of_a_row_brings_its_defaults_to_be_saved() -> None:
    sheet = stocktake()
    changes = sheet.enter(
        Address("workforce.roles", "gp_partner", "workforce.roles.wte"), answered(Decimal(3))
    )
    paid = Address("workforce.roles", "gp_partner", "workforce.roles.funded_by")
    assert changes.also[paid].value == "practice"
    assert sheet.answers[paid].value == "practice"
    assert not sheet.enter(paid, answered("icb")).also


def test_a_staff_group_of_fewer_than_five_has_no_row_about_leaving() -> None:
    sheet = stocktake()
    answer(sheet, workforce__intent_method="told")
    leaving = sheet.loaded.questions["workforce.leaving"]
    row(sheet, "workforce.roles", "gp_partner", headcount=4, wte=3)
    assert "gps" not in sheet.shown_rows(leaving)
    row(sheet, "workforce.roles", "gp_salaried", headcount=1, wte=0.5)
    assert "gps" in sheet.shown_rows(leaving)


def test_a_row_taken_out_leaves_the_figures() -> None:
    sheet = stocktake()
    row(sheet, "workforce.roles", "gp_partner", headcount=4, wte=3)
    row(sheet, "workforce.roles", "gp_salaried", headcount=1, wte=1)
    assert sheet.value("ind.gp_wte") == Decimal(4)
    sheet.answers.remove_row("workforce.roles", "gp_salaried")
    sheet.rows_changed("workforce.roles")
    assert sheet.value("ind.gp_wte") == Decimal(3)


def test_a_section_date_left_blank_takes_the_date_of_the_stocktake() -> None:
    sheet = stocktake()
    sheet.enter(Address("admin.as_at"), answered(sheet.today))
    assert sheet.value("demand.as_at") == sheet.today


def test_an_expectation_of_your_own_has_a_card_like_any_other() -> None:
    sheet = sheet_of(shipped_form("expectations"))
    row(
        sheet, "local.rows", "r4nd0m01",
        title="Evening clinics at the hub", domain="access", due=sheet.today, level=3,
    )  # fmt: skip
    (own,) = own_rows(sheet.answers)
    assert (own.id, own.level, own.due_year) == ("LOC-r4nd0m01", 3, "2026/27")
    loaded = with_own_rows(sheet.loaded, sheet.answers)
    assert loaded.section_by_id["LOC-r4nd0m01"].title == "Evening clinics at the hub"


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(
            ["profile.list_size", "demand.appts_month", "demand.dna_pct", "demand.appt_minutes",
             "demand.urgent_week", "demand.urgent_same_day_week", "profile.weighted_list"]
        ),
        st.one_of(st.none(), st.integers(0, 20_000).map(Decimal)),
    ),
    max_size=15,
)  # fmt: skip


@given(ANSWERS)
def test_figures_kept_up_answer_by_answer_equal_figures_worked_out_afresh(changes: list) -> None:
    kept = stocktake()
    for question, value in changes:
        figures(kept)
        kept.enter(Address(question), Answer() if value is None else answered(value))
    fresh = Sheet(kept.loaded, kept.answers.copy(), kept.today, "full")
    assert figures(kept) == figures(fresh)


def staffed() -> Sheet:
    sheet = stocktake()
    answer(sheet, profile__list_size=10_000)
    row(sheet, "workforce.roles", "gp_partner", wte=5, headcount=6)
    return sheet


def test_a_table_said_to_be_not_known_keeps_its_rows_and_counts_none_of_them() -> None:
    for state in (State.NOT_KNOWN, State.NOT_APPLICABLE, State.PREFER_NOT_TO_SAY):
        sheet = staffed()
        assert sheet.value("ind.gp_wte") == Decimal(5)
        say(sheet, "workforce.roles", state)
        assert sheet.value("ind.gp_wte") is None
        assert sheet.answers.rows("workforce.roles")
        say(sheet, "workforce.roles", State.BLANK)
        assert sheet.value("ind.gp_wte") == Decimal(5)


def test_a_table_to_come_back_to_counts_as_far_as_it_goes() -> None:
    sheet = staffed()
    say(sheet, "workforce.roles", State.COME_BACK_LATER)
    assert sheet.value("ind.gp_wte") == Decimal(5)


def test_what_was_said_of_a_whole_table_gives_way_to_a_cell_of_it() -> None:
    sheet = staffed()
    whole = Address("workforce.roles")
    say(sheet, whole.question, State.NOT_KNOWN)
    changes = sheet.enter(
        Address(whole.question, "gp_salaried", "workforce.roles.wte"), answered(Decimal(2))
    )
    assert changes.also[whole].state is State.BLANK
    assert sheet.value("ind.gp_wte") == Decimal(7)


def test_a_cell_left_blank_brings_no_row_into_being() -> None:
    sheet = stocktake()
    place = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    assert sheet.enter(place, Answer()).also == {}
    assert sheet.rows("workforce.roles") == ()
    assert sheet.enter(place, answered(Decimal(1))).also


def test_figures_that_rest_on_the_day_follow_when_it_is_moved_on() -> None:
    text = FORM + (
        '[[section.question]]\nid = "a.day"\ntype = "calculated"\nlabel = "Day"\n'
        "calculate = \"format-date(today(), '%Y-%m-%d')\"\n"
    )
    sheet = sheet_of(load_form(text, "trial"))
    assert sheet.value("a.day") == "2026-11-22"
    sheet.move_to(date(2027, 2, 28))
    assert sheet.value("a.day") == "2027-02-28"


def test_what_has_not_come_yet_is_judged_by_the_clock_and_not_by_the_last_change() -> None:
    sheet = stocktake()
    sheet.move_to(date(2026, 2, 28))
    answer(sheet, admin__as_at=date(2026, 10, 31), quality__gpps_year=2027)
    asked = [sheet.loaded.questions[each] for each in ("admin.as_at", "quality.gpps_year")]

    def errors() -> list[str]:
        found = [issue for each in asked for issue in question_issues(sheet, each)]
        return [issue.message for issue in found if issue.level == "E"]

    assert errors() == [
        "This cannot be after 28 February 2026",
        "That year has not come yet.",
    ]
    sheet.clock = lambda: date(2026, 11, 23)
    assert errors() == ["That year has not come yet."]
    sheet.clock = lambda: date(2027, 1, 1)
    assert errors() == []


def test_a_day_planned_for_is_not_too_early_because_the_clock_went_on() -> None:
    sheet = stocktake()
    row(sheet, "profile.weaknesses", "aaaaaaaa", needed_by=date(2026, 12, 1))
    sheet.clock = lambda: date(2027, 1, 1)
    asked = sheet.loaded.questions["profile.weaknesses"]
    assert not [each for each in question_issues(sheet, asked) if each.level == "E"]


WHOLE_STATES = [State.BLANK, State.NOT_KNOWN, State.NOT_APPLICABLE, State.COME_BACK_LATER]
STEPS = st.one_of(
    st.sampled_from(WHOLE_STATES),
    st.tuples(
        st.sampled_from(["gp_partner", "gp_salaried", "manager"]),
        st.sampled_from(["wte", "headcount"]),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
)


@example([("manager", "wte", 0), ("gp_partner", "headcount", 0)])
@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, max_size=7))
def test_whatever_is_said_of_a_table_its_figures_are_those_of_a_sheet_made_afresh(
    steps: list[State | tuple[str, str, int | None]],
) -> None:
    sheet = stocktake()
    answer(sheet, profile__list_size=9_000, workforce__leavers_12m=2)
    names = ("ind.gp_wte", "ind.patients_per_gp_wte", "ind.turnover")
    for step in steps:
        if isinstance(step, State):
            say(sheet, "workforce.roles", step)
        else:
            row_id, name, number = step
            place = Address("workforce.roles", row_id, f"workforce.roles.{name}")
            sheet.enter(place, Answer() if number is None else answered(Decimal(number)))
        afresh = Sheet(sheet.loaded, sheet.answers.copy(), sheet.today, "full")
        assert [sheet.value(each) for each in names] == [afresh.value(each) for each in names]
        assert sheet.rows("workforce.roles") == afresh.rows("workforce.roles")
