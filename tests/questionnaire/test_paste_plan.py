"""Every pasted cell ends in the table or in the list of what was left, whatever was pasted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.questionnaire.answers import MAX_TEXT_LENGTH
from stocktake.questionnaire.form import Choice, Column
from stocktake.questionnaire.paste_plan import (
    MOST_LINES,
    Grid,
    Match,
    PastePlan,
    Target,
    is_plain,
    match_of,
    plan_paste,
)
from stocktake.questionnaire.table_rows import CellChange, TableRow

PAYERS = (Choice(code="practice", label="Practice’s own"), Choice(code="pcn", label="PCN"))
COLUMNS = (
    Column(id="t.role", type="text", label="Role"),
    Column(id="t.people", type="number", label="People"),
    Column(id="t.pay", type="pounds", label="Pay", unit="pounds"),
    Column(id="t.share", type="percent", label="Share", unit="percent"),
    Column(id="t.pays", type="choice", label="Who pays", choice=PAYERS),
    Column(id="t.sum", type="calculated", label="Sum", read_only=True),
)
ROWS = (
    TableRow("gp", {"t.role": "GP", "t.people": Decimal(4)}),
    TableRow("nurse", {"t.role": "Practice nurse"}),
)
TARGET = Target(COLUMNS, ROWS)
FIXED = Target(
    COLUMNS,
    (TableRow("gp", {"t.role": "GP"}, is_fixed=True), TableRow("n", {"t.role": "Nurse"}, True)),
    key="t.role",
    may_add=False,
)
CELLS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["", " ", "9,120", "£1,200.50", "45%", "PCN", "pnc", "GP", "lots", "\x00", "😀", "“x”"]
    ),
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=6)
MATCHES = st.tuples(
    st.permutations([*(column.id for column in COLUMNS), "", "", ""]), st.booleans()
)


def plan(grid: Grid, target: Target = TARGET, match: Match | None = None) -> PastePlan:
    found = match or match_of(target, grid, 0)
    return plan_paste(target, grid, found, lambda line: f"new{line}")


def given_by(done: PastePlan) -> dict[tuple[str, str], object]:
    return {(each.row_id, each.column_id): each.value for each in done.changes}


def check(grid: Grid, match: Match, done: PastePlan) -> None:
    start = 1 if match.has_headings else 0
    pasted = {
        (at, across)
        for at, line in enumerate(grid)
        for across, text in enumerate(line)
        if at >= start and text.strip()
    }
    left = [cell for each in done.left for cell in each.cells]
    assert len(left) == len(set(left))
    assert done.taken | set(left) == pasted
    assert not done.taken & set(left)
    assert all(each.where and each.what for each in done.left)


@given(GRIDS, st.sampled_from([TARGET, FIXED]))
def test_every_pasted_cell_is_taken_or_listed(grid: Grid, target: Target) -> None:
    match = match_of(target, grid, 0)
    check(grid, match, plan(grid, target, match))


@given(GRIDS, MATCHES, st.sampled_from([TARGET, FIXED]))
def test_so_it_is_wherever_columns_are_sent(
    grid: Grid, chosen: tuple[list[str], bool], target: Target
) -> None:
    columns, has_headings = chosen
    match = Match(tuple(columns), has_headings)
    done = plan(grid, target, match)
    check(grid, match, done)
    rows = {row.id for row in (*target.rows, *done.added)}
    assert {each.row_id for each in done.changes} <= rows
    assert all(each.value is not None for each in done.changes)


def test_columns_are_known_by_their_headings_in_any_order() -> None:
    grid = [["people ", "Anything", "ROLE", "Pay (£)"], ["3", "x", "Manager", "£1,200.50"]]
    match = match_of(TARGET, grid, 2)
    assert match == Match(("t.people", "", "t.role", "t.pay"), has_headings=True)
    done = plan(grid)
    assert given_by(done) == {
        ("new1", "t.role"): "Manager",
        ("new1", "t.people"): Decimal(3),
        ("new1", "t.pay"): Decimal("1200.50"),
    }
    assert [str(each) for each in done.left] == [
        "“Anything”: it goes into no column of this table, and is left out."
    ]


def test_headings_nearly_right_are_known_beside_one_that_is_right() -> None:
    grid = [["Role", "Peoples", "Who pays?", "Sum"], ["Porter", "1", "PCN", "9"]]
    match = match_of(TARGET, grid, 0)
    assert match == Match(("t.role", "t.people", "t.pays", ""), has_headings=True)
    assert not match_of(TARGET, [["Peoples", "x"]], 0).has_headings


def test_a_paste_passes_over_columns_that_are_worked_out() -> None:
    columns = (COLUMNS[0], COLUMNS[5], COLUMNS[1], COLUMNS[2])
    match = match_of(Target(columns, ROWS), [["GP", "3", "£5"]], 1)
    assert match.columns == ("t.role", "t.people", "t.pay")
    assert match_of(Target(columns, ROWS), [["3", "£5"]], 1).columns == ("t.people", "t.pay")


def test_a_line_that_names_a_row_goes_into_it() -> None:
    done = plan([["Role", "People"], ["practice  NURSE", "2"], ["GP", "4"], ["Porter", "1"]])
    assert CellChange("nurse", "t.people", Decimal(2)) in done.changes
    assert [row.id for row in done.added] == ["new3"]
    assert not done.left


def test_headings_without_names_never_overwrite_a_row() -> None:
    done = plan([["People"], ["7"]])
    assert given_by(done) == {("new1", "t.people"): Decimal(7)}


@pytest.mark.parametrize(
    ("grid", "changes"),
    [
        ([["GP", "9,120", "£1,200.50", "45%", "pcn"]], 4),
        ([["GP", "9\u00a0120", "(£40)", "45 %", "practice's OWN"]], 4),
    ],
)
def test_figures_as_excel_shows_them_are_read(grid: Grid, changes: int) -> None:
    done = plan(grid)
    assert not done.left
    assert len(done.changes) == changes
    assert given_by(done)["gp", "t.people"] == Decimal(9120)


def test_text_in_a_number_cell_is_listed_with_what_to_do_and_the_rest_is_kept() -> None:
    done = plan([["GP", "lots", "£5"]])
    assert given_by(done) == {("gp", "t.pay"): Decimal(5)}
    assert [str(each) for each in done.left] == [
        "Row 1, People: “lots” is not a number. Type figures only, such as 9120."
    ]


def test_an_unknown_label_offers_the_nearest_and_is_taken_once_accepted() -> None:
    grid = [["GP", "", "", "", "Practises own"]]
    match = match_of(TARGET, grid, 0)
    done = plan(grid, TARGET, match)
    (unknown,) = done.unknown
    assert (unknown.words, unknown.nearest) == ("Practises own", "Practice’s own")
    assert not done.changes
    accepted = Match(match.columns, False, frozenset({("t.pays", "practises own")}))
    assert given_by(plan(grid, TARGET, accepted)) == {("gp", "t.pays"): "practice"}


def test_a_row_named_nearly_right_is_found_once_accepted_and_never_made_anew() -> None:
    roles = (Choice(code="gp", label="GP partner"), Choice(code="n", label="Practice nurse"))
    columns = (Column(id="t.role", type="choice", label="Role", choice=roles), COLUMNS[1])
    rows = (TableRow("n", {"t.role": "n"}, is_starter=True),)
    target = Target(columns, rows, key="t.role")
    grid = [["Role", "People"], ["Practise nurse", "2"], ["Porter", "1"]]
    match = match_of(target, grid, 0)
    done = plan(grid, target, match)
    check(grid, match, done)
    assert not done.changes and not done.added
    assert [str(each)[:30] for each in done.left] == [
        "Pasted line 2: “Practise nurse",
        "Pasted line 3: “Porter” is not",
    ]
    assert [each.nearest for each in done.unknown] == ["Practice nurse"]
    accepted = Match(match.columns, True, frozenset({("t.role", "practise nurse")}))
    done = plan(grid, target, accepted)
    check(grid, accepted, done)
    assert given_by(done) == {("n", "t.people"): Decimal(2)}
    assert not done.added


def test_a_text_too_long_is_refused_and_never_cut() -> None:
    done = plan([["x" * 40_000, "3"], ["y" * MAX_TEXT_LENGTH, "4"]])
    assert "40,000 characters" in str(done.left[0])
    assert len(str(done.left[0])) < 300
    assert given_by(done)["nurse", "t.role"] == "y" * MAX_TEXT_LENGTH


def test_emoji_and_quotes_are_kept_and_control_characters_told() -> None:
    done = plan([["“Dee” 😀\x07\x00 O’Neill", "3"]])
    assert given_by(done)["gp", "t.role"] == "“Dee” 😀 O’Neill"
    assert [str(each) for each in done.told] == [
        "Row 1, Role: taken without 2 signs that no screen shows."
    ]


def test_an_empty_cell_changes_nothing() -> None:
    assert plan([["GP", " ", "5"]]).changes == [CellChange("gp", "t.pay", Decimal(5))]


def test_rows_beyond_what_the_table_holds_are_listed() -> None:
    few = Target(COLUMNS, ROWS, most_rows=3)
    done = plan([["A"], ["B"], ["C"], ["D"], ["E"]], few)
    assert [row.id for row in done.added] == ["new2"]
    assert [str(each) for each in done.left] == [
        "Pasted lines 4 to 5: the table has no more rows for them."
    ]


def test_a_row_of_the_form_keeps_its_name_and_gets_no_neighbour() -> None:
    done = plan([["Role", "People"], ["GP", "2"], ["Porter", "1"]], FIXED)
    assert given_by(done) == {("gp", "t.people"): Decimal(2)}
    assert not done.added
    assert "Pasted line 3" in str(done.left[0])


def test_thirty_columns_too_many_hide_nothing_else_that_is_left() -> None:
    extra = "\t".join(str(n) for n in range(1, 31))
    done = plan([f"GP\tlots\t£5\t1%\tPCN\t{extra}".split("\t")])
    assert [str(each) for each in done.left] == [
        "Pasted column 6, Pasted column 7, Pasted column 8 and 27 more columns: they go into no "
        "column of this table, and are left out.",
        "Row 1, People: “lots” is not a number. Type figures only, such as 9120.",
    ]
    assert len(done.left[0].cells) == 30


def test_the_preview_names_the_row_a_line_goes_into() -> None:
    done = plan([["Role", "People"], ["Nurse", "3"], ["GP", "lots"]], FIXED)
    assert done.lines == [{"t.role": "Nurse", "t.people": Decimal(3)}, {"t.role": "GP"}]


def test_a_whole_spreadsheet_is_read_only_so_far() -> None:
    done = plan([[f"Role {line}"] for line in range(MOST_LINES + 5)])
    assert len(done.added) == MOST_LINES - 2
    assert len(done.left) == 1
    assert len(done.left[0].cells) == 5


def test_a_paste_that_fits_needs_no_looking_at() -> None:
    def is_simple(grid: Grid, left: int) -> bool:
        match = match_of(TARGET, grid, left)
        return is_plain(TARGET, match, plan(grid, TARGET, match), left)

    assert is_simple([["3"], ["4"]], 1)
    assert not is_simple([["3", "4"]], 1)
    assert not is_simple([["Role"], ["Porter"]], 0)
    assert not is_simple([["lots"]], 1)


def test_two_columns_never_go_into_the_same() -> None:
    match = Match(("t.role", "t.people")).going(0, "t.people")
    assert match.columns == ("t.people", "")
