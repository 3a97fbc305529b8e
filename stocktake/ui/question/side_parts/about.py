"""Why a question is asked, where its answer is found, what it rests on and who sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.form import Question
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.side_parts.base import SidePart
from stocktake.ui.question.words import WHO_SEES_WORDS, sources_in_words
from stocktake.ui.widgets.labels import Hint, Words

HEADINGS = ("Why we ask", "Where to find it", "What it rests on", "Who sees your answer")


class AboutPart(SidePart):
    """Words to read, and nothing to fill in."""

    name = "about"
    title = "About"
    icon = "help"
    is_under_questions = True

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BLOCK)
        self._said: dict[str, tuple[QWidget, Words]] = {}
        for heading in HEADINGS:
            held = QWidget()
            pair = QVBoxLayout(held)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(SPACE_INSIDE)
            words = Words()
            pair.addWidget(Hint(heading))
            pair.addWidget(words)
            column.addWidget(held)
            self._said[heading] = (held, words)

    def show_question(self, form: FormDesk, question: Question) -> None:
        """Say what is known about a question."""
        sources = sources_in_words(form.sheet.loaded, question.sources)
        who = WHO_SEES_WORDS[question.sensitivity]
        self._say((question.why, question.where, sources, who))

    def clear(self) -> None:
        """Say nothing."""
        self._say(("",) * len(HEADINGS))

    def _say(self, said: tuple[str, ...]) -> None:
        for (held, shown), words in zip(self._said.values(), said, strict=True):
            shown.setText(words)
            held.setVisible(bool(words))
