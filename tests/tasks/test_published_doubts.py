"""Figures of different files that do not fit together are said, each in a plain sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from stocktake.opendata.pack import PackSource
from stocktake.opendata.release import Basis, Period, PublishedValue
from stocktake.tasks.published_doubts import doubts
from stocktake.tasks.published_offers import Figures, Kept

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31), Basis.IN_FILE)
YEAR_BEFORE = Period(date(2024, 4, 1), date(2025, 3, 31), Basis.IN_FILE)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 1), Basis.IN_FILE)


def kept(key: str, figure: str, title: str, period: Period | None) -> Kept:
    source = PackSource(title, title, "NHS England", "1", "a.csv", "f" * 64, 9, period, False, "")
    value = PublishedValue("A81001", key, figure, Decimal(figure), "", 2, key)
    return Kept(value, source, 1, datetime(2026, 11, 1, tzinfo=UTC), is_in_use=True)


def test_more_qof_points_than_were_on_offer_are_said() -> None:
    got = kept("qof.points", "602.5", "QOF points by practice", YEAR)
    most = kept("qof.available", "564", "QOF points on offer", YEAR)
    assert doubts(Figures((got, most))) == (
        "QOF points achieved are 602.5 (“QOF points by practice”, 2025/26), more than the 564 on "
        "offer (“QOF points on offer”, 2025/26). Check that both files are of the same year.",
    )
    all_of_them = kept("qof.points", "564", "QOF points by practice", YEAR)
    assert doubts(Figures((all_of_them, most))) == ()


def test_points_of_two_years_are_not_compared() -> None:
    got = kept("qof.points", "602.5", "QOF points by practice", YEAR_BEFORE)
    assert doubts(Figures((got, kept("qof.available", "564", "On offer", YEAR)))) == ()


def test_list_sizes_far_apart_are_said_with_both_files() -> None:
    size = kept("list.registered", "3743", "Patients registered", MARCH)
    staff = kept("staff.patients", "5012", "General Practice Workforce", YEAR)
    assert doubts(Figures((size, staff))) == (
        "“Patients registered”, 1 March 2026 says 3,743 registered patients; “General Practice "
        "Workforce”, 2025/26 says 5,012, which is 34% more. Check which is right before you "
        "accept either: the practice may have merged or changed its code between the two.",
    )


def test_list_sizes_within_a_tenth_or_of_other_times_are_not_asked_about() -> None:
    size = kept("list.registered", "4000", "Patients registered", MARCH)
    assert doubts(Figures((size, kept("staff.patients", "4400", "Workforce", YEAR)))) == ()
    assert doubts(Figures((size, kept("staff.patients", "9000", "Workforce", None)))) == ()
    long_ago = kept("list.registered_average", "9000", "Payments", YEAR_BEFORE)
    long_ago = replace(long_ago, source=replace(long_ago.source, period=MARCH_2024))
    assert doubts(Figures((size, long_ago))) == ()


MARCH_2024 = Period(date(2024, 3, 1), date(2024, 3, 31), Basis.IN_FILE)


def test_files_that_were_taken_away_raise_no_doubt() -> None:
    size = kept("list.registered", "3743", "Patients registered", MARCH)
    gone = replace(kept("staff.patients", "5012", "Workforce", YEAR), is_in_use=False)
    assert doubts(Figures((size, gone))) == ()
