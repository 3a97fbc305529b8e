"""Reads a file that somebody wants to keep as evidence, and refuses what is no evidence.

Evidence is opened later with whatever program the computer has for it, so nothing that runs is
taken in: judged by its ending and by how it begins, because either alone can be made to lie.
"""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from threading import Event

from stocktake.errors import StocktakeError
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.store.attachments import MAX_BYTES

_ENDINGS = (
    ".ade .adp .apk .app .appimage .application .appref-ms .appx .bash .bat .bin .chm .cmd .com "
    ".command .cpl .csh .desktop .diagcab .dll .dmg .elf .exe .gadget .hlp .hta .inf .ins .iso "
    ".jar .jnlp .js .jse .ksh .lnk .mde .msc .msh .msi .msix .msp .mst .ocx .out .pif .pl .ps1 "
    ".psm1 .py .pyc .pyw .rb .reg .run .scf .scr .sct .settingcontent-ms .sh .so .sys .tcsh .url "
    ".vb .vbe .vbs .vhd .vhdx .wasm .webloc .ws .wsc .wsf .wsh .xbap .xll .zsh"
)
RUNS = frozenset(_ENDINGS.split())
"""Endings of what runs, installs or leads elsewhere.

Source: the attachments that Microsoft Outlook blocks, with what runs on Linux and macOS.
"""

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"\xfe\xed\xfa\xcf", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut"),
)
"""How programs, scripts and shortcuts begin, whatever they are called."""

MACRO_ENDINGS = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppsm"})
MACRO_SIGNS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
"""What a document of Microsoft Office with macros holds, in its new form and in its old one."""

READ_AT_ONCE = 1024 * 1024
"""Bytes read between two looks at whether to stop."""

LONGEST_NAME = 150
"""Characters of a file's name; some systems refuse longer ones when a copy is saved."""

