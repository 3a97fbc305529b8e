import re

from PySide6.QtGui import QColor

from stocktake.paths import shipped
from stocktake.ui import icons

ICONS = sorted((shipped("resources") / "icons").glob("*.svg"))


def test_there_are_a_few_dozen_icons_and_each_can_be_drawn() -> None:
    assert 20 <= len(ICONS) <= 40
    for path in ICONS:
        drawn = icons.pixmap(path.stem, QColor("#0B5A9D"), 20).toImage()
        inked = [
            drawn.pixelColor(x, y) for x in range(20) for y in range(20)
            if drawn.pixelColor(x, y).alpha() > 200
        ]  # fmt: skip
        assert inked, path.name
        blue = max(inked, key=QColor.alpha)
        assert abs(blue.red() - 0x0B) < 8
        assert abs(blue.blue() - 0x9D) < 8


def test_an_icon_is_drawn_at_the_density_of_the_screen() -> None:
    drawn = icons.pixmap("home", QColor("black"), 20, 2.0)
    assert drawn.width() == 40
    assert drawn.deviceIndependentSize().width() == 20


def test_every_icon_has_one_colour_and_no_outside_link() -> None:
    for path in ICONS:
        text = path.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in text
        assert not re.search(r"href|url\(|<script|<text", text)


def test_every_icon_a_widget_names_exists() -> None:
    names = {path.stem for path in ICONS}
    sources = shipped("resources").parent / "stocktake" / "ui"
    used: set[str] = set()
    for path in sources.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:Plain|Primary|Quiet)Button\(\s*"[^"]*",\s*"([a-z_]+)"', text))
        used |= set(re.findall(r'icon="([a-z_]+)"', text))
        used |= set(re.findall(r'IconMark\("([a-z_]+)"', text))
    assert used
    assert used <= names
