"""The sentences of the partners' paper, each built from the figures it states."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stocktake.merge.words import plain_number
from stocktake.phrases import counted, listed, spelt, start_upper
from stocktake.planning.certainty import Certainty
from stocktake.planning.gaps import CellKind, DomainGaps
from stocktake.planning.levels import LevelStatus
from stocktake.planning.plan import ExpectationPlan, PracticePlan
from stocktake.planning.priority import GapStatus
from stocktake.planning.starting import StartLabel
from stocktake.planning.top_five import TopFive
from stocktake.questionnaire.scale import DOMAIN_NAMES, LEVELS
from stocktake.units import date_in_words, pounds_in_words, round_half_up, year_end

RELIABLE = 3
"""The level that meets today's duty all year."""

MOST_NAMED = 4
MOST_OFFERED = 5
MOST_OF_A_REASON = 120
"""Characters printed of why something is one of the five."""

VIEWS = {
    Certainty.FIRM: "Firm: contractual and announced expectations only",
    Certainty.BEST_GUESS: "Best guess: contractual, announced and likely expectations",
    Certainty.STRETCH: "Stretch: every expectation, the possible as well",
}
PRESSING = (
    StartLabel.OVERDUE,
    StartLabel.LATE_START,
    StartLabel.OPEN_NOW,
    StartLabel.START_NOW,
)
"""What must start now; anything else is scheduled or done."""

Rows = Sequence[DomainGaps]


def _known(rows: Rows) -> list[DomainGaps]:
    return [row for row in rows if row.level.level is not None]


def _named(rows: Rows) -> str:
    """Domains by name with their level; those beyond a few are counted."""
    said = [f"{DOMAIN_NAMES[row.domain]} ({row.level.level})" for row in rows[:MOST_NAMED]]
    more = len(rows) - len(said)
    return listed([*said, f"{more} more"] if more else said)


def _domains(number: int) -> str:
    return "domain" if number == 1 else "domains"


def key_figures(plan: PracticePlan, view: Certainty, year: int) -> tuple[tuple[str, str], ...]:
    """The four figures that matter; one that is not known is a dash."""
    rows, found = plan.gaps[view].domains, plan.resources[view]
    known = _known(rows)
    reliable = sum((row.level.level or 0) >= RELIABLE for row in known)
    summary = next(each for each in plan.gaps[view].summaries if each.year == year)
    ready = f"{summary.at_or_above} of {summary.counted}" if summary.counted else "–"
    labels = [row.start.label for row in plan.rows_under(view) if row.expectation.applies]
    overdue = str(labels.count(StartLabel.OVERDUE)) if any(labels) else "–"
    unfunded = sum(found.by_funding["unfunded"], Decimal(0))
    return (
        (f"{reliable} of {len(known)}" if known else "–", "domains reliable now"),
        (ready, f"ready for March {year + 1}"),
        (overdue, "duties overdue"),
        (pounds_in_words(unfunded) if found.rows_costed else "–", "needed with no funding"),
    )


def levels_sentence(rows: Rows) -> str:
    """How many domains have a level, and how many are reliable."""
    applying = [row for row in rows if row.level.status is not LevelStatus.NOT_APPLICABLE]
    known = _known(rows)
    ratings = sum(row.level.answered for row in rows)
    asked = sum(row.level.applicable for row in rows)
    rests = f"{ratings} of {counted(asked, 'rating is', 'ratings are')} answered"
    if not ratings:
        return "Nothing has been rated yet, so there are no levels to show."
    if not known:
        return f"{rests}. No domain has half of its ratings yet, so none has a level."
    reliable = sum((row.level.level or 0) >= RELIABLE for row in known)
    return (
        f"{rests}; {len(known)} of {counted(len(applying), 'domain has', 'domains have')} a level. "
        f"{start_upper(spelt(reliable)) if reliable else 'None'} of them "
        f"{'is' if reliable == 1 else 'are'} at level "
        "3 (reliable: meets today's duty all year) or better."
    )


def standing_points(rows: Rows) -> tuple[str, ...]:
    """Strengths and weak spots, in a sentence each."""
    known = _known(rows)
    if not known:
        return ("Strengths and weak spots show once half of a domain's ratings are answered.",)
    strong = [row for row in known if (row.level.level or 0) >= RELIABLE]
    strong.sort(key=lambda row: (-(row.level.level or 0), -(row.level.floor or 0)))
    weak = [row for row in known if (row.level.level or 0) < 2]
    weak.sort(key=lambda row: (row.level.level or 0, row.level.floor or 0))
    hidden = [row for row in known if (row.level.level or 0) - (row.level.floor or 0) >= 2]
    points = [
        f"Strengths: {_named(strong)}." if strong else "No domain is at level 3 or better yet.",
        f"Weak spots: {_named(weak)}." if weak else "No domain with a level is below 2.",
    ]
    if hidden:
        names = listed([DOMAIN_NAMES[row.domain] for row in hidden[:MOST_NAMED]])
        points.append(
            f"Look beneath the middle: a rating two levels lower or more stands in {names}."
        )
    return tuple(points)


