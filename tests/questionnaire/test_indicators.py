"""Indicators on the made-up practice of list size 10,000 (content/stocktake.md B.6)."""

from decimal import Decimal

import pytest
from filling import answer, row, say, stocktake

from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.indicators import figure, figures, flags
from stocktake.questionnaire.issues import section_issues
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.practice_plan import levels_of
from stocktake.tasks.sheets import service_cost

AGES = {"0_4": 450, "5_14": 1100, "15_44": 3950, "45_64": 2600, "65_74": 1000, "75_84": 640}


def staff(sheet: Sheet, role: str, people: int, wte: float, **more: object) -> None:
    row(sheet, "workforce.roles", role, headcount=people, wte=wte, **more)


@pytest.fixture
def sheet() -> Sheet:
    sheet = stocktake()
    answer(
        sheet,
        profile__list_size=10000, profile__weighted_list=10400, profile__list_size_5y=10600,
        demand__appts_month=5000, demand__online_month=1600, demand__calls_month=5800,
        demand__dna_pct=4.2, demand__appt_minutes=12, demand__gp_contacts_week=780,
        demand__gp_sessions_week=52, demand__urgent_week=140, demand__urgent_same_day_week=133,
        resilience__sessions_margin=4, resilience__change_hours_week=6,
        workforce__intent_method="told", profile__age_85_plus=260,
        demand__m_see_demand=2, demand__m_navigation=3, demand__m_urgent=1, demand__m_routes=3,
        **{f"profile__age_{band}": people for band, people in AGES.items()},
    )  # fmt: skip
    staff(sheet, "gp_partner", 4, 3.2)
    staff(sheet, "gp_salaried", 3, 1.6)
    staff(sheet, "gp_locum_regular", 1, 0.3)
    staff(sheet, "gp_registrar", 1, 1.0)
    staff(sheet, "practice_nurse", 4, 2.4, vacancy_wte=0.6)
    staff(sheet, "hca", 3, 1.6)
    staff(sheet, "link_worker", 2, 1.2, funded_by="pcn_arrs")
    staff(sheet, "admin", 18, 12.5)
    row(sheet, "workforce.leaving", "gps", aged_55=2, leave_5y=3)
    for place, cope in enumerate("0122134231"):
        scenario = sheet.starter_rows(sheet.loaded.questions["resilience.stress"])[place]
        row(sheet, "resilience.stress", scenario, cope=cope)
    return sheet


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [
        ("ind.appts_per_1000_week", "115.1"),
        ("ind.online_per_1000_week", "36.8"),
        ("ind.calls_per_1000_week", "133.5"),
        ("ind.dna_hours", "42.0"),
        ("ind.gp_contacts_per_day", "30.0"),
        ("ind.urgent_same_day", "95.0"),
        ("ind.weight_ratio", "1.04"),
        ("ind.pct_65_plus", "19.0"),
        ("ind.gp_wte", "5.1"),
        ("ind.patients_per_gp_wte", "1,961"),
        ("ind.gp_per_10000", "5.10"),
        ("ind.partner_share", "62.7"),
        ("ind.gp_55", "25.0"),
        ("ind.gp_leave_5y", "37.5"),
        ("ind.gp_wte_at_risk", "1.91"),
        ("ind.patients_per_gp_wte_5y", "3,325"),
        ("ind.pcn_share", "11.7"),
        ("ind.margin_pct", "7.7"),
        ("ind.change_days_quarter", "10.4"),
        ("ind.stress_score", "4"),
    ],
)
def test_the_made_up_practice_gives_the_published_numbers(
    sheet: Sheet, indicator: str, shown: str
) -> None:
    assert figure(sheet, indicator).shown == shown


def test_the_vacancy_rate_is_that_of_the_made_up_practice(sheet: Sheet) -> None:
    whole = figure(sheet, "ind.vacancy_rate")
    assert (whole.parts[0] if whole.parts else whole).shown == "2.5"


def test_the_level_in_access_is_the_lower_median_with_its_floor(sheet: Sheet) -> None:
    access = levels_of(sheet)["access"]
    assert (access.level, access.floor, access.answered) == (2, 1, 4)


def test_a_service_without_costs_of_time_is_not_costed(sheet: Sheet) -> None:
    row(sheet, "services.catalogue", "ecg", provided="by_us", hca_min=20, gp_min=5)
    assert service_cost(sheet, "ecg") is None


def test_flags_fire_and_stay_silent_as_published(sheet: Sheet) -> None:
    raised = {flag.id: flag for flag in flags(sheet)}
    assert raised["F3"].level == "amber"
    assert raised["F3"].wording.startswith("A third or more of GP time")
    assert raised["F4"].level == "note"
    assert raised["F4"].wording == "Limit 25, you 30"
    assert raised["F5"].level == "note"


