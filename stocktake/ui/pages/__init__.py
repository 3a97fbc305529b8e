"""The screens, in the order of the navigation.

To add one: write ``pages/<name>.py`` with a ``Page``, a function below that builds it, and add a
``PageSpec`` to ``PAGES``. A test fails until it opens on an empty workspace. A page is imported
when it is first shown, so that what charts and workbooks need does not hold up the window.
"""

from __future__ import annotations

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.desk import Desk
from stocktake.ui.page import Page, PageSpec
from stocktake.ui.places import (
    DESK_DIFFERENCES,
    FIND,
    NEW_QUESTIONS,
    OTHER_LIST,
    OTHER_SECTION,
    SIGN_OFF,
)


def _home(desk: Desk) -> Page:
    from stocktake.ui.pages.home import HomePage

    return HomePage(desk, {spec.name for spec in PAGES})


def _overview(desk: Desk, form_id: str = STOCKTAKE) -> Page:
    from stocktake.ui.pages.overview import OverviewPage

    return OverviewPage(desk, form_id)


def _section(desk: Desk, form_id: str = STOCKTAKE) -> Page:
    from stocktake.ui.pages.section import SectionPage

    return SectionPage(desk, form_id)


def _expectations(desk: Desk) -> Page:
    return _overview(desk, EXPECTATIONS)


def _card(desk: Desk) -> Page:
    return _section(desk, EXPECTATIONS)


def _published(desk: Desk) -> Page:
    from stocktake.ui.pages.published import PublishedPage

    return PublishedPage(desk)


def _check(desk: Desk) -> Page:
    from stocktake.ui.pages.check import CheckPage

    return CheckPage(desk)


def _todo(desk: Desk) -> Page:
    from stocktake.ui.pages.todo import ToDoPage

    return ToDoPage(desk)


def _find(desk: Desk) -> Page:
    from stocktake.ui.pages.find import FindPage

    return FindPage(desk)


def _gaps(desk: Desk) -> Page:
    from stocktake.ui.pages.gaps import GapsPage

    return GapsPage(desk)


def _plan(desk: Desk) -> Page:
    from stocktake.ui.pages.plan import PlanPage

    return PlanPage(desk)


def _meeting(desk: Desk) -> Page:
    from stocktake.ui.pages.meeting import MeetingPage

    return MeetingPage(desk)


def _actions(desk: Desk) -> Page:
    from stocktake.ui.pages.actions import ActionsPage

    return ActionsPage(desk)


def _rate_card(desk: Desk) -> Page:
    from stocktake.ui.pages.rate_card import RateCardPage

    return RateCardPage(desk)


def _compare(desk: Desk) -> Page:
    from stocktake.ui.pages.compare import ComparePage

    return ComparePage(desk)


def _new_questions(desk: Desk) -> Page:
    from stocktake.ui.pages.new_questions import NewQuestionsPage

    return NewQuestionsPage(desk)


def _desk_differences(desk: Desk) -> Page:
    from stocktake.ui.pages.desk_differences import DeskDifferencesPage

    return DeskDifferencesPage(desk)


def _export(desk: Desk) -> Page:
    from stocktake.ui.pages.export import ExportPage

    return ExportPage(desk)


def _share(desk: Desk) -> Page:
    from stocktake.ui.pages.share import SharePage

    return SharePage(desk)


def _documents(desk: Desk) -> Page:
    from stocktake.ui.pages.documents import DocumentsPage

    return DocumentsPage(desk)


def _sign_off(desk: Desk) -> Page:
    from stocktake.ui.pages.sign_off import SignOffPage

    return SignOffPage(desk)


def _combine(desk: Desk) -> Page:
    from stocktake.ui.pages.combine import CombinePage

    return CombinePage(desk)


def _asking(desk: Desk) -> Page:
    from stocktake.ui.pages.ask_practices import AskPracticesPage

    return AskPracticesPage(desk)


def _position(desk: Desk) -> Page:
    from stocktake.ui.pages.answer_question import AnswerQuestionPage

    return AnswerQuestionPage(desk)


def _settings(desk: Desk) -> Page:
    from stocktake.ui.pages.settings import SettingsPage

    return SettingsPage(desk)


def _help(desk: Desk) -> Page:
    from stocktake.ui.pages.help import HelpPage

    return HelpPage(desk)


def _about(desk: Desk) -> Page:
    from stocktake.ui.pages.about import AboutPage

    return AboutPage(desk)


def _report(desk: Desk) -> Page:
    from stocktake.ui.pages.report import ReportPage

    return ReportPage(desk)


FILL_IN = "Fill in"
SEE = "See what it means"
SHARE = "Share and finish"
PCN = "For the PCN"
PROGRAM = "Stocktake"
"""Headings of the navigation."""

PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", "Home", _home, "home"),
    PageSpec("overview", "Where are we now?", _overview, "list", group=FILL_IN),
    PageSpec("section", "Section", _section, is_listed=False, belongs_to="overview"),
    PageSpec("expectations", "What is expected", _expectations, "calendar", group=FILL_IN),
    PageSpec("card", "Expectation", _card, is_listed=False, belongs_to="expectations"),
    PageSpec(OTHER_LIST, "More forms", _overview, is_listed=False, belongs_to="home"),
    PageSpec(OTHER_SECTION, "Form", _section, is_listed=False, belongs_to="home"),
    PageSpec("published", "Published figures", _published, "paste", group=FILL_IN),
    PageSpec("todo", "To do", _todo, "later", group=FILL_IN),
    PageSpec(FIND, "Find", _find, "search", group=FILL_IN),
    PageSpec("meeting", "Rate in a meeting", _meeting, "people", group=FILL_IN),
    PageSpec("check", "Check my answers", _check, "tick", group=FILL_IN),
    PageSpec("gaps", "Gaps", _gaps, "chart", group=SEE),
    PageSpec("plan", "Plan", _plan, "table", group=SEE),
    PageSpec("rate_card", "Rate card", _rate_card, "copy", group=SEE),
    PageSpec("compare", "Last year and this year", _compare, "calendar", group=SEE),
    PageSpec(
        NEW_QUESTIONS,
        "What is new in the questions",
        _new_questions,
        is_listed=False,
        belongs_to="compare",
    ),
    PageSpec(
        DESK_DIFFERENCES,
        "What differs between desks",
        _desk_differences,
        is_listed=False,
        belongs_to="settings",
    ),
    PageSpec("actions", "Actions", _actions, "tick", group=SEE),
    PageSpec("share", "Share out", _share, "share", group=SHARE),
    PageSpec(SIGN_OFF, "Sign off", _sign_off, "lock", group=SHARE),
    PageSpec("export", "Export a workbook", _export, "save", group=SHARE),
    PageSpec("documents", "Print and reports", _documents, "print", group=SHARE),
    PageSpec("position", "Answer the PCN", _position, "note", group=SHARE),
    PageSpec("combine", "Combine workbooks", _combine, "people", group=PCN),
    PageSpec("asking", "Ask practices", _asking, "help", group=PCN),
    PageSpec("settings", "Settings", _settings, "settings", group=PROGRAM),
    PageSpec("help", "Help", _help, "help", group=PROGRAM),
    PageSpec("about", "About Stocktake", _about, is_listed=False, belongs_to="help"),
    PageSpec("report", "Report a problem", _report, is_listed=False, belongs_to="help"),
)
