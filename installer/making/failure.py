"""What the person who builds can put right."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SETTLED = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""Surroundings in which a tool does the same everywhere, in folders of any name."""

_FULL = ("No space left on device", "can't write")
"""What the tools say of a full disk; the second is makensis."""


class BuildFailed(Exception):  # noqa: N818 - as it reads where it is caught
    """The build cannot go on; says why, and what to do, in sentences."""


def need(tools: Sequence[str], system: str) -> None:
    """See that the programs are there with which a system is built for.

    Raises:
        BuildFailed: some are not; names them.
    """
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise BuildFailed(f"These programs are needed for {system}: {', '.join(missing)}.")


def run(
    command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> bytes:
    """Run a program and return what it wrote.

    Raises:
        BuildFailed: it is not there, or it failed, with the last lines it wrote.
    """
    words = [str(each) for each in command]
    try:
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, check=False)
    except FileNotFoundError:
        raise BuildFailed(f"{words[0]} is needed and is not installed on this machine.") from None
    if done.returncode:
        name = words[2] if words[1:2] == ["-m"] else Path(words[0]).name
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
        if any(each in said for each in _FULL):
            raise BuildFailed(
                f"{name} stopped because a disk is full. Make room on the disks of --out and "
                "--work, or choose others."
            )
        raise BuildFailed(f"{name} failed, and said:\n" + "\n".join(said.splitlines()[-8:]))
    return done.stdout
