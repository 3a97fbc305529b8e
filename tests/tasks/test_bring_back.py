"""Bringing back a workbook: what is taken in, what is told, and what is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bringing_back import (
    APPTS,
    CALLS,
    MANAGER,
    PLAN,
    SAME_DAY,
    URGENT,
    WEAK,
    WEAKNESS,
    WTE,
    begun,
    brought,
    decided,
    edited,
    put,
    rows_of,
    shared,
    told,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision
from stocktake.tasks.returned_file import (
    baselines_of,
    read_returned,
    returned_of,
)
from stocktake.tasks.shared_with import with_whom
from tests.store.killing import runs


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice with a few answers."""
    with Workspace.create(tmp_path / "p.stocktake") as workspace:
        yield begun(workspace)


def test_a_file_nobody_touched_changes_nothing(practice: OpenPractice, tmp_path: Path) -> None:
    path = shared(practice, tmp_path)
    before = practice.workspace.history.of(practice.open_return(STOCKTAKE).id)
    assert set(with_whom(practice, STOCKTAKE)) == {"demand", "workforce"}
    returned = brought(practice, path)
    assert (returned.who, returned.differences, returned.problems) == ("Priya", (), ())
    assert take_back(practice, returned, {}).words == "Nothing was changed."
    assert with_whom(practice, STOCKTAKE) == {}
    assert practice.workspace.history.of(practice.open_return(STOCKTAKE).id) == before


