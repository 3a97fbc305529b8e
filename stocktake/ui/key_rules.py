"""Which keys a command may have, and what to say of those that are unwise."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtGui import QKeySequence

EDITING = ("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A")
"""Keys with which text is copied, pasted, cut and selected everywhere."""

_ALT_F4 = "Alt+F4"
_FUNCTION_KEY = re.compile(r"F[1-9]\d?")


def refusal(keys: str) -> str:
    """Why a command may not have these keys; empty when it may."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return "Press one combination of keys."
    held, key = _parts(sequence.toString())
    if not held & {"Ctrl", "Alt", "Meta"} and not _FUNCTION_KEY.fullmatch(key):
        return (
            "A letter, a number, Space or a key like Delete alone is needed for typing and for "
            "answering. Hold Ctrl or Alt with it, or use a key from F1 to F12."
        )
    if sequence.toString() in EDITING:
        return "These keys copy, paste, cut or select text everywhere."
    if sequence.toString() == _ALT_F4:
        return "Windows closes the window with these keys."
    return ""


def warning(keys: str, menu_letters: Collection[str] = ()) -> str:
    """What may go wrong with keys that are allowed; empty when nothing is known.

    Args:
        keys: as ``Ctrl+Alt+E``.
        menu_letters: capital letters that open a menu with Alt.
    """
    held, key = _parts(QKeySequence(keys).toString())
    control, alt = "Ctrl" in held, "Alt" in held
    if control and alt:
        return (
            "Ctrl and Alt together are the same as AltGr, which types signs such as € on many "
            "keyboards."
        )
    if alt and not control and key in menu_letters:
        return f"Alt+{key} also opens a menu, so that pressing it may do neither."
    return ""


def _parts(keys: str) -> tuple[set[str], str]:
    """What is held down, and the key pressed with it: ``Ctrl++`` is Ctrl held and + pressed."""
    held, key = (keys[:-2], "+") if keys.endswith("++") else keys.rpartition("+")[::2]
    return set(held.split("+")), key
