"""The seven shipped packs ask what content/stocktake.md says, each thing by its name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import pytest

from stocktake.paths import shipped
from stocktake.questionnaire.form import Choice, Column, Field, Form, Question
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.scale import DOMAIN_IDS

PROFILE = ("practice_name", "ods_code", "pcn_name", "list_size")
EXPRESS = {"admin.as_at", *(f"profile.{name}" for name in PROFILE)}
PERSONAL = {"exit_interview", "partner_skills"}

# Words for the people who build the program, which nobody filling in a form should meet.
NOT_FOR_READERS = re.compile(
    r"\[S\d|\bthe app\b|\bbuilder|\bthis project\b|\bseed \d|\bdevelopers?\b"
    r"|\b[A-F]\.\d|\bX\d\d\b|\bOS_[A-Z]|\bWEAK\b|\b(?:ND|SW|WF|SV) rows?\b"
    r"|\b[a-z]+\.[a-z]+_[a-z_]+|\${|_"
    r"|\busers?\b|\beditable\b|\bpre-?filled\b|\btick-?able\b|\benum\b|\b[Uu]nique key\b"
    r"|\bthe merged?\b|\b(?:to|when|or|is) merged?\b|\bvoice register\b",
)
PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Expected:
    """One line of expected_ids.txt."""

    kind: str
    type: str
    tier: str
    required: bool
    sensitivity: str
    rest: tuple[str, ...]


def read_form(name: str) -> Form:
    text = (shipped("forms") / f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Form)


def listed(*kinds: str) -> Iterator[tuple[str, str, list[str]]]:
    """Lines of expected_ids.txt of some kinds: kind, name and the words after it."""
    text = (Path(__file__).parent / "expected_ids.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind in kinds:
            name, *words = rest.split()
            yield kind, name, words


LISTS = {f"@{name}": tuple(codes) for _, name, codes in listed("l")}


def expected(kind: str, words: list[str]) -> Expected:
    type_, tier, required, sensitivity, *rest = words
    codes = LISTS[rest[0]] if rest and rest[0] in LISTS else tuple(rest)
    return Expected(kind, type_, tier, required == "yes", sensitivity, codes)


PACKS = {name: words for _, name, words in listed("p")}
SECTIONS = {name: words for _, name, words in listed("s")}
FORMS = {name: read_form(name) for name in PACKS}
EXPECTED = {name: expected(kind, words) for kind, name, words in listed("q", "r", "t", "c")}


def options(field: Field, form: Form) -> tuple[Choice, ...]:
    lists = {each.id: each.choice for each in form.option_list}
    return lists[field.options] if field.options else field.choice


def questions(form: Form) -> list[Question]:
    return [question for section in form.sections for question in section.questions]


def fields(form: Form) -> list[Field]:
    return [field for question in questions(form) for field in (question, *question.columns)]


SHOWN = [section for form in FORMS.values() for section in form.sections]
PRACTICE = questions(FORMS["practice_stocktake"])
QUESTIONS = [question for form in FORMS.values() for question in questions(form)]
TABLES = [question for question in QUESTIONS if question.type == "table"]
WEAKNESSES = [table for table in TABLES if table.id.endswith(".weaknesses")]
RATINGS = [question for question in QUESTIONS if question.type == "rating" and question.domain]
ALL = [(form, field) for form in FORMS.values() for field in fields(form)]
BY_ID = {field.id: (form, field) for form, field in ALL}


def ids_where(wanted: Callable[[Question], bool]) -> set[str]:
    return {question.id for question in QUESTIONS if wanted(question)}


def packs_where(wanted: Callable[[Form], bool]) -> set[str]:
    return {name for name, form in FORMS.items() if wanted(form)}


def words(form: Form) -> Iterator[tuple[str, str]]:
    """Everything of a form that a person reads, with where it stands."""
    yield from ((form.id, text) for text in (form.title, form.strapline, form.intro, form.who))
    yield form.id, form.closed_reason
    for each in form.option_list:
        yield from ((each.id, choice.label) for choice in each.choice)
    for section in form.sections:
        for text in (section.title, section.owner, section.covers, section.help, section.closing):
            yield section.id, text
    for field in fields(form):
        for text in (field.label, field.unit, field.hint, field.pattern_hint):
            yield field.id, text
        yield field.id, field.constraint_message
        yield from ((field.id, choice.label) for choice in field.choice)
        if isinstance(field, Question):
            for text in (field.why, field.where, field.group_label, *field.anchors):
                yield field.id, text
    yield from ((check.id, PLACE.sub("", check.message)) for check in form.checks)
    for flag in form.flags:
        yield from ((flag.id, PLACE.sub("", case.wording)) for case in flag.case)
    for figure in form.indicators:
        for text in (figure.name, figure.unit, figure.note, figure.benchmark_note):
            yield figure.id, text


ADDED = {"admin.name_outside"}
"""Consent to be named in a file that leaves the PCN. Source: content/expectations.md G6."""


def test_there_are_338_questions_beside_the_ratings_and_weaknesses() -> None:
    assert len(QUESTIONS) - len(RATINGS) - len(WEAKNESSES) == 338 + len(ADDED)


def test_there_are_64_ratings_and_41_are_the_practices() -> None:
    assert len(RATINGS) == 64
    assert sum(rating in PRACTICE for rating in RATINGS) == 41


def test_there_are_24_kinds_of_repeating_table() -> None:
    layouts = {tuple(c.id.removeprefix(table.id) for c in table.columns) for table in TABLES}
    assert () not in layouts
    assert (len(layouts), len(WEAKNESSES)) == (24, 14)


def test_every_pack_has_its_sections_in_order() -> None:
    found = [(section.id, name) for name, form in FORMS.items() for section in form.sections]
    assert found == [(section, words[0]) for section, words in SECTIONS.items()]


def test_ids_are_unique_over_all_packs() -> None:
    counts = Counter(field.id for _, field in ALL)
    assert [name for name, count in counts.items() if count > 1] == []


def test_nothing_expected_is_missing_and_nothing_was_added_unseen() -> None:
    assert sorted(set(EXPECTED) - set(BY_ID)) == []
    assert set(BY_ID) - set(EXPECTED) == ADDED


@pytest.mark.parametrize("name", PACKS)
def test_fields_stand_in_the_expected_order(name: str) -> None:
    mine = [field.id for field in fields(FORMS[name]) if field.id not in ADDED]
    assert mine == [each for each in EXPECTED if each in set(mine)]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_field_is_what_the_content_says(name: str) -> None:
    form, field = BY_ID[name]
    wanted = EXPECTED[name]
    assert (field.type, field.tier, field.required, field.sensitivity) == (
        wanted.type,
        wanted.tier,
        wanted.required,
        wanted.sensitivity,
    )
    if wanted.kind == "r":
        assert isinstance(field, Question)
        assert (field.domain,) == wanted.rest
    else:
        assert tuple(choice.code for choice in options(field, form)) == wanted.rest


@pytest.mark.parametrize("rating", RATINGS, ids=lambda rating: rating.id)
def test_each_rating_has_five_different_anchors(rating: Question) -> None:
    assert len(rating.anchors) == 5
    assert all(anchor.strip() for anchor in rating.anchors)
    assert len(set(rating.anchors)) == 5


def test_ratings_count_towards_the_domains_of_the_content() -> None:
    found: dict[str, list[str]] = {}
    for rating in RATINGS:
        kind = "d" if rating in PRACTICE else "g"
        found.setdefault(f"{kind} {rating.domain}", []).append(rating.id)
    wanted = {f"{kind} {domain}": ids for kind, domain, ids in listed("d", "g")}
    assert {key: sorted(ids) for key, ids in found.items()} == {
        key: sorted(ids) for key, ids in wanted.items()
    }


def test_a_destination_is_asked_for_every_domain_and_counts_towards_none() -> None:
    destinations = [question for question in PRACTICE if question.id.startswith("dest.")]
    assert [q.id for q in destinations] == [f"dest.{domain}" for domain in DOMAIN_IDS]
    assert {(q.type, q.domain) for q in destinations} == {("rating", "")}


def test_the_express_route_asks_five_facts_and_the_41_ratings() -> None:
    asked = ids_where(lambda q: q.express and q not in WEAKNESSES)
    assert asked == EXPRESS | {rating for _, _, ids in listed("d") for rating in ids}
    assert len(asked) == 46


def test_the_express_route_offers_weaknesses_and_requires_none() -> None:
    offered = [table for table in WEAKNESSES if table in PRACTICE]
    assert all(table.express and not table.required for table in offered)
    assert len(offered) == 11


def test_only_the_practice_pack_has_an_express_route() -> None:
    assert packs_where(lambda form: "express" in form.routes) == {"practice_stocktake"}


@pytest.mark.parametrize("name", PACKS)
def test_nothing_a_person_reads_is_meant_for_builders(name: str) -> None:
    found = [(place, text) for place, text in words(FORMS[name]) if NOT_FOR_READERS.search(text)]
    assert found == []


def test_a_weakness_says_in_a_hint_that_its_domain_may_be_changed() -> None:
    domains = [
        column for table in WEAKNESSES for column in table.columns if column.id.endswith(".domain")
    ]
    assert len(domains) == len(WEAKNESSES)
    assert {column.label for column in domains} == {"Domain"}
    hint = "Filled in from this section; change it if another fits better."
    assert {column.hint for column in domains} == {hint}
    assert all(column.default for column in domains)


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_loads_with_the_companions_of_its_ratings(name: str) -> None:
    loaded = shipped_form(name)
    wanted = {
        rating.id + suffix
        for rating in questions(FORMS[name])
        if rating.type == "rating" and rating.asked == "form"
        for suffix in (("_evidence", "_agreed") if rating.domain else ("_why",))
    }
    assert set(loaded.questions) - {question.id for question in questions(FORMS[name])} == wanted
    assert loaded.companion_ids == wanted


@pytest.mark.parametrize("name", PACKS)
def test_every_option_list_is_there_and_used(name: str) -> None:
    form = FORMS[name]
    named = [field.options for field in fields(form) if field.options]
    assert {each.id for each in form.option_list} == set(named)
    for field in fields(form):
        codes = [choice.code for choice in options(field, form)]
        assert len(codes) == len(set(codes)), field.id
        assert set(field.exclusive) <= set(codes), field.id


def test_a_choice_without_options_points_at_rows_of_other_tables() -> None:
    pointing = {
        field.id: set(field.refers_to)
        for form, field in ALL
        if isinstance(field, Column) and "choice" in field.type and not options(field, form)
    }
    assert set(pointing) == {"resilience.needs.links", "plan.top5.item", "swot.actions.uses"}
    tables = {table.id for table in TABLES} | {"expectations"}
    assert all(refers_to and refers_to <= tables for refers_to in pointing.values())


def test_starter_and_fixed_rows_come_from_the_options_of_their_key() -> None:
    found = {
        table.id: (table.rows, sum(c.starter for c in options(key, form)))
        for table in TABLES
        if table.rows != "free"
        for form, key in [BY_ID[table.key]]
    }
    assert found == {
        "workforce.roles": ("starter", 14),
        "workforce.leaving": ("fixed", 3),
        "services.catalogue": ("starter", 60),
        "resilience.stress": ("fixed", 10),
        "scale.functions": ("starter", 24),
        "voice.co_led": ("fixed", 4),
        "voice.joint_options": ("starter", 8),
        "skills.matrix": ("fixed", 24),
    }


def test_a_dispenser_row_starts_only_where_medicines_are_dispensed() -> None:
    form, field = BY_ID["workforce.roles.role"]
    asked = {c.code: c.starter_if for c in options(field, form) if c.starter_if}
    assert asked == {"dispenser": "${profile.dispensing} = 'yes'"}


def test_a_staff_group_of_fewer_than_five_people_is_not_shown() -> None:
    hiding = {table.id: table.row_relevant for table in TABLES if table.row_relevant}
    assert hiding == {"workforce.leaving": "${workforce.leaving.headcount} >= 5"}


def test_sections_close_with_their_weaknesses_where_the_content_says() -> None:
    closing = [section.id for section in SHOWN if section.questions[-1] in WEAKNESSES]
    without = {"admin", "dest", "plan", "exit", "skills", "swot"}
    assert closing == [section.id for section in SHOWN if section.id not in without]
    for section in SHOWN:
        assert bool(section.closing) == (section.id in closing)
        if section.id in closing:
            _, domain = BY_ID[f"{section.id}.weaknesses.domain"]
            assert domain.default == section.domain


def test_minutes_are_those_of_the_content() -> None:
    for name, minutes in PACKS.items():
        assert [FORMS[name].minutes_core, FORMS[name].minutes_full] == list(map(int, minutes)), name
    for section in SHOWN:
        minutes = SECTIONS[section.id][1:]
        assert [section.minutes_core, section.minutes_full] == list(map(int, minutes)), section.id


def test_packs_with_personal_answers_are_private_and_not_offered() -> None:
    assert packs_where(lambda form: form.private) == PERSONAL
    assert packs_where(lambda form: form.closed and form.closed_reason != "") == PERSONAL


def test_personal_answers_stand_only_in_private_packs_and_in_staff_notes() -> None:
    personal = {field.id for form, field in ALL if field.sensitivity == "X" and not form.private}
    assert personal == {"workforce.roles.note"}
    leaves = {field.id for form, field in ALL if field.sensitivity != "X" and form.private}
    assert leaves == {"exit.release_summary"}


def test_packs_about_more_than_one_thing_may_be_filled_in_many_times() -> None:
    assert packs_where(lambda form: form.many) == {"terms_of_engagement", "swot", *PERSONAL}


def test_answers_that_could_read_as_an_admission_are_confidential() -> None:
    demand = ("online_open", "urgent_week", "urgent_same_day_week", "turned_away_week")
    others = {"digital.dpo", "digital.dpia_count", "workforce.training_pct"}
    sensitive = {f"demand.{name}" for name in demand} | others | {"premises.table.statutory"}
    assert {BY_ID[name][1].sensitivity for name in sensitive} == {"C"}


def test_nothing_of_the_money_section_leaves_without_a_tick() -> None:
    finance = [field for name, (_, field) in BY_ID.items() if name.startswith("finance.")]
    assert {field.sensitivity for field in finance} == {"C"}
    assert [section.id for section in SHOWN if section.optional] == ["finance"]


def test_partners_only_items_are_the_four_of_the_content() -> None:
    money = {f"finance.{name}" for name in ("viable", "drawings", "debt")}
    assert ids_where(lambda q: q.partners_only) == money | {"leadership.m_agreement"}


def test_what_may_leave_is_asked_at_the_first_export() -> None:
    at_export = ids_where(lambda q: q.asked == "export")
    assert at_export == {"admin.share_choice", "admin.show_name"} | ADDED


def test_figures_as_at_is_a_line_that_takes_the_date_of_the_stocktake() -> None:
    lines = {f"{name}.as_at" for name in ("demand", "workforce", "services", "premises")}
    assert ids_where(lambda q: q.asked == "line") == lines
    assert ids_where(lambda q: q.fallback == "admin.as_at") == lines


def test_the_seven_age_bands_are_one_row_of_boxes() -> None:
    bands = ("0_4", "5_14", "15_44", "45_64", "65_74", "75_84", "85_plus")
    assert [q.id for q in QUESTIONS if q.group == "ages"] == [f"profile.age_{b}" for b in bands]


def test_rating_columns_take_the_anchors_of_ratings_asked_only_there() -> None:
    columns = [column for table in TABLES for column in table.columns if column.type == "rating"]
    terms = {f"terms.m_{name}" for name in ("equal", "upside", "time", "services", "selection")}
    assert {column.anchors_from for column in columns} == terms | {"skills.m_level"}
    assert ids_where(lambda q: q.asked == "table") == terms | {"skills.m_level"}


@pytest.mark.parametrize("name", PACKS)
def test_every_source_named_is_listed_with_its_address(name: str) -> None:
    form = FORMS[name]
    named = {key for question in questions(form) for key in question.sources}
    named |= {key for section in form.sections for key in section.sources}
    given = {source.key for source in form.sources}
    assert sorted(named - given) == []


def test_every_pack_says_its_version_and_when_it_was_checked() -> None:
    assert {form.version for form in FORMS.values()} == {"2026.1"}
    assert {form.checked_on for form in FORMS.values()} == {date(2026, 11, 22)}
