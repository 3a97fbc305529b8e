"""The folder that is installed, on either system: Python, the libraries, the program, licences.

Only Python itself is laid out in a way of each system's own; ``windows`` and ``debian`` say how.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.making import notices, qt, runtime
from installer.making.commit import Commit, put_program
from installer.making.lock import LOCK, System, fetch
from installer.making.wheels import unpack

PutPython = Callable[[Path, Sequence[Path]], notices.Part]
"""Lays Python's own files out in a folder, given the wheels of the libraries; says what it is."""


def put_payload(
    commit: Commit, work: Path, payload: Path, system: System, put_python: PutPython
) -> list[notices.Part]:
    """Lay out the folder anew, and say what it is made of.

    Args:
        commit: what is built.
        work: a folder for what is on the way.
        payload: the folder; what is in it goes.
        system: for which it is built.
        put_python: lays out Python itself.

    Raises:
        BuildFailed: a tool or a wheel is missing, or one of the steps fails.
    """
    shutil.rmtree(payload, ignore_errors=True)
    wheels = fetch(LOCK, system, work)
    home, packages = payload / "runtime", payload / "runtime" / "site-packages"
    home.mkdir(parents=True)
    python = put_python(home, wheels)
    runtime.put_library(home, work, system, commit.epoch)
    unpack(wheels, packages)
    qt.leave_out(packages, system)
    put_program(commit, payload / "app")
    for folder, name in ((packages, "site-packages"), (payload / "app", "app")):
        runtime.compile_tree(folder, name)
    notices.put_licences(payload / "licences", commit, wheels, system)
    return [python, *map(notices.part_of, wheels)]
