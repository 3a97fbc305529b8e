"""Make up the lists of a practice: weaknesses, needs, single points, shocks, partners, top five."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.catalogue import Expectation
from stocktake.tasks.plausible_data import NeedWords, PlausibleData, WeaknessWords
from stocktake.tasks.plausible_filling import Filling

NEEDS = "resilience.needs"
SINGLE_POINTS = "resilience.single_points"
STRESS = "resilience.stress"
PARTNERS = "partnership.expect_partners"
TOP_FIVE = "plan.top5"
WEAKNESSES_SUFFIX = ".weaknesses"

_IMPACTS = ("low", "medium", "medium", "high")
_STATUSES = ("not_started", "not_started", "asked_for", "agreed", "under_way", "done", "refused")
_REPLIES = ("agreed", "partly", "no_answer", "refused")
_CONFIRMERS = ("partners_meeting", "partners_meeting", "partners_message", "manager")


def fill_weaknesses(filling: Filling, data: PlausibleData) -> None:
    """List weaknesses in each section; more of them where the practice is weak."""
    sections = dict.fromkeys(words.section for words in data.weakness)
    for section in sections:
        filling.begin(f"weaknesses/{section}")
        table = section + WEAKNESSES_SUFFIX
        if filling.said_rows(table):
            continue
        usual = next(
            column.default
            for column in filling.loaded.questions[table].columns
            if column.id == f"{table}.domain"
        )
        offered = [words for words in data.weakness if words.section == section]
        most = 3 - min(filling.profile.levels[usual], 2)
        for words in filling.some(offered, most - 1, most):
            _weakness(filling, table, words, words.domain or usual)


def _weakness(filling: Filling, table: str, words: WeaknessWords, domain: str) -> None:
    cells: dict[str, Value | int | None] = {
        "weakness": words.text,
        "theme": words.theme,
        "effect": words.effect,
        "impact": filling.one(_IMPACTS),
        "affects": words.affects,
        "fixer": words.fixer,
        "would_help": words.help,
        "in_plan": filling.one(("yes", "no", "no")),
        "needed_by": filling.month_end(3, 30),
        "domain": domain,
    }
    filling.put_row(table, filling.new_row(), cells)


def fill_needs(filling: Filling, data: PlausibleData) -> None:
    """List what today's service needs, in the weakest domains first."""
    filling.begin("needs")
    if filling.said_rows(NEEDS):
        return
    levels = filling.profile.levels
    offered = sorted(data.need, key=lambda need: levels[need.domain])[: len(data.need) * 2 // 3]
    for words in filling.some(offered, 3, 6):
        _need(filling, words)


def _need(filling: Filling, words: NeedWords) -> None:
    places = 1 if words.unit in ("wte", "hours") else 0
    cells: dict[str, Value | int | None] = {
        "need": words.text,
        "kind": words.kind,
        "qty": filling.between(*words.qty, places=places),
        "unit": words.unit,
        "effort_days": filling.between(*words.days),
        "cost_once": filling.between(*words.once, places=-2),
        "cost_yearly": filling.between(*words.yearly, places=-2),
        "by_when": filling.month_end(2, 28),
        "without_it": words.without,
        "provider": words.provider,
        "domain": words.domain,
        "status": filling.one(_STATUSES),
        "links": tuple(row for table, row in weaknesses(filling, words.domain)),
    }
    filling.put_row(NEEDS, filling.new_row(), cells)


def weaknesses(filling: Filling, domain: str = "") -> list[tuple[str, str]]:
    """Table and row of the weaknesses listed, of one domain or of all."""
    tables = [t for t in filling.answers.tables if t.endswith(WEAKNESSES_SUFFIX)]
    return [
        (table, row)
        for table in tables
        for row in filling.answers.rows(table)
        if not domain or filling.cell(table, row, "domain") == domain
    ]


def fill_single_points(filling: Filling, data: PlausibleData) -> None:
    """List vital jobs that rest on one person; fewer where the practice has depth."""
    filling.begin("single points")
    if filling.said_rows(SINGLE_POINTS):
        return
    level = filling.level("resilience.m_depth")
    most = 6 - level
    for point in filling.some(data.single_points.tasks, max(1, most - 2), most):
        cover = filling.one(data.single_points.covers[str(level)])
        cells: dict[str, Value | int | None] = {
            "task": point.task,
            "area": point.area,
            "impact": point.impact,
            "cover": cover,
            "by_when": None if cover == "full_cover" else filling.month_end(2, 14),
        }
        filling.put_row(SINGLE_POINTS, filling.new_row(), cells)


def fill_stress(filling: Filling, data: PlausibleData) -> None:
    """Say how the practice would cope with each shock."""
    filling.begin("stress")
    scenario = filling.loaded.questions[STRESS].columns[0]
    for choice in scenario.choice:
        cope = filling.one(data.cope[str(filling.profile.levels["resilience"])])
        filling.put_row(STRESS, choice.code, {"cope": cope})


def fill_partners(filling: Filling, data: PlausibleData) -> None:
    """Say what is asked of partners outside."""
    filling.begin("partners")
    if filling.said_rows(PARTNERS):
        return
    for words in filling.some(data.partner_need, 1, 4):
        is_asked = filling.chance(60)
        cells: dict[str, Value | int | None] = {
            "partner": words.partner,
            "need": words.text,
            "so_that": words.so_that,
            "by_when": filling.month_end(3, 24),
            "asked": "yes" if is_asked else "no",
            "answer": filling.one(_REPLIES) if is_asked else "not_asked",
            "domain": words.domain,
        }
        filling.put_row(PARTNERS, filling.new_row(), cells)


def fill_top_five(filling: Filling, short: Sequence[Expectation]) -> None:
    """Choose five priorities: three expectations the practice is short of, and two of its own.

    Args:
        short: expectations it is short of.
    """
    filling.begin("top five")
    if filling.said_rows(TOP_FIVE):
        return
    chosen = [("expectation", row.id) for row in filling.some(short, 3, 3)]
    chosen += [("weakness", row) for _, row in filling.some(weaknesses(filling), 1, 1)]
    chosen += [("need", row) for row in filling.some(filling.answers.rows(NEEDS), 1, 1)]
    whys = ("It is what patients notice first", "We cannot do it alone", "It is due soonest")
    for place, (kind, item) in enumerate(chosen, start=1):
        why = filling.one(whys) if filling.chance(50) else None
        cells: dict[str, Value | int | None] = {"place": place, "kind": kind, "item": item}
        filling.put_row(TOP_FIVE, filling.new_row(), {**cells, "why": why})
    if chosen and filling.profile.confirms_five:
        filling.put(f"{TOP_FIVE}_confirmed_by", filling.one(_CONFIRMERS))
        day = filling.profile.today - timedelta(filling.whole(2, 40))
        filling.put(f"{TOP_FIVE}_confirmed_on", day)
