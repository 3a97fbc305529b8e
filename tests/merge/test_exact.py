"""Tables that are added in one go give what adding them one after another gives."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from stocktake.merge.exact import add_tables, plus, sum_tables, total

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), places=6)
TABLES = st.lists(st.dictionaries(st.sampled_from("abcd"), AMOUNTS), max_size=5)


@given(TABLES)
def test_in_one_go_is_one_after_another_in_any_order(tables: list[dict[str, Decimal]]) -> None:
    at_once = sum_tables(tables, total)
    assert at_once == reduce(lambda a, b: add_tables(a, b, plus), tables, {})
    assert list(at_once) == list(dict.fromkeys(key for table in tables for key in table))
    assert sum_tables(reversed(tables), total) == at_once


def test_a_row_that_one_table_has_is_kept_as_it_is() -> None:
    row = Decimal("1.50")
    assert sum_tables([{}, {"a": row}, {"b": row}], total)["a"] is row
    only = MappingProxyType({"a": row})
    assert sum_tables([{}, only], total) is only
    assert sum_tables([], total) == {}
