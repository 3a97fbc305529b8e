"""The note, evidence and the like of one question, folded away under it.

While a panel stands beside the questions it shows all this; a button is then left only where there
is something to say that it is there, and leads to the panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Answer
from stocktake.questionnaire.form import Question
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.question.foldout import Foldout
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts import SIDE_PARTS
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.flow_row import FlowRow


class PartFolds(QWidget):
    """Holds what is unfolded; the buttons stand in the row of tools."""

    def __init__(self, form: FormDesk, question: Question, name: str, row: FlowRow) -> None:
        super().__init__()
        self._form = form
        self._question = question
        self._name = name
        self._row = row
        self._answer = Answer()
        self._is_companion = question.id in form.sheet.loaded.companion_ids
        self._folds: dict[str, Foldout] = {}
        self._first_in_row = row.count()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_FIELD, 0, SPACE_FIELD)
        self._column.setSpacing(SPACE_BLOCK)
        self._parts = {each.name: each for each in SIDE_PARTS}
        self._offered = tuple(
            each.name
            for each in SIDE_PARTS
            if each.is_under_questions and self._has_use_for(each.name)
        )
        self.hide()
        self._say()
        form.beside.changed.connect(self._on_beside_changed)

    def _has_use_for(self, name: str) -> bool:
        if name == "about":
            return bool(self._question.why or self._question.where or self._question.sources)
        return not (name == "evidence" and self._is_companion)

    def _make(self, part: type[SidePart]) -> Foldout:
        build = partial(self._build, part)
        fold = Foldout(part.title, part.icon, self._name, build, self._row)
        if part.name == "about":
            fold.set_said("About this question")
        order = list(self._parts)
        place = sum(order.index(name) < order.index(part.name) for name in self._folds)
        self._folds[part.name] = fold
        self._row.insertWidget(self._first_in_row + place, fold.button)
        self._column.insertWidget(place, fold)
        fold.is_elsewhere = self._is_beside()
        fold.opened.connect(partial(self.open, part.name))
        fold.asked.connect(partial(self._form.beside.asked.emit, part.name))
        return fold

    def _build(self, part: type[SidePart]) -> QWidget:
        made = part()
        made.show_question(self._form, self._question)
        return made

    def _is_beside(self) -> bool:
        return self._form.beside.is_there and not self._is_companion

    def button(self, name: str) -> QWidget:
        """The button of a part."""
        fold = self._folds.get(name) or self._make(self._parts[name])
        return fold.button

    def open(self, name: str) -> None:
        """Unfold a part and put the focus in it; one without a button gets it now."""
        fold = self._folds.get(name)
        if fold is None:
            part = self._parts.get(name)
            if part is None:
                return
            fold = self._make(part)
            self._say()
        self.show()
        panel = fold.unfold()
        if isinstance(panel, SidePart):
            panel.show_question(self._form, self._question)
            panel.start().setFocus()
        self._form.beside.unfolded.emit(self)

    def fold(self) -> bool:
        """Fold away what is open, keeping its text; tells whether anything was."""
        self.flush()
        open_ones = [fold for fold in self._folds.values() if not fold.isHidden()]
        for each in open_ones:
            each.fold()
        self.hide()
        return bool(open_ones)

    def show_answer(self, answer: Answer) -> None:
        """Show what belongs to an answer, silently."""
        self._answer = answer
        for fold in self._folds.values():
            if isinstance(fold.panel, SidePart) and not fold.isHidden():
                fold.panel.show_question(self._form, self._question)
        self._say()

    def flush(self) -> None:
        """Hand over what is half typed."""
        for fold in self._folds.values():
            if isinstance(fold.panel, SidePart):
                fold.panel.flush()

    def _say(self) -> None:
        """Give the buttons their words, and keep those that have a use here."""
        evidence, beside = len(self._answer.evidence), self._is_beside()
        words = {
            "note": "Note" if self._answer.note else "Add a note",
            "evidence": f"Evidence ({evidence})" if evidence else "Add evidence",
        }
        has = {"note": bool(self._answer.note), "evidence": bool(evidence)}
        read_only = self._form.is_read_only
        self._make_wanted([name for name in self._offered if has.get(name) or not beside])
        for name, fold in self._folds.items():
            if name in words:
                fold.set_words(words[name])
                fold.button.setEnabled(has[name] or not read_only)
            fold.button.setVisible(has.get(name, False) or not beside)

    def _make_wanted(self, names: Sequence[str]) -> None:
        """Make the buttons that are wanted now: most never are while the panel is there."""
        missing = [name for name in names if name not in self._folds]
        for name in missing:
            self._make(self._parts[name])
        tools = self._row.parentWidget()
        if missing and tools is not None:
            put_in_order([tools])

    @Slot(bool)
    def _on_beside_changed(self, is_there: bool) -> None:
        if self._is_companion:
            return
        self.flush()
        for fold in self._folds.values():
            fold.set_elsewhere(is_there)
        self.hide()
        self._say()
