"""Says over a signed form why nothing can be changed, and leads to where it can be reopened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD, SPACE_PAGE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.notice import Notice


class SignedLine(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        sign_off_asked: the person wants to go to the page on which it is reopened.
    """

    sign_off_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notice = Notice()
        go = PlainButton("Go to sign off")
        self._notice.add_button(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_PAGE, SPACE_FIELD, SPACE_PAGE, 0)
        column.addWidget(self._notice)
        go.clicked.connect(self.sign_off_asked)
        self.hide()

    def show_form(self, form_id: str) -> None:
        """Say of a form that it is signed; say nothing of a draft."""
        why = self._desk.why_signed(form_id)
        if why and why != self._notice.text():
            self._notice.say("info", why, "It can be read and not changed")
        elif not why:
            self._notice.clear()
        self.setVisible(bool(why))
