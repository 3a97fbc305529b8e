"""The folder that other desks see too: looked at, written to and watched away from the window.

Whatever is asked of it may hang as long as its network does; nothing here waits for it.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.store.desk_marks import Facts
from stocktake.tasks.desk_copy import (
    COPY_NAME,
    MAY_WRITE,
    Prepared,
    Standing,
    ThisDesk,
    Verdict,
    look,
    new_scratch,
    prepare,
    publish_copy,
    refuse_to_write_over,
    scratch_root,
)
from stocktake.tasks.desk_lease import (
    Lease,
    OpenElsewhere,
    Watch,
    leave_lease,
    read_leases,
    take_lease,
)
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job

SOON_SECONDS = 3.0
"""A folder that has not answered for longer is not waited for any more."""

T = TypeVar("T")
log = logging.getLogger("stocktake")


def default_name() -> str:
    """What this computer calls itself, until the person calls it something."""
    return socket.gethostname().partition(".")[0] or "This computer"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the folder."""

    standing: Standing
    leases: tuple[Lease, ...]


@dataclass(frozen=True, slots=True)
class Pinged:
    """Who has it open, and the size and time of change of the copy that lies there."""

    leases: tuple[Lease, ...]
    there: tuple[int, int] | None


class DeskFolder(QObject):
    """Speaks with the folder about the file that is open to be changed.

    Attributes:
        standing: how the copy stood when it was last looked at; None before that.
        others: desks that have the practices open as well.
        problem: why the folder could not be used the last time; None when it could.

    Signals:
        looked: the copy was looked at; ``standing`` says how it stands.
        saved: a copy lies there: the Prepared it was made of.
        refused: a StocktakeError saying why nothing was saved, or nothing could be looked at.
        over: nothing is asked of the folder any more just now.
    """

    looked = Signal()
    saved = Signal(object)
    refused = Signal(object)
    over = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.standing: Standing | None = None
        self.others: tuple[OpenElsewhere, ...] = ()
        self.problem: StocktakeError | None = None
        self._published = ""
        self._job: Job | None = None
        self._ping_job: Job | None = None
        self._since = 0.0
        self._watch = Watch()
        self._lease: Lease | None = None

    @property
    def path(self) -> Path | None:
        """The folder; None when copies go nowhere."""
        chosen = self._desk.settings.desk_folder
        return Path(chosen) if chosen else None

    @property
    def is_busy(self) -> bool:
        """Whether something is asked of it just now."""
        return self._job is not None

    @property
    def is_silent(self) -> bool:
        """Whether it has not answered for longer than one would wait."""
        return self.is_busy and time.monotonic() - self._since > SOON_SECONDS

    @property
    def this_desk(self) -> ThisDesk:
        """The computer one sits at; its id is made the first time."""
        if not self._desk.settings.desk_id:
            self._desk.prefer(desk_id=secrets.token_hex(8))
        settings = self._desk.settings
        return ThisDesk(settings.desk_id, settings.desk_name or default_name())

    @property
    def facts(self) -> Facts | None:
        """Of the file that is open; None when there is none, or nothing to do with a folder."""
        workspace = self._desk.workspace
        if workspace is None or workspace.read_only or self.path is None:
            return None
        return workspace.desk_marks.facts()

    @property
    def has_something_new(self) -> bool:
        """Whether there is anything that the folder does not hold and may be given."""
        facts = self.facts
        if facts is None or facts.is_empty:
            return False
        if self.standing is not None and self.standing.verdict not in MAY_WRITE:
            return False
        return facts.head is None or facts.head.id != self._published

    def forget(self) -> None:
        """Another file is open, or another folder chosen: what is on its way is not wanted."""
        for job in (self._job, self._ping_job):
            if job is not None:
                job.cancel()
        self._job = self._ping_job = None
        self.standing, self.problem, self.others = None, None, ()
        self._published, self._watch = "", Watch()

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._since = time.monotonic()
        self._job = self._desk.jobs.start(work, done, self._on_refused, may_hang=True)

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        self._job = None
        log.info("no desk copy", extra={"code": error.code})
        self.problem = error
        self.refused.emit(error)
        self.over.emit()

    # Looking

    def look(self) -> bool:
        """Look at what lies there, and say that this desk has it open; False when it cannot."""
        facts, folder, workspace = self.facts, self.path, self._desk.workspace
        if facts is None or folder is None or workspace is None or self.is_busy:
            return False
        self._lease = self._next_lease()
        scratch = self._fresh_scratch(workspace.path)
        self._ask(partial(_look, facts, folder, scratch, self._lease), self._on_looked)
        return True

    def _next_lease(self) -> Lease:
        now = datetime.now().astimezone()
        me, role = self.this_desk, self._desk.role
        if self._lease is None:
            return Lease(me.id, me.name, role, now.isoformat(), now.isoformat())
        return replace(self._lease.refreshed(now), desk=me.name, role=role)

    def _fresh_scratch(self, local: Path) -> Path:
        """A folder to read copies in; earlier ones go, but for that which is still asked about."""
        used = self.standing.copied if self.standing is not None else None
        root = scratch_root(local)
        for each in root.iterdir() if root.is_dir() else ():
            if used is None or each not in used.parents:
                shutil.rmtree(each, ignore_errors=True)
        return new_scratch(local)

    @Slot(object)
    def _on_looked(self, found: Looked) -> None:
        self._job = None
        self.problem = None
        self._hear(found.leases)
        self._stand(found.standing)
        self.looked.emit()
        self.over.emit()

    def _hear(self, leases: tuple[Lease, ...]) -> None:
        now = datetime.now().astimezone()
        self.others = self._watch.judge(leases, now, time.monotonic())

    def _stand(self, standing: Standing) -> None:
        self.standing = standing
        head = standing.facts.head if standing.facts is not None else None
        if standing.verdict is Verdict.SAME and head is not None:
            self._published = head.id

    # Saving a copy

    def save(self) -> bool:
        """Save a copy now; False when nothing can be begun."""
        workspace, folder = self._desk.workspace, self.path
        if self.facts is None or workspace is None or folder is None or self.is_busy:
            return False
        if not self._desk.save_now():
            return False
        mark = self.this_desk.mark(datetime.now().astimezone())
        scratch = self._fresh_scratch(workspace.path)
        self._ask(partial(prepare, workspace.path, folder, scratch, mark), self._on_prepared)
        return True

    @Slot(object)
    def _on_prepared(self, prepared: Prepared) -> None:
        self._job = None
        workspace, folder = self._desk.workspace, self.path
        self._stand(prepared.standing)
        if workspace is None or folder is None:
            self.over.emit()
            return
        try:
            refuse_to_write_over(prepared.standing)
            # Kept here before it is there, so that this file is never behind its own copy.
            workspace.desk_marks.keep(prepared.draft.mark)
        except StocktakeError as error:
            self._on_refused(error)
            return
        self._ask(partial(publish_copy, prepared, folder, self.this_desk.id), self._on_published)

    @Slot(object)
    def _on_published(self, prepared: Prepared) -> None:
        self._job = None
        self.problem = None
        self._published = prepared.draft.mark.id
        self.standing = replace(
            prepared.standing,
            verdict=Verdict.SAME,
            facts=prepared.draft.facts,
            copied=None,
            there=None,
        )
        self.saved.emit(prepared)
        self.over.emit()

    # Who has it open

    def ping(self) -> None:
        """Refresh the note of this desk, read those of others, and notice another copy."""
        folder = self.path
        if self.facts is None or folder is None or self.is_busy or self._ping_job is not None:
            return
        self._lease = self._next_lease()
        work = partial(_ping, folder, self._lease)
        self._ping_job = self._desk.jobs.start(work, self._on_pinged, may_hang=True)

    @Slot(object)
    def _on_pinged(self, found: Pinged) -> None:
        self._ping_job = None
        self._hear(found.leases)
        known = self.standing.there if self.standing is not None else None
        is_known = known is not None and found.there == known[1:]
        if found.there is not None and not is_known and self.look():
            return
        self.looked.emit()

    def leave(self, folder: Path | None = None) -> None:
        """Take the note of this desk away."""
        left = folder or self.path
        lease, self._lease = self._lease, None
        if left is not None and lease is not None and self.problem is None:
            work = partial(leave_lease, left, lease.device)
            self._desk.jobs.start(work, self._on_left, may_hang=True)

    @Slot(object)
    def _on_left(self, nothing: object) -> None:
        log.debug("left a folder")


def _look(facts: Facts, folder: Path, scratch: Path, lease: Lease) -> Looked:
    standing = look(facts, folder, scratch)
    take_lease(folder, lease)
    return Looked(standing, read_leases(folder, lease.device))


def _ping(folder: Path, lease: Lease) -> Pinged:
    take_lease(folder, lease)
    try:
        found = (folder / COPY_NAME).stat()
    except OSError:
        return Pinged((), None)
    return Pinged(read_leases(folder, lease.device), (found.st_size, found.st_mtime_ns))
