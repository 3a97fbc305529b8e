"""What the shipped rules say about answers a practice might give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from stocktake.questionnaire.answers import Address, Answers, Value, answered
from stocktake.questionnaire.indicators import figure, flags
from stocktake.questionnaire.issues import section_issues
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet

TODAY = date(2026, 11, 22)
Entry = str | int | float | date


def value(entry: Entry) -> Value:
    return Decimal(str(entry)) if isinstance(entry, int | float) else entry


def sheet(
    answers: Mapping[str, Entry],
    tables: Mapping[str, Mapping[str, Mapping[str, Entry]]] | None = None,
    form: str = "practice_stocktake",
) -> Sheet:
    """A sheet with these answers, and these tables by row id and the end of the column's id."""
    made = Sheet(shipped_form(form), Answers(), TODAY, "full")
    for name, entry in answers.items():
        made.enter(Address(name), answered(value(entry)))
    for table, rows in (tables or {}).items():
        for row, cells in rows.items():
            for column, entry in cells.items():
                made.enter(Address(table, row, f"{table}.{column}"), answered(value(entry)))
    return made


def raised(made: Sheet, section: str) -> list[tuple[str, str]]:
    """Checks that stand open in a section, by id and row."""
    return sorted((i.id, i.row) for i in section_issues(made, section) if i.id.startswith("X"))


def message(made: Sheet, section: str, check: str) -> str:
    return next(i.message for i in section_issues(made, section) if i.id == check)


AGES = {
    "profile.age_0_4": 450,
    "profile.age_5_14": 1100,
    "profile.age_15_44": 3950,
    "profile.age_45_64": 2600,
    "profile.age_65_74": 1000,
    "profile.age_75_84": 640,
    "profile.age_85_plus": 260,
}


def test_age_bands_that_add_up_are_left_alone() -> None:
    assert raised(sheet({"profile.list_size": 10000, **AGES}), "profile") == []


def test_age_bands_that_do_not_add_up_hold_up_completion() -> None:
    wrong = sheet({"profile.list_size": 10000, **AGES, "profile.age_85_plus": 360})
    assert raised(wrong, "profile") == [("X05", "")]
    words = "Age bands add up to 10,100; list size is 10,000"
    assert message(wrong, "profile", "X05") == words


def test_age_bands_are_not_added_up_while_one_is_blank() -> None:
    some = {name: people for name, people in AGES.items() if name != "profile.age_0_4"}
    assert raised(sheet({"profile.list_size": 10000, **some}), "profile") == []


@pytest.mark.parametrize(
    ("shares", "is_wrong"),
    [
        ({"same_day": 40, "within_7": 60, "within_14": 80}, False),
        ({"same_day": 40, "within_14": 30}, True),
        ({"within_7": 70, "within_14": 60}, True),
        ({"within_7": 70}, False),
    ],
)
def test_waits_are_compared_among_those_answered(shares: dict[str, int], is_wrong: bool) -> None:
    made = sheet({f"demand.{name}_pct": share for name, share in shares.items()})
    assert raised(made, "demand") == ([("X08", "")] if is_wrong else [])


@pytest.mark.parametrize(("before", "is_odd"), [(8000, False), (7999, True), (0, True)])
def test_a_list_that_grew_by_more_than_a_quarter_wants_a_reason(before: int, is_odd: bool) -> None:
    made = sheet({"profile.list_size": 10000, "profile.list_size_1y": before})
    assert raised(made, "profile") == ([("X03", "")] if is_odd else [])


@pytest.mark.parametrize(("month", "word"), [(1000, "low"), (20000, "high")])
def test_appointments_far_from_usual_are_said_to_be_low_or_high(month: int, word: str) -> None:
    made = sheet({"profile.list_size": 10000, "demand.appts_month": month})
    assert message(made, "demand", "X07").startswith(f"Appointments look {word} for this list")


def test_a_service_entered_twice_is_said_of_both_rows() -> None:
    rows = {
        "ecg": {"provided": "not_provided"},
        "added001": {"service": "ecg", "provided": "not_provided"},
        "added002": {"service": "other", "provided": "not_provided"},
        "added003": {"service": "other", "provided": "not_provided"},
    }
    made = sheet({}, {"services.catalogue": rows})
    assert raised(made, "services") == [("X25", "added001"), ("X25", "ecg")]


def test_a_service_we_provide_wants_its_volume_and_whether_it_is_paid() -> None:
    made = sheet({}, {"services.catalogue": {"ecg": {"provided": "by_us"}}})
    assert raised(made, "services") == [("X21", "ecg"), ("X22", "ecg")]


@pytest.mark.parametrize(
    "words", ["Mrs Jones does all the claims", "Ask Mr Brown", "Ring 01234 567890 for the keys"]
)
def test_words_that_may_name_someone_are_pointed_out(words: str) -> None:
    made = sheet({}, {"profile.weaknesses": {"added001": {"weakness": words}}})
    assert raised(made, "profile") == [("X30", "added001")]


def test_a_fact_that_disagrees_with_a_rating_is_asked_about() -> None:
    open_part = {"demand.m_routes": 3, "demand.online_open": "part"}
    assert raised(sheet(open_part), "demand") == [("X45", "")]
    assert raised(sheet({**open_part, "demand.m_routes": 2}), "demand") == []
    assert raised(sheet({"demand.m_routes": 3}), "demand") == []


