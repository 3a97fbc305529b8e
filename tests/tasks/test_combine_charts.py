"""The maps of an area show what may leave a PCN: held middles, and practices without names."""

from dataclasses import replace

import pytest
from two_pcns import NORTH, SOUTH, read, two_pcns

from stocktake.charts.cell import HELD
from stocktake.merge.area import AreaView
from stocktake.merge.group_values import GroupRow
from stocktake.merge.scales import Scale
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.tasks.combine_area import Wanted, look_at
from stocktake.tasks.combine_charts import MOST_COLUMNS, pcns_by_domain, practices_without_names


@pytest.fixture(scope="module")
def seen() -> AreaView:
    return look_at(read(*two_pcns().sent.values()), Wanted(Scale.LOCALITY, "Fenmarch")).view


def test_middles_of_pcns_with_too_few_practices_are_not_drawn_at_all(seen: AreaView) -> None:
    assert pcns_by_domain(seen) is None


def test_a_middle_is_drawn_only_where_the_table_of_pcns_shows_it(seen: AreaView) -> None:
    north, south = seen.parts
    domain = DOMAIN_IDS[0]
    shown = replace(seen, parts=(replace(north, medians={**north.medians, domain: "2"}), south))
    drawn = pcns_by_domain(shown)
    assert drawn is not None
    assert [name for _, name in drawn.columns] == [NORTH, SOUTH]
    first, *others = drawn.rows
    assert first.cells[0].levels is not None
    assert first.cells[1] == HELD
    assert all(cell.levels is None for row in others for cell in row.cells)


def test_practices_stand_side_by_side_without_names(seen: AreaView) -> None:
    drawn = practices_without_names(seen)
    assert drawn is not None
    assert [name for _, name in drawn.columns] == ["1", "2", "3", "4", "5", "6"]
    finance = drawn.rows[DOMAIN_IDS.index("finance")]
    assert all(cell.levels is None for cell in finance.cells)
    named = replace(seen, rows=(replace(seen.rows[0], name="Quayside"), *seen.rows[1:]))
    with_name = practices_without_names(named)
    assert with_name is not None
    assert with_name.columns[0][1] == "Quayside"


def test_too_few_or_too_many_practices_have_no_map(seen: AreaView) -> None:
    assert practices_without_names(replace(seen, rows=())) is None
    many = tuple(GroupRow("0" * len(DOMAIN_IDS)) for _ in range(MOST_COLUMNS + 1))
    assert practices_without_names(replace(seen, rows=many)) is None
