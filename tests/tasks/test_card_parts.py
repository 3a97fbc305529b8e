"""A card in parts: what differs in words, and two versions put together."""

from decimal import Decimal

from hypothesis import given, settings

from stocktake.rates.card import CardSetting, with_setting
from stocktake.tasks.card_parts import names_of, part_words, parts_of, put_together
from tests.rate_cards import CHANGED, cards, reworked, sample_card


def test_every_part_has_a_name_and_taking_all_parts_makes_the_other_card() -> None:
    @settings(max_examples=15, deadline=None)
    @given(cards(), cards())
    def holds(ours, theirs) -> None:  # type: ignore[no-untyped-def]
        assert set(parts_of(ours)) == set(names_of(ours))
        taken = {**parts_of(ours), **parts_of(theirs)}
        made = put_together(ours, theirs, taken)
        assert parts_of(made) == parts_of(theirs)
        assert put_together(ours, theirs, ()) == ours

    holds()


def test_only_what_differs_of_a_line_is_said() -> None:
    theirs = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    here, there = (parts_of(card)["lines.phlebotomy"] for card in (sample_card(), theirs))
    assert part_words("lines.phlebotomy", here, there) == "Consumables £: 1.1"
    assert part_words("lines.phlebotomy", there, here) == "Consumables £: 2"


def test_a_part_one_side_lacks_and_a_plain_figure_are_said() -> None:
    line = parts_of(sample_card())["lines.phlebotomy"]
    assert part_words("lines.phlebotomy", None, line) == "Not on this card"
    assert part_words("lines.phlebotomy", line, None) == "Phlebotomy, one visit, per visit"
    assert part_words("head.area", "", "Fenmarch") == "not given"


def test_a_line_that_is_new_to_us_comes_last() -> None:
    first, *rest = sample_card().lines
    ours = CHANGED(sample_card(), lines=tuple(rest))
    made = put_together(ours, sample_card(), [f"lines.{first.id}"])
    assert made.lines == (*rest, first)


def test_shares_and_kinds_are_said_in_words_and_not_in_codes() -> None:
    card = sample_card()
    theirs = with_setting(
        CHANGED(card, mode="reference", status="draft", publisher_kind="practice"),
        CardSetting(id="overhead", value=Decimal("0.2"), source="Accounts"),
    )
    ours = with_setting(card, CardSetting(id="overhead", value=Decimal("0.15"), source="Accounts"))
    here, there = parts_of(ours), parts_of(theirs)

    def said(key: str) -> tuple[str, str]:
        return part_words(key, here[key], there[key]), part_words(key, there[key], here[key])

    assert said("settings.overhead") == ("Figure: 15%", "Figure: 20%")
    assert part_words("settings.overhead", here["settings.overhead"], None) == "15%"
    assert said("head.mode") == ("Our own pay and costs", "A published reference hour")
    assert said("head.status")[1] == "Draft"
    assert said("head.publisher_kind")[1] == "A practice"
    steeper = CHANGED(card.uplift.years[0], pay=Decimal("0.04"))
    other = CHANGED(card.uplift, years=(steeper, *card.uplift.years[1:]))
    assert part_words("head.uplift", other, card.uplift) == "Rise in pay, 2027/28: 4%"
    role = CHANGED(card.roles[0], basis="paid_hour")
    words = part_words("roles.hca", role, card.roles[0])
    assert words == "Drawn from: A paid hour and the share of it that can be booked"
