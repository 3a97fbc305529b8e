"""How counts, lists and sentences are written everywhere."""

import re
from pathlib import Path

from stocktake import phrases
from stocktake.phrases import counted, listed, noun, spelt, start_upper


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "level") == "1 level"
    assert counted(0, "level") == "0 levels"
    assert counted(2, "duty is", "duties are") == "2 duties are"
    assert counted(1200, "row") == "1,200 rows"
    assert [noun(number, "person", "people") for number in (1, 2)] == ["person", "people"]


BY_HAND = re.compile(r"""["']1 [^"'{]*["'] if [^\n]+ == 1 else|== 1 else ['"]s['"]""")


def test_one_function_counts_things_everywhere() -> None:
    """A count put together by hand is where "1 answers" comes from."""
    package = Path(phrases.__file__).parent
    found = {
        f"{path.relative_to(package)}: {each.group()}"
        for path in package.rglob("*.py")
        for each in BY_HAND.finditer(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_small_numbers_are_words_and_from_ten_on_digits() -> None:
    assert [spelt(number) for number in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]


def test_lists_end_with_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_only_the_first_letter_is_raised() -> None:
    assert start_upper("needs from PCN") == "Needs from PCN"
    assert start_upper("") == ""
