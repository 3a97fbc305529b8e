"""One submission laid out for filling in, kept in step with what is saved of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from stocktake.questionnaire.answers import Address, Answer
from stocktake.questionnaire.sheet import Route, Sheet
from stocktake.questionnaire.submission import Submission


@dataclass(slots=True)
class OpenReturn:
    """One submission laid out for filling in.

    Attributes:
        id: its id in the workspace.
        submission: as it was when opened, but for its route and day; its answers are the sheet's.
        sheet: the answers over their form.
        done: sections marked complete.
        laid_over: answers that are others over a newer form, until they are saved so.
    """

    id: int
    submission: Submission
    sheet: Sheet
    done: set[str]
    laid_over: Mapping[Address, Answer] = field(default_factory=dict)

    def follow_route(self, route: str) -> None:
        """Ask as much as was chosen; cards that are dealt again are dealt by it as well."""
        self.submission = replace(self.submission, route=route)
        self.sheet.route = cast(Route, route)

    def follow_day(self, day: date) -> None:
        """Work from the day of the last change, which a change has just made another."""
        if day != self.sheet.today:
            self.submission = replace(self.submission, assessed_on=day)
            self.sheet.move_to(day)
