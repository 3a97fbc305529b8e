from datetime import date
from decimal import Decimal

import pytest
from rate_cards import CHANGED, line_named, reworked, sample_card, with_line

from stocktake.errors import StocktakeError
from stocktake.rates.card import CardRole, CardSetting, with_setting
from stocktake.rates.versions import change_between, check_follows, next_version, version_numbers

CARD = sample_card()


def with_basis(basis):
    return CHANGED(CARD, roles=tuple(CHANGED(role, basis=basis) for role in CARD.roles))


def with_line_words(**fields):
    return with_line(CARD, CHANGED(line_named(CARD, "ecg"), **fields))


@pytest.mark.parametrize(
    ("new", "change", "version"),
    [
        (CARD, None, "1.0.0"),
        (CHANGED(CARD, title="Another title"), "wording", "1.0.1"),
        (with_line_words(name="ECG"), "wording", "1.0.1"),
        (CHANGED(CARD, status="adopted", adopted_by="Board", adopted_on=date(2027, 1, 1)),
         "wording", "1.0.1"),
        (reworked(CARD, "ecg", room_minutes=Decimal(25)), "price_or_line", "1.1.0"),
        (with_line_words(unit="visit"), "price_or_line", "1.1.0"),
        (with_line_words(scope=CHANGED(line_named(CARD, "ecg").scope, excluded="Reading")),
         "price_or_line", "1.1.0"),
        (CHANGED(CARD, lines=CARD.lines[1:]), "price_or_line", "1.1.0"),
        (CHANGED(CARD, effective_to=date(2029, 3, 31)), "price_or_line", "1.1.0"),
        (with_setting(CARD, CardSetting(id="overhead", value=Decimal("0.16"))),
         "price_or_line", "1.1.0"),
        (with_basis("paid_hour"), "method", "2.0.0"),
        (CHANGED(CARD, uplift=CHANGED(CARD.uplift, index="NHS cost inflation index")),
         "method", "2.0.0"),
    ],
)  # fmt: skip
def test_the_next_version_follows_from_what_changed(new, change, version):
    assert change_between(CARD, new) == change
    assert next_version(CARD, new) == version


def test_a_role_that_no_line_uses_changes_nothing():
    spare = CardRole(id="partner", label="Partner", basis="stated", cost_gbp=Decimal(1))
    assert change_between(CARD, CHANGED(CARD, roles=(*CARD.roles, spare))) is None


def test_two_different_cards_never_share_an_id_and_a_version():
    dearer = reworked(CARD, "ecg", room_minutes=Decimal(25))
    check_follows(CARD, CARD)
    check_follows(CARD, CHANGED(dearer, version="1.1.0"))
    check_follows(CARD, CHANGED(dearer, id="someone_elses"))
    for version, code in (("1.0.0", "same_version"), ("0.9.0", "version_goes_back")):
        with pytest.raises(StocktakeError) as caught:
            check_follows(CARD, CHANGED(dearer, version=version))
        assert caught.value.code == code
        assert "1.1.0" in caught.value.how_to_fix


def test_versions_sort_as_numbers():
    assert version_numbers("1.10.0") > version_numbers("1.9.9")
    for version in ("1", "1.0", "1.0.0.0", "01.0.0", "a.b.c", ""):
        with pytest.raises(StocktakeError) as caught:
            version_numbers(version)
        assert caught.value.code == "version"
