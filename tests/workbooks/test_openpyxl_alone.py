"""Importing openpyxl without numpy, which is there all the same for whoever needs it."""

from __future__ import annotations

import subprocess
import sys

LOOK = (
    "from stocktake.workbooks.openpyxl_alone import import_openpyxl_alone\n"
    "import sys\n"
    "import_openpyxl_alone()\n"
    "print('openpyxl' in sys.modules, 'numpy' in sys.modules)\n"
    "import numpy\n"
    "import_openpyxl_alone()\n"
    "print(numpy.add(1, 1), 'numpy' in sys.modules)\n"
)


def test_openpyxl_comes_without_numpy_and_numpy_can_still_come() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOOK], check=True, capture_output=True, text=True
    ).stdout.split()
    assert found == ["True", "False", "2", "True"]
