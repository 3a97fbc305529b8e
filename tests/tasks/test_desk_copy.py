"""Which copy is ahead, continuing from it, and never putting one over what it never had."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW, AtDesk, two_desks

from stocktake.errors import StocktakeError
from stocktake.store.backups import list_backups, restore
from stocktake.store.migrations import MIGRATIONS
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import COPY_NAME, Verdict, set_damaged_aside
from stocktake.tasks.desk_kept import kept_copies, settle
from stocktake.tasks.open_practice import EXPECTATIONS
from stocktake.tasks.practices import keep_record

TEXT = "profile.known_changes"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[AtDesk, AtDesk]]:
    yield from two_desks(tmp_path)


@pytest.fixture
def shared(desks: tuple[AtDesk, AtDesk]) -> tuple[AtDesk, AtDesk]:
    """Both desks with the same practice, from a copy saved at the first."""
    one, three = desks
    one.answer(TEXT, "first")
    one.write()
    three.carry_on(three.look())
    return desks


def refusal(desk: AtDesk) -> StocktakeError:
    with pytest.raises(StocktakeError) as refused:
        desk.write()
    return refused.value


def test_with_no_copy_in_the_folder_one_is_simply_written(desks: tuple[AtDesk, AtDesk]) -> None:
    one, _ = desks
    assert one.look().verdict is Verdict.NONE
    one.write()
    assert one.look().verdict is Verdict.SAME
    assert [each.name for each in one.folder.iterdir()] == [COPY_NAME]


def test_a_desk_with_nothing_begun_takes_the_copy_over(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "first")
    one.write()
    found = three.look()
    assert (found.verdict, found.is_first) == (Verdict.THEIRS_NEWER, True)
    assert found.desk == "Desk 1"
    three.carry_on(found)
    assert three.said(TEXT) == "first"
    assert three.workspace.workspace_id == one.workspace.workspace_id
    assert not three.workspace.was_cut_off
    assert three.look().verdict is Verdict.SAME
    # What little was there before is set aside and not thrown away.
    assert list(three.place.glob("*-set-aside-*.stocktake"))


def test_what_one_desk_added_is_offered_at_the_other(shared: tuple[AtDesk, AtDesk]) -> None:
    one, three = shared
    three.answer(TEXT, "second")
    assert three.look().verdict is Verdict.OURS_NEWER
    three.write()
    found = one.look()
    assert found.verdict is Verdict.THEIRS_NEWER
    assert found.facts is not None
    assert (found.desk, found.facts.counter) == ("Desk 3", three.workspace.change_counter)
    one.carry_on(found)
    assert one.said(TEXT) == "second"
    backup = list_backups(one.path)[0]
    with Workspace.open(backup.path, read_only=True) as before:
        assert not before.problems()


def test_a_newer_copy_is_never_written_over(shared: tuple[AtDesk, AtDesk]) -> None:
    one, three = shared
    three.answer(TEXT, "second")
    three.write()
    assert refusal(one).code == "desk_copy_ahead"
    one.answer(TEXT, "mine")
    assert one.look().verdict is Verdict.BOTH_MOVED
    assert refusal(one).code == "desk_copy_apart"
    assert three.look().verdict is Verdict.SAME


def test_once_both_are_decided_on_ours_is_ahead_and_theirs_is_kept(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, three = shared
    three.answer(TEXT, "theirs")
    three.write()
    one.answer(TEXT, "ours")
    found = one.look()
    kept = settle(one.workspace, found, one.desk, NOW)
    assert kept_copies(one.path) == (kept,)
    assert "Desk 3" in kept.name
    with Workspace.open(kept, read_only=True) as theirs:
        assert not theirs.problems()
    assert one.look().verdict is Verdict.OURS_NEWER
    one.write()
    assert three.look().verdict is Verdict.THEIRS_NEWER
    three.carry_on(three.look())
    assert three.said(TEXT) == "ours"


def test_the_same_copy_is_kept_once(shared: tuple[AtDesk, AtDesk]) -> None:
    one, three = shared
    three.answer(TEXT, "theirs")
    three.write()
    one.answer(TEXT, "ours")
    found = one.look()
    assert settle(one.workspace, found, one.desk, NOW) == settle(
        one.workspace, found, one.desk, NOW
    )


@pytest.mark.parametrize("days", [-3653, 3653])
def test_a_clock_ten_years_out_changes_nothing(shared: tuple[AtDesk, AtDesk], days: int) -> None:
    one, three = shared
    three.clock += timedelta(days=days)
    three.answer(TEXT, "second")
    three.write()
    assert one.look().verdict is Verdict.THEIRS_NEWER
    one.carry_on(one.look())
    one.answer(TEXT, "third")
    one.write()
    assert three.look().verdict is Verdict.THEIRS_NEWER
    three.answer(TEXT, "fourth")
    assert three.look().verdict is Verdict.BOTH_MOVED


def test_a_backup_put_back_by_hand_never_passes_for_the_newer_one(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, three = shared
    old = one.workspace.backups.make().path
    for text in ("a", "b", "c"):
        one.answer(TEXT, text)
    one.write()
    one.put_back_backup(old)
    assert one.look().verdict is Verdict.THEIRS_NEWER
    for text in ("d", "e", "f", "g"):
        one.answer(TEXT, text)
    # More changes than the copy has, and still nothing is written over it.
    facts = one.look().facts
    assert facts is not None
    assert one.workspace.change_counter > facts.counter
    assert one.look().verdict is Verdict.BOTH_MOVED
    assert refusal(one).code == "desk_copy_apart"
    assert three.look().verdict is Verdict.THEIRS_NEWER


def test_something_typed_after_looking_is_not_lost(shared: tuple[AtDesk, AtDesk]) -> None:
    one, three = shared
    three.answer(TEXT, "second")
    three.write()
    found = one.look()
    one.answer(TEXT, "typed meanwhile")
    with pytest.raises(StocktakeError) as refused:
        one.carry_on(found)
    assert refused.value.code == "desk_copy_apart"
    assert one.said(TEXT) == "typed meanwhile"


def test_the_copy_of_other_practices_is_left_alone(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "first")
    one.write()
    three.answer(TEXT, "another practice altogether")
    assert three.look().verdict is Verdict.NOT_OURS
    assert refusal(three).code == "desk_copy_of_another"
    assert one.look().verdict is Verdict.SAME


def test_working_on_another_file_keeps_ones_own_beside_it(desks: tuple[AtDesk, AtDesk]) -> None:
    one, three = desks
    one.answer(TEXT, "first")
    one.write()
    three.answer(TEXT, "mine")
    three.carry_on(three.look())
    assert three.said(TEXT) == "first"
    (aside,) = three.place.glob("*-set-aside-*.stocktake")
    with Workspace.open(aside, read_only=True) as mine:
        assert not mine.problems()
        assert mine.workspace_id != three.workspace.workspace_id


def test_two_copies_that_a_synced_folder_made_of_one_are_both_seen(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, three = shared
    main = one.folder / COPY_NAME
    three.answer(TEXT, "offline at Desk 3")
    three.write()
    main.rename(one.folder / "Stocktake copy-DESK3.stocktake")
    one.answer(TEXT, "offline at Desk 1")
    found = one.look()
    assert found.verdict is Verdict.BOTH_MOVED
    assert found.desk == "Desk 3"
    settle(one.workspace, found, one.desk, NOW)
    one.write()
    assert one.look().verdict is Verdict.SAME


def test_of_two_newer_copies_the_one_that_has_the_other_is_offered(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, three = shared
    three.answer(TEXT, "second")
    three.write()
    shutil.copyfile(one.folder / COPY_NAME, one.folder / "Stocktake copy (1).stocktake")
    three.answer(TEXT, "third")
    three.write()
    one.carry_on(one.look())
    assert one.said(TEXT) == "third"
    assert one.look().verdict is Verdict.SAME


def test_a_copy_that_is_not_whole_is_said_and_not_written_over(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, _ = shared
    one.answer(TEXT, "sixty new houses")
    one.write()
    main = one.folder / COPY_NAME
    whole = main.read_bytes()
    for broken in (whole[: len(whole) // 2], b"", bytes(4096), _with_a_flipped_answer(whole)):
        main.write_bytes(broken)
        one.answer(TEXT, f"more {len(broken)}")
        assert refusal(one).code == "desk_copy_damaged"
        assert main.read_bytes() == broken
    aside = set_damaged_aside(one.folder)
    one.write()
    assert {each.name for each in one.folder.iterdir()} == {COPY_NAME, aside}
    assert one.look().verdict is Verdict.SAME


def _with_a_flipped_answer(whole: bytes) -> bytes:
    at = whole.index(b"sixty new houses")
    return whole[:at] + b"ninety" + whole[at + 6 :]


def test_a_strange_file_of_that_name_is_left_alone(desks: tuple[AtDesk, AtDesk]) -> None:
    one, _ = desks
    (one.folder / COPY_NAME).write_text("minutes of a meeting " * 20)
    assert one.look().verdict is Verdict.UNREADABLE
    assert refusal(one).code == "desk_copy_not_ours"


def test_a_copy_from_a_newer_version_is_named_and_left_alone(
    shared: tuple[AtDesk, AtDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = shared
    one.reopen()
    monkeypatch.delitem(MIGRATIONS, next(reversed(MIGRATIONS)))
    found = one.look()
    assert found.verdict is Verdict.UNREADABLE
    assert found.refusal is not None
    assert found.refusal.code == "desk_copy_newer"
    assert "newer version" in found.refusal.what


def test_a_folder_that_is_gone_is_said_plainly(shared: tuple[AtDesk, AtDesk]) -> None:
    one, _ = shared
    shutil.rmtree(one.folder)
    error = refusal(one)
    assert error.code == "desk_folder_missing"
    assert "cannot be reached" in error.what
    assert "unplugged" in error.how_to_fix
    assert "safe" in error.how_to_fix


def test_nothing_is_left_on_this_computer_by_writing(desks: tuple[AtDesk, AtDesk]) -> None:
    one, _ = desks
    one.answer(TEXT, "first")
    one.write()
    assert list(one.place.rglob("*copy*.stocktake")) == []


def test_writing_again_with_nothing_new_leaves_the_copy_as_it_was(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, _ = shared
    before = (one.folder / COPY_NAME).stat().st_mtime_ns
    assert one.write().is_there_already
    assert (one.folder / COPY_NAME).stat().st_mtime_ns == before


def test_looking_at_pages_is_no_change_that_would_set_two_desks_apart(
    shared: tuple[AtDesk, AtDesk],
) -> None:
    one, three = shared
    three.answer(TEXT, "second")
    three.write()
    practice = one.practice
    practice.sheet(EXPECTATIONS)
    keep_record(practice, replace(practice.subject, pcn_name="Harbour PCN"))
    one.workspace.sections.keep_place(1, "profile", TEXT)
    assert one.look().verdict is Verdict.THEIRS_NEWER


def test_a_copy_opens_like_any_backup(shared: tuple[AtDesk, AtDesk], tmp_path: Path) -> None:
    one, _ = shared
    restore(one.folder / COPY_NAME, tmp_path / "restored.stocktake")
    with Workspace.open(tmp_path / "restored.stocktake") as restored:
        assert restored.problems() == []
        assert not restored.was_cut_off
