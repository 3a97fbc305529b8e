"""The shipped forms hold every rule of content/stocktake.md B, E and F, each in one form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec
import pytest

from stocktake.paths import shipped
from stocktake.questionnaire.form import Check, Form, Indicator
from stocktake.questionnaire.formula import parse
from stocktake.questionnaire.scale import DOMAIN_IDS
from tests.forms.rules_expected import (
    ACROSS_RETURNS,
    ASKED_ONCE,
    BENCHMARK,
    CHECKS_ELSEWHERE,
    DIRECTION,
    EVERYWHERE,
    FLAG_LEVELS,
    INDICATORS_BY_FORM,
    LEVELS,
    MEAN_ONLY,
    PACKS,
    PARTS,
    PLACES,
    SENSITIVITY,
    SPREADS,
)

KEYS = re.compile(r"\[S\d|\b[SBXF]\d\d\b|\bind\.|\b[A-F]\.\d|_|\$\{|\bWEAK\b")
PLACE = re.compile(r"\{(\w+)\}")


def forms() -> dict[str, Form]:
    """Every shipped form that has rules, by id."""
    texts = {
        path.stem: path.read_text(encoding="utf-8") for path in shipped("forms").glob("*.toml")
    }
    return {name: msgspec.convert(tomllib.loads(text), Form) for name, text in texts.items()}


FORMS = forms()
PRACTICE = FORMS["practice_stocktake"]
CHECKS = {check.id: check for form in FORMS.values() for check in form.checks}
INDICATORS = {each.id: each for form in FORMS.values() for each in form.indicators}
BENCHMARKS = {each.key: each for form in FORMS.values() for each in form.benchmarks}
SOURCES = {each.key: each for form in FORMS.values() for each in form.sources}


def names(text: str) -> list[str]:
    return [f"ind.{name}" for name in text.split()]


def ids_of(form: Form) -> set[str]:
    fields = {
        each.id
        for section in form.sections
        for question in section.questions
        for each in (question, *question.columns)
    }
    return fields | {each.id for each in form.indicators}


def formulas(form: Form) -> Iterator[tuple[str, str]]:
    for check in form.checks:
        for text in (check.rule, check.when, *check.values.values()):
            if text:
                yield check.id, text
    for indicator in form.indicators:
        for text in (indicator.formula, *(part.formula for part in indicator.part)):
            if text:
                yield indicator.id, text
    for flag in form.flags:
        for case in flag.case:
            for text in (case.rule, *case.values.values()):
                yield flag.id, text


def test_all_53_checks_are_there_at_their_level() -> None:
    expected = {name: level for level, text in LEVELS.items() for name in text.split()}
    assert {check.id: check.level for check in CHECKS.values()} == expected
    assert len(expected) == 53


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_each_check_lives_in_the_form_it_is_about(name: str) -> None:
    homes = {form.id for form in FORMS.values() if name in {check.id for check in form.checks}}
    if name == EVERYWHERE:
        assert homes >= set(CHECKS_ELSEWHERE.values()) | {"practice_stocktake"}
    else:
        assert homes == {CHECKS_ELSEWHERE.get(name, "practice_stocktake")}


def test_checks_across_returns_are_left_to_the_merge() -> None:
    assert {check.id for check in CHECKS.values() if check.scope == "merge"} == ACROSS_RETURNS
    assert {check.id for check in CHECKS.values() if not check.rule} == ACROSS_RETURNS


def test_a_fact_that_disagrees_with_a_rating_is_raised_once() -> None:
    once = {check.id for check in CHECKS.values() if check.once}
    assert once == ASKED_ONCE
    for name in once:
        assert CHECKS[name].message.endswith("suggests a lower description. Keep this one?")
        assert CHECKS[name].rule.startswith("not(${")
        assert ">= 3" in CHECKS[name].rule


@pytest.mark.parametrize("name", ["X03", "X08", "X15", "X20", "X21", "X22", "X41"])
def test_checks_that_look_for_blanks_say_so(name: str) -> None:
    assert CHECKS[name].tests_blank


@pytest.mark.parametrize("form", [FORMS[name] for name in PACKS], ids=PACKS)
def test_every_text_that_may_leave_is_scanned_for_names(form: Form) -> None:
    coded = {"scale.arrs_sessions.practice"}
    texts = {
        each.id
        for section in form.sections
        for question in section.questions
        for each in (question, *question.columns)
        if each.type in ("text", "long_text") and each.sensitivity in ("L", "C")
    }
    scanned = {name for check in form.checks if check.id == EVERYWHERE for name in check.on}
    assert texts - coded <= scanned


def test_all_106_indicators_are_there_each_in_one_form() -> None:
    expected = {form: names(text) for form, text in INDICATORS_BY_FORM.items()}
    found = {form.id: [i.id for i in form.indicators] for form in FORMS.values() if form.indicators}
    assert found == expected
    assert sum(len(ids) for ids in found.values()) == 106


@pytest.mark.parametrize("level", SENSITIVITY)
def test_indicators_are_as_private_as_their_rows(level: str) -> None:
    found = {each.id for each in INDICATORS.values() if each.sensitivity == level}
    assert found == set(names(SENSITIVITY[level]))


def test_only_some_indicators_have_a_better_or_worse() -> None:
    expected = {name: way for way, text in DIRECTION.items() for name in names(text)}
    for indicator in INDICATORS.values():
        assert indicator.direction == expected.get(indicator.id, "context"), indicator.id


@pytest.mark.parametrize(
    ("name", "limit"),
    [("ind.urgent_same_day", 100), ("ind.gp_contacts_per_day", 25), ("ind.gp_turnover", 10)],
)
def test_an_indicator_with_a_limit_states_it(name: str, limit: int) -> None:
    assert INDICATORS[name].limit == limit


def test_each_indicator_is_set_beside_the_right_england_figure() -> None:
    expected = dict(f"ind.{pair}".split(":") for pair in BENCHMARK.split())
    found = {each.id: each.benchmark for each in INDICATORS.values() if each.benchmark}
    assert found == expected
    for form in FORMS.values():
        keys = {benchmark.key for benchmark in form.benchmarks}
        assert {each.benchmark for each in form.indicators if each.benchmark} <= keys, form.id


@pytest.mark.parametrize("name", PLACES)
def test_indicators_are_shown_to_the_right_place(name: str) -> None:
    assert INDICATORS[f"ind.{name}"].places == PLACES[name]


def test_counts_bands_and_yes_or_no_have_no_decimals() -> None:
    kinds = {each.id: each.kind for each in INDICATORS.values() if each.kind != "number"}
    assert all(INDICATORS[name].places == 0 for name in kinds)
    assert {name for name, kind in kinds.items() if kind == "yes_no"} == {
        "ind.dspt_ok",
        "ind.vision_aligned",
    }


@pytest.mark.parametrize("name", PARTS)
def test_an_indicator_of_several_parts_has_them_all(name: str) -> None:
    indicator = INDICATORS[f"ind.{name}"]
    assert len({part.id for part in indicator.part}) == len(indicator.part) == PARTS[name]
    assert indicator.formula == ""


def test_every_indicator_has_a_way_of_being_worked_out() -> None:
    without = {
        each.id: each.scope for each in INDICATORS.values() if not (each.formula or each.part)
    }
    assert without == {"ind.unit_cost": "rates", "ind.skill_cover": "merge"}
    assert {each.id for each in INDICATORS.values() if each.scope != "form"} == set(without)


def test_what_rests_on_an_assumption_is_always_an_estimate() -> None:
    found = {each.id for each in INDICATORS.values() if each.estimate}
    assert found == {"ind.gp_wte_at_risk", "ind.patients_per_gp_wte_5y"}


def test_all_12_flags_are_there_with_their_degrees() -> None:
    found = {flag.id: [case.level for case in flag.case] for flag in PRACTICE.flags}
    assert found == FLAG_LEVELS
    assert [form.id for form in FORMS.values() if form.flags] == ["practice_stocktake"]


def test_all_37_benchmarks_are_there_each_once() -> None:
    keys = [each.key for form in FORMS.values() for each in form.benchmarks]
    assert sorted(keys) == [f"B{number:02d}" for number in range(1, 38)]


@pytest.mark.parametrize("key", SPREADS)
def test_the_spread_between_practices_is_the_published_one(key: str) -> None:
    benchmark = BENCHMARKS[key]
    points = [benchmark.p10, benchmark.p25, benchmark.median, benchmark.p75, benchmark.p90]
    assert " ".join(points) == SPREADS[key]
    assert all(float(low) <= float(high) for low, high in pairwise(points))


@pytest.mark.parametrize("key", MEAN_ONLY)
def test_three_medians_for_three_groups_are_left_for_their_mean(key: str) -> None:
    assert (BENCHMARKS[key].mean, BENCHMARKS[key].median) == (MEAN_ONLY[key], "")


@pytest.mark.parametrize("key", sorted(BENCHMARKS))
def test_a_benchmark_says_when_and_where_from_and_how_sure(key: str) -> None:
    benchmark = BENCHMARKS[key]
    assert benchmark.period
    assert benchmark.source
    assert benchmark.confidence.split(":")[0] in ("High", "Medium", "Low")
    assert benchmark.retrieved_on == date(2026, 11, 22)
    assert set(benchmark.sources) <= set(SOURCES)
    assert benchmark.sources or "no page was read" in benchmark.source
    assert benchmark.headline or benchmark.median or benchmark.mean


def test_the_85_sources_of_the_stocktake_are_listed_with_an_address() -> None:
    expected = {f"S{number}" for number in range(1, 85)} | {"S41b"}
    found = {source.key: source for source in PRACTICE.sources}
    assert set(found) == expected
    for source in found.values():
        assert source.title, source.key
        assert source.addresses, source.key
        assert all(a.startswith(("https://", "http://")) for a in source.addresses), source.key
        assert source.checked_on == date(2026, 11, 22)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_formula_names_only_what_its_form_asks(form: Form) -> None:
    known = ids_of(form)
    for owner, text in formulas(form):
        assert parse(text).references <= known, f"{owner}: {text}"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_rules_stand_by_questions_that_are_there(form: Form) -> None:
    known = ids_of(form)
    for each in (*form.checks, *form.flags):
        assert each.on, each.id
        assert set(each.on) <= known, each.id


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_place_in_a_message_is_filled(check: Check) -> None:
    assert set(PLACE.findall(check.message)) == set(check.values)


def test_every_place_in_the_wording_of_a_flag_is_filled() -> None:
    for flag in PRACTICE.flags:
        for case in flag.case:
            assert set(PLACE.findall(case.wording)) == set(case.values), flag.id


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)
def test_an_indicator_is_read_in_plain_words(indicator: Indicator) -> None:
    parts = [part.name for part in indicator.part]
    words = [indicator.name, indicator.unit, indicator.note, indicator.benchmark_note, *parts]
    assert [text for text in words if KEYS.search(text)] == []
    assert indicator.domain in DOMAIN_IDS


def test_messages_flags_and_figures_are_read_in_plain_words() -> None:
    words = [check.message for check in CHECKS.values()]
    words += [case.wording for flag in PRACTICE.flags for case in flag.case]
    for each in BENCHMARKS.values():
        words += [each.what, each.headline, each.period, each.source, each.confidence]
    words += [source.title for source in PRACTICE.sources]
    assert [text for text in words if KEYS.search(PLACE.sub("", text))] == []
