"""A quick copy of a form says what its file says, or is not used at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form, shipped_form_ids
from stocktake.questionnaire.quick_copy import keep_copies_in, keep_copy, read_copy

TEXT = 'id = "swot"'
SAID = {"id": "swot"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    keep_copies_in(tmp_path / "quick")
    _forget()
    yield tmp_path / "quick"
    keep_copies_in(None)
    _forget()


def _forget() -> None:
    shipped_form.cache_clear()
    shipped_catalogue.cache_clear()


def _cut_short(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-1])


def _change_a_byte(copy: Path) -> None:
    kept = bytearray(copy.read_bytes())
    kept[-1] ^= 1
    copy.write_bytes(kept)


def _empty(copy: Path) -> None:
    copy.write_bytes(b"")


def _put_a_folder_there(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


def test_every_form_is_the_same_from_its_copy(folder: Path) -> None:
    files = [shipped_form(each) for each in shipped_form_ids()]
    _forget()
    assert len(list(folder.iterdir())) == len(files) + 1  # and the catalogue
    assert [shipped_form(each) for each in shipped_form_ids()] == files


def test_a_form_is_read_from_its_copy_once_there_is_one(folder: Path) -> None:
    keep_copy("forms.swot", TEXT, SAID)
    assert read_copy("forms.swot", TEXT) == SAID
    assert read_copy("forms.swot", TEXT + " ") is None
    assert read_copy("catalogues.swot", TEXT) is None


@pytest.mark.parametrize("spoil", [_cut_short, _change_a_byte, _empty, _put_a_folder_there])
def test_a_spoilt_copy_is_not_used(folder: Path, spoil: Callable[[Path], None]) -> None:
    form = shipped_form(EXPECTATIONS)
    _forget()
    for copy in list(folder.iterdir()):
        spoil(copy)
    assert shipped_form(EXPECTATIONS) == form


def test_the_copy_of_an_earlier_version_goes(folder: Path) -> None:
    keep_copy("forms.swot", "earlier", {})
    keep_copy("catalogues.swot", "another file", {})
    keep_copy("forms.swot", TEXT, SAID)
    assert len(list(folder.iterdir())) == 2
    assert read_copy("forms.swot", "earlier") is None
    assert read_copy("catalogues.swot", "another file") == {}


def test_a_form_is_read_where_no_copy_can_be_kept(folder: Path) -> None:
    form = shipped_form(EXPECTATIONS)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_text("a file in the way", encoding="utf-8")
    _forget()
    assert shipped_form(EXPECTATIONS) == form
    assert folder.read_text(encoding="utf-8") == "a file in the way"
