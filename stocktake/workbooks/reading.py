"""Reading received workbooks: one, or many, each with a verdict; one bad file never stops the rest.

The files themselves are opened only in child processes (decisions 16); here their contents are
given a meaning. Nothing is ever written to a received file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from stocktake.merge.figures import Figures
from stocktake.questionnaire.answers import Answers
from stocktake.workbooks.answer_reading import Difference
from stocktake.workbooks.child import FIGURES
from stocktake.workbooks.children import receive_many
from stocktake.workbooks.payload_json import from_pieces
from stocktake.workbooks.received import Received
from stocktake.workbooks.refusals import Refused
from stocktake.workbooks.understanding import Forms, as_it_stands, understand
from stocktake.workbooks.verdicts import VERDICT_WORDS, ReadResult, Verdict

__all__ = [
    "VERDICT_WORDS",
    "Difference",
    "Forms",
    "ReadResult",
    "Verdict",
    "read_many",
    "read_many_in_brief",
    "read_workbook",
]


class _LeftOutError(Exception):
    """Somebody asked for answers that the child process did not send."""


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


def read_many_in_brief(
    paths: Sequence[Path],
    forms: Forms,
    made_with: str,
    on_progress: Callable[[int, Path], None] | None = None,
    cancelled: threading.Event | None = None,
    passwords: Mapping[Path, str] | None = None,
) -> Iterator[ReadResult]:
    """Read many received workbooks, one result for each, in order.

    Answers that were left out are not in a result; whoever may want them has to say how they are
    read again.

    Args:
        paths: the files.
        forms: the forms that are installed here.
        made_with: figures that were worked out with this do in the place of answers.
        on_progress: told how many files are done, and which was the last.
        cancelled: once set, no more files are read and the results end.
        passwords: by path, of the files that ask for one.
    """
    stop = cancelled or threading.Event()
    wanted = FIGURES + made_with.encode("utf-8")
    received = receive_many(paths, stop, passwords=passwords, wanted=wanted)
    for done, (path, found) in enumerate(received, 1):
        result = _briefly(found, path, forms)
        if result is None:
            again = dict(receive_many([path], stop, passwords=passwords))
            if path not in again:
                return
            result = understand(again[path], path, forms)
        if on_progress is not None:
            on_progress(done, path)
        yield result


def _briefly(found: Received, path: Path, forms: Forms) -> ReadResult | None:
    """Say what a file means; None where that takes answers which were left out."""
    brief = found.brief
    if brief is None:
        return understand(found, path, forms)
    try:
        payload = from_pieces(found.payload or "", found.returns)
        members = tuple(
            replace(
                member,
                submission=replace(member.submission, answers=Answers.later(_left_out, {})),
                kinds=kinds,
            )
            for member, kinds in zip(payload.members, brief.kinds, strict=True)
        )
        figures = Figures(brief.made_with, brief.of, brief.figures)
        whole = replace(payload, members=members, figures=figures)
        result = as_it_stands(whole, found, path.name, forms)
    except (Refused, _LeftOutError, ValueError, KeyError):
        return None
    is_ready = result.verdict is Verdict.READY and not result.problems
    return result if is_ready else None


def _left_out() -> Answers:
    raise _LeftOutError
