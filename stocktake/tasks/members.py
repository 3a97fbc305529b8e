"""What each practice of a merge says, worked out from the submissions it sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from stocktake.merge.exact import plus, total
from stocktake.merge.member import (
    CERTAINTIES,
    Certainty,
    Duty,
    GapCell,
    GapKind,
    Level,
    LevelStatus,
    Member,
    MoneyLine,
    NeedLine,
    PeopleCount,
    PeopleLine,
    Progress,
    RankedItem,
    StaffLine,
    WeaknessLine,
)
from stocktake.planning.certainty import Certainty as PlanCertainty
from stocktake.planning.gaps import CellKind
from stocktake.planning.levels import DomainLevel
from stocktake.planning.plan import PracticePlan
from stocktake.planning.reading import read_needs, read_weaknesses
from stocktake.planning.top_five import TopItem
from stocktake.questionnaire.answers import Answers, Value
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.member_services import intentions, minutes, rooms, services
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.sheets import sheet_of
from stocktake.units import financial_year

_KINDS = {
    CellKind.GAP: GapKind.GAP,
    CellKind.NO_DATED_EXPECTATION: GapKind.NO_DATED_EXPECTATION,
    CellKind.NOT_ASSESSED: GapKind.UNKNOWN,
    CellKind.NOT_APPLICABLE: GapKind.NOT_APPLICABLE,
}
_WITH_WEAKNESSES = ("facts_weak", "numbers", "custom")
_WITH_NUMBERS = ("numbers", "custom")
_PCN_PAID = ("pcn_arrs", "pcn_other")
_TRUST = ("partnership.trust_rep", "partnership.fair_chance")
_CONTRACT = {"demand.online_open": "all_core", "digital.dpo": "yes"}
"""Answers that could read as an admission, with what the contract asks for.

