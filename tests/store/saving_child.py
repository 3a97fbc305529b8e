"""A program that saves answers through the store, to be killed or cut off from its disk.

Usage: saving_child.py HOW PATH FIRST COUNT, where HOW is ``safe``, ``wal`` or ``unsynced`` (the
last two weaken the settings, to show that the harness notices), and ``COUNT`` 0 means for ever.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from random import Random

from stocktake.questionnaire.answers import Address, answered
from stocktake.store.workspace import Workspace

WEAKENED = {
    "safe": (),
    "wal": ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"),
    "unsynced": ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=OFF"),
}


def main(how: str, path: str, first: str, count: str) -> None:
    random = Random(int(first))
    numbers = itertools.count(int(first))
    if int(count):
        numbers = itertools.islice(numbers, int(count))
    workspace = Workspace.open(Path(path))
    for setting in WEAKENED[how]:
        workspace._database.connection.execute(setting)
    submission = workspace.returns.list()[0].id
    os.write(1, b"opened 1\n")
    for number in numbers:
        address = Address(f"q{random.randrange(40)}")
        if random.random() < 0.2:
            address = Address("table", f"row{random.randrange(5)}", "table.cell")
        padding = "x" * random.choice((0, 5, 200, 6000))
        answer = answered(f"{number} {padding}")
        workspace.answers.save(submission, {address: answer}, role="Practice manager")
        os.write(1, f"{address.question}{address.row} {number}\n".encode())
        if number % 40 == 30 and int(count):
            backup = workspace.backups.make()
            os.write(1, f"backup:{backup.path.name} {number}\n".encode())
    workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
