"""One signed version: who signed it, what has changed since, and the answers as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.compare import MovedAnswer
from stocktake.tasks.sign_off import SignedVersion
from stocktake.ui.check.section_summary import SectionSummary
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.link_list import Link, LinkList
from stocktake.ui.widgets.notice import Notice
from stocktake.units import date_in_words

NOTHING_SAID = "not answered"
FINGERPRINT = "Fingerprint of the signed copy"
ABOUT_FINGERPRINT = (
    "The SHA-256 of the answers as they were signed. A workbook exported as this version has the "
    "same on its first sheet, so the two can be compared."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a signed version.

    Attributes:
        sheets: the answers as they were signed; none when the copy cannot be had.
        changed: what is answered otherwise now.
        refusal: why the copy cannot be had, in words.
    """

    sheets: Sequence[Sheet] = ()
    changed: Sequence[MovedAnswer] = ()
    refusal: str = ""


class VersionCard(Card):
    """Shows a version; its answers are laid out only when they are asked for.

    Signals:
        export_asked: the number of the version.
        change_chosen: (form id, section id, question id) of an answer that changed since.
    """

    export_asked = Signal(int)
    change_chosen = Signal(str, str, str)

    def __init__(self, signed: SignedVersion, looked: Looked) -> None:
        super().__init__()
        self._signed = signed
        self._looked = looked
        self._say_who()
        if looked.refusal:
            notice = Notice()
            self.add(notice)
            notice.say("problem", looked.refusal)
            return
        self._say_changes()
        self._answers = QWidget()
        self.answers_fold = Collapsible("Look at the answers as they were signed", self._answers)
        self.add(self.answers_fold)
        self.export = PlainButton("Export it as signed", "save")
        self.export.setAccessibleName(f"Export version {signed.version} as signed")
        row = FlowRow()
        row.addWidget(self.export)
        self.add(row)
        self.answers_fold.unfolded.connect(self._on_answers_unfolded)
        self.export.clicked.connect(self._on_export_clicked)

    def _say_who(self) -> None:
        signed, said = self._signed.first, self._signed.first.said
        self.add(Heading(self._signed.words))
        who = f"By {said.name}, {said.role}"
        second = f", with {said.second_name}, {said.second_role}" if said.second_name else ""
        self.add(Words(f"{who}{second}."))
        self.add(Words(f"“{said.statement}”"))
        if signed.reopened_at is not None:
            day = date_in_words(signed.reopened_at.date())
            by = f" by the {signed.reopened_by.lower()}" if signed.reopened_by else ""
            self.add(Words(f"Reopened on {day}{by}: {signed.reopened_why}"))
        self.add(Collapsible(FINGERPRINT, self._fingerprints()))

    def _fingerprints(self) -> QWidget:
        """The hash of each frozen copy, as every workbook made from it prints it."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Hint(ABOUT_FINGERPRINT))
        for form_id, each in self._signed.sign_offs.items():
            # In fours: so it can be read out, and goes on in the next line of a narrow window.
            fours = (each.sha256[at : at + 4] for at in range(0, len(each.sha256), 4))
            column.addWidget(Words(f"{shipped_form(form_id).form.title}: {' '.join(fours)}"))
        return holder

    def _say_changes(self) -> None:
        changed = self._looked.changed
        if not changed:
            self.add(Hint("No answer has changed since."))
            return
        count = counted(len(changed), "answer has", "answers have")
        self.changes = LinkList(f"Changed since version {self._signed.version}")
        self.changes.show_links([_link(each) for each in changed])
        self.changes.opened.connect(self._on_change_opened)
        self.add(Collapsible(f"{count} changed since", self.changes))

    @Slot(bool)
    def _on_answers_unfolded(self, is_open: bool) -> None:
        if not is_open or self._answers.layout() is not None:
            return
        column = QVBoxLayout(self._answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        for sheet in self._looked.sheets:
            column.addWidget(Words(sheet.loaded.form.title, "strong"))
            for section in sheet.loaded.sections:
                if sheet.questions(section.id):
                    column.addWidget(SectionSummary(sheet, section, way=""))

    @Slot()
    def _on_export_clicked(self) -> None:
        self.export_asked.emit(self._signed.version)

    @Slot(tuple)
    def _on_change_opened(self, key: tuple[str, str, str]) -> None:
        self.change_chosen.emit(*key)


def _link(moved: MovedAnswer) -> Link:
    words = f"Was: {moved.then or NOTHING_SAID}. Now: {moved.now or NOTHING_SAID}."
    key = (moved.form_id, moved.section_id, moved.question_id)
    return Link(f"{moved.section}: {moved.label}", words, key=key)
