"""What stops one form from being signed, and what is only worth a look."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.check.finding_list import FindingList
from stocktake.ui.check.findings import Finding, findings
from stocktake.ui.look import SPACE_BLOCK


class FormFindings(QWidget):
    """Two lists of links; each is hidden while there is nothing in it.

    Signals:
        chosen: (form id, Finding) to go to.
    """

    chosen = Signal(str, object)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        title = sheet.loaded.form.title
        self._form_id = sheet.loaded.id
        self.stops = FindingList(f"In the way of signing: {title}", "problem")
        self.softer = FindingList(f"Worth a look, and stops nothing: {title}", "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        for each in (self.stops, self.softer):
            column.addWidget(each)
            each.chosen.connect(self._on_chosen)
        # Once they have their place: a list shown without one is a window for a moment.
        found = findings(sheet)
        self.stops.show_findings([each for each in found if each.stops_signing])
        self.softer.show_findings([each for each in found if not each.stops_signing])

    @Slot(object)
    def _on_chosen(self, finding: Finding) -> None:
        self.chosen.emit(self._form_id, finding)
