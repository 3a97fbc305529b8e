"""Reading received workbooks: one, or many, each with a verdict; one bad file never stops the rest.

The files themselves are opened only in child processes (decisions 16); here their contents are
given a meaning. Nothing is ever written to a received file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from stocktake.workbooks.answer_reading import Difference
from stocktake.workbooks.children import receive_many
from stocktake.workbooks.understanding import Forms, understand
from stocktake.workbooks.verdicts import VERDICT_WORDS, ReadResult, Verdict

__all__ = [
    "VERDICT_WORDS",
    "Difference",
    "Forms",
    "ReadResult",
    "Verdict",
    "read_many",
    "read_workbook",
]


def read_workbook(path: Path, forms: Forms, password: str = "") -> ReadResult:
    """Read one received workbook in a child process; what is wrong with it is in the result."""
    return next(iter(read_many([path], forms, passwords={path: password})))


def read_many(
    paths: Sequence[Path],
    forms: Forms,
    on_progress: Callable[[int, Path], None] | None = None,
    cancelled: threading.Event | None = None,
    baselines: Mapping[str, str] | None = None,
    passwords: Mapping[Path, str] | None = None,
) -> Iterator[ReadResult]:
    """Read many received workbooks, one result for each, in order.

    Args:
        paths: the files.
        forms: the forms that are installed here.
        on_progress: told how many files are done, and which was the last.
        cancelled: once set, no more files are read and the results end.
        baselines: payloads of what was shared out from here (``understand``).
        passwords: by path, of the files that ask for one (``ReadResult.needs_password``); they
            are held in memory only.
    """
    received = receive_many(paths, cancelled or threading.Event(), passwords=passwords)
    for done, (path, found) in enumerate(received, 1):
        result = understand(found, path, forms, baselines)
        if on_progress is not None:
            on_progress(done, path)
        yield result
