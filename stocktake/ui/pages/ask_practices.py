"""Ask practices: write a question, send it out, count what comes back, and say what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.asking import asking_problems
from stocktake.store.askings import KeptAsking, Side
from stocktake.store.workspace import Workspace
from stocktake.tasks.ask_practices import (
    Seen,
    decide,
    expect,
    new_question,
    note_sent,
    pcn_of,
    pick,
    reword,
    seen,
    write_question,
)
from stocktake.tasks.asking_arriving import Arrived
from stocktake.ui.asking.arriving import Arriving, say_arrived
from stocktake.ui.asking.asked_panel import AskedCard, PracticesPanel
from stocktake.ui.asking.fields import ExportFolder
from stocktake.ui.asking.outcome_panel import OutcomePanel
from stocktake.ui.asking.question_form import QuestionForm
from stocktake.ui.asking.result_panel import ResultPanel
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_open
from stocktake.ui.look import SPACE_BLOCK, SPACE_QUESTION
from stocktake.ui.page import Page
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.units import date_in_words

ABOUT = (
    "Before a meeting, ask your practices. The question goes out as one small file, to answer here "
    "or in Excel; the answers are counted by practice and by patients, and views held by a few "
    "are listed beside the others."
)
SENTENCE = (
    "Here is a question to our practices: {title}. Please open the attached file in Stocktake or "
    "in Excel, answer it, and send it back by {day}."
)
WORKBOOKS = "Excel workbooks (*.xlsx *.xlsm);;All files (*)"
DROP = "Or drop the files on this page: one, several, or a folder."
NOTHING_NEW = "There was no new answer in them."


class AskPracticesPage(Page):
    """The questions, and the one in hand: as a draft, or with what has come of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Ask practices")
        self._desk = desk
        self._id = ""
        self._shown = ""
        self.heading = Heading("Ask practices", "title")
        self.list = LinkList("Questions")
        self.begin = PlainButton("Write a question", "add")
        self.form = QuestionForm()
        self.asked = AskedCard()
        self.practices = PracticesPanel()
        self.folder = ExportFolder("The file goes into this folder", desk)
        self.write = PrimaryButton("Write the file to send")
        self.discard = PlainButton("Discard this question")
        self.open_files = PrimaryButton("Open files that came back")
        self.again = PlainButton("Write the file again")
        self.notice = Notice()
        self.written = ExportedPanel()
        self.result = ResultPanel()
        self.outcome = OutcomePanel(desk)
        self._draft, self._sent = QWidget(), QWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        for widget in (self.heading or QWidget(), Words(ABOUT), self.list, _row(self.begin)):
            scroll.add(widget)
        _stack(self._draft, SPACE_BLOCK, self.form)
        _stack(self._sent, SPACE_BLOCK, self.asked, _row(self.open_files, self.again), Hint(DROP))
        for widget in (self._draft, self._sent, self.notice, self.result, self.practices):
            scroll.add(widget)
        self._buttons = QWidget()
        _stack(self._buttons, SPACE_QUESTION, self.folder, _row(self.write, self.discard))
        for widget in (self._buttons, self.written, self.outcome):
            scroll.add(widget)
        scroll.column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.begin.clicked.connect(self._on_begin_clicked)
        self.form.edited.connect(self._on_form_edited)
        self.practices.listed.connect(self._on_listed)
        self.write.clicked.connect(self._on_write_clicked)
        self.again.clicked.connect(self._on_write_clicked)
        self.discard.clicked.connect(self._on_discard_clicked)
        self.open_files.clicked.connect(self._on_open_clicked)
        self.result.picked.connect(self._on_picked)
        self.outcome.edited.connect(self._on_decided)
        self._desk.opened.connect(self._on_desk_changed)
        self._desk.closed.connect(self._on_desk_changed)

    def panes(self) -> tuple[QWidget, ...]:
        """The questions, the one in hand, and what has come of it."""
        return (self.list, self.form, self.result)

    def leaving(self) -> None:
        """Keep what is half typed."""
        for each in (self.form, self.practices, self.outcome):
            each.flush()

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a question, and what came of files that were opened."""
        if place.get("asking"):
            self._id = str(place["asking"])
            self._show()
        if isinstance(place.get("arrived"), Arrived):
            self._say_arrived(place["arrived"])

    def refresh(self) -> None:
        """Show the questions as they stand."""
        self._show()

    @property
    def _workspace(self) -> Workspace | None:
        return self._desk.workspace

    def _show(self) -> None:
        workspace = self._workspace
        found = _ours(workspace)
        in_hand = next((each for each in found if each.asking.id == self._id), None)
        if in_hand is None and found:
            in_hand = found[0]
        self._id = in_hand.asking.id if in_hand else ""
        all_seen = {k.asking.id: seen(workspace, k.asking.id) for k in found if workspace}
        links = [_link(e, is_in_hand=key == self._id) for key, e in all_seen.items()]
        self.list.show_links(links)
        self.list.setVisible(len(found) > 1)
        may_change = workspace is not None and not workspace.read_only
        self.begin.setEnabled(may_change)
        self.begin.setText("Write another question" if found else "Write a question")
        self._show_in_hand(all_seen.get(self._id), read_only=not may_change)

    def _show_in_hand(self, each: Seen | None, *, read_only: bool) -> None:
        is_draft = each is not None and each.kept.is_draft
        is_sent = each is not None and not is_draft
        for widget, is_shown in (
            (self._draft, is_draft),
            (self._sent, is_sent),
            (self.result, is_sent),
            (self.practices, each is not None),
            (self._buttons, is_draft),
            (self.outcome, is_sent),
        ):
            widget.setVisible(is_shown)
        is_other = self._shown != self._id
        if is_other:
            self.notice.clear()
            self.written.hide()
            self.practices.set_open(is_draft)
        self._shown = self._id
        if each is None:
            return
        self.practices.show_lines(each.kept.expected, read_only=read_only)
        self.folder.follow()
        for button in (self.write, self.discard, self.open_files):
            button.setEnabled(not read_only)
        if is_draft:
            if is_other:
                self.form.show_asking(each.kept.asking)
            self.form.set_read_only(read_only)
        else:
            self.asked.show_asking(each.kept.asking)
            self.result.show_seen(each, read_only=read_only)
            self.outcome.show_seen(each, is_other=is_other, read_only=read_only)

    def _try(self, act: Callable[[Workspace], object]) -> bool:
        """Change what is kept; False when it could not be, which is then said."""
        workspace = self._workspace
        if workspace is None or workspace.read_only:
            return False
        try:
            act(workspace)
        except StocktakeError as error:
            self._say_refused(error)
            return False
        self._desk.saved.emit(datetime.now().astimezone())
        return True

    @Slot()
    def _on_begin_clicked(self) -> None:
        self.leaving()
        practice = self._desk.practice
        code = practice.subject.code if practice is not None else ""
        today = datetime.now().astimezone().date()

        def begin(workspace: Workspace) -> None:
            lines = self._desk.settings.expected_practices
            pcn = pcn_of(workspace, code)
            self._id = new_question(workspace, pcn, self._desk.role, today, lines).asking.id

        if self._try(begin):
            self._show()
            self.form.title.setFocus()

    @Slot()
    def _on_form_edited(self) -> None:
        workspace = self._workspace
        kept = workspace.askings.one(self._id) if workspace is not None else None
        if kept is not None and kept.is_draft:
            asking = self.form.asking(kept.asking)
            self._try(lambda workspace: reword(workspace, asking))

    @Slot(tuple)
    def _on_listed(self, lines: tuple[str, ...]) -> None:
        if self._try(lambda workspace: expect(workspace, self._id, lines)):
            self._desk.prefer(expected_practices=lines)
            if not self._sent.isHidden():
                self._show()

    @Slot()
    def _on_write_clicked(self) -> None:
        self.leaving()
        workspace = self._workspace
        kept = workspace.askings.one(self._id) if workspace is not None else None
        if kept is None:
            return
        self.written.hide()
        problem = next(asking_problems(kept.asking), None)
        if problem is not None:
            self.notice.say("attention", f"{problem.what} {problem.how_to_fix}", "One more thing")
            self.form.go_to(problem.code)
            return
        self.notice.clear()
        now = datetime.now().astimezone()
        self.write.setEnabled(False)
        work = partial(write_question, kept.asking, self.folder.folder, now)
        self._desk.jobs.start(work, self._on_written, self._say_refused)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        now = datetime.now().astimezone()
        if not self._try(lambda workspace: note_sent(workspace, self._id, now)):
            return
        self._show()
        workspace = self._workspace
        kept = workspace.askings.one(self._id) if workspace is not None else None
        if kept is not None and kept.asking.wanted_by is not None:
            day = date_in_words(kept.asking.wanted_by)
            self.written.show_file(path, SENTENCE.format(title=kept.asking.title, day=day))
            self.written.focus_heading()

    @Slot()
    def _on_discard_clicked(self) -> None:
        if self._try(lambda workspace: workspace.askings.discard(self._id)):
            self._id = ""
            self._show()
            self.focus_first()

    @Slot()
    def _on_open_clicked(self) -> None:
        folder = str(self._desk.export_folder)
        self.add_paths(choose_to_open(self, "Open files that came back", WORKBOOKS, folder))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        urls = event.mimeData().urls()
        self.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files that came back."""
        if paths:
            self.leaving()
            self.notice.clear()
            Arriving(self._desk, self).read(paths, self._on_arrived, self._say_refused)

    @Slot(object)
    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.where == "practice":
            self.page_asked.emit("position", {"asking": arrived.asking_id, "arrived": arrived})
            return
        if arrived.asking_id:
            self._id = arrived.asking_id
        self._show()
        self._say_arrived(arrived)

    def _say_arrived(self, arrived: Arrived) -> None:
        words = f"{counted(arrived.added, 'new answer')} taken in." if arrived.added else ""
        say_arrived(self.notice, arrived, words or NOTHING_NEW)

    @Slot(str, str)
    def _on_picked(self, key: str, fingerprint: str) -> None:
        if self._try(lambda workspace: pick(workspace, self._id, key, fingerprint)):
            self._show()

    @Slot()
    def _on_decided(self) -> None:
        decided, why = self.outcome.said()
        self._try(lambda workspace: decide(workspace, self._id, decided, why))
        workspace = self._workspace
        if workspace is not None:
            self.outcome.show_seen(
                seen(workspace, self._id), is_other=False, read_only=workspace.read_only
            )

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self.write.setEnabled(True)
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot(tuple)
    def _on_opened(self, key: tuple[str, ...]) -> None:
        self.leaving()
        self._id = key[0]
        self._show()

    @Slot()
    def _on_desk_changed(self) -> None:
        self._shown = ""
        if self.isVisible():
            self._show()


def _ours(workspace: Workspace | None) -> list[KeptAsking]:
    if workspace is None:
        return []
    return [each for each in workspace.askings.all() if each.side is Side.OURS]


def _link(each: Seen, *, is_in_hand: bool) -> Link:
    asking, base = each.kept.asking, each.view.base
    status = "Not sent yet" if each.kept.is_draft else "Sent"
    count = "" if each.kept.is_draft else f"{base.practices} of {base.out_of} answered"
    by = [f"Answers wanted by {date_in_words(asking.wanted_by)}"] if asking.wanted_by else []
    covers = ". ".join([*by, "Shown below"] if is_in_hand else by)
    return Link(
        asking.title or "A question without a title yet", covers, status, count, (asking.id,)
    )


def _row(*buttons: QWidget) -> FlowRow:
    row = FlowRow()
    for button in buttons:
        row.addWidget(button)
    return row


def _stack(holder: QWidget, space: int, *widgets: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space)
    for widget in widgets:
        column.addWidget(widget)
