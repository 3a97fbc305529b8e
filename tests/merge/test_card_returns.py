"""Rate card lines read from what practices sent, and put together as their PCN may see them."""

from dataclasses import replace
from decimal import Decimal

from stocktake.merge.card_lines import minutes_to_show
from stocktake.merge.card_returns import COSTS, MINUTES, ROLES, lines_in, pool_in
from stocktake.merge.collection import collect
from stocktake.merge.stats import Quartiles
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import CARD_LINES
from stocktake.questionnaire.loading import shipped_form
from stocktake.rates.pooled_cost import PARTS
from stocktake.rates.rate_settings import shipped_rate_settings
from tests.pooling import collection_of, sent_by

YEAR = "2026/27"


def hca(practices: int) -> object:
    found = minutes_to_show(pool_in(collection_of(practices), YEAR), ROLES)
    return next(each.shown for each in found if each.role == "hca")


def test_five_practices_are_shown_and_four_are_held() -> None:
    assert hca(4) == "4 answered, held"
    assert hca(5) == Quartiles(20, Decimal(30), 40)


def test_a_merge_of_merges_is_the_merge_of_all() -> None:
    first, second = (collect(collection_of(5).versions[at::2]) for at in (0, 1))
    assert pool_in(first | second, YEAR) == pool_in(collection_of(5), YEAR)
    assert pool_in(first | second | first, YEAR) == pool_in(collection_of(5), YEAR)
    assert pool_in(first, YEAR) + pool_in(second, YEAR) == pool_in(collection_of(5), YEAR)


def test_a_return_without_lines_tells_nothing() -> None:
    stocktake, _ = sent_by(0)
    assert list(lines_in([stocktake])) == []
    assert pool_in(collect([]), YEAR).is_empty


def test_what_is_of_another_year_is_not_counted() -> None:
    assert pool_in(collection_of(5), "2025/26").is_empty


def test_a_line_without_a_unit_or_a_name_is_no_line() -> None:
    _, lines = sent_by(0)
    row = lines.answers.rows(MINUTES)[0]
    for columns in (("unit",), ("line", "service")):
        answers = lines.answers.copy()
        for column in columns:
            answers.change(Address(MINUTES, row, f"{MINUTES}.{column}"), value=None)
        (told,) = lines_in([replace(lines, answers=answers)])
        assert len(told.minutes) == 1


def test_the_form_has_a_column_for_each_role_and_part() -> None:
    fields = shipped_form(CARD_LINES).fields
    assert {role.id for role in shipped_rate_settings().roles} == set(ROLES)
    assert all(f"{MINUTES}.{role}" in fields for role in ROLES)
    assert all(f"{COSTS}.{part}" in fields for part in PARTS)
    assert {field.sensitivity for field in fields.values()} == {"C"}
