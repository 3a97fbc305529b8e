from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.tasks.rescue import set_aside

TODAY = date(2026, 11, 22)


def test_a_file_set_aside_keeps_every_byte_under_another_name(tmp_path: Path) -> None:
    for content in (b"rota", b"another rota"):
        file = tmp_path / "practices.stocktake"
        file.write_bytes(content)
        kept = set_aside(file, TODAY)
        assert kept.read_bytes() == content
        assert not file.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "practices-set-aside-2026-11-22-2.stocktake",
        "practices-set-aside-2026-11-22.stocktake",
    ]


def test_what_cannot_be_set_aside_is_said(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError, match="could not be given another name"):
        set_aside(tmp_path / "gone.stocktake", TODAY)
