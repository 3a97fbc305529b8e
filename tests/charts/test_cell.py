import pytest

from stocktake.charts.cell import (
    HELD,
    NONE_DATED,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    Cell,
    CellKind,
    known,
    level_cell,
)


@pytest.mark.parametrize(
    ("cell", "sign", "words"),
    [
        (known(0), "0", "0"),
        (known(4), "4", "4"),
        (NONE_DATED, "", "no dated expectation"),
        (NOT_ASSESSED, "?", "not assessed"),
        (NOT_APPLICABLE, "–", "not applicable"),
        (HELD, "held", "held"),
        (level_cell(None), "?", "not assessed"),
        (level_cell(2), "2", "2"),
    ],
)
def test_each_kind_has_its_sign_and_words(cell: Cell, sign: str, words: str) -> None:
    assert (cell.sign, cell.words) == (sign, words)


@pytest.mark.parametrize("levels", [-1, 5])
def test_a_number_outside_the_scale_is_refused(levels: int) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        known(levels)


def test_what_is_not_known_carries_no_number_and_what_is_known_must() -> None:
    with pytest.raises(ValueError, match="not a cell"):
        Cell(CellKind.NONE_DATED, 0)
    with pytest.raises(ValueError, match="not a cell"):
        Cell(CellKind.KNOWN)
