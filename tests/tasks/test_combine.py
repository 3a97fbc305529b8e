"""Combining workbooks: what could be read goes on, and nothing is counted twice."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pcn_files import (
    FELLGATE,
    MILLBROOK,
    QUAYSIDE,
    ST_OSWINS,
    WRITTEN_AT,
    leaving,
    practice,
    put_files,
    rows_under,
    with_answers,
    write_practice,
)

from stocktake import cli
from stocktake.errors import StocktakeError
from stocktake.tasks.combine import combine, gather, look, write
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text
from stocktake.workbooks.payload_part import PAYLOAD_PART
from stocktake.workbooks.reading import Verdict


def quietly(_: str) -> None:
    """Say nothing."""


def pcn_of(out: Path, *paths: Path) -> Path:
    return combine(paths, out, say=quietly).path


def test_a_folder_of_workbooks_becomes_a_pcn_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    put_files(folder)
    out = tmp_path / "PCN.xlsx"
    assert cli.run(["merge", str(folder), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert told.count(": Ready.") == 4
    assert f"4 of 4 practices, 100% of patients. The PCN workbook is {out}" in told
    assert len(rows_under(out, "Members", "Members")) == 8


def test_one_damaged_file_is_named_with_the_reason_and_the_rest_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = put_files(tmp_path, QUAYSIDE, MILLBROOK)
    broken = tmp_path / "From St Oswin's.xlsx"
    broken.write_bytes(paths[0].read_bytes()[:30_000])
    out = tmp_path / "out" / "PCN.xlsx"
    out.parent.mkdir()
    files = [str(path) for path in (*paths, broken)]
    assert cli.run(["merge", *files, "--out", str(out)]) == cli.WITH_PROBLEMS == 3
    assert "From St Oswin's.xlsx: " in capsys.readouterr().out
    (left_out,) = rows_under(out, "Problems and decisions", "Files_left_out")
    assert left_out["File"] == "From St Oswin's.xlsx"
    assert left_out["What came of it"] == "Damaged: cut short"
    assert left_out["What is wrong"]
    assert left_out["What to do"]
    assert len(rows_under(out, "Members", "Members")) == 4


def test_nothing_that_can_be_used_fails_in_words(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.xlsx"
    wrong.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(StocktakeError) as refused:
        combine([wrong], tmp_path / "PCN.xlsx", say=quietly)
    assert refused.value.code == "nothing_to_combine"
    assert not (tmp_path / "PCN.xlsx").exists()


@pytest.fixture(scope="module")
def all_but_millbrook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PCN workbook of three practices. Not to be changed."""
    folder = tmp_path_factory.mktemp("three")
    return pcn_of(folder / "three.xlsx", *put_files(folder, QUAYSIDE, ST_OSWINS, FELLGATE))


def test_combining_what_was_combined_says_the_same_as_the_originals(
    tmp_path: Path, all_but_millbrook: Path
) -> None:
    paths = put_files(tmp_path)
    direct = pcn_of(tmp_path / "direct.xlsx", *paths)
    first = pcn_of(tmp_path / "first.xlsx", paths[MILLBROOK], paths[FELLGATE])
    merged = pcn_of(tmp_path / "merged.xlsx", all_but_millbrook, first)
    assert merged.read_bytes() == direct.read_bytes()
    again = pcn_of(tmp_path / "again.xlsx", direct, merged, *paths)
    assert again.read_bytes() == direct.read_bytes()


def test_a_late_file_changes_only_its_own_rows(tmp_path: Path, all_but_millbrook: Path) -> None:
    before, late = all_but_millbrook, put_files(tmp_path, MILLBROOK)
    after = pcn_of(tmp_path / "after.xlsx", before, *late)
    for sheet, table in (("Long data", "Long_data"), ("Decision page", "Levels_now")):
        old, new = rows_under(before, sheet, table), rows_under(after, sheet, table)
        assert [row for row in new if row["Practice"] != "Millbrook"] == old
        assert len(new) > len(old)


def test_copies_that_do_not_agree_are_both_kept_until_somebody_decides(tmp_path: Path) -> None:
    (original,) = put_files(tmp_path, QUAYSIDE)
    stocktake, review = practice(QUAYSIDE)
    other = with_answers(stocktake, demand__m_urgent=4, also_assessed_on=date(2026, 11, 20))
    copy = write_practice(tmp_path / "copy.xlsx", leaving((other, review)))
    gathered = gather([copy, original])
    seen = look(gathered.collection)
    path = write(tmp_path / "open.xlsx", gathered, seen)
    rows = rows_under(path, "Problems and decisions", "Copies_that_do_not_agree")
    assert {row["File"]: row["Used"] for row in rows} == {original.name: "yes", "copy.xlsx": "no"}
    assert all(row["Decision"].startswith("Nobody has chosen yet") for row in rows)
    older = next(v for v in seen.conflicts[0].versions if v.provenance.file_name == "copy.xlsx")
    decided = gathered.collection.decide(older, "PCN lead", date(2026, 11, 23), "it is right")
    settled = write(tmp_path / "settled.xlsx", replace(gathered, collection=decided), look(decided))
    rows = rows_under(settled, "Problems and decisions", "Copies_that_do_not_agree")
    assert {row["File"]: row["Used"] for row in rows} == {original.name: "no", "copy.xlsx": "yes"}
    words = "Chosen by PCN lead on 23 November 2026: it is right."
    assert [row["Decision"] for row in rows] == [words, words]
    carried = pcn_of(tmp_path / "carried.xlsx", settled, original)
    assert rows_under(carried, "Problems and decisions", "Copies_that_do_not_agree") == rows


def test_answers_edited_after_export_are_listed(tmp_path: Path) -> None:
    (path,) = put_files(tmp_path, QUAYSIDE)
    edited = tmp_path / "edited.xlsx"
    was, now = "No partner feels sure about employment", "Two partners feel sure about employment"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(edited, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name != PAYLOAD_PART:
                data = data.replace(was.encode(), now.encode())
            target.writestr(name, data)
    done = combine([edited], tmp_path / "PCN.xlsx", say=quietly)
    assert done.gathered.results[0].verdict is Verdict.EDITED
    rows = rows_under(done.path, "Problems and decisions", "Edited_after_export")
    assert [(row["Practice"], row["File"]) for row in rows] == [("Quayside", "edited.xlsx")] * len(
        rows
    )
    assert [(row["Was"], row["Is now"]) for row in rows] == [(f"{was} law", f"{now} law")]


def test_a_decision_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    (path,) = put_files(tmp_path, QUAYSIDE)
    members = tuple(Member(v.submission, v.provenance) for v in gather([path]).collection.versions)
    book = load_workbook(path)
    odd = tmp_path / "odd.xlsx"
    save_workbook(book, odd, to_text(Payload(members, ({"form": "x"},))), WRITTEN_AT)
    gathered = gather([odd])
    (result,) = gathered.results
    assert [problem.code for problem in result.problems] == ["decision_unreadable"]
    assert len(gathered.collection.versions) == 2
    assert gathered.collection.decisions == ()


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    put_files(tmp_path, QUAYSIDE, MILLBROOK)
    told: list[tuple[int, int]] = []
    gather([tmp_path], lambda done, of, _: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_what_is_held_already_stays(tmp_path: Path) -> None:
    one, two = put_files(tmp_path, QUAYSIDE, MILLBROOK)
    held = gather([one]).collection
    assert gather([two], held=held).collection == gather([one, two]).collection
