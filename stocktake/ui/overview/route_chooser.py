"""How much is asked: the express, core or full route, changed at any time without loss."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.state_bar import StateBar

ROUTE_WORDS = {"express": "Express", "core": "Core", "full": "Full"}


class RouteChooser(QWidget):
    """One row of choices, each with how long it takes.

    Signals:
        route_chosen: express, core or full.
    """

    route_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._bar: StateBar | None = None
        self._routes: tuple[str, ...] = ()
        self._route = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_INSIDE)
        self._column.addWidget(Words("How much do you want to be asked?", "strong"))
        self._hint = Hint("Change it whenever you like: no answer is lost.")
        self._column.addWidget(self._hint)

    def show_routes(self, sheet: Sheet, *, read_only: bool) -> None:
        """Show the routes a form has, and which is chosen, silently."""
        form = sheet.loaded.form
        if self._bar is None or self._routes != (form.id, *form.routes):
            if self._bar is not None:
                self._bar.hide()
                self._bar.deleteLater()
            self._routes = (form.id, *form.routes)
            self._bar = StateBar([(route, route_in_words(sheet, route)) for route in form.routes])
            self._bar.set_name("How much do you want to be asked?")
            self._bar.chosen.connect(self._on_bar_chosen)
            self._column.insertWidget(1, self._bar)
        self._route = sheet.route
        self._bar.set_choice(sheet.route)
        self._bar.set_read_only(read_only)
        self.setVisible(len(form.routes) > 1)

    @Slot(str)
    def _on_bar_chosen(self, route: str) -> None:
        if not route:
            # There is always a route: choosing the same one again leaves it.
            if self._bar is not None:
                self._bar.set_choice(self._route)
            return
        self.route_chosen.emit(route)


def route_in_words(sheet: Sheet, route: str) -> str:
    """What a route is called and how long it takes."""
    form = sheet.loaded.form
    minutes = {
        "express": form.minutes_express,
        "core": form.minutes_core,
        "full": form.minutes_full,
    }[route]
    return f"{ROUTE_WORDS[route]}, {minutes_in_words(minutes)}" if minutes else ROUTE_WORDS[route]


def minutes_in_words(minutes: int) -> str:
    """About how long something takes: minutes, or hours from two hours on."""
    if minutes < 120:
        return f"about {minutes} minutes"
    hours = minutes / 60
    return f"about {hours:.0f} hours" if minutes % 60 == 0 else f"about {hours:.1f} hours"
