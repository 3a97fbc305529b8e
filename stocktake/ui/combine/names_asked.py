"""Showing the lead what may name a person, who says whether it may stand before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from stocktake.errors import Problem
from stocktake.phrases import counted
from stocktake.ui.messages import ask

T = TypeVar("T")

MOST_SHOWN = 12
"""Findings in the box; more are counted, so that it fits a small screen."""

YES, NO = "I have looked; write it", "Do not write it"


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What may name a person, in the place of a file that was not written."""

    problems: tuple[Problem, ...]


def unless_names(
    look: Callable[[], tuple[Problem, ...]], looked_at: frozenset[Problem], write: Callable[[], T]
) -> T | NamesFound:
    """Write, unless there is anything that may name a person and nobody has looked at.

    Args:
        look: finds what may name a person.
        looked_at: what somebody has said may stand.
        write: writes the file.
    """
    found = look()
    return write() if looked_at.issuperset(found) else NamesFound(found)


def may_stand(parent: QWidget, found: NamesFound) -> bool:
    """Ask whether what was found may stand; Esc and closing the box mean no."""
    lines = [f"{each.where}. {each.what}." for each in found.problems[:MOST_SHOWN]]
    more = len(found.problems) - MOST_SHOWN
    if more > 0:
        lines.append(f"And {counted(more, 'other')}.")
    lines.append("Nothing has been written. What must not go on is best taken out at its source.")
    many = counted(len(found.problems), "text")
    return ask(parent, f"{many} may name a person. May they stand?", "\n\n".join(lines), YES, NO)
