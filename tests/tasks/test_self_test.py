"""The program tries itself: what works is said line by line, what does not in a sentence."""

from pathlib import Path

import pytest
from store.killing import runs

from stocktake.charts import CHARTS
from stocktake.errors import StocktakeError
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks import self_test
from stocktake.tasks.self_test import PARTS, run_self_test


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
