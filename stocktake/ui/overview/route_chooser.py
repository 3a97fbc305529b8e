"""How much is asked: the express, core or full route, changed at any time without loss."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.minutes import minutes_left
from stocktake.questionnaire.sheet import Route, Sheet
from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.state_bar import StateBar

ROUTE_WORDS: dict[Route, str] = {"express": "Express", "core": "Core", "full": "Full"}
NAME = "How much do you want to be asked?"


class RouteChooser(QWidget):
    """One row of choices, each with how long it still takes.

    Signals:
        route_chosen: express, core or full.
    """

    route_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bar: StateBar | None = None
        self._routes: tuple[str, ...] = ()
        self._route = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_INSIDE)
        self._column.addWidget(Words(NAME, "strong"))
        self._column.addWidget(Hint("Change it whenever you like: no answer is lost."))

    def show_routes(self, sheet: Sheet, done: Collection[str], *, read_only: bool) -> None:
        """Show the routes a form has, what is left of each, and which is chosen, silently.

        Args:
            done: sections marked complete.
        """
        form = sheet.loaded.form
        words = {route: route_in_words(sheet, route, done) for route in form.routes}
        if self.bar is None or self._routes != (form.id, *form.routes):
            if self.bar is not None:
                self.bar.hide()
                self.bar.deleteLater()
            self._routes = (form.id, *form.routes)
            self.bar = StateBar([*words.items()])
            self.bar.set_name(NAME)
            self.bar.chosen.connect(self._on_bar_chosen)
            self._column.insertWidget(1, self.bar)
        for route, said in words.items():
            self.bar.set_words(route, said)
        self._route = sheet.route
        self.bar.set_choice(sheet.route)
        self.bar.set_read_only(read_only)
        self.setVisible(len(form.routes) > 1)

    @Slot(str)
    def _on_bar_chosen(self, route: str) -> None:
        if not route:
            # There is always a route: choosing the same one again leaves it.
            if self.bar is not None:
                self.bar.set_choice(self._route)
            return
        self.route_chosen.emit(route)


def route_in_words(sheet: Sheet, route: Route, done: Collection[str] = ()) -> str:
    """What a route is called and how long it still takes."""
    form = sheet.loaded.form
    whole = {
        "express": form.minutes_express,
        "core": form.minutes_core,
        "full": form.minutes_full,
    }[route]
    left = minutes_left(sheet, route, done)
    if not whole:
        return ROUTE_WORDS[route]
    if not left:
        return f"{ROUTE_WORDS[route]}, nothing left"
    whole_words, left_words = minutes_in_words(whole), minutes_in_words(min(left, whole))
    ending = "" if left_words == whole_words else " left"
    return f"{ROUTE_WORDS[route]}, {left_words}{ending}"


def minutes_in_words(minutes: int) -> str:
    """About how long something takes: minutes, by fives from twenty on; hours from two on."""
    if minutes == 1:
        return "about a minute"
    if minutes < 20:
        return f"about {minutes} minutes"
    if minutes < 118:
        return f"about {5 * round(minutes / 5)} minutes"
    halves = round(minutes / 30)
    hours, has_half = divmod(halves, 2)
    return f"about {hours}{'½' if has_half else ''} hours"
