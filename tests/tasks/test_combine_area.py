"""Combining beyond one PCN, through real files: hierarchical equals direct, nobody twice."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pcn_files import (
    FELLGATE,
    MILLBROOK,
    QUAYSIDE,
    ST_OSWINS,
    choice_for,
    leaving,
    practice,
    texts_of,
    with_answers,
)
from two_pcns import NORTH, SOUTH, put, read, two_pcns

from stocktake import cli
from stocktake.merge.scales import Scale
from stocktake.tasks.combine import combine
from stocktake.tasks.combine_area import Wanted, look_at, may_name_someone, scale_of, write_area
from stocktake.workbooks.reading import Verdict


@pytest.fixture(scope="module")
def files() -> dict[str, list[Path]]:
    """Practices' files of two PCNs. Not to be changed."""
    return two_pcns().files


@pytest.fixture(scope="module")
def sent_on(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[Path]]
) -> dict[str, Path]:
    """What each PCN sends on, with every sheet. Not to be changed."""
    folder = tmp_path_factory.mktemp("sent")
    return {name: sent_by(folder / f"{name}.xlsx", paths) for name, paths in files.items()}


def sent_by(path: Path, paths: list[Path]) -> Path:
    return write_area(path, look_at(read(*paths), Wanted(Scale.PCN)))


def totals(*paths: Path, **wanted: object):
    return look_at(read(*paths), Wanted(Scale.LOCALITY, **wanted)).view.totals


