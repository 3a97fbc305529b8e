"""What can be wrong with a formula, told so that its author can put it right.

A ``FormulaError`` means the text is not a formula at all. A ``FormulaFault`` is one thing wrong
with a formula that reads well but does not fit its form. Positions count characters from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from stocktake.errors import StocktakeError

_SHOWN = 60
"""Characters of a long formula shown on each side of the marker."""


class FormulaError(StocktakeError):
    """The text is not a formula of the dialect.

    Attributes:
        message: what is wrong, ending with the formula and a marker where reading stopped.
        position: the character at which it stopped, counted from 1.
    """

    def __init__(self, code: str, message: str, position: int, how_to_fix: str = "") -> None:
        super().__init__(code, message, how_to_fix)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """One thing wrong with a formula in its form: a short code, a sentence, and where."""

    code: str
    message: str
    position: int


def marked(text: str, position: int) -> str:
    """Show a formula with a marker before the character at ``position``, cut to what is near."""
    before, after = text[: position - 1], text[position - 1 :]
    if len(before) > _SHOWN:
        before = "…" + before[-_SHOWN:]
    if len(after) > _SHOWN:
        after = after[:_SHOWN] + "…"
    return " ".join(f"{before}▶{after}".splitlines())


def error_at(code: str, what: str, text: str, position: int, how_to_fix: str = "") -> FormulaError:
    """Make an error that ends with the formula, marked where it went wrong."""
    return FormulaError(code, f"{what}: {marked(text, position)}", position, how_to_fix)


def did_you_mean(word: str, known: Iterable[str], written: str = "{}") -> str:
    """Suggest the known word nearest to one that is not, as a sentence; empty when none is near.

    ``written`` is how the word stands in a formula, such as ``${{{}}}`` for an id.
    """
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f"Did you mean {written.format(by_lower[near[0]])}?" if near else ""
