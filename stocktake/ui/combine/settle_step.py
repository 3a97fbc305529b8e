"""Step 2: settle what clashes, what is missing and what does not fit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.errors import Problem, StocktakeError
from stocktake.merge.checks import group_problems, naming_problems
from stocktake.tasks.asking_again import Request, code_request, requests
from stocktake.tasks.combine_area import Area
from stocktake.tasks.expected_file import lines_from_file
from stocktake.tasks.form_map import names_of
from stocktake.tasks.pcn_rulings import Rulings
from stocktake.ui.combine.area_settle import AreaSettle
from stocktake.ui.combine.area_work import rounds_in
from stocktake.ui.combine.expected_panel import ExpectedPanel
from stocktake.ui.combine.practices_panel import PracticesPanel
from stocktake.ui.combine.request_panel import RequestPanel
from stocktake.ui.combine.stacked import stack
from stocktake.ui.combine.versions_panel import VersionsPanel
from stocktake.ui.combine.work import Looked
from stocktake.ui.jobs import Jobs
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models import combined_words
from stocktake.ui.question.tab_order import put_in_order
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.conflict_list import ConflictList
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_list import Link
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.taking_out import take_out
from stocktake.ui.widgets.told_list import ToldList

NOTHING = "Nothing has to be settled: every file fits, and no copy stands against another."


class SettleStep(QWidget):
    """What is open stands first; the rest is hidden.

    Signals:
        listed: the lines of the practices that ought to answer, as a tuple.
        round_chosen: the label of the round to see.
        decided: (Version, why): the copy that counts.
        ruled: (key of a form's version, whether its answers are added, why).
        group_decided: (Group, Overlap, why): the file of totals that counts.
    """

    listed = Signal(tuple)
    round_chosen = Signal(str)
    decided = Signal(object, str)
    ruled = Signal(str, bool, str)
    group_decided = Signal(object, object, str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._left = 0
        self._calm = Words(NOTHING)
        self.expected = ExpectedPanel(())
        self._notice = Notice()
        self._rounds: OneOf | None = None
        self._rounds_card = Card()
        self.practices = PracticesPanel()
        self.conflicts = ConflictList()
        self.versions = VersionsPanel()
        self._codes = QWidget()
        self._codes_list = ToldList()
        stack(self._codes, Heading("Codes and names to check"), self._codes_list, space=SPACE_BLOCK)
        self.requests = RequestPanel()
        self.area = AreaSettle()
        self._left_out_heading = Heading("Kept and not counted")
        self._left_out = ToldList()
        stack(
            self,
            Measured(self._calm),
            Measured(self.expected),
            Measured(self._notice),
            self._rounds_card,
            self.practices,
            self.conflicts,
            self.versions,
            Measured(self._codes),
            Measured(self.requests),
            self._left_out_heading,
            Measured(self._left_out),
            self.area,
        )
        self.expected.listed.connect(self.listed)
        self.expected.file_chosen.connect(self._on_file_chosen)
        self.conflicts.decided.connect(self.decided)
        self.versions.ruled.connect(self.ruled)
        self.area.decided.connect(self.group_decided)

    @property
    def left(self) -> int:
        """How many things wait for the lead."""
        return self._left

    def show_looked(self, looked: Looked, chosen: str, rulings: Rulings) -> None:
        """Show what is open; ``chosen`` is the round in front, or blank for the newest."""
        self.expected.setVisible(looked.area is None)
        self.area.setVisible(looked.area is not None)
        if looked.area is None:
            self._show_pcn(looked, chosen, rulings)
        else:
            self._show_area(looked.area, looked, chosen)
        put_in_order([self])

    def _show_area(self, area: Area, looked: Looked, chosen: str) -> None:
        """Show what is open beyond one PCN; what concerns practices is settled in their PCN."""
        self._show_rounds(rounds_in(looked.gathered), chosen)
        self.practices.show_unknown((), (), ())
        self.conflicts.show_conflicts(())
        self.versions.show_maps((), {}, {})
        self.requests.show_requests(_requests(looked))
        for part in (self._codes, self._left_out_heading, self._left_out):
            part.hide()
        self._left = self.area.show_area(area)
        is_quiet = not (self._left or area.overlaps or area.view.left_out)
        self._calm.setVisible(is_quiet)

    def _show_pcn(self, looked: Looked, chosen: str, rulings: Rulings) -> None:
        collection, seen = looked.known, looked.seen
        members = looked.inputs.members if looked.inputs else ()
        conflicts = seen.conflicts if seen else ()
        problems = (*naming_problems(collection), *group_problems(collection))
        unknown = tuple(sorted(looked.unknown, key=lambda each: not each.is_open))
        self.expected.show_returned(looked.returned, _not_listed(looked))
        self._show_rounds(collection.rounds, chosen)
        self.practices.show_unknown(unknown, looked.wanted.expected, looked.returned.missing)
        self.conflicts.show_conflicts(conflicts, collection.decisions)
        self.versions.show_maps(looked.maps, names_of(members), rulings.versions)
        self._codes_list.tell(_problem_links(problems))
        self._codes.setVisible(bool(problems))
        asked = _requests(looked)
        self.requests.show_requests(asked)
        left = combined_words.left_out_words(
            seen.left_out if seen else (), seen.round if seen else ""
        )
        self._left_out.tell(left)
        self._left_out.setVisible(bool(left))
        self._left_out_heading.setVisible(bool(left))
        unsettled = sum(1 for each in conflicts if not each.is_settled)
        unruled = {each.key for each in looked.maps if each.key not in rulings.versions}
        asked_about = sum(1 for each in unknown if each.is_open)
        others = len(asked) - sum(1 for each in unknown if each.is_open and each.is_malformed)
        self._left = unsettled + len(unruled) + len(problems) + asked_about + max(others, 0)
        self._calm.setVisible(not (self._left or conflicts or looked.maps or left or unknown))

    def _show_rounds(self, rounds: tuple[str, ...], chosen: str) -> None:
        """Offer the rounds there are, where there is more than one."""
        if self._rounds is None or [o.words() for o in self._rounds.options()] != list(rounds):
            if self._rounds is not None:
                take_out(self._rounds_card.column, [self._rounds])
            self._rounds = OneOf("Round", [(each, each) for each in rounds], in_row=True)
            self._rounds.chosen.connect(self.round_chosen)
            self._rounds_card.add(self._rounds)
        newest = next(iter(rounds), "")
        self._rounds.set_choice(chosen if chosen in rounds else newest)
        self._rounds_card.setVisible(len(rounds) > 1)

    @Slot(object)
    def _on_file_chosen(self, path: Path) -> None:
        self._notice.clear()
        self._jobs.start(
            partial(lines_from_file, path), self._on_lines_read, self._on_lines_refused
        )

    @Slot(object)
    def _on_lines_read(self, lines: tuple[str, ...]) -> None:
        self.expected.set_lines(lines)
        self.listed.emit(lines)

    @Slot(object)
    def _on_lines_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _not_listed(looked: Looked) -> tuple[str, ...]:
    """Lines for the practices that answered and are not on the list."""
    members = looked.inputs.members if looked.inputs else ()
    unexpected = set(looked.returned.unexpected)
    return tuple(
        f"{member.code}\t{member.name}"
        for member in members
        if not looked.returned.expected or (member.name or member.code) in unexpected
    )


def _problem_links(problems: tuple[Problem, ...]) -> tuple[Link, ...]:
    return tuple(Link(f"{each.where}: {each.what}", each.how_to_fix) for each in problems)


def _requests(looked: Looked) -> tuple[Request, ...]:
    seen = looked.seen
    rounds = rounds_in(looked.gathered)
    about = (seen.pcn_name, seen.round) if seen else ("our PCN", next(iter(rounds), "this round"))
    members = looked.inputs.members if looked.inputs else ()
    # Beyond one PCN a code is put right by the PCN, before its file is sent on.
    wrong = [each for each in looked.unknown if each.is_open and each.is_malformed]
    return (
        *requests(
            looked.gathered,
            looked.returned.missing,
            seen.other_versions if seen else (),
            dict(names_of(members)),
            about,
        ),
        *(code_request(each.code, each.files[0], about[1]) for each in wrong),
    )