def test_exactly_one_site_is_the_main_one() -> None:
    one = {"added001": {"kind": "main"}, "added002": {"kind": "branch"}}
    two = {"added001": {"kind": "main"}, "added002": {"kind": "main"}}
    answers = {"profile.sites": 2}
    assert raised(sheet(answers, {"premises.table": one}), "premises") == []
    assert raised(sheet(answers, {"premises.table": two}), "premises") == [("X31", "")]


@pytest.mark.parametrize(
    ("as_at", "published", "shown"),
    [
        (date(2026, 10, 31), date(2026, 6, 20), "Yes"),
        (date(2026, 10, 31), date(2025, 7, 1), "Yes"),
        (date(2026, 10, 31), date(2025, 6, 30), "No"),
        (date(2026, 7, 1), date(2026, 6, 30), "Yes"),
        (date(2026, 6, 30), date(2025, 6, 30), "Yes"),
        (date(2024, 7, 1), date(2024, 6, 30), "Yes"),
    ],
)
def test_the_toolkit_must_be_of_the_latest_complete_year(
    as_at: date, published: date, shown: str
) -> None:
    answers = {
        "admin.as_at": as_at,
        "digital.dspt_status": "met",
        "digital.dspt_date": published,
    }
    made = sheet(answers)
    assert figure(made, "ind.dspt_ok").shown == shown
    assert raised(made, "digital") == ([] if shown == "Yes" else [("X29", "")])


def test_continuity_basics_are_not_counted_while_one_is_blank() -> None:
    answers = {"resilience.bcp_date": "no_plan", "profile.org_form": "limited_company"}
    blank = figure(sheet(answers), "ind.resilience_flags")
    assert blank.shown == ""
    assert len(blank.needs) == 1
    whole = sheet({**answers, "resilience.buddy": "none"})
    assert figure(whole, "ind.resilience_flags").shown == "2"


def test_bands_are_shown_in_the_words_of_the_question() -> None:
    made = sheet({"finance.include": "bands", "finance.viable": "under_6m"})
    assert figure(made, "ind.viability").shown == "Under six months"


def test_a_group_is_put_in_its_size_band() -> None:
    for population, band in (
        (29999, "Under 30,000"),
        (30000, "30,000 to 50,000"),
        (50000, "30,000 to 50,000"),
        (50001, "50,000 to 100,000"),
        (250001, "Over 250,000"),
    ):
        answers = {"scale.group_kind": "pcn", "scale.population": population}
        made = sheet(answers, form="working_at_scale")
        assert figure(made, "ind.scale_band").shown == band


def test_the_level_of_each_term_is_the_lower_middle_of_its_boards() -> None:
    rows = {f"added00{n}": {"board": f"Board {n}", "t_equal": n} for n in (1, 2, 3, 4)}
    made = sheet({}, {"terms.boards": rows}, form="terms_of_engagement")
    parts = {part.name: part.shown for part in figure(made, "ind.term_gap").parts}
    assert parts["Equal partners: lowest"] == "1"
    assert parts["Equal partners: level"] == "2"
    assert parts["Equal partners: boards below 3"] == "2"


CONTACTS = {"demand.gp_sessions_week": 52}


@pytest.mark.parametrize(
    ("contacts", "level", "words"),
    [
        (780, "note", "Limit 25, you 30"),
        (650, "note", "Limit 25, you 25"),
        (
            790,
            "amber",
            "Well above the safe daily contact level suggested by the BMA: limit 25, you 30.4",
        ),
    ],
)
def test_daily_contacts_are_set_beside_the_limit(contacts: int, level: str, words: str) -> None:
    found = flags(sheet({**CONTACTS, "demand.gp_contacts_week": contacts}))
    assert [(flag.id, flag.level, flag.wording) for flag in found] == [("F4", level, words)]


def test_contacts_within_the_limit_say_nothing() -> None:
    assert flags(sheet({**CONTACTS, "demand.gp_contacts_week": 640})) == ()


@pytest.mark.parametrize(
    ("answers", "tables", "raised_flag"),
    [
        (
            {"finance.include": "bands", "finance.viable": "under_6m"},
            {},
            ("F1", "red"),
        ),
        ({"leadership.partners": 1, "resilience.m_succession": 1}, {}, ("F2", "red")),
        ({"demand.urgent_week": 100, "demand.urgent_same_day_week": 89}, {}, ("F5", "amber")),
        ({"demand.urgent_week": 100, "demand.urgent_same_day_week": 90}, {}, ("F5", "note")),
        (
            {"admin.as_at": date(2026, 10, 31), "digital.dspt_status": "plan"},
            {},
            ("F6", "amber"),
        ),
        (
            {},
            {
                "premises.table": {
                    "added001": {"survey_date": date(2025, 1, 1), "statutory": "d"},
                }
            },
            ("F9", "red"),
        ),
        (
            {"premises.fit_future": "no"},
            {"premises.table": {"added001": {"plan": "keep"}}},
            ("F10", "amber"),
        ),
    ],
)
def test_a_flag_is_raised(
    answers: dict[str, Entry],
    tables: dict[str, dict[str, dict[str, Entry]]],
    raised_flag: tuple[str, str],
) -> None:
    found = flags(sheet(answers, tables))
    assert [(flag.id, flag.level) for flag in found] == [raised_flag]


def test_three_uncovered_single_points_raise_a_flag() -> None:
    rows = {
        f"added00{n}": {"task": f"Job {n}", "impact": "high", "cover": cover}
        for n, cover in enumerate(("none", "written_notes", "none", "full_cover"))
    }
    three = sheet({}, {"resilience.single_points": rows})
    assert [flag.id for flag in flags(three)] == ["F8"]
    del rows["added000"]
    assert flags(sheet({}, {"resilience.single_points": rows})) == ()