_AWAY = frozenset(
    getattr(errno, name)
    for name in ("ENODEV", "ENXIO", "EIO", "ESTALE", "EHOSTDOWN", "ENETUNREACH", "EHOSTUNREACH")
    if hasattr(errno, name)
)
_AWAY_ON_WINDOWS = frozenset({21, 53, 55, 59, 64, 67, 1117, 1167, 1231, 1232})
"""Windows' numbers for a drive that is not ready, and a network place that is not there."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that may be kept.

    Attributes:
        name: what it is kept as, without anything a system would stumble over.
        content: all of it.
        cautions: what is to be looked at before it is kept, in whole sentences.
        digest: the SHA-256 of its content, where that was taken while it was read.
    """

    name: str
    content: bytes
    cautions: tuple[str, ...] = ()
    digest: str = ""

    @property
    def sha256(self) -> str:
        """The digest of its content."""
        return self.digest or sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What became of files that were chosen: those that may be kept, and why others may not."""

    files: tuple[EvidenceFile, ...]
    refusals: tuple[StocktakeError, ...]


def read_files(
    paths: Sequence[Path],
    report: Callable[[int, int, str], None] | None = None,
    stop: Event | None = None,
) -> FilesRead:
    """Read files one by one; one that is refused never stops the rest.

    Args:
        paths: the files.
        report: hears how many of how many are read, and which one is being read.
        stop: set when no more is wanted; what was read so far is returned.
    """
    files: list[EvidenceFile] = []
    refusals: list[StocktakeError] = []
    for number, path in enumerate(paths):
        if report is not None:
            report(number, len(paths), f"Reading {safe_name(path.name)}")
        try:
            read: EvidenceFile | StocktakeError = read_file(path, stop)
        except StocktakeError as refusal:
            read = refusal
        if stop is not None and stop.is_set():
            # What was being read may be cut short.
            break
        if isinstance(read, EvidenceFile):
            files.append(read)
        else:
            refusals.append(read)
    return FilesRead(tuple(files), tuple(refusals))


def read_file(path: Path, stop: Event | None = None) -> EvidenceFile:
    """Read a file that is to be kept as evidence, and take its digest.

    Raises:
        StocktakeError: ``file_missing``, ``drive_away``, ``is_folder``, ``not_a_file``,
            ``file_empty``, ``file_too_big``, ``file_runs`` or ``file_unreadable``.
    """
    name = safe_name(path.name)
    if path.suffix.casefold() in RUNS:
        raise _runs(name, "a program, a script or a shortcut")
    try:
        _check_kind(path, name)
        content = _read(path, stop)
    except OSError as error:
        raise _unreadable(path, name, error) from error
    if not content:
        raise StocktakeError(
            "file_empty", f"{name} is empty.", "Save the document again and then add it."
        )
    check_content(name, content)
    return EvidenceFile(name, content, cautions_of(name, content), sha256(content).hexdigest())


def _read(path: Path, stop: Event | None) -> bytes:
    """All of a file, or a little more than may be kept; less when it is to stop."""
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    with path.open("rb") as opened:
        while left > 0 and not (stop is not None and stop.is_set()):
            part = opened.read(min(READ_AT_ONCE, left))
            if not part:
                break
            parts.append(part)
            left -= len(part)
    return b"".join(parts)


def _check_kind(path: Path, name: str) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise StocktakeError(
            "is_folder", f"{name} is a folder.", "Open it and choose the files in it."
        )
    if not stat.S_ISREG(found.st_mode):
        raise StocktakeError("not_a_file", f"{name} is not a file.", "Choose a saved document.")
    if found.st_size > MAX_BYTES:
        raise _too_big(name)


def check_content(name: str, content: bytes) -> None:
    """Refuse what is too large or runs, whatever it is called.

    Raises:
        StocktakeError: ``file_too_big`` or ``file_runs``.
    """
    if len(content) > MAX_BYTES:
        raise _too_big(name)
    if PurePath(name).suffix.casefold() in RUNS:
        raise _runs(name, "a program, a script or a shortcut")
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning) or start.startswith(beginning):
            raise _runs(name, kind)


def cautions_of(name: str, content: bytes) -> tuple[str, ...]:
    """What is to be looked at before a file is kept: a person in its name, or macros in it."""
    stem = PurePath(name).stem
    spaced = (stem.replace("_", " "), re.sub(r"[._+]", " ", stem))
    kinds = dict.fromkeys(finding.kind for each in spaced for finding in names_someone(each))
    found = [FINDING_WORDS[kind] for kind in kinds]
    said = []
    if found:
        said.append(f"Its name holds {' and '.join(found)}. Evidence must not be about a patient.")
    has_macros = any(sign in content for sign in MACRO_SIGNS)
    if PurePath(name).suffix.casefold() in MACRO_ENDINGS or has_macros:
        said.append("It holds macros, which can run when it is opened. A PDF of it is safer.")
    return tuple(said)


def safe_name(name: str) -> str:
    """A file's name without what a system would stumble over or an eye be misled by."""
    shown = (each for each in name if unicodedata.category(each) not in {"Cc", "Cf", "Cs"})
    plain = re.sub(r'[<>:"/\\|?*]', "-", "".join(shown)).strip(" .") or "file"
    path = PurePath(plain)
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", path.stem.partition(".")[0]):
        plain = f"file {plain}"
    if len(plain) <= LONGEST_NAME:
        return plain
    ending = path.suffix[:20]
    return path.stem[: LONGEST_NAME - len(ending)] + ending


def fresh_name(name: str, taken: Iterable[str]) -> str:
    """A name that is not in use yet: ``rota.pdf``, then ``rota (2).pdf``."""
    known = {each.casefold() for each in taken}
    path, count, new = PurePath(name), 1, name
    while new.casefold() in known:
        count += 1
        new = f"{path.stem} ({count}){path.suffix}"
    return new


def _too_big(name: str) -> StocktakeError:
    size = MAX_BYTES // (1024 * 1024)
    return StocktakeError(
        "file_too_big",
        f"{name} is larger than {size} MB.",
        "Add a smaller version, or write in the note where it is kept.",
    )


def _runs(name: str, kind: str) -> StocktakeError:
    return StocktakeError(
        "file_runs",
        f"{name} is {kind}, and nothing that can run is kept as evidence.",
        "Add a document or a picture instead, such as a PDF.",
    )


def _unreadable(path: Path, name: str, error: OSError) -> StocktakeError:
    windows = getattr(error, "winerror", None)
    is_away = error.errno in _AWAY or windows in _AWAY_ON_WINDOWS
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not is_away:
        # With its folder gone as well, it is the drive that is missing rather than the file.
        is_away = not _is_there(path.parent)
        if not is_away:
            return StocktakeError(
                "file_missing",
                f"{name} is not there any more.",
                "It may have been moved or renamed: choose it again.",
            )
    if is_away:
        return StocktakeError(
            "drive_away",
            f"The folder or drive that {name} is on cannot be reached.",
            "Plug the drive in or connect to the network, and try again.",
        )
    return StocktakeError(
        "file_unreadable",
        f"{name} could not be read.",
        "Close it in other programs, or ask whoever looks after it to let you open it.",
    )


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
