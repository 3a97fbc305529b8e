"""Export: choose what leaves, see it cell by cell, and write the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.planning.reading import WEAKNESSES_SUFFIX
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.export_offers import PRACTICE_WORKBOOK, offers
from stocktake.tasks.export_practice import Exported, prepare, preview, write_leaving
from stocktake.tasks.export_ticks import Ticks, keep_ticks, kept_ticks
from stocktake.tasks.leaving import Leaving, NameFound, ShareChoice
from stocktake.tasks.leaving_rules import ShareKind
from stocktake.tasks.sign_off import standing, versions
from stocktake.tasks.signed_export import AS_IT_IS
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job
from stocktake.ui.models.leaving_rows import LeavingRow
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.share.card_lines_ticks import CardLinesTicks
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.leaving_preview import LeavingPreview
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.offered_one_of import OfferedOneOf
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.share_panel import SharePanel

KIND, NAME, OUTSIDE = "admin.share_choice", "admin.show_name", "admin.name_outside"
FOI = (
    "GMS and PMS practices are public authorities for their NHS work under the Freedom of "
    "Information Act 2000; ICBs and trusts that are sent a copy are too. What you type here may be "
    "recorded information that you hold. Personal data and some commercial figures may be exempt. "
    "The position differs for APMS contracts. Ask your LMC if a request comes. Write what is true "
    "and useful, describe problems and what would help, and keep the file no longer than you need "
    "it."
)
"""Source: content/stocktake.md D, the Freedom of Information note."""
CHOOSE_KIND = "Choose what may leave the practice; then the preview shows it, cell by cell."
NOTHING = "You chose that nothing leaves, so there is nothing to export."
ONLY_READ = "Here the choice can be read and not changed. "
AS_BEFORE = (
    "The ticks are those of your last export: {items}. Look through them before you export again."
)
CHOOSE_NAME = "Say whether the other practices in your PCN may see your name."


class ExportPage(ReviewPage):
    """Nothing leaves until the preview has been seen and the button pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Export a workbook", desk)
        questions = shipped_form(STOCKTAKE).questions
        self._ticks = Ticks()
        self._ticks_of: tuple[object, str] | None = None
        self._what = OfferedOneOf("What to export")
        self._version = OfferedOneOf("Which version")
        self._chosen: dict[str, str] = {}
        self._foi_fold = Collapsible("Before you send anything: freedom of information", Words(FOI))
        self._share = SharePanel(questions[KIND], questions[NAME], questions[OUTSIDE])
        self._card_lines = CardLinesTicks()
        self._waiting = Words(CHOOSE_KIND)
        self._as_before = Hint()
        self._preview = LeavingPreview()
        self._names = Notice()
        self._name_links = LinkList("Text that may name a person")
        self._folder = FolderRow(
            "The workbook goes into this folder",
            desk.export_folder,
            fixed=desk.settings.why_locked("export_folder"),
        )
        self._notice = Notice()
        self._progress = ProgressStrip()
        self._export = PrimaryButton("Export workbook")
        self._exported = ExportedPanel()
        self._job: Job | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add(self._what, is_words=True)
        self.add(self._version, is_words=True)
        self.add(self._foi_fold, is_words=True)
        self.add(self._share)
        self.add(self._card_lines)
        self.add(self._waiting, is_words=True)
        self.add(self._as_before, is_words=True)
        self.add(self._preview)
        self.add(self._names, is_words=True)
        self.add(self._name_links)
        self.add(self._folder, is_words=True)
        self.add(self._notice, is_words=True)
        self.add(self._progress)
        self.add(self._export)
        self.add(self._exported)

    def _connect(self) -> None:
        self._what.chosen.connect(self._on_what_chosen)
        self._version.chosen.connect(self._on_version_chosen)
        self._share.kind_chosen.connect(self._on_kind_chosen)
        self._share.name_chosen.connect(self._on_name_chosen)
        self._share.outside_chosen.connect(self._on_outside_chosen)
        self._share.weakness_ticked.connect(self._on_part_ticked)
        self._card_lines.ticked.connect(self._on_part_ticked)
        self._preview.tick_asked.connect(self._on_tick_asked)
        self._name_links.opened.connect(self._on_name_opened)
        self._folder.changed.connect(self._on_folder_changed)
        self._export.clicked.connect(self._on_export_clicked)
        self.desk.opened.connect(self._on_desk_opened)

    def panes(self) -> tuple[QWidget, ...]:
        """The choice, the preview and the button."""
        return (self._share, self._preview, self._export)

    @property
    def _kind(self) -> str:
        return self._choice_of(KIND)

    @property
    def _name(self) -> str:
        return self._choice_of(NAME)

    def _choice_of(self, question: str) -> str:
        """The choice kept as an answer; of a signed return, the one made here for now."""
        kept = str(self.desk.sheet(STOCKTAKE).answers.get(question).usable or "")
        return self._chosen.get(question, kept)

    def choice(self) -> ShareChoice:
        """What the practice lets out, as chosen and ticked."""
        kind = cast(ShareKind, self._kind or "nothing")
        show_name = {"yes": True, "no": False}.get(self._name)
        outside = {"yes": True, "no": False}.get(self._choice_of(OUTSIDE))
        return ShareChoice(kind, self._ticks.items, self._ticks.notes, show_name, outside)

    @property
    def _form_id(self) -> str:
        """The pack to export; blank is the practice workbook."""
        return self._what.choice() or PRACTICE_WORKBOOK

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Choose a workbook when one is named by the form it is of."""
        if "form" in place and self.desk.practice is not None:
            self._what.choose(str(place["form"]))
            self._offer_versions()
            self._version.choose(str(place.get("version", AS_IT_IS)))
            self.refresh()

    def _offer_versions(self) -> None:
        """Offer the return as it is, and every signed version before that."""
        now = standing(self.practice, self._form_id)
        as_it_is = f"As it is: {now.words[:1].lower()}{now.words[1:]}" if now else "As it is: draft"
        earlier = [
            (str(each.version), each.words)
            for each in versions(self.practice, self._form_id)
            if now is None or each.version != now.version
        ]
        self._version.offer([(str(AS_IT_IS), as_it_is), *earlier])

    def show_practice(self) -> None:
        """Show the choice and what it lets out."""
        self.desk.save_now()
        self._what.offer([(each.form_id, each.title) for each in offers(self.practice)])
        self._offer_versions()
        self._folder.set_folder(self.desk.export_folder)
        if self._ticks_of != (self.desk.practice, self._form_id):
            self._begin_from_last_ticks()
        kind = self._kind
        if not kind:
            self._foi_fold.set_open(True)
        self._share.set_choices(kind, self._name, self._choice_of(OUTSIDE))
        self._share.set_read_only(self.desk.is_read_only)
        lets_out = kind not in ("", "nothing")
        only_read = ONLY_READ if self.desk.is_read_only else ""
        self._waiting.setText(only_read + (NOTHING if kind or only_read else CHOOSE_KIND))
        self._waiting.setVisible(not lets_out or bool(only_read))
        if lets_out:
            self._waiting.setText(only_read.strip())
        for widget in (self._preview, self._folder, self._export):
            widget.setVisible(lets_out)
        self._as_before.setVisible(lets_out and bool(self._as_before.text()))
        leaving = self._leaving() if lets_out else None
        if leaving is not None:
            self._show_leaving(leaving)
            return
        for widget in (self._preview, self._folder, self._export):
            widget.hide()
        self._share.show_weaknesses({}, ())
        self._card_lines.hide()
        self._names.clear()
        self._name_links.show_links(())

    def _leaving(self) -> Leaving | None:
        """What would leave; None when a signed copy cannot be had, which is said."""
        try:
            return preview(self.practice, self.choice(), self._form_id, self._number)
        except StocktakeError as error:
            self._say_refused(error)
            return None

    @property
    def _number(self) -> int:
        """The signed version chosen, or that it is exported as it is."""
        return int(self._version.choice() or AS_IT_IS)

    def _begin_from_last_ticks(self) -> None:
        self._ticks_of = (self.desk.practice, self._form_id)
        self._ticks = kept_ticks(self.practice, self._form_id)
        count = self._ticks.count
        items = counted(count, "item")
        self._as_before.setText(AS_BEFORE.format(items=items) if count else "")

    def _show_leaving(self, leaving: Leaving) -> None:
        self._preview.show_leaving(leaving, read_only=self.desk.is_read_only)
        self._share.show_weaknesses(weaknesses(leaving), self._ticks.items)
        read_only = self.desk.is_read_only
        self._card_lines.show_leaving(leaving, self._ticks.items, read_only=read_only)
        found = leaving.findings
        self._name_links.show_links([_name_link(each, leaving) for each in found])
        self._name_links.setVisible(bool(found))
        if found and not self._names.text():
            self._names.say(
                "attention", "Look at this text before it leaves; it may name a person."
            )
        elif not found:
            self._names.clear()

    @Slot(str)
    def _on_what_chosen(self, _: str) -> None:
        self._notice.clear()
        self._exported.hide()
        self.refresh()

    @Slot(str)
    def _on_version_chosen(self, _: str) -> None:
        self._on_what_chosen("")

    @Slot(str)
    def _on_folder_changed(self, folder: str) -> None:
        self._notice.clear()
        self.desk.prefer(export_folder=folder)

    @Slot(str)
    def _on_kind_chosen(self, kind: str) -> None:
        self._keep(KIND, kind)

    @Slot(str)
    def _on_name_chosen(self, name: str) -> None:
        self._keep(NAME, name)

    @Slot(str)
    def _on_outside_chosen(self, outside: str) -> None:
        self._keep(OUTSIDE, outside)

    def _keep(self, question: str, code: str) -> None:
        self._notice.clear()
        self._exported.hide()
        if self.desk.is_locked(STOCKTAKE) and not self.desk.is_read_only:
            # A signed return cannot be written to, so the choice holds for this export alone.
            self._chosen[question] = code
            self.refresh()
            return
        self.desk.answer_all(STOCKTAKE, {Address(question): answered(code)})

    @Slot(object, bool)
    def _on_part_ticked(self, address: Address, goes: bool) -> None:
        items = self._ticks.items
        self._tick(items=items | {address} if goes else items - {address})

    @Slot(object)
    def _on_tick_asked(self, row: LeavingRow) -> None:
        if row.cell.is_note:
            note = {row.cell.question}
            notes = self._ticks.notes
            self._tick(notes=notes - note if row.goes else notes | note)
        elif row.cell.tick is not None:
            tick = {row.cell.tick}
            items = self._ticks.items
            self._tick(items=items - tick if row.goes else items | tick)

    def _tick(self, **changes: frozenset[Address] | frozenset[str]) -> None:
        if not self.desk.is_read_only:
            self._ticks = replace(self._ticks, **changes)  # type: ignore[arg-type]
            self._exported.hide()
            self.refresh()

    @Slot(tuple)
    def _on_name_opened(self, key: tuple[str, str]) -> None:
        form_id, question = key
        self.go_to_question(form_id, question)

    @Slot()
    def _on_export_clicked(self) -> None:
        if not self._name and not self.desk.is_read_only:
            self._notice.say("attention", CHOOSE_NAME, "One more thing")
            return
        self._notice.clear()
        self._exported.hide()
        try:
            self.desk.require_saved()
            leaving = prepare(self.practice, self.choice(), self._form_id, self._number)
            keep_ticks(self.practice, self._ticks.items, self._ticks.notes, self._form_id)
        except StocktakeError as error:
            self._say_refused(error)
            return
        job = Job("Writing the workbook")
        self._progress.watch(job)
        self._export.setEnabled(False)
        job.ended.connect(self._on_job_ended)
        work = partial(
            write_leaving, leaving, self._folder.folder, form_id=self._form_id, stop=job.stop
        )
        self._job = self.desk.jobs.start(work, self._on_exported, self._say_refused, job)

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        self._exported.show_file(exported.path, exported.sentence, exported.warnings)
        self._exported.focus_heading()

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_job_ended(self) -> None:
        self._export.setEnabled(True)
        if self._job is not None and self._job.stop.is_set():
            self._notice.say("info", "No workbook was written.", "Stopped")
        self._job = None

    @Slot()
    def _on_desk_opened(self) -> None:
        self._ticks_of = None
        self._chosen.clear()
        self._exported.hide()
        self._notice.clear()


def weaknesses(leaving: Leaving) -> dict[Address, str]:
    """The sentence of each weakness that goes, or would if it were ticked, by its row."""
    cells = (*leaving.cells, *leaving.could_tick)
    found = {
        replace(cell.address, column=""): cell.shown
        for cell in cells
        if cell.address is not None
        and cell.tick is not None
        and cell.address.question.endswith(WEAKNESSES_SUFFIX)
        and cell.address.column.endswith(".weakness")
    }
    return dict(sorted(found.items()))


def _name_link(found: NameFound, leaving: Leaving) -> Link:
    ids = {form.loaded.form.title: form.loaded.id for form in leaving.forms}
    key = (ids.get(found.cell.form, STOCKTAKE), found.cell.question)
    return Link(found.words, found.cell.section, "Look at it", key=key)
