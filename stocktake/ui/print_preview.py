"""How a document prints, shown before it is, and the printer it then goes to.

Qt asks for all pages at once, both to show and to print them, and the window waits meanwhile. So
they come laid out and drawn beforehand, by a job that can be watched and stopped.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QToolButton, QWidget

from stocktake.ui.printing import Leaves, set_page


def print_from(parent: QWidget, leaves: Leaves) -> None:
    """Show how a document prints, and print it on the printer that is chosen there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(leaves.title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("Print")
    dialog.paintRequested.connect(partial(print_leaves, leaves))
    _name_parts(dialog)
    dialog.exec()
    dialog.deleteLater()


PARTS = {
    QPrintPreviewWidget: "The pages as they print",
    QGraphicsView: "The pages as they print: arrow keys scroll",
    QComboBox: "Size on the screen",
    QLineEdit: "Page shown",
    QToolButton: "More buttons",
}
"""What Qt's own preview leaves without a name."""


def _name_parts(dialog: QPrintPreviewDialog) -> None:
    """Name what can be used, and let Tab reach it."""
    for kind, name in PARTS.items():
        part: QWidget
        for part in dialog.findChildren(kind):
            action: QAction | None = part.defaultAction() if isinstance(part, QToolButton) else None
            part.setAccessibleName(action.text() if action is not None else name)
            if isinstance(part, QToolButton):
                part.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt leaves it to the mouse


def print_leaves(leaves: Leaves, printer: QPrinter) -> None:
    """Put pages that are drawn already on paper, or before the eyes of the preview."""
    set_page(printer)
    painter = QPainter(printer)
    try:
        for number, leaf in enumerate(leaves.pages):
            if number:
                printer.newPage()
            leaf.print_with(painter)
    finally:
        painter.end()
