from decimal import Decimal

import pytest
from rate_cards import reference_card, sample_card

from stocktake.rates import card_words
from stocktake.rates.card import SCOPE_WORDS
from stocktake.rates.publishing import as_published


def test_what_a_card_is_stands_in_words_and_nothing_empty_is_said():
    rows = dict(card_words.identity_rows(sample_card()))
    assert rows["Patients covered"] == "34,000"
    assert rows["Status"] == "Proposed"
    assert rows["Applies from"] == "1 January 2027"
    bare = dict(card_words.identity_rows(reference_card()))
    assert "Applies from" not in bare
    assert "" not in bare.values()


def test_every_shared_figure_is_said_with_its_source_or_that_it_has_none():
    rows = {label: (amount, source) for label, amount, source in
            card_words.setting_rows(as_published(sample_card()))}  # fmt: skip
    assert rows["Employer pension contribution, the practice's share"][0] == "14.38%"
    assert rows["Resilience uplift"] == ("10%", "unsourced; checked on 22 November 2026")
    assert rows["Cost of a room"][0] == "£9 an hour"
    assert rows["Weekdays in a year, before leave"][0] == "260 days"


def test_a_role_says_what_its_cost_stands_on():
    rows = card_words.role_rows(sample_card())
    assert rows[0] == ("Healthcare assistant", "£24.00",
                       "A bookable hour, as stated, drawn from 9 people")  # fmt: skip
    (row,) = card_words.role_rows(reference_card())
    assert row[2].startswith("Published reference, Unit Costs")


def test_the_caution_asks_for_no_common_price():
    assert "must not agree prices" in card_words.CAUTION
    assert "legal advice" in card_words.CAUTION


def test_the_method_of_a_reference_adds_no_overheads():
    assert "none of these is added again" in card_words.method_of(reference_card())
    assert card_words.method_of(sample_card()) != card_words.method_of(reference_card())


def test_every_part_of_the_scope_has_a_label():
    assert set(card_words.SCOPE_LABELS) == set(SCOPE_WORDS)


@pytest.mark.parametrize(("share", "words"), [("0.1", "10%"), ("0.035", "3.5%"), ("0", "0%")])
def test_a_share_is_said_as_a_percentage(share, words):
    assert card_words.share_in_words(Decimal(share)) == words
