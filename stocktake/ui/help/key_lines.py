"""The keys, as a page of the help, written from the map of keys in use."""

from __future__ import annotations

from stocktake.ui.keymap import in_words, keymap

MARKER = "{keys}"
"""Where the keys go in the text of the page."""

ALWAYS: tuple[tuple[str, str], ...] = (
    ("Tab, Shift+Tab", "The next or previous control; a set of options is one stop"),
    ("Arrow keys", "From one option, row or cell to the next"),
    ("Space", "Choose the option, or press the button"),
    ("Enter", "Open the row, or press the button"),
    ("0 to 4", "In a rating: choose that level"),
    ("Delete", "In a rating or a choice: clear the answer"),
    ("Esc", "Close what was opened beside the question; the text is kept"),
    ("Alt and a letter", "Open the menu with that letter underlined"),
)
"""Keys that are the same everywhere and cannot be changed."""


def keys_in_markdown() -> str:
    """Every command that has keys, a table for each menu, and the keys that never change."""
    menus: dict[str, list[str]] = {}
    for each in keymap().commands():
        keys = keymap().keys(each.id)
        if keys:
            menus.setdefault(each.menu, []).append(f"| {_cell(in_words(keys))} | {each.words} |")
    parts = [_table(f"Menu {menu}", rows) for menu, rows in menus.items()]
    always = [f"| {_cell(keys)} | {words} |" for keys, words in ALWAYS]
    return "\n\n".join([*parts, _table("Always", always)])


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _table(title: str, rows: list[str]) -> str:
    return "\n".join((f"## {title}", "", "| Keys | What they do |", "|---|---|", *rows))
