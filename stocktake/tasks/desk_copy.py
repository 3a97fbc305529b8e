"""Working between desks: a copy of the workspace in a folder that other desks see too.

The workspace stays on this computer. Its copy is put in the folder, and looked at when the program
starts; which of the two is ahead is told by the marks they carry (``store/desk_marks.py``), never
by a clock. Nothing is put over a copy that holds anything this computer never had.

What touches the folder may take as long as the network does: call ``look``, ``prepare`` and
``publish_copy`` away from the window.

Source: design/decisions.md 11; design/data-model.md, "Return file".
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store.desk_marks import Facts, Mark
from stocktake.store.return_file import (
    Draft,
    Signature,
    check_whole,
    copy_in,
    damaged_copy,
    folder_refused,
    publish,
    put_in_place,
    signature,
    snapshot,
)
from stocktake.store.workspace import Workspace

COPY_NAME = "Stocktake copy.stocktake"
"""What the copy is called in the folder; a folder holds the copy of one workspace."""

COPIES = "Stocktake copy*.stocktake"
"""The copy, and those that a synced folder made of it when two desks wrote at once."""


@dataclass(frozen=True, slots=True)
class ThisDesk:
    """The computer one sits at.

    Attributes:
        id: random, kept on this computer.
        name: what the person calls it, such as ``Desk 3``.
    """

    id: str
    name: str

    def mark(self, now: datetime) -> Mark:
        """A new mark for a copy made here."""
        return Mark(secrets.token_hex(8), self.id, self.name, 0, now.isoformat())


class Verdict(StrEnum):
    """How a copy stands to the workspace here."""

    NONE = "none"
    SAME = "same"
    OURS_NEWER = "ours newer"
    THEIRS_NEWER = "theirs newer"
    BOTH_MOVED = "both moved"
    NOT_OURS = "not ours"
    UNREADABLE = "unreadable"


MAY_WRITE = (Verdict.NONE, Verdict.SAME, Verdict.OURS_NEWER)
"""How a copy stands when a new one may take its place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the copy in a folder stands to the workspace here.

    Attributes:
        facts: of the copy; None when there is none, or it cannot be read.
        copied: the copy on this computer, where it was read.
        file: the copy in the folder.
        there: tells whether another file takes the copy's name later.
        is_first: nothing has been begun here, so that the copy can simply be taken over.
        refusal: why it cannot be read.
    """

    verdict: Verdict
    facts: Facts | None = None
    copied: Path | None = None
    file: Path | None = None
    there: Signature | None = None
    is_first: bool = False
    refusal: StocktakeError | None = None

    @property
    def mark(self) -> Mark | None:
        """Where and when the copy was made; None when it does not say."""
        return self.facts.marks[-1] if self.facts is not None and self.facts.marks else None

    @property
    def desk(self) -> str:
        """The desk the copy was saved at."""
        return self.mark.desk if self.mark is not None and self.mark.desk else "another desk"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A copy of the workspace that is ready for its folder, and what lies there now."""

    draft: Draft
    standing: Standing

    @property
    def is_there_already(self) -> bool:
        """Whether the folder holds exactly this already."""
        return self.standing.verdict is Verdict.SAME


def verdict_of(ours: Facts, theirs: Facts) -> Verdict:
    """How a copy stands to a workspace, by what each has seen of the other."""
    if ours.workspace_id != theirs.workspace_id:
        return Verdict.NOT_OURS
    here, there = ours.has_all_of(theirs), theirs.has_all_of(ours)
    if here and there:
        return Verdict.SAME
    if here:
        return Verdict.OURS_NEWER
    return Verdict.THEIRS_NEWER if there else Verdict.BOTH_MOVED


def look(ours: Facts, folder: Path, scratch: Path, *, thoroughly: bool = False) -> Standing:
    """Look at the copy in a folder; it is read on this computer only.

    Args:
        ours: of the workspace here.
        folder: where copies go.
        scratch: a folder of this computer that nothing else uses.
        thoroughly: check a copy from end to end even if this workspace has all of it.

    Raises:
        StocktakeError: the folder cannot be reached.
    """
    main = folder / COPY_NAME
    try:
        if not folder.is_dir():
            raise FileNotFoundError(2, "no such folder")
        there = signature(main)
        # Those a synced folder made come after the copy itself.
        files = sorted(folder.glob(COPIES), key=lambda file: (file != main, file.name))
    except OSError as error:
        raise folder_refused(error, folder, is_reading=True) from error
    found = [
        replace(_look_at(ours, file, scratch / str(at), thoroughly), there=there)
        for at, file in enumerate(files)
    ]
    for wanted in (Verdict.BOTH_MOVED, Verdict.THEIRS_NEWER):
        if some := [each for each in found if each.verdict is wanted]:
            return next((each for each in some if _has_all_of_others(each, some)), some[0])
    if found and found[0].file == main:
        return found[0]
    return Standing(Verdict.NONE, there=there)


def _has_all_of_others(one: Standing, some: list[Standing]) -> bool:
    return all(each.facts and one.facts and one.facts.has_all_of(each.facts) for each in some)


