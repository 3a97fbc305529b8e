"""The first page: begin, carry on, or open another practice or round.

What there is to see once there are returns, and what is asked before a practice begins, is built
when it is first needed, so that the first paint of the first day waits for none of it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.home.first_run import FirstRun
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.page import Page
from stocktake.ui.places import PUBLISHED, TO_ACCEPT, list_page, place_of
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.wide_column import WideColumn

if TYPE_CHECKING:
    from stocktake.questionnaire.submission import Subject
    from stocktake.ui.home.begin_panel import BeginPanel
    from stocktake.ui.home.later import LaterHome


class HomePage(Page):
    """Three ways in on the first day; after that, the returns and what to do next.

    Attributes:
        first: the three ways in.

    Args:
        offered: names of the pages there are, so that no button leads nowhere.
    """

    def __init__(self, desk: Desk, offered: Collection[str] = ()) -> None:
        super().__init__("Home")
        self.desk = desk
        self._offered = offered
        self._later: LaterHome | None = None
        self._begin_panel: BeginPanel | None = None
        self._begin_holder = QVBoxLayout()
        self.heading = Heading("Stocktake", "title")
        self._lead = Words()
        self.first = FirstRun()
        if "combine" not in offered:
            self.first.combine.hide()
        self._scroll = WideColumn()
        self._show_whose_copy()
        for each in (self.heading, self._lead, self.first):
            self._scroll.add_layout(self._scroll.narrowed(each))
        self._scroll.add_layout(self._begin_holder)
        self._holder = QVBoxLayout()
        self._scroll.add_layout(self._holder)
        self._scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.first.begin_asked.connect(self._on_begin_asked)
        self.first.combine_asked.connect(self._on_combine_asked)
        self.first.example_asked.connect(self._on_example_asked)
        self.first.open_asked.connect(self._on_open_asked)

    def _show_whose_copy(self) -> None:
        brand = self.desk.brand.brand
        if brand is not None:
            from stocktake.ui.help.brand_card import BrandLine

            self._scroll.add_layout(self._scroll.narrowed(BrandLine(brand)))

    @property
    def begin_panel(self) -> BeginPanel:
        """What asks which practice it is for."""
        if self._begin_panel is None:
            from stocktake.ui.home.begin_panel import BeginPanel

            panel = self._begin_panel = BeginPanel(self.desk)
            panel.hide()
            self._begin_holder.addLayout(self._scroll.narrowed(panel))
            panel.begun.connect(self._on_begin_panel_begun)
            panel.left.connect(self._on_begin_panel_left)
            panel.text_size_chosen.connect(self._on_text_size_chosen)
        return self._begin_panel

    @property
    def later(self) -> LaterHome:
        """What there is once there are returns."""
        if self._later is None:
            from stocktake.ui.home.later import LaterHome

            later = self._later = LaterHome(self.desk, self._offered)
            later.hide()
            self._holder.addWidget(later)
            later.page_asked.connect(self.page_asked)
            later.begin_asked.connect(self._on_begin_asked)
            later.example_asked.connect(self._on_example_asked)
            later.open_asked.connect(self._on_open_asked)
            later.remove_asked.connect(self._on_remove_asked)
            later.changed.connect(self._on_changed)
            later.first_chart.chart.spot_reached.connect(self._on_spot_reached)
        return self._later

    # Showing

    def refresh(self) -> None:
        """Show the practices there are, or the ways to begin."""
        workspace = self.desk.workspace
        if self._begin_panel is not None:
            self._begin_panel.hide()
        may_write = workspace is not None and not workspace.read_only
        # While there is no file yet, one is about to be begun.
        self.first.set_enabled(may_write or (workspace is None and not self.desk.is_refused))
        practice = self.desk.practice
        if self.heading is not None:
            self.heading.set_words(practice.subject.name if practice else "Stocktake")
        self._lead.setText(self._lead_words())
        has_returns = workspace is not None and bool(workspace.returns.list())
        self.first.setVisible(not has_returns)
        if has_returns and workspace is not None:
            from stocktake.tasks.practices import practice_rounds

            self.later.refresh(practice_rounds(workspace))
            self.later.show()
        elif self._later is not None:
            self._later.hide()

    def _lead_words(self) -> str:
        practice = self.desk.practice
        if practice is None:
            return "Where your practice is now, what is expected of it, and what it would take."
        if self.desk.is_sample:
            return f"{practice.round}. A made-up example: nothing here is about a real practice"
        if practice.read_only:
            return f"{practice.round}. This round can be read and not changed"
        return ". ".join(part for part in (practice.round, practice.why_signed(STOCKTAKE)) if part)

    def focus_first(self) -> None:
        """Put the focus on the first way in, or on the heading."""
        if not self.first.isHidden() and self.first.fill_in.isEnabled():
            self.first.fill_in.setFocus()
            announce(self, "Stocktake. 3 choices")
        else:
            super().focus_first()

    # Beginning and opening

    def _today(self) -> date:
        return datetime.now().astimezone().date()

    @Slot()
    def _on_begin_asked(self) -> None:
        from stocktake.tasks.open_practice import this_round

        self.first.hide()
        if self._later is not None:
            self._later.hide()
        self.begin_panel.show()
        size = self.desk.settings.text_size
        self.begin_panel.begin(this_round(self._today()), size, may_leave=True)

    @Slot(int)
    def _on_text_size_chosen(self, size: int) -> None:
        self.desk.prefer(text_size=size)

    @Slot()
    def _on_begin_panel_left(self) -> None:
        self._on_changed()

    @Slot(str, str)
    def _on_begin_panel_begun(self, name: str, code: str) -> None:
        from stocktake.tasks.open_practice import this_round
        from stocktake.tasks.practices import begin_practice

        workspace = self.desk.workspace
        if workspace is None:
            return
        taken = [subject for _, subject in workspace.returns.subjects() if subject.code == code]
        if taken:
            self.begin_panel.refuse(_taken_words(taken[0].name, code))
            return
        try:
            chosen = self.begin_panel.chosen_for(code)
            if chosen is None:
                begun = begin_practice(workspace, name, code, self._today(), self.desk.role)
            else:
                from stocktake.tasks.begin_from_pack import begin_from_pack

                begun = begin_from_pack(workspace, name, chosen, self._today(), self.desk.role)
        except StocktakeError as error:
            self.begin_panel.refuse(f"{error.what} {error.how_to_fix}")
            return
        self._open(begun, this_round(self._today()))
        if chosen is not None and PUBLISHED in self._offered:
            self.page_asked.emit(PUBLISHED, dict(TO_ACCEPT))

    def _open(self, subject: Subject, round_label: str) -> None:
        self.desk.choose(subject, round_label)
        self.page_asked.emit(list_page(STOCKTAKE), place_of(STOCKTAKE))

    @Slot()
    def _on_example_asked(self) -> None:
        # Imported when asked for: most people never want it before the window is up.
        from stocktake.tasks.sample import put_sample, sample_submissions

        workspace = self.desk.workspace
        if workspace is not None:
            put_sample(workspace)
            first = sample_submissions()[0]
            self._open(first.subject, first.round)

    @Slot()
    def _on_remove_asked(self) -> None:
        from stocktake.tasks.practices import practice_rounds
        from stocktake.tasks.sample import remove_sample

        workspace = self.desk.workspace
        if workspace is None:
            return
        if self.desk.is_sample:
            self.desk.close_practice()
        remove_sample(workspace)
        left = practice_rounds(workspace)
        if self.desk.practice is None and left:
            self.desk.choose(left[0].subject, left[0].round)
        self._on_changed()

    @Slot()
    def _on_combine_asked(self) -> None:
        self.page_asked.emit("combine", {})

    @Slot()
    def _on_open_asked(self) -> None:
        self.desk.files_asked.emit(())

    @Slot(QWidget)
    def _on_spot_reached(self, spot: QWidget) -> None:
        self._scroll.ensureWidgetVisible(spot, 0, SPACE_QUESTION)

    @Slot()
    def _on_changed(self) -> None:
        self.refresh()
        self.focus_first()


def _taken_words(name: str, code: str) -> str:
    """Why a practice cannot be begun beside another, and what to do instead."""
    which = f"the code {code}" if code else "no code"
    return (
        f"{name or 'A practice without a name'} is here already with {which}. Press Cancel and "
        "choose it from the list, or type the code of the practice you want to add."
    )
