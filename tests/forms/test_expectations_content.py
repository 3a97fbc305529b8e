"""The shipped expectations say what content/expectations.md says."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date

import msgspec
import pytest

from stocktake.paths import shipped
from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.form import Form, Question
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.units import financial_year, year_label

ASSESSED = date(2026, 11, 22)

QUICK = {
    "ACC-01",
    "POP-01",
    "QUA-03",
    "WOR-02",
    "SCA-01",
    "DIG-09",
    "PRE-01",
    "FIN-04",
    "LEA-04",
    "SCA-03",
    "LEA-01",
    "RES-03",
}
GROUP = {"SCA-04", "SCA-05", "SCA-07", "LEA-01", "LEA-02", "LEA-03", "RES-02"}

# Field of B1, the question or questions that ask it, type and sensitivity.
FIELDS = {
    "aware": ("choice", "L"),
    "want_a_say": ("choice", "L"),
    "applies": ("choice", "L"),
    "applies_reason": ("text", "L"),
    "ready_now": ("rating", "L"),
    "level_needed": ("rating", "L"),
    "due": ("date", "L"),
    "impact": ("number", "L"),
    "lead_months": ("number", "L"),
    "confidence": ("choice", "L"),
    "needs_people": ("table", "L"),
    "needs_oneoff": ("pounds", "C"),
    "needs_recurrent": ("pounds", "C"),
    "funding": ("choice", "L"),
    "needs_space_rooms": ("number", "L"),
    "needs_space_sessions": ("number", "L"),
    "needs_digital": ("text", "L"),
    "needs_digital_cost": ("pounds", "C"),
    "needs_training_staff": ("number", "L"),
    "needs_training_days": ("decimal", "L"),
    "needs_partners": ("choices", "L"),
    "lead_role": ("choice", "L"),
    "lead_name": ("text", "X"),
    "next_step": ("text", "C"),
    "next_step_date": ("date", "L"),
    "review_date": ("date", "L"),
    "note_shared": ("long_text", "C"),
    "note_private": ("long_text", "X"),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    text = (shipped("forms") / "catalogues" / "expectations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Catalogue)


@pytest.fixture(scope="module")
def form() -> Form:
    text = (shipped("forms") / "expectations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Form)


@pytest.fixture(scope="module")
def questions(form: Form) -> dict[str, Question]:
    assert form.card is not None
    return {question.id: question for question in form.card.questions}


def test_there_are_55_expectations_each_once(catalogue: Catalogue) -> None:
    assert len({row.id for row in catalogue.expectations}) == 55
    assert len(catalogue.expectations) == 55
    assert (catalogue.version, catalogue.checked_on) == ("2026.1", ASSESSED)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("status", {"contractual": 19, "announced": 26, "likely": 7, "possible": 3}),
        (
            "kind",
            {"duty": 19, "income": 3, "opportunity": 3, "good_practice": 3, "direction": 27},
        ),
        ("asked_of", {"practice": 48, "group": 7}),
        (
            "due_year",
            {
                "2025/26": 2,
                "2026/27": 20,
                "2027/28": 15,
                "2028/29": 12,
                "2029/30": 3,
                "2030/31": 1,
                "2031/32": 2,
            },
        ),
        (
            "domain",
            {
                "digital": 10,
                "access": 6,
                "clinical_quality": 6,
                "population": 5,
                "scale": 5,
                "resilience": 5,
                "services": 4,
                "workforce": 4,
                "estate": 3,
                "finance": 3,
                "leadership": 2,
                "voice": 2,
            },
        ),
        ("evidence", {"P": 19, "S": 36}),
        ("level", {2: 26, 3: 28, 4: 1}),
    ],
)
def test_the_spread_is_the_published_one(
    catalogue: Catalogue, field: str, expected: dict[str, int]
) -> None:
    assert Counter(getattr(row, field) for row in catalogue.expectations) == expected


def test_the_quick_pass_has_one_card_for_each_domain(catalogue: Catalogue) -> None:
    quick = [row for row in catalogue.expectations if row.quick]
    assert {row.id for row in quick} == QUICK
    assert sorted(row.domain for row in quick) == sorted(DOMAIN_IDS)


def test_seven_expectations_are_asked_of_the_group(catalogue: Catalogue) -> None:
    assert {row.id for row in catalogue.expectations if row.asked_of == "group"} == GROUP


def test_only_the_neighbourhood_row_of_the_group_asks_for_level_four(catalogue: Catalogue) -> None:
    assert [row.id for row in catalogue.expectations if row.level == 4] == ["SCA-05"]


def test_a_contractual_row_asks_for_level_two_except_same_day_urgent_need(
    catalogue: Catalogue,
) -> None:
    contractual = [row for row in catalogue.expectations if row.status == "contractual"]
    assert [row.id for row in contractual if row.level != 2] == ["ACC-01"]


def test_the_year_is_the_financial_year_of_the_due_date(catalogue: Catalogue) -> None:
    wrong = [
        row.id
        for row in catalogue.expectations
        if row.due_year != year_label(financial_year(row.due))
    ]
    assert wrong == []


def test_fifteen_dates_are_already_past_on_22_november_2026(catalogue: Catalogue) -> None:
    past = [row for row in catalogue.expectations if row.due < ASSESSED]
    assert Counter((row.kind, row.asked_of) for row in past) == {
        ("duty", "practice"): 12,
        ("duty", "group"): 1,
        ("opportunity", "practice"): 1,
        ("good_practice", "practice"): 1,
    }


def test_every_expectation_names_its_sources_with_an_address(catalogue: Catalogue) -> None:
    for row in catalogue.expectations:
        assert row.source_titles, row.id
        assert len(row.source_titles) == len(row.source_dates) == len(row.source_addresses), row.id
        assert all(address.startswith("https://") for address in row.source_addresses), row.id


def test_what_is_read_holds_no_source_key(catalogue: Catalogue) -> None:
    for row in catalogue.expectations:
        assert row.date_note, row.id
        assert "[S" not in row.title + row.statement + row.typical_resources, row.id


def test_what_is_watched_names_the_rows_it_would_change_by_title(catalogue: Catalogue) -> None:
    titles = {row.title for row in catalogue.expectations} | {"Every row that is in the contract"}
    assert len(catalogue.watched) == 5
    assert {name for item in catalogue.watched for name in item.changes.split("; ")} <= titles
    assert len(catalogue.watch_list) == 8
    assert all(item.why and item.address.startswith("https://") for item in catalogue.watch_list)


@pytest.mark.parametrize("field", FIELDS)
def test_a_card_asks_every_field(questions: dict[str, Question], field: str) -> None:
    question = questions[field]
    assert (question.type, question.sensitivity) == FIELDS[field]


def test_a_card_asks_nothing_else(questions: dict[str, Question]) -> None:
    assert set(questions) == set(FIELDS)


def test_the_quick_pass_asks_three_things_and_a_group_row_two(form: Form) -> None:
    assert form.card is not None
    assert form.card.quick == ("aware", "applies", "ready_now")
    assert form.card.group == form.card.group_quick == ("aware", "want_a_say")
    express = {question.id for question in form.card.questions if question.express}
    assert express == {*form.card.quick, *form.card.group}


def test_a_card_that_does_not_apply_asks_only_why(questions: dict[str, Question]) -> None:
    always = {"aware", "want_a_say", "applies"}
    hidden = "coalesce(${card.applies}, 'yes') != 'no'"
    for name in set(questions) - always - {"applies_reason"}:
        assert questions[name].relevant == hidden, name
    assert questions["applies_reason"].relevant == "${card.applies} = 'no'"
    assert all(questions[name].relevant == "" for name in always)


def test_nothing_on_a_card_stands_in_the_way_of_saving(questions: dict[str, Question]) -> None:
    assert [name for name, question in questions.items() if question.required] == []


def test_people_are_listed_by_role_wte_and_how_they_would_be_found(
    questions: dict[str, Question],
) -> None:
    columns = [column.id for column in questions["needs_people"].columns]
    assert columns == ["needs_people.role", "needs_people.wte", "needs_people.how"]


def test_every_option_list_that_is_named_exists(form: Form, questions: dict[str, Question]) -> None:
    lists = {options.id for options in form.option_list}
    fields = [*questions.values(), *questions["needs_people"].columns]
    assert {field.options for field in fields if field.options} <= lists


def test_82_sources_stand_behind_the_catalogue(form: Form, catalogue: Catalogue) -> None:
    assert [source.key for source in form.sources] == [f"S{n:02d}" for n in range(1, 83)]
    known = {address for source in form.sources for address in source.addresses}
    assert all(source.addresses and source.confidence for source in form.sources)
    assert {a for row in catalogue.expectations for a in row.source_addresses} <= known
