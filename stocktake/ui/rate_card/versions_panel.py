"""The versions of a card that were published: listed, opened again, found or saved again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.documents.blocks import Document
from stocktake.errors import StocktakeError
from stocktake.store.published_cards import PublishedVersion
from stocktake.tasks.publish_card import PublishedFiles
from stocktake.tasks.published_cards import PublishedVersions, save_again, workbook_of
from stocktake.ui.files import choose_folder, open_file, show_folder
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.printing import to_pdf
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.units import date_in_words

ABOUT = (
    "Every version is kept here as it was published, whatever becomes of its folder. Choose one to "
    "open it, or to save its files again."
)
NONE_YET = "Nothing of this card has been published yet."
IS_THERE, IS_GONE = "Files are there", "Files are not there"


class VersionsPanel(Card):
    """The list, and under it what can be done with the version in hand.

    Signals:
        changed: where a version is, or which there are, is different now.
    """

    changed = Signal()

    def __init__(
        self, jobs: Jobs, folder: Callable[[], Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._folder = jobs, folder
        self._kept: PublishedVersions | None = None
        self._versions: dict[str, PublishedVersion] = {}
        self._in_hand = ""
        self.none = Words(NONE_YET)
        self.list = LinkList("Published versions")
        self.notice = Notice()
        self._strip = ProgressStrip()
        self.title = Words("", "strong")
        self.about = Words()
        self.open_button = PlainButton("Open the workbook")
        self.folder_button = PlainButton("Open folder")
        self.moved_button = PlainButton("The files were moved…")
        self.again_button = PlainButton("Save its files again…")
        self._actions = FlowRow()
        for button in (self.open_button, self.folder_button, self.moved_button, self.again_button):
            self._actions.addWidget(button)
        self.heading = Heading("Published versions")
        for widget in (self.heading, Hint(ABOUT), self.none, self.list, self.title, self.about):
            self.add(widget)
        self.column.addWidget(self._actions)
        self.add(self.notice)
        self.add(self._strip)
        self.list.opened.connect(self._on_opened)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.moved_button.clicked.connect(self._on_moved_clicked)
        self.again_button.clicked.connect(self._on_again_clicked)

    def show_versions(self, kept: PublishedVersions) -> None:
        """Show what was published of a card."""
        if self._kept is not None and self._kept.card_id != kept.card_id:
            self._in_hand = ""
            self.notice.clear()
        self._kept = kept
        self._versions = {each.sha256: each for each in kept.all}
        self.none.setVisible(not self._versions)
        self.list.setVisible(bool(self._versions))
        self.list.show_links([_link(each) for each in self._versions.values()])
        self._show_in_hand()

    def remember(self, made: PublishedFiles) -> None:
        """Remember what was just published."""
        if self._kept is not None:
            self._try(partial(self._kept.remember, made))
            self.show_versions(self._kept)

    def find_in(self, folder: Path) -> None:
        """Look for the files of the version in hand in a folder, and remember where they are."""
        version = self._versions.get(self._in_hand)
        if self._kept is not None and version is not None:
            self._try(partial(self._kept.moved, version, folder))
            self.show_versions(self._kept)

    def save_into(self, folder: Path) -> None:
        """Write the files of the version in hand again, in a folder of their own."""
        version = self._versions.get(self._in_hand)
        if version is None:
            return
        job = Job("Saving the files again")
        self._strip.watch(job)
        self.notice.clear()
        self._jobs.start(partial(_again, version, folder, job), self._on_saved, self._say, job)

    def _show_in_hand(self) -> None:
        version = self._versions.get(self._in_hand)
        for widget in (self.title, self.about, self._actions):
            widget.setVisible(version is not None)
        if version is None:
            return
        there = workbook_of(version) is not None
        self.title.setText(_title(version))
        where = f"In {version.folder}" if there else f"Not in {version.folder} any more"
        self.about.setText(f"{where}\nSHA-256 {version.sha256}")
        self.open_button.setVisible(there)
        self.folder_button.setVisible(there)
        self.moved_button.setVisible(not there)

    def _try(self, act: Callable[[], object]) -> None:
        self.notice.clear()
        try:
            act()
        except StocktakeError as fault:
            self._say(fault)

    @Slot(tuple)
    def _on_opened(self, key: tuple[str, ...]) -> None:
        self._in_hand = key[0]
        self.notice.clear()
        self._show_in_hand()
        is_there = not self.open_button.isHidden()
        (self.open_button if is_there else self.moved_button).setFocus()

    @Slot()
    def _on_open_clicked(self) -> None:
        path = workbook_of(self._versions[self._in_hand])
        if path is None:
            self._show_in_hand()
        else:
            open_file(path)

    @Slot()
    def _on_folder_clicked(self) -> None:
        show_folder(Path(self._versions[self._in_hand].folder))

    @Slot()
    def _on_moved_clicked(self) -> None:
        folder = choose_folder(self, "Folder the files are in now", str(self._folder()))
        if folder is not None:
            self.find_in(folder)

    @Slot()
    def _on_again_clicked(self) -> None:
        folder = choose_folder(self, "Folder of the published versions", str(self._folder()))
        if folder is not None:
            self.save_into(folder)

    @Slot(object)
    def _on_saved(self, made: PublishedFiles) -> None:
        self.remember(made)
        self.notice.say("done", f"In {made.folder}", "The files are saved again")

    @Slot(object)
    def _say(self, fault: StocktakeError) -> None:
        self.notice.say("problem", f"{fault.what} {fault.how_to_fix}")


def _title(version: PublishedVersion) -> str:
    return f"Version {version.version}, published {date_in_words(version.published_at.date())}"


def _link(version: PublishedVersion) -> Link:
    there = workbook_of(version) is not None
    return Link(
        _title(version),
        version.title,
        IS_THERE if there else IS_GONE,
        key=(version.sha256,),
    )


def _again(version: PublishedVersion, folder: Path, job: Job) -> PublishedFiles:
    def as_pdf(document: Document) -> bytes:
        return to_pdf(document, job.stop)

    return save_again(version, folder, as_pdf)
