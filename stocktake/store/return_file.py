"""A return file: a verified copy of the workspace in a folder that other desks see too.

Written: SQLite copies the open workspace to a draft on this computer's own drive, which gets its
mark and is checked from end to end; its bytes go to a temporary file beside the target, are
flushed, read back and compared, and only then take the target's name. Read: the bytes are copied to
this computer first and checked there. SQLite never opens a file in the shared folder, where its
locks cannot be relied on, and whatever lies there is whole at every moment.

Source: design/decisions.md 11; design/data-model.md, "Return file"; SQLite, "How To Corrupt An
SQLite Database File", 2.1, on network file systems.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store import opening, refusals
from stocktake.store.backups import is_good
from stocktake.store.database import connect
from stocktake.store.desk_marks import KEY, Facts, Mark, facts_of, marks_to_text, read_facts
from stocktake.store.locking import WriterLock
from stocktake.store.whole_files import move_into_place, sync_file, sync_folder

PAGES_AT_ONCE = 512
"""Pages copied before a save of the open window may come between; 2 MB."""

CHUNK_BYTES = 1 << 20

_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ETIMEDOUT}
_GONE |= {errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN, errno.ESTALE}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}

Signature = tuple[int, int, int]
"""Tells a file from another that has taken its name: its number, its size and when it changed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked copy of a workspace, on this computer, ready to be put in a folder.

    Attributes:
        mark: the last among its facts' marks; the workspace must keep it before it is published.
    """

    path: Path
    facts: Facts
    mark: Mark


def signature(path: Path) -> Signature | None:
    """What tells a file from another of its name; None when there is none.

    Raises:
        OSError: the folder does not answer.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def snapshot(source: Path, draft: Path, mark: Mark) -> Draft:
    """Copy a workspace, which may be open and being saved to, to a checked draft.

    Args:
        source: the workspace.
        draft: where the draft goes, on this computer.
        mark: given to the draft, with its counter, unless its last mark tells of it already.

    Raises:
        StocktakeError: ``copy_not_good`` when the draft did not read back as it should; the
            workspace could not be read, or the draft not written.
    """
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        facts = _copied(source, draft, mark)
    except OSError as error:
        raise refusals.could_not_save(draft, error.strerror or "no reason given") from error
    except refusals.FAULTS as error:
        raise refusals.explain(error, source) or refusals.damaged(source, str(error)) from error
    if not is_good(draft):
        draft.unlink(missing_ok=True)
        raise StocktakeError(
            "copy_not_good",
            "The copy for your other desks did not read back as it should and was thrown away.",
            "Open Settings, Files and backups, and check the backups; your answers stay as "
            "they are.",
        )
    return Draft(draft, facts, facts.marks[-1])


def _copied(source: Path, draft: Path, mark: Mark) -> Facts:
    read, write = connect(source, "ro"), connect(draft, "rw")
    try:
        read.backup(write, pages=PAGES_AT_ONCE, sleep=0.01)
        facts = facts_of(write)
        if facts.head is None:
            marks = (*facts.marks, replace(mark, counter=facts.counter))
            facts = replace(facts, marks=marks)
            write.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                (KEY, marks_to_text(facts.marks)),
            )
        # The session goes on here and not in the copy, which was not cut off.
        write.execute("UPDATE sessions SET closed_at = opened_at WHERE closed_at = ''")
        return facts
    finally:
        write.close()
        read.close()


