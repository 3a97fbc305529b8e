"""Names and values of answers as a payload spells them, and back; reading is strict.

The same names and short values come in every return, so what was read once is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, Value
from stocktake.questionnaire.provenance import place_key

Shape = str | tuple[str, ...] | None
"""A value in the JSON: text that begins with a letter for its kind, or the options chosen."""

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_MOST_KNOWN, _SHORT = 50_000, 32
_NO_ROW = ("", "")
_TOLD_BY_VALUE: dict[Value, str] = {
    **{Decimal(point): f"n{point}" for point in range(5)},
    "yes": "tyes",
    "no": "tno",
}
"""Values by which a rating, or yes and no, are told from other numbers and texts."""

_BY_TYPE: dict[type, str] = {Decimal: "n", str: "t", date: "d", tuple: "o"}

KINDS: Mapping[str, tuple[type, Value | None]] = {
    **{letter: (of, None) for of, letter in _BY_TYPE.items()},
    **{name: (type(value), value) for value, name in _TOLD_BY_VALUE.items()},
}
"""What each kind of value says: its type, and the value where the type does not say enough."""

_addresses: dict[str, Address] = {}
_fields: dict[str, str] = {}
_rows: dict[str, tuple[str, str]] = {}
_answers: dict[Shape, Answer] = {}


def plain_value(value: Value | None) -> Shape:
    """Write a value.

    Raises:
        StocktakeError: ``number_too_long``.
    """
    if value is None or isinstance(value, tuple):
        return value
    if isinstance(value, Decimal):
        text = f"{value:f}" if value.is_finite() and abs(value.adjusted()) < 40 else ""
        if not _NUMBER.fullmatch(text):
            raise StocktakeError(
                "number_too_long", "A figure has too many digits to be sent.", "Shorten it."
            )
        return f"n{text}"
    if isinstance(value, date):
        return f"d{value.isoformat()}"
    return f"t{value}"


def value_from(plain: Shape) -> Value | None:
    """Read a value; raises ValueError when it is not one."""
    if plain is None or isinstance(plain, tuple):
        return plain
    letter, text = plain[:1], plain[1:]
    if letter == "t":
        return text
    if letter == "n" and _NUMBER.fullmatch(text):
        return Decimal(text)
    if letter == "d":
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise ValueError("not a value")


def answer_from(plain: Shape) -> Answer:
    """Make a plain answer; short ones are kept to be used again, as answers never change."""
    known = _answers.get(plain)
    if known is not None:
        return known
    answer = Answer(value_from(plain), State.ANSWERED)
    if _is_short(plain):
        if len(_answers) >= _MOST_KNOWN:
            _answers.clear()
        _answers[plain] = answer
    return answer


def kinds_of(plain: Iterable[Shape]) -> list[str]:
    """What kind each value is of, one of ``KINDS``; blank where there is no value.

    Raises:
        ValueError: one of them is not a value.
    """
    return list(map(_kinds.__getitem__, plain))


class _Kinds(dict[Shape, str]):
    """Kinds that were told once; any other is told when it is asked for."""

    def __missing__(self, plain: Shape) -> str:
        value = value_from(plain)
        kind = "" if value is None else _TOLD_BY_VALUE.get(value) or _BY_TYPE[type(value)]
        if plain is None or _is_short(plain):
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[plain] = kind
        return kind


def _is_short(plain: Shape) -> bool:
    return isinstance(plain, str) and len(plain) <= _SHORT


_kinds = _Kinds()


def key_of(address: Address) -> str:
    """Name an address; raises ValueError when its ids could be read as another's."""
    key = place_key(address)
    if address_from(key) != address:
        raise ValueError(f"an id with a stroke in it: {key}")
    return key


def address_from(key: str) -> Address:
    """Read the name of an address; raises ValueError when it is not one."""
    address = _addresses.get(key)
    if address is None:
        if len(_addresses) >= _MOST_KNOWN:
            _forget()
        address = _learn(key)
    return address


def fields_and_rows(keys: Sequence[str]) -> tuple[list[str], set[tuple[str, str]]]:
    """Read many names: the question or column of each, and the rows they stand in by table.

    Raises:
        ValueError: one of them is not a name.
    """
    if len(_addresses) + len(keys) > _MOST_KNOWN:
        _forget()
    try:
        fields = [*map(_fields.__getitem__, keys)]
    except KeyError:
        for key in set(keys).difference(_addresses):
            _learn(key)
        fields = [*map(_fields.__getitem__, keys)]
    rows = {*map(_rows.__getitem__, keys)}
    rows.discard(_NO_ROW)
    return fields, rows


def _learn(key: str) -> Address:
    parts = key.split("/")
    if len(parts) not in (1, 3) or not parts[0] or (len(parts) == 3 and not parts[1]):
        raise ValueError("not the name of an answer")
    address = Address(*parts)
    _fields[key] = address.field_id
    _rows[key] = (address.question, address.row) if address.row else _NO_ROW
    _addresses[key] = address
    return address


def _forget() -> None:
    for known in (_addresses, _fields, _rows):
        known.clear()
