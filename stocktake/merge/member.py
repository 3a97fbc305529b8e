"""What one practice says, worked out from its submissions and handed to the merge as plain values.

None everywhere means "not shared, or not known" and is never 0. Whatever a practice chose not to
share is simply not here; each kind of figure therefore has a base of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

Certainty = Literal["firm", "best_guess", "stretch"]
CERTAINTIES: tuple[Certainty, ...] = ("firm", "best_guess", "stretch")
USUAL_CERTAINTY: Certainty = "best_guess"

Series = Literal["safe_today", "expectations"]
"""Two series that are never added (content/expectations.md B7; design/data-model.md)."""

STOCKTAKE_FORM = "practice_stocktake"
EXPECTATIONS_FORM = "expectations"


class LevelStatus(StrEnum):
    """Whether a domain has a level, and if not, why not; held is there and not shown."""

    KNOWN = "known"
    NOT_ENOUGH = "not enough answers"
    NOT_APPLICABLE = "not applicable"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Level:
    """Where a practice stands in a domain: the lower median of its ratings, and the lowest."""

    level: int | None = None
    floor: int | None = None
    status: LevelStatus = LevelStatus.NOT_ENOUGH


UNKNOWN_LEVEL = Level()


class GapKind(StrEnum):
    """What a cell of the gap table says; only ``GAP`` carries numbers, held ones are not shown."""

    GAP = "gap"
    NO_DATED_EXPECTATION = "no dated expectation"
    UNKNOWN = "not assessed"
    NOT_APPLICABLE = "not applicable"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class GapCell:
    """One domain in one year, against the practice's own requirement."""

    kind: GapKind
    gap: int | None = None
    headroom: int | None = None
    required: int | None = None


UNKNOWN_CELL = GapCell(GapKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One place of a confirmed list of five.

    Attributes:
        place: 1 for the first.
        item: an expectation's id, or the row id of a weakness or need.
        due, impact: of an expectation; they settle ties (content/expectations.md B4).
    """

    place: int
    item: str
    label: str = ""
    kind: str = "expectation"
    due: date | None = None
    impact: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Pounds in one financial year; ``certainty`` is blank for the series "to be safe today"."""

    series: Series
    year: int
    funding: str
    gbp: Decimal
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """WTE of one role that expectations take in one financial year."""

    role: str
    year: int
    funding: str
    wte: Decimal
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One row of the list of needs; ``text`` is blank unless the practice shared the words."""

    domain: str
    kind: str = ""
    provider: str = ""
    text: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeaknessLine:
    """One weakness; ``text`` is blank unless the practice shared the words."""

    theme: str
    domain: str = ""
    impact: str = ""
    fixer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Staff of one role.

    Attributes:
        is_pcn_paid: the practice's share of PCN staff; shown, and left out of sums of staff, which
            take them from the PCN's own table.
        need_wte, could_share_wte: None where it was not answered, never 0.
    """

    role: str
    label: str = ""
    wte: Decimal | None = None
    headcount: Decimal | None = None
    vacancy_wte: Decimal | None = None
    need_wte: Decimal | None = None
    could_share_wte: Decimal | None = None
    is_pcn_paid: bool = False


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service beyond essential care.

    Attributes:
        service: its code; blank for a service of the practice's own.
        provided: who provides it to the practice's patients.
        unit, volume: what is counted in a year; None where it was not answered, never 0.
    """

    service: str
    provided: str = ""
    unit: str = ""
    volume: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty already in force; ``is_short`` is None when readiness is not known."""

    id: str
    title: str
    is_short: bool | None


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """A count of people that has to be masked, such as leavers, out of ``base`` people."""

    count: int
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions answered out of those asked."""

    answered: int = 0
    asked: int = 0

    @property
    def words(self) -> str:
        """How far it has got: complete, part or not yet."""
        if not self.answered:
            return "not yet"
        return "complete" if self.answered >= self.asked else "part"


_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One practice in a merge.

    Attributes:
        return_id: random, made once; orders the letters of practices that are not named, so that
            nobody can work a letter out from the practice codes.
        show_name: it agreed that the other practices of its PCN see its name.
        name_outside: it ticked that it may be named in a file that leaves the PCN.
        levels: by domain; a domain left out is not assessed.
        gaps: by certainty and domain, one cell for each year of the plan, from ``first_year``.
        top_five: in order, only when the practice confirmed its list; None is "no view yet".
        needs, money, people, weaknesses, staff, duties: None when not shared.
        contract: answers that could read as an admission, by item: whether it holds.
        trust, intentions: the option chosen, by question and by service.
        minutes: minutes an item of a service takes, by service and kind of staff: "ecg/nurse_min".
        rooms: rooms of each kind and floor area, over all sites; empty when not shared.
        services: what it provides beyond essential care; None when not shared.
        willing_to_help: it offered to mentor another practice.
    """

    code: str
    name: str
    round: str = ""
    return_id: str = ""
    pcn_code: str = ""
    pcn_name: str = ""
    list_size: Decimal | None = None
    show_name: bool = False
    name_outside: bool = False
    share_choice: str = ""
    is_sample: bool = False
    signed_version: int = 0
    changed_since_last: str = ""
    progress: Progress = Progress()
    form_versions: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    first_year: int = 2026
    levels: Mapping[str, Level] = field(default_factory=dict)
    gaps: Mapping[Certainty, Mapping[str, tuple[GapCell, ...]]] = field(default_factory=dict)
    top_five: tuple[RankedItem, ...] | None = None
    needs: tuple[NeedLine, ...] | None = None
    money: tuple[MoneyLine, ...] | None = None
    people: tuple[PeopleLine, ...] | None = None
    weaknesses: tuple[WeaknessLine, ...] | None = None
    staff: tuple[StaffLine, ...] | None = None
    duties: tuple[Duty, ...] | None = None
    contract: Mapping[str, bool] = field(default_factory=dict)
    people_counts: Mapping[str, PeopleCount] = field(default_factory=dict)
    trust: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    intentions: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    minutes: Mapping[str, Decimal] = field(default_factory=dict)
    rooms: Mapping[str, Decimal] = field(default_factory=dict)
    services: tuple[ServiceLine, ...] | None = None
    principles: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    amendments: tuple[str, ...] = ()
    willing_to_help: bool = False

    def level(self, domain: str) -> Level:
        """The level in a domain; not assessed where nothing is known."""
        return self.levels.get(domain, UNKNOWN_LEVEL)

    def cell(self, certainty: Certainty, domain: str, year: int) -> GapCell:
        """The gap cell of a domain in a year; not assessed where nothing is known."""
        cells = self.gaps.get(certainty, {}).get(domain, ())
        index = year - self.first_year
        return cells[index] if 0 <= index < len(cells) else UNKNOWN_CELL

    @property
    def pcn(self) -> str:
        """What tells its PCN from others: the code, or the name where there is none."""
        return self.pcn_code or self.pcn_name

    @property
    def has_levels(self) -> bool:
        """Whether any of its domains has a level."""
        return any(level.level is not None for level in self.levels.values())


@dataclass(frozen=True, slots=True)
class Expected:
    """A practice of the PCN from which nothing has come yet."""

    code: str
    name: str
    list_size: Decimal | None = None
