"""Every command with its keys, to be searched, and to be given other keys or none."""

from __future__ import annotations

from PySide6.QtCore import Slot

from stocktake.ui.desk import Desk
from stocktake.ui.keymap import Command, in_words, keymap
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.settings.key_card import KeyCard
from stocktake.ui.settings.panel import SettingsPanel
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.search_box import SearchBox
from stocktake.ui.widgets.wrapped_table import WrappedTable

COLUMNS = (FigureColumn("What it does"), FigureColumn("Menu"), FigureColumn("Keys"))


class KeysPanel(SettingsPanel):
    """A table of commands; pressing one opens the card in which its keys are chosen.

    Attributes:
        table: the commands found.
        card: where keys are chosen for one of them.
        search: words of a command, its menu or its keys.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: tuple[Command, ...] = ()
        self.search = SearchBox("Search for a command or for keys")
        self.card = KeyCard()
        self._rows = WrappedRows(COLUMNS, self)
        self.table = WrappedTable("Keys", opens=True)
        self.table.setModel(self._rows)
        self._none = Words("No command has these words or keys.")
        self.usual = PlainButton("Put all keys back as they were")
        row = FlowRow()
        row.addWidget(self.usual)
        for widget in (
            Heading("Keys"),
            Words(
                "Press a command to give it other keys. Tab, the arrow keys, Enter, Space, Esc and "
                "Delete always do what they do now."
            ),
            self.search,
            self.card,
            self._none,
            self.table,
            Hint("Keys that are not the usual ones are marked “chosen”."),
            row,
        ):
            self.add(widget)
        self.search.searched.connect(self._on_searched)
        self.table.opened.connect(self._on_table_opened)
        self.card.chosen.connect(self._on_card_chosen)
        self.card.left.connect(self._on_card_left)
        self.usual.clicked.connect(self._on_usual_clicked)

    def refresh(self) -> None:
        """Show every command that has the words searched for, by menu."""
        wanted = self.search.text().strip().lower()
        self._found = tuple(each for each in _by_menu() if wanted in _searched_in(each))
        self._rows.set_rows([_row(each) for each in self._found])
        self.table.setVisible(bool(self._found))
        self._none.setVisible(not self._found)
        self.usual.setEnabled(bool(self.desk.settings.keys) or self.usual.hasFocus())

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self.refresh()

    @Slot(int)
    def _on_table_opened(self, row: int) -> None:
        self.card.show_command(self._found[row])
        self.came_up.emit(self.card)

    @Slot(tuple)
    def _on_card_chosen(self, kept: tuple[str, ...]) -> None:
        self.desk.prefer(keys=kept)
        self.refresh()

    @Slot()
    def _on_card_left(self) -> None:
        self.table.setFocus()

    @Slot()
    def _on_usual_clicked(self) -> None:
        self.desk.prefer(keys=())
        self.card.hide()
        self.refresh()


def _by_menu() -> list[Command]:
    commands = keymap().commands()
    menus = list(dict.fromkeys(each.menu for each in commands))
    return sorted(commands, key=lambda each: menus.index(each.menu))


def _said(command: Command) -> str:
    keys = in_words(keymap().keys(command.id))
    return keys if keymap().is_usual(command.id) else f"{keys} (chosen)"


def _searched_in(command: Command) -> str:
    return f"{command.words} {command.menu} {_said(command)}".lower()


def _row(command: Command) -> WrappedRow:
    return WrappedRow((command.words, command.menu, _said(command)), key=(command.id,))
