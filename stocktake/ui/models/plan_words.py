"""A practice's plan as rows and sentences to show."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stocktake.merge.words import plain_number
from stocktake.phrases import counted, start_upper
from stocktake.planning.certainty import Certainty, weights_in_words
from stocktake.planning.change_time import QuarterLoad
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.starting import StartLabel
from stocktake.planning.top_five import TopItem
from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.types import show
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow
from stocktake.ui.widgets.link_list import Link
from stocktake.units import (
    date_in_words,
    number_in_words,
    pounds_in_words,
    round_half_up,
    year_label,
)

START_COLUMNS = tuple(
    map(FigureColumn, ("What is expected", "Start by", "Due", "When", "Who leads"))
)
YEAR_COLUMNS = (
    FigureColumn("Year"),
    FigureColumn("People to meet expectations (WTE)", is_number=True),
    FigureColumn("Money to meet expectations (£)", is_number=True),
    FigureColumn("Needs to be safe today", is_number=True),
    FigureColumn("Money to be safe today (£)", is_number=True),
)
QUARTER_COLUMNS = (
    FigureColumn("Quarter"),
    FigureColumn("Work that begins", is_number=True),
    FigureColumn("Staff days wanted", is_number=True),
    FigureColumn("Staff days free", is_number=True),
    FigureColumn("How it stands"),
)
SHAPES: Mapping[StartLabel, str] = {
    StartLabel.OVERDUE: "✕",
    StartLabel.OPEN_NOW: "■",
    StartLabel.LATE_START: "▲",
    StartLabel.START_NOW: "▶",
    StartLabel.SCHEDULED: "●",
}
"""The shape beside the word, as on the timeline; what is done has none, for it is not listed."""

_ORDER = tuple(SHAPES)


def to_start(plan: PracticePlan, certainty: Certainty) -> tuple[ExpectationPlan, ...]:
    """The expectations with work to start, overdue and late ones first, then by date."""
    rows = [
        row
        for row in plan.rows_under(certainty)
        if row.expectation.applies and row.start.label in SHAPES
    ]
    return tuple(sorted(rows, key=_when))


def _when(row: ExpectationPlan) -> tuple[object, ...]:
    place = _ORDER.index(row.start.label) if row.start.label else len(_ORDER)
    return (place, row.start.start, row.expectation.due, row.expectation.id)


def start_rows(
    plan: PracticePlan, certainty: Certainty, expectations: Sheet
) -> tuple[WrappedRow, ...]:
    """The table of what must start when; each key opens its card."""
    return tuple(_start_row(row, expectations) for row in to_start(plan, certainty))


def _start_row(row: ExpectationPlan, expectations: Sheet) -> WrappedRow:
    each, label = row.expectation, row.start.label
    when = f"{SHAPES[label]}\N{NO-BREAK SPACE}{start_upper(label.value)}" if label else ""
    return WrappedRow(
        (
            each.title,
            date_in_words(row.start.start),
            date_in_words(each.due),
            when,
            lead_in_words(expectations, each.id),
        ),
        f"{DOMAIN_NAMES[each.domain]}. {start_upper(row.priority.why)}.",
        (EXPECTATIONS, each.id, f"{each.id}.ready_now"),
    )


def lead_in_words(expectations: Sheet, expectation_id: str) -> str:
    """The role that leads, or that none is named."""
    field = f"{expectation_id}.lead_role"
    value = expectations.value(field) if field in expectations.loaded.questions else None
    return show(value, expectations.loaded.questions[field]) if value else "Nobody yet"


def start_sentence(plan: PracticePlan, certainty: Certainty) -> str:
    """How much has to start, in a sentence."""
    labels = [row.start.label for row in to_start(plan, certainty)]
    if not labels:
        return "Nothing has to start: no expectation with a known gap is waiting."
    said = ", ".join(f"{labels.count(each)} {each.value}" for each in _ORDER if each in labels)
    return f"{counted(len(labels), 'expectation')} with work to do: {said}."


def answered_sentence(plan: PracticePlan) -> str:
    """How complete the answers are, and how sure people were."""
    done, sure = plan.completeness, plan.confidence
    return (
        f"{done.answered} of {counted(done.applicable, 'expectation')} answered. Of those that "
        f"apply, how sure people were: {sure.high} high, {sure.medium} medium, {sure.low} low, "
        f"{sure.not_said} not said."
    )


def needed_links(plan: PracticePlan) -> tuple[Link, ...]:
    """A row for each expectation whose readiness is not known."""
    return tuple(
        Link(
            row.expectation.title,
            f"{DOMAIN_NAMES[row.expectation.domain]}. Due {date_in_words(row.expectation.due)}.",
            "Answer needed",
            key=(EXPECTATIONS, row.expectation.id, f"{row.expectation.id}.ready_now"),
            tone="accent",
        )
        for row in plan.answer_needed
    )


def year_rows(plan: PracticePlan, certainty: Certainty) -> tuple[WrappedRow, ...]:
    """People and money by year, the two series side by side and never added."""
    found, safe = plan.resources[certainty], plan.safe_today
    return tuple(
        WrappedRow(
            (
                year_label(year),
                _wte_in_words(tuple(person.wte[at] for person in found.people)),
                _pounds(found.money[at]) if found.rows_costed else "–",
                str(safe.counts[at]) if safe.rows else "–",
                _pounds(safe.money[at]) if safe.rows_costed else "–",
            )
        )
        for at, year in enumerate(found.years)
    )


def _wte_in_words(amounts: tuple[Decimal, ...]) -> str:
    return number_in_words(sum(amounts, Decimal(0)), 2) if amounts else "–"


def _pounds(amount: Decimal) -> str:
    """An amount for a column whose heading says that it is pounds."""
    return pounds_in_words(amount).replace("£", "")


def resources_sentence(plan: PracticePlan, certainty: Certainty) -> str:
    """What the two series rest on; they are never added."""
    found, safe = plan.resources[certainty], plan.safe_today
    return (
        f"To meet expectations: money from {found.rows_costed} of "
        f"{counted(found.rows, 'expectation')}. "
        f"To be safe today: {counted(safe.rows, 'need')} listed, {safe.rows_costed} with money. "
        f"The two are counted apart and never added.{_by_certainty(plan, certainty)}"
    )


def _by_certainty(plan: PracticePlan, certainty: Certainty) -> str:
    """What the money comes to when each amount counts by how certain its expectation is."""
    found = plan.resources[certainty]
    if not found.rows_costed:
        return ""
    weighted, whole = map(pounds_in_words, (found.risk_weighted_gbp, found.total_gbp))
    span = f"{plan.years.labels[0]} to {plan.years.labels[-1]}"
    return (
        f" In all, {span}: {whole} to meet expectations, or {weighted} when each amount is counted "
        f"by how certain its expectation is ({weights_in_words()})."
    )


def quarter_rows(loads: tuple[QuarterLoad, ...]) -> tuple[WrappedRow, ...]:
    """The quarters in which work begins, beside the days there are."""
    return tuple(
        WrappedRow(
            (
                load.label,
                str(len(load.work)),
                _days(load.wanted_days),
                "not known" if load.free_days is None else _days(load.free_days),
                _how_it_stands(load),
            )
        )
        for load in loads
        if load.work
    )


def days_sentence(loads: tuple[QuarterLoad, ...]) -> str:
    """How many quarters want more days than there are."""
    busy = [load for load in loads if load.work]
    short = [load for load in busy if load.short_days]
    if not short:
        return "The staff days wanted fit in those you have free for change in every quarter."
    return (
        f"{counted(len(short), 'quarter wants', 'quarters want')} more staff days than you have "
        "free for change. What does not fit can be shared, delayed or declined."
    )


def _days(days: Decimal) -> str:
    """Staff days to a tenth, without a nought at the end."""
    return plain_number(round_half_up(days, 1))


def _how_it_stands(load: QuarterLoad) -> str:
    if load.short_days is None:
        said = "Free days not known"
    elif load.short_days:
        said = f"{_days(load.short_days)} days short"
    else:
        said = "Fits"
    return f"{said}; {load.not_estimated} not estimated" if load.not_estimated else said


def top_five_links(plan: PracticePlan) -> tuple[Link, ...]:
    """The practice's own five, in its order."""
    names = {(str(each.kind), each.item): each.words for each in plan.candidates}
    titles = {row.expectation.id: row.expectation.title for row in plan.rows}
    titles |= {row.id: row.title for row in plan.other_rows}
    return tuple(_top_link(item, names, titles) for item in plan.top_five.items)


