"""What travels from a PCN: sums and no names, and the same as adding up the practices."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.merge.counts import RoleBalance
from stocktake.merge.form_versions import OtherVersion, without_other_versions
from stocktake.merge.member import Duty, RankedItem, StaffLine, WeaknessLine
from stocktake.merge.totals import totals_of
from stocktake.merge.upward import without_forms
from tests.merge.grouping import sent, through_a_file
from tests.merge.making import harbour_and_vale, members, practice, ranked
from tests.store.killing import runs

FORMS = ("practice_stocktake", "expectations")


def with_words(**facts):
    own = RankedItem(2, "Q/w1", "The boiler of Quay House", "weakness")
    return practice(
        "Q",
        12400,
        "Quayside",
        levels={"access": 2, "finance": 1},
        top_five=(*ranked("A"), own),
        weaknesses=(WeaknessLine("people", text="Nobody covers the nurse"),),
        duties=(Duty("ACC-01", "Same-day urgent care", True),),
        intentions={"ecg": "stop"},
        minutes={"ecg/gp_min": Decimal(12)},
        staff=(StaffLine("hca", wte=Decimal(2), need_wte=Decimal(1), could_share_wte=Decimal(1)),),
        **facts,
    )


def test_no_name_no_words_and_no_duty_travel():
    text = repr(replace(sent([with_words()]), responses=()))
    for words in ("Quayside", "boiler", "covers the nurse", "ACC-01", "stop", "gp_min"):
        assert words not in text


def test_the_codes_of_the_members_travel_so_that_an_overlap_is_found():
    assert sent(harbour_and_vale()).codes == {"Q", "M", "O", "F"}


def test_rows_carry_levels_and_never_that_of_finance():
    (row,) = sent([with_words()]).rows
    assert row.name == ""
    assert row.levels == "2??????h????"


def test_a_practice_that_ticked_is_named_with_the_words_it_shared():
    group = sent([with_words(name_outside=True)])
    assert group.named == ("Quayside",)
    assert group.totals.weaknesses["people"].examples == ("Nobody covers the nurse",)
    assert group.totals.balances["hca"].sharers == ("Q",)


def test_who_could_share_staff_is_not_told_of_others():
    balance = sent([with_words()]).totals.balances["hca"]
    assert balance == RoleBalance(Decimal(1), Decimal(0), (), 1, 0)


def test_minutes_and_intentions_travel_only_where_the_group_agreed():
    assert sent([with_words()]).totals.intentions == {}
    agreed = sent([with_words()], has_services=True).totals
    assert agreed.intentions["ecg"].answered == 1
    assert agreed.minutes["ecg/gp_min"].values == (12,)


def test_a_list_with_own_rows_is_still_a_list():
    votes = sent([with_words()]).totals.votes
    assert votes.said.practices == 1
    assert votes.items["A"].points == 5


@settings(max_examples=runs(long=40, short=12))
@given(
    st.tuples(*(members(f"P{number}", "U1") for number in range(3))),
    st.sets(st.sampled_from(FORMS)),
)
def test_taking_a_form_out_of_the_sums_equals_adding_up_without_it(some, forms):
    others = [OtherVersion(each.code, form, "1", "2") for each in some for form in forms]
    assert without_forms(totals_of(some), forms) == totals_of(without_other_versions(some, others))


@settings(max_examples=runs(long=40, short=12))
@given(st.tuples(*(members(f"P{number}", "U1") for number in range(3))), st.booleans())
def test_a_group_comes_back_from_a_file_to_the_last_digit(some, has_services):
    group = sent(some, has_services=has_services)
    assert through_a_file(group) == group