Source: content/stocktake.md B.1 rule 11; the figures it names are never counted.
"""
_KEPT = {
    "expectation": "an expectation no longer in the catalogue",
    "weakness": "a weakness it did not share",
    "need": "a need it did not share",
}
T = TypeVar("T")


def members_of(submissions: Iterable[Submission]) -> tuple[Member, ...]:
    """One member for each practice that sent a stocktake, by practice code.

    Expectations alone make no member: without the stocktake nothing says whether the practice may
    be named, nor how many patients it has.
    """
    by_code: dict[str, dict[str, Submission]] = {}
    for submission in submissions:
        if submission.subject.kind == "practice":
            by_code.setdefault(submission.subject.code, {})[submission.form_id] = submission
    return tuple(
        member_of(found[STOCKTAKE], found.get(EXPECTATIONS))
        for _, found in sorted(by_code.items())
        if STOCKTAKE in found
    )


def member_of(stocktake: Submission, expectations: Submission | None) -> Member:
    """Work out what one practice says from what it chose to share."""
    sheet = sheet_of(replace(stocktake, route="full"))
    review = sheet_of(replace(expectations or _nothing_said(stocktake), route="full"))
    plan = plan_of(sheet, review, stocktake.round)
    choice = str(sheet.value("admin.share_choice") or "")
    list_size = _number(sheet.value("profile.list_size"))
    levels = {row.domain: _level(row.level) for row in plan.gaps[_usual()].domains}
    base = replace(
        about_practice(stocktake, expectations),
        list_size=list_size,
        show_name=sheet.value("admin.show_name") == "yes",
        name_outside=sheet.value("admin.name_outside") == "yes",
        share_choice=choice,
        progress=_progress(sheet, plan),
        first_year=plan.years.first,
        levels=levels,
        # Without a level there is no gap to tell, only what the catalogue asks of everybody.
        gaps=_gaps(plan) if any(each.level is not None for each in levels.values()) else {},
        top_five=_top_five(plan, stocktake.subject.code),
        duties=_duties(plan) if expectations else None,
        contract=_contract(sheet),
        trust=_chosen(sheet, _TRUST),
        intentions=intentions(sheet),
        minutes=minutes(sheet),
        rooms=rooms(sheet),
        services=services(sheet),
        willing_to_help=any(
            _number(sheet.value("workforce.roles.could_share_wte", row))
            for row in sheet.rows("workforce.roles")
        ),
    )
    return _with_what_was_shared(base, sheet, plan, choice)


def about_practice(stocktake: Submission, expectations: Submission | None) -> Member:
    """What is told of a practice without looking at any answer."""
    subject = stocktake.subject
    return Member(
        code=subject.code,
        name=subject.name,
        round=stocktake.round,
        return_id=stocktake.return_id,
        pcn_code=subject.pcn_code,
        pcn_name=subject.pcn_name,
        is_sample=stocktake.sample,
        signed_version=_signed_version(stocktake, expectations),
        form_versions={
            each.form_id: each.form_version for each in (stocktake, expectations) if each
        },
    )


def _signed_version(stocktake: Submission, expectations: Submission | None) -> int:
    """The version both are signed as; 0 when one of them is a draft."""
    signed = {
        each.signed.version if each.signed else 0 for each in (stocktake, expectations) if each
    }
    return min(signed)


def _with_what_was_shared(member: Member, sheet: Sheet, plan: PracticePlan, choice: str) -> Member:
    """Add what goes only with some choices; without them it stays "not shared" and is never 0."""
    answers = sheet.answers
    if choice in _WITH_WEAKNESSES:
        member = replace(member, weaknesses=_shared(_weaknesses(answers)))
    if choice in _WITH_NUMBERS:
        member = replace(
            member,
            needs=_shared(_needs(answers)),
            money=_shared(tuple(_money(plan))),
            people=_shared(tuple(_people(plan))),
            staff=_shared(tuple(_staff(sheet))),
            people_counts=_people_counts(sheet),
        )
    return member


def _shared(lines: tuple[T, ...]) -> tuple[T, ...] | None:
    """Lines that came; none at all is "not shared".

    What is ticked row by row leaves no trace when nothing is, so that a practice without any line
    cannot be told from one that kept them.
    """
    return lines or None


def _usual() -> PlanCertainty:
    return PlanCertainty.BEST_GUESS


def _nothing_said(stocktake: Submission) -> Submission:
    form = shipped_form(EXPECTATIONS)
    return replace(
        stocktake,
        form_id=EXPECTATIONS,
        form_version=form.form.version,
        form_hash=form.hash,
        answers=Answers(),
    )


def _progress(sheet: Sheet, plan: PracticePlan) -> Progress:
    """Ratings and expectations answered out of those that apply (content/expectations.md B8)."""
    levels = [row.level for row in plan.gaps[_usual()].domains]
    ratings = sum(level.answered for level in levels)
    asked = sum(level.applicable for level in levels)
    done = plan.completeness
    return Progress(ratings + done.answered, asked + done.applicable)


def _level(level: DomainLevel) -> Level:
    return Level(level.level, level.floor, LevelStatus(level.status.value))


def _gaps(plan: PracticePlan) -> Mapping[Certainty, Mapping[str, tuple[GapCell, ...]]]:
    return {
        certainty: {
            row.domain: tuple(
                GapCell(_KINDS[cell.kind], cell.gap, cell.headroom, cell.required)
                for cell in row.cells
            )
            for row in plan.gaps[PlanCertainty(certainty)].domains
        }
        for certainty in CERTAINTIES
    }


def _top_five(plan: PracticePlan, code: str) -> tuple[RankedItem, ...] | None:
    counted = plan.top_five.counted
    if counted is None:
        return None
    return tuple(_ranked(plan, item, code) for item in counted)


def _ranked(plan: PracticePlan, item: TopItem, code: str) -> RankedItem:
    rows = {row.expectation.id: row for row in plan.rows}
    row = rows.get(item.item) if item.kind == "expectation" else None
    if row is None or row.expectation.is_own:
        # A row id is only unique within its practice, and is no word to read.
        words = {(each.kind, each.item): each.words for each in plan.candidates}
        label = words.get((item.kind, item.item), _KEPT[item.kind])
        return RankedItem(item.place, f"{code}/{item.item}", label, item.kind)
    expectation = row.expectation
    return RankedItem(
        item.place, item.item, expectation.title, item.kind, expectation.due, expectation.impact
    )


def _duties(plan: PracticePlan) -> tuple[Duty, ...] | None:
    """Duties in force and whether the practice is short; None when it cannot be told of any."""
    found = []
    for row in plan.rows:
        expectation = row.expectation
        in_force = expectation.kind == "duty" and expectation.due < plan.today
        if in_force and expectation.applies and not expectation.is_own:
            gap = row.gap.gap
            found.append(Duty(expectation.id, expectation.title, None if gap is None else gap > 0))
    return tuple(found) if any(duty.is_short is not None for duty in found) else None


def _weaknesses(answers: Answers) -> tuple[WeaknessLine, ...]:
    return tuple(
        WeaknessLine(each.theme, each.domain, each.impact, each.fixer, each.weakness)
        for each in read_weaknesses(answers)
    )


def _needs(answers: Answers) -> tuple[NeedLine, ...]:
    return tuple(
        NeedLine(each.domain, each.kind, each.provider, each.need, _year(each.by_when))
        for each in read_needs(answers)
    )


def _year(day: date | None) -> int | None:
    return financial_year(day) if day else None


def _money(plan: PracticePlan) -> Iterator[MoneyLine]:
    for certainty in CERTAINTIES:
        found = plan.resources[PlanCertainty(certainty)]
        for funding, amounts in found.by_funding.items():
            for year, gbp in zip(found.years, amounts, strict=True):
                if gbp:
                    yield MoneyLine("expectations", year, funding, gbp, certainty)
    for year, gbp in zip(plan.safe_today.years, plan.safe_today.money, strict=True):
        if gbp:
            yield MoneyLine("safe_today", year, "unknown", gbp)


def _people(plan: PracticePlan) -> Iterator[PeopleLine]:
    for certainty in CERTAINTIES:
        found = plan.resources[PlanCertainty(certainty)]
        for line in found.people:
            for year, wte in zip(found.years, line.wte, strict=True):
                if wte:
                    yield PeopleLine(line.role, year, line.funding, wte, certainty)


def _staff(sheet: Sheet) -> Iterator[StaffLine]:
    """Staff by role; two rows of one role and payer are added, so that a role stands once."""
    table = "workforce.roles"
    labels = {c.code: c.label for c in sheet.loaded.fields[f"{table}.role"].choice}
    lines: dict[tuple[str, bool], StaffLine] = {}
    for row in sheet.rows(table):
        said = str(sheet.value(f"{table}.role", row) or row)
        # A row that was added is not named by its id when its role was not shared.
        role = said if said in labels else ""
        is_pcn_paid = sheet.value(f"{table}.funded_by", row) in _PCN_PAID
        known = lines.get((role, is_pcn_paid))
        figures = {
            name: _sum(getattr(known, name, None), _number(sheet.value(f"{table}.{name}", row)))
            for name in ("wte", "headcount", "vacancy_wte", "need_wte", "could_share_wte")
        }
        lines[role, is_pcn_paid] = StaffLine(
            role, labels.get(role, ""), is_pcn_paid=is_pcn_paid, **figures
        )
    yield from lines.values()


def _sum(known: Decimal | None, more: Decimal | None) -> Decimal | None:
    return more if known is None else known if more is None else plus(known, more)


def _people_counts(sheet: Sheet) -> Mapping[str, PeopleCount]:
    leavers = _number(sheet.value("workforce.leavers_12m"))
    if leavers is None:
        return {}
    heads = [
        _number(sheet.value("workforce.roles.headcount", r)) for r in sheet.rows("workforce.roles")
    ]
    base = int(total(each for each in heads if each is not None))
    return {"leavers_12m": PeopleCount(int(leavers), base or None)}


def _contract(sheet: Sheet) -> dict[str, bool]:
    """Whether the practice says that it does what the contract asks, where it let that go."""
    found = {f"{question}/{asked}": sheet.value(question) for question, asked in _CONTRACT.items()}
    return {
        item: value == item.partition("/")[2] for item, value in found.items() if value is not None
    }


def _chosen(sheet: Sheet, questions: Iterable[str]) -> dict[str, str]:
    found = {question: sheet.value(question) for question in questions}
    return {question: str(value) for question, value in found.items() if value is not None}


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
