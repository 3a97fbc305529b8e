"""The branding pack is found at the start, and one that is broken stops nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from branding import BRAND, make_brand

from stocktake.questionnaire.form_heads import form_head
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.own_forms import offer_own_forms
from stocktake.questionnaire.quick_copy import keep_copies_in
from stocktake.tasks import brand_in_use
from stocktake.tasks.brand_in_use import brand_at_start, brand_prefill_pack, is_first_said


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    yield
    offer_own_forms({})
    keep_copies_in(None)


def test_without_a_folder_there_is_no_brand_and_nothing_is_said(tmp_path: Path) -> None:
    found = brand_at_start(tmp_path)
    assert (found.brand, found.folder, found.words()) == (None, None, "")
    assert found.given.locked == {}
    assert brand_prefill_pack(found) is None


def test_its_forms_are_offered_after_those_of_the_program(tmp_path: Path) -> None:
    make_brand(tmp_path / "brand")
    assert brand_at_start(tmp_path).brand is not None
    assert shipped_form_ids()[-1] == "minor_surgery"
    assert shipped_form("minor_surgery").form.publisher == "Harbour Federation"
    head = form_head("minor_surgery")
    assert (head.title, head.minutes, head.is_further) == ("Minor surgery at Harbour", 5, True)
    assert brand_at_start(None).brand is None
    assert "minor_surgery" not in shipped_form_ids()


def test_a_broken_pack_is_left_aside_and_said_once(tmp_path: Path) -> None:
    make_brand(tmp_path / "brand", BRAND.replace("logo.svg", "none.svg"))
    keep_copies_in(tmp_path / "quick")
    found = brand_at_start(tmp_path)
    assert found.brand is None
    assert "no file “none.svg”" in found.words()
    assert "Tell whoever gave you the program." in found.words()
    assert "minor_surgery" not in shipped_form_ids()
    assert [is_first_said(found.words()) for _ in range(2)] == [True, False]


def test_a_pack_beside_the_program_comes_before_one_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_brand(tmp_path / "installed", BRAND.replace("Harbour F", "Installed F"))
    make_brand(tmp_path / "data" / "brand")
    monkeypatch.setattr(brand_in_use, "shipped_brand", lambda: tmp_path / "installed")
    found = brand_at_start(tmp_path / "data").brand
    assert found is not None
    assert found.name == "Installed Federation"


def test_a_pack_that_was_checked_is_not_looked_through_again_until_it_changes(
    tmp_path: Path,
) -> None:
    folder = make_brand(tmp_path / "brand")
    keep_copies_in(tmp_path / "quick")
    assert brand_at_start(tmp_path).brand is not None
    assert brand_at_start(tmp_path).brand is not None
    (folder / "logo.svg").write_text("<html/>", encoding="utf-8")
    assert brand_at_start(tmp_path).brand is None
