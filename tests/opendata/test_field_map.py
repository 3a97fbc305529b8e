"""The map of published facts to questions: every question is real and every fact is described."""

from datetime import date
from decimal import Decimal

import pytest

from stocktake.opendata import field_map
from stocktake.opendata.field_map import as_name
from stocktake.opendata.release import Basis, Period, PublishedValue, Quality
from stocktake.questionnaire.loading import shipped_form
from tests.opendata.published import ROWS, read_all

FORM = shipped_form("practice_stocktake")


def value(key: str, figure: Decimal | str, quality: Quality = Quality.OK) -> PublishedValue:
    return PublishedValue("A81001", key, str(figure), figure, "", 2, "", quality)


def test_every_question_row_and_option_named_is_in_the_stocktake() -> None:
    for rule in field_map().rules.values():
        if not rule.question:
            continue
        assert rule.question in FORM.fields, rule.key
        target = FORM.fields[rule.column or rule.question]
        if rule.row:
            key_column = FORM.fields["workforce.roles.role"]
            assert rule.row in {each.code for each in key_column.choice}, rule.key
        codes = {each.code for each in target.choice} or {"yes", "no"}
        assert set(rule.choices.values()) <= codes, rule.key
    for period in field_map().periods:
        assert period.question in FORM.fields


def test_every_fact_that_is_read_is_described() -> None:
    keys = {each.field_key for release in read_all() for each in release.values}
    assert len(keys) > 150
    assert [key for key in sorted(keys) if field_map().rule(key) is None] == []


def test_a_figure_is_rounded_as_its_question_asks() -> None:
    answer = (
        field_map()
        .rules["staff.gp.partners.fte"]
        .answer(value("staff.gp.partners.fte", Decimal("6.546666667")))
    )
    assert answer == Decimal("6.55")


@pytest.mark.parametrize(
    ("key", "said", "answer"),
    [
        ("clinical_system", "TPP", "systmone"),
        ("clinical_system", "EMIS", "emis_web_or_successor"),
        ("clinical_system", "Another", None),
        ("dispensing", "No", "no"),
        ("cqc.rating", "Requires improvement", "requires_improvement"),
        ("practice.postcode", "TS18 1HU", "TS18"),
        ("practice.name", "THE DENSHAM SURGERY", "The Densham Surgery"),
        ("pcn.name", "STOCKTON PCN", "Stockton PCN"),
        ("practice.telephone", "01642 672351", None),
    ],
)
def test_texts_become_the_answers_they_stand_for(key: str, said: str, answer: str | None) -> None:
    assert field_map().rules[key].answer(value(key, said)) == answer


def test_what_was_held_back_suggests_nothing() -> None:
    held = value("gpps.overall", Decimal(50), Quality.SUPPRESSED)
    assert field_map().rules["gpps.overall"].answer(held) is None


def test_the_year_of_a_dataset_answers_its_question() -> None:
    year = Period(date(2024, 4, 1), date(2025, 3, 31), Basis.FILE_NAME)
    assert field_map().period_answers("qof_achievement", year) == {"quality.qof_year": "2024/25"}
    survey = Period(date(2025, 1, 1), date(2025, 12, 31), Basis.FILE_NAME)
    assert field_map().period_answers("gpps", survey) == {"quality.gpps_year": Decimal(2025)}


def test_a_name_that_is_written_properly_stays() -> None:
    assert as_name("Health & Co of Stockton") == "Health & Co of Stockton"
    assert as_name("ST JOHN'S AND THE NHS") == "St John's and the NHS"
    assert ROWS.is_dir()