def test_age_bands_that_do_not_add_up_hold_up_the_section(sheet: Sheet) -> None:
    assert not [i for i in section_issues(sheet, "profile") if i.id == "X05"]
    answer(sheet, profile__age_85_plus=360)
    (issue,) = [i for i in section_issues(sheet, "profile") if i.id == "X05"]
    assert issue.level == "E"
    assert issue.is_open
    assert "10,100" in issue.message
    assert "10,000" in issue.message


def test_a_missing_answer_is_asked_for_by_name_and_never_taken_as_zero(sheet: Sheet) -> None:
    say(sheet, "demand.gp_sessions_week", State.NOT_KNOWN)
    found = figure(sheet, "ind.gp_contacts_per_day")
    assert found.value is None
    assert found.explanation == "needs: GP clinical sessions worked in that week"


def test_what_an_indicator_lacks_is_followed_down_to_the_question() -> None:
    found = figure(stocktake(), "ind.patients_per_gp_wte")
    assert found.value is None
    assert "Registered patients" in found.needs
    assert not [need for need in found.needs if need.startswith("ind.")]


def test_a_division_by_nothing_says_which_answer_is_nothing(sheet: Sheet) -> None:
    answer(sheet, demand__urgent_week=0)
    found = figure(sheet, "ind.urgent_same_day")
    assert found.value is None
    assert "ind." not in found.explanation
    assert found.explanation


def test_a_figure_resting_on_an_estimate_is_marked(sheet: Sheet) -> None:
    assert not figure(sheet, "ind.appts_per_1000_week").is_estimate
    kept = sheet.answers.get("demand.appts_month")
    sheet.enter(
        Address("demand.appts_month"), Answer(value=kept.value, state=kept.state, estimate=True)
    )
    assert figure(sheet, "ind.appts_per_1000_week").is_estimate


def test_every_indicator_of_an_empty_form_says_what_it_needs_in_words() -> None:
    for found in figures(stocktake()):
        assert "${" not in found.explanation
        assert found.shown or found.explanation or found.parts, found.id


def test_the_electrocardiogram_loses_money_as_published() -> None:
    """Its cost, 29.09, is the rate engine's; ``tests/rates`` holds how it comes about."""
    costed = stocktake()
    costed = Sheet(
        costed.loaded, costed.answers, costed.today, "full",
        {"services.catalogue.unit_cost": lambda sheet, row_id: Decimal("29.09")},
    )  # fmt: skip
    answer(costed, profile__list_size=10000)
    row(
        costed, "services.catalogue", "ecg",
        provided="by_us", price=25, volume=420, funded="partly",
    )  # fmt: skip
    assert costed.value("services.catalogue.margin", "ecg") == Decimal("-4.09")
    assert figure(costed, "ind.unfunded_cost_pp").shown == "0.17"


def test_a_score_of_an_older_index_has_no_figure_and_says_why(sheet: Sheet) -> None:
    answer(sheet, profile__imd_score=21.3, profile__imd_version="2019")
    shown = figure(sheet, "ind.imd_score")
    assert (shown.value, shown.shown, shown.needs) == (None, "", ())
    assert "2025 index" in shown.explanation


def test_a_service_part_paid_at_a_price_not_given_is_not_taken_as_paid_in_full() -> None:
    costed = stocktake()
    engines = {"services.catalogue.unit_cost": lambda sheet, row_id: Decimal(30)}
    costed = Sheet(costed.loaded, costed.answers, costed.today, "full", engines)
    answer(costed, profile__list_size=10_000)
    row(costed, "services.catalogue", "ecg", provided="by_us", volume=100, funded="not_funded")
    row(costed, "services.catalogue", "spirometry", provided="by_us", volume=100, funded="partly")
    assert figure(costed, "ind.unfunded_cost_pp").value is None
    assert "Price" in figure(costed, "ind.unfunded_cost_pp").explanation
    row(costed, "services.catalogue", "spirometry", price=10)
    assert figure(costed, "ind.unfunded_cost_pp").value == Decimal("0.5")
    row(costed, "services.catalogue", "phlebotomy", provided="by_us", volume=50, funded="partly")
    found = figure(costed, "ind.unfunded_cost_pp")
    assert (found.value, found.note) == (Decimal("0.5"), "from 1 of 2 rows")


def test_an_estimate_that_goes_into_no_figure_marks_none(sheet: Sheet) -> None:
    place = Address("demand.appts_month")
    value = sheet.answers[place].value
    sheet.enter(place, Answer(value=value, state=State.NOT_KNOWN, estimate=True))
    assert not figure(sheet, "ind.appts_per_1000_week").is_estimate
