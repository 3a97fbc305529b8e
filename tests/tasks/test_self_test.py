"""The program tries itself: what works is said line by line, what does not in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from branding import BRAND, make_brand
from store.killing import runs

from stocktake.charts import CHARTS
from stocktake.errors import StocktakeError
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.own_forms import offer_own_forms, own_form_ids
from stocktake.tasks import brand_in_use, self_test
from stocktake.tasks.self_test import PARTS, run_self_test


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    yield
    offer_own_forms({})


def test_every_step_is_said_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test.tempfile, "tempdir", str(tmp_path))
    said: list[str] = []
    parts = PARTS if runs(long=2, short=1) > 1 else ("rate card", "published")
    run_self_test(said.append, parts=parts)
    assert said[-1] == "Everything works."
    assert [line for line in said if line.startswith("Rate card: 18 lines published; 2 files")]
    assert "Published figures: 1 file read." in said
    assert list(tmp_path.iterdir()) == []
    if parts is PARTS:
        titles = [shipped_form(each).form.title for each in shipped_form_ids()]
        wanted = [*titles, *(kind.name for kind in CHARTS.values())]
        assert [each for each in wanted if not any(f"“{each}”" in line for line in said)] == []


def test_the_forms_of_the_branding_pack_that_was_installed_are_tried_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_brand(tmp_path / "brand")
    monkeypatch.setattr(brand_in_use, "shipped_brand", lambda: tmp_path / "brand")
    # Only the form of the pack: the others are tried in the long run.
    monkeypatch.setattr(self_test, "shipped_form_ids", own_form_ids)
    said: list[str] = []
    run_self_test(said.append, parts=("brand", "forms"))
    assert said[0].startswith("Branding pack of Harbour Federation: in order, 1 form, SHA-256 ")
    assert said[1] == (
        "Form “Minor surgery at Harbour”: 1 question, 1 answer; its workbook written and read back."
    )


def test_a_branding_pack_that_cannot_be_used_fails_the_self_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_brand(tmp_path / "brand", BRAND.replace("logo.svg", "none.svg"))
    monkeypatch.setattr(brand_in_use, "shipped_brand", lambda: tmp_path / "brand")
    with pytest.raises(StocktakeError, match="at the branding pack") as told:
        run_self_test(lambda words: None, parts=("brand",))
    assert "no file “none.svg” in the pack" in told.value.what


def test_a_step_that_fails_is_named_with_why(tmp_path: Path) -> None:
    (tmp_path / "Rate card").write_text("a file where the folder should go", encoding="utf-8")
    with pytest.raises(StocktakeError) as told:
        run_self_test(lambda words: None, tmp_path, parts=("rate card",))
    assert told.value.what.startswith("The self-test stopped at the rate card. ")
    assert "Install Stocktake again" in told.value.how_to_fix


def test_no_folder_to_work_in_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test.tempfile, "tempdir", str(tmp_path / "is not there"))
    with pytest.raises(StocktakeError) as told:
        run_self_test(lambda words: None)
    assert told.value.what.startswith("The self-test has no folder to work in")
