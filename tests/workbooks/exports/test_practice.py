"""The practice workbook, sheet by sheet."""

import random
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import filled_practice
import filling
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Book
from python_calamine import CalamineWorkbook

from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.leaving import Leaving, ShareChoice, leaving_of
from stocktake.tasks.leaving_rules import ShareKind
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.exports.page import GOES_ON
from stocktake.workbooks.exports.read_me import COMPETITION_CAUTION, FREEDOM_OF_INFORMATION
from stocktake.workbooks.layout import HEADINGS, LISTS_SHEET, MANIFEST_SHEET, cell_form, tidy
from stocktake.workbooks.reading import Forms, Verdict, read_workbook
from tests.store.killing import runs


@pytest.fixture(scope="module")
def workbook(exported: Path) -> Book:
    return load_workbook(exported)


def texts(workbook: Book, sheet: str) -> list[str]:
    return [str(c.value) for row in workbook[sheet] for c in row if c.value is not None]


def placed(path: Path, installed: Forms) -> dict[tuple[int, Address], object]:
    """What stands in the cell of each answer, by what the payload says of where it is."""
    workbook = load_workbook(path)
    found: dict[tuple[int, Address], object] = {}
    for number, member in enumerate(read_workbook(path, installed).members):
        for address in member.submission.answers:
            place = member.provenance.place(address)
            assert place is not None, address
            found[number, address] = workbook[place.sheet][place.cell].value
    return found


def test_the_sheets_stand_in_the_order_they_are_read(workbook: Book) -> None:
    names = workbook.sheetnames
    assert names[:2] == ["Read me", "Summary"]
    tail = ["Indicators", "Gaps", "Plan", "Weaknesses and needs", "Notes"]
    assert names[-7:] == [*tail, LISTS_SHEET, MANIFEST_SHEET]
    assert workbook[LISTS_SHEET].sheet_state == "hidden"
    assert workbook[MANIFEST_SHEET].sheet_state == "veryHidden"
    assert workbook.active.title == "Read me"


def test_the_read_me_says_first_what_it_is_not(workbook: Book) -> None:
    assert workbook["Read me"]["A1"].value == "Working document. Not a contract return."
    words = texts(workbook, "Read me")
    assert FREEDOM_OF_INFORMATION in words
    assert COMPETITION_CAUTION in words
    joined = " ".join(words)
    for part in ("Quayside Surgery (A81001)", "2026/27", "form version 2026.1", "22 November 2026"):
        assert part in joined
    assert "0 Not in place. 1 Started, depends on one person." in joined


def test_every_answer_that_leaves_stands_on_a_sheet_as_it_was_given(
    exported: Path, leaving: Leaving, installed: Forms
) -> None:
    cells = placed(exported, installed)
    checked = 0
    for number, form in enumerate(leaving.forms):
        for address, answer in form.submission.answers.items():
            field = form.loaded.fields[address.field_id]
            if answer.value is None or (field.type == "choices" and not address.row):
                continue
            expected = cell_form(answer.value, field)
            shown = cells[number, address]
            if isinstance(expected, str):
                assert tidy(str(shown)) == tidy(expected)
            elif isinstance(expected, Decimal):
                assert Decimal(str(shown)) == expected
            else:
                assert isinstance(shown, datetime)
                assert shown.date() == expected
            checked += 1
    assert checked > 1500


def test_nothing_that_stays_is_anywhere_in_the_file(tmp_path: Path) -> None:
    """Words are put into every answer that may not leave, and looked for in every part."""
    returns = filled_practice.practice()
    secret = "Xyzzy"
    for _, sheet in returns:
        for address, answer in list(sheet.answers.items()):
            field = sheet.loaded.fields[address.field_id]
            if field.type in ("text", "long_text") and field.sensitivity in ("C", "X"):
                sheet.answers[address] = replace(answer, value=secret)
            elif answer.state is State.ANSWERED:
                sheet.answers[address] = replace(answer, note=secret)
    left = leaving_of(returns, ShareChoice("numbers", show_name=True))
    path = filled_practice.write_workbook(tmp_path / "secret.xlsx", left)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert secret.encode() not in archive.read(name), name


def test_other_readers_see_the_same_text(exported: Path) -> None:
    ours = load_workbook(exported)
    theirs = CalamineWorkbook.from_path(str(exported))
    for sheet in ours.worksheets:
        rows = theirs.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert rows[cell.row - 1][cell.column - 1] == cell.value


