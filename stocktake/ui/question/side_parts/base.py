"""What every part of the panel beside the questions is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.questionnaire.form import Question
from stocktake.ui.question.form_desk import FormDesk


class SidePart(QWidget):
    """One tab of the side panel, which always tells of the question in hand.

    A part is made once, when its tab is first opened, and shown one question after another. It is
    shown the same question again whenever its answer has changed, and must then keep the focus and
    whatever is half typed in it.

    Attributes:
        name: what the rest of the program calls it, such as ``note``.
        title: the word on its tab.
        icon: the drawing beside the word.
        is_under_questions: every question has a button for it while there is no panel; the others
            are reached by their keys and the menu.
    """

    name = ""
    title = ""
    icon = ""
    is_under_questions = False

    def show_question(self, form: FormDesk, question: Question) -> None:
        """Tell of a question of a form, as things are now."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing, and drop what is half typed: another practice may be open by now."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over what is half typed; most parts take nothing in."""

    def start(self) -> QWidget:
        """Where the focus goes when the part is asked for by its keys."""
        return self
