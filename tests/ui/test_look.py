import pytest
from PySide6.QtGui import QColor, QPalette

from stocktake.ui.look import DARK, LIGHT, Look, palette_of, system_look


def light_of(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio. Source: WCAG 2.2."""
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


ON_SURFACE = {
    "light": {"text": 15.7, "muted": 6.9, "control_border": 4.6, "accent": 7.1,
              "done": 6.3, "attention": 7.1, "problem": 7.3},
    "dark": {"text": 13.9, "muted": 8.1, "control_border": 5.2, "accent": 7.9,
             "done": 8.8, "attention": 9.9, "problem": 7.7},
}  # fmt: skip
ON_WINDOW = {
    "light": {"text": 14.6, "muted": 6.5, "control_border": 4.2, "accent": 6.6},
    "dark": {"text": 15.4, "muted": 9.0, "control_border": 5.8, "accent": 8.8},
}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_contrast_is_what_the_design_promises(look: Look) -> None:
    for role, ratio in ON_SURFACE[look.name].items():
        assert contrast(getattr(look, role), look.surface) == pytest.approx(ratio, abs=0.1), role
    for role, ratio in ON_WINDOW[look.name].items():
        assert contrast(getattr(look, role), look.window) == pytest.approx(ratio, abs=0.1), role


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_text_can_be_read_on_every_soft_fill(look: Look) -> None:
    for soft in (look.accent_soft, look.attention_soft, look.problem_soft):
        assert contrast(look.text, soft) >= 4.5
        assert contrast(look.muted, soft) >= 4.5
    assert contrast(look.on_accent, look.accent) >= 4.5
    for role in ("attention", "problem"):
        assert contrast(getattr(look, role), getattr(look, f"{role}_soft")) >= 4.5


def test_the_digits_of_levels_and_gaps_can_be_read() -> None:
    for fills, digits in ((LIGHT.levels, LIGHT.level_text), (LIGHT.gaps, LIGHT.gap_text)):
        for fill, digit in zip(fills, digits, strict=True):
            assert contrast(fill, digit) >= 4.5


def test_high_contrast_takes_every_colour_from_the_system(qapp: object) -> None:
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#00FFFF"))
    look = system_look(system)
    assert look.name == "system"
    assert QColor(look.text) == QColor("#FFFF00")
    assert QColor(look.problem) == QColor("#FFFF00")
    assert QColor(look.accent) == QColor("#00FFFF")


def test_the_palette_carries_the_roles_widgets_draw_from(qapp: object) -> None:
    palette = palette_of(DARK)
    role = QPalette.ColorRole
    assert palette.color(role.Base) == QColor(DARK.surface)
    assert palette.color(role.Dark) == QColor(DARK.control_border)
    assert palette.color(role.PlaceholderText) == QColor(DARK.muted)
