"""Reads the text of a pattern into parts, refusing what the safe subset leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from stocktake.questionnaire.formula.faults import FormulaError

_MAX_GROUPS = 20
"""Groups inside groups."""

Accepts = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class One:
    """One character that a test accepts."""

    accepts: Accepts


@dataclass(frozen=True, slots=True)
class Edge:
    """The start (``^``) or the end (``$``) of the text."""

    sign: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part from ``least`` to ``most`` times; ``most`` None has no end."""

    part: Part
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after another."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any one of several parts."""

    parts: tuple[Part, ...]


Part = One | Edge | Repeat | Row | Either

_CLASSES: dict[str, Accepts] = {
    "d": str.isdecimal,
    "D": lambda c: not c.isdecimal(),
    "w": lambda c: c.isalnum() or c == "_",
    "W": lambda c: not (c.isalnum() or c == "_"),
    "s": str.isspace,
    "S": lambda c: not c.isspace(),
}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


class PatternReader:
    """Reads a pattern from left to right, refusing what the subset leaves out."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._start = at
        self._at = 0
        self._open = 0

    def _refuse(self, what: str) -> NoReturn:
        shown = f"{self._text[: self._at]}▶{self._text[self._at :]}"
        raise FormulaError("bad_pattern", f"{what}: {shown}", self._start + self._at)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        character = self._peek()
        self._at += 1
        return character

    def whole(self) -> Part:
        """Read the whole pattern."""
        part = self._either()
        if self._peek():
            self._refuse("this ) closes nothing")
        return part

    def _either(self) -> Part:
        rows = [self._row()]
        while self._peek() == "|":
            self._take()
            rows.append(self._row())
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def _row(self) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated())
        return Row(tuple(parts))

    def _repeated(self) -> Part:
        begun = self._at
        part = self._single()
        counts = self._counts()
        if counts is None:
            return part
        least, most = counts
        if most != 1 and _has_repeat(part):
            self._at = begun
            self._refuse("a repeat cannot hold another repeat")
        if self._peek() in ("?", "+", "*", "{"):
            self._refuse("a repeat cannot follow a repeat")
        return Repeat(part, least, most)

    def _counts(self) -> tuple[int, int | None] | None:
        """Read ``? * + {n} {n,} {n,m}`` after a part, if one is there."""
        sign = self._peek()
        if sign in ("?", "*", "+") and sign:
            self._take()
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        if sign != "{":
            return None
        close = self._text.find("}", self._at)
        first, comma, second = self._text[self._at + 1 : max(close, 0)].partition(",")
        plain = all(n.isascii() and n.isdecimal() and len(n) <= 3 for n in (first, second or "0"))
        if close < 0 or not plain:
            self._refuse("a count of repeats is written {2}, {2,} or {2,5}")
        least = int(first)
        most = (int(second) if second else None) if comma else least
        if most is not None and most < least:
            self._refuse("the second count of a repeat is the larger")
        self._at = close + 1
        return least, most

    def _single(self) -> Part:
        sign = self._peek()
        if sign in ("?", "*", "+", "{"):
            self._refuse("there is nothing here to repeat")
        self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return One(self._class())
        if sign == "\\":
            return One(self._escaped())
        if sign in ("^", "$"):
            return Edge(sign)
        if sign == ".":
            return One(lambda c: c != "\n")
        return One(sign.__eq__)

    def _group(self) -> Part:
        if self._text.startswith("?:", self._at):
            self._at += 2
        elif self._peek() == "?":
            self._refuse("a group is plain, (...) or (?:...); looking ahead or behind is left out")
        self._open += 1
        if self._open > _MAX_GROUPS:
            self._refuse("too many groups inside each other")
        inside = self._either()
        if self._take() != ")":
            self._at = len(self._text)
            self._refuse("a group has no closing )")
        self._open -= 1
        return inside

    def _escaped(self) -> Accepts:
        sign = self._take()
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in _CONTROLS:
            return _CONTROLS[sign].__eq__
        if not sign or sign.isalnum():
            self._at -= 2 if sign else 1
            self._refuse("this \\ escape is left out (so are references back to a group)")
        return sign.__eq__

    def _class(self) -> Accepts:
        negated = self._peek() == "^"
        if negated:
            self._take()
        tests: list[Accepts] = []
        singles: set[str] = set()
        while (not tests and not singles) or self._peek() != "]":
            self._class_item(tests, singles)
        self._take()
        return lambda c: (c in singles or any(test(c) for test in tests)) != negated

    def _class_item(self, tests: list[Accepts], singles: set[str]) -> None:
        first = self._class_character(tests)
        if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] not in ("]", ""):
            self._take()
            last = self._class_character([])
            if not first or not last or last < first:
                self._refuse("a range in [ ] runs from a lower to a higher character")
            tests.append(lambda c: first <= c <= last)
        elif first:
            singles.add(first)

    def _class_character(self, tests: list[Accepts]) -> str:
        """Read one character of a class; empty when it stands for a kind, added to ``tests``."""
        character = self._take()
        if not character:
            self._at = len(self._text)
            self._refuse("a [ has no closing ]")
        if character == "[":
            self._at -= 1
            self._refuse("a [ inside [ ] is written \\[")
        if character != "\\":
            return character
        escaped = self._peek()
        test = self._escaped()
        if escaped in _CLASSES:
            tests.append(test)
            return ""
        return _CONTROLS.get(escaped, escaped)


def _has_repeat(part: Part) -> bool:
    """Whether a part holds a repeat, however deep."""
    if isinstance(part, Repeat):
        return True
    return isinstance(part, Row | Either) and any(_has_repeat(each) for each in part.parts)
