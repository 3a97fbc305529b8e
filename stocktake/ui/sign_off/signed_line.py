"""Says over a signed form why nothing can be changed, and leads to where it can be reopened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_FIELD, SPACE_PAGE
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Words


class SignedLine(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        sign_off_asked: the person wants to go to the page on which it is reopened.
    """

    sign_off_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = Words("", "strong", "done")
        self.button = PlainButton("Go to sign off")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_PAGE, SPACE_FIELD, SPACE_PAGE, SPACE_FIELD)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(IconMark("lock", "done"))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.button.clicked.connect(self.sign_off_asked)
        self.hide()

    def show_form(self, form_id: str) -> None:
        """Say of a form that it is signed; say nothing of a draft."""
        why = self._desk.why_signed(form_id)
        if why and (self.isHidden() or why != self.words.text()):
            announce(self, why)
        self.words.setText(why)
        self.setVisible(bool(why))
