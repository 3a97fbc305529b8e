"""The screens, in the order of the navigation.

To add one: write ``pages/<name>.py`` with a ``Page``, and add a ``PageSpec`` to ``PAGES`` below. A
test fails until it opens on an empty workspace.
"""

from __future__ import annotations

from functools import partial

from stocktake.tasks.open_practice import EXPECTATIONS
from stocktake.ui.desk import Desk
from stocktake.ui.page import Page, PageSpec
from stocktake.ui.pages.check import CheckPage
from stocktake.ui.pages.combine import CombinePage
from stocktake.ui.pages.export import ExportPage
from stocktake.ui.pages.gaps import GapsPage
from stocktake.ui.pages.home import HomePage
from stocktake.ui.pages.overview import OverviewPage
from stocktake.ui.pages.plan import PlanPage
from stocktake.ui.pages.section import SectionPage
from stocktake.ui.places import OTHER_LIST, OTHER_SECTION


def _home(desk: Desk) -> Page:
    return HomePage(desk, {spec.name for spec in PAGES})


_overview_of_expectations = partial(OverviewPage, form_id=EXPECTATIONS)
_card = partial(SectionPage, form_id=EXPECTATIONS)

PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", "Home", _home, "home"),
    PageSpec("overview", "Where are we now?", OverviewPage, "list"),
    PageSpec("section", "Section", SectionPage, is_listed=False, belongs_to="overview"),
    PageSpec("expectations", "What is expected", _overview_of_expectations, "calendar"),
    PageSpec("card", "Expectation", _card, is_listed=False, belongs_to="expectations"),
    PageSpec(OTHER_LIST, "More forms", OverviewPage, is_listed=False, belongs_to="home"),
    PageSpec(OTHER_SECTION, "Form", SectionPage, is_listed=False, belongs_to="home"),
    PageSpec("check", "Check my answers", CheckPage, "tick"),
    PageSpec("gaps", "Gaps", GapsPage, "chart"),
    PageSpec("plan", "Plan", PlanPage, "table"),
    PageSpec("export", "Export a workbook", ExportPage, "save"),
    PageSpec("combine", "Combine workbooks", CombinePage, "people"),
)
