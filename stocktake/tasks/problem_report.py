"""A report for whoever supports the program: how it is set up and what went wrong, no answers.

Everything in it is a number, a version, or a word of the program's own: no answer, note, name, code
or path can come in, because none is asked for. It is shown in full before it is saved.
"""

from __future__ import annotations

import contextlib
import locale
import os
import platform
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stocktake import __version__
from stocktake.errors import StocktakeError, not_written
from stocktake.settings import Settings, described
from stocktake.store.database import SQLITE_VERSION
from stocktake.store.workspace import Workspace
from stocktake.tasks.backups import listed
from stocktake.tasks.fault_log import last_lines
from stocktake.tasks.licences import forms, libraries
from stocktake.tasks.where_files_live import has_network_name, synced_by

REPORT_NAME = "what went wrong.txt"
SETUP_NAME = "how it is set up.txt"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One file of the report, as it will be written."""

    name: str
    text: str


def report_parts(
    settings: Settings,
    workspace: Workspace | None,
    folder: Path,
    screen: Mapping[str, str],
    at: datetime,
) -> tuple[ReportPart, ...]:
    """Gather the report.

    Args:
        settings: what the person prefers; free text, lists and folders are only counted.
        workspace: the open file; only counts of what is in it are taken.
        folder: where the program keeps everything, with its log.
        screen: what the window says of itself, such as its size.
        at: when it is written.
    """
    setup = "\n\n".join(
        _block(title, lines)
        for title, lines in (
            ("Stocktake", _program(at)),
            ("This computer", _computer(screen)),
            ("Settings", _settings(settings)),
            ("The file of practices", _counts(workspace)),
            ("Forms", {each.title: f"{each.version}, {each.hash[:12]}" for each in forms()}),
            ("Libraries", {each.name: each.version or "not found" for each in libraries()}),
        )
    )
    wrong = last_lines(folder)
    words = "\n".join(wrong) if wrong else "Nothing has gone wrong since the log was begun."
    return (ReportPart(SETUP_NAME, setup + "\n"), ReportPart(REPORT_NAME, words + "\n"))


def _block(title: str, lines: Mapping[str, str]) -> str:
    return "\n".join((title, *(f"  {name}: {value}" for name, value in lines.items())))


def _program(at: datetime) -> dict[str, str]:
    return {"version": __version__, "written on": f"{at:%Y-%m-%d %H:%M}"}


def _computer(screen: Mapping[str, str]) -> dict[str, str]:
    # Not the name of the computer, which is often that of the practice.
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
        "SQLite": SQLITE_VERSION,
        "language": str(locale.getlocale()[0] or "not known"),
        **screen,
    }


def _settings(settings: Settings) -> dict[str, str]:
    said = {}
    for name, description in described():
        value = getattr(settings, name)
        if isinstance(value, tuple):
            said[name] = f"{len(value)} kept"
        elif isinstance(value, str) and not description.choices:
            said[name] = "given" if value else "not given"
        else:
            said[name] = str(value)
    return said


def _counts(workspace: Workspace | None) -> dict[str, str]:
    if workspace is None:
        return {"open": "no"}
    returns = workspace.returns.list(None)
    path = workspace.path
    counted = {
        "open": "to read only" if workspace.read_only else "yes",
        "size in bytes": str(path.stat().st_size) if path.exists() else "not there",
        "in a synchronised folder": "yes" if synced_by(path) else "no",
        "named on a network": "yes" if has_network_name(path) else "no",
        "changes saved": str(workspace.change_counter),
        "last session cut off": "yes" if workspace.was_cut_off else "no",
        "practices and others": str(len(workspace.returns.subjects())),
        "rounds": str(len(workspace.returns.rounds())),
        "returns": str(len(returns)),
        "of these, made-up examples": str(sum(each.sample for each in returns)),
        "backups": str(len(listed(path))),
    }
    try:
        loaded = [workspace.answers.load(each.id) for each in returns]
        counted["answers"] = str(sum(len(each) for each in loaded))
        files = [workspace.attachments.list(each.id) for each in returns]
        counted["evidence files"] = str(sum(len(each) for each in files))
    except StocktakeError as error:
        counted["could not be counted"] = error.code
    return counted


def save_report(parts: tuple[ReportPart, ...], target: Path) -> None:
    """Write the report as a zip beside its place and then put it there.

    Raises:
        StocktakeError: ``report_not_saved``.
    """
    written: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            written = Path(file.name)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for part in parts:
                    archive.writestr(part.name, part.text)
        os.replace(written, target)  # noqa: PTH105 - the one call that replaces on every system
    except OSError as error:
        if written is not None:
            with contextlib.suppress(OSError):
                written.unlink()
        said = not_written(target, error)
        how = f"{said.how_to_fix} You can also copy the words from the window."
        raise StocktakeError("report_not_saved", said.what, how) from error
