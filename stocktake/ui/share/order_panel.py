"""What to share out: the sections, to whom, wanted back by when, and what goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.share_out import ShareOrder, shareable
from stocktake.tasks.shared_own_rows import is_own
from stocktake.ui.editors.date import DateEditor
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.option_row import OptionRow

WHO = "Who is it for?"
WHO_HINT = "A role or a first name. It stays on this computer and is not in the file."
BY = "Wanted back by"
_COLLEAGUE = Question(id="colleague", type="text", label=WHO, max_length=60)
_RETURN_BY = Question(id="return_by", type="date", label=BY)


class OrderPanel(QWidget):
    """Ticks, a name and a date.

    Signals:
        changed: something was ticked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._form_id = ""
        self._ticks: list[tuple[OptionRow, tuple[str, ...]]] = []
        self._shown: tuple[object, ...] = ()
        self.colleague = LineEditor(_COLLEAGUE)
        self.colleague.set_name(WHO, WHO_HINT)
        self.return_by = DateEditor(_RETURN_BY)
        self.return_by.set_name(BY)
        self.has_answers = OptionRow("Put in the answers given so far", is_one_of=False)
        self.has_answers.set_chosen(True)
        self.has_confidential = OptionRow("Confidential questions may go too", is_one_of=False)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._lay_out()
        self.has_answers.clicked.connect(self._on_ticked)
        self.has_confidential.clicked.connect(self._on_ticked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Words("Which sections?", "strong"))
        column.addWidget(self._holder)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words(WHO, "strong"))
        column.addWidget(Hint(WHO_HINT))
        column.addWidget(self.colleague)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words(BY, "strong"))
        column.addWidget(self.return_by)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(Words("What goes in the file?", "strong"))
        column.addWidget(self.has_answers)
        column.addWidget(self.has_confidential)

    def show_form(self, sheet: Sheet, with_whom: Mapping[str, str]) -> None:
        """Offer the sections of a form; those that are out say with whom."""
        groups = list(_groups(sheet, with_whom))
        wanted = (sheet.loaded.id, tuple(groups))
        if wanted == self._shown:
            return
        ticked = set(self.sections()) if self._form_id == sheet.loaded.id else set()
        self._shown, self._form_id = wanted, sheet.loaded.id
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = []
        for words, sections in groups:
            row = OptionRow(words, is_one_of=False)
            row.set_chosen(bool(sections) and set(sections) <= ticked)
            row.clicked.connect(self._on_ticked)
            self._list.addWidget(row)
            self._ticks.append((row, sections))

    def tick(self, section: str) -> None:
        """Tick the section that was asked for."""
        for row, sections in self._ticks:
            if section in sections:
                row.set_chosen(True)
        self.changed.emit()

    def untick(self) -> None:
        """Begin afresh after a file was written."""
        for row, _ in self._ticks:
            row.set_chosen(False)
        self.colleague.set_value(None)
        self.return_by.set_value(None)

    def rows(self) -> tuple[OptionRow, ...]:
        """The rows of the sections, in order."""
        return tuple(row for row, _ in self._ticks)

    def sections(self) -> tuple[str, ...]:
        """The sections that are ticked."""
        return tuple(s for row, sections in self._ticks if row.isChecked() for s in sections)

    def order(self) -> ShareOrder:
        """What is wanted, as ticked and typed."""
        self.colleague.flush()
        self.return_by.flush()
        day = self.return_by.value()
        return ShareOrder(
            self._form_id,
            self.sections(),
            str(self.colleague.value() or ""),
            day if isinstance(day, date) else None,
            self.has_answers.isChecked(),
            self.has_confidential.isChecked(),
        )

    @Slot()
    def _on_ticked(self) -> None:
        self.changed.emit()


def _groups(sheet: Sheet, with_whom: Mapping[str, str]) -> Sequence[tuple[str, tuple[str, ...]]]:
    """What is ticked together: a section; of the expectations, a domain's cards and one's own."""
    sections = shareable(sheet)
    if sheet.loaded.catalogue is None:
        return [(_titled(each, with_whom), (each.id,)) for each in sections]
    groups = []
    for domain, name in DOMAIN_NAMES.items():
        cards = [each for each in sections if each.domain == domain and not is_own(each.id)]
        if cards:
            groups.append(_group(name, counted(len(cards), "expectation"), cards, with_whom))
    own = [each for each in sections if is_own(each.id)]
    if own:
        count = counted(len(own) - 1, "expectation") if len(own) > 1 else "none yet, to be added to"
        groups.append(_group(own[0].title, count, own, with_whom))
    return groups


def _group(
    name: str, count: str, sections: Sequence[Section], with_whom: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    ids = tuple(each.id for each in sections)
    out = list(dict.fromkeys(with_whom[each] for each in ids if each in with_whom))
    return ". ".join([f"{name}: {count}", *out]), ids


def _titled(section: Section, with_whom: Mapping[str, str]) -> str:
    out = with_whom.get(section.id, "")
    return f"{section.title}. {out}" if out else section.title
