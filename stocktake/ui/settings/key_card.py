"""Where other keys are chosen for one command, and a clash is told before it is made."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit

from stocktake.ui import key_rules
from stocktake.ui.keymap import Command, in_words, keymap, written
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice


class KeysEdit(QKeySequenceEdit):
    """Takes keys as they are pressed, all but those that lead out of it."""

    def event(self, event: QEvent) -> bool:
        """Leave by Shift+Tab as by Tab, which Qt would take for keys to be used."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() in kinds and cast(QKeyEvent, event).key() == Qt.Key.Key_Backtab:
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self.focusNextPrevChild(False)
            return True
        return super().event(event)


class KeyCard(Card):
    """Hidden until a command is shown; nothing is changed before a button is pressed.

    Attributes:
        keys: takes the keys as they are pressed; Tab leaves it.
        told: what speaks against the keys pressed.

    Signals:
        chosen: what the settings should keep.
        left: the person is done with the command.
    """

    chosen = Signal(tuple)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._command: Command | None = None
        self._heading = Heading()
        self._now = Words()
        self.keys = KeysEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.told = Notice()
        self.use = PlainButton("Use these keys")
        self.none = PlainButton("No keys")
        self.usual = PlainButton("The usual keys")
        self.leave = PlainButton("Close")
        buttons = FlowRow()
        for button in (self.use, self.none, self.usual, self.leave):
            buttons.addWidget(button)
        hint = Hint("Press the new keys together, such as Ctrl+J. Tab goes on to the buttons.")
        for widget in (self._heading, self._now, self.keys, hint, self.told, buttons):
            self.add(widget)
        self.hide()
        self.keys.keySequenceChanged.connect(self._on_keys_pressed)
        self.use.clicked.connect(self._on_use_clicked)
        self.none.clicked.connect(self._on_none_clicked)
        self.usual.clicked.connect(self._on_usual_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)

    def show_command(self, command: Command) -> None:
        """Begin with a command and put the focus where its keys are pressed."""
        self._command = command
        self._heading.set_words(command.words)
        name = f"New keys for {command.words}"
        self.keys.setAccessibleName(name)
        self.keys.clear()
        for line in self.keys.findChildren(QLineEdit):
            line.setAccessibleName(name)
            line.setPlaceholderText("Press the new keys")
        self._say_now()
        self._judge("")
        self.show()
        self.keys.setFocus()

    def _say_now(self) -> None:
        if self._command is None:
            return
        now, usual = keymap().keys(self._command.id), self._command.usual
        also = "" if keymap().is_usual(self._command.id) else f" Usually: {in_words(usual)}."
        self._now.setText(f"Keys now: {in_words(now)}.{also}")
        self.none.setEnabled(bool(now) or self.none.hasFocus())
        is_usual = keymap().is_usual(self._command.id)
        self.usual.setEnabled(not is_usual or self.usual.hasFocus())

    def _judge(self, keys: str) -> None:
        """Say what speaks against keys, and offer them if they may be used."""
        refused = key_rules.refusal(keys) if keys else ""
        self.use.setEnabled(bool(keys) and not refused)
        self.use.setText("Use these keys")
        if refused:
            self.told.say("problem", refused, "These keys cannot be used")
            return
        if not keys or self._command is None:
            self.told.clear()
            return
        others = keymap().clashes(self._command.id, keys)
        warned = key_rules.warning(keys, keymap().menu_letters)
        if others:
            names = " and ".join(f"“{each.words}” ({each.menu})" for each in others)
            words = f"{in_words([keys])} is now {names}, which will have no keys if you go on."
            self.use.setText("Take these keys")
            self.told.say("attention", " ".join(filter(None, (words, warned))), "Already in use")
        elif warned:
            self.told.say("attention", warned)
        else:
            self.told.clear()

    def _keep(self, keys: str | None) -> None:
        if self._command is None:
            return
        if keys:
            for other in keymap().clashes(self._command.id, keys):
                keymap().use(keymap().changed(other.id, ""))
        self.chosen.emit(keymap().changed(self._command.id, keys))
        self.keys.clear()
        self._say_now()

    @Slot(QKeySequence)
    def _on_keys_pressed(self, pressed: QKeySequence) -> None:
        self._judge(written(pressed.toString(QKeySequence.SequenceFormat.PortableText)))

    @Slot()
    def _on_use_clicked(self) -> None:
        self._keep(written(self.keys.keySequence().toString()))
        self.leave.setFocus()

    @Slot()
    def _on_none_clicked(self) -> None:
        self._keep("")

    @Slot()
    def _on_usual_clicked(self) -> None:
        self._keep(None)

    @Slot()
    def _on_leave_clicked(self) -> None:
        self.hide()
        self.left.emit()
