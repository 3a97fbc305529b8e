"""Counting what practices answered: once each, in any order, and nobody given away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.merge.asking import NO_CHOICE, Known, View, view_of
from stocktake.merge.member import Expected
from stocktake.merge.words import percent_in_words
from stocktake.questionnaire.asking import Asking, Position
from tests.store.killing import runs

ASKING = Asking(
    "a1b2c3d4",
    "Harbour & Vale PCN",
    "Same-day hub",
    "Shall we run one same-day hub from April?",
    ("Yes", "Later", "No"),
    date(2026, 12, 3),
)
LISTS = {"A81001": 12_400, "A81002": 9_100, "A81003": 7_300, "A81004": 5_200}
NAMES = dict(zip(LISTS, ("Quayside", "Millbrook", "St Oswin's", "Fellgate"), strict=True))
EXPECTED = tuple(Expected(code, NAMES[code], Decimal(size)) for code, size in LISTS.items())
KNOWN = Known(EXPECTED, seed="s")


def answer(code: str, choice: str, *, named: bool = True, **more: object) -> Position:
    said = {"list_size": Decimal(LISTS.get(code, 1000)), "decided_on": date(2026, 12, 1)} | more
    position = Position(ASKING.id, ASKING.hash, code, NAMES.get(code, code), choice=choice)
    return replace(position, name_shown=named, **said)


def shares(view: View) -> list[str]:
    """The words of every choice's base."""
    return [each.count_words for each in view.choices]


def test_counts_are_by_practice_and_by_patients_of_all_that_were_asked() -> None:
    came = [answer("A81001", "Yes"), answer("A81002", "Yes"), answer("A81004", "No")]
    view = view_of(ASKING, came, KNOWN)
    assert view.base.words == "3 of 4 practices, 79% of patients"
    assert [(c.words, c.base.practices, percent_in_words(c.base.patients)) for c in view.choices] \
        == [("Yes", 2, "63%"), ("Later", 0, "0%"), ("No", 1, "15%")]  # fmt: skip
    assert [each.name for each in view.missing] == ["St Oswin's"]
    assert view.leading is not None
    assert view.leading.words == "Yes"
    assert [each.words for each in view.others] == ["No"]
    assert [each.label for each in view.others[0].answers] == ["Fellgate"]


def test_where_no_choice_leads_every_view_is_listed() -> None:
    view = view_of(ASKING, [answer("A81001", "Yes"), answer("A81002", "No")], KNOWN)
    assert view.leading is None
    assert [each.words for each in view.others] == ["Yes", "No"]


def test_the_same_answer_twice_counts_once_and_a_newer_file_takes_its_place() -> None:
    first = answer("A81001", "Yes", answer_id="ab", revision=1)
    second = answer("A81001", "No", answer_id="ab", revision=2)
    view = view_of(ASKING, [first, second, first], KNOWN)
    assert shares(view)[2].startswith("1 of 4")
    assert view.two_answers == ()


def test_two_answers_that_differ_are_both_kept_and_a_person_may_choose() -> None:
    early = answer("A81001", "Yes", decided_on=date(2026, 11, 30))
    last = answer("a81001", "No")
    view = view_of(ASKING, [early, last], KNOWN)
    (both,) = view.two_answers
    assert [each.choice for each in both.answers] == ["No", "Yes"]
    assert view.answers[0].position == last
    picked = replace(KNOWN, picked={"A81001": early.fingerprint})
    again = view_of(ASKING, [early, last], picked)
    assert again.answers[0].position == early
    assert again.two_answers[0].answers == (early, last)


def test_an_answer_without_the_code_is_put_to_the_practice_of_that_name() -> None:
    by_name = replace(answer("A81001", "Yes"), code="", name=" QUAYSIDE ")
    view = view_of(ASKING, [by_name, answer("A81001", "Yes")], KNOWN)
    assert [each.key for each in view.answers] == ["A81001"]
    without_list = view_of(ASKING, [by_name, answer("A81001", "No")])
    assert [each.key for each in without_list.answers] == ["A81001"]


def test_what_cannot_be_counted_is_listed_and_never_lost() -> None:
    other = replace(answer("A81002", "Yes"), asking_hash="x")
    nameless = replace(answer("", "Yes"), name="")
    stranger = answer("B99999", "No")
    view = view_of(ASKING, [other, nameless, stranger, answer("A81001", "Perhaps")], KNOWN)
    assert view.another_wording == (other,)
    assert view.nameless == (nameless,)
    assert view.not_asked == (stranger,)
    assert [each.at for each in view.answers] == [NO_CHOICE]
    assert view.choices[-1].words == "None of the choices"
    assert view.base.practices == 1


