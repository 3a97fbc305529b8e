from stocktake.charts.phrases import (
    day_of_year_end,
    level_in_words,
    month_of_year_end,
    named_or_counted,
    spelt_levels,
    with_source,
)


def test_levels_are_counted_in_words() -> None:
    assert spelt_levels(1) == "one level"
    assert spelt_levels(2) == "two levels"


def test_a_plan_year_is_said_by_its_last_day() -> None:
    assert month_of_year_end(2028) == "March 2029"
    assert day_of_year_end(2031) == "31 March 2032"


def test_an_unknown_level_is_not_a_number() -> None:
    assert level_in_words(None) == "not assessed"
    assert level_in_words(0) == "0 Not in place"


def test_a_few_domains_are_named_and_many_are_counted() -> None:
    assert named_or_counted(["Access", "Estate"]) == "Access and Estate"
    assert named_or_counted(["A", "B", "C", "D", "E"]) == "5 domains"


def test_the_source_follows_only_where_it_is_known() -> None:
    assert with_source("Level now", "Quayside, 2026/27") == "Level now; Quayside, 2026/27"
    assert with_source("Level now", "") == "Level now"
