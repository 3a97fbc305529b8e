"""A copy that was decided on is kept under a name that says where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.desk_marks import Facts, Mark
from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.tasks.desk_kept import keep_beside, kept_copies


def standing(copied: Path | None, desk: str = "Desk 3", saved_at: str = "") -> Standing:
    mark = Mark("m", "d3", desk, 7, saved_at or "2026-11-22T14:32:00+00:00")
    return Standing(Verdict.BOTH_MOVED, Facts("w", 7, (mark,), False), copied, copied)


@pytest.mark.parametrize(
    ("desk", "saved_at", "name"),
    [
        ("Desk 3", "", "2026-11-22 14.32 Desk 3.stocktake"),
        ("../../etc: <x>", "", "2026-11-22 14.32 etc x.stocktake"),
        ("Desk 3", "soon", "Desk 3.stocktake"),
        ("", "", "2026-11-22 14.32 another desk.stocktake"),
    ],
)
def test_it_is_named_for_its_desk_and_time(
    tmp_path: Path, desk: str, saved_at: str, name: str
) -> None:
    copied = tmp_path / "copied.stocktake"
    copied.write_bytes(b"as it was")
    kept = keep_beside(tmp_path / "practices.stocktake", standing(copied, desk, saved_at))
    assert kept == tmp_path / "practices-other-desks" / name
    assert kept.read_bytes() == b"as it was"
    assert kept_copies(tmp_path / "practices.stocktake") == (kept,)


def test_another_of_the_same_time_gets_a_name_of_its_own(tmp_path: Path) -> None:
    copied = tmp_path / "copied.stocktake"
    for content in (b"one", b"two"):
        copied.write_bytes(content)
        keep_beside(tmp_path / "practices.stocktake", standing(copied))
    names = [each.name for each in kept_copies(tmp_path / "practices.stocktake")]
    assert sorted(names) == [
        "2026-11-22 14.32 Desk 3 2.stocktake",
        "2026-11-22 14.32 Desk 3.stocktake",
    ]


def test_one_that_cannot_be_kept_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "practices-other-desks").write_text("in the way")
    copied = tmp_path / "copied.stocktake"
    copied.write_bytes(b"as it was")
    with pytest.raises(StocktakeError) as refused:
        keep_beside(tmp_path / "practices.stocktake", standing(copied))
    assert refused.value.code == "desk_copy_not_kept"
    with pytest.raises(StocktakeError):
        keep_beside(tmp_path / "practices.stocktake", standing(None))
