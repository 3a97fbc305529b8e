"""The files and folders a lead adds: which are read, and which are passed over and said to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.phrases import listed

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"})
"""Endings of files that are read in a folder; those of other programs are told what to do."""
_ZIP = ".zip"
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
MOST_NAMED = 5


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the files to read: those named, and every workbook in the folders named.

    The files Excel keeps beside an open workbook (``~$``) are passed over in folders, and so are
    hidden ones.

    Raises:
        StocktakeError: ``folder_not_read``.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += (each for each in _inside(path) if _is_workbook(each))
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise StocktakeError(
            "folder_not_read",
            f"The folder “{folder.name}” could not be opened.",
            "Check that it is still there and that you may look into it, then add it again.",
        ) from error
    return [each for each in inside if not _is_hidden(each)]


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(("~$", ".")) or path.name.casefold() in _OF_THE_SYSTEM


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOKS


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What stands in folders beside the workbooks and is not read.

    Attributes:
        files: names of files of other kinds.
        folders: names of folders inside.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was passed over and what to do about it, in sentences; empty for nothing."""
        said = []
        if self.files:
            said.append(f"Passed over, not being workbooks: {_named(self.files)}.")
        packed = [each for each in self.files if each.lower().endswith(_ZIP)]
        if packed:
            said.append("Unpack a zip file first, and add the workbooks that are in it.")
        if self.folders:
            said.append(f"Not looked into: {_named(self.folders)}. Add such a folder by itself.")
        return " ".join(said)


def _named(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names)
    return listed([*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"])


def passed_over(paths: Iterable[Path]) -> PassedOver:
    """Find what stands in the folders among these and is not read.

    Raises:
        StocktakeError: ``folder_not_read``.
    """
    rest = [each for path in paths if path.is_dir() for each in _inside(path)]
    folders = tuple(each.name for each in rest if each.is_dir())
    others = (each for each in rest if not each.is_dir() and not _is_workbook(each))
    return PassedOver(tuple(each.name for each in others), folders)


def files_given(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the files to read as ``files_in`` does, where there are any.

    Raises:
        StocktakeError: ``no_workbooks`` or ``folder_not_read``.
    """
    given = tuple(paths)
    found = files_in(given)
    if not found:
        names = listed([f"“{path.name}”" for path in given])
        raise StocktakeError(
            "no_workbooks",
            f"There is no workbook in {names}. {passed_over(given).words}".strip(),
            "Choose the folder the workbooks were saved in.",
        )
    return found
