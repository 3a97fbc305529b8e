"""A practice's own expectations: shared out with their cards, and merged row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bringing_back import MANAGER, begun, brought, decided, edited, rows_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.questionnaire.answers import Address, Answer, Answers, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE, own_rows
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision, Sides, Sort, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm, read_returned
from stocktake.tasks.share_out import (
    ShareOrder,
    prepare_sharing,
    record_sharing,
    shareable,
    write_sharing,
)
from stocktake.tasks.shared_in import prepare_return, send_back, take_in_shared
from stocktake.tasks.shared_own_rows import all_of_own, is_own, own_cards
from stocktake.tasks.shared_with import shared_forms, with_whom
from tests.store.killing import runs

DUE = date(2028, 4, 1)
HUB, VISITS, HERS = "hub00001", "visits01", "hers0001"


def cell(row: str, column: str) -> Address:
    return Address(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{column}")


def ready(row: str) -> Address:
    return Address(f"LOC-{row}.ready_now")


def whole_row(row: str, title: str) -> dict[Address, Answer]:
    said = {"title": title, "domain": "access", "due": DUE, "level": Decimal(3)}
    return {cell(row, name): answered(value) for name, value in said.items()}


def texts(answers: Answers) -> list[str]:
    return [row.title for row in own_rows(answers)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice that expects two things of its own and has answered the card of one."""
    path = tmp_path_factory.mktemp("own") / "ours.stocktake"
    with Workspace.create(path) as workspace:
        made = begun(workspace)
        rows = whole_row(HUB, "Weekend hub") | whole_row(VISITS, "Shared visits")
        made.enter_all(EXPECTATIONS, rows | {ready(HUB): answered(Decimal(1))})
    return path


@pytest.fixture
def practice(prepared: Path, tmp_path: Path) -> Iterator[OpenPractice]:
    with Workspace.open(copy(prepared, tmp_path / "ours.stocktake")) as workspace:
        (subject,) = {each.subject for each in workspace.returns.list()}
        yield OpenPractice(workspace, subject, "2026/27", MANAGER)


@pytest.fixture
def hers(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "hers.stocktake") as workspace:
        yield workspace


def share(practice: OpenPractice, folder: Path, **more: Any) -> Path:
    order = replace(ShareOrder(EXPECTATIONS, ("local",), "Priya"), **more)
    sharing = prepare_sharing(practice, order)
    path = write_sharing(sharing, folder)
    record_sharing(practice, order, sharing, path)
    return path


def taken(hers: Workspace, path: Path) -> OpenPractice:
    found = read_returned(path, {})
    assert found is not None
    submission = take_in_shared(hers, found, "Nurse lead")
    return OpenPractice(hers, submission.subject, submission.round, "Nurse lead")


def home(practice: OpenPractice, other: OpenPractice, folder: Path) -> Returned:
    (each,) = shared_forms(other)
    return brought(practice, send_back(prepare_return(other, each), folder))


def test_the_table_and_its_cards_are_offered_and_go_together(practice: OpenPractice) -> None:
    offered = [each.id for each in shareable(practice.sheet(EXPECTATIONS)) if is_own(each.id)]
    assert offered == ["local", f"LOC-{HUB}", f"LOC-{VISITS}"]
    for asked in (("local",), (f"LOC-{VISITS}",)):
        sharing = prepare_sharing(practice, ShareOrder(EXPECTATIONS, asked, "Priya"))
        assert [each.section.id for each in sharing.form.sections] == offered
    loaded = practice.sheet(EXPECTATIONS).loaded
    assert all_of_own(loaded, ("ACC-01",)) == {"ACC-01"}


def test_sections_that_are_out_say_so_card_by_card(practice: OpenPractice, tmp_path: Path) -> None:
    share(practice, tmp_path)
    out = with_whom(practice, EXPECTATIONS)
    assert set(out) == {"local", f"LOC-{HUB}", f"LOC-{VISITS}"}
    assert all(words.startswith("With Priya since") for words in out.values())


