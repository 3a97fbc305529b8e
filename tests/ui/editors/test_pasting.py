from hypothesis import given
from hypothesis import strategies as st

from stocktake.ui.editors.pasting import grid_of

CELLS = st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=("Cs",)))


def as_excel_writes(cell: str) -> str:
    """Excel puts a cell with a tab, a line break or a quotation mark in quotation marks."""
    if any(sign in cell for sign in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_excel_copies_comes_back_cell_by_cell(grid: list[list[str]]) -> None:
    text = "".join("\t".join(map(as_excel_writes, line)) + "\r\n" for line in grid)
    assert grid_of(text) == grid


def test_a_clipboard_without_a_last_line_break_is_read_too() -> None:
    assert grid_of("1\t2\n3\t4") == [["1", "2"], ["3", "4"]]


def test_an_empty_clipboard_has_no_cells() -> None:
    assert grid_of("") == []


def test_quotation_marks_that_are_words_of_a_cell_stay_and_swallow_nothing() -> None:
    assert grid_of('"Dr" Patel\t12\n"unfinished\t13') == [
        ['"Dr" Patel', "12"],
        ['"unfinished', "13"],
    ]


def test_lines_that_end_as_on_an_old_mac_are_lines() -> None:
    assert grid_of("a\t1\rb\t2\r") == [["a", "1"], ["b", "2"]]


def test_quotation_marks_inside_words_stay() -> None:
    assert grid_of('5" screen\t2') == [['5" screen', "2"]]
