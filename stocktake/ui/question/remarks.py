"""What there is to say beside a question: problems with their remedy, warnings, flags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.indicators import RaisedFlag
from stocktake.questionnaire.issues import Issue
from stocktake.ui.editors.line import LineEditor
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE, Tone
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Hint, Words

_TONES: dict[str, tuple[str, Tone, str]] = {
    "E": ("problem", "problem", "There is a problem"),
    "W": ("attention", "attention", "Please check"),
    "I": ("info", "muted", "Note"),
    "red": ("problem", "problem", "Act on this"),
    "amber": ("attention", "attention", "Watch this"),
    "info": ("info", "muted", "Note"),
    "note": ("info", "muted", "Note"),
}
"""Icon, tone and leading word of each level, so that colour is never the only sign."""


class Remark(QWidget):
    """One thing to look at; a warning is cleared by giving a reason.

    Signals:
        reasoned: the reason now given; empty when it was taken back.
    """

    reasoned = Signal(str)

    def __init__(self, level: str, message: str, name: str) -> None:
        super().__init__()
        icon, tone, word = _TONES[level]
        self.said = f"{word}: {message}"
        self._tone: Tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(IconMark(icon, tone))
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_INSIDE)
        self._column.addWidget(Words(self.said, "strong" if level == "E" else "body", tone))
        row.addLayout(self._column, 1)
        self._name = name
        self.editor: LineEditor | None = None

    def offer_reason(self, reason: str, *, read_only: bool) -> None:
        """Ask why it is right as it stands."""
        field = Question(id="reason", type="text", label="Why is this right?")
        self._column.addWidget(Hint("If it is right as it stands, say why in a few words:"))
        self.editor = LineEditor(field)
        self.editor.set_name(f"Why is this right? {self._name}", self.said)
        self.editor.set_value(reason or None)
        self.editor.set_read_only(read_only)
        self._column.addWidget(self.editor)
        self.editor.edited.connect(self._on_editor_edited)

    def show_reason(self, reason: str) -> None:
        """Show the reason there is now, silently, unless it is the one just given here."""
        if self.editor is not None and (self.editor.value() or "") != reason:
            self.editor.set_value(reason or None)

    @Slot(object)
    def _on_editor_edited(self, value: Value | None) -> None:
        self.reasoned.emit(str(value or ""))


class Remarks(QWidget):
    """The remarks of one question, rebuilt only when they change.

    Signals:
        reasoned: (Issue, reason).
    """

    reasoned = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._issues: tuple[Issue, ...] = ()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._remarks: list[Remark] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_FIELD)
        self.hide()

    @property
    def has_open(self) -> bool:
        """Whether anything here still wants something."""
        return any(issue.is_open for issue in self._issues)

    @property
    def has_error(self) -> bool:
        """Whether anything here is impossible as it stands."""
        return any(issue.level == "E" for issue in self._issues)

    def words(self) -> str:
        """Everything said here."""
        return " ".join(remark.said for remark in self._remarks)

    def open_words(self) -> str:
        """What here still wants something, to be heard with the answer."""
        told = zip(self._issues, self._remarks, strict=False)
        return " ".join(remark.said for issue, remark in told if issue.is_open)

    def show_remarks(
        self, issues: Sequence[Issue], flags: Sequence[RaisedFlag], *, read_only: bool = False
    ) -> None:
        """Show what there is to say now; nothing moves while it stays the same."""
        self._issues = tuple(issues)
        wanted = (
            *((i.level, i.message, i.reason_key) for i in issues),
            *((flag.level, flag.wording, "") for flag in flags),
        )
        if wanted == self._shown:
            # A reason comes and goes elsewhere too: undone, or given beside another question.
            for issue, remark in zip(issues, self._remarks, strict=False):
                remark.show_reason(issue.reason)
            return
        self._shown = wanted
        for remark in self._remarks:
            self._column.removeWidget(remark)
            remark.hide()
            remark.deleteLater()
        self._remarks = [Remark(level, message, self._name) for level, message, _ in wanted]
        for remark in self._remarks:
            self._column.addWidget(remark)
        for issue, remark in zip(issues, self._remarks, strict=False):
            if issue.level == "W":
                remark.offer_reason(issue.reason, read_only=read_only)
                remark.reasoned.connect(self._on_remark_reasoned)
        self.setVisible(bool(self._remarks))

    def flush(self) -> None:
        """Hand over a reason being typed."""
        for remark in self._remarks:
            if remark.editor is not None:
                remark.editor.flush()

    @Slot(str)
    def _on_remark_reasoned(self, reason: str) -> None:
        remark = self.sender()
        if isinstance(remark, Remark) and remark in self._remarks:
            self.reasoned.emit(self._issues[self._remarks.index(remark)], reason)
