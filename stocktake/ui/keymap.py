"""Every command there is, with its keys, and the keys a person has put in their place.

``Page.add_command`` and ``MainWindow.add_command`` bring each command here under its menu and
words; whatever is chosen on the settings page is put on the command there and then, and on every
command that comes later. ``OF_PAGES`` names those of pages beforehand, because a page is only built
when it is first shown; a test fails when one is missing. What a person chose is kept in the
settings as ``menu.words=keys``, one text a command, with nothing after ``=`` for no keys.

To add a command, add it where it is carried out; one of a page also goes in ``OF_PAGES``.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtGui import QAction, QKeySequence

from stocktake.ui.contents.commands import PANE_COMMANDS
from stocktake.ui.question.commands import PART_COMMANDS, QUESTION_COMMANDS
from stocktake.ui.rate_card.commands import CARD_COMMANDS

OF_PAGES: tuple[tuple[str, str, str], ...] = (
    *(("Question", words, keys) for words, keys, _ in (*QUESTION_COMMANDS, *PART_COMMANDS)),
    *(("View", words, keys) for words, keys, _ in PANE_COMMANDS),
    *(("Rate card", words, keys) for words, keys, _ in CARD_COMMANDS),
)
"""Menu, words and usual keys of every command that is there only while its page is in front."""

_NAME = "command"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done from a menu.

    Attributes:
        id: made of its menu and words, for the settings.
        menu: the menu it stands in.
        words: what the menu says.
        usual: its keys as shipped, as ``Ctrl+Down``.
        is_of_page: there only while a page of its own is in front.
    """

    id: str
    menu: str
    words: str
    usual: tuple[str, ...] = ()
    is_of_page: bool = False


def command_id(menu: str, words: str) -> str:
    """The name of a command in the settings: ``question.next_question``."""
    return ".".join(re.sub(r"[^a-z0-9]+", "_", each.lower()).strip("_") for each in (menu, words))


def written(keys: str) -> str:
    """Write keys one way, however they were typed: ``ctrl+pgdown`` is ``Ctrl+PgDown``."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def in_words(keys: Sequence[str]) -> str:
    """Say keys as they are printed on the keyboard: ``Ctrl+Page Down``; none is a dash."""
    native = [QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys]
    names = {"PgDown": "Page Down", "PgUp": "Page Up", "Del": "Delete"}
    said = []
    for each in native:
        head, plus, last = each.rpartition("+")
        said.append(f"{head}{plus}{names.get(last, last)}" if last else each)
    return " or ".join(said) or "–"


class KeyMap:
    """The commands known so far and the keys of each.

    Attributes:
        menu_letters: capital letters that open a menu with Alt.
    """

    def __init__(self, of_pages: Iterable[tuple[str, str, str]] = OF_PAGES) -> None:
        self.menu_letters: set[str] = set()
        self._commands: dict[str, Command] = {}
        self._chosen: dict[str, str] = {}
        self._actions: dict[str, weakref.WeakSet[QAction]] = {}
        for menu, words, keys in of_pages:
            self._know(menu, words, (keys,), is_of_page=True)

    def _know(self, menu: str, words: str, usual: Sequence[str], *, is_of_page: bool) -> Command:
        name = command_id(menu, words)
        if name not in self._commands:
            tidy = tuple(written(each) for each in usual if each)
            self._commands[name] = Command(name, menu, words, tidy, is_of_page)
        return self._commands[name]

    def commands(self) -> tuple[Command, ...]:
        """Every command, in the order they became known."""
        return tuple(self._commands.values())

    def join(self, action: QAction, menu: str, keys: Sequence[str], *, is_of_page: bool) -> None:
        """Take in a command of the window or of a page, and put its keys on it.

        Args:
            action: the command, with its words; its keys follow every later choice.
            menu: title of its menu.
            keys: its keys as shipped; the first is the one a menu shows.
            is_of_page: there only while that page is in front.
        """
        command = self._know(menu, action.text(), keys, is_of_page=is_of_page)
        # Its words may follow what it would do, such as what would be undone; its name does not.
        action.setProperty(_NAME, command.id)
        self._actions.setdefault(command.id, weakref.WeakSet()).add(action)
        self.put_on(action)

    def put_on(self, action: QAction, taken: Collection[str] = ()) -> None:
        """Give a command its keys as they are now, without those taken by something nearer."""
        keys = [each for each in self.keys(str(action.property(_NAME))) if each not in taken]
        if [written(each.toString()) for each in action.shortcuts()] != keys:
            action.setShortcuts([QKeySequence(each) for each in keys])

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a command now; empty for none."""
        if name in self._chosen:
            chosen = self._chosen[name]
            return (chosen,) if chosen else ()
        return self._commands[name].usual if name in self._commands else ()

    def is_usual(self, name: str) -> bool:
        """Whether a command has the keys it was shipped with."""
        return name not in self._chosen

    def use(self, chosen: Iterable[str]) -> None:
        """Take over what the settings keep; what cannot be read as keys is left out."""
        found = {}
        for line in chosen:
            name, _, keys = line.partition("=")
            if name and (not keys or written(keys)):
                found[name] = written(keys)
        self._chosen = found
        for actions in self._actions.values():
            for action in actions:
                if shiboken6.isValid(action):
                    self.put_on(action)

    def changed(self, name: str, keys: str | None) -> tuple[str, ...]:
        """What the settings should keep with other keys for a command.

        Args:
            name: of the command.
            keys: the new keys, empty for none, None for those it was shipped with.
        """
        wanted = {**self._chosen}
        wanted.pop(name, None)
        usual = self._commands[name].usual if name in self._commands else ()
        if keys is not None and (written(keys),) != usual[:1]:
            wanted[name] = written(keys)
        return tuple(f"{each}={of}" for each, of in sorted(wanted.items()))

    def clashes(self, name: str, keys: str) -> tuple[Command, ...]:
        """Other commands with these keys that can be in front together with this one."""
        mine = self._commands.get(name)
        return tuple(
            each
            for each in self._commands.values()
            if each.id != name
            and written(keys) in self.keys(each.id)
            and (mine is None or not (mine.is_of_page and each.is_of_page and _apart(mine, each)))
        )


def _apart(one: Command, other: Command) -> bool:
    """Whether two commands of pages stand in menus that are never shown together."""
    return one.menu != other.menu


class _InUse:
    """The one keyboard there is; as much one of a kind as the look in use."""

    keymap: KeyMap = KeyMap()


def keymap() -> KeyMap:
    """Return the key map in use."""
    return _InUse.keymap
