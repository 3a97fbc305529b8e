"""The sections visited so far, one in front of another, each as it was left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from stocktake.questionnaire.sheet import Changes
from stocktake.ui.desk import Desk
from stocktake.ui.question.following import points_at_rows
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.section_view import SectionView


class SectionStack(QStackedWidget):
    """Makes the view of a section on the first visit and keeps it up to date after.

    Attributes:
        in_front: the section shown; None before the first.

    Signals:
        made: the SectionView that was made, for whoever listens to its end.
        going: the section in front is about to be put away.
    """

    made = Signal(object)
    going = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: dict[tuple[str, str], SectionView] = {}
        self._stale: set[tuple[str, str]] = set()
        self.in_front: SectionView | None = None

    def bring(self, form_id: str, section_id: str, *, has_side: bool) -> SectionView:
        """Bring a section to the front, as its answers are now.

        Args:
            has_side: whether there is a panel beside the questions.
        """
        key = (form_id, section_id)
        section = self._desk.sheet(form_id).loaded.section_by_id[section_id]
        if key in self._views and points_at_rows(section):
            self.drop(key)
        if key not in self._views:
            self._views[key] = self._make(form_id, section_id, has_side=has_side)
            self.addWidget(self._views[key])
            self._stale.discard(key)
        self.in_front = self._views[key]
        self.refresh()
        self.setCurrentWidget(self.in_front)
        return self.in_front

    def _make(self, form_id: str, section_id: str, *, has_side: bool) -> SectionView:
        sections = self._desk.sheet(form_id).loaded.sections
        at = next(n for n, each in enumerate(sections) if each.id == section_id)
        before = sections[at - 1].title if at else ""
        after = sections[at + 1].title if at + 1 < len(sections) else ""
        form = FormDesk(self._desk, form_id)
        form.beside.set_there(has_side)
        view = SectionView(form, sections[at], before, after)
        self.made.emit(view)
        return view

    def refresh(self) -> None:
        """Show the section in front as it is now, if it changed while nobody looked."""
        key = self._key_in_front()
        if self.in_front is not None and key in self._stale:
            self.in_front.refresh()
            self._stale.discard(key)

    def _key_in_front(self) -> tuple[str, str]:
        view = self.in_front
        return (view.form.form_id, view.section.id) if view is not None else ("", "")

    def follow(self, form_id: str, changes: Changes, *, is_seen: bool) -> None:
        """Show what follows from a change; what is not seen waits until it is."""
        in_front = self._key_in_front()
        for key, view in self._views.items():
            if key[0] == form_id and key == in_front and is_seen:
                view.follow(changes)
            elif key[0] == form_id:
                self._stale.add(key)

    def drop(self, key: tuple[str, str]) -> None:
        """Put a section away, to be made anew."""
        view = self._views.pop(key)
        view.stop_building()
        if view is self.in_front:
            self.going.emit()
            self.in_front = None
        self.removeWidget(view)
        view.deleteLater()

    def drop_all(self, form_id: str = "", but: str = "") -> None:
        """Put away every section of a form, or of all, but perhaps one, which is shown anew."""
        for key in list(self._views):
            if form_id in ("", key[0]) and not (but and key == (form_id, but)):
                self.drop(key)
        if but:
            self._stale.add((form_id, but))
        else:
            self._stale &= set(self._views)
