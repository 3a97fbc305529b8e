"""What a figure rests on, in words."""

from decimal import Decimal

from stocktake.merge.base import bases, kinds_in_words
from stocktake.merge.member import Expected
from tests.merge.making import harbour_and_vale, practice

FOUR = harbour_and_vale()
MISSING = [Expected("X", "Exmoor", Decimal(7000)), Expected("Y", "Yarrow", Decimal(6888))]


def test_the_base_says_practices_and_patients():
    assert bases(FOUR, MISSING)["returns"].words == "4 of 6 practices, 71% of patients"


def test_below_half_of_the_practices_it_is_an_early_view():
    few = bases(FOUR[:2], [*MISSING, Expected("Z", "Zennor", Decimal(1))])["returns"]
    assert few.is_early
    assert few.words.endswith("(early view)")
    half = bases(FOUR[:2], MISSING)["returns"]
    assert not half.is_early


def test_without_every_list_size_the_share_of_patients_is_left_out():
    base = bases(FOUR, [Expected("X", "Exmoor")])["returns"]
    assert base.words == "4 of 5 practices"


def test_kinds_that_were_shared_differently_each_say_so():
    members = [
        practice("P", 1, levels={"access": 1}, needs=(), money=()),
        practice("Q", 1, levels={"access": 1}, needs=()),
        practice("R", 1, levels={"access": 1}),
    ]
    words = kinds_in_words(bases(members, []))
    assert words.startswith("ratings from 3")
    assert "needs from 2" in words
    assert "money from 1" in words
