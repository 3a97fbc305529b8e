"""Fields for figures and words side by side, each with its name above it and its fault below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Question
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.editors.number import NumberEditor
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.theme import scaled
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import number_in_words

FIELD_WIDTH = 200
"""Pixels at 100% text of one figure with its name."""

_KEY = "key"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field.

    Attributes:
        key: what whoever made it knows it by.
        kind: how it is typed and shown; a percentage is 15 for 15%.
        highest: None is no limit; nothing may be below 0.
        below: whether ``highest`` itself is too much.
        is_wide: whether its name needs the room of a line of words.
    """

    key: str
    name: str
    kind: Literal["pounds", "decimal", "percent", "text"] = "decimal"
    hint: str = ""
    highest: Decimal | None = None
    below: bool = False
    is_wide: bool = False


class FigureFields(QWidget):
    """Fields that flow over as many lines as the width needs.

    Signals:
        edited: (key, value) of a figure that may be used; a blank is None.
    """

    edited = Signal(str, object)

    def __init__(self, specs: Sequence[Spec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowRow(self, SPACE_BLOCK)
        self._specs = {spec.key: spec for spec in specs}
        self._editors: dict[str, Editor] = {}
        self._held: dict[str, QWidget] = {}
        for spec in specs:
            self._flow.addWidget(self._field(spec))

    def _field(self, spec: Spec) -> QWidget:
        held = _Held(is_wide=spec.kind == "text" or spec.is_wide)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_INSIDE)
        column.addWidget(Words(spec.name, "strong"))
        question = Question(id=spec.key, type=spec.kind, label=spec.name, max_length=120)
        editor: Editor = LineEditor(question) if spec.kind == "text" else NumberEditor(question)
        editor.set_name(spec.name, spec.hint)
        editor.setProperty(_KEY, spec.key)
        editor.edited.connect(self._on_edited)
        column.addWidget(editor)
        if spec.hint:
            column.addWidget(Hint(spec.hint))
        column.addStretch(1)
        self._editors[spec.key] = editor
        self._held[spec.key] = held
        return held

    def editor(self, key: str) -> Editor:
        """The field of a key."""
        return self._editors[key]

    def show_values(self, values: dict[str, Value | None], *, read_only: bool) -> None:
        """Show figures, silently; what is being typed or is refused in a field stays there."""
        for key, editor in self._editors.items():
            editor.set_read_only(read_only)
            if editor.value() != values.get(key) and not editor.error():
                editor.set_value(values.get(key))

    def set_shown(self, key: str, is_shown: bool) -> None:
        """Show a field with its name, or leave it out."""
        self._held[key].setVisible(is_shown)

    def clear_faults(self) -> None:
        """Let go of what was refused, for another line or role."""
        for editor in self._editors.values():
            if editor.error():
                editor.set_value(None)

    def flush(self) -> None:
        """Hand over what is half typed."""
        for editor in self._editors.values():
            editor.flush()

    def focus(self, key: str = "") -> None:
        """Put the focus on a field, on the first without a key."""
        self._editors.get(key, next(iter(self._editors.values()))).setFocus()

    @Slot(object)
    def _on_edited(self, value: Value | None) -> None:
        editor = cast(Editor, self.sender())
        spec = self._specs[str(editor.property(_KEY))]
        fault = _fault(spec, value)
        if fault:
            editor.show_error(fault)
        else:
            self.edited.emit(spec.key, value)


class _Held(QWidget):
    """As wide as one figure, or as a line of words."""

    def __init__(self, *, is_wide: bool) -> None:
        super().__init__()
        self._is_wide = is_wide
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for one column, or for two with the gap between them."""
        width = scaled(FIELD_WIDTH)
        width = 2 * width + SPACE_BLOCK if self._is_wide else width
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Make do with a narrow page."""
        return QSize(scaled(120), super().minimumSizeHint().height())


def _fault(spec: Spec, value: Value | None) -> str:
    """What is wrong with a figure, and what to do; empty when nothing is."""
    if not isinstance(value, Decimal):
        return ""
    if value < 0:
        return f"{spec.name} cannot be below 0."
    if spec.highest is None:
        return ""
    sign = "%" if spec.kind == "percent" else ""
    most = f"{number_in_words(spec.highest)}{sign}"
    if spec.below and value >= spec.highest:
        return f"{spec.name} has to be below {most}."
    return f"{spec.name} cannot be above {most}." if value > spec.highest else ""
