from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.rates.line_cost import (
    Equipment,
    Line,
    RateSettings,
    break_even_volume,
    line_cost,
    published,
    wte_needed,
)
from stocktake.units import round_half_up

SETTINGS = RateSettings(
    {role: Fraction(cost) for role, cost in
     {"hca": 24, "nurse": 40, "gp": 110, "admin": 21, "pharmacist": 52}.items()}
)  # fmt: skip


def minutes(**given_minutes):
    return {role: Decimal(value) for role, value in given_minutes.items()}


def kit(bought, years, upkeep=0):
    return Equipment(
        purchase_gbp=Decimal(bought),
        life_years=Decimal(years),
        yearly_maintenance_gbp=Decimal(upkeep),
    )


def priced(line):
    return line_cost(line, SETTINGS)


def four_places(value):
    return round_half_up(Decimal(value.numerator) / Decimal(value.denominator), 4)


def phlebotomy():
    return Line(
        minutes=minutes(hca=10, admin=3, gp=1),
        consumables_gbp=Decimal("1.10"),
        room_minutes=Decimal(10),
        missed_share=Decimal("0.05"),
    )


def blood_pressure():
    return Line(
        minutes=minutes(hca=30, gp=5, admin=6),
        consumables_gbp=Decimal("0.60"),
        room_minutes=Decimal(30),
        equipment=kit(1200, 5, 80),
        yearly_volume=Decimal(100),
        setup_gbp=Decimal(600),
        contract_years=Decimal(3),
    )


def shared_care():
    return Line(
        minutes=minutes(hca=40, admin=32, pharmacist=40, gp=10),
        consumables_gbp=Decimal("4.40"),
        room_minutes=Decimal(60),
        yearly_volume=Decimal(60),
        setup_gbp=Decimal(900),
        contract_years=Decimal(3),
    )


def test_a_phlebotomy_visit():
    result = priced(phlebotomy())
    assert four_places(result.staff) == Decimal("7.2456")
    assert result.room == Fraction(3, 2)
    assert four_places(result.direct) == Decimal("9.8456")
    assert four_places(result.overhead) == Decimal("1.0868")
    assert four_places(result.management) == Decimal("0.5466")
    assert four_places(result.cost) == Decimal("11.4791")
    assert result.price_gbp == Decimal("12.63")


def test_six_thousand_phlebotomy_visits_take_three_quarters_of_a_post():
    wte = wte_needed(Decimal(6000), Decimal(10), Decimal("1370.625"))
    assert four_places(wte) == Decimal("0.7296")


def test_24_hour_blood_pressure():
    result = priced(blood_pressure())
    assert four_places(result.staff) == Decimal("23.2667")
    assert four_places(result.equipment) == Decimal("3.2000")
    assert four_places(result.room) == Decimal("4.5000")
    assert four_places(result.direct) == Decimal("31.5667")
    assert four_places(result.overhead) == Decimal("3.4900")
    assert four_places(result.management) == Decimal("1.7528")
    assert result.setup == 2
    assert four_places(result.cost) == Decimal("38.8095")
    assert result.price_gbp == Decimal("42.69")


def test_24_hour_blood_pressure_in_later_years():
    result = priced(blood_pressure())
    assert four_places(result.staff + result.management) == Decimal("25.0195")
    pay, other = Decimal("0.035"), Decimal("0.025")
    prices = [published(result.price_after([pay] * t, [other] * t)) for t in range(1, 6)]
    assert prices == [Decimal(p) for p in ("43.98", "45.31", "46.68", "48.10", "49.56")]
    assert result.price_after([], []) == result.price


def test_a_year_of_shared_care():
    result = priced(shared_care())
    assert four_places(result.staff) == Decimal("80.2000")
    assert four_places(result.direct) == Decimal("93.6000")
    assert four_places(result.overhead) == Decimal("12.0300")
    assert four_places(result.management) == Decimal("5.2815")
    assert result.setup == 5
    assert result.cost == Fraction("115.9115")
    assert result.price == Fraction("127.50265")
    assert result.price_gbp == Decimal("127.50")
    assert break_even_volume(result, result.price_gbp, Decimal(600)) == 37


def test_reference_rates_already_hold_overhead_and_room():
    settings = RateSettings(
        {"nurse": Fraction(65)},
        overhead=Decimal(0),
        management=Decimal(0),
        room_gbp_per_hour=Decimal(0),
    )
    line = Line(minutes=minutes(nurse=20), consumables_gbp=Decimal(4))
    assert line_cost(line, settings).price_gbp == Decimal("28.23")


