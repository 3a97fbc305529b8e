"""What a practice says as a merge counts it, worked out when its workbook was written.

Working a practice's plan out takes longer than reading its file, so a workbook carries the outcome
beside the answers it was worked out from. It is taken only for those very answers and only where
the same program would work it out again to the same; otherwise the answers are used. Names, codes
and sign-offs are not in it: they come from the returns. Source: content/expectations.md G7.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from sys import intern
from typing import Annotated, Any, TypeVar, get_args

import msgspec

from stocktake.merge.group_numbers import number_from
from stocktake.merge.group_totals_record import AmountRecord, Code, Text, Whole, Year
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
    Series,
    ServiceLine,
    StaffLine,
    WeaknessLine,
)
from stocktake.questionnaire.scale import DOMAIN_IDS

FIGURES = 1
"""Goes up with any change of how a practice's figures are worked out."""

T = TypeVar("T")
R = TypeVar("R")

_Point = Annotated[int, msgspec.Meta(ge=0, le=4)]
_Cell = tuple[GapKind, _Point | None, _Point | None, _Point | None]
_MOST_YEARS = 20
_MOST_BYTES = 4_194_304
_SIZES = ("wte", "headcount", "vacancy_wte", "need_wte", "could_share_wte")


class _Money(AmountRecord, array_like=True, forbid_unknown_fields=True):
    """Series, certainty, year, funding and pounds; of people certainty and role come first."""


