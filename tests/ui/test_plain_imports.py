"""Modules are imported without the question that Qt's bindings would ask of each."""

import builtins
import subprocess
import sys

from stocktake.ui.plain_imports import import_plainly

START = """
import sys
import PySide6.QtWidgets
from stocktake.ui import look
known = sys.modules["shibokensupport.feature"].pyside_feature_dict
assert "stocktake.ui.plain_imports" in known
assert "stocktake.ui.look" not in known
"""


def test_no_module_of_the_window_is_read_twice() -> None:
    subprocess.run([sys.executable, "-c", START], check=True, timeout=60)


def test_nothing_changes_where_nothing_was_put_over_it() -> None:
    import_plainly()
    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is before
