r"""Patterns for ``regex()`` that cannot make the program hang.

A pattern from a stranger's form could keep Python's own matcher busy for ever, so patterns are a
safe subset of regular expressions, matched here by following all possibilities at once: time grows
with the length of the text times the size of the pattern, whatever the pattern. As in ODK, a
pattern must match the whole text.

The subset: characters, ``.``, classes ``[A-Z0-9]``, ``\d \w \s`` and their opposites, groups,
``|``, ``^``, ``$``, and the repeats ``? * + {n} {n,} {n,m}``. No repeats inside a repeat, no
back-references, no looking ahead or behind. Source: design/data-model.md, dialect item 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from stocktake.questionnaire.formula.faults import FormulaError

MAX_PATTERN = 200
"""Characters of a pattern."""

MAX_SUBJECT = 2_000
"""Characters of a text that is matched."""

_MAX_STEPS = 1_000
"""Steps of a pattern with its repeats written out."""

_MAX_GROUPS = 20
"""Groups inside groups."""

Accepts = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _One:
    """One character that a test accepts."""

    accepts: Accepts


@dataclass(frozen=True, slots=True)
class _Edge:
    """The start (``^``) or the end (``$``) of the text."""

    sign: str


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A part from ``least`` to ``most`` times; ``most`` None has no end."""

    part: _Part
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    """Parts one after another."""

    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    """Any one of several parts."""

    parts: tuple[_Part, ...]


_Part = _One | _Edge | _Repeat | _Row | _Either

_CLASSES: dict[str, Accepts] = {
    "d": str.isdecimal,
    "D": lambda c: not c.isdecimal(),
    "w": lambda c: c.isalnum() or c == "_",
    "W": lambda c: not (c.isalnum() or c == "_"),
    "s": str.isspace,
    "S": lambda c: not c.isspace(),
}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to match.

    Attributes:
        text: the pattern as written.
        steps: for each step, the test of a character and the step after it; a test of None is
            followed without taking a character, to each of ``after`` that its edge allows.
    """

    text: str
    steps: tuple[tuple[Accepts | None, str, tuple[int, ...]], ...]

    def matches(self, subject: str) -> bool:
        """Whether the whole of a text matches; at most ``MAX_SUBJECT`` characters are looked at.

        Raises:
            ValueError: the text is longer than that.
        """
        if len(subject) > MAX_SUBJECT:
            raise ValueError("the text is too long to match")
        now = self._reached({0}, at_start=True, at_end=not subject)
        for place, character in enumerate(subject, start=1):
            after: set[int] = set()
            for step in now:
                accepts, _, following = self.steps[step]
                if accepts is not None and accepts(character):
                    after.update(following)
            now = self._reached(after, at_start=False, at_end=place == len(subject))
            if not now:
                return False
        return len(self.steps) - 1 in now

    def _reached(self, steps: set[int], *, at_start: bool, at_end: bool) -> set[int]:
        """Add every step that can be reached without taking a character."""
        reached = set(steps)
        waiting = list(steps)
        while waiting:
            accepts, edge, after = self.steps[waiting.pop()]
            if accepts is not None or (edge == "^" and not at_start):
                continue
            if edge == "$" and not at_end:
                continue
            for step in after:
                if step not in reached:
                    reached.add(step)
                    waiting.append(step)
        return reached


@lru_cache(maxsize=512)
def compile_pattern(text: str, at: int = 1) -> Pattern:
    """Make a pattern ready to match.

    Args:
        text: the pattern, without quotes around it.
        at: where the pattern starts in its formula, for the position of an error.

    Raises:
        FormulaError: it is too long, or uses what the safe subset leaves out.
    """
    if len(text) > MAX_PATTERN:
        what = f"a pattern has at most {MAX_PATTERN} characters"
        raise FormulaError("bad_pattern", what, at + MAX_PATTERN)
    return Pattern(text, _Steps(text, at).of(_Reader(text, at).whole()))


class _Steps:
    """Writes a pattern out as numbered steps, with its repeats in full."""

    def __init__(self, text: str, at: int) -> None:
        self._steps: list[tuple[Accepts | None, str, tuple[int, ...]]] = []
        self._text = text
        self._at = at

    def of(self, part: _Part) -> tuple[tuple[Accepts | None, str, tuple[int, ...]], ...]:
        """Return the steps of a whole pattern, ending with the one that accepts."""
        self._add(part)
        self._step(None)
        return tuple(self._steps)

    def _step(self, accepts: Accepts | None, edge: str = "", after: tuple[int, ...] = ()) -> int:
        if len(self._steps) > _MAX_STEPS:
            raise FormulaError("bad_pattern", "the pattern repeats too many characters", self._at)
        self._steps.append((accepts, edge, after))
        return len(self._steps) - 1

    def _add(self, part: _Part) -> None:
        """Add steps that leave by falling through to the step after them."""
        here = len(self._steps)
        match part:
            case _One(accepts):
                self._step(accepts, after=(here + 1,))
            case _Edge(sign):
                self._step(None, sign, (here + 1,))
            case _Row(parts):
                for each in parts:
                    self._add(each)
            case _Either(parts):
                self._add_either(parts)
            case _Repeat(inner, least, most):
                for _ in range(least):
                    self._add(inner)
                if most is None:
                    self._add_endless(inner)
                else:
                    self._add_optional(inner, most - least)

    def _add_either(self, parts: tuple[_Part, ...]) -> None:
        fork = self._step(None)
        starts: list[int] = []
        exits: list[int] = []
        for each in parts:
            starts.append(len(self._steps))
            self._add(each)
            exits.append(self._step(None))
        self._steps[fork] = (None, "", tuple(starts))
        for leave in exits:
            self._steps[leave] = (None, "", (len(self._steps),))

    def _add_endless(self, inner: _Part) -> None:
        fork = self._step(None)
        self._add(inner)
        self._step(None, after=(fork,))
        self._steps[fork] = (None, "", (fork + 1, len(self._steps)))

    def _add_optional(self, inner: _Part, times: int) -> None:
        forks: list[int] = []
        for _ in range(times):
            forks.append(self._step(None))
            self._add(inner)
        for fork in forks:
            self._steps[fork] = (None, "", (fork + 1, len(self._steps)))


class _Reader:
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

    def whole(self) -> _Part:
        """Read the whole pattern."""
        part = self._either()
        if self._peek():
            self._refuse("this ) closes nothing")
        return part

    def _either(self) -> _Part:
        rows = [self._row()]
        while self._peek() == "|":
            self._take()
            rows.append(self._row())
        return rows[0] if len(rows) == 1 else _Either(tuple(rows))

    def _row(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated())
        return _Row(tuple(parts))

    def _repeated(self) -> _Part:
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
        return _Repeat(part, least, most)

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

    def _single(self) -> _Part:
        sign = self._peek()
        if sign in ("?", "*", "+", "{"):
            self._refuse("there is nothing here to repeat")
        self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return _One(self._class())
        if sign == "\\":
            return _One(self._escaped())
        if sign in ("^", "$"):
            return _Edge(sign)
        if sign == ".":
            return _One(lambda c: c != "\n")
        return _One(sign.__eq__)

    def _group(self) -> _Part:
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


def _has_repeat(part: _Part) -> bool:
    """Whether a part holds a repeat, however deep."""
    if isinstance(part, _Repeat):
        return True
    return isinstance(part, _Row | _Either) and any(_has_repeat(each) for each in part.parts)