def test_typed_formulas_stay_text(workbook: Book) -> None:
    """``=1+1`` is written as text everywhere, and no cell of the workbook is a formula."""
    found = 0
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                found += cell.value == "=1+1 is not a formula here"
    assert found > 5


def test_only_answer_cells_can_be_typed_in(workbook: Book) -> None:
    sheet = workbook["Demand and access"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    headings = {cell.value: cell.column for cell in sheet[3]}
    assert set(HEADINGS) <= set(headings)
    row = next(r for r in range(4, sheet.max_row) if sheet.cell(r, 1).value == "demand.m_urgent")
    assert sheet.cell(row, headings["Id"]).protection.locked
    assert sheet.cell(row, headings["Question"]).protection.locked
    for name in ("Answer", "State", "Note"):
        assert not sheet.cell(row, headings[name]).protection.locked
    ranges = [rule.sqref for rule in sheet.data_validations.dataValidation]
    assert any(sheet.cell(row, headings["Answer"]).coordinate in each for each in ranges)


def test_an_answer_changed_in_excel_is_the_one_difference(
    exported: Path, tmp_path: Path, installed: Forms
) -> None:
    path = Path(shutil.copy(exported, tmp_path / "edited.xlsx"))
    place = read_workbook(path, installed).members[0].provenance.place(Address("profile.list_size"))
    assert place is not None
    workbook = load_workbook(path)
    workbook[place.sheet][place.cell] = 9500
    workbook.save(path)
    # openpyxl leaves the payload out; only the hidden manifest says that something changed.
    assert read_workbook(path, installed).verdict is Verdict.EDITED
    result = read_workbook(with_payload_of(exported, path, tmp_path), installed)
    assert result.verdict is Verdict.EDITED
    ((member, difference),) = result.differences
    assert member == 0
    assert difference.address == Address("profile.list_size")
    assert (difference.was.value, difference.now.value) == (Decimal(9120), Decimal(9500))


def with_payload_of(exported: Path, edited: Path, folder: Path) -> Path:
    """Put the payload back into a file that was saved again, as Excel itself keeps it."""
    whole = folder / "kept.xlsx"
    with (
        zipfile.ZipFile(exported) as first,
        zipfile.ZipFile(edited) as second,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as both,
    ):
        for name in second.namelist():
            both.writestr(name, second.read(name))
        both.writestr("customXml/item1.xml", first.read("customXml/item1.xml"))
    return whole


def test_levels_are_shown_with_the_lowest_answer_and_how_many(workbook: Book) -> None:
    sheet = workbook["Summary"]
    rows = sheet[sheet.tables["Levels"].ref]
    assert [cell.value for cell in rows[0]][:4] == [
        "Domain", "Level", "Lowest answer", "Ratings answered",
    ]  # fmt: skip
    assert len(rows) == 13
    assert all(row[3].value.endswith(("of 3", "of 4")) for row in rows[1:])


def test_flags_and_points_stay_in_the_practice(workbook: Book, leaving: Leaving) -> None:
    words = " ".join(word for name in workbook.sheetnames for word in texts(workbook, name))
    for flag in leaving.forms[0].loaded.form.flags:
        for case in flag.case:
            if "{" not in case.wording:
                assert case.wording not in words


def test_a_domain_whose_ratings_stay_says_so_and_has_no_gap(tmp_path: Path) -> None:
    left = leaving_of(filled_practice.practice(), ShareChoice("facts", show_name=True))
    workbook = load_workbook(filled_practice.write_workbook(tmp_path / "facts.xlsx", left))
    rows = workbook["Gaps"][workbook["Gaps"].tables["Gaps_best_guess"].ref]
    finance = next(row for row in rows if row[0].value == "Finance and contracts")
    assert finance[1].value == "not shared"
    assert not any(isinstance(cell.value, int) for cell in finance[1:])
    assert "Money and sustainability" not in workbook.sheetnames


def test_the_levels_to_aim_for_stand_year_by_year_at_two_paces(workbook: Book) -> None:
    gaps, words = workbook["Gaps"], " ".join(texts(workbook, "Gaps"))
    for name in ("Aims_just_in_time", "Aims_steady"):
        head, *rows = gaps[gaps.tables[name].ref]
        assert [cell.value for cell in head[1:4]] == ["Level now", "2026/27", "2027/28"]
        for row in rows:
            climb = [cell.value for cell in row[1:]]
            assert climb == sorted(climb)
            assert climb[0] < climb[-1] <= 4
    assert "reaching each level as it falls due (best guess)" in words
    assert "climbing steadily (best guess)" in words


def test_money_by_year_is_also_counted_by_how_certain_it_is(workbook: Book) -> None:
    plan = workbook["Plan"]
    head, *rows = plan[plan.tables["Money_by_year"].ref]
    assert head[-1].value == "Expectations, by how certain"
    assert any(row[5].value for row in rows)
    for row in rows:
        assert row[5].value <= row[1].value + row[2].value
    assert "announced 80%" in " ".join(texts(workbook, "Plan"))


def test_each_table_has_a_name_and_each_chart_says_what_it_shows(exported: Path) -> None:
    workbook = load_workbook(exported)
    names = [name for sheet in workbook.worksheets for name in sheet.tables]
    assert len(names) == len({name.casefold() for name in names}) >= 12
    with zipfile.ZipFile(exported) as archive:
        drawings = [name for name in archive.namelist() if "drawings/drawing" in name]
        frames = "".join(archive.read(name).decode() for name in drawings if "_rels" not in name)
    charts = sum(len(sheet._charts) for sheet in workbook.worksheets)
    assert charts == frames.count('descr="') >= 4


def test_numbers_are_numbers_and_days_are_days(workbook: Book) -> None:
    plan = workbook["Plan"]
    rows = plan[plan.tables["What_must_start"].ref]
    headings = {cell.value: index for index, cell in enumerate(rows[0])}
    for row in rows[1:]:
        assert isinstance(row[headings["Due"]].value, datetime)
        assert row[headings["Due"]].number_format == "d mmmm yyyy"
        assert isinstance(row[headings["Level needed"]].value, int)
    money = plan[plan.tables["Money_by_year"].ref]
    assert all(cell.number_format == "£#,##0" for row in money[1:] for cell in row[1:])
    assert all(isinstance(cell.value, int | float) for row in money[1:] for cell in row[1:])


def test_a_figure_stands_beside_england_in_words_with_its_source(workbook: Book) -> None:
    sheet = workbook["Indicators"]
    rows = sheet[sheet.tables["Indicators"].ref]
    headings = [cell.value for cell in rows[0]]
    size = dict(zip(headings, (c.value for c in rows[1]), strict=True))
    assert (size["Indicator"], size["Value"]) == ("List size", 9120)
    assert size["England"] == "median 8,879, middle half 5,963 to 12,796"
    assert size["Where it stands"] == "In the middle half of practices"
    assert "April 2025 to March 2026" in size["Source and date of the England figure"]
    assert "It is not a score" in sheet["A2"].value


def test_the_five_stand_in_the_practices_own_order_once_confirmed(tmp_path: Path) -> None:
    made = filled_practice.submission("practice_stocktake")
    sheet = sheet_of(made)
    table = "plan.top5"
    for place, item in ((2, "DIG-09"), (1, "ACC-01")):
        filling.row(sheet, table, f"r{place}", place=place, kind="expectation", item=item)
    filling.answer(sheet, plan__top5_confirmed_by="partners_meeting")
    filling.answer(sheet, plan__top5_confirmed_on=filled_practice.TODAY)
    left = leaving_of([(made, sheet)], ShareChoice("numbers"))
    workbook = load_workbook(filled_practice.write_workbook(tmp_path / "five.xlsx", left))
    listed = [text for text in texts(workbook, "Summary") if text[:2] in ("1.", "2.")]
    assert listed == ["1. Same-day handling of urgent need", listed[1]]
    assert listed[1].startswith("2. ")


def test_a_shared_note_stands_by_its_answer_and_under_notes(workbook: Book) -> None:
    words = texts(workbook, "Notes")
    assert words.count(filled_practice.NOTE) == 2
    assert filled_practice.NOTE in texts(workbook, "Demand and access")


def test_text_too_long_for_a_cell_goes_on_under_notes(tmp_path: Path) -> None:
    made, sheet = filled_practice.filled("practice_stocktake")
    long = "Long words " * 3000
    sheet.answers[Address("demand.m_urgent")] = replace(
        sheet.answers[Address("demand.m_urgent")], note=long, note_shared=True
    )
    table = "demand.weaknesses"
    sheet.answers[Address(table, "row0", f"{table}.effect")] = answered(long)
    choice = ShareChoice(
        "numbers", frozenset({Address(table, "row0")}), frozenset({"demand.m_urgent"})
    )
    left = leaving_of([(made, sheet)], choice)
    path = filled_practice.write_workbook(tmp_path / "long.xlsx", left)
    workbook = load_workbook(path)
    notes = workbook["Notes"]
    rows = [[cell.value for cell in row] for row in notes[notes.tables["Notes"].ref]]
    label = left.forms[0].loaded.label("demand.m_urgent")
    assert "".join(row[1] for row in rows if row[0] == label) == long
    (goes_on,) = [row[1] for row in rows if row[0].startswith("Goes on from")]
    (cut,) = [text for text in texts(workbook, "Weaknesses and needs") if text.endswith(GOES_ON)]
    assert cut.removesuffix(GOES_ON) + goes_on == long


def test_an_empty_practice_makes_a_workbook_to_fill_in(tmp_path: Path, installed: Forms) -> None:
    returns = [
        (made := filled_practice.submission(form), sheet_of(made))
        for form in ("practice_stocktake", "expectations")
    ]
    left = leaving_of(returns, ShareChoice("numbers"))
    path = filled_practice.write_workbook(tmp_path / "empty.xlsx", left)
    workbook = load_workbook(path)
    ids = {
        sheet.cell(row, 1).value
        for sheet in workbook.worksheets
        for row in range(1, sheet.max_row + 1)
    }
    assert {"profile.list_size", "demand.m_urgent", "ACC-01.ready_now"} <= ids
    assert "finance.nhs_income" not in ids
    assert read_workbook(path, installed).verdict is Verdict.READY


def test_a_name_with_a_formula_and_an_ampersand_harms_nothing(
    tmp_path: Path, installed: Forms
) -> None:
    made, _ = filled_practice.filled("practice_stocktake")
    subject = Subject("practice", "A81001", "=Day & Night: Group/Surgery " + "x" * 200)
    made = replace(made, subject=subject)
    left = leaving_of([(made, sheet_of(made))], ShareChoice("facts"))
    path = filled_practice.write_workbook(tmp_path / "name.xlsx", left)
    workbook = load_workbook(path)
    assert all(cell.data_type != "f" for row in workbook["Read me"] for cell in row)
    assert read_workbook(path, installed).submissions[0].subject == subject


ANSWERS = filled_practice.practice()
TICKS = sorted({c.tick for c in leaving_of(ANSWERS, ShareChoice("custom")).could_tick if c.tick})


def some_of_it(seed: int) -> list[tuple[Submission, Sheet]]:
    """A practice that answered some of the questions."""
    chance = random.Random(seed)
    returns = []
    for made, sheet in ANSWERS:
        answers = sheet.answers.copy()
        for address in list(answers):
            if chance.random() < 0.7:
                answers[address] = replace(answers[address], value=None, state=State.BLANK)
        made = replace(made, answers=answers)
        returns.append((made, sheet_of(made)))
    return returns


@settings(max_examples=runs(long=4, short=2), deadline=None)
@given(
    seed=st.integers(0, 10_000),
    kind=st.sampled_from(["facts", "facts_weak", "numbers", "custom"]),
    ticked=st.sets(st.sampled_from(TICKS), max_size=60),
)
def test_the_payload_holds_nothing_the_sheets_do_not_show(
    seed: int,
    kind: ShareKind,
    ticked: set[Address],
    tmp_path_factory: pytest.TempPathFactory,
    installed: Forms,
) -> None:
    """Without its payload the workbook says the same from its sheets alone."""
    left = leaving_of(some_of_it(seed), ShareChoice(kind, frozenset(ticked), show_name=True))
    path = tmp_path_factory.mktemp("some") / "some.xlsx"
    filled_practice.write_workbook(path, left)
    again = path.with_name("again.xlsx")
    workbook = load_workbook(path)
    workbook.save(again)
    result = read_workbook(again, installed)
    assert result.verdict is Verdict.SAVED_AGAIN
    for sent, read in zip(left.submissions, result.submissions, strict=True):
        for address, answer in sent.answers.items():
            if answer.is_answered:
                assert read.answers[address].value == answer.value


def test_the_largest_sum_of_money_fits_its_column_of_figures(workbook: Book) -> None:
    """A figure wider than its column prints as hash signs; 20 million is the most a cell takes."""
    sheet = workbook["Indicators"]
    assert sheet.column_dimensions["B"].width > 1.2 * len("20,000,000.00")