def test_figures_typed_as_text_are_understood(practice: OpenPractice, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        put(workbook, CALLS.question, "9,120")
        put(workbook, SAME_DAY.question, "45%")
        put(workbook, APPTS.question, " 5 123 ")

    returned = brought(practice, edited(shared(practice, tmp_path), edit))
    assert told(returned) == {APPTS: "5,123", CALLS: "9,120", SAME_DAY: "45%"}
    take_back(practice, returned, {})
    answers = practice.sheet(STOCKTAKE).answers
    assert answers[CALLS].value == Decimal(9120)
    assert answers[CALLS].role == "Priya"
    assert answers[SAME_DAY].value == Decimal(45)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("lots", "not_understood"),
        ("=SUM(A1:A2)", "formula_without_value"),
        ("#REF!", "error_in_cell"),
        ("x" * 32_500, "not_understood"),
        (date(2026, 4, 3), "turned_into_date"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_cell_and_the_rest_kept(
    practice: OpenPractice, tmp_path: Path, value: object, code: str
) -> None:
    def edit(workbook: Any) -> None:
        put(workbook, CALLS.question, value)
        put(workbook, APPTS.question, 5123)

    path = edited(shared(practice, tmp_path), edit)
    returned = brought(practice, path)
    (problem,) = returned.problems
    assert problem.code == code
    assert "Demand and access C" in problem.where
    assert told(returned) == {APPTS: "5,123"}
    take_back(practice, returned, {})
    assert practice.sheet(STOCKTAKE).answers[CALLS].value == Decimal(9100)


def test_an_unknown_word_for_a_choice_or_a_state_is_named(
    practice: OpenPractice, tmp_path: Path
) -> None:
    def edit(workbook: Any) -> None:
        put(workbook, "demand.book_covers", "as far as I like")
        put(workbook, URGENT.question, "perhaps", 5)

    returned = brought(practice, edited(shared(practice, tmp_path), edit))
    assert sorted(p.code for p in returned.problems) == ["not_understood", "unknown_state"]
    assert returned.differences == ()


def test_sheets_renamed_and_moved_and_rows_sorted_hidden_and_added_are_matched_by_id(
    practice: OpenPractice, tmp_path: Path
) -> None:
    def edit(workbook: Any) -> None:
        put(workbook, CALLS.question, 9200)
        sheet, row = rows_of(workbook)[CALLS.question]
        sheet.row_dimensions[row].hidden = True
        sheet.title = "Reception"
        sheet.insert_cols(3)
        sheet.insert_rows(row, 2)
        workbook.move_sheet(sheet, 2)
        workbook.create_sheet("Our own sums")["A1"] = "Not an answer"

    returned = brought(practice, edited(shared(practice, tmp_path), edit))
    assert told(returned) == {CALLS: "9,200"}
    assert {p.code for p in returned.problems} <= {"hidden_rows"}


def test_rows_and_sheets_that_were_deleted_take_no_answer_away(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = shared(practice, tmp_path)

    def edit(workbook: Any) -> None:
        sheet, row = rows_of(workbook)[URGENT.question]
        sheet.delete_rows(row)
        workbook.remove(workbook["People"])

    returned = brought(practice, edited(path, edit))
    assert {each.sort.value for _, each in returned.differences} <= {"row gone"}
    assert all(each.is_clash for _, each in returned.differences)
    take_back(practice, returned, decided(returned, Decision.OURS))
    assert practice.sheet(STOCKTAKE).answers[URGENT].value == Decimal(2)
    assert practice.sheet(STOCKTAKE).answers[WTE].value == Decimal("3.20")


def test_a_row_of_a_table_added_in_a_spare_row_keeps_its_id(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = shared(practice, tmp_path)

    def edit(workbook: Any) -> None:
        sheet, row = rows_of(workbook)[WEAKNESS.row]
        sheet.cell(row + 1, 2).value = "Letters wait nine days"

    first = brought(practice, edited(path, edit))
    (address,) = told(first)
    assert (address.question, len(address.row)) == (WEAK, 8)
    take_back(practice, first, {})
    assert practice.sheet(STOCKTAKE).answers.rows(WEAK) == (WEAKNESS.row, address.row)
    assert brought(practice, edited(path, edit)).differences == ()


def test_a_row_that_is_taken_in_counts_though_the_table_was_said_not_to_apply(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = shared(practice, tmp_path)
    practice.enter(STOCKTAKE, Address(WEAK), Answer(state=State.NOT_APPLICABLE))
    assert practice.sheet(STOCKTAKE).rows(WEAK) == ()

    def edit(workbook: Any) -> None:
        sheet, row = rows_of(workbook)[WEAKNESS.row]
        sheet.cell(row + 1, 2).value = "Letters wait nine days"

    returned = brought(practice, edited(path, edit))
    (added,) = (each for each in told(returned) if each.row)
    take_back(practice, returned, {})
    assert practice.sheet(STOCKTAKE).rows(WEAK) == (WEAKNESS.row, added.row)


def test_a_row_taken_out_goes_only_when_somebody_says_so(
    practice: OpenPractice, tmp_path: Path
) -> None:
    def edit(workbook: Any) -> None:
        sheet, row = rows_of(workbook)[WEAKNESS.row]
        sheet.delete_rows(row)

    path = edited(shared(practice, tmp_path), edit)
    returned = brought(practice, path)
    with pytest.raises(StocktakeError, match="still to decide"):
        take_back(practice, returned, {})
    assert practice.sheet(STOCKTAKE).answers.rows(WEAK) == (WEAKNESS.row,)
    take_back(practice, returned, decided(returned, Decision.THEIRS))
    assert practice.sheet(STOCKTAKE).answers.rows(WEAK) == ()


def test_keeping_both_writes_theirs_as_a_note_once(practice: OpenPractice, tmp_path: Path) -> None:
    path = edited(shared(practice, tmp_path), lambda w: put(w, URGENT.question, 4))
    practice.enter(STOCKTAKE, URGENT, replace(answered(Decimal(1)), note="Mondays are worst"))
    returned = brought(practice, path)
    take_back(practice, returned, decided(returned, Decision.BOTH))
    kept = practice.sheet(STOCKTAKE).answers[URGENT]
    assert (kept.value, kept.note_shared) == (Decimal(1), False)
    assert kept.note == "Mondays are worst\nPriya answered: 4 Resilient"
    assert brought(practice, path).differences == ()


def test_two_files_for_the_same_section_clash_only_where_both_answered(
    practice: OpenPractice, tmp_path: Path
) -> None:
    first = shared(practice, tmp_path, "demand")
    second = shared(practice, tmp_path, "demand")

    def one(workbook: Any) -> None:
        put(workbook, CALLS.question, 9200)
        put(workbook, APPTS.question, 5000)

    def other(workbook: Any) -> None:
        put(workbook, CALLS.question, 9300)
        put(workbook, SAME_DAY.question, 40)

    take_back(practice, brought(practice, edited(first, one)), {})
    returned = brought(practice, edited(second, other))
    clashes = {each.address: each.is_clash for _, each in returned.differences}
    assert clashes == {CALLS: True, SAME_DAY: False}


def test_what_is_taken_in_is_one_change(practice: OpenPractice, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        for address, value in ((CALLS, 1), (APPTS, 2), (PLAN, 3)):
            put(workbook, address.question, value)
        put(workbook, "gp_partner", 4, 4)

    returned = brought(practice, edited(shared(practice, tmp_path), edit))
    take_back(practice, returned, {})
    entries = practice.workspace.history.of(practice.open_return(STOCKTAKE).id)
    taken = [e for e in entries if e.by.kind is Kind.TAKEN_IN]
    assert len({e.group for e in taken}) == 1
    assert {e.address for e in taken} == set(told(returned))
    assert taken[0].by.note == "Brought back from Priya"


def test_another_practice_another_round_and_a_strange_file_are_refused_by_name(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = shared(practice, tmp_path)
    for subject, label, words in (
        (replace(practice.subject, code="A81002", name="Harbour"), "2026/27", "Quayside Surgery"),
        (practice.subject, "2027/28", "is for 2026/27, and 2027/28 is open"),
    ):
        other = OpenPractice(practice.workspace, subject, label, MANAGER)
        with pytest.raises(StocktakeError, match=words):
            brought(other, path)
    strange = tmp_path / "holidays.xlsx"
    strange.write_bytes(b"not a workbook at all")
    with pytest.raises(StocktakeError, match=r"holidays\.xlsx"):
        brought(practice, strange)


def test_a_practice_that_can_only_be_read_shows_and_does_not_take(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = edited(shared(practice, tmp_path), lambda w: put(w, CALLS.question, 1))
    practice.read_only = True
    returned = brought(practice, path)
    assert told(returned) == {CALLS: "1"}
    with pytest.raises(StocktakeError, match="reopen it first"):
        take_back(practice, returned, {})


def test_another_version_of_the_form_is_said_and_matched_by_question(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = edited(shared(practice, tmp_path), lambda w: put(w, CALLS.question, 9200))
    found = read_returned(path, baselines_of(practice.workspace))
    assert found is not None
    (member,) = found.members
    old = replace(member.submission, form_version="0.9", form_hash="0" * 64)
    old.answers[Address("demand.asked_no_more")] = answered("gone")
    returned = returned_of(practice, replace(found, members=(replace(member, submission=old),)))
    assert told(returned) == {CALLS: "9,200"}
    (problem,) = [p for p in returned.problems if p.code == "another_version"]
    assert "1 question is not asked any more" in problem.how_to_fix


NUMBERS = (CALLS, APPTS, Address("demand.online_month"), Address("workforce.leavers_12m"))
Values = dict[Address, int]
VALUES = st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 9000), max_size=4)


@given(first=VALUES, second=VALUES)
@settings(max_examples=runs(long=4, short=2), deadline=None)
def test_the_order_of_two_files_does_not_matter_where_they_do_not_clash(
    tmp_path_factory: pytest.TempPathFactory, first: Values, second: Values
) -> None:
    second = {address: value for address, value in second.items() if address not in first}
    ends = []
    for order in ((first, second), (second, first)):
        folder = tmp_path_factory.mktemp("order")
        with Workspace.create(folder / "p.stocktake") as workspace:
            made = begun(workspace)
            path = shared(made, folder)
            for edits in order:
                wanted = dict(edits)

                def edit(workbook: Any, wanted: Values = wanted) -> None:
                    for address, value in wanted.items():
                        put(workbook, address.question, value)

                take_back(made, brought(made, edited(path, edit)), {})
            answers = made.sheet(STOCKTAKE).answers
            ends.append({a: (v.value, v.state, v.note) for a, v in answers.items()})
    assert ends[0] == ends[1]
    for address, value in (first | second).items():
        assert ends[0][address][:2] == (Decimal(value), State.ANSWERED)


def test_nothing_said_of_an_answer_is_lost_by_taking_theirs(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = edited(shared(practice, tmp_path), lambda w: put(w, CALLS.question, 9200))
    before = replace(answered(Decimal(9100)), note="From the phone system", note_shared=True)
    practice.enter(STOCKTAKE, CALLS, replace(before, evidence=("calls.pdf",)))
    take_back(practice, brought(practice, path), {})
    kept: Answer = practice.sheet(STOCKTAKE).answers[CALLS]
    assert (kept.value, kept.note) == (Decimal(9200), "From the phone system")
    assert kept.note_shared
    assert kept.evidence == ("calls.pdf",)
