"""Who has it open is a warning, judged by watching and not by clocks alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stocktake.tasks.desk_lease import (
    MOST_BYTES,
    STALE_SECONDS,
    Lease,
    Watch,
    leave_lease,
    read_leases,
    take_lease,
)

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
SINCE = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)


def lease(seen: datetime = NOW, beat: int = 1) -> Lease:
    return Lease("d3", "Desk 3", "Practice manager", SINCE.isoformat(), seen.isoformat(), beat)


def said(watch: Watch, found: Lease, seconds: float, now: datetime = NOW) -> list[str]:
    return [each.words(now) for each in watch.judge((found,), now, seconds)]


def test_a_desk_that_has_it_open_is_named_with_the_time() -> None:
    assert said(Watch(), lease(), 0) == ["Open at Desk 3 since 14:10 (Practice manager)."]


def test_a_note_left_behind_yesterday_is_said_to_be_doubtful() -> None:
    (words,) = said(Watch(), lease(NOW - timedelta(days=1)), 0)
    assert "or not closed properly there" in words
    assert "21 November 2026, 14:32" in words


def test_a_note_not_refreshed_for_a_quarter_of_an_hour_counts_for_nothing() -> None:
    watch = Watch()
    assert said(watch, lease(), 0)
    assert said(watch, lease(), STALE_SECONDS - 1)
    assert not said(watch, lease(), STALE_SECONDS)


def test_a_refreshed_note_counts_whatever_the_other_clock_says() -> None:
    watch = Watch()
    ten_years_ago = NOW - timedelta(days=3653)
    said(watch, lease(ten_years_ago, 1), 0)
    (words,) = said(watch, lease(ten_years_ago, 2), STALE_SECONDS - 1)
    assert words.startswith("Open at Desk 3 since")
    assert said(watch, lease(ten_years_ago, 2), STALE_SECONDS * 2 - 2)
    assert not said(watch, lease(ten_years_ago, 2), STALE_SECONDS * 2)


def test_a_stale_note_counts_again_when_it_is_refreshed() -> None:
    watch = Watch()
    said(watch, lease(), 0)
    assert not said(watch, lease(), STALE_SECONDS)
    assert said(watch, lease(beat=2), STALE_SECONDS + 1)


def test_notes_are_written_read_by_others_and_taken_away(tmp_path: Path) -> None:
    take_lease(tmp_path, lease())
    take_lease(tmp_path, lease().refreshed(NOW + timedelta(minutes=3)))
    assert len(list(tmp_path.iterdir())) == 1
    assert read_leases(tmp_path, "d1") == (lease(NOW + timedelta(minutes=3), 2),)
    assert read_leases(tmp_path, "d3") == ()
    leave_lease(tmp_path, "d3")
    assert list(tmp_path.iterdir()) == []
    leave_lease(tmp_path, "d3")


def test_a_folder_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    take_lease(tmp_path / "gone", lease())
    leave_lease(tmp_path / "gone", "d3")
    assert read_leases(tmp_path / "gone", "d1") == ()


@pytest.mark.parametrize(
    "text",
    ["", "7", "[]", "{}", '{"device": "d3"}', "\x00" * 50, "[" * 2000, "x" * (MOST_BYTES + 1)],
)
def test_a_note_that_is_not_one_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "Stocktake copy.open-d3.json").write_text(text, encoding="utf-8")
    assert read_leases(tmp_path, "d1") == ()


def test_received_names_are_short_and_on_one_line(tmp_path: Path) -> None:
    found = {"device": "d3", "desk": "Desk\n3\x07 " + "x" * 500, "role": "<b>", "since": "soon"}
    text = json.dumps({**found, "seen": "", "beat": 1})
    (tmp_path / "Stocktake copy.open-d3.json").write_text(text, encoding="utf-8")
    (read,) = read_leases(tmp_path, "d1")
    assert read.desk.startswith("Desk 3 xxx")
    assert len(read.desk) == 60
    assert said(Watch(), read, 0)
