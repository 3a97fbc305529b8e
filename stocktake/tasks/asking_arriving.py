"""Files that came with a question or an answer: what each is, and where it belongs here."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from stocktake.errors import Problem
from stocktake.store.askings import Came, KeptAsking, Side
from stocktake.store.workspace import Workspace
from stocktake.tasks.ask_practices import Remark, said_by
from stocktake.workbooks.asking_reading import AskingRead, read_askings

_MOST_BYTES = 100_000
"""A question is a tenth of this; a return is larger."""


class Where(StrEnum):
    """Which page a file leads to."""

    LEAD = "lead"
    PRACTICE = "practice"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of opening files.

    Attributes:
        where: the page to show.
        asking_id: the question to show there; empty for none in particular.
        added: answers that are new here.
        remarks: what is said of each file that was not simply taken in.
    """

    where: Where
    asking_id: str = ""
    added: int = 0
    remarks: tuple[Remark, ...] = ()


def read_files(
    paths: Sequence[Path], stop: threading.Event | None = None
) -> tuple[AskingRead, ...]:
    """Read files in child processes; folders are opened up. Call it away from the window."""
    return tuple(read_askings(_files(paths), stop))


def are_askings(paths: Sequence[Path]) -> bool:
    """Whether several files are all questions to practices or answers to them.

    Only small files are looked into, because a question is one: a folder of returns is told by
    that alone. Call it away from the window.
    """
    files = _files(paths)
    try:
        is_small = all(path.stat().st_size <= _MOST_BYTES for path in files)
    except OSError:
        return False
    return bool(files) and is_small and all(each.file for each in read_files(files))


def _files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks among files and in folders, without those that a program keeps while open."""
    files: list[Path] = []
    for path in paths:
        found = sorted(path.glob("*.xls[xm]")) if path.is_dir() else [path]
        files += (each for each in found if not each.name.startswith(("~$", ".")))
    return files


def take_in(workspace: Workspace, reads: Iterable[AskingRead]) -> Arrived:
    """Keep what files hold, and say where it is to be seen.

    An answer goes to the question that was asked from here. A question from elsewhere is kept for
    the practices here to answer.

    Raises:
        StocktakeError: the workspace cannot be saved to.
    """
    where, asking_id, added = Where.NOWHERE, "", 0
    remarks: list[Remark] = []
    for read in reads:
        if read.file is None:
            remarks += map(_of_problem, read.problems)
            continue
        kept = workspace.askings.one(read.file.asking.id)
        if kept is not None and kept.side is Side.OURS:
            where, asking_id = Where.LEAD, kept.asking.id
            is_new, remark = _answer(workspace, kept, read)
            added += is_new
        else:
            is_ours, remark = _question(workspace, kept, read)
            if is_ours and where is not Where.LEAD:
                where, asking_id = Where.PRACTICE, read.file.asking.id
        remarks += remark
    return Arrived(where, asking_id, added, tuple(remarks))


def take_over(ours: Workspace, theirs: Workspace) -> None:
    """Add the questions and answers that another desk has, and what it said was decided.

    Answers are added to each other. Where both desks know a question, ours stands; what was
    decided is taken only where nothing is said of it here.

    Raises:
        StocktakeError: a file could not be read, or the workspace cannot be saved to.
    """
    codes = {each.subject.code for each in (*ours.returns.list(), *theirs.returns.list())}
    for there in reversed(theirs.askings.all()):
        asking_id = there.asking.id
        here = ours.askings.one(asking_id)
        if here is None or (here.is_draft and not there.is_draft):
            ours.askings.keep(there)
        elif not here.decided and not here.why and (there.decided or there.why):
            ours.askings.keep(replace(here, decided=there.decided, why=there.why))
        for came in theirs.askings.came(asking_id):
            ours.askings.add(came)
        for code in codes:
            own, mine = theirs.askings.own(asking_id, code), ours.askings.own(asking_id, code)
            if own is not None and (mine is None or mine.revision < own.revision):
                ours.askings.keep_own(there.asking, own)


def _of_problem(problem: Problem) -> Remark:
    return Remark(f"{problem.where}: {problem.what}", problem.how_to_fix)


def _answer(
    workspace: Workspace, kept: KeptAsking, read: AskingRead
) -> tuple[int, tuple[Remark, ...]]:
    """Take an answer to a question asked from here: how many are new, and what is said of it."""
    if read.file is None or not read.has_answer:
        what = f"{read.file_name} is the question as you sent it: nobody has answered in it."
        return 0, (Remark(what, "Ask for the file with the answer in it."),)
    came = Came(read.file, read.file_name, read.problems)
    if workspace.askings.add(came):
        return 1, ()
    return 0, (Remark(f"{read.file_name}: this answer was here already, and counts once."),)


def _question(
    workspace: Workspace, kept: KeptAsking | None, read: AskingRead
) -> tuple[bool, tuple[Remark, ...]]:
    """Keep a question from elsewhere: whether it is for somebody here, and what is said of it."""
    if read.file is None:
        return False, ()
    asking, position = read.file.asking, read.file.position
    codes = {each.subject.code for each in workspace.returns.list()}
    if position is not None and not position.is_empty and position.code not in codes:
        what = (
            f"{read.file_name} is the answer of {said_by(position)} to “{asking.title}”, which was "
            "not asked from here."
        )
        return False, (Remark(what, "Open it where the question was asked."),)
    remarks = tuple(map(_of_problem, read.problems))
    if kept is None:
        workspace.askings.keep(KeptAsking(asking, Side.THEIRS))
    elif kept.asking.hash != asking.hash:
        what = f"{read.file_name} asks “{asking.title}” in other words than the file you have."
        how = "The one that came first stands here. Ask your PCN which of the two is right."
        return True, (Remark(what, how), *remarks)
    if position is not None and workspace.askings.own(asking.id, position.code) is None:
        workspace.askings.keep_own(asking, position)
    return True, remarks
