"""Working at more than one desk: the folder for copies, what this desk is called, the last copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.tasks.desk_copy import Standing, Verdict
from stocktake.tasks.desk_kept import kept_copies
from stocktake.tasks.desk_words import saved_words
from stocktake.ui import messages
from stocktake.ui.desk import Desk
from stocktake.ui.desk_copies import DeskCopies, copies_of
from stocktake.ui.desk_folder import default_name
from stocktake.ui.files import choose_folder
from stocktake.ui.settings.panel import SettingsPanel
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice

MOST_CHARACTERS = 40
"""Characters of what a desk is called."""

ABOUT = (
    "Your answers stay in their file on this computer. A checked copy of it can go to a folder "
    "that your other desks see too, on a shared drive or in a synced folder such as OneDrive: "
    "every hour, and when you close Stocktake. Choose the same folder at the other desk, and it "
    "offers to continue from the copy."
)
NO_FOLDER = "No folder is chosen, so no copies are saved."

_STANDING = {
    Verdict.NONE: "There is no copy in the folder yet.",
    Verdict.SAME: "The copy in the folder has everything that is here.",
    Verdict.OURS_NEWER: "There are answers here that the copy in the folder does not have yet.",
    Verdict.NOT_OURS: "The folder holds the copy of another file of practices, so none of this "
    "one is saved there. Choose another folder, or work on that file here.",
}


class DesksPanel(SettingsPanel):
    """What is done about other desks; everything counts at once.

    Attributes:
        name: what this desk is called.
        told: what became of the last thing asked for.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = Words()
        self.choose = PlainButton("Choose a folder")
        self.stop = PlainButton("Stop saving copies")
        self.name = LineEdit()
        self.name.setAccessibleName("What this desk is called")
        self.name.setMaxLength(MOST_CHARACTERS)
        self._copy_heading = Heading("The copy")
        self._standing = Words()
        self._others = Words()
        self.told = Notice()
        self.save = PlainButton("Save a copy now", "save")
        self.decide = PlainButton("See what differs")
        self.carry_on = PlainButton("Continue from it")
        self.instead = PlainButton("Work on that file instead")
        self.aside = PlainButton("Set the damaged copy aside and save a new one")
        self._kept_heading = Heading("Copies kept from other desks")
        self._kept_hint = Hint("Press one to open it and read it. Nothing is written over.")
        self.kept = LinkList("Copies kept from other desks")
        self._is_asked = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        about = "Shown at your other desks, such as “Desk 3” or “Front office”. Leave out names."
        self.name.setAccessibleDescription(about)
        actions = (self.save, self.carry_on, self.decide, self.instead, self.aside)
        for widget in (
            Heading("Working at more than one desk"),
            Words(ABOUT),
            Words("Folder for copies", "strong"),
            self._folder,
            _in_row(self.choose, self.stop),
            Words("What this desk is called", "strong"),
            self.name,
            Hint(about),
            self._copy_heading,
            self._standing,
            self._others,
            self.told,
            _in_row(*actions),
            self._kept_heading,
            self._kept_hint,
            self.kept,
        ):
            self.add(widget)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose_clicked)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.name.editingFinished.connect(self._on_name_edited)
        self.save.clicked.connect(self._on_save_clicked)
        self.carry_on.clicked.connect(self._on_carry_on_clicked)
        self.decide.clicked.connect(self._on_decide_clicked)
        self.instead.clicked.connect(self._on_instead_clicked)
        self.aside.clicked.connect(self._on_aside_clicked)
        self.kept.opened.connect(self._on_kept_opened)
        copies = copies_of(self.desk)
        if copies is not None:
            copies.changed.connect(self._on_copies_changed)

    @property
    def _at(self) -> DeskCopies | None:
        return copies_of(self.desk)

    def refresh(self) -> None:
        """Show things as they are now."""
        settings, copies = self.desk.settings, self._at
        self._folder.setText(settings.desk_folder or NO_FOLDER)
        self.choose.setText("Choose another folder" if settings.desk_folder else "Choose a folder")
        self.stop.setVisible(bool(settings.desk_folder))
        if not self.name.hasFocus():
            self.name.setText(settings.desk_name or default_name())
        workspace = self.desk.workspace
        is_used = copies is not None and copies.folder.facts is not None
        for widget in (self._copy_heading, self._standing):
            widget.setVisible(bool(settings.desk_folder))
        self._show_copy(copies if is_used else None)
        copies_kept = kept_copies(workspace.path) if workspace is not None else ()
        self.kept.show_links([Link(kept.stem, key=(str(kept),)) for kept in copies_kept])
        of_kept: tuple[QWidget, ...] = (self._kept_heading, self._kept_hint, self.kept)
        for each in of_kept:
            each.setVisible(bool(copies_kept))

    def _show_copy(self, copies: DeskCopies | None) -> None:
        standing = copies.standing if copies is not None else None
        verdict = standing.verdict if standing is not None else None
        is_ready = copies is not None and not copies.folder.is_busy
        self.save.setVisible(copies is not None)
        self.save.setEnabled(is_ready)
        shown = {
            self.carry_on: verdict is Verdict.THEIRS_NEWER,
            self.decide: verdict is Verdict.BOTH_MOVED,
            self.instead: verdict is Verdict.NOT_OURS,
            self.aside: verdict is Verdict.UNREADABLE,
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown and is_ready)
        self._standing.setText(_words(copies, standing))
        now = datetime.now().astimezone()
        others = copies.folder.others if copies is not None else ()
        self._others.setText("\n".join(each.words(now) for each in others))
        self._others.setVisible(bool(others))

    def leaving(self) -> None:
        """Keep a name that is half typed."""
        self._keep_name()

    def _keep_name(self) -> None:
        name = " ".join(self.name.text().split())
        if name and name != (self.desk.settings.desk_name or default_name()):
            self.desk.prefer(desk_name=name)

    @Slot()
    def _on_name_edited(self) -> None:
        self._keep_name()

    @Slot()
    def _on_choose_clicked(self) -> None:
        start = self.desk.settings.desk_folder or str(self.desk.documents)
        chosen = choose_folder(self, "Folder for copies", start)
        workspace = self.desk.workspace
        if chosen is None:
            return
        if workspace is not None and chosen == workspace.path.parent:
            self.told.say(
                "attention",
                "That is where your own file lies, which no other desk uses. Choose a folder that "
                "your other desks see too.",
            )
            return
        self.told.clear()
        self._keep_name()
        self.desk.prefer(desk_folder=str(chosen))
        self.refresh()

    @Slot()
    def _on_stop_clicked(self) -> None:
        self.desk.prefer(desk_folder="")
        self.told.say("info", "The copy that is in the folder stays there.", "No copies from now")
        self.refresh()

    @Slot()
    def _on_save_clicked(self) -> None:
        copies = self._at
        if copies is not None and copies.folder.save():
            self._is_asked = True
            self.told.clear()
            self.refresh()

    @Slot()
    def _on_carry_on_clicked(self) -> None:
        if self._at is not None:
            self._at.carry_on()

    @Slot()
    def _on_decide_clicked(self) -> None:
        if self._at is not None:
            self._at.show_differences()

    @Slot()
    def _on_instead_clicked(self) -> None:
        agreed = messages.ask(
            self,
            "Work on the file in that folder instead?",
            "Your own file is set aside under another name, with nothing in it changed, and can be "
            "opened again from the File menu.",
            "Work on that file",
        )
        if agreed and self._at is not None:
            self._at.carry_on()

    @Slot()
    def _on_aside_clicked(self) -> None:
        agreed = messages.ask(
            self,
            "Set the damaged copy aside?",
            "It gets another name in the same folder and nothing in it is changed. If another desk "
            "saved something in it that is not here, look at that desk first.",
            "Set it aside",
        )
        if agreed and self._at is not None:
            self._is_asked = True
            self._at.set_aside()

    @Slot(tuple)
    def _on_kept_opened(self, key: tuple[str, ...]) -> None:
        self.desk.file_asked.emit(Path(key[0]), True)

    @Slot()
    def _on_copies_changed(self) -> None:
        copies = self._at
        if copies is None or not self.isVisible():
            return
        self.refresh()
        if self._is_asked and not copies.folder.is_busy:
            self._is_asked = False
            problem = copies.folder.problem
            if problem is not None:
                self.told.say("problem", f"{problem.what} {problem.how_to_fix}".strip())
            else:
                self.told.say("done", copies.outcome, "Copy saved")


def _words(copies: DeskCopies | None, standing: Standing | None) -> str:
    """How the copy stands, and what became of the last one."""
    if copies is None:
        return "A file that is open to be read only is not copied."
    if copies.folder.is_busy:
        return "Looking at the folder…"
    if standing is None:
        problem = copies.folder.problem
        return f"{problem.what} {problem.how_to_fix}" if problem is not None else ""
    now = datetime.now().astimezone()
    words = _STANDING.get(standing.verdict, "")
    if standing.verdict is Verdict.SAME:
        words = f"{words} It was {saved_words(standing.mark, now)}."
    elif standing.verdict is Verdict.THEIRS_NEWER:
        words = f"The copy {saved_words(standing.mark, now)}, has answers that are not here."
    elif standing.verdict is Verdict.BOTH_MOVED:
        words = f"Answers were changed here and in the copy {saved_words(standing.mark, now)}."
    elif standing.refusal is not None:
        words = f"{standing.refusal.what} {standing.refusal.how_to_fix}"
    return f"{words}\n{copies.outcome}".strip()


def _in_row(*buttons: QWidget) -> FlowRow:
    row = FlowRow()
    for button in buttons:
        row.addWidget(button)
    return row
