"""Import modules without the question that PySide6 asks of each.

PySide6 puts a function of its own over that which imports. It reads the source of every module that
is imported afterwards, to see whether it asks for Qt's names in another spelling. No module of this
program does, and reading several hundred of them makes a start noticeably longer.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - with this PySide6 puts its own over it


def import_plainly() -> None:
    """Bring back what imported before; nothing where PySide6 put nothing over it.

    Source: PySide6's ``support/feature.py``, which keeps it as ``__orig_import__``.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
