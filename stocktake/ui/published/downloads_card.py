"""Where each published file is found: words to read and addresses to copy; nothing is opened."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.opendata import DATASETS
from stocktake.opendata.downloads import Download, where_to_download
from stocktake.phrases import listed
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import Hint, Words

ABOUT = (
    "Find the page by its title in your browser, save the file, and drop it on this page as it "
    "came: do not open and save it in Excel first. All of them are free to use. The most useful "
    "are at the top."
)
_ADDRESS = "address"


class DownloadsCard(QWidget):
    """Every file that can be read, most useful first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_BLOCK)
        self._column.addWidget(Words(ABOUT))
        for each in where_to_download():
            self._column.addWidget(self._entry(each))

    def _entry(self, download: Download) -> QWidget:
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        gives = listed([DATASETS[each].title for each in download.datasets])
        column.addWidget(Words(gives, "strong"))
        column.addWidget(Words(f"Page: {download.publication} ({download.publisher})"))
        column.addWidget(Words(f"File: {download.look_for}"))
        column.addWidget(Hint(f"{download.how_often}."))
        if download.address:
            column.addWidget(Hint(download.address))
            copy = QuietButton("Copy the address", "copy")
            copy.setProperty(_ADDRESS, download.address)
            copy.setAccessibleDescription(gives)
            copy.clicked.connect(self._on_copy_clicked)
            column.addWidget(copy)
        return entry

    @Slot()
    def _on_copy_clicked(self) -> None:
        button = cast(QuietButton, self.sender())
        QGuiApplication.clipboard().setText(str(button.property(_ADDRESS)))
        announce(self, "The address is copied: paste it into your browser.")
        button.setText("Copied: paste it into your browser")
