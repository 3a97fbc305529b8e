"""What a lead typed comes back, also after a crash, and damage to it stops nothing."""

from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.tasks.pcn_kept import FOLDER, PcnKept, PcnShelf, RoundKept, pcn_key
from stocktake.tasks.pcn_rulings import Ruling, Rulings

KEPT = PcnKept(
    "U12345",
    "Harbour & Vale PCN",
    "2026-11-22",
    ("A12345 Quayside",),
    rounds={
        "2026/27": RoundKept(
            asked=("Fund a same-day hub",),
            rulings=Rulings(
                {"practice_stocktake/2025.1": Ruling("PCN lead", "2026-11-22", "same")}
            ),
            letters={"D45678": "A"},
        )
    },
)


def test_what_was_kept_comes_back_for_the_same_pcn_only(tmp_path: Path) -> None:
    PcnShelf(tmp_path).keep(KEPT)
    assert PcnShelf(tmp_path).of("U12345") == KEPT
    assert PcnShelf(tmp_path).of("U99999") is None


def test_a_round_has_its_own_questions_to_the_board() -> None:
    later = KEPT.with_round("2027/28", RoundKept(asked=("Something else",)))
    assert later.of("2026/27").asked == ("Fund a same-day hub",)
    assert later.of("2027/28").asked == ("Something else",)
    assert later.of("2028/29") == RoundKept()


def test_what_was_worked_on_last_stands_first(tmp_path: Path) -> None:
    shelf = PcnShelf(tmp_path)
    shelf.keep(PcnKept("A", used_on="2026-01-01"))
    shelf.keep(KEPT)
    assert [each.key for each in shelf.all()] == ["U12345", "A"]
    shelf.forget("U12345")
    assert [each.key for each in shelf.all()] == ["A"]


def test_names_that_no_file_can_have_are_kept_apart(tmp_path: Path) -> None:
    shelf = PcnShelf(tmp_path)
    for key in ("a/b: pcn", "a?b* pcn", "../a"):
        shelf.keep(PcnKept(key))
    assert {each.key for each in shelf.all()} == {"a/b: pcn", "a?b* pcn", "../a"}
    assert all(path.parent == tmp_path / FOLDER for path in tmp_path.rglob("*.json"))


def test_what_cannot_be_read_is_put_aside_and_not_written_over(tmp_path: Path) -> None:
    shelf = PcnShelf(tmp_path)
    shelf.keep(KEPT)
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_bytes(b"{half")
    assert shelf.of("U12345") is None
    shelf.keep(KEPT)
    texts = sorted(each.read_bytes()[:5] for each in (tmp_path / FOLDER).iterdir())
    assert texts == [b'{\n  "', b"{half"]


def test_nothing_is_left_of_a_save_that_failed(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StocktakeError) as refused:
        PcnShelf(tmp_path).keep(KEPT)
    assert refused.value.code == "pcn_work_not_kept"
    assert [each.name for each in tmp_path.iterdir()] == [FOLDER]


def test_without_a_folder_nothing_is_kept_and_nothing_fails() -> None:
    shelf = PcnShelf(None)
    shelf.keep(KEPT)
    shelf.forget("U12345")
    assert (shelf.of("U12345"), shelf.all()) == (None, ())


def test_a_pcn_is_known_by_its_code_or_else_by_its_name() -> None:
    assert pcn_key(" u12345 ", "Harbour & Vale PCN") == "U12345"
    assert pcn_key("", "Harbour & Vale PCN") == pcn_key("", "harbour & vale pcn ")
