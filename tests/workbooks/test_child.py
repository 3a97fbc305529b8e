from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stocktake.workbooks.children import child_command


def test_the_child_loads_nothing_heavy(exported: Path) -> None:
    code = (
        "import sys; from stocktake.workbooks import child;"
        "heavy = ('openpyxl', 'numpy', 'PySide6', 'matplotlib', 'msoffcrypto');"
        "print([m for m in heavy if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert run.stdout.strip() == "[]"
    assert child_command()[-1] == "stocktake.workbooks.child"
