"""Runs the program's own demonstration, as somebody at a command line would."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from stocktake.tasks.demo import WORKBOOKS

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Demonstration:
    """What one run left behind.

    Attributes:
        out: the folder it was told to fill.
        said: the lines it said.
        workbooks: the bytes of the practices' workbooks, by name, as they were at its end.
    """

    out: Path
    said: list[str]
    workbooks: dict[str, bytes]


def demonstrate(out: Path, *words: str) -> Demonstration:
    """Run the program's own command; a warning in it is an error."""
    command = [sys.executable, "-W", "error", "-m", "stocktake", "demo", "--out", str(out), *words]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True, capture_output=True, encoding="utf-8", timeout=240,
    )  # fmt: skip
    files = {path.name: path.read_bytes() for path in (out / WORKBOOKS).iterdir()}
    return Demonstration(out, run.stdout.splitlines(), files)
