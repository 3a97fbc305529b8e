"""How counts, lists and sentences are written everywhere."""

from stocktake.phrases import counted, listed, spelt, start_upper


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "level") == "1 level"
    assert counted(0, "level") == "0 levels"
    assert counted(2, "duty is", "duties are") == "2 duties are"


def test_small_numbers_are_words_and_from_ten_on_digits() -> None:
    assert [spelt(number) for number in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]


def test_lists_end_with_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_only_the_first_letter_is_raised() -> None:
    assert start_upper("needs from PCN") == "Needs from PCN"
    assert start_upper("") == ""
