"""Three ways to begin a card."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.ui.look import SPACE_BLOCK, SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from stocktake.ui.widgets.labels import Heading, Hint, Words

WHAT = (
    "A rate card says what one unit of each service costs you and what it has to be paid: your "
    "minutes, your costs, every step shown. Begin it in one of three ways; everything can be "
    "changed afterwards."
)
FROM_SERVICES = (
    "Takes the volumes, minutes, supplies, prices and costs of time that your stocktake has."
)
NO_SERVICES = (
    "Your stocktake names no services beyond the core contract yet: fill in its page of services "
    "and come back, or begin in another way."
)
SAMPLE = "Eighteen made-up lines to change: no figure in them is yours or anybody's."


class BeginPanel(QWidget):
    """What a card is for, and the buttons that begin one.

    Signals:
        from_services, empty, from_sample: that way was chosen.
        back_asked: a card that was put away is wanted again.
    """

    from_services = Signal()
    empty = Signal()
    from_sample = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = Hint()
        self.services_button = PrimaryButton("Begin from our services")
        self.empty_button = PlainButton("Begin an empty card")
        self.sample_button = PlainButton("Begin from the sample card")
        self.back_button = QuietButton("Bring back the card that was put away")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        self._ways: tuple[QWidget, ...] = (
            Heading("Begin a card"),
            Words(WHAT),
            self.services_button,
            self._known,
            self.empty_button,
            Hint("Lines and costs are typed in one by one."),
            self.sample_button,
            Hint(SAMPLE),
        )
        for widget in (*self._ways, self.back_button):
            if isinstance(widget, PlainButton):
                column.addSpacing(SPACE_BLOCK - SPACE_FIELD)
            column.addWidget(widget)
        self.services_button.clicked.connect(self._on_services_clicked)
        self.empty_button.clicked.connect(self._on_empty_clicked)
        self.sample_button.clicked.connect(self._on_sample_clicked)
        self.back_button.clicked.connect(self._on_back_clicked)

    def show_known(self, services: int | None, *, can_come_back: bool, read_only: bool) -> None:
        """Say how many services there are to begin from, and whether a card was put away.

        Without a number it is a card of no practice, which begins in no other way than by name.
        """
        for widget in self._ways:
            widget.setVisible(services is not None)
        self.back_button.setVisible(can_come_back)
        if services is None:
            self.back_button.setEnabled(not read_only)
            return
        said = f"{counted(services, 'service')} beyond the core contract. {FROM_SERVICES}"
        self._known.setText(said if services else NO_SERVICES)
        self.services_button.setEnabled(bool(services) and not read_only)
        self.empty_button.setEnabled(not read_only)
        self.sample_button.setEnabled(not read_only)

    @Slot()
    def _on_services_clicked(self) -> None:
        self.from_services.emit()

    @Slot()
    def _on_empty_clicked(self) -> None:
        self.empty.emit()

    @Slot()
    def _on_sample_clicked(self) -> None:
        self.from_sample.emit()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.back_asked.emit()