def widest(row: DomainGaps) -> int:
    """The widest gap of a domain in any year; 0 where there is none to tell."""
    return max((cell.gap or 0 for cell in row.cells), default=0)


def widest_first(row: DomainGaps) -> tuple[int, int]:
    """Sort by the widest gap, then by how much is short over all the years."""
    return (-widest(row), -sum(cell.gap or 0 for cell in row.cells))


def coming_sentence(plan: PracticePlan, view: Certainty, year: int) -> str:
    """How many domains are ready by a year, and how many cannot be told."""
    table = plan.gaps[view]
    at = plan.years.years.index(year)
    summary = table.summaries[at]
    day = date_in_words(year_end(year))
    if not summary.counted:
        return (
            f"No gap can be told by {day} yet: no domain has both a level and an expectation with "
            "a date."
        )
    kinds = [row.cells[at].kind for row in table.domains]
    left = []
    if none := kinds.count(CellKind.NO_DATED_EXPECTATION):
        left.append(f"{spelt(none)} {'has' if none == 1 else 'have'} no dated expectation")
    if unknown := kinds.count(CellKind.NOT_ASSESSED):
        left.append(f"{spelt(unknown)} {'is' if unknown == 1 else 'are'} not assessed")
    more = f"; {listed(left)}, which is not the same as no gap" if left else ""
    ready = f"{summary.at_or_above} of {summary.counted} {_domains(summary.counted)}"
    verb = "is" if summary.at_or_above == 1 else "are"
    return f"By {day}, {ready} {verb} at or above what is required{more}."


def pressing(plan: PracticePlan, view: Certainty) -> tuple[ExpectationPlan, ...]:
    """Expectations overdue, late or to start now; most pressing first under each."""
    rows = [
        row
        for row in plan.rows_under(view)
        if row.expectation.applies and row.start.label in PRESSING
    ]
    return tuple(sorted(rows, key=lambda row: row.start.label is not StartLabel.OVERDUE))


def start_sentence(plan: PracticePlan, view: Certainty) -> str:
    """How much has to start, by its label."""
    labels = [
        row.start.label
        for row in plan.rows_under(view)
        if row.expectation.applies and row.start.label not in (None, StartLabel.DONE)
    ]
    if not labels:
        return "Nothing can be told yet: no expectation has a readiness and a gap."
    said = [
        f"{labels.count(label)} {label.value}"
        for label in (*PRESSING, StartLabel.SCHEDULED)
        if label in labels
    ]
    return f"{counted(len(labels), 'expectation')} with work to do: {listed(said)}."


def start_cells(row: ExpectationPlan) -> tuple[str, ...]:
    """One expectation that must start, as a row."""
    gap = row.gap.gap or 0
    short = f"{counted(gap, 'level')}, to {row.expectation.level_needed}"
    return (row.expectation.title, short, start_upper(row.start.words))


def need_points(plan: PracticePlan, view: Certainty) -> tuple[str, ...]:
    """People and money: two series, never added."""
    found, safe = plan.resources[view], plan.safe_today
    points = []
    if found.rows_costed:
        by = {name: sum(amounts, Decimal(0)) for name, amounts in found.by_funding.items()}
        unsettled = by["part"] + by["unknown"]
        points.append(
            f"To meet expectations: {pounds_in_words(found.total_gbp)} over "
            f"{spelt(len(found.years))} years, from the {found.rows_costed} of {found.rows} "
            f"expectations with a cost. Funded: {pounds_in_words(by['funded'])}; not funded: "
            f"{pounds_in_words(by['unfunded'])}; not settled: {pounds_in_words(unsettled)}."
        )
    else:
        points.append(
            f"To meet expectations: not costed yet. None of the {found.rows} expectations has a "
            "cost, which does not mean that they cost nothing."
        )
    if found.people:
        points.append(_people_point(plan, view))
    if safe.rows:
        money = (
            f"{pounds_in_words(safe.money[0])} in {plan.years.labels[0]} and "
            f"{pounds_in_words(safe.total_gbp)} over all six years, from {safe.rows_costed} of "
            f"{safe.rows}"
            if safe.rows_costed
            else "not costed yet"
        )
        points.append(
            f"To be safe today, counted apart and never added: {counted(safe.rows, 'need')} "
            f"listed; {money}."
        )
    return tuple(points)


