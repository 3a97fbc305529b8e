"""A question that has gone out, as it stands, and the practices it went to."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.asking import Asking
from stocktake.ui.asking.fields import flush, long_text, text_of
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.units import date_in_words

PRACTICES = "Practices that are asked"
PRACTICES_HINT = (
    "One on each line: ODS code, name and registered patients, in any order, as typed or pasted "
    "from Excel. From this list the page knows who has not answered."
)
_MOST = 16_000


class AskedCard(Card):
    """The question, its choices and its day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Heading()
        self._text = Words()
        self._choices = Words()
        self._when = Hint()
        for widget in (self._title, self._text, self._choices, self._when):
            self.add(widget)

    def show_asking(self, asking: Asking) -> None:
        """Show a question."""
        self._title.set_words(asking.title)
        self._text.setText(asking.text)
        numbered = (f"{n}. {words}" for n, words in enumerate(asking.choices, 1))
        self._choices.setText("\n".join(numbered))
        parts = [asking.pcn, asking.asked_by]
        if asking.asked_on:
            parts.append(f"asked on {date_in_words(asking.asked_on)}")
        if asking.wanted_by:
            parts.append(f"answers wanted by {date_in_words(asking.wanted_by)}")
        self._when.setText(", ".join(part for part in parts if part))


class PracticesPanel(QWidget):
    """The list of practices that are asked.

    Signals:
        listed: the lines, as typed.
    """

    listed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = long_text(PRACTICES, _MOST)
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_FIELD)
        self.lines.set_name(PRACTICES, PRACTICES_HINT)
        inside.addWidget(Hint(PRACTICES_HINT))
        inside.addWidget(self.lines)
        self._fold = Collapsible(PRACTICES, held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fold)
        self.lines.edited.connect(self._on_edited)

    def show_lines(self, lines: tuple[str, ...], *, read_only: bool) -> None:
        """Show a list, silently."""
        if lines != self.said():
            self.lines.set_value("\n".join(lines) or None)
        self.lines.set_read_only(read_only)
        self._say_count()

    def set_open(self, is_open: bool) -> None:
        """Unfold the list, or fold it away."""
        self._fold.set_open(is_open)

    def said(self) -> tuple[str, ...]:
        """The lines, without empty ones."""
        return tuple(each.strip() for each in text_of(self.lines).splitlines() if each.strip())

    def flush(self) -> None:
        """Hand over what is half typed."""
        flush((self.lines,))

    def _say_count(self) -> None:
        number = len(self.said())
        self._fold.set_title(f"{PRACTICES}: {number or 'none listed yet'}")

    @Slot()
    def _on_edited(self) -> None:
        self._say_count()
        self.listed.emit(self.said())
