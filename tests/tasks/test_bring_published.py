import csv
import zipfile
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata.pack import from_bytes, to_bytes
from stocktake.opendata.release import Basis, Period
from stocktake.tasks.bring_published import Looked, bring, look
from tests.opendata.published import ROWS, release_of

TODAY = date(2026, 11, 22)
MAP = ROWS / "gp-reg-pat-prac-map_2026-07-01.csv"
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
OLD_LISTS = ROWS / "gp-reg-pat-prac-all_2021-01-01_CCG.csv"


@pytest.fixture(scope="module")
def whole_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list size of every practice in the map. Not to be changed."""
    with MAP.open(encoding="utf-8", newline="") as file:
        codes = [row["PRACTICE_CODE"] for row in csv.DictReader(file)]
    heading = LISTS.read_text(encoding="utf-8").splitlines()[0]
    rows = (
        f"GP_PRAC_PAT_LIST,2026-07-01,GP,16C,E38000247,{code},TS18 1HU,ALL,ALL,{4000 + place}"
        for place, code in enumerate(codes)
    )
    path = tmp_path_factory.mktemp("lists") / "lists.csv"
    path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
    return path


def looked(*paths: Path) -> tuple[Looked, ...]:
    return look(paths, (), TODAY)


def test_a_file_alone_gives_the_rows_of_the_practice() -> None:
    brought = bring(looked(LISTS), "A81001", TODAY)
    (own,) = (from_bytes(each).pack for each in brought.contents)
    assert {each.value.ods_code for each in own.values} == {"A81001"}
    assert own.standings == ()
    assert "Your practice, A81001, is in it." in brought.verdicts[0].sentence


def test_with_the_map_the_practice_is_compared_too(whole_lists: Path) -> None:
    brought = bring(looked(whole_lists, MAP), "A81001", TODAY)
    (own,) = (from_bytes(each).pack for each in brought.contents)
    assert {each.area.level.value for each in own.standings} >= {"England", "ICB"}
    assert {each.practice for each in own.standings} == {"A81001"}
    assert {each.value.ods_code for each in own.values} == {"A81001"}


def test_a_practice_without_a_row_gets_nothing_and_is_told() -> None:
    brought = bring(looked(LISTS), "Z99999", TODAY)
    assert brought.contents == ()
    assert "which is not zero" in brought.verdicts[0].sentence


def test_a_bad_file_among_good_ones_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    rota, cut = tmp_path / "rota.csv", tmp_path / "cut.csv"
    rota.write_text("Monday,Tuesday\nAli,Bo\n", encoding="utf-8")
    cut.write_bytes(LISTS.read_bytes()[:-40] + b"GP_PRAC")
    brought = bring(looked(rota, cut, LISTS), "A81001", TODAY)
    assert len(brought.contents) == 1
    assert [bool(each.problems) for each in brought.verdicts[:2]] == [True, True]


def test_what_was_brought_before_is_known_again() -> None:
    brought = bring(looked(LISTS), "A81001", TODAY)
    packs = [from_bytes(each).pack for each in brought.contents]
    known = {source.key for pack in packs for source in pack.sources}
    (again,) = look([LISTS], known, TODAY)
    assert again.verdict.is_known
    assert "already imported" in again.verdict.sentence


def test_of_two_files_in_one_zip_only_the_one_that_was_brought_is_known_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(LISTS, f"lists/{LISTS.name}")
        archive.write(OLD_LISTS, OLD_LISTS.name)
    found = looked(path)
    assert [each.can_be_read for each in found] == [True, True]
    brought = bring(found[:1], "A81001", TODAY)
    pack = from_bytes(brought.contents[0]).pack
    assert [each.name for each in pack.sources] == [f"download.zip: {LISTS.name}"]
    known = {source.key for source in from_bytes(to_bytes(pack)).pack.sources}
    renamed = path.rename(tmp_path / "renamed.zip")
    again = look([renamed, LISTS], known, TODAY)
    assert [each.verdict.is_known for each in again] == [True, False, False]


def test_a_pack_gives_a_practice_its_own_part(tmp_path: Path) -> None:
    whole = from_bytes(bring(looked(LISTS, MAP), "A81001", TODAY).contents[0]).pack
    path = tmp_path / "area.stocktakepack"
    path.write_bytes(to_bytes(whole))
    brought = bring(looked(path), "A81001", TODAY)
    assert from_bytes(brought.contents[0]).pack == whole
    none = bring(looked(path), "A81002", TODAY)
    assert none.contents == ()
    assert "ask for the pack of your area" in none.verdicts[0].sentence


def test_a_pack_that_was_changed_is_refused_and_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "area.stocktakepack"
    path.write_bytes(b"not a pack")
    (found,) = looked(path)
    assert not found.can_be_read
    assert bring([found], "A81001", TODAY).contents == ()


def test_the_period_a_manager_says_counts_where_the_file_is_silent() -> None:
    said = Period(date(2024, 4, 1), date(2025, 3, 31), Basis.MANAGER)
    (found,) = looked(LISTS)
    brought = bring([found], "A81001", TODAY, periods={found.verdict.source: said})
    assert from_bytes(brought.contents[0]).pack.sources[0].period == release_of(LISTS.name).period


def test_stopping_brings_nothing() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(StocktakeError) as caught:
        bring(looked(LISTS, OLD_LISTS), "A81001", TODAY, stop=stop)
    assert caught.value.code == "stopped"
