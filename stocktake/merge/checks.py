"""Checks that look across submissions, as plain functions; each returns problems, or none.

Source: content/stocktake.md section F (X01, X37, X38, X42); content/expectations.md G7 rule 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from stocktake.errors import Problem
from stocktake.merge.collection import Collection, Conflict
from stocktake.merge.exact import minus, total
from stocktake.merge.member import Expected, Member
from stocktake.merge.words import plain_number
from stocktake.phrases import listed, spelt
from stocktake.questionnaire.codes import is_practice_code
from stocktake.units import number_in_words


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What a PCN says of itself, beside what its practices say; None is not known.

    Attributes:
        population: registered patients it covers.
        staff_wte: WTE in post of staff it shares or employs, by role.
        unpaid_hours: hours a month given without pay to each board or partner.
        meeting_hours: hours a month of each meeting in its register.
    """

    population: Decimal | None = None
    staff_wte: Mapping[str, Decimal] = field(default_factory=dict)
    unpaid_hours: Decimal | None = None
    meeting_hours: tuple[Decimal | None, ...] = ()


_POPULATION_PERCENT = 2
_MEETING_FACTOR = Decimal("1.5")


def practice_code_problems(collection: Collection) -> tuple[Problem, ...]:
    """X01: a practice code is a capital letter and five digits."""
    found = {
        version.identity.subject_code: version.provenance.file_name
        for version in collection.versions
        if version.identity.subject_kind == "practice"
        and not is_practice_code(version.identity.subject_code)
    }
    return tuple(
        Problem(
            "X01",
            name or f"Practice {code or 'without a code'}",
            f"“{code}” does not look like a practice code: one capital letter and five digits.",
            "Ask the practice to check its code and send its file again.",
        )
        for code, name in sorted(found.items())
    )


def conflict_problems(conflicts: Iterable[Conflict]) -> tuple[Problem, ...]:
    """X01: a practice counts once for each form and round; name the files that do not agree.

    Two files that disagree about both forms are told of once.
    """
    found = (_conflict(conflict) for conflict in conflicts if not conflict.is_settled)
    return tuple(dict.fromkeys(found))


def _conflict(conflict: Conflict) -> Problem:
    files = sorted(
        {version.provenance.file_name or "this computer" for version in conflict.versions}
    )
    subject = conflict.proposed.submission.subject
    many = spelt(len(conflict.versions))
    used = "newest signed one" if conflict.proposed.submission.signed else "one last changed"
    return Problem(
        "X01",
        f"{subject.name or subject.code}, {conflict.identity.round}",
        f"There are {many} returns that do not agree, from {listed(files)}.",
        f"Choose which one counts. Until you do, the {used} is used.",
    )


def naming_problems(collection: Collection) -> tuple[Problem, ...]:
    """X01: one practice code that stands for practices of different names."""
    names: dict[str, set[str]] = {}
    for version in collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice" and subject.name:
            names.setdefault(subject.code, set()).add(subject.name)
    return tuple(
        Problem(
            "two_practices_one_code",
            f"Practice code {code}",
            f"It is used by {listed(sorted(found))}.",
            "Check the code with each practice: they are counted as one until it is put right.",
        )
        for code, found in sorted(names.items())
        if len(found) > 1
    )


def group_problems(collection: Collection) -> tuple[Problem, ...]:
    """Find practices that files place in different PCNs; they are counted once."""
    groups: dict[str, set[str]] = {}
    called: dict[str, str] = {}
    for version in collection.versions:
        subject = version.submission.subject
        if subject.kind == "practice" and (subject.pcn_code or subject.pcn_name):
            groups.setdefault(subject.code, set()).add(subject.pcn_code or subject.pcn_name)
            called[subject.code] = max(called.get(subject.code, ""), subject.name)
    return tuple(
        Problem(
            "practice_in_two_groups",
            called[code] or code,
            f"Files place it in {listed(sorted(found))}. It is counted once.",
            "Ask the practice which PCN it belongs to.",
        )
        for code, found in sorted(groups.items())
        if len(found) > 1
    )


def population_problems(
    population: Decimal | None, members: Sequence[Member], missing: Sequence[Expected] = ()
) -> tuple[Problem, ...]:
    """X37: the group's population is within 2% of its members' lists, when all are here."""
    sizes = [member.list_size for member in members if member.list_size is not None]
    if population is None or missing or not members or len(sizes) < len(members):
        return ()
    lists = total(sizes)
    if abs(minus(population, lists)) * 100 <= _POPULATION_PERCENT * lists:
        return ()
    return (
        Problem(
            "X37",
            "Registered population covered",
            f"Population differs from member lists: {number_in_words(population)} was entered, and "
            f"the lists add up to {number_in_words(lists)}.",
            "Check the population and the list sizes, or say why they differ.",
        ),
    )


def shared_staff_problems(
    group_wte: Mapping[str, Decimal], members: Sequence[Member], labels: Mapping[str, str]
) -> tuple[Problem, ...]:
    """X38: staff of the PCN are not also counted in full by practices.

    Args:
        group_wte: WTE in post by role, from the PCN's own tables.
        labels: what each practice is called, by code.
    """
    problems = []
    for role, in_post in sorted(group_wte.items()):
        lines = [
            (member, line)
            for member in members
            for line in member.staff or ()
            if line.role == role and line.is_pcn_paid and line.wte is not None
        ]
        counted = total(line.wte for _, line in lines if line.wte is not None)
        if counted > in_post:
            names = listed([labels[code] for code in dict.fromkeys(m.code for m, _ in lines)])
            role_name = lines[0][1].label or role
            problems.append(
                Problem(
                    "X38",
                    role_name,
                    f"Check shared staff are counted once: {names} together count "
                    f"{plain_number(counted)} WTE paid by the PCN, which has "
                    f"{plain_number(in_post)} WTE in post.",
                    "Each practice counts only the time given to its own patients.",
                )
            )
    return tuple(problems)


def unpaid_hours_problems(
    unpaid_hours: Decimal | None, meeting_hours: Iterable[Decimal | None]
) -> tuple[Problem, ...]:
    """X42: unpaid hours are at most one and a half times the hours of the listed meetings.

    Args:
        unpaid_hours: hours a month given without pay (terms of engagement).
        meeting_hours: hours a month of each meeting in the register (voice and representation).
    """
    known = [hours for hours in meeting_hours if hours is not None]
    if unpaid_hours is None or not known or unpaid_hours <= total(known) * _MEETING_FACTOR:
        return ()
    return (
        Problem(
            "X42",
            "Unpaid hours a month",
            f"More unpaid hours than listed meetings: {plain_number(unpaid_hours)} hours, and the "
            f"meetings take {plain_number(total(known))}.",
            "Check the hours, or add the meetings that are missing from the register.",
        ),
    )


def group_fact_problems(
    group: GroupFacts,
    members: Sequence[Member],
    missing: Sequence[Expected],
    labels: Mapping[str, str],
) -> tuple[Problem, ...]:
    """X37, X38 and X42: what the PCN says of itself against what its practices say.

    Args:
        labels: what each practice is called, by code.
    """
    return (
        *population_problems(group.population, members, missing),
        *shared_staff_problems(group.staff_wte, members, labels),
        *unpaid_hours_problems(group.unpaid_hours, group.meeting_hours),
    )
