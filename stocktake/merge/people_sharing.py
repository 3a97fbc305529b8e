"""Staff that one practice could share and another is short of, in WTE by role.

Only what a practice said it could share is counted as a surplus, and never more than it has beyond
its own need. A role without an answer is "not asked", never 0. Source: content/expectations.md G4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import neg

from stocktake.merge.counts import RoleBalance
from stocktake.merge.exact import NOTHING, add_tables, minus, total
from stocktake.merge.leaving import NEVER_BY_PRACTICE
from stocktake.merge.member import Certainty, GapKind, Member, StaffLine
from stocktake.merge.words import plain_number
from stocktake.phrases import listed
from stocktake.questionnaire.scale import DOMAIN_IDS

PROMPTS = ("Who employs them?", "Who indemnifies them?", "Who supervises them?")
"""What to settle before anybody moves."""

Minutes = Mapping[frozenset[str], int]
"""Travel time between two practices, by the pair of their codes."""


@dataclass(frozen=True, slots=True)
class Move:
    """WTE that could move from one practice to another; ``minutes`` is None when not known."""

    role: str
    giver: str
    taker: str
    wte: Decimal
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RoleSharing:
    """What could be shared of one role.

    Attributes:
        matchable: WTE that could move.
        residual: WTE still short after that.
        moves: nearest first, then the largest gap.
        sentence: the result in words.
    """

    role: str
    label: str
    balance: RoleBalance
    matchable: Decimal
    residual: Decimal
    moves: tuple[Move, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Mentor:
    """A practice with headroom in a domain that could help one with a gap there."""

    domain: str
    helper: str
    helped: str


def role_balances(member: Member) -> dict[str, RoleBalance]:
    """Set what one practice has beside what it needs, role by role."""
    by_role: dict[str, list[StaffLine]] = {}
    for line in member.staff or ():
        # Two rows without a role are not two of one role.
        if line.role:
            by_role.setdefault(line.role, []).append(line)
    return {role: _balance(member.code, lines) for role, lines in by_role.items()}


def _balance(code: str, lines: Sequence[StaffLine]) -> RoleBalance:
    needs = [line.need_wte for line in lines if line.need_wte is not None]
    had = [line.wte for line in lines if line.wte is not None]
    if not needs or not had:
        return RoleBalance(not_asked=1)
    over = minus(total(had), total(needs))
    # PCN-paid staff are not the practice's to offer.
    offers = total(line.could_share_wte or NOTHING for line in lines if not line.is_pcn_paid)
    surplus = max(NOTHING, min(over, offers))
    return RoleBalance(
        surplus, max(NOTHING, minus(NOTHING, over)), (code,) if surplus else (), asked=1
    )


def share_people(
    members: Sequence[Member], labels: Mapping[str, str], travel: Minutes | None = None
) -> tuple[RoleSharing, ...]:
    """Match surplus to need for every role that somebody is short of or could share.

    Args:
        labels: what each practice is called, by code.
        travel: minutes between practices; pairs without come last.
    """
    balances = {member.code: role_balances(member) for member in members}
    names = {line.role: line.label for member in members for line in member.staff or ()}
    summed: Mapping[str, RoleBalance] = {}
    for own in balances.values():
        summed = add_tables(summed, own, lambda a, b: a + b)
    wanted = sorted(role for role, balance in summed.items() if balance.surplus or balance.short)
    return tuple(
        _share_role(
            role,
            names[role] or role,
            {code: own[role] for code, own in balances.items() if role in own},
            labels,
            travel or {},
        )
        for role in wanted
    )


def _share_role(
    role: str,
    label: str,
    own: Mapping[str, RoleBalance],
    labels: Mapping[str, str],
    travel: Minutes,
) -> RoleSharing:
    balance = sum(own.values(), RoleBalance())
    matchable = min(balance.surplus, balance.short)
    residual = minus(balance.short, matchable)
    moves = _moves(role, own, travel)
    sentence = _sentence(label, moves, matchable, residual, labels)
    return RoleSharing(role, label, balance, matchable, residual, moves, sentence)


def _moves(role: str, own: Mapping[str, RoleBalance], travel: Minutes) -> tuple[Move, ...]:
    spare = {code: each.surplus for code, each in own.items() if each.surplus}
    short = {code: each.short for code, each in own.items() if each.short}
    pairs = [
        (giver, taker, travel.get(frozenset({giver, taker}))) for giver in spare for taker in short
    ]
    pairs.sort(
        key=lambda pair: (pair[2] is None, pair[2] or 0, neg(short[pair[1]]), pair[1], pair[0])
    )
    moves = []
    for giver, taker, minutes in pairs:
        wte = min(spare[giver], short[taker])
        if wte:
            moves.append(Move(role, giver, taker, wte, minutes))
            spare[giver] = minus(spare[giver], wte)
            short[taker] = minus(short[taker], wte)
    return tuple(moves)


def _sentence(
    label: str,
    moves: Sequence[Move],
    matchable: Decimal,
    residual: Decimal,
    labels: Mapping[str, str],
) -> str:
    role = label[0].lower() + label[1:] if label[1:2].islower() else label
    short = f"{plain_number(residual)} WTE"
    if not moves:
        if not residual:
            return f"No practice has said it is short of {role} time."
        return f"{short} {role} is short, and no practice has said it could share."
    givers = listed(_called((move.giver for move in moves), labels))
    takers = listed(_called((move.taker for move in moves), labels))
    moved = f"{plain_number(matchable)} WTE {role} could move from {givers} to {takers}"
    return f"{moved}; {short} is still short." if residual else f"{moved}."


def _called(codes: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    return [labels[code] for code in dict.fromkeys(codes)]


def mentors(members: Sequence[Member], year: int, certainty: Certainty) -> tuple[Mentor, ...]:
    """Pair practices that offered help and are above their requirement with those below theirs.

    Both have to be numbers: "no dated expectation" is neither headroom nor gap. A pair would give
    away how both stand, so there is none where that is never shown by practice.
    """
    found = []
    for domain in DOMAIN_IDS:
        if domain in NEVER_BY_PRACTICE:
            continue
        cells = {member.code: member.cell(certainty, domain, year) for member in members}
        able = [m.code for m in members if m.willing_to_help and (cells[m.code].headroom or 0) >= 1]
        short = [
            code
            for code, cell in cells.items()
            if cell.kind is GapKind.GAP and cell.gap is not None and cell.gap >= 1
        ]
        found += [Mentor(domain, helper, helped) for helper in able for helped in short]
    return tuple(found)