def test_totals_of_pcns_equal_the_practices_combined_directly_to_the_last_digit(
    files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    direct = totals(*files[NORTH], *files[SOUTH])
    assert totals(*sent_on.values()) == direct
    assert totals(sent_on[NORTH], *files[SOUTH]) == direct
    assert direct.everyone.practices == 6


def test_inside_workbooks_of_pcns_give_the_same_as_their_totals(
    tmp_path: Path, files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    north = combine(files[NORTH], tmp_path / "north.xlsx", say=lambda _: None).path
    assert totals(north, sent_on[SOUTH]) == totals(*sent_on.values())


def test_a_locality_of_localities_equals_the_direct_merge(
    tmp_path: Path, sent_on: dict[str, Path]
) -> None:
    one = write_area(
        tmp_path / "one.xlsx", look_at(read(sent_on[NORTH]), Wanted(Scale.LOCALITY, "East"))
    )
    two = write_area(
        tmp_path / "two.xlsx", look_at(read(sent_on[SOUTH]), Wanted(Scale.LOCALITY, "West"))
    )
    both = read(one, two)
    assert scale_of(both) is Scale.SYSTEM
    system = look_at(both, Wanted(name="Fenmarch ICB"))
    assert system.view.totals == totals(*sent_on.values())
    assert [part.within for part in system.view.parts] == ["East", "West"]
    path = write_area(tmp_path / "system.xlsx", system)
    assert totals(path, one, sent_on[SOUTH]) == system.view.totals


def test_the_order_of_files_changes_no_byte(tmp_path: Path, sent_on: dict[str, Path]) -> None:
    first, second = sent_on.values()
    there = write_area(tmp_path / "a.xlsx", look_at(read(first, second)))
    back = write_area(tmp_path / "b.xlsx", look_at(read(second, first, second)))
    assert there.read_bytes() == back.read_bytes()


def test_a_practice_whose_own_file_came_too_is_counted_once_and_it_is_said(
    files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    area = look_at(read(sent_on[NORTH], sent_on[SOUTH], files[NORTH][FELLGATE]))
    assert area.view.figures.base.practices == 6
    (problem,) = [each for each in area.view.problems if each.code == "counted_in_totals"]
    assert problem.where == NORTH
    assert "It is counted once" in problem.what


def test_a_newer_file_of_a_pcn_takes_the_place_of_the_older(
    tmp_path: Path, files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    three = sent_by(
        tmp_path / "three.xlsx", [files[NORTH][place] for place in (QUAYSIDE, MILLBROOK, ST_OSWINS)]
    )
    late = look_at(read(three, sent_on[NORTH], sent_on[SOUTH]))
    assert late.view.problems == ()
    assert late.view.figures.base.practices == 6


def test_no_name_of_a_practice_is_on_any_sheet_or_in_what_travels(
    sent_on: dict[str, Path], tmp_path: Path
) -> None:
    locality = write_area(tmp_path / "locality.xlsx", look_at(read(*sent_on.values())))
    for path in (*sent_on.values(), locality):
        (result,) = read(path).results
        found = " ".join(texts_of(path)) + repr([group.rows for group in result.groups])
        for name in ("Quayside", "Millbrook", "Oswin", "Fellgate", "South 0"):
            assert name not in found
        assert result.members == ()


def test_a_locality_has_sheets_and_words_of_its_own(
    sent_on: dict[str, Path], tmp_path: Path
) -> None:
    area = look_at(read(*sent_on.values()), Wanted(name="Fenmarch"))
    path = write_area(tmp_path / "locality.xlsx", area)
    book = load_workbook(path)
    assert book.sheetnames[:4] == ["Read me", "Summary", "PCNs in this locality", "Domains"]
    texts = texts_of(path)
    assert "Locality workbook of Fenmarch" in texts
    assert {NORTH, SOUTH} <= set(texts)
    held = {"Members", "Long data", "Wide data", "Staff to share", "Decision page"}
    assert not held & set(book.sheetnames)


def test_a_file_of_totals_saved_again_is_taken_as_it_was_written(
    tmp_path: Path, sent_on: dict[str, Path]
) -> None:
    again = tmp_path / "again.xlsx"
    with zipfile.ZipFile(sent_on[SOUTH]) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    (result,) = read(again).results
    assert result.verdict is Verdict.SAVED_AGAIN
    assert [problem.code for problem in result.problems] == ["totals_as_written"]
    assert totals(again) == totals(sent_on[SOUTH])


def test_practices_of_one_pcn_are_a_pcn_and_one_odd_name_makes_no_locality(
    files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    assert scale_of(read(*files[NORTH])) is Scale.PCN
    assert scale_of(read(*files[NORTH], files[SOUTH][0])) is Scale.PCN
    assert scale_of(read(*files[NORTH], *files[SOUTH])) is Scale.LOCALITY
    assert scale_of(read(sent_on[NORTH])) is Scale.LOCALITY


def test_the_command_line_takes_a_folder_with_practices_and_pcns_mixed(
    tmp_path: Path,
    files: dict[str, list[Path]],
    sent_on: dict[str, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    for path in (sent_on[NORTH], *files[SOUTH]):
        (folder / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "Fenmarch.xlsx"
    assert cli.run(["merge", str(folder), "--out", str(out), "--name", "Fenmarch"]) == 0
    assert f"Fenmarch: 6 of 6 practices, 100% of patients. The locality workbook is {out}" in (
        capsys.readouterr().out
    )
    assert totals(out) == totals(*files[NORTH], *files[SOUTH])


def test_the_command_line_writes_what_a_pcn_sends_on(
    tmp_path: Path, files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    out = tmp_path / "on.xlsx"
    paths = [str(path) for path in files[NORTH]]
    assert cli.run(["merge", *paths, "--to-send-on", "--out", str(out)]) == 0
    assert out.read_bytes() == sent_on[NORTH].read_bytes()


def test_what_may_name_a_person_is_looked_for_before_a_file_leaves(
    sent_on: dict[str, Path],
) -> None:
    gathered = read(sent_on[SOUTH])
    assert may_name_someone(look_at(gathered, Wanted(name="Fenmarch"))) == ()
    (found,) = may_name_someone(look_at(gathered, Wanted(name="Ask Dr Brown, 0117 496 0123"[:12])))
    assert found.what == "It holds what may be a person's name: Dr Brown"


def test_a_practice_with_changed_answers_changes_only_its_pcn(
    tmp_path: Path, files: dict[str, list[Path]], sent_on: dict[str, Path]
) -> None:
    stocktake, review = practice(FELLGATE)
    later = with_answers(stocktake, demand__m_urgent=4, also_revision=stocktake.revision + 1)
    late = leaving((later, review), choice_for(stocktake)).submissions
    path = put(tmp_path / "late.xlsx", list(late))
    north = sent_by(tmp_path / "north.xlsx", [*files[NORTH], path])
    both = look_at(read(north, *sent_on.values()))
    assert both.view.problems == ()
    assert both.view.figures.base.practices == 6