def test_an_answer_after_the_day_is_counted_and_said_to_be_late() -> None:
    came = [answer("A81001", "Yes", decided_on=date(2026, 12, 4)), answer("A81002", "Yes")]
    view = view_of(ASKING, came, KNOWN)
    assert [each.key for each in view.late] == ["A81001"]
    assert view.base.practices == 2


def test_a_list_size_that_nobody_gave_is_never_nought() -> None:
    known = replace(KNOWN, expected=tuple(replace(e, list_size=None) for e in EXPECTED[:2]))
    came = [answer("A81001", "Yes"), answer("A81002", "No", list_size=None)]
    view = view_of(ASKING, came, known)
    assert shares(view) == ["1 of 2 practices", "0 of 2 practices", "1 of 2 practices"]


def test_patients_are_held_where_they_would_tell_who_an_unnamed_practice_is() -> None:
    came = [
        answer("A81001", "Yes"),
        answer("A81002", "Yes"),
        answer("A81003", "Yes"),
        answer("A81004", "No", named=False),
    ]
    view = view_of(ASKING, came, KNOWN)
    assert [each.is_held for each in view.choices] == [True, False, True]
    assert "patients" not in view.choices[2].count_words
    assert view.base.words == "4 of 4 practices, 100% of patients"
    assert [each.label for each in view.unnamed] == ["practice A"]


def test_three_unnamed_practices_may_be_counted_by_patients() -> None:
    came = [answer(code, "Yes", named=False) for code in ("A81001", "A81002", "A81003")]
    view = view_of(ASKING, came, KNOWN)
    assert not view.choices[0].is_held
    assert percent_in_words(view.choices[0].base.patients) == "85%"


def test_few_answers_without_names_hold_their_patients_in_the_total_too() -> None:
    view = view_of(ASKING, [answer("A81001", "Yes", named=False)], KNOWN)
    assert view.base.words == "1 of 4 practices (early view)"


def test_letters_given_before_are_kept_when_a_late_answer_comes() -> None:
    came = [answer(code, "Yes", named=False) for code in LISTS]
    first = view_of(ASKING, came[:2], KNOWN)
    letters = {each.key: each.label.removeprefix("practice ") for each in first.answers}
    assert sorted(letters.values()) == ["A", "B"]
    later = view_of(ASKING, came, replace(KNOWN, letters=letters))
    now = {each.key: each.label for each in later.answers}
    assert all(now[key] == f"practice {letter}" for key, letter in letters.items())
    assert sorted(now.values()) == [f"practice {letter}" for letter in "ABCD"]


SAID = st.builds(
    answer,
    st.sampled_from(["A81001", "A81002", "a81003", "A81004", "B99999"]),
    st.sampled_from(["Yes", "later", "3", "Perhaps", ""]),
    named=st.booleans(),
    decided_on=st.sampled_from([None, date(2026, 12, 1), date(2026, 12, 9)]),
    answer_id=st.sampled_from(["", "ab"]),
    revision=st.integers(0, 2),
    list_size=st.none() | st.integers(0, 20_000).map(Decimal),
)


@settings(max_examples=runs(long=2000, short=40))
@given(st.lists(SAID, max_size=8), st.randoms(use_true_random=False), st.booleans())
def test_order_and_repeats_never_show_and_each_practice_counts_once(
    came: list[Position], order: object, has_list: bool
) -> None:
    known = KNOWN if has_list else Known(seed="s")
    view = view_of(ASKING, came, known)
    shuffled = [*came, *came]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert view_of(ASKING, shuffled, known) == view
    keys = [each.key for each in view.answers]
    assert len(set(keys)) == len(keys)
    assert sum(each.base.practices for each in view.choices) == len(keys)
    everybody = {each.key for each in came}
    counted = {*keys, *(each.key for each in view.not_asked)}
    assert everybody == counted
    if has_list:
        assert len(view.missing) == len(EXPECTED) - len(keys)


@settings(max_examples=runs(long=2000, short=40))
@given(st.lists(SAID, max_size=8))
def test_one_held_choice_never_stands_alone_beside_others(came: list[Position]) -> None:
    view = view_of(ASKING, came, KNOWN)
    taken = [each for each in view.choices if each.base.practices]
    held = [each for each in taken if each.is_held]
    assert len(held) != 1 or len(taken) == 1
    assert all(each.base.patients is None for each in held)
    for each in taken:
        few = each.base.practices < 3 and any(not a.position.name_shown for a in each.answers)
        assert each.is_held or not few


def test_a_name_is_shown_by_consent_alone() -> None:
    view = view_of(ASKING, [answer("A81001", "Yes", named=False), answer("A81002", "No")], KNOWN)
    assert [each.label for each in view.answers] == ["Millbrook", "practice A"]
