"""How long a form takes on each route, section by section, and how much of that is left.

A form says how long each section takes on the core and the full route, and how long the whole
express route takes; the express minutes are shared among the sections by how much of each is asked
there. What is left is the share of the questions that apply now and are not dealt with.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from fractions import Fraction

from stocktake.questionnaire.form import Section
from stocktake.questionnaire.progress import is_counted, is_dealt_with
from stocktake.questionnaire.sheet import Route, Sheet


def on_route(sheet: Sheet, route: Route) -> Sheet:
    """The same answers looked at on another route; entering is for the sheet itself."""
    if sheet.route == route:
        return sheet
    other = copy.copy(sheet)
    other.route = route
    return other


def section_minutes(sheet: Sheet, section: Section) -> int:
    """About how many minutes a section takes from beginning to end, on the sheet's route."""
    return round(_minutes(sheet, section, _express_share(sheet)))


def minutes_left(sheet: Sheet, route: Route, done: Collection[str] = ()) -> int:
    """About how many minutes a route still takes, given what is answered.

    Args:
        done: ids of sections that a person marked complete: nothing is left of them.
    """
    seen = on_route(sheet, route)
    share = _express_share(seen)
    left = Fraction(0)
    for section in seen.loaded.sections:
        asked = [q for q in seen.questions(section.id) if is_counted(seen, q)]
        if asked and section.id not in done:
            open_ones = sum(not is_dealt_with(seen, question) for question in asked)
            left += _minutes(seen, section, share) * Fraction(open_ones, len(asked))
    return 0 if not left else max(1, round(left))


def _minutes(sheet: Sheet, section: Section, express_share: Fraction) -> Fraction:
    if sheet.route == "full":
        return Fraction(section.minutes_full)
    if sheet.route == "core":
        return Fraction(section.minutes_core)
    return express_share * _weight(section)


def _express_share(sheet: Sheet) -> Fraction:
    """Minutes of the express route for one unit of weight."""
    whole = sum((_weight(section) for section in sheet.loaded.sections), Fraction(0))
    return Fraction(sheet.loaded.form.minutes_express) / whole if whole else Fraction(0)


def _weight(section: Section) -> Fraction:
    """The core minutes of a section by the share of its core questions that are on express."""
    core = sum(question.tier == "core" for question in section.questions)
    express = sum(question.express for question in section.questions)
    return Fraction(section.minutes_core * express, core) if core else Fraction(0)
