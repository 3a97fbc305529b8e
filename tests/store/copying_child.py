"""A program that saves answers and puts copies of its workspace in a folder, to be cut off.

Usage: copying_child.py PATH FOLDER FIRST COUNT, where ``COUNT`` 0 means for ever. Says ``<question>
<number>`` for each answer that is in a copy, once that copy is in its folder.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import ThisDesk, write_copy

DESK = ThisDesk("0123456789abcdef", "Desk 3")


def main(path: str, folder: str, first: str, count: str) -> None:
    random = Random(int(first))
    numbers = itertools.count(int(first))
    if int(count):
        numbers = itertools.islice(numbers, int(count))
    with Workspace.open(Path(path)) as workspace:
        submission = workspace.returns.list()[0].id
        for number in numbers:
            question = f"q{random.randrange(40)}"
            padding = "x" * random.choice((0, 5, 200, 6000))
            answer = answered(f"{number} {padding}")
            workspace.answers.save(submission, {Address(question): answer}, role="Manager")
            write_copy(workspace, Path(folder), DESK, datetime.now(UTC))
            os.write(1, f"{question} {number}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
