"""What still keeps a card from being published, a thing once, so that it can be read."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.errors import Problem
from stocktake.phrases import counted, listed
from stocktake.rates.card_checks import SCOPE_ASKED
from stocktake.rates.pricing import WHOLE_CARD

SCOPE_FOLD = "What every line says of its scope"
_MOST_SAID = 12
_MOST_NAMED = 3


def gathered(stops: Sequence[Problem]) -> list[str]:
    """One sentence for each thing: those that lack the same are said together."""
    lines = [*_unsaid(stops), *_others(stops)]
    if len(lines) > _MOST_SAID:
        more = counted(len(lines) - _MOST_SAID, "more thing")
        lines = [*lines[:_MOST_SAID], f"• And {more}."]
    return lines


def _unsaid(stops: Sequence[Problem]) -> list[str]:
    """What is not said yet; the words of the scope once for all the lines that lack them."""
    things: dict[str, list[str]] = {}
    for each in stops:
        if each.code == "missing":
            things.setdefault(each.where, []).append(_thing(each))
    by_things: dict[tuple[str, ...], list[str]] = {}
    for where, lacking in things.items():
        by_things.setdefault(tuple(lacking), []).append(where)
    return [_unsaid_words(where, lacking) for lacking, where in by_things.items()]


def _unsaid_words(where: list[str], lacking: tuple[str, ...]) -> str:
    is_scope = where != [WHOLE_CARD] and set(lacking) <= set(SCOPE_ASKED.values())
    how = f" Say it once for every line under “{SCOPE_FOLD}”." if is_scope else ""
    if len(where) == 1:
        return f"• {where[0]} does not say yet: {listed(lacking)}.{how}"
    return f"• {_named(where)} do not say yet: {listed(lacking)}.{how}"


def _others(stops: Sequence[Problem]) -> list[str]:
    found: dict[tuple[str, str], list[str]] = {}
    for each in stops:
        if each.code != "missing":
            found.setdefault((each.what, each.how_to_fix), []).append(each.where)
    return [f"• {_named(where)}: {what} {how}" for (what, how), where in found.items()]


def _named(where: list[str]) -> str:
    """Names of lines hold commas, so several stand in quotation marks, and many as their number."""
    if len(where) == 1:
        return where[0]
    if len(where) <= _MOST_NAMED:
        return listed([f"“{each}”" for each in where])
    return f"“{where[0]}” and {counted(len(where) - 1, 'other')}"


def _thing(each: Problem) -> str:
    return each.what.partition(": ")[2].rstrip(".") or each.what
