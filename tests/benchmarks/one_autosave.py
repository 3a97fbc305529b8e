"""P5: one answer saved with its history, against writing and syncing 4 KiB. Run it from the root::

.venv/bin/python -m tests.benchmarks.one_autosave
"""

from __future__ import annotations

import itertools
import os
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import form_text
from tests.benchmarks.in_turn import Goal, Runner, compare

PAGE = os.urandom(4096)
TIMES = 51


def main() -> None:
    """Compare the two, on the disk that temporary files are on."""
    with TemporaryDirectory() as folder:
        plain = os.open(Path(folder) / "plain", os.O_RDWR | os.O_CREAT)
        sizes = itertools.count(8000)
        with Workspace.create(Path(folder) / "practices.stocktake") as workspace:
            practice = Subject("practice", "Y99901", "Quayside", "", "", "")
            form = form_text(shipped_form(STOCKTAKE))
            made = workspace.returns.start(practice, form, "2026/27")

            def write() -> None:
                os.pwrite(plain, PAGE, 0)
                os.fsync(plain)

            def save() -> None:
                answer = answered(Decimal(next(sizes)))
                address = Address("profile.list_size")
                workspace.answers.save(made, {address: answer}, role="Practice manager")

            write()
            save()
            compare("P5", Runner("4 KiB synced", write), Runner("saved", save), Goal(7, 10), TIMES)
        os.close(plain)


if __name__ == "__main__":
    main()
