"""The child that opens published files: light, limited, and the program itself when frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from stocktake import cli
from stocktake.__main__ import COMMANDS
from stocktake.processes.pipes import read_frame, write_frame
from stocktake.tasks.published_child import COMMAND
from stocktake.tasks.published_children import child_command
from stocktake.tasks.published_messages import AskedFile, Begun, Finished, Request, decoded, encoded
from tests.opendata.published import ROWS

ROOT = Path(__file__).parents[2]
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"


def test_the_hidden_command_answers_within_its_limits_and_loads_nothing_heavy() -> None:
    asked = BytesIO()
    write_frame(asked, encoded(Request("look", date(2026, 11, 22), (AskedFile(bytes(LISTS)),))))
    code = (
        "import resource, sys; sys.argv[1:] = ['read-published'];"
        "from stocktake.__main__ import main; assert main() == 0;"
        "heavy = ('openpyxl', 'numpy', 'PySide6', 'matplotlib', 'sqlite3');"
        "limits = [resource.getrlimit(each)[1] for each in"
        " (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)];"
        "print([m for m in heavy if m in sys.modules], limits, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=asked.getvalue(), capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert run.stderr.decode().strip() == f"[] [{1 << 30}, 0, 0]"
    said = BytesIO(run.stdout)
    messages = []
    while (frame := read_frame(said, 1 << 20)) is not None:
        messages.append(decoded(frame))
    assert messages[0] == Begun(0)
    assert messages[-1] == Finished()


def test_a_frozen_program_starts_itself_with_a_command_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert child_command()[-1] == "stocktake.tasks.published_child"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "read-published"]
    assert COMMAND == cli.READ_PUBLISHED
    assert COMMAND in COMMANDS
    assert os.access(child_command()[0], os.X_OK)