def _look_at(ours: Facts, file: Path, scratch: Path, thoroughly: bool) -> Standing:
    copied = scratch / file.name
    try:
        theirs = copy_in(file, copied)
        verdict = verdict_of(ours, theirs)
        is_first = verdict is Verdict.NOT_OURS and ours.is_empty
        if is_first:
            verdict = Verdict.THEIRS_NEWER
        if thoroughly or verdict not in MAY_WRITE:
            check_whole(copied, file)
    except StocktakeError as error:
        return Standing(Verdict.UNREADABLE, file=file, refusal=error)
    return Standing(verdict, theirs, copied, file, is_first=is_first)


def prepare(local: Path, folder: Path, scratch: Path, mark: Mark) -> Prepared:
    """Make a checked copy of the workspace on this computer, and look at what lies in the folder.

    Raises:
        StocktakeError: the workspace cannot be read, or the folder not reached.
    """
    draft = snapshot(local, scratch / "draft" / COPY_NAME, mark)
    return Prepared(draft, look(draft.facts, folder, scratch, thoroughly=True))


def refuse_to_write_over(standing: Standing) -> None:
    """Let nothing be put over a copy that holds what this computer never had.

    Raises:
        StocktakeError: why not, and what to do.
    """
    if standing.verdict in MAY_WRITE:
        return
    if standing.refusal is not None:
        raise standing.refusal
    kept = "Nothing was written over it."
    if standing.verdict is Verdict.NOT_OURS:
        raise StocktakeError(
            "desk_copy_of_another",
            "That folder holds the copy of another file of practices.",
            f"Choose another folder for copies of this one. {kept}",
        )
    if standing.verdict is Verdict.THEIRS_NEWER:
        raise StocktakeError(
            "desk_copy_ahead",
            f"The copy saved at {standing.desk} has answers that are not here.",
            f"Continue from it first. {kept}",
        )
    raise StocktakeError(
        "desk_copy_apart",
        f"Answers were changed both here and at {standing.desk}.",
        f"See what differs and decide; then the copy is saved. {kept}",
    )


def publish_copy(prepared: Prepared, folder: Path, writer: str) -> Prepared:
    """Put a prepared copy in its folder, unless just that is there already.

    The workspace must have kept the draft's mark before (``desk_marks.keep``).

    Raises:
        StocktakeError: the folder refused; what was there is there still.
    """
    refuse_to_write_over(prepared.standing)
    if not prepared.is_there_already:
        publish(prepared.draft.path, folder / COPY_NAME, prepared.standing.there, writer)
    return prepared


def write_copy(workspace: Workspace, folder: Path, desk: ThisDesk, now: datetime) -> Prepared:
    """Do all of it at once: prepare, keep the mark, publish.

    Raises:
        StocktakeError: as ``prepare`` and ``publish_copy``.
    """
    scratch = new_scratch(workspace.path)
    try:
        prepared = prepare(workspace.path, folder, scratch, desk.mark(now))
        refuse_to_write_over(prepared.standing)
        workspace.desk_marks.keep(prepared.draft.mark)
        return publish_copy(prepared, folder, desk.id)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def scratch_root(local: Path) -> Path:
    """Where copies are read on this computer; everything in it can go at any time."""
    return local.with_name(f".{local.stem}-copied-in")


def new_scratch(local: Path) -> Path:
    """The name of a folder of this computer that nothing else uses."""
    return scratch_root(local) / secrets.token_hex(6)


def continue_from(workspace: Workspace, standing: Standing) -> None:
    """Let the copy take the place of the workspace, which is set aside first and closed.

    What was here is among the backups, or beside the workspace when it was another altogether.

    Raises:
        StocktakeError: ``desk_copy_apart`` when something was changed here since the copy was
            looked at; the backup or the exchange failed. The workspace is then as it was.
    """
    path, theirs, copied = workspace.path, standing.facts, standing.copied
    if theirs is None or copied is None:
        raise damaged_copy(standing.file or path)
    check_whole(copied, standing.file or path)
    is_another = theirs.workspace_id != workspace.workspace_id
    if not is_another and not theirs.has_all_of(workspace.desk_marks.facts()):
        raise StocktakeError(
            "desk_copy_apart",
            f"Something was changed here since the copy saved at {standing.desk} was looked at.",
            "Nothing was put in its place. See what differs, and decide.",
        )
    workspace.backups.make()
    workspace.close()
    if is_another:
        # Rescuing is rare, and what it imports would hold up the first paint.
        from stocktake.tasks.rescue import set_aside

        set_aside(path, datetime.now(UTC).astimezone().date())
    put_in_place(copied, path)


def set_damaged_aside(folder: Path) -> str:
    """Give a copy in the folder that cannot be read another name; returns that name.

    Raises:
        StocktakeError: the folder refused.
    """
    main, number = folder / COPY_NAME, 1
    while (aside := folder / f"Damaged {main.stem} {number}{main.suffix}").exists():
        number += 1
    try:
        main.rename(aside)
    except OSError as error:
        raise folder_refused(error, folder) from error
    return aside.name
