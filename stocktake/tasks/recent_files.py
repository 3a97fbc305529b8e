"""The files opened lately: what each is called, where it is, and why it cannot be opened now.

Looking for a file can take half a minute when its network drive has gone; call it away from the
window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stocktake.tasks.where_files_live import has_network_name


@dataclass(frozen=True, slots=True)
class RecentFile:
    """One file opened lately.

    Attributes:
        path: where it was.
        reason: why it cannot be opened now, in words; empty when it can be, or before it is known.
    """

    path: Path
    reason: str = ""

    @property
    def name(self) -> str:
        """What it is called, without its ending."""
        return self.path.stem

    @property
    def folder(self) -> str:
        """Where it is."""
        return str(self.path.parent)


def not_looked_for(files: Sequence[str]) -> tuple[RecentFile, ...]:
    """The files as they were kept, before anyone has looked for them."""
    return tuple(RecentFile(Path(each)) for each in files)


def looked_for(files: Sequence[str]) -> tuple[RecentFile, ...]:
    """The files with the reason why one cannot be opened; those on this computer first looked for.

    The order is the one given.
    """
    order = sorted(range(len(files)), key=lambda at: has_network_name(Path(files[at])))
    reasons = {at: _why_not(Path(files[at])) for at in order}
    return tuple(RecentFile(Path(each), reasons[at]) for at, each in enumerate(files))


def _why_not(path: Path) -> str:
    try:
        if path.is_file():
            return ""
        if path.exists():
            return "It is a folder now"
        if path.parent.is_dir():
            return "Moved, renamed or deleted"
    except OSError as error:
        return f"It cannot be reached: {error.strerror or 'no reason given'}"
    return "Its folder cannot be found: a drive may be unplugged or the network away"
