"""The fields of one line of a card, and a line with one of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import msgspec

from stocktake.questionnaire.answers import Value
from stocktake.rates.card import SCOPE_WORDS, CardLine, RateCard
from stocktake.rates.card_words import SCOPE_LABELS
from stocktake.rates.line_cost import NOTHING, Equipment, Line
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.ui.rate_card.figure_fields import Spec

MINUTES = "minutes."
"""Before the id of a role, the key of its minutes."""

IN_SCOPE = "scope."
"""Before the name of a word of the line's scope, its key."""

_ALL = Decimal(100)

WHAT = (
    Spec("name", "Name of the line", "text"),
    Spec("unit", "What one price pays for", "text", "Such as visit, test or patient-year"),
)
AMOUNTS = (
    Spec("yearly_volume", "Number a year"),
    Spec("consumables_gbp", "Consumables for one", "pounds"),
    Spec("room_minutes", "Room minutes"),
    Spec("missed_share", "Missed appointments", "percent", "Of those booked", _ALL, below=True),
)
ONCE = (
    Spec("equipment_gbp", "Equipment for one", "pounds", "Where it is known for one unit"),
    Spec("purchase_gbp", "Equipment: price to buy", "pounds"),
    Spec("life_years", "Equipment: years it lasts"),
    Spec("yearly_maintenance_gbp", "Equipment: upkeep a year", "pounds"),
    Spec("setup_gbp", "Set-up, once", "pounds"),
    Spec("contract_years", "Set-up: years of contract"),
    Spec("indemnity_gbp", "Indemnity for one", "pounds", "0 where the state scheme covers it"),
)
SCOPE = tuple(Spec(f"{IN_SCOPE}{name}", SCOPE_LABELS[name], "text") for name in SCOPE_WORDS)
_EQUIPMENT = ("purchase_gbp", "life_years", "yearly_maintenance_gbp")


def minutes_specs(card: RateCard) -> tuple[Spec, ...]:
    """A field of minutes for each role of the card, of its lines, and those cards start from."""
    names = {role.id: role.label for role in card.roles}
    start = {s.id: s.label for s in shipped_rate_settings().roles}
    if card.mode == "own_costs" or not names:
        names |= {role: label for role, label in start.items() if role not in names}
    # Minutes that a line has are never out of sight, also where their role has no cost any more.
    for line in card.lines:
        for role in line.work.minutes if line.work else ():
            names.setdefault(role, start.get(role, role))
    return tuple(Spec(f"{MINUTES}{role}", f"{label}, minutes") for role, label in names.items())


def line_values(line: CardLine) -> dict[str, Value | None]:
    """What stands in the fields of a line; what is nothing stands empty."""
    work = line.work or Line(minutes={})
    values: dict[str, Value | None] = {"name": line.name or None, "unit": line.unit or None}
    values |= {f"{IN_SCOPE}{name}": getattr(line.scope, name) or None for name in SCOPE_WORDS}
    values |= {f"{MINUTES}{role}": each or None for role, each in work.minutes.items()}
    for spec in (*AMOUNTS, *ONCE):
        held = work.equipment if spec.key in _EQUIPMENT else work
        amount = getattr(held, spec.key) if held is not None else None
        values[spec.key] = amount or None
    values["missed_share"] = plain(work.missed_share * 100) or None
    return values


def changed_line(line: CardLine, key: str, value: Value | None) -> CardLine:
    """Return a line with one field changed; a blank amount is nothing."""
    if key in ("name", "unit"):
        return msgspec.structs.replace(line, **{key: str(value or "").strip()})
    if key.startswith(IN_SCOPE):
        said = {key.removeprefix(IN_SCOPE): str(value or "").strip()}
        return msgspec.structs.replace(line, scope=msgspec.structs.replace(line.scope, **said))
    amount = value if isinstance(value, Decimal) else NOTHING
    work = line.work or Line(minutes={})
    return msgspec.structs.replace(line, work=_changed_work(work, key, amount))


def _changed_work(work: Line, key: str, amount: Decimal) -> Line:
    if key.startswith(MINUTES):
        role = key.removeprefix(MINUTES)
        minutes = {**work.minutes, role: amount}
        return msgspec.structs.replace(
            work, minutes={name: each for name, each in minutes.items() if each}
        )
    if key in _EQUIPMENT:
        return msgspec.structs.replace(work, equipment=_changed_equipment(work, key, amount))
    if key == "missed_share":
        amount /= 100
    if key == "contract_years" and not amount:
        amount = Decimal(1)
    return msgspec.structs.replace(work, **{key: amount})


def _changed_equipment(work: Line, key: str, amount: Decimal) -> Equipment | None:
    """The equipment with one figure changed; none when nothing of it is left."""
    before = work.equipment or Equipment(purchase_gbp=NOTHING, life_years=NOTHING)
    found = msgspec.structs.replace(before, **{key: amount})
    return found if any(getattr(found, each) for each in _EQUIPMENT) else None


def plain(number: Decimal) -> Decimal:
    """Without noughts at the end: 5 and not 5.00."""
    is_whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if is_whole else number.normalize()


FIELD_OF_FAULT: Mapping[str, str] = MappingProxyType(
    {
        "no_volume": "yearly_volume",
        "no_life": "life_years",
        "no_years": "contract_years",
        "missed_share": "missed_share",
    }
)
"""The field at which a fault of a line is said."""