def test_a_file_without_answers_still_says_what_its_cards_are_about(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    order = ShareOrder(EXPECTATIONS, ("local",), "Priya", has_answers=False)
    assert "no answers" in prepare_sharing(practice, order).words[0]
    sheet = taken(hers, share(practice, tmp_path, has_answers=False)).sheet(EXPECTATIONS)
    assert texts(sheet.answers) == ["Weekend hub", "Shared visits"]
    assert not sheet.answers[ready(HUB)].is_answered


def test_the_colleague_sees_the_table_and_its_cards_and_nothing_else(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    sections = other.sheet(EXPECTATIONS).loaded.sections
    assert [each.id for each in sections] == ["local", f"LOC-{HUB}", f"LOC-{VISITS}"]
    assert other.sheet(EXPECTATIONS).answers[ready(HUB)].value == Decimal(1)
    other.plan()


def test_a_row_the_colleague_adds_has_a_card_without_what_is_confidential(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path, has_confidential=True))
    other.enter_all(EXPECTATIONS, whole_row(HERS, "Health bus"))
    sheet = other.sheet(EXPECTATIONS)
    asked = {q.id for q in sheet.loaded.section_by_id[f"LOC-{HERS}"].questions}
    assert ready(HERS).question in asked
    assert f"LOC-{HERS}.needs_oneoff" not in asked
    assert f"LOC-{HERS}.lead_name" not in asked
    assert f"LOC-{HUB}.needs_oneoff" in {
        q.id for q in sheet.loaded.section_by_id[f"LOC-{HUB}"].questions
    }


def test_what_the_colleague_adds_and_changes_comes_home_row_by_row(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    other.enter_all(EXPECTATIONS, whole_row(HERS, "Health bus"))
    other.enter_all(
        EXPECTATIONS,
        {
            ready(HERS): answered(Decimal(2)),
            cell(VISITS, "level"): answered(Decimal(4)),
            cell(HUB, "title"): answered("Saturday hub"),
        },
    )
    practice.enter_all(EXPECTATIONS, whole_row("ours0001", "Later list"))
    practice.enter(EXPECTATIONS, cell(HUB, "title"), answered("Sunday hub"))
    returned = home(practice, other, tmp_path)
    assert returned.problems == ()
    proposed = {each.address: each.proposed for _, each in returned.differences}
    assert {each.row for _, each in returned.differences if each.address.row == HERS} == {
        "What else is expected of you? Health bus"
    }
    of_hers = {address for address in proposed if address.row == HERS}
    assert of_hers >= set(whole_row(HERS, ""))
    assert proposed == {
        **dict.fromkeys(of_hers, Decision.THEIRS),
        ready(HERS): Decision.THEIRS,
        cell(VISITS, "level"): Decision.THEIRS,
        cell(HUB, "title"): None,
    }
    clash = next(each for _, each in returned.differences if each.is_clash)
    key = (EXPECTATIONS, *clash.key)
    take_back(practice, returned, {key: Decision.OURS})
    answers = practice.sheet(EXPECTATIONS).answers
    assert texts(answers) == ["Sunday hub", "Shared visits", "Later list", "Health bus"]
    assert answers[cell(VISITS, "level")].value == Decimal(4)
    assert practice.sheet(EXPECTATIONS).answers[ready(HERS)].value == Decimal(2)
    assert f"LOC-{HERS}" in practice.sheet(EXPECTATIONS).loaded.section_by_id
    assert home(practice, other, tmp_path).differences == ()


def test_a_row_nobody_wanted_leaves_no_card_behind(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    other.enter_all(EXPECTATIONS, whole_row(HERS, "Health bus"))
    other.enter(EXPECTATIONS, ready(HERS), answered(Decimal(2)))
    returned = home(practice, other, tmp_path)
    choices = {
        (form, *each.key): Decision.OURS if each.address.row else Decision.THEIRS
        for form, each in returned.differences
    }
    done = take_back(practice, returned, choices)
    assert done.words == "Nothing was changed."
    assert ready(HERS) not in set(practice.sheet(EXPECTATIONS).answers)


def test_what_came_on_the_card_of_a_row_taken_out_here_is_told(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    other.enter(EXPECTATIONS, ready(HUB), answered(Decimal(3)))
    practice.remove_row(EXPECTATIONS, OWN_ROWS_TABLE, HUB)
    returned = home(practice, other, tmp_path)
    assert returned.differences == ()
    (problem,) = returned.problems
    assert "“Weekend hub” was taken out of your own expectations" in problem.what
    assert "undo" in problem.how_to_fix


def test_a_row_taken_out_there_is_one_thing_to_decide(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    other.remove_row(EXPECTATIONS, OWN_ROWS_TABLE, HUB)
    returned = home(practice, other, tmp_path)
    ((_, each),) = returned.differences
    assert each.sort is Sort.ROW_GONE
    take_back(practice, returned, decided(returned, Decision.THEIRS))
    assert texts(practice.sheet(EXPECTATIONS).answers) == ["Shared visits"]


def test_a_row_taken_out_here_comes_back_whole_when_their_cell_is_taken(
    practice: OpenPractice, hers: Workspace, tmp_path: Path
) -> None:
    other = taken(hers, share(practice, tmp_path))
    other.enter(EXPECTATIONS, cell(HUB, "title"), answered("Saturday hub"))
    practice.remove_row(EXPECTATIONS, OWN_ROWS_TABLE, HUB)
    returned = home(practice, other, tmp_path)
    ((_, each),) = returned.differences
    assert each.is_clash
    take_back(practice, returned, decided(returned, Decision.THEIRS))
    assert texts(practice.sheet(EXPECTATIONS).answers) == ["Shared visits", "Saturday hub"]


def fill_in(workbook: Any) -> None:
    """What a colleague does with Excel: change a cell, answer a card, use a spare row."""
    assert "Weekend hub" in rows_of(workbook)
    sheet, at = rows_of(workbook)[HUB]
    _, top = rows_of(workbook)[OWN_ROWS_TABLE]
    columns = {
        str(one.value): one.column
        for line in sheet.iter_rows(min_row=top, max_row=at)
        for one in line
        if str(one.value).startswith(OWN_ROWS_TABLE)
    }
    sheet.cell(at, columns[f"{OWN_ROWS_TABLE}.title"]).value = "Saturday hub"
    spare = rows_of(workbook)[VISITS][1] + 1
    for name, value in (("title", "Health bus"), ("due", DUE), ("level", 2)):
        sheet.cell(spare, columns[f"{OWN_ROWS_TABLE}.{name}"]).value = value
    sheet.cell(spare, columns[f"{OWN_ROWS_TABLE}.domain"]).value = sheet.cell(
        at, columns[f"{OWN_ROWS_TABLE}.domain"]
    ).value
    card, row = rows_of(workbook)[ready(VISITS).question]
    card.cell(row, 3).value = 2


def test_the_same_comes_back_from_excel(practice: OpenPractice, tmp_path: Path) -> None:
    returned = brought(practice, edited(share(practice, tmp_path), fill_in))
    assert [each.what for each in returned.problems] == []
    said = told(returned)
    assert said[cell(HUB, "title")] == "Saturday hub"
    assert said[ready(VISITS)] == "2 Basic"
    take_back(practice, returned, {})
    answers = practice.sheet(EXPECTATIONS).answers
    assert texts(answers) == ["Saturday hub", "Shared visits", "Health bus"]


def test_cards_are_known_from_the_sheets_alone(practice: OpenPractice, tmp_path: Path) -> None:
    """The copy of the answers in the file is lost, and this computer does not know the sharing."""
    found = read_returned(edited(share(practice, tmp_path), fill_in), {})
    assert found is not None
    assert not [each for each in found.problems if each.code == "unknown_question"]
    (submission,) = found.submissions
    assert submission.answers[ready(HUB)].value == Decimal(1)


ROWS = st.sampled_from((HUB, VISITS, HERS, "ours0001"))
CHANGES = st.dictionaries(
    st.tuples(ROWS, st.sampled_from(("title", "level", "ready"))), st.integers(1, 4), max_size=6
)
BASE = {
    **whole_row(HUB, "Weekend hub"),
    **whole_row(VISITS, "Shared visits"),
    ready(HUB): answered(Decimal(1)),
}


def changed(changes: dict[tuple[str, str], int]) -> dict[Address, Answer]:
    """The base with changes; a row that is not in it is added whole."""
    said = dict(BASE)
    for (row, what), number in changes.items():
        if row not in (HUB, VISITS) and cell(row, "title") not in said:
            said |= whole_row(row, f"Added {row}")
        value = answered(f"Title {number}" if what == "title" else Decimal(number))
        said[ready(row) if what == "ready" else cell(row, what)] = value
    return said


@given(here=CHANGES, there=CHANGES)
@settings(max_examples=runs(long=60, short=4), deadline=None)
def test_what_only_one_side_changed_is_kept_and_nothing_is_overwritten_unseen(
    here: dict[tuple[str, str], int], there: dict[tuple[str, str], int]
) -> None:
    ours, theirs = changed(here), changed(there)
    with TemporaryDirectory() as folder, Workspace.create(Path(folder) / "p.stocktake") as made:
        practice = begun(made)
        practice.enter_all(EXPECTATIONS, ours)
        opened = practice.open_return(EXPECTATIONS)
        came = replace(made.returns.to_submission(opened.id), answers=Answers(theirs))
        held = made.returns.to_submission(opened.id).answers
        cards = own_cards(opened.sheet.loaded, held, Answers(theirs), Answers(BASE))
        found = compare(cards.loaded, Sides(held, Answers(theirs), Answers(BASE)))
        form = ReturnedForm(EXPECTATIONS, "a1b2c3d4", None, came, found, Answers(BASE))
        returned = Returned("back.xlsx", "Priya", (form,), ())
        clashes = {each.address for each in found if each.is_clash}
        keep = {(EXPECTATIONS, *each.key): Decision.OURS for each in found if each.is_clash}
        take_back(practice, returned, keep)
        after = practice.sheet(EXPECTATIONS).answers
        for address in ours.keys() | theirs.keys():
            mine, came_said = ours.get(address), theirs.get(address)
            base = BASE.get(address)
            wanted = mine if mine != base or came_said == base else came_said
            assert after[address].value == (wanted.value if wanted else None)
            if mine != base and came_said not in (None, base, mine):
                assert address in clashes
        assert set(after.rows(OWN_ROWS_TABLE)) == {a.row for a in ours | theirs if a.row}
