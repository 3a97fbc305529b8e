"""What a PCN lead typed and decided while combining, kept on this computer for next time.

One small file for each PCN, put in place whole, so that a crash leaves the one before or the new
one. It holds no answers: the practices' files are read again from where they lie.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stocktake.errors import FULL, StocktakeError
from stocktake.tasks.pcn_rulings import Rulings

FOLDER = "combining"
"""In the folder of this program's own data."""
_ENDING = ".json"
_SET_ASIDE = ".unreadable"


class RoundKept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What belongs to one round.

    Attributes:
        files: the files that were added, by their paths.
        purpose, asked, decided: of the papers; a line each.
        notes: the lead's own.
        notes_travel: they go into the PCN workbook; otherwise they go nowhere.
        rulings: what was decided about forms' versions and rows.
        letters: of the practices that are not named, by code.
    """

    files: tuple[str, ...] = ()
    purpose: str = ""
    asked: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    notes: str = ""
    notes_travel: bool = False
    rulings: Rulings = Rulings()
    letters: Mapping[str, str] = {}

    @property
    def travelling_notes(self) -> str | None:
        """The notes that go into the PCN workbook; None where there are none here at all."""
        if not self.notes.strip():
            return None
        return self.notes.strip() if self.notes_travel else ""


class PcnKept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept for one PCN.

    Attributes:
        key: what it is known by: its code or, without one, its name.
        name: as it is written.
        used_on: the day it was last worked on, as 2026-11-22.
        expected: the practices it expects, one a line.
        sender: who brings its papers.
        decisions: which copies count, as a PCN workbook carries them.
        rounds: by the round's label.
        scale: of a locality or system; blank for a PCN.
        with_own: practices' own files among those of PCNs are counted too.
    """

    key: str
    name: str = ""
    used_on: str = ""
    expected: tuple[str, ...] = ()
    sender: str = ""
    decisions: tuple[Mapping[str, str], ...] = ()
    rounds: Mapping[str, RoundKept] = {}
    scale: str = ""
    with_own: bool = True

    def of(self, round_label: str) -> RoundKept:
        """What is kept for a round; nothing yet for a new one."""
        return self.rounds.get(round_label, RoundKept())

    def with_round(self, round_label: str, kept: RoundKept) -> PcnKept:
        """The same with another round's part."""
        return msgspec.structs.replace(self, rounds={**self.rounds, round_label: kept})


@dataclass(frozen=True, slots=True)
class PcnShelf:
    """Where the work of every PCN is kept; without a folder nothing is."""

    folder: Path | None

    def of(self, key: str) -> PcnKept | None:
        """What is kept for a PCN; None when nothing is, or it cannot be read any more.

        What cannot be read is put aside under another name, so that nothing writes over it.
        """
        path = self._path(key)
        return None if path is None else _read(path)

    def all(self) -> tuple[PcnKept, ...]:
        """Everything kept, what was worked on last first."""
        folder = self.folder / FOLDER if self.folder else None
        if folder is None or not folder.is_dir():
            return ()
        found = [_read(path) for path in sorted(folder.glob(f"*{_ENDING}"))]
        kept = [each for each in found if each is not None]
        return tuple(sorted(kept, key=lambda each: each.used_on, reverse=True))

    def keep(self, kept: PcnKept) -> None:
        """Put what is kept for a PCN on the disk.

        Raises:
            StocktakeError: ``pcn_work_not_kept``.
        """
        path = self._path(kept.key)
        if path is None or _has(path, kept):
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, msgspec.json.format(msgspec.json.encode(kept), indent=2))
        except OSError as error:
            is_full = error.errno in FULL
            raise StocktakeError(
                "pcn_work_not_kept",
                "What you typed here could not be kept for next time"
                + (": the disk is full." if is_full else "."),
                "It holds until the window is closed. "
                + ("Make room and change it again." if is_full else "Write the papers first."),
            ) from error

    def forget(self, key: str) -> None:
        """Keep nothing of a PCN any more; its files stay where they are."""
        path = self._path(key)
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink()

    def _path(self, key: str) -> Path | None:
        if self.folder is None or not key:
            return None
        # A PCN's name may hold what no file name can.
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in key)[:40]
        mark = hashlib.sha256(key.encode()).hexdigest()[:8]
        return self.folder / FOLDER / f"{plain}-{mark}{_ENDING}"


def _read(path: Path) -> PcnKept | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=PcnKept)
    except OSError:
        return None
    except ValueError:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(_SET_ASIDE))
        return None


def _has(path: Path, kept: PcnKept) -> bool:
    """Whether just this is on the disk, so that looking at a page writes nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=PcnKept) == kept
    except (OSError, ValueError):
        return False


def _put(path: Path, data: bytes) -> None:
    written: Path | None = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            written = Path(file.name)
            file.write(data + b"\n")
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    finally:
        if written is not None:
            written.unlink(missing_ok=True)


def pcn_key(code: str, name: str) -> str:
    """What a PCN is known by: its code or, where no practice gave one, its name."""
    return code.strip().upper() or name.strip().casefold()
