"""The demonstration does the whole job on made-up practices and says where everything is."""

from concurrent.futures import Future
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.combine import combine, gather
from stocktake.tasks.demo import (
    CHARTS_FOLDER,
    PCN_WORKBOOK,
    WORKBOOKS,
    WORKSPACE,
    everything_that_may_go,
    run_demo,
)
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sample import put_sample, sample_submissions
from stocktake.workbooks.reading import Verdict
from tests.tasks.demonstrating import Demonstration

Demonstrations = dict[str, Future[Demonstration]]


@pytest.fixture
def ran(demonstrations: Demonstrations) -> tuple[Path, list[str]]:
    """A demonstration of the sample: its folder, and what it said."""
    sample = demonstrations["sample"].result()
    return sample.out, sample.said


def cells_of(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_practice_has_its_workbook_and_is_told_where(ran: tuple[Path, list[str]]) -> None:
    out, said = ran
    workbooks = sorted((out / WORKBOOKS).iterdir())
    assert len(workbooks) == 4
    for place, name in enumerate(("Quayside", "Millbrook", "St Oswin's", "Fellgate"), start=1):
        line = next(line for line in said if line.startswith(f"{place} of 4 {name}: "))
        assert Path(line.partition("workbook at ")[2]) in workbooks


def test_every_workbook_reads_back_as_it_was_written(ran: tuple[Path, list[str]]) -> None:
    out, _ = ran
    gathered = gather([out / WORKBOOKS])
    assert [result.verdict for result in gathered.results] == [Verdict.READY] * 4
    assert all(version.submission.sample for version in gathered.collection.versions)


def test_charts_are_drawn_as_pictures_of_both_kinds(ran: tuple[Path, list[str]]) -> None:
    out, said = ran
    pictures = sorted(path.name for path in (out / CHARTS_FOLDER).iterdir())
    assert len(pictures) == 16
    assert sum(name.startswith("PCN ") for name in pictures) == 4
    png = (out / CHARTS_FOLDER / "Quayside Now and needed.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    svg = (out / CHARTS_FOLDER / "PCN Heat map.svg").read_text(encoding="utf-8")
    assert "<svg" in svg
    assert any(line.startswith("Chart 2 of 6 Quayside, Now and needed: ") for line in said)


def test_the_pcn_workbook_is_made_and_merging_the_four_says_the_same(
    ran: tuple[Path, list[str]], tmp_path: Path
) -> None:
    out, said = ran
    assert str(out / PCN_WORKBOOK) in next(line for line in said if line.startswith("Harbour"))
    again = combine([out / WORKBOOKS], tmp_path / "again.xlsx", say=lambda _: None)
    first, second = cells_of(out / PCN_WORKBOOK), cells_of(again.path)
    assert list(first) == list(second)
    for title, rows in first.items():
        if title != "Read me":
            assert rows == second[title], title


def test_the_last_line_says_where_everything_is(ran: tuple[Path, list[str]]) -> None:
    out, said = ran
    assert said[-1] == f"Done. Everything is in {out}"
    assert (out / f"{WORKSPACE}.stocktake").is_file()


def test_made_up_practices_are_exported_and_combined(demonstrations: Demonstrations) -> None:
    made = demonstrations["made up"].result()
    assert sum("workbook at" in line for line in made.said) == 2
    assert (made.out / PCN_WORKBOOK).is_file()
    again = demonstrations["made up again"].result()
    assert made.workbooks == again.workbooks, "the same seed writes the same, and no second copies"


def test_everything_is_ticked_that_may_go_and_nothing_that_never_may(tmp_path: Path) -> None:
    quayside = sample_submissions()[0]
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        put_sample(workspace)
        practice = OpenPractice(workspace, quayside.subject, quayside.round)
        choice = everything_that_may_go(practice)
    ticked = {address.field_id for address in choice.ticked}
    assert choice.show_name is True
    assert "demand.calls_month" in choice.notes
    assert any(name.startswith("finance.") for name in ticked)
    assert not any(name.endswith((".note_private", ".lead_name", "roles.note")) for name in ticked)


@pytest.mark.parametrize("practices", [0, -3])
def test_no_practices_is_refused_in_words(tmp_path: Path, practices: int) -> None:
    with pytest.raises(StocktakeError, match="nothing to make") as refusal:
        run_demo(tmp_path / "out", practices=practices, seed=1, say=lambda _: None)
    assert refusal.value.how_to_fix == "Ask for one practice or more."
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "out"
    in_the_way.write_text("not a folder", encoding="utf-8")
    with pytest.raises(StocktakeError, match="could not be made") as refusal:
        run_demo(in_the_way, practices=None, seed=1, say=lambda _: None)
    assert str(in_the_way) in refusal.value.what
