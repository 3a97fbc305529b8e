"""What can be read: no file forgotten, and a row of each dataset read."""

import importlib
from datetime import date
from pathlib import Path

from stocktake.opendata import DATASETS, datasets, look_at
from stocktake.opendata.layouts import Dataset
from tests.opendata.published import ROWS, read_all

MADE_BY_TESTS = {"cqc_latest", "qof_workbook"}
"""Published with headings alone to hand: their rows are made in ``test_cqc`` and ``test_qof``."""


def test_every_dataset_that_is_written_is_listed() -> None:
    folder = Path(str(datasets.__file__)).parent
    found: set[str] = set()
    for path in folder.glob("[a-z]*.py"):
        module = importlib.import_module(f"{datasets.__name__}.{path.stem}")
        given = [*vars(module).values(), *getattr(module, "NOT_USED", ())]
        found |= {each.id for each in given if isinstance(each, Dataset)}
    assert found == set(DATASETS)


def test_a_row_of_every_dataset_is_read() -> None:
    readable = {each.id for each in DATASETS.values() if not each.refusal}
    assert {each.dataset for each in read_all()} | MADE_BY_TESTS == readable


def test_every_file_is_read_or_says_why_not() -> None:
    for path in sorted(ROWS.iterdir()):
        for verdict in look_at(path, today=date(2026, 11, 22)):
            assert verdict.sentence.endswith((".", "?"))
            assert verdict.can_be_read or verdict.problems


def test_what_is_shown_carries_its_attribution() -> None:
    for release in read_all():
        assert "Open Government Licence v3.0" in release.attribution
        assert release.publisher in release.attribution
        assert release.title in release.attribution
