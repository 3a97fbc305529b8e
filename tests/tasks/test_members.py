"""What each practice says in a merge: only what it shared, and never a nought in place of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pcn_files import FELLGATE, MILLBROOK, QUAYSIDE, choice_for, leaving, practice, with_answers

from stocktake.merge.member import GapKind, LevelStatus, Member
from stocktake.merge.totals import shared_kinds
from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.members import member_of, members_of


def member(place: int = QUAYSIDE, kind: str = "numbers") -> Member:
    """What a sample practice says when it shares in this way."""
    submissions = practice(place)
    return member_of(*leaving(submissions, choice_for(submissions[0], kind)).submissions)


def without(submission: Submission, *starts: str) -> Submission:
    """The submission without the answers whose questions begin so."""
    kept = {a: v for a, v in submission.answers.items() if not a.question.startswith(starts)}
    return replace(submission, answers=Answers(kept))


def test_public_facts_and_ratings_alone_say_nothing_of_needs_money_or_staff() -> None:
    facts = member(kind="facts")
    assert facts.list_size == 12400
    assert facts.level("access").level == 2
    for kind in ("needs", "money", "people", "weaknesses", "staff"):
        assert getattr(facts, kind) is None, kind
    assert facts.people_counts == {}
    assert set(shared_kinds(facts)) == {"ratings", "gaps", "duties"}


def test_numbers_bring_needs_staff_and_weaknesses_that_were_ticked() -> None:
    found = member()
    assert found.needs
    assert found.staff
    assert found.weaknesses
    assert found.people


def test_amounts_that_were_not_ticked_are_not_shared_rather_than_nought() -> None:
    found = member()
    assert found.money is None
    assert "money" not in shared_kinds(found)


def test_ticking_one_by_one_without_needs_leaves_them_not_shared() -> None:
    found = member(kind="custom")
    assert (found.needs, found.staff, found.weaknesses) == (None, None, None)


def test_levels_are_the_lower_median_with_the_lowest_rating_beside_it() -> None:
    levels = member(FELLGATE).levels
    assert (levels["digital"].level, levels["digital"].status) == (0, LevelStatus.KNOWN)
    assert levels["access"].level == 2
    assert levels["digital"].floor == 0
    finance = levels["finance"]
    assert (finance.level, finance.status) == (None, LevelStatus.NOT_ENOUGH)


def test_without_ratings_there_are_no_gaps_either() -> None:
    stocktake, review = practice(QUAYSIDE)
    answers = stocktake.answers
    kept = {a: v for a, v in answers.items() if ".m_" not in a.question}
    bare = member_of(replace(stocktake, answers=Answers(kept)), review)
    assert not bare.has_levels
    assert bare.gaps == {}
    assert not {"ratings", "gaps"} & set(shared_kinds(bare))


def test_gaps_are_against_the_own_requirement_and_none_dated_is_no_gap() -> None:
    found = member(FELLGATE)
    digital = found.cell("best_guess", "digital", 2026)
    assert (digital.kind, digital.gap) == (GapKind.GAP, 2)
    estate = found.cell("best_guess", "estate", 2026)
    assert (estate.kind, estate.gap) == (GapKind.NO_DATED_EXPECTATION, None)


def test_duties_say_who_is_short_of_what_is_in_force() -> None:
    duties = {duty.id: duty.is_short for duty in member().duties or ()}
    assert duties["ACC-01"] is True
    assert False in duties.values()


def test_without_the_expectations_no_duty_is_told() -> None:
    stocktake, _ = practice(QUAYSIDE)
    found = member_of(stocktake, None)
    assert found.duties is None
    assert found.form_versions == {"practice_stocktake": stocktake.form_version}


def test_the_five_count_only_when_they_are_confirmed() -> None:
    stocktake, review = practice(QUAYSIDE)
    confirmed = member_of(stocktake, review)
    assert confirmed.top_five
    assert [ranked.place for ranked in confirmed.top_five] == [1, 2, 3, 4, 5]
    for question in ("plan.top5_confirmed_by", "plan.top5_confirmed_on"):
        answers = Answers(stocktake.answers.items())
        answers[Address(question)] = Answer(state=State.BLANK)
        assert member_of(replace(stocktake, answers=answers), review).top_five is None


def test_a_weakness_among_the_five_that_was_not_shared_is_not_named_by_its_row() -> None:
    stocktake, review = practice(QUAYSIDE)
    row = stocktake.answers.rows("plan.top5")[0]
    answers = Answers(stocktake.answers.items())
    for name, value in {"kind": "weakness", "item": "a1b2c3d4"}.items():
        answers[Address("plan.top5", row, f"plan.top5.{name}")] = answered(value)
    found = member_of(replace(stocktake, answers=answers), review)
    assert found.top_five
    first = found.top_five[0]
    assert first.label == "a weakness it did not share"
    assert first.item.startswith(f"{stocktake.subject.code}/")


def test_staff_of_one_role_are_added_and_a_blank_is_never_nought() -> None:
    stocktake, review = practice(QUAYSIDE)
    staff = {line.role: line for line in member_of(stocktake, review).staff or ()}
    assert staff["hca"].need_wte is not None
    silent = without(stocktake, "workforce.roles")
    assert member_of(silent, review).staff is None
    asked = [line for line in staff.values() if line.could_share_wte is None]
    assert all(line.could_share_wte != 0 for line in asked)


def test_staff_whose_role_was_not_shared_are_not_named_by_their_row() -> None:
    stocktake, expectations = practice(QUAYSIDE)
    table = "workforce.roles"
    answers = Answers(
        {
            Address("admin.share_choice"): answered("custom"),
            Address(table, "3f2a9c1e", f"{table}.wte"): answered(Decimal("0.8")),
        },
        {table: ("3f2a9c1e",)},
    )
    found = member_of(replace(stocktake, answers=answers), expectations)
    (line,) = found.staff or ()
    assert (line.role, line.label, line.wte) == ("", "", Decimal("0.8"))


def test_trust_and_what_the_contract_asks_go_only_where_they_were_ticked() -> None:
    found = member()
    assert set(found.trust) == {"partnership.trust_rep"}
    assert found.contract == {"demand.online_open/all_core": True}
    assert member(kind="facts").trust == {}
    assert member(kind="facts").contract == {}


def test_a_list_size_that_is_not_known_stays_unknown() -> None:
    stocktake, review = practice(MILLBROOK)
    assert member_of(without(stocktake, "profile.list_size"), review).list_size is None


def test_a_practice_is_named_only_when_it_said_yes() -> None:
    assert member(QUAYSIDE).show_name
    assert not member(FELLGATE).show_name
    stocktake, review = practice(QUAYSIDE)
    assert not member_of(without(stocktake, "admin.show_name"), review).show_name


def test_there_is_one_member_for_each_practice_in_the_order_of_codes() -> None:
    sent = [each for place in (FELLGATE, QUAYSIDE) for each in practice(place)]
    found = members_of(sent)
    assert [each.code for each in found] == ["Y99901", "Y99904"]
    assert found == members_of(reversed(sent))
    alone = practice(MILLBROOK)[1]
    assert members_of([alone]) == ()


@pytest.mark.parametrize("size", [Decimal(100), Decimal(40000)])
def test_the_list_size_is_the_one_answered(size: Decimal) -> None:
    stocktake, review = practice(QUAYSIDE)
    assert member_of(with_answers(stocktake, profile__list_size=size), review).list_size == size


def test_a_practice_may_be_named_beyond_its_pcn_only_where_it_said_so() -> None:
    stocktake, review = practice(QUAYSIDE)
    assert not member_of(stocktake, review).name_outside
    agreed = with_answers(stocktake)
    agreed.answers[Address("admin.name_outside")] = answered("yes")
    assert member_of(agreed, review).name_outside
