import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rate_cards import CHANGED, cards, line_named, pays, reference_card, sample_card, with_line

from stocktake.errors import StocktakeError
from stocktake.rates.card import CardLine, CardRole, CardSetting, with_setting
from stocktake.rates.pricing import price_card
from stocktake.rates.publishing import (
    as_published,
    canonical,
    digest,
    published,
    read_card,
    read_card_toml,
)
from tests.store.killing import runs


def changed_text(change, card=None):
    whole = json.loads(published(card or sample_card()).text)
    change(whole)
    return json.dumps(whole)


def codes(read):
    return [problem.code for problem in read.problems]


def test_the_sample_is_published_and_read_back_the_same():
    made = published(sample_card())
    found = read_card(made.text)
    assert found.card == made.card
    assert found.sha256 == found.stated_sha256 == made.sha256
    assert not found.edited
    assert found.problems == ()


def test_the_digest_is_the_sha_256_of_the_canonical_form():
    card = published(sample_card()).card
    text = canonical(card)
    assert digest(card) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    again = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert text == again


def test_the_digest_can_be_worked_out_from_the_file_by_anyone():
    whole = json.loads(published(sample_card()).text)
    text = json.dumps(whole["card"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == whole["sha256"]


@pytest.mark.parametrize(("one", "other"), [("1.1", "1.10"), ("100", "1E+2"), ("0", "-0.00")])
def test_one_amount_has_one_digest_however_it_was_typed(one, other):
    line = line_named(sample_card(), "ecg")
    first, second = (
        with_line(
            sample_card(), CHANGED(line, work=CHANGED(line.work, indemnity_gbp=Decimal(each)))
        )
        for each in (one, other)
    )
    assert digest(first) == digest(second)


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards())
def test_publish_then_load_is_the_identity(card):
    made = published(card)
    found = read_card(made.text)
    assert found.card == made.card
    assert found.problems == ()
    assert not found.edited
    assert published(found.card) == made


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards())
def test_a_published_card_has_the_prices_of_its_draft(card):
    drafted = [each.price_gbp for each in price_card(card).lines]
    shown = price_card(as_published(card))
    assert [each.price_gbp for each in shown.lines] == drafted
    assert [each.line.published_gbp for each in shown.lines] == drafted


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(pays)
def test_pay_never_leaves_but_the_cost_of_an_hour_stays_exact(pay):
    role = CardRole(id="hca", label="HCA", basis="pay", pay=pay, staff_count=4)
    line = CardLine(id="a", name="A", unit="visit", work=line_named(sample_card(), "dmard").work)
    line = CHANGED(line, work=CHANGED(line.work, minutes={"hca": Decimal(7)}))
    card = CHANGED(sample_card(), roles=(role,), lines=(line,))
    made = published(card)
    assert made.card.roles[0].pay is None
    assert "weekly_hours" not in made.text
    assert price_card(made.card).lines[0].cost == price_card(card).lines[0].cost


def test_a_role_that_no_line_uses_is_not_published():
    partner = CardRole(id="partner", label="Partner", basis="stated", cost_gbp=Decimal(140))
    card = CHANGED(sample_card(), roles=(*sample_card().roles, partner))
    assert "Partner" not in published(card).text
    assert digest(as_published(card)) == digest(as_published(sample_card()))


def test_every_shared_figure_stands_on_the_card_with_its_source():
    own = CardSetting(id="overhead", value=Decimal("0.2"), source="Accounts 2025/26")
    found = {each.id: each for each in as_published(with_setting(sample_card(), own)).settings}
    assert found["overhead"] == own
    assert "15%" in found["ni_share"].source
    assert found["uplift"].source == ""


def test_a_reference_card_shows_no_charge_that_the_reference_holds():
    found = {each.id: each.value for each in as_published(reference_card()).settings}
    assert (found["overhead"], found["management"], found["room_gbp_per_hour"]) == (0, 0, 0)
    assert found["uplift"] == Decimal("0.10")


def test_a_card_edited_after_publication_says_so_and_is_still_shown():
    found = read_card(changed_text(lambda whole: whole["card"].update(area="Elsewhere")))
    assert found.edited
    assert codes(found) == ["edited_after_publication"]
    assert found.card.area == "Elsewhere"


def test_a_price_that_does_not_follow_from_its_own_figures_is_named():
    def cheaper(whole):
        whole["card"]["lines"][0]["published_gbp"] = "11.00"

    found = read_card(changed_text(cheaper))
    assert codes(found) == ["edited_after_publication", "price_disagrees"]
    assert found.problems[1].where == "Phlebotomy, one visit"
    assert "£11.00" in found.problems[1].what
    assert "£12.63" in found.problems[1].what


def test_a_newer_card_is_refused_with_what_to_do():
    with pytest.raises(StocktakeError) as caught:
        read_card(changed_text(lambda whole: whole.update(format_version=3)))
    assert caught.value.code == "newer_card"
    assert "Update" in caught.value.how_to_fix


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not json",
        '{"format": "stocktake.rate_card"}',
        '{"format": "stocktake.rate_card", "format_version": 1, "card": {"id": "a"}}',
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        "[" * 100_000,
    ],
    ids=["empty", "list", "nothing", "words", "no card", "half a card", "twice", "nan", "deep"],
)
def test_what_is_not_a_card_is_refused(text):
    with pytest.raises(StocktakeError) as caught:
        read_card(text)
    assert caught.value.code == "not_a_card"


@pytest.mark.parametrize(
    "amount", ["NaN", "Infinity", "1E+999999999", "1e-25", "0E+99", "1000000001"]
)
def test_an_amount_that_cannot_be_right_is_refused(amount):
    def spoilt(whole):
        whole["card"]["lines"][0]["work"]["consumables_gbp"] = amount

    with pytest.raises(StocktakeError) as caught:
        read_card(changed_text(spoilt))
    assert caught.value.code == "not_a_card"


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole["card"].update(title="\ud800"),
        lambda whole: whole["card"].update(colour="red"),
        lambda whole: whole["card"].update(mode="guess"),
        lambda whole: whole["card"]["lines"][0]["work"].update(minuets={}),
    ],
    ids=["no text", "unknown field", "unknown mode", "slip in a line"],
)
def test_a_card_that_does_not_fit_is_refused(change):
    with pytest.raises(StocktakeError) as caught:
        read_card(changed_text(change))
    assert caught.value.code == "not_a_card"


def test_a_text_far_too_long_is_not_read():
    with pytest.raises(StocktakeError) as caught:
        read_card(" " * 5_000_001)
    assert caught.value.code == "card_too_long"


def test_toml_with_a_slip_in_it_is_refused():
    for text in ("id = ", 'id = "a"', 'id = "a"\ntitle = "A"\nbase_year = 2026'):
        with pytest.raises(StocktakeError) as caught:
            read_card_toml(text)
        assert caught.value.code == "not_a_card"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    with pytest.raises(StocktakeError) as caught:
        read_card(text)
    assert caught.value.how_to_fix
