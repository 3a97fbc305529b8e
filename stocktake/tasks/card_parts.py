"""A rate card in parts: its lines, roles, shared figures, and what it says of itself.

Two versions of a card are compared and put together part by part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from stocktake.phrases import counted
from stocktake.rates.card import CardLine, CardRole, CardSetting, RateCard
from stocktake.rates.card_words import BASES, SCOPE_LABELS, setting_in_words, share_in_words
from stocktake.rates.rate_settings import shipped_rate_settings
from stocktake.units import date_in_words

WHOLE = "card"
"""Stands for the card as a whole."""

_MANY = ("lines", "roles", "settings")
_HEAD = tuple(name for name in RateCard.__struct_fields__ if name not in (*_MANY, "id"))
_LABELS = {
    "title": "Title",
    "version": "Version",
    "publisher": "Published by",
    "publisher_kind": "Kind of publisher",
    "contact_role": "Whom to ask",
    "area": "Area",
    "list_size": "Patients covered",
    "base_year": "Prices of",
    "effective_from": "Applies from",
    "effective_to": "Applies to",
    "review_on": "Looked at again by",
    "status": "Status",
    "adopted_by": "Adopted by",
    "adopted_on": "Adopted on",
    "licence": "Licence",
    "mode": "How an hour is costed",
    "uplift": "How prices rise",
    "scope": "What every line says of its scope",
    "changes": "Change log",
    "name": "Name",
    "label": "Name",
    "unit": "Unit",
    "minutes": "Minutes",
    "consumables_gbp": "Consumables £",
    "room_minutes": "Room minutes",
    "missed_share": "Missed appointments",
    "equipment_gbp": "Equipment £",
    "purchase_gbp": "Price of equipment £",
    "life_years": "Years of life",
    "yearly_maintenance_gbp": "Upkeep a year £",
    "yearly_volume": "Number a year",
    "setup_gbp": "Set-up £",
    "contract_years": "Years of the contract",
    "indemnity_gbp": "Indemnity £",
    "yearly_gbp": "Pay a year £",
    "leave_days": "Days of leave",
    "bank_holiday_days": "Bank holidays",
    "sickness_days": "Days of sickness",
    "training_days": "Days of training",
    "bookable_share": "Bookable share",
    "weekly_hours": "Hours a week",
    "cost_gbp": "Cost £",
    "hours": "Bookable hours",
    "bookable_hours_a_year": "Bookable hours a year",
    "staff_count": "People it is drawn from",
    "source": "Source",
    "edition": "Edition",
    "checked_on": "Checked on",
    "value": "Figure",
    "basis": "Drawn from",
    "published_gbp": "Price £",
    "index": "Index",
    "pay": "Rise in pay",
    "other": "Rise in other costs",
} | SCOPE_LABELS
_CODES: dict[str, dict[str, str]] = {
    "mode": {"own_costs": "Our own pay and costs", "reference": "A published reference hour"},
    "basis": BASES,
    "status": {
        "draft": "Draft",
        "consultation": "Proposed, for consultation",
        "adopted": "Adopted",
    },
    "publisher_kind": {
        "practice": "A practice",
        "pcn": "A PCN",
        "federation": "A federation",
        "other": "Another provider",
    },
}
"""What is said for a code, by the name of what holds it."""
_MOST_SAID = 4
_NOT_GIVEN = "not given"


def parts_of(card: RateCard) -> dict[str, Any]:
    """Every part of a card by its key, in the order a card is read."""
    head = {f"head.{name}": getattr(card, name) for name in _HEAD}
    many = {f"{name}.{each.id}": each for name in _MANY for each in getattr(card, name)}
    return many | head


def names_of(card: RateCard) -> dict[str, str]:
    """What each part is called."""
    start = shipped_rate_settings()
    names = {f"head.{name}": _LABELS.get(name, name) for name in _HEAD}
    names |= {f"lines.{line.id}": line.name or "A line without a name" for line in card.lines}
    names |= {f"roles.{role.id}": f"An hour of: {role.label}" for role in card.roles}
    return names | {f"settings.{each.id}": start.setting(each.id).label for each in card.settings}


def part_words(key: str, part: Any, other: Any) -> str:
    """What one side says where it differs from the other."""
    if part is None:
        return "Not on this card" if key.startswith(("lines.", "roles.")) else _NOT_GIVEN
    if other is None or not isinstance(part, msgspec.Struct):
        return _whole(key, part)
    mine, theirs = _flat(part), _flat(other)
    differing = [path for path in {**mine, **theirs} if mine.get(path) != theirs.get(path)]
    said = [f"{_label(path)}: {mine.get(path) or _NOT_GIVEN}" for path in differing[:_MOST_SAID]]
    if len(differing) > _MOST_SAID:
        said.append(f"and {counted(len(differing) - _MOST_SAID, 'other thing')}")
    return "; ".join(said)


def put_together(ours: RateCard, theirs: RateCard, taken: Iterable[str]) -> RateCard:
    """Our card with some parts as theirs has them; a line that is new to us comes last."""
    there = parts_of(theirs)
    fields: dict[str, Any] = {name: list(getattr(ours, name)) for name in _MANY}
    for key in taken:
        name, _, part_id = key.partition(".")
        if name == "head":
            fields[part_id] = there[key]
        else:
            fields[name] = _with_part(fields[name], part_id, there.get(key))
    many = {name: tuple(fields.pop(name)) for name in _MANY}
    return msgspec.structs.replace(ours, **fields, **many)


def _with_part(parts: list[Any], part_id: str, part: Any) -> list[Any]:
    if any(each.id == part_id for each in parts):
        replaced = [part if each.id == part_id else each for each in parts]
        return [each for each in replaced if each is not None]
    return [*parts, part] if part is not None else parts


def _whole(key: str, part: Any) -> str:
    """A part that stands alone, as short as it can be said."""
    if isinstance(part, CardLine):
        return f"{part.name}, per {part.unit}" if part.unit else part.name
    if isinstance(part, CardRole):
        return part.label
    if isinstance(part, CardSetting):
        return _flat(part).get("value", "")
    if isinstance(part, tuple):
        return counted(len(part), "entry", "entries") if part else _NOT_GIVEN
    return _value(key, part) or _NOT_GIVEN


def _flat(part: Any) -> dict[str, str]:
    """Everything a part says, by its path, in words."""
    found: dict[str, str] = {}
    plain = msgspec.to_builtins(part, builtin_types=(Decimal, date))

    def walk(value: Any, path: str) -> None:
        if isinstance(value, Mapping):
            for key, each in value.items():
                walk(each, f"{path}.{key}" if path else str(key))
        elif isinstance(value, list | tuple):
            for number, each in enumerate(value):
                name = each.get("year", number) if isinstance(each, Mapping) else number
                walk(each, f"{path}.{name}")
        elif words := _value(path, value):
            found[path] = words

    walk(plain, "")
    if isinstance(part, CardSetting):
        found["value"] = setting_in_words(part)
    return {path: words for path, words in found.items() if path not in ("id", "service")}


def _value(path: str, value: Any) -> str:
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, Decimal):
        if path.endswith(("share", ".pay", ".other")):
            return share_in_words(value)
        return f"{value.normalize():f}"
    said = "" if value is None else str(value)
    return _CODES.get(path.rpartition(".")[2], {}).get(said, said)


def _label(path: str) -> str:
    *before, last = path.split(".")
    if "minutes" in before:
        role = shipped_rate_settings().role(last)
        return f"Minutes of {role.label if role else last}"
    label = _LABELS.get(last, last.replace("_", " "))
    return f"{label}, {before[-1]}" if "years" in before else label
