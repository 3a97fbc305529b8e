"""The sentences of a PCN's board papers, each built from the figures it states.

The same sentences serve both papers; a figure that is held in the view that leaves the PCN is held
in words here. Source: content/expectations.md G1, G2 and G6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from stocktake.documents import board_figures as figures
from stocktake.documents.board_figures import Labels, Seen
from stocktake.merge.base import Base
from stocktake.merge.domains import DomainRow
from stocktake.merge.leaving import NEVER_BY_PRACTICE, WHY_HELD
from stocktake.merge.member import USUAL_CERTAINTY, Certainty
from stocktake.merge.pcn import PcnView
from stocktake.merge.people_sharing import RoleSharing
from stocktake.merge.stats import Agreement
from stocktake.merge.words import of_practices, percent_in_words, plain_number
from stocktake.phrases import counted, listed
from stocktake.questionnaire.scale import DOMAIN_NAMES
from stocktake.units import number_in_words, pounds_in_words, round_half_up, year_label

RELIABLE = 3
"""The level that meets today's duty all year."""
BASIC = 1
"""At or below this much depends on one person."""
MOST_NAMED = 4
HALF = 50
"""Per cent of patients."""
AHEAD = 2
"""Years looked ahead: far enough off to plan for."""


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def in_a_sentence(label: str) -> str:
    """Begin a label with a small letter, unless it begins with an abbreviation."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def named(things: Sequence[str]) -> str:
    """Name a few things and count the rest."""
    more = len(things) - MOST_NAMED
    return listed([*things[:MOST_NAMED], f"{more} more"] if more > 0 else things)


def _kinds(seen: Seen, below: int | None = None) -> list[str]:
    """How many shared each part: all parts, or those that fewer shared; duties stay inside."""
    return [
        f"{kind} from {base.practices}"
        for kind, base in seen.bases.items()
        if kind != "returns"
        and not (kind == "duties" and figures.is_leaving(seen))
        and (below is None or base.practices < below)
    ]


def rests_on(seen: Seen) -> str:
    """Who answered, and what parts they shared."""
    said = [
        f"This paper rests on returns from {figures.base_words(seen.base, seen)}.",
        f"Practices choose what they share: {', '.join(_kinds(seen))}.",
    ]
    if seen.population is not None:
        few = figures.is_leaving(seen) and not figures.may_share_patients(seen.base)
        if not few:
            said.append(f"Together: {seen.population.words}.")
    if seen.base.is_early:
        said.append("Fewer than half of the practices have answered, so this is an early view.")
    return " ".join(said)


def _middle(rows: Iterable[DomainRow], least: int, most: int) -> list[str]:
    """Domains whose lower median lies between two levels, with their middle."""
    return [
        f"{row.name} ({row.shown.median_words})"
        for row in rows
        if row.shown.stats is not None
        and row.shown.stats.lower_median is not None
        and least <= row.shown.stats.lower_median <= most
    ]


def levels(seen: Seen) -> str:
    """Where the middle practice stands, or why that is held."""
    told = [row for row in seen.domains if row.base.practices]
    open_rows = [row for row in told if row.shown.stats is not None]
    if not told:
        return "No practice has shared enough ratings for a level yet."
    said = []
    if open_rows:
        high = _middle(open_rows, RELIABLE, 4)
        low = _middle(open_rows, 0, BASIC)
        out_of = counted(len(open_rows), "domain")
        said.append(
            f"The middle practice is reliable or better (level {RELIABLE} or above) in "
            f"{len(high)} of {out_of}{': ' + named(high) if high else ''}."
        )
        said.append(
            f"It is at level {BASIC} or below in {named(low)}."
            if low
            else f"In none is it at level {BASIC} or below."
        )
    hidden = [row for row in told if row.shown.stats is None]
    few = [row for row in hidden if row.domain not in NEVER_BY_PRACTICE]
    if few:
        said.append(
            f"The middle and the spread are held in {counted(len(few), 'domain')}, because fewer "
            "than five practices have a level there; lowest and highest are shown from three."
        )
    said += [
        f"{row.name}: {row.shown.range_words}. {WHY_HELD}"
        for row in hidden
        if row.domain in NEVER_BY_PRACTICE
    ]
    return " ".join(said)


def apart(seen: Seen) -> str:
    """Where practices are far from one another, and which stand apart; blank if nowhere."""
    split = [
        f"{row.name} ({row.shown.range_words})"
        for row in seen.domains
        if row.shown.stats is not None and row.shown.stats.agreement is Agreement.SPLIT
    ]
    if not split:
        return ""
    said = [f"Practices are three levels or more from one another in {named(split)}."]
    alone = [f"{named(row.outliers)} in {row.name}" for row in seen.domains if row.outliers]
    if alone:
        said.append(f"Two levels or more from the middle: {'; '.join(alone)}.")
    return " ".join(said)


def asked_of_patients(seen: Seen) -> str:
    """Where fewer than half the patients are with a practice at what is asked; blank if nowhere."""
    below = [
        f"{row.name} ({percent_in_words(row.share)})"
        for row in sorted(seen.domains, key=lambda each: each.share or Decimal(0))
        if row.share is not None and row.share < HALF
    ]
    if not below:
        return ""
    return (
        "Fewer than half of patients are registered where today's level is at what the catalogue "
        f"asks, in {named(below)}."
    )


def weaknesses(seen: Seen, labels: Labels) -> str:
    """What practices say is weak, by theme."""
    rows = figures.themes_shown(seen)
    shared = seen.bases["weaknesses"].practices
    if not shared:
        return "No practice has shared its weaknesses."
    if not rows:
        return (
            f"{of_practices(shared, seen.base.out_of)} shared weaknesses; no theme is named by "
            "three or more, so none is shown."
        )
    said = [
        f"{(labels.themes.get(row.theme) or 'No theme given')} "
        f"({counted(row.practices.practices, 'practice')})"
        for row in rows
    ]
    return f"Named most often: {named(said)}. Counted once for each practice."


def duties(seen: PcnView) -> str:
    """How far duties in force are met: counts only."""
    if not seen.bases["duties"].practices:
        return "No practice has said how it stands against the duties already in force."
    if not seen.duties:
        return "No practice has said that it is short of a duty already in force."
    number = counted(len(seen.duties), "duty", "duties")
    return (
        f"At least one practice is short of {number} already in force. These are counts, never "
        "names; below three answers they are held."
    )


def coming(seen: Seen, view: Certainty) -> str:
    """Where practices fall short over the plan."""
    years = figures.years_of(seen)
    if not years:
        return "No practice has shared both levels and dates, so nothing can be set against them."
    year = years[min(AHEAD, len(years) - 1)]
    held = [
        row
        for row in seen.requirements
        if row.certainty == view and row.counts is None and row.domain not in NEVER_BY_PRACTICE
    ]
    if held:
        return (
            "How many practices will be short is held, because fewer than five have said: "
            f"{held[0].words}. What is asked, and by when, is in the table."
        )
    short = figures.short_in(seen, view, year)
    if not short:
        return (
            f"If nothing changed, no practice would be below what is asked of it by March "
            f"{year + 1}."
        )
    said = [f"{DOMAIN_NAMES[row.domain]} ({row.words.removesuffix(' short')})" for row in short]
    return (
        f"If nothing changed, by March {year + 1} practices would be below what is asked of them "
        f"in {counted(len(short), 'domain')}, most of all {named(said)}."
    )


def priorities(seen: Seen) -> str:
    """How far the practices speak with one voice."""
    voice = seen.voice
    head = sentence(voice.headline)
    if not voice.said:
        return f"{head} Only lists that practices confirm are counted."
    if voice.one_voice:
        number = counted(len(voice.one_voice), "priority", "priorities")
        return (
            f"{head} The practices speak with one voice on {number}: at least three quarters of "
            "practices, with at least three quarters of patients, put it among their first three."
        )
    return (
        f"{head} Nothing is among the first three of three quarters of practices and of patients "
        "yet."
    )


def priority_lines(seen: Seen) -> tuple[str, ...]:
    """One line for each thing wanted, those with one voice first."""
    lines = [
        f"{item.label}: {figures.support_words(item, seen)}. One voice."
        for item in seen.voice.one_voice
    ]
    for item in seen.voice.wanted_by_some:
        alone = item.votes.support.practices == 1
        if not (alone and figures.is_leaving(seen)):
            lines.append(f"{item.label}: {figures.support_words(item, seen)}. Wanted by some.")
    return tuple(lines)


def people(seen: Seen, view: Certainty, base: Base) -> str:
    """WTE that meeting expectations takes, in the year it takes most; ``base`` of who gave it."""
    held = figures.held_words(base, seen)
    if held:
        return f"People to meet expectations: {held}. Sums are shown from three practices."
    rows = [row for row in figures.needs_by_year(seen, view) if row.wte]
    if not rows:
        return "No practice has shared the people that meeting expectations would take."
    most = max(rows, key=lambda row: row.wte[1] if row.wte else Decimal(0))
    funded, total = most.wte or (Decimal(0), Decimal(0))
    return (
        f"Meeting expectations takes {figures.wte_words(total)} WTE in {year_label(most.year)}, "
        f"the year it takes most; {figures.wte_words(funded)} WTE of it is funded. "
        f"People from {figures.base_words(base, seen)}."
    )


def money(seen: Seen, view: Certainty) -> str:
    """Pounds that meeting expectations takes over the plan."""
    held = figures.money_held(seen)
    if held:
        return f"Money to meet expectations: {held}. Sums are shown from three practices."
    rows = [row for row in figures.needs_by_year(seen, view) if row.gbp]
    if not rows:
        return "No practice has shared what meeting expectations would cost."
    total = sum((row.gbp[1] for row in rows if row.gbp), Decimal(0))
    funded = sum((row.gbp[0] for row in rows if row.gbp), Decimal(0))
    first, last = year_label(rows[0].year), year_label(rows[-1].year)
    span = f"in {first}" if first == last else f"over {first} to {last}"
    return (
        f"It costs {pounds_in_words(round_half_up(total))} {span}, of which "
        f"{pounds_in_words(round_half_up(funded))} is funded and "
        f"{pounds_in_words(round_half_up(total - funded))} is not, is only in part, or nobody has "
        f"said. {sentence(figures.base_of_kind(seen, 'money'))}"
    )


def safe(seen: Seen) -> str:
    """Pounds to be safe today, a series of its own; blank where nobody has said or it is held."""
    by_year = figures.safe_today(seen)
    if not by_year or figures.money_held(seen):
        return ""
    first = min(by_year)
    total = pounds_in_words(round_half_up(sum(by_year.values(), figures.NOTHING)))
    return (
        f"To be safe today, practices need {total} over the plan, "
        f"{pounds_in_words(round_half_up(by_year[first]))} of it in {year_label(first)}. It is a "
        "figure of its own and is never added to the cost of expectations."
    )


def unfunded(seen: Seen, view: Certainty = USUAL_CERTAINTY) -> Decimal:
    """Pounds over the plan that are not there yet; 0 where they are held or unknown."""
    if figures.money_held(seen):
        return Decimal(0)
    rows = [row.gbp for row in figures.needs_by_year(seen, view) if row.gbp]
    return sum((total - funded for funded, total in rows), Decimal(0))


def sharing(seen: PcnView) -> tuple[str, ...]:
    """Staff and skills that could be shared, between practices that agreed to be named."""
    lines = [_move(each) for each in seen.help.sharing if each.moves]
    for domain in DOMAIN_NAMES:
        pairs = [each for each in seen.help.mentors if each.domain == domain]
        helpers = list(dict.fromkeys(seen.labels[each.helper] for each in pairs))
        helped = list(dict.fromkeys(seen.labels[each.helped] for each in pairs))
        if pairs:
            lines.append(f"{DOMAIN_NAMES[domain]}: {named(helpers)} could help {named(helped)}.")
    return tuple(lines)


def _move(role: RoleSharing) -> str:
    """The sentence of a role; practices are counted where there are too many to name."""
    givers = len({move.giver for move in role.moves})
    takers = len({move.taker for move in role.moves})
    if max(givers, takers) <= MOST_NAMED:
        return role.sentence
    left = f"; {plain_number(role.residual)} WTE is still short" if role.residual else ""
    return (
        f"{plain_number(role.matchable)} WTE {in_a_sentence(role.label)} could move from "
        f"{counted(givers, 'practice')} to {counted(takers, 'practice')}{left}. The PCN workbook "
        "says which."
    )


def still_short(seen: PcnView) -> str:
    """Roles that practices are short of and nobody could share; blank if none."""
    alone = [each for each in seen.help.sharing if each.residual and not each.moves]
    roles = [f"{plain_number(each.residual)} WTE {in_a_sentence(each.label)}" for each in alone]
    return f"Short, and nobody has said they could share: {named(roles)}." if roles else ""


def unknown(seen: Seen) -> tuple[str, ...]:
    """What the figures leave out."""
    points = []
    silent = seen.base.out_of - seen.base.practices
    if silent:
        points.append(f"Nothing has come from {of_practices(silent, seen.base.out_of)}.")
    waiting = seen.voice.asked - seen.voice.said
    if waiting:
        verb = "has" if waiting == 1 else "have"
        points.append(
            f"{of_practices(waiting, seen.voice.asked)} {verb} not confirmed five priorities; no "
            "view is made up for them, and they count against both shares."
        )
    kinds = _kinds(seen, seen.base.practices)
    if kinds:
        points.append(f"Not every practice shared every part: {', '.join(kinds)}.")
    missing = [row.name for row in seen.domains if row.base.practices < seen.base.practices]
    if missing:
        points.append(f"Some practices have no level in {named(missing)}.")
    return tuple(points)


def patients_figure(seen: Seen) -> str:
    """Registered patients as a key figure; a dash where it is not known or would tell too much."""
    few = figures.is_leaving(seen) and not figures.may_share_patients(seen.base)
    return "–" if seen.population is None or few else number_in_words(seen.population.patients)
