"""Answer a question of the PCN: what came, what this practice says, and the file to return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.asking import Position
from stocktake.store.askings import Side
from stocktake.tasks.answer_question import (
    ToAnswer,
    begun,
    keep,
    missing,
    names_in,
    note_written,
    questions_for,
    ready_to_write,
    write_answer,
)
from stocktake.tasks.asking_arriving import Arrived
from stocktake.ui.asking.answer_form import AnswerForm
from stocktake.ui.asking.arriving import Arriving, say_arrived
from stocktake.ui.asking.asked_panel import AskedCard
from stocktake.ui.asking.fields import ExportFolder
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_open
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.units import date_in_words

ABOUT = (
    "Your PCN may ask its practices something before a meeting. Open the file it sent: the "
    "question comes up here, your answer is kept as you give it, and one file goes back."
)
SENTENCE = "Here is the answer of {practice} to “{title}”."
COUNTED = "It was asked from here, so your answer is counted already under “Ask practices”."
WORKBOOKS = "Excel workbooks (*.xlsx *.xlsm);;All files (*)"


class AnswerQuestionPage(ReviewPage):
    """The questions that came, and the answer to the one in hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Answer the PCN", desk)
        self._id = ""
        self._shown: tuple[object, str] = (None, "")
        self._position: Position | None = None
        self.list = LinkList("Questions")
        self.open_file = PlainButton("Open the file that came")
        self.asked = AskedCard()
        self.form = AnswerForm()
        self.folder = ExportFolder("The file goes into this folder", desk)
        self.write = PrimaryButton("Write the file to send back")
        self.sent = Hint()
        self.notice = Notice()
        self.written = ExportedPanel()
        opening, writing = FlowRow(), FlowRow()
        opening.addWidget(self.open_file)
        writing.addWidget(self.write)
        self._of_one = (self.asked, self.form, self.folder, writing, self.sent)
        for widget in (Words(ABOUT), self.list, opening, self.notice, *self._of_one, self.written):
            self.add(widget, is_words=True)
        self.list.opened.connect(self._on_opened)
        self.open_file.clicked.connect(self._on_open_clicked)
        self.form.edited.connect(self._on_edited)
        self.write.clicked.connect(self._on_write_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """The questions and the answer."""
        return (self.list, self.form)

    def leaving(self) -> None:
        """Keep what is half typed."""
        self.form.flush()

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Show a question, and what was said of its file."""
        if place.get("asking"):
            self._id = str(place["asking"])
            self.refresh()
        if isinstance(place.get("arrived"), Arrived) and self.desk.practice is not None:
            words = f"Answer it for {self.practice.subject.name}, then write the file to send back."
            say_arrived(self.notice, place["arrived"], words)

    def show_practice(self) -> None:
        """Show the questions there are, and the one in hand."""
        found = questions_for(self.practice)
        in_hand = next((each for each in found if each.kept.asking.id == self._id), None)
        if in_hand is None and found:
            in_hand = found[0]
        self._id = in_hand.kept.asking.id if in_hand else ""
        self.list.show_links([_link(each) for each in found])
        self.list.setVisible(len(found) > 1)
        for widget in self._of_one:
            widget.setVisible(in_hand is not None)
        is_other = self._shown != (self.desk.practice, self._id)
        self._shown = (self.desk.practice, self._id)
        if is_other:
            self.notice.clear()
            self.written.hide()
        if in_hand is not None:
            self._show_in_hand(in_hand, is_other=is_other)

    def _show_in_hand(self, each: ToAnswer, *, is_other: bool) -> None:
        asking = each.kept.asking
        if is_other:
            self.asked.show_asking(asking)
            self._position = begun(self.practice, each)
            self.form.show_answer(asking, self._position)
        self.form.set_read_only(self.desk.is_read_only)
        self.write.setEnabled(not self.desk.is_read_only)
        self.folder.follow()
        said = "A file with this answer has been written. Write it again if you change it."
        self.sent.setText(said if each.is_written else "")
        self.sent.setVisible(each.is_written)

    def _in_hand(self) -> ToAnswer | None:
        found = questions_for(self.practice) if self.desk.practice is not None else ()
        return next((each for each in found if each.kept.asking.id == self._id), None)

    @Slot(tuple)
    def _on_opened(self, key: tuple[str, ...]) -> None:
        self.leaving()
        self._id = key[0]
        self.refresh()

    @Slot()
    def _on_edited(self) -> None:
        each = self._in_hand()
        if each is None or self.desk.is_read_only or self._position is None:
            return
        self._position = self.form.position(self._position)
        try:
            keep(self.practice, each.kept.asking, self._position)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.desk.saved.emit(datetime.now().astimezone())

    @Slot()
    def _on_write_clicked(self) -> None:
        self.leaving()
        each = self._in_hand()
        if each is None or self._position is None:
            return
        self.written.hide()
        position = self.form.position(begun(self.practice, each))
        problem = next(missing(position), None)
        if problem is not None:
            self.notice.say("attention", f"{problem.what} {problem.how_to_fix}", "One more thing")
            self.form.go_to(problem.code)
            return
        self.notice.clear()
        self._position = ready_to_write(position)
        self.write.setEnabled(False)
        now = datetime.now().astimezone()
        asking, folder = each.kept.asking, self.folder.folder
        work = partial(write_answer, asking, self._position, folder, now)
        self.desk.jobs.start(work, self._on_written, self._say_refused)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        each = self._in_hand()
        if each is None or self._position is None:
            return
        try:
            note_written(self.practice, each.kept, self._position, path.name)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.refresh()
        title, name = each.kept.asking.title, self.practice.subject.name
        warnings = [COUNTED] if each.kept.side is Side.OURS else []
        warnings += names_in(self._position.comment)
        sentence = SENTENCE.format(practice=name, title=title)
        self.written.show_file(path, sentence, tuple(warnings))
        self.written.focus_heading()

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self.write.setEnabled(not self.desk.is_read_only)
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_open_clicked(self) -> None:
        folder = str(self.desk.export_folder)
        paths = choose_to_open(self, "Open the file that came", WORKBOOKS, folder)
        if paths:
            self.leaving()
            Arriving(self.desk, self).read(paths, self._on_arrived, self._say_refused)

    @Slot(object)
    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.where == "lead":
            self.page_asked.emit("asking", {"asking": arrived.asking_id, "arrived": arrived})
            return
        self.go_to({"asking": arrived.asking_id, "arrived": arrived})


def _link(each: ToAnswer) -> Link:
    asking, position = each.kept.asking, each.position
    status = "Not yet started"
    if each.is_written:
        status = "Written to send"
    elif position is not None and not position.is_empty:
        status = "In progress"
    by = f"Wanted by {date_in_words(asking.wanted_by)}" if asking.wanted_by else ""
    return Link(asking.title, by, status, key=(asking.id,))
