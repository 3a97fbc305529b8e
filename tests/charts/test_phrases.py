from stocktake.charts.phrases import (
    counted,
    day_of_year_end,
    level_in_words,
    listed,
    month_of_year_end,
    spelt_levels,
    start_upper,
    with_source,
)


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "level") == "1 level"
    assert counted(0, "level") == "0 levels"
    assert counted(2, "duty is", "duties are") == "2 duties are"
    assert spelt_levels(1) == "one level"
    assert spelt_levels(2) == "two levels"


def test_a_plan_year_is_said_by_its_last_day() -> None:
    assert month_of_year_end(2028) == "March 2029"
    assert day_of_year_end(2031) == "31 March 2032"


def test_lists_end_with_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_an_unknown_level_is_not_a_number() -> None:
    assert level_in_words(None) == "not assessed"
    assert level_in_words(0) == "0 Not in place"


def test_only_the_first_letter_is_raised() -> None:
    assert start_upper("needs from PCN") == "Needs from PCN"
    assert start_upper("") == ""


def test_the_source_follows_only_where_it_is_known() -> None:
    assert with_source("Level now", "Quayside, 2026/27") == "Level now; Quayside, 2026/27"
    assert with_source("Level now", "") == "Level now"
