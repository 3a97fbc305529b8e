"""Published figures: bring the NHS files, accept what is right, and see where you stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.published_offers import Offer, Standing
from stocktake.ui.combine.steps_bar import StepsBar
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.published.accept_step import AcceptStep
from stocktake.ui.published.bring_step import BringStep
from stocktake.ui.published.bringing import Bringing
from stocktake.ui.published.compare_step import CompareStep
from stocktake.ui.published.desk_side import DeskSide
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip

BRING, ACCEPT, COMPARE = "bring", "accept", "compare"
STEPS = {BRING: "1 Bring", ACCEPT: "2 Accept", COMPARE: "3 Compare"}
SAME = "These very figures were kept before."
UNDONE_BY = "Undo takes all of it back out."


class PublishedPage(ReviewPage):
    """Three steps, of which one is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Published figures", desk)
        self._for: object = None
        self.side = DeskSide(desk, self)
        self.bringing = Bringing(self.side, self)
        self.steps = StepsBar(STEPS)
        self.progress = ProgressStrip()
        self.notice = Notice()
        self.bring = BringStep(self.bringing)
        self.accept = AcceptStep()
        self.compare = CompareStep(desk.jobs)
        self._steps = {BRING: self.bring, ACCEPT: self.accept, COMPARE: self.compare}
        self.where = QuietButton("Where to download")
        self.notice.add_button(self.where)
        self.setAcceptDrops(True)
        self.add(self.steps)
        self.add(self.progress, is_words=True)
        self.add(self.notice, is_words=True)
        for part in self._steps.values():
            self.add(part)
        self._connect()

    def _connect(self) -> None:
        self.steps.chosen.connect(self._on_step_chosen)
        self.where.clicked.connect(self._on_where_clicked)
        self.bring.chosen.connect(self.add_paths)
        self.bring.code_given.connect(self._on_code_given)
        self.bring.kept.connect(self._on_keep_asked)
        self.bring.stopped.connect(self._on_stopped)
        self.bringing.begun.connect(self._on_begun)
        self.bringing.changed.connect(self._on_files_changed)
        self.bringing.refused.connect(self._say_refused)
        self.accept.accepted.connect(self._on_accepted)
        self.accept.question_asked.connect(self._on_question_asked)
        self.compare.spot_reached.connect(self._on_spot_reached)
        self.side.changed.connect(self._on_side_changed)

    def panes(self) -> tuple[QWidget, ...]:
        """The steps, and what stands in the open one."""
        return (self.steps, self._steps[self.steps.current])

    def place(self) -> Mapping[str, Any]:
        """The step that is open."""
        return {"step": self.steps.current}

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Open a step, or look at files, where some are named."""
        step = str(place.get("step", ""))
        if step in self._steps and not self.state:
            self.open_step(step)
        if place.get("paths"):
            self.add_paths([Path(each) for each in place["paths"]])

    def shows(self, place: Mapping[str, Any]) -> bool:
        """Whether the answer that changed stands beside its published figure."""
        if self.state or self.steps.current != ACCEPT or place.get("form") != STOCKTAKE:
            return False
        beside = {each.address.question for each in self.side.offers()}
        return place.get("question") in beside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files while they can be brought."""
        if not self.state and not self.side.why_locked and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        urls = event.mimeData().urls()
        self.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    @Slot(list)
    def add_paths(self, paths: Sequence[Path]) -> None:
        """Look at files; nothing is kept of them yet."""
        if self.state or self.side.why_locked or not paths:
            return
        self.open_step(BRING)
        files = [each for path in paths for each in _files_in(path)]
        self.bringing.add(files)

    def show_practice(self) -> None:
        """Show the open step as things stand now."""
        if self._for is not self.practice:
            # Files in hand were looked at for another practice.
            self._for = self.practice
            self.bringing.start_again()
        self.notice.clear()
        self._show_step()

    def open_step(self, code: str) -> None:
        """Show one step."""
        self.steps.open(code)
        self._show_step()
        self.column.verticalScrollBar().setValue(0)

    def _show_step(self) -> None:
        self.desk.save_now()
        current = self.steps.current
        for code, part in self._steps.items():
            part.setVisible(code == current)
        figures, offers = self.side.figures(), self.side.offers()
        files = sum(len(each.sources) for each in self.side.sets())
        new = sum(each.standing is Standing.SUGGESTED for each in offers)
        in_use = f"{counted(files, 'file')} in use" if files else ""
        self.steps.set_standing(BRING, in_use, can_open=True)
        self.steps.set_standing(ACCEPT, f"{new} new" if new else "", can_open=True)
        self.steps.set_standing(COMPARE, "", can_open=True)
        if current == BRING:
            self.bring.show_side(self.side)
        elif current == ACCEPT:
            self.accept.show_side(self.side)
        else:
            self.compare.show_figures(figures, self.watermark())
        if why := self.side.why_locked:
            self.notice.say("info", why, "Only to read")

    @Slot(str)
    def _on_step_chosen(self, code: str) -> None:
        self.notice.clear()
        self.open_step(code)

    @Slot()
    def _on_files_changed(self) -> None:
        if self.state or not self.bringing.looked:
            self._refresh_bring()
            return
        self._refresh_bring()
        unread = [each for each in self.bringing.verdicts if not each.can_be_read]
        if unread and not self.bringing.is_working:
            words = f"{counted(len(unread), 'file')} cannot be read here: the list says why."
            self.where.show()
            self.notice.say("attention", words)

    def _refresh_bring(self) -> None:
        if not self.state and self.steps.current == BRING:
            self.bring.show_side(self.side)

    @Slot(object)
    def _on_begun(self, job: Job) -> None:
        self.notice.clear()
        self.progress.watch(job)

    @Slot()
    def _on_side_changed(self) -> None:
        self.refresh()

    @Slot()
    def _on_where_clicked(self) -> None:
        self.open_step(BRING)
        self.bring.open_downloads()
        self.column.bring_to_top(self.bring.downloads)

    @Slot(str)
    def _on_code_given(self, code: str) -> None:
        try:
            self.side.set_code(code)
        except StocktakeError as error:
            self.bring.code.refuse(f"{error.what} {error.how_to_fix}".strip())
            return
        self.bringing.read_all()

    @Slot()
    def _on_keep_asked(self) -> None:
        read = self.bringing.read
        if read is None or self.side.why_locked:
            return
        try:
            count = self.side.keep(read.brought.contents)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.bringing.start_again()
        self.open_step(ACCEPT)
        self.accept.heading.setFocus()
        self.where.hide()
        words = f"{counted(count, 'figure')} kept. None is an answer until you accept it, below."
        self.notice.say("done", words if count else SAME, "Kept")

    @Slot(int)
    def _on_stopped(self, set_id: int) -> None:
        try:
            self.side.stop_using(set_id)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.where.hide()
        words = "Its figures are offered and compared no more. Your answers stay as they are."
        self.notice.say("done", words, "No longer in use")

    @Slot(tuple)
    def _on_accepted(self, chosen: tuple[Offer, ...]) -> None:
        if self.side.why_locked:
            return
        self.side.accept(chosen)
        self.where.hide()
        words = f"{counted(len(chosen), 'published figure')} accepted. {UNDONE_BY}"
        self.notice.say("done", words, "Accepted")

    @Slot(str)
    def _on_question_asked(self, question: str) -> None:
        self.go_to_question(STOCKTAKE, question)

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self.column.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self.where.hide()
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _files_in(path: Path) -> list[Path]:
    """The file itself, or every file in a folder."""
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.iterdir() if each.is_file() and each.name[:1] != ".")
