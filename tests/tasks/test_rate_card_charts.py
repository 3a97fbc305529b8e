from decimal import Decimal
from functools import cache

import msgspec
from hypothesis import given, settings

from stocktake.charts.chart import Paper
from stocktake.charts.price_by_year import draw as draw_years
from stocktake.charts.price_comparison import ComparedPrice
from stocktake.charts.price_comparison import draw as draw_comparison
from stocktake.charts.waterfall import draw as draw_waterfall
from stocktake.rates.card import RateCard
from stocktake.rates.comparing import Mappings, UnitMapping, compare_cards
from stocktake.rates.line_cost import Line
from stocktake.rates.margins import Work
from stocktake.rates.margins import margins as worked_out
from stocktake.rates.pricing import PricedCard, PricedLine, price_card
from stocktake.tasks import rate_card_charts
from tests.rate_cards import cards, line_named, reworked, sample_card, with_line
from tests.store.killing import runs


@cache
def priced() -> PricedCard:
    return price_card(sample_card())


def line(name: str) -> PricedLine:
    return next(each for each in priced().lines if each.line.id == name)


def test_every_price_of_the_sample_card_is_taken_apart_to_the_penny() -> None:
    for each in priced().lines:
        data = rate_card_charts.waterfall(each, sample_card())
        assert sum(step.pounds for step in data.steps) == each.price_gbp == data.price_gbp


@settings(max_examples=runs(long=300, short=15), deadline=None)
@given(cards())
def test_any_line_of_any_card_can_be_drawn_and_its_table_ends_at_its_price(card: RateCard) -> None:
    for each in price_card(card).lines[:1]:
        chart = draw_waterfall(rate_card_charts.waterfall(each, card), Paper())
        assert chart.table.rows[-1][:2] == ("Price", f"{each.price_gbp:,.2f}")
        if each.parts:
            assert chart.table.rows[-2][2] == f"{each.price_gbp:,.2f}"
        years = draw_years(rate_card_charts.price_by_year(each, card), Paper())
        assert [row[0] for row in years.table.rows] == [year.year for year in each.years]


def test_phlebotomy_is_made_up_as_the_worked_case_says() -> None:
    data = rate_card_charts.waterfall(line("phlebotomy"), sample_card())
    chart = draw_waterfall(data, Paper())
    assert chart.title == "Phlebotomy, one visit: 57% of the £12.63 is people’s time"
    assert [(step.name, step.sort) for step in data.steps][3:7] == [
        ("Missed appointments", "people"),
        ("Consumables", "things"),
        ("Room", "things"),
        ("Overheads", "shares"),
    ]
    assert data.source == "Harbour & Vale rate card for non-core work, 2026/27 prices"


def test_blood_pressure_rises_as_the_worked_case_says() -> None:
    name = next(each.line.id for each in priced().lines if each.price_gbp == Decimal("42.69"))
    data = rate_card_charts.price_by_year(line(name), sample_card())
    assert [str(each.pounds) for each in data.years] == [
        "42.69", "43.98", "45.31", "46.68", "48.10", "49.56",
    ]  # fmt: skip
    assert data.source == "Pay 3.5% and other costs 2.5% a year"


def test_a_card_that_only_states_prices_has_one_year() -> None:
    stated = msgspec.structs.replace(
        line_named(sample_card(), "phlebotomy"), work=None, published_gbp=Decimal("11.00")
    )
    card = with_line(sample_card(), stated)
    only = next(each for each in price_card(card).lines if each.line.id == "phlebotomy")
    assert [each.pounds for each in rate_card_charts.price_by_year(only, card).years] == [11]
    assert rate_card_charts.waterfall(only, card).steps == ()


def rows_beside(theirs: PricedCard, mappings: Mappings | None = None) -> dict[str, ComparedPrice]:
    compared = compare_cards(priced(), theirs, mappings)
    drawn = rate_card_charts.price_comparison(sample_card(), theirs.card, compared)
    return {each.id: each for each in drawn.lines}


def test_our_prices_stand_beside_theirs() -> None:
    dearer = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    row = rows_beside(price_card(dearer))["phlebotomy"]
    (their,) = row.others
    assert row.own == Decimal("12.63")
    assert their.pounds is not None
    assert their.pounds > row.own


