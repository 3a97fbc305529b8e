"""Combine: add the workbooks that came, settle what clashes, look, and write one of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.merge.group_values import Group
from stocktake.merge.member import Expected
from stocktake.merge.standing import Overlap, choose_group
from stocktake.merge.versions import Version
from stocktake.tasks.combine import Gathered
from stocktake.tasks.combine_practices import Unknown, line_of, said_to_be
from stocktake.tasks.gathering import used, with_decisions, without
from stocktake.tasks.pcn_kept import PcnKept, PcnShelf
from stocktake.tasks.pcn_rulings import Ruling, Rulings
from stocktake.ui.combine.add_step import AddStep
from stocktake.ui.combine.area_work import AreaAsked, area_of
from stocktake.ui.combine.keeping import Keeping
from stocktake.ui.combine.look_step import LookStep
from stocktake.ui.combine.settle_step import SettleStep
from stocktake.ui.combine.steps_bar import StepsBar
from stocktake.ui.combine.turns import Turns, in_turn
from stocktake.ui.combine.work import (
    NOTHING_RULED,
    Looked,
    Wanted,
    look_at,
    read,
)
from stocktake.ui.combine.write_step import WriteStep
from stocktake.ui.combine.writing import Writing
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job
from stocktake.ui.page import Page
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.wide_column import WideColumn

ADD, SETTLE, LOOK, WRITE = "add", "settle", "look", "write"
STEPS = {ADD: "1 Add", SETTLE: "2 Settle", LOOK: "3 Look", WRITE: "4 Write"}
LEAD = "PCN lead"
"""Who decides where nobody has said what their role is."""


class CombinePage(Page):
    """The lead's page, for a PCN or a larger area; no practice needs to be open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Combine workbooks")
        self._desk = desk
        self._looked: Looked | None = None
        self._wanted = self._nothing_wanted()
        self._request = 0
        self._job: Job | None = None
        self.turns = Turns(self)
        self._column = WideColumn()
        self.heading = Heading(self.title, "title")
        self.steps = StepsBar(STEPS)
        self.progress = ProgressStrip()
        self.notice = Notice()
        self.add = AddStep()
        self.settle = SettleStep(desk.jobs)
        self.look = LookStep(desk.jobs)
        self.write = WriteStep(desk)
        self._parts = {ADD: self.add, SETTLE: self.settle, LOOK: self.look, WRITE: self.write}
        self.keeping = Keeping(desk, self.settle.expected, self.write, self)
        self.writing = Writing(desk.jobs, self.write, self)
        self.setAcceptDrops(True)
        self._column.add_layout(self._column.narrowed(self.heading))
        for widget in (self.steps, self.progress, self.notice, *self._parts.values()):
            self._column.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self._connect()
        self._show()

    def _nothing_wanted(self) -> Wanted:
        usual = self._desk.settings.expected_practices
        return Wanted(usual=usual, shelf=PcnShelf(self._desk.folder))

    def _connect(self) -> None:
        self.steps.chosen.connect(self._on_step_chosen)
        self.add.chosen.connect(self.add_paths)
        self.add.carried_on.connect(self._on_carried_on)
        self.add.area_asked.connect(self._on_area_asked)
        self.add.started_again.connect(self._on_started_again)
        self.add.taken_out.connect(self._on_taken_out)
        self.add.password_given.connect(self._on_password_given)
        self.settle.listed.connect(self._on_listed)
        self.settle.round_chosen.connect(self._on_round_chosen)
        self.settle.decided.connect(self._on_decided)
        self.settle.ruled.connect(self._on_ruled)
        self.settle.group_decided.connect(self._on_group_decided)
        self.settle.practices.said.connect(self._on_practice_said)
        self.settle.practices.taken_back.connect(self._on_practice_taken_back)
        self.look.left_out_asked.connect(self._on_left_out_asked)
        self.look.year_chosen.connect(self._on_year_chosen)
        self.look.earlier_added.connect(self.add_paths)
        self.look.earlier_chosen.connect(self._on_earlier_chosen)
        self.write.folder_changed.connect(self._on_folder_changed)
        self.write.forgotten.connect(self._on_forgotten)
        self.writing.begun.connect(self._watch)
        self.writing.failed.connect(self._say_refused)
        self.keeping.said.connect(self._on_said)
        self.keeping.failed.connect(self._say_refused)

    def panes(self) -> tuple[QWidget, ...]:
        """The steps, and what stands in the open one."""
        first = {
            ADD: self.add.folder,
            SETTLE: self.settle.expected,
            LOOK: self.look,
            WRITE: self.write.write,
        }
        return (self.steps, first[self.steps.current])

    def refresh(self) -> None:
        """Propose the folder that exports last went into, and the work begun before."""
        self.write.folder.set_folder(self._desk.export_folder)
        self.add.offer(self.keeping.all())

    def leaving(self) -> None:
        """Keep what is half typed."""
        self.add.scale.leave()
        self.keeping.keep_now()

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Read files, where some are named."""
        paths = place.get("paths") or ()
        if paths:
            self.add_paths([Path(each) for each in paths])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        urls = event.mimeData().urls()
        self.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    @in_turn(list)
    def add_paths(self, paths: Sequence[Path], passwords: Mapping[Path, str] | None = None) -> None:
        """Read files and folders, and add what they hold to what is there."""
        if not paths:
            return
        job = Job("Reading the workbooks")
        watched = (job.report, job.stop)
        before = self._looked
        work = partial(read, self._next(), tuple(paths), before, self._wanted, watched, passwords)
        self._start(job, work)

    @property
    def is_working(self) -> bool:
        """Whether files are being read, looked at or written."""
        return self._job is not None

    def _next(self) -> int:
        self._request += 1
        return self._request

    def _start(self, job: Job, work: Callable[[], Looked]) -> None:
        # What is kept is read away from the window.
        self.keeping.keep_now()
        self._watch(job)
        self.write.hide_written()
        self._desk.jobs.start(work, self._on_looked, self._say_refused, job)

    @Slot(object)
    def _watch(self, job: Job) -> None:
        self.notice.clear()
        self.progress.watch(job)
        self._job = job
        self._set_working()
        job.ended.connect(self._on_job_ended)

    def _set_working(self) -> None:
        self.add.set_working(self.is_working)
        self.write.set_working(self.is_working)

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        if looked.request != self._request:
            return
        if self._job is not None and self._job.stop.is_set():
            return
        letters = {**looked.wanted.letters, **(looked.seen.letters if looked.seen else {})}
        self._looked, self._wanted = looked, replace(looked.wanted, letters=letters)
        self.keeping.take_up(looked, self._wanted)
        self._show()

    def _show(self) -> None:
        looked, seen = self._looked, self._looked.seen if self._looked else None
        self.add.show_looked(looked, self._wanted.area)
        self._set_working()
        self.write.show_looked(looked)
        self.writing.show_looked(looked, self._wanted)
        self.write.papers.show_pcn(looked.gathered if looked and seen else None, self._wanted)
        if looked is not None:
            self.settle.show_looked(looked, self._wanted.round, self._wanted.rulings)
            self.look.show_looked(looked, self._wanted)
            if looked.refused is not None:
                self._say_refused(looked.refused)
        self._show_steps()

    def _show_steps(self) -> None:
        looked = self._looked
        has_seen = looked is not None and looked.has_seen
        files = f"{used(looked.gathered)} of {len(looked.gathered.results)}" if looked else ""
        left = self.settle.left
        settled = (f"{left} open" if left else "settled") if looked else ""
        self.steps.set_standing(ADD, files, can_open=True)
        self.steps.set_standing(SETTLE, settled, can_open=looked is not None)
        self.steps.set_standing(LOOK, "", can_open=has_seen)
        self.steps.set_standing(WRITE, "", can_open=has_seen)
        if looked is None or (not has_seen and self.steps.current in (LOOK, WRITE)):
            self.steps.open(ADD)
        for code, part in self._parts.items():
            part.setVisible(code == self.steps.current)

    def open_step(self, code: str) -> None:
        """Show one step."""
        self.steps.open(code)
        self._show_steps()
        self._column.verticalScrollBar().setValue(0)

    @Slot(str)
    def _on_step_chosen(self, code: str) -> None:
        self.open_step(code)

    def _look_again(self, gathered: Gathered, *, tells: bool = False) -> None:
        job = Job("Working out the figures")
        before = self._looked if tells else None
        self._start(job, partial(look_at, self._next(), gathered, self._wanted, before))

    def _want(self, **changes: Any) -> None:
        self._wanted = replace(self._wanted, **changes)
        if self._looked is not None:
            self._look_again(self._looked.gathered)

    @in_turn(object, str)
    def _on_carried_on(self, kept: PcnKept, round_label: str) -> None:
        self._wanted = replace(self._nothing_wanted(), round=round_label, area=area_of(kept))
        self.add_paths([Path(each) for each in kept.of(round_label).files])

    @in_turn(object)
    def _on_area_asked(self, asked: AreaAsked) -> None:
        self._want(area=asked)

    @in_turn(int)
    def _on_taken_out(self, place: int) -> None:
        if self._looked is not None:
            self._look_again(without(self._looked.gathered, place), tells=True)

    @Slot(int, str)
    def _on_password_given(self, place: int, password: str) -> None:
        if self._looked is not None:
            path = self._looked.gathered.paths[place]
            self.add_paths([path], {path: password})

    @in_turn(tuple)
    def _on_listed(self, lines: tuple[str, ...]) -> None:
        self._desk.prefer(expected_practices=lines)
        self.keeping.change(expected=lines)
        self._want(lines=lines)

    @in_turn(str)
    def _on_round_chosen(self, chosen: str) -> None:
        # Another round has plan years of its own, and other practices in it.
        self._want(round=chosen, year=None, rulings=NOTHING_RULED, earlier="")

    @in_turn(object)
    def _on_left_out_asked(self, codes: frozenset[str]) -> None:
        rulings = self._wanted.rulings
        for code in sorted(codes ^ rulings.left_out):
            rulings = rulings.ruled("rows", code, self._ruling("", is_added=code not in codes))
        self._rule(rulings)

    @in_turn(object, str)
    def _on_decided(self, chosen: Version, why: str) -> None:
        if self._looked is None:
            return
        today, role = datetime.now().astimezone().date(), self._desk.role or LEAD
        try:
            decided = self._looked.known.decide(chosen, role, today, why)
        except StocktakeError as error:
            # Files that came meanwhile have taken its place.
            self._say_refused(error)
            return
        self._look_again(with_decisions(self._looked.gathered, decided.decisions))

    @in_turn(object, object, str)
    def _on_group_decided(self, chosen: Group, overlap: Overlap, why: str) -> None:
        if self._looked is None:
            return
        gathered, today = self._looked.gathered, datetime.now().astimezone().date()
        held = gathered.collection
        role = self._desk.role or LEAD
        made = choose_group(chosen, overlap, held.decisions, role, today, why)
        self._look_again(with_decisions(gathered, (made,)))

    @in_turn(object, object, str)
    def _on_practice_said(self, unknown: Unknown, practice: Expected | None, why: str) -> None:
        rulings = said_to_be(self._wanted.rulings, unknown, practice, self._ruling(why))
        lines = self._wanted.lines
        if practice is None and lines and not unknown.is_malformed:
            # A new practice of the PCN is expected from now on.
            lines = (*lines, line_of(unknown))
            self.keeping.change(expected=lines)
        self._wanted = replace(self._wanted, lines=lines)
        self._rule(rulings)

    @in_turn(object, str)
    def _on_practice_taken_back(self, unknown: Unknown, why: str) -> None:
        ruling = self._ruling(why, is_added=False)
        self._rule(said_to_be(self._wanted.rulings, unknown, None, ruling))

    @in_turn(str, bool, str)
    def _on_ruled(self, key: str, is_added: bool, why: str) -> None:
        ruling = self._ruling(why, is_added=is_added)
        self._rule(self._wanted.rulings.ruled("versions", key, ruling))

    def _ruling(self, why: str, *, is_added: bool = True) -> Ruling:
        today = datetime.now().astimezone().date().isoformat()
        return Ruling(self._desk.role or LEAD, today, why, is_added)

    def _rule(self, rulings: Rulings) -> None:
        self.keeping.change_round(rulings=rulings)
        self._want(rulings=rulings)

    @in_turn(int)
    def _on_year_chosen(self, year: int) -> None:
        self._want(year=year)

    @in_turn(str)
    def _on_earlier_chosen(self, chosen: str) -> None:
        self._want(earlier=chosen)

    @Slot(tuple, object)
    def _on_said(self, asked: tuple[str, ...], notes: str | None) -> None:
        # They stand in the workbook and the papers; nothing on the page has to be drawn again.
        self._wanted = replace(self._wanted, asked=asked, notes=notes)
        self.writing.show_looked(self._looked, self._wanted)

    @Slot(str)
    def _on_folder_changed(self, folder: str) -> None:
        self._desk.prefer(export_folder=folder)

    @in_turn()
    def _on_forgotten(self) -> None:
        name = self.write.area_name
        self._desk.prefer(expected_practices=())
        self.keeping.forget()
        self._on_started_again()
        self.notice.say("info", f"Nothing that was typed for this {name} is kept any more.")
        self.add.first.setFocus()

    @Slot()
    def _on_started_again(self) -> None:
        self.keeping.end()
        self._looked, self._wanted = None, self._nothing_wanted()
        self.notice.clear()
        self.write.hide_written()
        self._show()
        self.add.offer(self.keeping.all())

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_job_ended(self) -> None:
        if self._job is not None and self._job.stop.is_set():
            self.notice.say("info", "Nothing was added or written.", "Stopped")
        self._job = None
        self._set_working()
        self.turns.take()