def _top_link(
    item: TopItem, names: Mapping[tuple[str, str], str], titles: Mapping[str, str]
) -> Link:
    words = names.get((item.kind, item.item)) or titles.get(item.item)
    key = (EXPECTATIONS, item.item, "") if item.item in titles else ()
    title = f"{item.place}. {words or 'No longer in the lists'}"
    return Link(title, item.why, start_upper(item.kind), key=key, tone="muted")


def top_five_sentence(plan: PracticePlan, confirmed_by: str) -> str:
    """Whether the list counts, and who confirmed it when."""
    five = plan.top_five
    if five.is_confirmed and five.confirmed_on is not None:
        return f"Confirmed: {confirmed_by}, {date_in_words(five.confirmed_on)}."
    if five.items:
        return "No view yet: the list has not been confirmed, so it counts nowhere."
    return "No view yet: the five places are empty until your practice fills and confirms them."


def watched_words(catalogue: Catalogue) -> tuple[Link, ...]:
    """What is being watched, and what it would change."""
    return tuple(Link(each.item, f"Would change: {each.changes}.") for each in catalogue.watched)


def watch_list_words(catalogue: Catalogue) -> tuple[Link, ...]:
    """What is not counted and may be worth adding, and why."""
    return tuple(Link(each.item, f"Why watch: {each.why}.") for each in catalogue.watch_list)
