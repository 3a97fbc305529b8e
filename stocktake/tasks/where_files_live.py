"""Whether a file lies in a synchronised folder or on a network, where it may come to harm.

What is said here is worked out from names and from what the computer says of its drives; no file is
opened and no network is asked, though the computer may take its time. Call it away from the window.
Source: design/decisions.md 11, and SQLite, "How To Corrupt An SQLite Database File", 2.1.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

SYNCED_NAMES: tuple[tuple[str, str], ...] = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("sharepoint", "SharePoint"),
    ("icloud", "iCloud"),
    ("iclouddrive", "iCloud"),
)
"""How a synchronised folder is named, in small letters, and whose it is."""

SYNCED_VARIABLES: tuple[tuple[str, str], ...] = (
    ("OneDrive", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
)
"""Variables in which Windows says where a synchronised folder is.

Source: Microsoft, "OneDrive environment variables".
"""

NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "fuse.gvfsd-fuse", "davfs"}
)
"""Kinds of file system that lie on another computer. Source: Linux, proc(5), mounts."""

DRIVE_REMOTE = 4
"""What Windows calls a network drive. Source: Microsoft, GetDriveTypeW."""


def synced_by(path: PurePath, variables: Mapping[str, str] = os.environ) -> str:
    """Whose synchronised folder a file lies in, such as ``OneDrive``; empty for none."""
    for name, owner in SYNCED_VARIABLES:
        root = variables.get(name, "")
        if root and _is_within(path, root):
            return owner
    for part in path.parts[:-1]:
        for name, owner in SYNCED_NAMES:
            # "OneDrive - Quayside Surgery" and "Quayside SharePoint", but not "dropboxes".
            if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", part.lower()):
                return owner
    return ""


def _is_within(path: PurePath, root: str) -> bool:
    mine = str(path).replace("\\", "/").lower()
    return mine.startswith(root.replace("\\", "/").lower().rstrip("/") + "/")


def has_network_name(path: PurePath) -> bool:
    """Whether a path names another computer, as ``//server/share``; nothing is asked."""
    text = str(path).replace("\\", "/")
    return text.startswith("//") and not text.startswith(("//?/", "//./"))


def is_on_network(path: Path) -> bool:
    """Whether a file lies on another computer. May take as long as the network does."""
    if has_network_name(path):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(path)
    mounts = Path("/proc/self/mounts")
    try:
        return is_in_network_mount(path, mounts.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False


def _is_remote_drive(path: Path) -> bool:
    library = getattr(ctypes, "windll", None)
    if library is None:
        return False
    return bool(library.kernel32.GetDriveTypeW(f"{path.anchor}") == DRIVE_REMOTE)


def is_in_network_mount(path: PurePath, mounts: str) -> bool:
    """Whether the deepest place a path is mounted under is a network one.

    Args:
        path: of the file.
        mounts: lines of device, place, kind and more, as Linux lists them.
    """
    found: tuple[int, bool] = (0, False)
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = PurePath(fields[1].replace("\\040", " "))
        if path.is_relative_to(place):
            found = max(found, (len(place.parts), fields[2] in NETWORK_SYSTEMS))
    return found[1]


def warning(path: Path, network: Callable[[Path], bool] = is_on_network) -> str:
    """What to say of the place a file of practices lies in; empty when all is well.

    Args:
        path: of the file.
        network: tells whether it lies on another computer.
    """
    owner = synced_by(path)
    if owner:
        return (
            f"This file lies in a {owner} folder. {owner} copies files while they are being "
            "written, and can put back an older one. Keep the file in a folder of this computer "
            "only, and let copies go to the shared place: Settings, Other desks."
        )
    if network(path):
        return (
            "This file lies on a shared or network drive. A lost connection in the middle of a "
            "save can harm it. Keep the file on this computer, and let copies go to the shared "
            "drive: Settings, Other desks."
        )
    return ""