def test_a_different_unit_is_not_compared_until_somebody_maps_it() -> None:
    yearly = msgspec.structs.replace(line_named(sample_card(), "phlebotomy"), unit="patient-year")
    theirs = price_card(with_line(sample_card(), yearly))
    (their,) = rows_beside(theirs)["phlebotomy"].others
    assert their.pounds is None
    assert their.why_not == "theirs is for a different unit, patient-year"
    mapping = Mappings(units=(UnitMapping("visit", "patient-year", Decimal("0.25")),))
    (mapped,) = rows_beside(theirs, mapping)["phlebotomy"].others
    assert mapped.pounds == Decimal("3.16")
    assert mapped.shown == "0.25 × patient-year for one visit"


def test_lines_of_one_card_alone_are_kept_apart() -> None:
    renamed = msgspec.structs.replace(line_named(sample_card(), "phlebotomy"), id="bloods")
    lines = tuple(renamed if each.id == "phlebotomy" else each for each in sample_card().lines)
    rows = rows_beside(price_card(msgspec.structs.replace(sample_card(), lines=lines)))
    assert rows["phlebotomy"].others[0].why_not == "not on theirs"
    assert rows["theirs.bloods"].own is None


def test_two_cards_of_one_publisher_are_told_apart_by_version() -> None:
    newer = msgspec.structs.replace(sample_card(), version="1.1.0", base_year="2027/28")
    compared = compare_cards(priced(), priced())
    drawn = rate_card_charts.price_comparison(sample_card(), newer, compared)
    assert drawn.own.endswith("1.0.0")
    assert drawn.others[0].endswith("1.1.0")
    assert drawn.source == "ours in 2026/27 prices, theirs in 2027/28 prices"


def test_a_line_without_minutes_has_no_price_that_looks_right() -> None:
    empty = msgspec.structs.replace(
        line_named(sample_card(), "phlebotomy"), work=Line(minutes={"hca": Decimal(0)})
    )
    begun = with_line(sample_card(), empty)
    ours = rate_card_charts.cards_beside(begun, sample_card()).lines[0]
    assert (ours.own, ours.why_none) == (None, "no minutes given yet")
    (theirs,) = rate_card_charts.cards_beside(sample_card(), begun).lines[0].others
    assert (theirs.pounds, theirs.why_not) == (None, "theirs has no minutes yet")
    chart = draw_comparison(rate_card_charts.cards_beside(begun, sample_card()), Paper())
    assert chart.table.rows[0][2] == "no minutes given yet"


def test_a_card_beside_itself_is_still_told_apart() -> None:
    drawn = rate_card_charts.cards_beside(sample_card(), sample_card())
    assert (drawn.own, *drawn.others) == ("Your card", "The other card")


def test_margins_keep_what_is_missing_and_what_is_unpaid() -> None:
    found = worked_out(
        [
            Work(id="a", name="Paid", cost_gbp=Decimal(10), paid_gbp=Decimal(8), volume=Decimal(5)),
            Work(id="b", name="Free", cost_gbp=Decimal(10), paid_gbp=Decimal(0), volume=Decimal(5)),
            Work(id="c", name="Unknown", paid_gbp=Decimal(8)),
        ]
    )
    paid, free, unknown = rate_card_charts.margins(found, "Quayside").services
    assert (paid.margin_gbp, paid.is_unpaid) == (-10, False)
    assert (free.margin_gbp, free.is_unpaid) == (-50, True)
    assert unknown.needs == "its cost and its number a year"


def test_the_line_asked_for_is_found_or_the_first() -> None:
    found = rate_card_charts.first_line(priced(), "ecg")
    assert found is not None
    assert found.line.id == "ecg"
    first = rate_card_charts.first_line(priced(), "gone")
    assert first is priced().lines[0]
    assert rate_card_charts.first_line(PricedCard(sample_card(), ())) is None


def test_a_line_that_cannot_be_priced_is_not_drawn_as_if_it_were_on_one_card_only() -> None:
    broken = reworked(sample_card(), "phlebotomy", setup_gbp=Decimal(5), yearly_volume=Decimal(0))
    ours = next(
        each
        for each in rate_card_charts.cards_beside(broken, sample_card()).lines
        if each.id == "theirs.phlebotomy"
    )
    assert (ours.own, ours.why_none) == (None, "ours has no price yet")
    theirs = rate_card_charts.cards_beside(sample_card(), broken).lines[0]
    assert (theirs.id, theirs.others[0].why_not) == ("phlebotomy", "theirs has no price")
