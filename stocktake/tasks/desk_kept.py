"""Copies of other desks that were decided on: kept on this computer, to be opened and read."""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store.desk_marks import Facts, read_facts
from stocktake.store.return_file import damaged_copy
from stocktake.store.whole_files import move_into_place
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import Standing, ThisDesk

_NO_NAME = re.compile(r"[^\w -]+")


def kept_folder(local: Path) -> Path:
    """Where copies of other desks are kept once they were decided on."""
    return local.with_name(f"{local.stem}-other-desks")


def keep_beside(local: Path, standing: Standing) -> Path:
    """Keep what was copied in for good, so that it can be opened and read; returns where.

    Raises:
        StocktakeError: ``desk_copy_not_kept`` when this computer's drive refuses.
    """
    if standing.copied is None or standing.facts is None:
        raise damaged_copy(standing.file or local)
    at = standing.mark.at if standing.mark is not None else None
    when = f"{at:%Y-%m-%d %H.%M} " if at is not None else ""
    desk = " ".join(_NO_NAME.sub(" ", standing.desk).split())[:40]
    folder, number = kept_folder(local), 1
    while (kept := folder / f"{when}{desk}{f' {number}' * (number > 1)}.stocktake").exists():
        if _is_same(kept, standing.facts):
            return kept
        number += 1
    draft = kept.with_name(f".{secrets.token_hex(4)}.new")
    try:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(standing.copied, draft)
        move_into_place(draft, kept)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StocktakeError(
            "desk_copy_not_kept",
            f"The copy saved at {standing.desk} could not be kept on this computer: "
            f"{error.strerror or 'no reason given'}.",
            "Free some space on its drive and try again. Nothing was changed.",
        ) from error
    return kept


def _is_same(kept: Path, facts: Facts) -> bool:
    try:
        return read_facts(kept) == facts
    except StocktakeError:
        return False


def kept_copies(local: Path) -> tuple[Path, ...]:
    """Copies of other desks that were kept, newest first by name."""
    return tuple(sorted(kept_folder(local).glob("[!.]*.stocktake"), reverse=True))


def settle(workspace: Workspace, standing: Standing, desk: ThisDesk, now: datetime) -> Path:
    """Say that all of a copy has been decided on: it is kept beside, and ours is ahead from now on.

    Returns where it is kept.

    Raises:
        StocktakeError: it could not be kept, or the workspace not saved to.
    """
    kept = keep_beside(workspace.path, standing)
    if standing.facts is not None:
        workspace.desk_marks.absorb(standing.facts, desk.mark(now))
    return kept
