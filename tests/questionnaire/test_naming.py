"""The scan for words that may name a person. All people and numbers here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.naming import FINDING_WORDS, names_someone


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Patient 943 476 5919 waited", "nhs_number", "943 476 5919"),
        ("Patient 9434765919 waited", "nhs_number", "9434765919"),
        ("NHS no. 943-476-5919.", "nhs_number", "943-476-5919"),
        ("943\u00a0476\u00a05919", "nhs_number", "943\u00a0476\u00a05919"),
        ("write to reception.lead@example.nhs.uk today", "email", "reception.lead@example.nhs.uk"),
        ("ring 01632 960123", "phone", "01632 960123"),
        ("ring (01632) 960 123", "phone", "(01632) 960 123"),
        ("ring 020 7946 0123", "phone", "020 7946 0123"),
        ("mobile 07700900123", "phone", "07700900123"),
        ("mobile +44 7700 900123", "phone", "+44 7700 900123"),
        ("mobile +44 (0)7700 900123", "phone", "+44 (0)7700 900123"),
        ("seen 12/03/1961", "date_of_birth", "12/03/1961"),
        ("seen 12.3.61", "date_of_birth", "12.3.61"),
        ("seen 1961-03-12", "date_of_birth", "1961-03-12"),
        ("on 12 March 1961", "date_of_birth", "12 March 1961"),
        ("on March 12th, 1961", "date_of_birth", "March 12th, 1961"),
        ("DOB: 01/02/2024", "date_of_birth", "DOB: 01/02/2024"),
        ("born 3 May 2023", "date_of_birth", "born 3 May 2023"),
        ("Dr Example runs it", "title", "Dr Example"),
        ("ask Dr. Example", "title", "Dr. Example"),
        ("ask Mrs O'Example", "title", "Mrs O'Example"),
        ("Mr Example-Sample", "title", "Mr Example-Sample"),
        ("Ms Élan", "title", "Ms Élan"),
        ("Miss\nExample", "title", "Miss\nExample"),
    ],
)
def test_what_may_name_someone_is_found_where_it_stands(text, kind, words) -> None:
    (found,) = names_someone(text)
    assert (found.kind, found.text) == (kind, words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The lead nurse is leaving and there is no cover",
        "List size 10,000; 5,000 appointments a month; £1,234,567.89",
        "Due by 31/03/2027 or 1 October 2026, lease ends 2031-09-30",
        "Contract 2026/27, check on 12/10/26",
        "We miss Monday meetings; a dr is needed; MS Teams",
        "Mr and Mrs are not used here",
        "Dr's room",
        "Ring 111 or 999",
        "Rooms 1 2 3 4 5 6 7 8",
        "at practice level @ every site",
        "B82001 Y00001",
        "12345678901234",
    ],
)
def test_ordinary_practice_text_names_no_one(text) -> None:
    assert names_someone(text) == []


def test_everything_is_found_in_the_order_it_stands_and_once() -> None:
    text = "Dr Example (d.example@example.org, 01632 960123) saw 943 476 5919 born 12/03/1961"
    assert [finding.kind for finding in names_someone(text)] == [
        "title",
        "email",
        "phone",
        "nhs_number",
        "date_of_birth",
    ]


@given(st.text(alphabet="Dr Mis.@+44()0123456789-/\n example", max_size=80))
def test_what_is_found_stands_in_the_text_and_does_not_overlap(text) -> None:
    end = 0
    for finding in names_someone(text):
        assert end <= finding.start < finding.end
        assert text[finding.start : finding.end] == finding.text
        assert finding.kind in FINDING_WORDS
        end = finding.end


def test_a_long_text_is_scanned_through() -> None:
    text = "a1 " * 10_000 + "Dr Example"
    assert [finding.text for finding in names_someone(text)] == ["Dr Example"]