class _Need(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    domain: Code
    kind: Code
    provider: Code
    text: Text
    year: Year | None


class _Weakness(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    theme: Code
    domain: Code
    impact: Code
    fixer: Code
    text: Text


class _Staff(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    role: Code
    label: Text
    is_pcn_paid: bool
    sizes: list[str]


class _Ranked(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    place: Annotated[int, msgspec.Meta(ge=1, le=5)]
    item: Code
    label: Text
    kind: Code
    due: date | None
    impact: Whole | None


_RANKED = attrgetter(*_Ranked.__struct_fields__)
_NEED = attrgetter(*_Need.__struct_fields__)
_WEAKNESS = attrgetter(*_Weakness.__struct_fields__)


class FiguresRecord(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A practice's figures as a workbook carries them.

    Attributes:
        made_with: what they were worked out with; others are worked out again.
        of: the fingerprint of each return they were worked out from, by form.
    """

    made_with: Code
    of: dict[Code, Code]
    first_year: Year
    list_size: str = ""
    show_name: bool = False
    name_outside: bool = False
    share_choice: Code = ""
    changed_since_last: Text = ""
    progress: tuple[Whole, Whole] = (0, 0)
    levels: dict[Code, tuple[LevelStatus, _Point | None, _Point | None]] = {}
    cells: list[_Cell] = []
    gaps: dict[Certainty, dict[Code, list[Whole]]] = {}
    top_five: list[_Ranked] | None = None
    needs: list[_Need] | None = None
    money: list[_Money] | None = None
    people: list[_Money] | None = None
    weaknesses: list[_Weakness] | None = None
    staff: list[_Staff] | None = None
    duties: list[tuple[Code, Text, bool | None]] | None = None
    contract: dict[Code, bool] = {}
    people_counts: dict[Code, tuple[Whole, Whole | None]] = {}
    trust: dict[Code, Code] = {}
    intentions: dict[Code, Code] = {}
    minutes: dict[Code, str] = {}
    rooms: dict[Code, str] = {}
    services: list[tuple[Code, Code, Code, str]] | None = None
    principles: dict[Code, Code] = {}
    amendments: list[Text] = []
    willing_to_help: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that came with returns, as the text they came as.

    Attributes:
        made_with: what they were worked out with.
        of: the fingerprint of each return they were worked out from, by form.
    """

    made_with: str
    of: Mapping[str, str]
    text: bytes

    def packed(self) -> Figures:
        """The same in a fifth of the memory, for merges of thousands."""
        return replace(self, text=zlib.compress(self.text, 1)) if self._is_plain else self

    @property
    def _is_plain(self) -> bool:
        return self.text.startswith(b"{")

    def member(self, about: Member) -> Member:
        """The practice they are of; ``about`` holds what comes from its returns.

        Raises:
            ValueError: they are not figures that could have been written.
        """
        text = self.text if self._is_plain else _unpacked(self.text)
        return _member(msgspec.json.decode(text, type=FiguresRecord), about)


def _unpacked(packed: bytes) -> bytes:
    """Unpack figures, which came from another process; raises ValueError when they are too many."""
    engine = zlib.decompressobj()
    try:
        text = engine.decompress(packed, _MOST_BYTES)
    except zlib.error:
        raise ValueError("not packed") from None
    if not engine.eof:
        raise ValueError("more than a practice has")
    return text


class _Head(msgspec.Struct):
    made_with: Code
    of: dict[Code, Code]


def figures_from(text: str) -> Figures:
    """Take figures as they came; what they say is read when it is wanted.

    Raises:
        ValueError: they are none.
    """
    raw = text.encode()
    head = msgspec.json.decode(raw, type=_Head)
    if not raw.startswith(b"{"):
        raise ValueError("not figures")
    return Figures(head.made_with, head.of, raw)


def figures_of(member: Member, made_with: str, of: Mapping[str, str]) -> Figures:
    """Write the figures of a practice.

    Args:
        member: the practice.
        made_with: what they were worked out with.
        of: the fingerprint of each of its returns, by form.
    """
    record = _record(member, made_with, of)
    return Figures(made_with, dict(of), msgspec.json.encode(record))


def _record(member: Member, made_with: str, of: Mapping[str, str]) -> FiguresRecord:
    cells: dict[GapCell, int] = {}
    gaps = {
        certainty: {
            domain: [cells.setdefault(cell, len(cells)) for cell in row]
            for domain, row in by_domain.items()
        }
        for certainty, by_domain in member.gaps.items()
    }
    return FiguresRecord(
        made_with=made_with,
        of=dict(of),
        first_year=member.first_year,
        list_size=_text(member.list_size),
        show_name=member.show_name,
        name_outside=member.name_outside,
        share_choice=member.share_choice,
        changed_since_last=member.changed_since_last,
        progress=(member.progress.answered, member.progress.asked),
        levels={key: (each.status, each.level, each.floor) for key, each in member.levels.items()},
        cells=[(each.kind, each.gap, each.headroom, each.required) for each in cells],
        gaps=gaps,
        contract=dict(member.contract),
        people_counts={key: (each.count, each.base) for key, each in member.people_counts.items()},
        trust=dict(member.trust),
        intentions=dict(member.intentions),
        minutes={key: _exactly(each) for key, each in member.minutes.items()},
        rooms={key: _exactly(each) for key, each in member.rooms.items()},
        principles=dict(member.principles),
        amendments=list(member.amendments),
        willing_to_help=member.willing_to_help,
        **_listed(member),
    )


def _listed(member: Member) -> dict[str, Any]:
    """What a practice may not have shared at all, which is not the same as having none."""
    return {
        "top_five": _each(member.top_five, lambda e: _Ranked(*_RANKED(e))),
        "needs": _each(member.needs, lambda e: _Need(*_NEED(e))),
        "weaknesses": _each(member.weaknesses, lambda e: _Weakness(*_WEAKNESS(e))),
        "money": _each(
            member.money,
            lambda e: _Money(e.series, e.certainty, e.year, e.funding, _exactly(e.gbp)),
        ),
        "people": _each(
            member.people,
            lambda e: _Money(e.certainty, e.role, e.year, e.funding, _exactly(e.wte)),
        ),
        "staff": _each(
            member.staff,
            lambda e: _Staff(
                e.role, e.label, e.is_pcn_paid, [_text(getattr(e, name)) for name in _SIZES]
            ),
        ),
        "duties": _each(member.duties, lambda e: (e.id, e.title, e.is_short)),
        "services": _each(
            member.services, lambda e: (e.service, e.provided, e.unit, _text(e.volume))
        ),
    }


def _each(lines: Iterable[T] | None, write: Callable[[T], R]) -> list[R] | None:
    return None if lines is None else [write(line) for line in lines]


def _exactly(value: Decimal) -> str:
    """Write a number with every digit that it has, noughts at its end too."""
    return f"{value:f}"


def _text(value: Decimal | None) -> str:
    return "" if value is None else _exactly(value)


def _number(text: str) -> Decimal | None:
    return number_from(text) if text else None


def _member(record: FiguresRecord, about: Member) -> Member:
    """Put a practice together; raises ValueError when it could not have been written so."""
    if not {*record.levels, *(d for each in record.gaps.values() for d in each)} <= _DOMAINS:
        raise ValueError("no such domain")
    return replace(
        about,
        first_year=record.first_year,
        list_size=_number(record.list_size),
        show_name=record.show_name,
        name_outside=record.name_outside,
        share_choice=record.share_choice,
        changed_since_last=record.changed_since_last,
        progress=Progress(*record.progress),
        levels={
            domain: Level(level, floor, status)
            for domain, (status, level, floor) in record.levels.items()
        },
        gaps=_gaps(record),
        contract=record.contract,
        people_counts={key: PeopleCount(*each) for key, each in record.people_counts.items()},
        trust=record.trust,
        intentions=record.intentions,
        minutes={key: number_from(each) for key, each in record.minutes.items()},
        rooms={key: number_from(each) for key, each in record.rooms.items()},
        principles=record.principles,
        amendments=tuple(record.amendments),
        willing_to_help=record.willing_to_help,
        top_five=_all(record.top_five, lambda e: RankedItem(*_RANKED(e))),
        needs=_all(record.needs, lambda e: NeedLine(*_NEED(e))),
        weaknesses=_all(record.weaknesses, lambda e: WeaknessLine(*_WEAKNESS(e))),
        money=_all(record.money, _money),
        people=_all(record.people, _people),
        staff=_all(record.staff, _staff),
        duties=_all(record.duties, lambda e: Duty(*e)),
        services=_all(
            record.services,
            _service,
        ),
    )


def _all(lines: Iterable[T] | None, read: Callable[[T], R]) -> tuple[R, ...] | None:
    return None if lines is None else tuple(map(read, lines))


def _gaps(record: FiguresRecord) -> dict[Certainty, dict[str, tuple[GapCell, ...]]]:
    cells = [_CELLS.setdefault(each, GapCell(*each)) for each in record.cells]
    rows = [row for each in record.gaps.values() for row in each.values()]
    if len(cells) > _MOST_CELLS or any(len(row) > _MOST_YEARS for row in rows):
        raise ValueError("more cells than a plan has")
    if any(place >= len(cells) for row in rows for place in row):
        raise ValueError("no such cell")
    return {
        certainty: {
            domain: tuple([cells[place] for place in row]) for domain, row in by_domain.items()
        }
        for certainty, by_domain in record.gaps.items()
    }


def _money(line: _Money) -> MoneyLine:
    if line.first not in _SERIES or line.second not in _VIEWS:
        raise ValueError("no such series")
    amount = number_from(line.amount)
    series, funding = _SERIES[line.first], intern(line.funding)
    return MoneyLine(series, line.year, funding, amount, intern(line.second))


def _people(line: _Money) -> PeopleLine:
    if line.first not in _VIEWS:
        raise ValueError("no such view")
    amount = number_from(line.amount)
    role, funding, certainty = map(intern, (line.second, line.funding, line.first))
    return PeopleLine(role, line.year, funding, amount, certainty)


def _service(line: tuple[str, str, str, str]) -> ServiceLine:
    service, provided, unit, volume = line
    return ServiceLine(intern(service), intern(provided), intern(unit), _number(volume))


def _staff(line: _Staff) -> StaffLine:
    sizes = dict(zip(_SIZES, map(_number, line.sizes), strict=True))
    role, label = intern(line.role), intern(line.label)
    return StaffLine(role, label, is_pcn_paid=line.is_pcn_paid, **sizes)


_DOMAINS = frozenset(DOMAIN_IDS)
_SERIES: dict[str, Series] = {each: each for each in get_args(Series)}
_VIEWS = frozenset({*CERTAINTIES, ""})
_MOST_CELLS = len(GapKind) * 6**3
_CELLS: dict[_Cell, GapCell] = {}
"""Every cell there is, made once: a practice has hundreds, and few that differ."""
