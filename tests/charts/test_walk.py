import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.charts.chart import Hotspot
from stocktake.charts.walk import Way, next_spot


def spot(row: int, column: int, of: int = 3) -> Hotspot:
    """A cell of a grid ten rows high, with so many cells in its row."""
    left, right = column / of, (column + 1) / of
    return Hotspot(left, row / 10, right, (row + 1) / 10, (str(row), str(column)), "")


GRID = tuple(spot(row, column) for row in range(4) for column in range(3))


@pytest.mark.parametrize(
    ("way", "key"),
    [
        (Way.LEFT, ("1", "0")),
        (Way.RIGHT, ("1", "2")),
        (Way.UP, ("0", "1")),
        (Way.DOWN, ("2", "1")),
    ],
)
def test_each_arrow_goes_one_step_its_way(way: Way, key: tuple[str, str]) -> None:
    found = next_spot(GRID, spot(1, 1), way)
    assert found is not None
    assert found.key == key


def test_at_the_edge_one_stays() -> None:
    corner = spot(0, 0)
    assert next_spot(GRID, corner, Way.LEFT) == corner
    assert next_spot(GRID, corner, Way.UP) == corner


def test_from_nowhere_one_comes_to_the_first() -> None:
    assert next_spot(GRID, None, Way.UP) == GRID[0]
    assert next_spot((), None, Way.DOWN) is None


def test_rows_of_another_length_are_entered_at_what_stands_nearest() -> None:
    four = tuple(spot(4, column, of=4) for column in range(4))
    found = next_spot((*GRID, *four), spot(3, 2), Way.DOWN)
    assert found is not None
    assert found.key == ("4", "3")


@given(st.lists(st.sampled_from([Way.DOWN, Way.RIGHT, Way.UP, Way.LEFT]), max_size=30))
def test_one_never_leaves_the_picture(ways: list[Way]) -> None:
    here = GRID[0]
    for way in ways:
        here = next_spot(GRID, here, way) or here
        assert here in GRID


def test_every_part_can_be_reached() -> None:
    reached, waiting = {GRID[0]}, [GRID[0]]
    while waiting:
        here = waiting.pop()
        for way in Way:
            there = next_spot(GRID, here, way)
            if there is not None and there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == set(GRID)
