"""Rows stay where a person put them, and follow an undo."""

from stocktake.ui.question.row_order import row_order


def test_the_first_time_all_stand_as_they_are_kept() -> None:
    assert row_order([], (), ["a", "b"], {"a", "b"}) == ["a", "b"]


def test_a_row_just_added_stays_in_the_middle_before_and_after_it_is_answered() -> None:
    assert row_order(["a", "n", "b"], "ab", ["a", "b"], "ab") == ["a", "n", "b"]
    assert row_order(["a", "n", "b"], "ab", ["a", "b", "n"], "abn") == ["a", "n", "b"]


def test_a_row_just_added_at_the_top_stays_there() -> None:
    assert row_order(["n", "a"], "a", ["a"], "a") == ["n", "a"]


def test_two_rows_added_one_after_another_keep_their_order() -> None:
    assert row_order(["a", "m", "n"], "a", ["a"], "a") == ["a", "m", "n"]


def test_an_order_that_is_undone_is_followed() -> None:
    assert row_order(["b", "a"], "ab", ["a", "b"], "ab") == ["a", "b"]


def test_a_row_that_comes_back_has_its_old_place() -> None:
    assert row_order(["a", "c"], "ac", ["a", "b", "c"], "abc") == ["a", "b", "c"]


def test_a_new_row_that_is_undone_goes() -> None:
    assert row_order(["a", "n", "b"], "anb", ["a", "b"], "ab") == ["a", "b"]


def test_a_row_that_no_longer_applies_goes() -> None:
    assert row_order(["a", "b"], "ab", ["a"], "ab") == ["a"]
