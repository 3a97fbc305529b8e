"""A small log of what went wrong, in which nothing that was typed can stand.

It holds times, sorts of fault and places in the program. The words of an exception are left out,
because they can quote an answer, and so is whatever a message was filled in with.
"""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "stocktake.log"
"""What it is called in the data folder."""

MOST_BYTES = 100_000
"""Bytes after which the log begins anew; one older part is kept."""

_CODE = re.compile(r"[a-z0-9_]{1,60}")


def fault_lines(fault: BaseException) -> list[str]:
    """A fault as sorts of exception and places in the program, without a word of its own."""
    lines = []
    step: BaseException | None = fault
    while step is not None:
        lines.append(type(step).__name__)
        lines.extend(
            f"  {Path(frame.filename).name}, line {frame.lineno}, in {frame.name}"
            for frame in traceback.extract_tb(step.__traceback__)
        )
        step = step.__cause__
    return lines


class _SafeWords(logging.Formatter):
    """Writes what the program says of itself, and never what it was said about."""

    def format(self, record: logging.LogRecord) -> str:
        code = str(getattr(record, "code", ""))
        said = [
            self.formatTime(record, "%Y-%m-%d %H:%M:%S"),
            record.levelname.lower(),
            str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__,
            code if _CODE.fullmatch(code) else "",
        ]
        lines = [" ".join(each for each in said if each)]
        if record.exc_info and record.exc_info[1] is not None:
            lines += [f"  {line}" for line in fault_lines(record.exc_info[1])]
        return "\n".join(lines)


def begin_log(folder: Path) -> logging.Handler | None:
    """Keep a log in a folder from now on; None when the folder cannot be written to.

    Give what is returned to ``end_log`` at the end.
    """
    try:
        handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    handler.setFormatter(_SafeWords())
    handler.setLevel(logging.INFO)
    # A full disk must not have the log speak of itself.
    handler.handleError = _say_nothing  # type: ignore[method-assign]
    logger = logging.getLogger("stocktake")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def log_folder() -> Path:
    """The folder of the log that is being kept; the current one when none is."""
    for handler in logging.getLogger("stocktake").handlers:
        if isinstance(handler, RotatingFileHandler):
            return Path(handler.baseFilename).parent
    return Path()


def _say_nothing(record: logging.LogRecord) -> None:
    """Let a line of the log go that could not be written."""


def end_log(handler: logging.Handler | None) -> None:
    """Stop keeping a log."""
    if handler is not None:
        logging.getLogger("stocktake").removeHandler(handler)
        # On a full disk the last lines do not fit, and must not stop the window from closing.
        with contextlib.suppress(OSError):
            handler.close()


def last_lines(folder: Path, most: int = 200) -> list[str]:
    """The newest lines of the log; none when there is no log."""
    path = folder / LOG_NAME
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()[-most:]