def publish(draft: Path, target: Path, expected: Signature | None, writer: str) -> None:
    """Put a draft in its folder: the whole of it appears in place of what was there, or none of it.

    Args:
        draft: checked by ``snapshot``.
        target: in the shared folder.
        expected: what was there when it was looked at.
        writer: the random id of this computer; what it left after a power cut is written over.

    Raises:
        StocktakeError: ``desk_copy_changed`` when another file has come there since it was looked
            at; ``desk_copy_not_whole``, or why the folder refused. What was there is there still.
    """
    beside = target.with_name(f".{target.stem}.{writer}.new")
    try:
        beside.unlink(missing_ok=True)
        wanted = _copy_bytes(draft, beside)
        sync_file(beside)
        if _digest(beside) != wanted:
            raise StocktakeError(
                "desk_copy_not_whole",
                f"The copy in {target.parent} did not read back as it was written.",
                "It was thrown away, and the one before it is still there. Check the drive.",
            )
        if signature(target) != expected:
            raise StocktakeError(
                "desk_copy_changed",
                "Another desk saved its copy at the same moment.",
                "Nothing was written over. The two are compared when the copy is next saved.",
            )
        beside.replace(target)
        # A network folder often cannot be flushed by itself; its server has the file by now.
        with suppress(OSError):
            sync_folder(target.parent)
    except OSError as error:
        raise folder_refused(error, target.parent) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _copy_bytes(source: Path, target: Path) -> str:
    """Copy a file and return the digest of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as write:
        while chunk := read.read(CHUNK_BYTES):
            digest.update(chunk)
            write.write(chunk)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_in(source: Path, target: Path) -> Facts:
    """Copy a return file to this computer and read its facts there.

    Raises:
        StocktakeError: ``desk_copy_newer``, ``desk_copy_damaged``, ``desk_copy_not_ours``, or the
            folder cannot be read.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise folder_refused(error, source.parent, is_reading=True) from error
    state = opening.inspect(target)
    if state.verdict is opening.Verdict.NEWER:
        version = state.written_by or "not named"
        raise StocktakeError(
            "desk_copy_newer",
            f"{source.name} was saved by a newer version of Stocktake ({version}).",
            "Install that version on this computer too. Until then nothing is written over it.",
        )
    if state.verdict is opening.Verdict.NOT_OURS:
        raise StocktakeError(
            "desk_copy_not_ours",
            f"{source.name} in {source.parent} is not a file of Stocktake.",
            "Give it another name, or choose another folder. It is not written over.",
        )
    if state.refusal is not None:
        raise damaged_copy(source)
    try:
        return read_facts(target)
    except StocktakeError as error:
        raise damaged_copy(source) from error


def check_whole(copied: Path, source: Path) -> None:
    """Check a copied return file from end to end: its structure and the hash of every row.

    Raises:
        StocktakeError: ``desk_copy_damaged``; ``source`` is where it came from.
    """
    if not is_good(copied):
        raise damaged_copy(source)


def damaged_copy(source: Path) -> StocktakeError:
    """A copy in the folder cannot be read as a whole."""
    return StocktakeError(
        "desk_copy_damaged",
        f"{source.name} in {source.parent} cannot be read as a whole.",
        "A synced folder may still be fetching it: wait a few minutes. If it stays so, set it "
        "aside under Settings, Other desks. It is not written over.",
    )


def put_in_place(copied: Path, path: Path) -> None:
    """Let a checked copy take the place of a workspace that is closed and was backed up.

    Raises:
        StocktakeError: ``workspace_locked``, ``workspace_busy`` or the drive refuses; the
            workspace is then as it was.
    """
    lock = WriterLock(path)
    try:
        if opening.is_unfinished(path):
            # Its journal would be played into the file that takes its place.
            raise refusals.busy(path)
        with suppress(FileNotFoundError):
            opening.journal_path(path).unlink()
        move_into_place(copied, path)
    except OSError as error:
        raise refusals.could_not_save(path, error.strerror or "no reason given") from error
    finally:
        lock.release()


def folder_refused(error: OSError, folder: Path, *, is_reading: bool = False) -> StocktakeError:
    """Why the folder for copies could not be used, and what to do."""
    if error.errno in _FULL:
        return StocktakeError(
            "desk_folder_full",
            f"The copy for your other desks was not saved: {folder} is full.",
            "Free some space there. The copy before it is still there, and your answers are safe.",
        )
    if error.errno in _REFUSED and not is_reading:
        return StocktakeError(
            "desk_folder_read_only",
            f"The copy for your other desks was not saved: {folder} does not let you save there.",
            "Ask whoever looks after that folder, or choose another under Settings, Other desks.",
        )
    if error.errno in _GONE:
        return StocktakeError(
            "desk_folder_missing",
            f"The folder for copies, {folder}, cannot be reached.",
            "A drive may be unplugged or the network away. Your answers are safe on this computer, "
            "and the copy is saved when the folder is back.",
        )
    why = os.strerror(error.errno) if error.errno else "no reason given"
    return StocktakeError(
        "desk_folder_refused",
        f"The folder for copies, {folder}, could not be used: {why}.",
        "Your answers are safe on this computer. Try again, or choose another folder.",
    )
