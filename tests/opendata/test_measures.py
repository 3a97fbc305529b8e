from collections.abc import Mapping
from decimal import Decimal

import pytest

from stocktake.opendata.field_map import field_map
from stocktake.opendata.measures import LeftOut, Measured, measured, measures
from stocktake.opendata.release import PublishedValue, Quality
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form


def facts(**said: object) -> Mapping[str, PublishedValue]:
    found = {}
    for name, value in said.items():
        key = name.replace("__", ".")
        found[key] = PublishedValue("A81001", key, str(value), Decimal(str(value)), "", 1, key)
    return found


def test_every_measure_is_made_of_facts_that_are_read() -> None:
    for measure in measures().values():
        for key in measure.facts:
            assert field_map().rule(key) is not None, (measure.key, key)


def test_every_measure_that_stands_beside_a_figure_has_it_in_the_stocktake() -> None:
    known = shipped_form(STOCKTAKE).indicators
    beside = [each.indicator for each in measures().values() if each.indicator]
    assert [each for each in beside if each not in known] == []
    assert len(set(beside)) == len(beside)


def test_a_quotient_is_worked_out_from_one_file_and_one_month() -> None:
    found = measured(
        measures()["patients_per_gp"],
        facts(list__registered=5000, staff__patients=4900, staff__gp__qualified__fte="2.45"),
    )
    assert found == Measured(Decimal(4900), Decimal("2.45"), Decimal(2000))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"list__registered": 999, "staff__patients": 999}, LeftOut.SMALL_LIST),
        ({"list__registered": 5000}, LeftOut.NOTHING),
        ({"staff__patients": 5000, "staff__gp__qualified__fte": "0.49"}, LeftOut.SMALL_BASE),
        ({"staff__patients": 5000, "staff__gp__qualified__fte": 0}, LeftOut.SMALL_BASE),
    ],
)
def test_a_practice_is_left_out_for_a_reason(said: dict[str, object], why: LeftOut) -> None:
    assert measured(measures()["patients_per_gp"], facts(**said)) is why


def test_a_survey_with_fewer_than_ten_forms_back_is_left_out() -> None:
    overall = measures()["gpps_overall"]
    assert measured(overall, facts(gpps__overall=80, gpps__received=9)) is LeftOut.SMALL_BASE
    assert measured(overall, facts(gpps__overall=80, gpps__received=10)) == Measured(
        Decimal(80), Decimal(1), Decimal(80)
    )


@pytest.mark.parametrize(
    ("quality", "why"),
    [
        (Quality.SUPPRESSED, LeftOut.SUPPRESSED),
        (Quality.ESTIMATED, LeftOut.ESTIMATED),
        (Quality.NOT_PUBLISHED, LeftOut.NOTHING),
    ],
)
def test_what_is_not_a_plain_figure_is_never_counted(quality: Quality, why: LeftOut) -> None:
    said = PublishedValue("A81001", "qof.pct", "*", None, "percent", 1, "x", quality)
    assert measured(measures()["qof"], {"qof.pct": said}) is why
