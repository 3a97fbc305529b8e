"""How counts, lists and shares are written."""

from decimal import Decimal

import pytest

from stocktake.merge.words import percent_in_words, plain_number
from stocktake.phrases import listed


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed_as_a_person_would(names, words):
    assert listed(names) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("84.7", "85%"),
        ("84.5", "85%"),
        ("100", "100%"),
        ("99.6", "over 99%"),
        ("0.4", "under 1%"),
        ("0", "0%"),
    ],
)
def test_nearly_all_is_never_printed_as_all(share, words):
    assert percent_in_words(Decimal(share)) == words


@pytest.mark.parametrize(
    ("value", "words"), [("0.40", "0.4"), ("10", "10"), ("1200.50", "1,200.5"), ("0.00", "0")]
)
def test_noughts_at_the_end_are_dropped(value, words):
    assert plain_number(Decimal(value)) == words
