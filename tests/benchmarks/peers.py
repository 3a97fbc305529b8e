"""The peers of the benchmarks that are no part of the program: which Python has them.

They are never installed beside the program. A Python that has them is named in ``PEERS``::

    python3 -m venv peers
    peers/bin/pip install pandas openpyxl duckdb
    PEERS=peers/bin/python .venv/bin/python -m tests.benchmarks.merging
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HOW = (
    "{what} is not installed here. It is needed by this benchmark only:\n"
    "    python3 -m venv peers\n"
    "    peers/bin/pip install pandas openpyxl duckdb\n"
    "    PEERS=peers/bin/python {again}"
)


def python_with(package: str, module: str) -> str:
    """The Python that has a package; ends the benchmark and says how to install it otherwise.

    Args:
        package: what is imported.
        module: the benchmark, to be started again.
    """
    named = os.environ.get("PEERS")
    for python in ([str(Path(named).absolute())] if named else []) + [sys.executable]:
        tried = subprocess.run([python, "-c", f"import {package}"], capture_output=True)
        if tried.returncode == 0:
            return python
    sys.exit(HOW.format(what=package, again=f".venv/bin/python -m tests.benchmarks.{module}"))


def run_peer(python: str, script: str, *arguments: str) -> str:
    """Run a script of a peer in a process of its own, and return what it says."""
    return subprocess.run(
        [python, "-c", script, *arguments], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
