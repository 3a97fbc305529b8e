"""Windows for choosing files, and the folders they start from and end in.

Paths go out as they were chosen; no file is opened here.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_to_open(parent: QWidget | None, title: str, kinds: str, folder: str = "") -> list[Path]:
    """Ask for files to read; empty when none was chosen.

    Kinds say what to offer, such as ``Excel workbooks (*.xlsx)``.
    """
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, folder, kinds)
    return [Path(each) for each in chosen]


def choose_to_save(parent: QWidget | None, title: str, kinds: str, proposed: str) -> Path | None:
    """Ask where to write a file; None when the person thought better of it.

    Proposed is the folder and name to start from; the kind chosen ends a name without an ending.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, title, proposed, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    ending = kind.partition("*")[2].partition(")")[0].split(" ")[0]
    return path if path.suffix else path.with_suffix(ending)


def choose_folder(parent: QWidget | None, title: str, folder: str = "") -> Path | None:
    """Ask for a folder; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(chosen) if chosen else None


def show_folder(folder: Path) -> None:
    """Open a folder in the computer's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(path: Path) -> None:
    """Open a file that was just written in the program the computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
