"""Made-up practices agree with themselves, with the forms and with the same seed."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.planning.completeness import completeness
from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.issues import section_issues
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.naming import names_someone
from stocktake.questionnaire.progress import progress
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.plausible import (
    plausible_practice,
    plausible_profiles,
    plausible_submissions,
)
from stocktake.tasks.plausible_data import plausible_data
from stocktake.tasks.plausible_figures import shared_out
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text
from tests.store.killing import runs

SEEDS = st.integers(min_value=0, max_value=10**6)


@cache
def a_few() -> tuple[tuple[Submission, Submission], ...]:
    """Six practices, made up once for every test that only looks at some."""
    return tuple(plausible_submissions(6, 12))


def one_practice(seed: int) -> tuple[Submission, Submission]:
    return next(plausible_submissions(1, seed))


def number(submission: Submission, question: str) -> Decimal | None:
    value = submission.answers.get(question).usable
    return value if isinstance(value, Decimal) else None


def text_of(submissions: tuple[Submission, ...]) -> str:
    return to_text(Payload(tuple(Member(each) for each in submissions)))


@settings(max_examples=runs(long=10, short=4), deadline=None)
@given(SEEDS)
def test_nothing_made_up_breaks_a_hard_check(seed: int) -> None:
    for submission in one_practice(seed):
        sheet = sheet_of(submission)
        issues = [i for s in sheet.loaded.sections for i in section_issues(sheet, s.id)]
        assert [issue for issue in issues if issue.level == "E"] == []


@settings(max_examples=runs(long=5, short=2), deadline=None)
@given(SEEDS)
def test_the_same_seed_gives_the_same_practice_to_the_byte(seed: int) -> None:
    assert text_of(one_practice(seed)) == text_of(one_practice(seed))


def test_practices_differ_from_one_another_and_from_another_seed() -> None:
    texts = {text_of(each) for seed in (1, 2) for each in plausible_submissions(4, seed)}
    assert len(texts) == 8
    sizes = {profile.list_size for profile in plausible_profiles(50, 1)}
    assert len(sizes) > 40


@settings(max_examples=runs(long=10, short=4), deadline=None)
@given(SEEDS)
def test_sums_and_shares_fit_together(seed: int) -> None:
    profile = replace(next(plausible_profiles(1, seed)), route="full", completeness=Decimal(1))
    stocktake, _ = plausible_practice(profile)
    bands = [number(stocktake, band) for band in plausible_data().ages.bands]
    assert sum(band for band in bands if band is not None) == profile.list_size
    sheet = sheet_of(stocktake)
    assert number(stocktake, "profile.sites") in (None, len(sheet.rows("premises.table")))
    left, joined = (
        number(stocktake, "profile.leavers_12m"),
        number(stocktake, "profile.joiners_12m"),
    )
    before = number(stocktake, "profile.list_size_1y")
    if None not in (left, joined, before) and joined:
        assert before + joined - left == profile.list_size


@settings(max_examples=runs(long=6, short=3), deadline=None)
@given(SEEDS, st.integers(min_value=40, max_value=100))
def test_a_practice_answers_about_as_much_as_it_was_given_time_for(seed: int, percent: int) -> None:
    share = Decimal(percent) / 100
    profile = replace(next(plausible_profiles(1, seed)), route="full", completeness=share)
    stocktake, review = plausible_practice(profile)
    sheet = sheet_of(stocktake)
    counts = [progress(sheet, section.id) for section in sheet.loaded.sections]
    done, total = sum(each.dealt_with for each in counts), sum(each.total for each in counts)
    assert abs(Decimal(done) / total - share) < Decimal("0.06")
    plan = plan_of(sheet, sheet_of(review), profile.round)
    rows = completeness([row.expectation for row in plan.rows])
    assert rows.share is not None
    assert abs(rows.share - share) < Decimal("0.06")


def test_what_was_said_stands_and_the_rest_agrees_with_it() -> None:
    profile = replace(next(plausible_profiles(1, 3)), completeness=Decimal("0.2"), route="full")
    said = {
        Address("profile.leavers_12m"): answered(Decimal(321)),
        Address("demand.urgent_week"): answered(Decimal(77)),
        Address("resilience.needs", "mineonly", "resilience.needs.need"): answered("A second till"),
    }
    stocktake, _ = plausible_practice(profile, said)
    assert {a: stocktake.answers[a] for a in said} == said
    assert stocktake.answers.rows("resilience.needs") == ("mineonly",)
    same_day = number(stocktake, "demand.urgent_same_day_week")
    assert same_day is None or same_day <= 77


@pytest.mark.parametrize(("route", "tiers"), [("express", ()), ("core", ("core",))])
def test_a_shorter_route_answers_only_what_it_asks(route: str, tiers: tuple[str, ...]) -> None:
    profile = replace(next(plausible_profiles(1, 8)), route=route)
    stocktake, _ = plausible_practice(profile)
    for address, _ in stocktake.answers.items():
        question = shipped_form(STOCKTAKE).questions[address.question]
        assert question.express or question.tier in tiers or question.asked != "form"


def test_every_question_of_the_stocktake_is_answered_by_somebody() -> None:
    form = shipped_form(STOCKTAKE)
    left = {q.id for q in form.questions.values() if q.type != "calculated" and q.asked != "line"}
    for profile in plausible_profiles(24, 4):
        full = replace(profile, route="full", completeness=Decimal(1))
        stocktake, _ = plausible_practice(full)
        left -= {a.question for a, b in stocktake.answers.items() if b.is_answered}
        if not left:
            break
    assert left == set()


def test_every_rule_of_the_data_file_is_about_a_question_and_its_options() -> None:
    data, questions = plausible_data(), shipped_form(STOCKTAKE).questions
    rules = (*data.figure, *data.choice, *data.several, *data.day, *data.words)
    assert {rule.id for rule in rules} <= set(questions)
    for rule in data.choice:
        options = {choice.code for choice in questions[rule.id].choice} or {"yes", "no"}
        assert {*rule.of, *(code for each in rule.cases.values() for code in each)} <= options
    for several in data.several:
        options = {choice.code for choice in questions[several.id].choice}
        assert {*several.of, several.alone, several.first} - {""} <= options


def test_every_choice_made_up_is_an_option_of_its_question() -> None:
    for pair in a_few():
        for submission in pair:
            fields = sheet_of(submission).loaded.fields
            for address, answer in submission.answers.items():
                field = fields[address.field_id]
                codes = {choice.code for choice in field.choice}
                if codes and answer.is_answered and not getattr(field, "refers_to", ()):
                    value = answer.value
                    assert set(value if isinstance(value, tuple) else (value,)) <= codes, address


def test_every_state_of_an_answer_occurs() -> None:
    states = set(State) - {State.BLANK}
    for pair in plausible_submissions(20, 2):
        states -= {answer.state for each in pair for _, answer in each.answers.items()}
        if not states:
            break
    assert states == set()


def test_no_made_up_practice_has_the_code_or_name_of_another() -> None:
    subjects = [profile.subject for profile in plausible_profiles(3000, 1)]
    assert len({subject.code for subject in subjects}) == 3000
    assert len({subject.name for subject in subjects}) == 3000
    assert all(subject.code.startswith("Z") for subject in subjects)
    ids = {each for profile in plausible_profiles(3000, 1) for each in profile.return_ids}
    assert len(ids) == 6000


def test_nothing_made_up_names_a_person() -> None:
    for pair in a_few():
        for submission in pair:
            for _, answer in submission.answers.items():
                words = answer.value if isinstance(answer.value, str) else ""
                assert names_someone(f"{words} {answer.note}") == []


def test_made_up_practices_are_marked_as_such() -> None:
    for stocktake, review in a_few():
        assert stocktake.sample
        assert review.sample
        assert (stocktake.form_id, review.form_id) == (STOCKTAKE, EXPECTATIONS)


@given(
    st.integers(min_value=0, max_value=50_000),
    st.lists(st.decimals(min_value=1, max_value=100, places=2), min_size=1, max_size=9),
)
def test_a_number_shared_out_adds_up_again(total: int, weights: list[Decimal]) -> None:
    shares = shared_out(total, weights)
    assert sum(shares) == total
    assert min(shares) >= 0