EXAMPLES = [
    ("phlebotomy", {"hca": 10, "admin": 3, "gp": 1}, "1.10", 10, "7.25", "12.63", {}),
    ("ECG", {"hca": 20, "gp": 5, "admin": 3}, "0.80", 20, "19.18", "32.00",
     {"equipment_gbp": "1.85"}),
    ("ear irrigation", {"nurse": 25, "admin": 3}, "3.50", 25, "18.65", "34.88",
     {"equipment_gbp": "1.50"}),
    ("spirometry", {"nurse": 45, "gp": 8, "admin": 5}, "6.00", 45, "48.86", "83.55",
     {"equipment_gbp": "3.40"}),
    ("simple dressing", {"nurse": 20, "admin": 2}, "4.00", 20, "14.77", "27.71", {}),
    ("leg ulcer", {"nurse": 45, "admin": 3}, "12.00", 45, "32.68", "65.07", {}),
    ("suture removal", {"nurse": 15, "admin": 2}, "2.00", 15, "11.26", "19.87", {}),
    ("joint injection", {"gp": 20, "hca": 5, "admin": 5}, "8.00", 25, "42.54", "70.08", {}),
    ("minor surgery", {"gp": 40, "hca": 40, "admin": 10}, "28.00", 50, "97.72", "170.80", {}),
    ("PSA monitoring", {"hca": 20, "admin": 16, "gp": 10}, "2.20", 20, "31.93", "48.42",
     {"missed_share": "0"}),
    ("ring pessary", {"gp": 20, "hca": 10, "admin": 3}, "3.00", 25, "43.91", "66.12", {}),
    ("contraception fitting", {"gp": 35, "hca": 35, "admin": 5}, "9.00", 45, "84.12", "129.93", {}),
    ("GnRH injection", {"nurse": 15, "admin": 5}, "1.50", 15, "12.37", "20.76", {}),
    ("anticoagulant visit", {"hca": 10, "pharmacist": 4, "admin": 3}, "3.20", 10, "8.96",
     "17.34", {}),
    ("hospital bloods", {"hca": 10, "admin": 6, "gp": 2}, "1.10", 10, "10.28", "16.66", {}),
    ("obesity medicine", {"pharmacist": 120, "hca": 40, "admin": 30, "gp": 10}, "2.00", 150,
     "156.67", "236.39", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("staff_minutes", "supplies", "room", "staff", "price", "more"),
    [example[1:] for example in EXAMPLES],
    ids=[example[0] for example in EXAMPLES],
)
def test_the_example_lines(staff_minutes, supplies, room, staff, price, more):
    fields = {"missed_share": Decimal("0.05")} | {k: Decimal(v) for k, v in more.items()}
    line = Line(
        minutes=minutes(**staff_minutes),
        consumables_gbp=Decimal(supplies),
        room_minutes=Decimal(room),
        **fields,
    )
    result = priced(line)
    assert published(result.staff) == Decimal(staff)
    assert result.price_gbp == Decimal(price)


def test_the_ecg_line_costs_29_09_before_the_uplift():
    line = Line(
        minutes=minutes(hca=20, gp=5, admin=3),
        consumables_gbp=Decimal("0.80"),
        equipment_gbp=Decimal("1.85"),
        room_minutes=Decimal(20),
        missed_share=Decimal("0.05"),
    )
    result = priced(line)
    assert result.cost_gbp == Decimal("29.09")
    assert result.price_gbp == Decimal("32.00")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"missed_share": Decimal(1)}, "missed_share"),
        ({"missed_share": Decimal("-0.1")}, "missed_share"),
        ({"minutes": minutes(hca=-1)}, "negative_amount"),
        ({"consumables_gbp": Decimal(-1)}, "negative_amount"),
        ({"equipment": kit(-5, 5), "yearly_volume": Decimal(1)},
         "negative_amount"),
        ({"setup_gbp": Decimal(600)}, "no_volume"),
        ({"equipment": kit(1200, 5)}, "no_volume"),
        ({"equipment": kit(9, 0), "yearly_volume": Decimal(1)},
         "no_life"),
        ({"setup_gbp": Decimal(9), "yearly_volume": Decimal(1), "contract_years": Decimal(0)},
         "no_years"),
        ({"minutes": minutes(dentist=5)}, "role_cost_missing"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_worked_out_says_why(fields, code):
    with pytest.raises(StocktakeError) as caught:
        priced(Line(**({"minutes": minutes(hca=10)} | fields)))
    assert caught.value.code == code
    assert caught.value.how_to_fix


def test_equipment_alone_asks_for_its_own_years_and_not_the_contracts():
    with pytest.raises(StocktakeError) as caught:
        priced(Line(minutes={}, equipment=kit(1200, 0), yearly_volume=Decimal(100)))
    assert "equipment" in caught.value.what and "contract" not in caught.value.what
    bought = Line(
        minutes={}, equipment=kit(1200, 5), yearly_volume=Decimal(100), contract_years=Decimal(0)
    )
    assert priced(bought).equipment == Fraction(12 * 20, 100)


def test_a_price_below_cost_never_breaks_even():
    with pytest.raises(StocktakeError) as caught:
        break_even_volume(priced(shared_care()), Decimal("110.91"), Decimal(600))
    assert caught.value.code == "never_breaks_even"


@pytest.mark.parametrize(
    ("pounds", "pence"), [("0.005", "0.01"), ("11.505", "11.51"), ("-0.005", "-0.01"), ("2", "2")]
)
def test_pounds_are_rounded_half_up_once(pounds, pence):
    assert published(Fraction(pounds)) == Decimal(pence)


amounts = st.decimals(0, 500, places=2)


@given(amounts, amounts, amounts, st.decimals(0, "0.9", places=2))
def test_a_cost_grows_with_every_part_and_the_parts_add_up(staff, supplies, room, missed):
    line = Line(
        minutes={"hca": staff},
        consumables_gbp=supplies,
        room_minutes=room,
        missed_share=missed,
    )
    result = priced(line)
    parts = (result.staff, result.consumables, result.room, result.overhead, result.management)
    assert sum(parts) == result.cost
    assert result.price == result.cost * Fraction("1.1")
    more = priced(Line(minutes={"hca": staff + 1}, consumables_gbp=supplies,
                       room_minutes=room, missed_share=missed))  # fmt: skip
    assert more.cost > result.cost
