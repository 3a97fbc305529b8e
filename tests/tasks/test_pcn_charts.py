"""The charts of a PCN draw what its view says, by name only where a practice agreed."""

from stocktake.charts import CHARTS
from stocktake.charts.cell import CellKind
from stocktake.charts.chart import Paper
from stocktake.merge.collection import collect
from stocktake.merge.member import Level, LevelStatus, Member
from stocktake.merge.pcn import PcnInputs, PcnView, view
from stocktake.merge.versions import Version
from stocktake.tasks.combine import look
from stocktake.tasks.pcn_charts import practices_by_domain, spread_around, spread_of_practices
from stocktake.tasks.plausible import plausible_submissions
from stocktake.tasks.sample import sample_submissions


def sample_view() -> PcnView:
    return look(collect(Version(each) for each in sample_submissions()))


def test_the_heat_map_has_each_practice_by_its_name_or_letter() -> None:
    heat = practices_by_domain(sample_view())
    names = [name for _, name in heat.columns]
    assert names == ["Millbrook", "Quayside", "St Oswin's", "practice A"]
    access = next(row for row in heat.rows if row.id == "access")
    assert dict(zip(names, (cell.levels for cell in access.cells), strict=True)) == {
        "Millbrook": 3,
        "Quayside": 2,
        "St Oswin's": 1,
        "practice A": 2,
    }
    assert heat.source == "Harbour & Vale, 2026/27"


def test_the_spread_counts_practices_at_each_level() -> None:
    spread = spread_of_practices(sample_view())
    digital = next(row for row in spread.domains if row.id == "digital")
    assert digital.counts == (1, 0, 1, 2, 0)
    assert (digital.median, digital.lowest, digital.highest) == ((2, 3), 0, 3)
    assert (digital.answered, digital.practices) == (4, 4)


def test_a_domain_without_enough_answers_is_not_drawn_as_a_level() -> None:
    pairs = list(plausible_submissions(6, 1))
    seen = look(collect(Version(each) for pair in pairs for each in pair))
    heat = practices_by_domain(seen)
    kinds = {cell.kind for row in heat.rows for cell in row.cells}
    assert {CellKind.KNOWN, CellKind.NOT_ASSESSED} <= kinds


def test_both_can_be_drawn() -> None:
    seen = sample_view()
    heat = CHARTS["heat_map"].draw(practices_by_domain(seen), Paper())
    spread = CHARTS["spread"].draw(spread_of_practices(seen), Paper())
    assert "Quayside" in heat.table.columns
    assert len(spread.table.rows) == 12


def test_finance_is_drawn_as_held_and_a_practice_sees_its_own_alone() -> None:
    def four(level: int) -> list[Member]:
        said = {"finance": Level(level, level, LevelStatus.KNOWN)}
        return [Member(code=f"A{n}", name=f"The {n} Surgery", levels=said) for n in range(4)]

    seen = view(PcnInputs(pcn_name="Tideway", round="", members=tuple(four(1))))
    heat = practices_by_domain(seen)
    finance = next(row for row in heat.rows if row.id == "finance")
    assert {cell.kind for cell in finance.cells} == {CellKind.HELD}
    words = CHARTS["heat_map"].draw(heat, Paper())
    assert any("held" in row for row in words.table.rows)
    own = next(row for row in spread_around(seen, four(1)[0]).domains if row.id == "finance")
    assert (own.own, own.counts, own.lowest, own.highest) == (1, None, None, None)
