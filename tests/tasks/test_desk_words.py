from datetime import UTC, datetime

import pytest

from stocktake.store.desk_marks import Facts, Mark
from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.tasks.desk_words import asked_words, saved_words, when_words

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
MARK = Mark("m", "d3", "Desk 3", 7, "2026-11-22T14:32:00+00:00")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 22, 14, 32, tzinfo=UTC), "14:32"),
        (datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "20 November 2026, 09:05"),
        (None, "at a time that is not known"),
    ],
)
def test_today_is_told_by_the_time_alone(at: datetime | None, words: str) -> None:
    assert when_words(at, NOW) == words


def test_a_copy_is_named_by_its_desk_and_time() -> None:
    assert saved_words(MARK, NOW) == "saved at Desk 3, 14:32"
    assert saved_words(None, NOW) == "saved at another desk"


@pytest.mark.parametrize(
    ("verdict", "heading", "detail"),
    [
        (
            Verdict.THEIRS_NEWER,
            "Continue from the copy saved at Desk 3, 14:32",
            "kept as a backup",
        ),
        (Verdict.BOTH_MOVED, "This computer and Desk 3 have both moved on", "what differs"),
    ],
)
def test_what_is_asked_says_where_the_copy_comes_from(
    verdict: Verdict, heading: str, detail: str
) -> None:
    words = asked_words(Standing(verdict, Facts("w", 7, (MARK,), False)), NOW)
    assert words[0] == heading
    assert detail in words[1]
