from hypothesis import given
from hypothesis import strategies as st

from stocktake.charts import fonts


def test_sizes_grow_with_the_text_factor() -> None:
    assert fonts.sizes(1).body == 10
    assert fonts.sizes(2).body == 20
    assert fonts.sizes(2).title == 2 * fonts.sizes(1).title


def test_a_font_that_comes_with_the_program_is_always_last() -> None:
    assert fonts.families()[-1] == "DejaVu Sans"


def test_every_font_asked_for_is_installed_so_nothing_is_said_in_the_log() -> None:
    from matplotlib.font_manager import fontManager

    installed = {entry.name for entry in fontManager.ttflist}
    assert set(fonts.families()) <= installed


@given(st.text(max_size=60))
def test_printable_words_are_one_line_without_control_characters(words: str) -> None:
    shown = fonts.printable(words)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    assert not {"\u2028", "\u2029", "\u202e"} & set(shown)
    assert fonts.printable(shown) == shown


def test_a_letter_no_font_has_is_an_empty_box() -> None:
    assert fonts.printable("A\U00013080B") == "A\u25a1B"


@given(st.text(alphabet="abcdeW ij", max_size=80), st.integers(40, 300))
def test_wrapped_lines_fit_and_lose_no_letter(words: str, limit: int) -> None:
    lines = fonts.wrap(words, limit, 10)
    assert all(fonts.width_px(line, 10) <= limit for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_words_joined_by_a_hard_space_stay_together() -> None:
    lines = fonts.wrap("middle 2, from\u00a04\u00a0of\u00a04", 90, 10)
    assert lines == ("middle 2,", "from\u00a04\u00a0of\u00a04")
