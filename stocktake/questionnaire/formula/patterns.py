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

from dataclasses import dataclass
from functools import lru_cache

from stocktake.questionnaire.formula.faults import FormulaError
from stocktake.questionnaire.formula.pattern_reading import (
    Accepts,
    Edge,
    Either,
    One,
    Part,
    PatternReader,
    Repeat,
    Row,
)

MAX_PATTERN = 200
"""Characters of a pattern."""

MAX_SUBJECT = 2_000
"""Characters of a text that is matched."""

_MAX_STEPS = 1_000
"""Steps of a pattern with its repeats written out."""


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
    return Pattern(text, _Steps(text, at).of(PatternReader(text, at).whole()))


class _Steps:
    """Writes a pattern out as numbered steps, with its repeats in full."""

    def __init__(self, text: str, at: int) -> None:
        self._steps: list[tuple[Accepts | None, str, tuple[int, ...]]] = []
        self._text = text
        self._at = at

    def of(self, part: Part) -> tuple[tuple[Accepts | None, str, tuple[int, ...]], ...]:
        """Return the steps of a whole pattern, ending with the one that accepts."""
        self._add(part)
        self._step(None)
        return tuple(self._steps)

    def _step(self, accepts: Accepts | None, edge: str = "", after: tuple[int, ...] = ()) -> int:
        if len(self._steps) > _MAX_STEPS:
            raise FormulaError("bad_pattern", "the pattern repeats too many characters", self._at)
        self._steps.append((accepts, edge, after))
        return len(self._steps) - 1

    def _add(self, part: Part) -> None:
        """Add steps that leave by falling through to the step after them."""
        here = len(self._steps)
        match part:
            case One(accepts):
                self._step(accepts, after=(here + 1,))
            case Edge(sign):
                self._step(None, sign, (here + 1,))
            case Row(parts):
                for each in parts:
                    self._add(each)
            case Either(parts):
                self._add_either(parts)
            case Repeat(inner, least, most):
                for _ in range(least):
                    self._add(inner)
                if most is None:
                    self._add_endless(inner)
                else:
                    self._add_optional(inner, most - least)

    def _add_either(self, parts: tuple[Part, ...]) -> None:
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

    def _add_endless(self, inner: Part) -> None:
        fork = self._step(None)
        self._add(inner)
        self._step(None, after=(fork,))
        self._steps[fork] = (None, "", (fork + 1, len(self._steps)))

    def _add_optional(self, inner: Part, times: int) -> None:
        forks: list[int] = []
        for _ in range(times):
            forks.append(self._step(None))
            self._add(inner)
        for fork in forks:
            self._steps[fork] = (None, "", (fork + 1, len(self._steps)))
