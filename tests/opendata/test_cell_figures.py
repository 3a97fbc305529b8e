"""Cells of published files: days in every form, figures, and what stands for no figure."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.opendata.cell_figures import (
    number,
    parse_date,
    pcn_code,
    practice_code,
    quality_of,
    squeezed,
    workbook_number,
)
from stocktake.opendata.release import Quality
from tests.store.killing import runs

SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01SEP2017", date(2017, 9, 1)),
        ("01JAN2021", date(2021, 1, 1)),
        ("01-Apr-17", date(2017, 4, 1)),
        ("2025-10-01", date(2025, 10, 1)),
        ("01Jul2026", date(2026, 7, 1)),
        ("20191001", date(2019, 10, 1)),
        ("01/04/1974", date(1974, 4, 1)),
        ("01AUG2025", date(2025, 8, 1)),
        ("09/Jan/2018 - 00:00", date(2018, 1, 9)),
        ("2026-02-01T00:00:00", date(2026, 2, 1)),
        ("46054", date(2026, 2, 1)),
        ("22 July 2026", date(2026, 7, 22)),
    ],
)
def test_every_form_of_day_that_is_published_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["", "31FEB2020", "1/13/2020", "July", "2020-00-10", "99999999"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None


@settings(max_examples=runs(long=2_000, short=40), deadline=None)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_whatever_form(day: date) -> None:
    month = SHORT[day.month - 1]
    forms = (
        day.isoformat(), f"{day:%Y%m%d}", f"{day:%d/%m/%Y}",
        f"{day.day:02}{month.upper()}{day.year}",
        f"{day.day:02}-{month}-{day.year % 100:02}", f"{day.day:02}/{month}/{day.year} - 00:00",
    )  # fmt: skip
    assert {parse_date(form) for form in forms} == {day}


@settings(max_examples=runs(long=5_000, short=100), deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_figure_or_none_and_never_a_failure(text: str) -> None:
    found = number(text)
    assert found is None or found.is_finite()
    parse_date(text)
    if quality_of(text) is not Quality.OK:
        assert workbook_number(text) is None or text.strip() == "-97"


@settings(max_examples=runs(long=2_000, short=50), deadline=None)
@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_figure_is_read_to_its_last_digit(figure: Decimal) -> None:
    assert number(f"{figure:f}") == figure
    assert number(f"{figure:,f}") == figure


def test_a_workbook_keeps_doubles_and_means_the_figure() -> None:
    assert workbook_number("8.6999999999999994E-2") == Decimal("0.087")
    assert workbook_number("5564") == Decimal(5564)


@pytest.mark.parametrize(
    "text", ["NA", "", " ", "-", "Unknown", "UNKNOWN", "NS", ".", "ND", "None", ":"]
)
def test_what_stands_for_no_figure_is_none(text: str) -> None:
    assert quality_of(text) is Quality.NOT_PUBLISHED
    assert number(text) is None


@pytest.mark.parametrize("text", ["-97", "*", "/"])
def test_what_stands_for_few_answers_is_held_back(text: str) -> None:
    assert quality_of(text) is Quality.SUPPRESSED


def test_codes_are_cleaned_and_those_of_others_are_none() -> None:
    assert practice_code(" a81001 ") == "A81001"
    others = ("W92021", "A8100", "M83625001", "U89141x", "A٨١٠٠١", "")
    assert {practice_code(each) for each in others} == {""}
    assert pcn_code("U89141") == "U89141"
    assert pcn_code("U") == ""


def test_headings_are_the_same_in_all_their_spellings() -> None:
    assert squeezed("PCN Name [2,3]") == squeezed("PCN_NAME") == "pcnname"
    assert squeezed("Partner\nOrganisation\nCode") == squeezed("Partner Organisation Code")
    assert squeezed("Answered %") != squeezed("Answered")