def _people_point(plan: PracticePlan, view: Certainty) -> str:
    found = plan.resources[view]
    total = sum((line.wte[-1] for line in found.people), Decimal(0))
    funded = sum((line.wte[-1] for line in found.people if line.funding == "funded"), Decimal(0))
    busiest = max(range(len(found.years)), key=lambda at: found.money[at])
    peak = (
        f" The dearest year is {plan.years.labels[busiest]}, at "
        f"{pounds_in_words(found.money[busiest])}."
        if found.rows_costed
        else ""
    )
    return (
        f"People: {_wte(total)} WTE more by {plan.years.labels[-1]}, "
        f"{_wte(funded) if funded else 'none'} of it funded.{peak}"
    )


def _wte(amount: Decimal) -> str:
    return plain_number(round_half_up(amount, 2))


def confirmed_words(five: TopFive, by: str) -> str:
    """Who confirmed the list, and when."""
    day = date_in_words(five.confirmed_on) if five.confirmed_on else ""
    return f"Confirmed: {', '.join(part for part in (by, day) if part)}."


def five_lines(plan: PracticePlan) -> tuple[str, ...]:
    """The practice's own five, in its order."""
    names = {(str(each.kind), each.item): each.words for each in plan.candidates}
    titles = {row.expectation.id: row.expectation.title for row in plan.rows}
    titles |= {row.id: row.title for row in plan.other_rows}
    lines = []
    for item in plan.top_five.items:
        name = names.get((item.kind, item.item)) or titles.get(item.item) or "No longer in lists"
        lines.append(f"{name}: {_shortened(item.why)}" if item.why else name)
    return tuple(lines)


def _shortened(why: str) -> str:
    """The beginning of a long reason, marked as such; the whole of it is in the answers."""
    line = " ".join(why.split())
    return line if len(line) <= MOST_OF_A_REASON else f"{line[:MOST_OF_A_REASON].rstrip()} …"


def no_view(plan: PracticePlan) -> str:
    """Why there is no list, and what stands in its place."""
    begun = "has been begun and is not confirmed" if plan.top_five.items else "is empty"
    return (
        f"The list {begun}; it counts once the partners confirm it. What presses most by size, "
        "date and certainty, to talk about and not as a decision:"
    )


def offered_lines(plan: PracticePlan, view: Certainty) -> tuple[str, ...]:
    """What presses most, with the reason of each; nothing where nothing can be told."""
    rows = [row for row in plan.rows_under(view) if row.priority.points]
    return tuple(f"{row.expectation.title}: {row.priority.why}." for row in rows[:MOST_OFFERED])


def unknown_points(plan: PracticePlan, view: Certainty) -> tuple[str, ...]:
    """What is missing, and what that means for the figures above."""
    rows, found, safe = plan.gaps[view].domains, plan.resources[view], plan.safe_today
    points = []
    unrated = [
        DOMAIN_NAMES[row.domain] for row in rows if row.level.status is LevelStatus.NOT_ENOUGH
    ]
    if len(unrated) > MOST_NAMED:
        points.append(f"Levels of {len(unrated)} of {len(rows)} domains: too few ratings.")
    elif unrated:
        points.append(f"Levels, for too few ratings: {listed(unrated)}.")
    counting = [row for row in plan.rows_under(view) if row.expectation.applies]
    unsaid = sum(row.gap.status is GapStatus.ANSWER_NEEDED for row in counting)
    inferred = sum(row.gap.inferred for row in counting)
    if unsaid:
        points.append(f"Readiness for {unsaid} of {counted(len(counting), 'expectation')}.")
    if inferred:
        points.append(
            f"Readiness for {counted(inferred, 'expectation')} was not given; the level of the "
            "domain stands in for it."
        )
    if 0 < found.rows_costed < found.rows:
        points.append(
            f"The cost of {found.rows - found.rows_costed} of {found.rows} expectations, so the "
            "money above is the least it could be."
        )
    sure = plan.confidence
    points.append(
        f"How sure we are: high {sure.high}, medium {sure.medium}, low {sure.low}, not said "
        f"{sure.not_said}."
    )
    if safe.undated:
        points.append(f"When {counted(safe.undated, 'need')} must be met.")
    loads = plan.change[view]
    if not loads or loads[0].free_days is None:
        points.append("How many staff days are free for change in a quarter.")
    return tuple(points)


def rests_on(plan: PracticePlan) -> str:
    """How the figures were worked out, for whoever asks."""
    scale = ", ".join(f"{level.number} {level.name.lower()}" for level in LEVELS)
    return (
        f"Levels: {scale}; a level is the middle of the domain's ratings. "
        f"{plan.completeness.answered} of {plan.completeness.applicable} expectations answered. "
        f"Order of what presses: {plan.weights.words}."
    )
