import os
from pathlib import Path

from packs import write_pack

from stocktake.paths import shipped
from stocktake.tasks.packs_at_hand import pack_folders, packs_at_hand


def test_the_newest_pack_of_the_first_folder_comes_first(tmp_path: Path) -> None:
    data, beside = tmp_path / "data", tmp_path / "program"
    old = write_pack(data, name="Old.stocktakepack")
    new = write_pack(data, name="NEW.StocktakePack")
    shipped_one = write_pack(beside)
    (data / "practices.stocktake").write_bytes(b"")
    os.utime(old, (1, 1))
    assert packs_at_hand((data, tmp_path / "not there", beside)) == (new, old, shipped_one)


def test_a_folder_that_is_a_file_has_no_packs(tmp_path: Path) -> None:
    assert packs_at_hand((write_pack(tmp_path),)) == ()


def test_packs_are_looked_for_in_the_data_folder_and_beside_the_program(tmp_path: Path) -> None:
    resources = shipped("resources")
    assert pack_folders(tmp_path) == (tmp_path, resources.parent, resources)
    assert pack_folders(None) == (resources.parent, resources)
