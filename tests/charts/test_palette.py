import pytest

from stocktake.charts.palette import (
    DARK,
    GAP_SHADES,
    LEVEL_SHADES,
    LIGHT,
    PALETTES,
    PRINT,
    Palette,
)


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_levels_and_gaps_have_the_colours_of_the_design() -> None:
    levels = ["#EDF2F7", "#C3DAEE", "#8AB9DF", "#2F73B0", "#0B4A87"]
    gaps = ["#EEF2F6", "#F8D3A0", "#EE9C55", "#BF4526", "#7C1D1D"]
    assert [LIGHT.level(number)[0] for number in range(5)] == levels
    assert [LIGHT.gap(number)[0] for number in range(5)] == gaps
    assert [series.colour for series in LIGHT.series] == [
        "#0B5A9D",
        "#B8860B",
        "#1B6E42",
        "#8A3F9B",
        "#A8201A",
    ]


@pytest.mark.parametrize("shade", [*LEVEL_SHADES, *GAP_SHADES])
def test_every_digit_can_be_read_on_its_colour(shade: tuple[str, str]) -> None:
    assert contrast(*shade) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_words_can_be_read_and_marks_seen_on_every_surface(palette: Palette) -> None:
    words = (palette.text, palette.muted, palette.accent)
    states = (palette.attention, palette.problem, palette.done)
    for colour in (*words, *states):
        assert contrast(colour, palette.surface) >= 4.5
    for colour in (palette.border, *(series.colour for series in palette.series)):
        assert contrast(colour, palette.surface) >= 3


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_no_two_series_share_a_colour_a_marker_or_a_dash(palette: Palette) -> None:
    for look in ("colour", "marker", "dash"):
        assert len({getattr(series, look) for series in palette.series}) == 5


def test_print_is_the_light_palette_on_white() -> None:
    assert PRINT.surface == "#FFFFFF"
    assert (PRINT.text, PRINT.series) == (LIGHT.text, LIGHT.series)
    assert DARK.surface == "#1B2128"
