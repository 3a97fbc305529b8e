"""Plausible data for the charts of a rate card: C-T1, C-T2 and two made-up cards."""

from __future__ import annotations

from decimal import Decimal

from stocktake.charts.margins import ServiceMargin, ServiceMargins
from stocktake.charts.price_by_year import PriceByYear, YearBar
from stocktake.charts.price_comparison import ComparedPrice, PriceComparison, TheirPrice
from stocktake.charts.waterfall import Sort, Step, Waterfall

LONG = (
    "Shared-care monitoring of a patient who takes a medicine that needs blood tests four times a "
    "year, with a review by a pharmacist and oversight by a GP"
)


def waterfall() -> Waterfall:
    """Phlebotomy, C-T1 of the expectations content."""
    parts: tuple[tuple[str, str, str, Sort], ...] = (
        ("role.hca", "Healthcare assistant", "4.00", "people"),
        ("role.admin", "Administration", "1.05", "people"),
        ("role.gp", "GP", "1.83", "people"),
        ("missed", "Missed appointments", "0.36", "people"),
        ("consumables", "Consumables", "1.10", "things"),
        ("room", "Room", "1.50", "things"),
        ("overhead", "Overheads", "1.09", "shares"),
        ("management", "Management", "0.55", "shares"),
        ("uplift", "Resilience uplift", "1.15", "shares"),
    )
    steps = tuple(Step(part, name, Decimal(gbp), sort) for part, name, gbp, sort in parts)
    return Waterfall(
        "Phlebotomy, one visit", "visit", steps, Decimal("12.63"), "Harbour & Vale, 2026/27 prices"
    )


def price_by_year() -> PriceByYear:
    """24-hour blood pressure monitoring, C-T2 of the expectations content."""
    prices = ("42.69", "43.98", "45.31", "46.68", "48.10", "49.56")
    years = tuple(
        YearBar(f"{year}/{(year + 1) % 100}", Decimal(gbp)) for year, gbp in enumerate(prices, 2026)
    )
    rises = "pay 3.5% and other costs 2.5% a year"
    return PriceByYear("24-hour blood pressure monitoring", "test", years, rises)


def compared(line_id: str, name: str, own: str, *theirs: TheirPrice) -> ComparedPrice:
    """A line of ours with what others say."""
    return ComparedPrice(line_id, name, "visit", Decimal(own) if own else None, theirs)


def theirs(gbp: str, shown: str = "") -> TheirPrice:
    """A price that can be compared."""
    return TheirPrice(Decimal(gbp), shown=shown)


OTHER_UNIT = TheirPrice(None, "theirs is for a different unit, patient-year")
MISSING = TheirPrice(None, "not on theirs")


def price_comparison() -> PriceComparison:
    """Two cards: most lines compared, one of another unit, one on each card alone."""
    lines = (
        compared("phlebotomy", "Phlebotomy, one visit", "12.63", theirs("11.80")),
        compared("ecg", "12-lead ECG with interpretation", "32.00", theirs("35.25")),
        compared("dressing", "Simple wound dressing, one visit", "27.71", theirs("27.71")),
        compared("bp", "24-hour blood pressure", "42.69", theirs("40.00", "2 × half for one test")),
        compared("dmard", LONG, "127.50", OTHER_UNIT),
        compared("psa", "PSA monitoring", "48.42", MISSING),
        compared("theirs.bloods", "Hospital-requested bloods", "", theirs("16.66")),
    )
    fenmarch = "Fenmarch Federation of General Practices and Community Providers"
    return PriceComparison("Harbour & Vale PCN", (fenmarch,), lines, "2026/27 prices")


def service(name: str, paid: str, cost: str, needs: str = "") -> ServiceMargin:
    """A service whose year is known, or needs something; paid 0 is unpaid."""
    gbp = [Decimal(each) if each else None for each in (paid, cost)]
    return ServiceMargin(name, name, gbp[0], gbp[1], paid == "0", needs)


def margins() -> ServiceMargins:
    """Losses, unpaid work, a gain, and two services with something missing."""
    services = (
        service("Leg ulcer compression", "20400.00", "18493.76"),
        service("Phlebotomy", "0", "68874.60"),
        service("12-lead ECG", "10500.00", "13046.83"),
        service(LONG, "60000", "109500.50"),
        service("Minor surgery", "", "9200", "its price"),
        service("Ring pessary change", "", "", "its cost, its number a year and its price"),
    )
    return ServiceMargins(services, "Quayside Surgery, 2026/27")
